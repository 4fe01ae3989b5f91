package main

import (
	"bufio"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"sextant/internal/warehouse"
)

// The descriptor and the conforming SQL of the large set.
//
//go:embed participations
var participations embed.FS

// staged measures staging and conforming of a large CSV set by the built program, against the engine's own reading of the same
// file into a table with types guessed.
func (b bench) staged(ctx context.Context) (result, error) {
	tree := filepath.Join(b.dir, "datasets")
	size, err := b.largeTree(tree)
	if err != nil {
		return result{}, fmt.Errorf("large set: %w", err)
	}
	file := filepath.Join(tree, "participations", "participations.csv")
	theirs, err := readCSV(ctx, filepath.Join(b.dir, "large.duckdb"), []string{file})
	if err != nil {
		return result{}, err
	}
	ours, peak, err := phases(ctx, "stage", "check", b.program, "ingest", "--offline", "--datasets", tree, "--data", filepath.Join(b.dir, "staged"))
	if err != nil {
		return result{}, err
	}
	what := fmt.Sprintf("%d participations (%d MB of CSV) staged and conformed", b.rows, size>>20)
	measured := fmt.Sprintf("%s, %d MB", seconds(ours), peak>>20)
	return result{what, "1.5 × read_csv, 2000 MB", measured, seconds(theirs) + " read_csv into a table", ours.Seconds() / theirs.Seconds()}, os.RemoveAll(tree)
}

// largeTree makes a tree of datasets that holds the large set and what it needs, and returns the size of its file.
func (b bench) largeTree(tree string) (int64, error) {
	for _, id := range []string{"codes", "exchange-rates", "oss-projects"} {
		if err := os.CopyFS(filepath.Join(tree, id), os.DirFS(filepath.Join(b.datasets, id))); err != nil {
			return 0, err
		}
	}
	if err := os.CopyFS(tree, participations); err != nil {
		return 0, err
	}
	folder := filepath.Join(tree, "participations")
	file := filepath.Join(folder, "participations.csv")
	if err := generate(file, b.rows); err != nil {
		return 0, err
	}
	info, err := fs.Stat(os.DirFS(folder), "participations.csv")
	if err != nil {
		return 0, err
	}
	hash, err := warehouse.HashFile(file)
	if err != nil {
		return 0, err
	}
	receipt, err := json.Marshal(map[string]any{"files": map[string]any{"participations.csv": map[string]any{
		"url": "https://participations.example/participations.csv", "sha256": hash, "bytes": info.Size(), "fetched_on": "2026-11-23",
	}}})
	if err != nil {
		return 0, err
	}
	return info.Size(), os.WriteFile(filepath.Join(folder, "receipt.json"), receipt, 0o644)
}

// phases runs the program and returns the time between its reports of two phases, and its largest resident memory.
func phases(ctx context.Context, from, to, program string, args ...string) (took time.Duration, peak int64, err error) {
	c := exec.CommandContext(ctx, program, args...)
	reports, err := c.StderrPipe()
	if err != nil {
		return 0, 0, err
	}
	if err := c.Start(); err != nil {
		return 0, 0, err
	}
	var began time.Time
	var last string
	for lines := bufio.NewScanner(reports); lines.Scan(); {
		last = lines.Text()
		switch {
		case strings.HasPrefix(last, from):
			began = time.Now()
		case strings.HasPrefix(last, to) && took == 0:
			took = time.Since(began)
		}
	}
	if err := c.Wait(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w: %s", strings.Join(c.Args, " "), err, last)
	}
	return took, c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10, nil
}
