package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"sextant/analytics"
	"sextant/internal/warehouse"
)

// queryFlags are the settings of query.
type queryFlags struct {
	release string
	format  string
	timeout time.Duration
}

func (a *app) queryCommand() *cobra.Command {
	var flags queryFlags
	cmd := &cobra.Command{
		Use:   "query <indicator> [parameter=value …]",
		Short: "Ask one indicator of a release",
		Long: "Prints what the dashboard's addresses answer. Parameters are those of the addresses:\n" +
			"  sextant query investment economies=EU27_2020,US from=2020 by=sector --format csv",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("name an indicator")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.query(cmd.Context(), args[0], args[1:], flags) },
	}
	cmd.Flags().StringVar(&flags.release, "release", "", "release to ask (default: the current one)")
	cmd.Flags().StringVar(&flags.format, "format", "table", "table, csv or json")
	cmd.Flags().DurationVar(&flags.timeout, "timeout", time.Minute, "longest time for the answer")
	return cmd
}

func (a *app) query(ctx context.Context, indicator string, parameters []string, flags queryFlags) error {
	write, ok := map[string]func(io.Writer, analytics.Frame) error{
		"csv":   func(w io.Writer, f analytics.Frame) error { return analytics.WriteCSV(w, f, analytics.DialectStandard) },
		"json":  analytics.WriteJSON,
		"table": writeTable,
	}[flags.format]
	if !ok {
		return usageError{fmt.Errorf("format %q is not table, csv or json", flags.format)}
	}
	frame, err := a.frame(ctx, indicator, parameters, flags)
	if err != nil {
		return err
	}
	return write(a.out, frame)
}

// frame asks the question that the command line spells.
func (a *app) frame(ctx context.Context, indicator string, parameters []string, flags queryFlags) (analytics.Frame, error) {
	var none analytics.Frame
	values := url.Values{}
	for _, p := range parameters {
		name, value, ok := strings.Cut(p, "=")
		if !ok {
			return none, usageError{fmt.Errorf("%q is not parameter=value", p)}
		}
		values.Set(name, value)
	}
	store, err := a.store(warehouse.Options{})
	if err != nil {
		return none, err
	}
	indicators, err := analytics.Load()
	if err != nil {
		return none, err
	}
	usual, err := indicators.Default(indicator)
	if err != nil {
		return none, usageError{fmt.Errorf("indicator %q: %w", indicator, err)}
	}
	q, err := indicators.Parse(values, usual)
	if err != nil {
		return none, wrongParameter(err)
	}
	release, done, err := analytics.NewEngine(store, indicators).Acquire(flags.release)
	if err != nil {
		return none, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, flags.timeout)
	defer cancel()
	frame, err := release.Eval(ctx, q)
	return frame, wrongParameter(err)
}

// wrongParameter makes a question that cannot be asked a wrong command line.
func wrongParameter(err error) error {
	var invalid *analytics.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	if len(invalid.Allowed) > 0 {
		err = fmt.Errorf("%w (allowed: %s)", err, strings.Join(invalid.Allowed, ", "))
	}
	return usageError{err}
}

// writeTable prints a frame for reading: the columns of its CSV that differ from row to row, aligned.
func writeTable(w io.Writer, f analytics.Frame) error {
	var text bytes.Buffer
	if err := analytics.WriteCSV(&text, f, analytics.DialectStandard); err != nil {
		return err
	}
	lines, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range lines {
		fmt.Fprintln(table, strings.Join(line[:len(line)-2], "\t")) // release and sources stand below
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nrelease %s\n", f.Release)
	for _, s := range f.Sources {
		fmt.Fprintf(w, "source %s: %s (%s)\n", s.Dataset, s.Citation, s.Licence)
	}
	for _, n := range f.Notes {
		word := "note"
		if n.Kind == "is-not" {
			word = "not"
		}
		fmt.Fprintf(w, "%s: %s\n", word, f.NoteText(n))
	}
	return nil
}
