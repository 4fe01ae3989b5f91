package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sextant/internal/warehouse"
)

func (a *app) releaseCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "release", Short: "List, show, compare, verify, roll back and prune releases", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	add := func(use, short string, most int, do func(ctx context.Context, s *warehouse.Store, args []string) error) *cobra.Command {
		sub := &cobra.Command{Use: use, Short: short, Args: atMost(most),
			RunE: func(cmd *cobra.Command, args []string) error {
				store, err := a.store(warehouse.Options{})
				if err != nil {
					return err
				}
				return do(cmd.Context(), store, args)
			}}
		cmd.AddCommand(sub)
		return sub
	}
	add("list", "List all releases, oldest first, with the current one marked", 0, a.listReleases)
	add("show [id]", "Show what a release is made of", 1, a.showRelease)
	add("diff [from [to]]", "Show which rows differ between two releases", 2, a.diffReleases)
	add("verify [id]", "Compute the hashes of a release again", 1, a.verifyRelease)
	add("rollback [id]", "Make an earlier release current; without an id the one before", 1, a.rollback)
	var keep int
	prune := add("prune", "Remove old releases", 0, func(_ context.Context, s *warehouse.Store, _ []string) error { return a.prune(s, keep) })
	prune.Flags().IntVar(&keep, "keep", 10, "how many of the newest releases stay; the current one always does")
	return cmd
}

func atMost(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return usageError{fmt.Errorf("%q is not wanted here", args[n])}
		}
		return nil
	}
}

// argument returns the release id at a position, or "" for the current release.
func argument(args []string, at int) warehouse.ReleaseID {
	if at < len(args) {
		return warehouse.ReleaseID(args[at])
	}
	return ""
}

func (a *app) listReleases(_ context.Context, s *warehouse.Store, _ []string) error {
	ids, err := s.List()
	if err != nil {
		return err
	}
	current, err := s.Current()
	if err != nil && !errors.Is(err, warehouse.ErrNoRelease) {
		return err
	}
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, id := range ids {
		m, err := s.Manifest(id)
		if err != nil {
			return err
		}
		mark := ""
		if id == current {
			mark = "current"
		}
		fmt.Fprintf(table, "%s\t%d rows\t%d findings\tprogram %s\t%s\n", id, totalRows(m), len(m.Findings), m.Program, mark)
	}
	return table.Flush()
}

func totalRows(m warehouse.Manifest) int64 {
	var n int64
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

func (a *app) showRelease(_ context.Context, s *warehouse.Store, args []string) error {
	m, err := s.Manifest(argument(args, 0))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "release  %s\nas of    %s\nprogram  %s\nschema   %d\n", m.ID, m.AsOf, m.Program, m.Schema)
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "\ntable\trows\tsha-256\n")
	for _, t := range m.Tables {
		fmt.Fprintf(table, "%s\t%d\t%s\n", t.Name, t.Rows, t.SHA256)
	}
	fmt.Fprintf(table, "\ninput\tstaged\trejected\tfetched\tsha-256\n")
	for _, in := range m.Inputs {
		fmt.Fprintf(table, "%s/%s\t%d\t%d\t%s\t%s\n", in.Dataset, in.File, in.Staged, in.Rejected, in.Fetched, in.SHA256)
	}
	fmt.Fprintf(table, "\ncheck\tlevel\trows\n")
	for _, c := range m.Checks {
		fmt.Fprintf(table, "%s\t%s\t%d\n", c.ID, c.Level, c.Rows)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\n%d corrections, %d findings\n", len(m.Corrections), len(m.Findings))
	for _, f := range m.Findings {
		fmt.Fprintln(a.out, f)
	}
	return nil
}

// diffReleases compares two releases: the given ones, or the one before the given or current one with that.
func (a *app) diffReleases(ctx context.Context, s *warehouse.Store, args []string) error {
	from, to := argument(args, 0), argument(args, 1)
	if len(args) < 2 {
		var err error
		if from, to, err = neighbours(s, from); err != nil {
			return err
		}
	}
	d, err := s.Compare(ctx, from, to)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "from %s to %s\n", from, to)
	for _, t := range d.Tables {
		fmt.Fprintf(a.out, "%s: %d added, %d changed, %d removed\n", t.Name, t.Added.Count, t.Changed.Count, t.Removed.Count)
		for _, kind := range []struct {
			sign string
			keys warehouse.Keys
		}{{"+", t.Added}, {"-", t.Removed}} {
			for _, key := range kind.keys.First {
				fmt.Fprintf(a.out, "  %s %s\n", kind.sign, key)
			}
		}
		if err := a.printChanges(ctx, s, from, to, t); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.log, "%d tables differ\n", len(d.Tables))
	return nil
}

func (a *app) printChanges(ctx context.Context, s *warehouse.Store, from, to warehouse.ReleaseID, t warehouse.TableDifference) error {
	for _, key := range t.Changed.First {
		changes, err := s.Changes(ctx, from, to, t.Name, key)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "  ~ %s\n", key)
		for _, c := range changes {
			fmt.Fprintf(a.out, "      %s: %s → %s\n", c.Column, c.Old, c.New)
		}
	}
	return nil
}

// neighbours returns a release, "" being the current one, and the one before it.
func neighbours(s *warehouse.Store, id warehouse.ReleaseID) (from, to warehouse.ReleaseID, err error) {
	m, err := s.Manifest(id)
	if err != nil {
		return "", "", err
	}
	ids, err := s.List()
	if err != nil {
		return "", "", err
	}
	at := slices.Index(ids, m.ID)
	if at < 1 {
		return "", "", fmt.Errorf("there is no release before %s", m.ID)
	}
	return ids[at-1], m.ID, nil
}

func (a *app) verifyRelease(ctx context.Context, s *warehouse.Store, args []string) error {
	m, err := s.Manifest(argument(args, 0))
	if err != nil {
		return err
	}
	wrong, err := s.Verify(ctx, m.ID)
	if err != nil {
		return err
	}
	for _, w := range wrong {
		fmt.Fprintln(a.out, w)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("release %s is damaged: %d differences", m.ID, len(wrong))
	}
	fmt.Fprintf(a.log, "release %s is sound: %d tables, %d rows\n", m.ID, len(m.Tables), totalRows(m))
	return nil
}

func (a *app) rollback(ctx context.Context, s *warehouse.Store, args []string) error {
	id, err := s.Rollback(ctx, argument(args, 0))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.log, "release %s is current\n", id)
	return nil
}

func (a *app) prune(s *warehouse.Store, keep int) error {
	if keep < 1 {
		return usageError{errors.New("--keep must be at least 1")}
	}
	gone, err := s.Prune(keep)
	for _, id := range gone {
		fmt.Fprintln(a.out, id)
	}
	fmt.Fprintf(a.log, "%d releases removed\n", len(gone))
	return err
}
