// Command demo shows live ingests without the internet: it stands in for the publishers, with invented figures, and runs the
// program against itself on three days: everything is new; one publisher is down and another has a bad page; all is well again.
// What it leaves in its data folder is for looking at, not for readers.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"

	"sextant/datasets"
	"sextant/ingest/upstreamtest"
)

func main() {
	program := flag.String("program", "bin/sextant", "the program to show")
	data := flag.String("data", "", "data folder; a temporary one, removed at the end, if empty")
	flag.Parse()
	if err := run(*program, *data); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(program, data string) (err error) {
	kept := data != ""
	if !kept {
		if data, err = os.MkdirTemp("", "sextant-demo-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	}
	upstream := upstreamtest.New()
	defer upstream.Close()
	args, err := arguments(data, upstream.URL)
	if err != nil {
		return err
	}
	days := []struct {
		title  string
		before func()
	}{
		{"First day: everything is new.", func() {}},
		{"Second day: the European Central Bank is down, GitHub answers with a page, the others have news.", func() {
			upstream.Revise()
			upstream.Break("/stats/eurofxref/eurofxref-hist.zip", upstreamtest.Down)
			upstream.Break("/github/innovationgraph/main/data/topics.csv", upstreamtest.HTML)
		}},
		{"Third day: all is well again; one download breaks off, and goes on.", func() {
			upstream.Break("/stats/eurofxref/eurofxref-hist.zip", nil)
			upstream.Break("/github/innovationgraph/main/data/topics.csv", upstreamtest.TruncatedOnce)
		}},
	}
	for _, day := range days {
		day.before()
		fmt.Printf("\n%s\n", day.title)
		if err := ingest(program, args); err != nil {
			return err
		}
	}
	if kept {
		fmt.Printf("\nLook at it: %s serve --data %s, then /en/status. Its figures are invented.\n", program, data)
	}
	return nil
}

// arguments point every live dataset to the stand-in.
func arguments(data, base string) ([]string, error) {
	args := []string{"ingest", "--quiet", "--restricted", "--data", data}
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		return nil, err
	}
	for _, d := range catalogue.Datasets {
		if len(d.Live) > 0 {
			args = append(args, "--base-url", d.ID+"="+base)
		}
	}
	return args, nil
}

func ingest(program string, args []string) error {
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "SEXTANT_ALLOW_LOOPBACK=true")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
