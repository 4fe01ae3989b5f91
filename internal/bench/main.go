// Command bench prints the numbers that the project holds itself to, each beside a baseline measured in the same run. It makes
// what it needs in a temporary folder and removes it. It is not a test: nothing fails for being slow.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"text/tabwriter"
	"time"
)

// A result is one line of the table.
type result struct {
	what     string
	bar      string
	measured string
	baseline string
	ratio    float64
}

// A bench is what the measurements share.
type bench struct {
	program  string // path of the built program
	datasets string // folder of the bundled data
	dir      string // temporary, removed at the end
	rows     int    // participations of the large set
	projects int    // of the publisher's archives
	only     string // part of the names of what is measured; empty: everything
	facts    int    // facts of the large table
}

func main() {
	b := bench{}
	flag.StringVar(&b.program, "program", "bin/sextant", "the built program")
	flag.StringVar(&b.datasets, "datasets", "datasets", "folder of the bundled data")
	flag.IntVar(&b.rows, "rows", 400_000, "participations of the large CSV set; 2000000 are a gigabyte")
	flag.IntVar(&b.projects, "projects", 60_000, "projects in the archives that are fetched, and once more five times as many")
	flag.StringVar(&b.only, "only", "", "served, ingested, staged, fetched, fivefold or asked; empty: all")
	flag.IntVar(&b.facts, "facts", 10_000_000, "facts under the indicator query")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := b.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b bench) run(ctx context.Context) (err error) {
	if b.program, err = filepath.Abs(b.program); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "sextant-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "what\tbar\tmeasured\tbaseline\tratio")
	for _, one := range []struct {
		name    string
		measure func(context.Context) (result, error)
	}{
		{"served", b.served}, {"ingested", b.ingested}, {"staged", b.staged},
		{"fetched", func(ctx context.Context) (result, error) { return b.fetched(ctx, b.projects) }},
		{"fivefold", func(ctx context.Context) (result, error) { return b.fetched(ctx, 5*b.projects) }}, {"asked", b.asked},
	} {
		if b.only != "" && b.only != one.name {
			continue
		}
		began := time.Now()
		r, err := one.measure(ctx)
		if err != nil {
			return errors.Join(out.Flush(), err)
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%.2f\n", r.what, r.bar, r.measured, r.baseline, r.ratio)
		fmt.Fprintf(os.Stderr, "measured in %s: %s\n", time.Since(began).Round(time.Second), r.what)
	}
	return out.Flush()
}

// seconds prints a duration with the digits that are worth reading.
func seconds(d time.Duration) string { return fmt.Sprintf("%.3g s", d.Seconds()) }
