// Command sextant builds releases, serves them and looks after them. It holds flags and wiring, no logic: what a verb does
// is in packages ingest, analytics, dashboard and internal/warehouse.
//
// Every flag is also an environment variable: --memory-mb is SEXTANT_MEMORY_MB. The exit code is 0 if the work is
// done, 1 if it failed, 2 if the command line is wrong, 3 if there was nothing new.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sextant/internal/warehouse"
)

// The exit codes.
const (
	exitDone      = 0
	exitFailed    = 1
	exitUsage     = 2
	exitUnchanged = 3
)

// A usageError is a wrong command line.
type usageError struct{ error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run executes one command line and returns the exit code. Results go to out, progress and errors to log.
func run(ctx context.Context, args []string, out, log io.Writer) int {
	root := newRoot(out, log)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, warehouse.ErrUnchanged):
		return exitUnchanged
	case errors.As(err, &usage):
		fmt.Fprintf(log, "sextant: %v\nsextant --help lists commands, sextant <command> --help their flags.\n", err)
		return exitUsage
	}
	fmt.Fprintf(log, "sextant: %v\n", err)
	return exitFailed
}

// app is what the verbs share.
type app struct {
	out, log io.Writer
	data     string // folder of state
}

func newRoot(out, log io.Writer) *cobra.Command {
	a := &app{out: out, log: log}
	root := &cobra.Command{
		Use:   "sextant",
		Short: "Measures the distance between the European, American and Chinese AI ecosystems",
		Long: "Sextant loads open data on AI funds, companies, investment, compute, models and open source, publishes it as\n" +
			"releases, and serves them as charts and data. Every flag is also an environment variable: --data is SEXTANT_DATA.\n" +
			"Exit codes: 0 done, 1 failed, 2 wrong usage, 3 nothing new.",
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: fromEnvironment,
		Args:              noArgs,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(out)
	root.SetErr(log)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&a.data, "data", "./data", "folder of state: raw bytes, releases, current")
	root.AddCommand(a.ingestCommand(), a.serveCommand(), a.releaseCommand(), a.lintCommand(), a.queryCommand())
	return root
}

// noEnvironment marks a flag that no environment variable sets.
const noEnvironment = "no-environment"

// fromEnvironment sets the flags that the command line does not from the environment.
func fromEnvironment(cmd *cobra.Command, _ []string) error {
	var err error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := "SEXTANT_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if _, barred := f.Annotations[noEnvironment]; barred || !ok || f.Changed || f.Name == "help" || f.Name == "version" {
			return
		}
		if setErr := cmd.Flags().Set(f.Name, value); setErr != nil {
			err = errors.Join(err, usageError{fmt.Errorf("%s: %w", name, setErr)})
		}
	})
	return err
}

func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%q is not wanted here", args[0])}
	}
	return nil
}

// store opens the data folder.
func (a *app) store(options warehouse.Options) (*warehouse.Store, error) {
	return warehouse.NewStore(a.data, options)
}
