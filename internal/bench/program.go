package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"sextant/internal/warehouse"
)

// memoryMB is what the engine may use for the large sets.
const memoryMB = 2048

// served measures from an empty data folder to the first answered overview: what `make run` does once everything is built.
func (b bench) served(ctx context.Context) (result, error) {
	baseline, err := b.readBundled(ctx)
	if err != nil {
		return result{}, err
	}
	address, err := freeAddress()
	if err != nil {
		return result{}, err
	}
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	defer stop()
	serve := exec.CommandContext(ctx, b.program, "serve", "--data", filepath.Join(b.dir, "served"), "--listen", address)
	serve.Cancel = func() error { return serve.Process.Signal(syscall.SIGTERM) }
	began := time.Now()
	if err := serve.Start(); err != nil {
		return result{}, err
	}
	err = answered(ctx, "http://"+address+"/en/")
	took := time.Since(began)
	stop()
	_ = serve.Wait() // ended by us
	if err != nil {
		return result{}, err
	}
	return result{"bundled data to a served overview", "10 s", seconds(took), seconds(baseline) + " read_csv of the same files", took.Seconds() / baseline.Seconds()}, nil
}

// ingested measures an offline ingest into an empty data folder, and its largest resident memory.
func (b bench) ingested(ctx context.Context) (result, error) {
	baseline, err := b.readBundled(ctx)
	if err != nil {
		return result{}, err
	}
	took, peak, err := timed(ctx, b.program, "ingest", "--offline", "--data", filepath.Join(b.dir, "ingested"))
	if err != nil {
		return result{}, err
	}
	measured := fmt.Sprintf("%s, %d MB", seconds(took), peak>>20)
	return result{"offline ingest of the bundled data", "5 s, 500 MB", measured, seconds(baseline) + " read_csv of the same files", took.Seconds() / baseline.Seconds()}, nil
}

// timed runs a program and returns how long it took and its largest resident memory in bytes.
func timed(ctx context.Context, program string, args ...string) (time.Duration, int64, error) {
	c := exec.CommandContext(ctx, program, args...)
	began := time.Now()
	out, err := c.CombinedOutput()
	took := time.Since(began)
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, out)
	}
	return took, c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10, nil
}

// readBundled lets the engine read every bundled CSV file into a table of its own, as text.
func (b bench) readBundled(ctx context.Context) (time.Duration, error) {
	var files []string
	err := filepath.WalkDir(b.datasets, func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".csv" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	return readCSV(ctx, filepath.Join(b.dir, "bundled.duckdb"), files)
}

// readCSV lets the engine read files into tables of a new database, as text, and returns how long that took.
func readCSV(ctx context.Context, path string, files []string) (took time.Duration, err error) {
	db, err := warehouse.Create(ctx, path, warehouse.Options{MemoryMB: memoryMB})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close(), os.Remove(path)) }()
	began := time.Now()
	for i, file := range files {
		name := strings.ReplaceAll(file, "'", "''")
		if err := db.Exec(ctx, fmt.Sprintf("create table t%d as from read_csv('%s', all_varchar = true, header = true)", i, name)); err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
	}
	if err := db.Exec(ctx, "checkpoint"); err != nil {
		return 0, err
	}
	return time.Since(began), nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// answered waits until an address answers with 200.
func answered(ctx context.Context, address string) error {
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", address, ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}
