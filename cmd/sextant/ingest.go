package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sextant/analytics"
	"sextant/dashboard"
	"sextant/datasets"
	"sextant/ingest"
	"sextant/internal/warehouse"
)

// ingestFlags are the settings of ingest.
type ingestFlags struct {
	offline  bool
	dryRun   bool
	withdraw string
	tree     string
	draw     bool
	quiet    bool // print the tally only, not the findings
	upstream upstreamFlags
}

func (a *app) ingestCommand() *cobra.Command {
	var flags ingestFlags
	cmd := &cobra.Command{
		Use:   "ingest [dataset…]",
		Short: "Fetch what publishers have new, build a release, check it and publish it",
		Long: "Fetches what has changed at the publishers of all datasets, or of those named; a publisher that fails leaves its last\n" +
			"good bytes in use. Stages the files of all datasets, conforms them, runs the checks and publishes a release, unless its\n" +
			"rows are those of the current one (exit code 3). A record that cannot be read is a finding and stays out; an error\n" +
			"publishes nothing.",
		RunE: func(cmd *cobra.Command, args []string) error {
			flags.upstream.only = args
			return a.ingest(cmd.Context(), flags)
		},
	}
	cmd.Flags().BoolVar(&flags.offline, "offline", false, "use only bundled data and bytes already held")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "do everything but publish")
	cmd.Flags().StringVar(&flags.withdraw, "withdraw", "", "reason for which published rows that are missing are withdrawn")
	cmd.Flags().BoolVar(&flags.draw, "draw", false, "draw the charts into the release, so that a server starts with them")
	cmd.Flags().BoolVar(&flags.quiet, "quiet", false, "print the tally only, not the findings")
	addTreeFlag(cmd, &flags.tree)
	flags.upstream.add(cmd)
	return cmd
}

func addTreeFlag(cmd *cobra.Command, tree *string) {
	cmd.Flags().StringVar(tree, "datasets", "", "folder of datasets to use instead of the bundled ones")
}

// catalogue loads the bundled datasets, or those in a folder.
func catalogue(tree string) (*datasets.Catalogue, error) {
	if tree == "" {
		return datasets.Load(datasets.Embedded())
	}
	return datasets.Load(os.DirFS(tree))
}

// ingest builds and publishes a release, and prints findings and a tally.
func (a *app) ingest(ctx context.Context, flags ingestFlags) error {
	c, err := catalogue(flags.tree)
	if err != nil {
		return err
	}
	store, err := a.store(warehouse.Options{})
	if err != nil {
		return err
	}
	progress := newProgress(a.log)
	looks, err := a.fetch(ctx, c, store, flags.upstream, flags.offline, progress)
	if err != nil {
		return err
	}
	m, err := ingest.Build(ctx, ingest.Inputs{
		Catalogue: c, Store: store, Program: version(), DryRun: flags.dryRun, Withdraw: flags.withdraw, Accept: flags.upstream.accept, Progress: progress.step,
		Finish: func(ctx context.Context, dir string) error { return finish(ctx, store, dir, flags.draw) },
	})
	progress.done()
	for _, f := range m.Findings {
		if !flags.quiet || f.Level == warehouse.LevelError {
			fmt.Fprintln(a.out, f)
		}
	}
	if m.ID != "" {
		fmt.Fprintln(a.log, tally(m, err, flags.dryRun)+fetchTally(looks))
	}
	return err
}

// finish lets every indicator answer on a built release, and draws the charts if asked: a release that cannot answer does
// not become current.
func finish(ctx context.Context, store *warehouse.Store, dir string, draw bool) (err error) {
	indicators, err := analytics.Load()
	if err != nil {
		return err
	}
	release, done, err := analytics.NewEngine(store, indicators).Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if err := release.AnswerAll(ctx); err != nil || !draw {
		return err
	}
	_, err = dashboard.Draw(ctx, release, indicators, filepath.Join(dir, "drawn"))
	return err
}

// tally says in one line what a build came to.
func tally(m warehouse.Manifest, err error, dryRun bool) string {
	outcome := fmt.Sprintf("release %s published", m.ID)
	switch {
	case errors.Is(err, warehouse.ErrUnchanged):
		outcome = "nothing new"
	case err != nil:
		outcome = "nothing published"
	case dryRun:
		outcome = fmt.Sprintf("release %s built, not published (dry run)", m.ID)
	}
	var staged, rejected, rows int64
	sets := map[string]bool{}
	for _, in := range m.Inputs {
		staged, rejected = staged+in.Staged, rejected+in.Rejected
		sets[in.Dataset] = true
	}
	for _, t := range m.Tables {
		rows += t.Rows
	}
	count := map[warehouse.Level]int{}
	for _, f := range m.Findings {
		count[f.Level]++
	}
	return fmt.Sprintf("%s: %d datasets, %d files, %d records staged, %d rejected; %d tables, %d rows; %d corrections; %d checks; %d errors, %d warnings",
		outcome, len(sets), len(m.Inputs), staged, rejected, len(m.Tables), rows, len(m.Corrections), len(m.Checks),
		count[warehouse.LevelError], count[warehouse.LevelWarning])
}
