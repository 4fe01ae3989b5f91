package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"sextant/datasets"
	"sextant/ingest"
	upstream "sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// A scheduler ingests beside a server, in processes of their own: neither their memory nor a crash of theirs is the server's.
type scheduler struct {
	every   time.Duration
	program string   // path of this program
	args    []string // of ingest, before the datasets
	data    *datasets.Catalogue
	store   *warehouse.Store
	log     *slog.Logger

	restricted bool // datasets that may not be handed on are fetched too

	running atomic.Bool
}

// newScheduler returns the scheduler of a server, or nil if it has none.
func (a *app) newScheduler(flags serveFlags, c *datasets.Catalogue, store *warehouse.Store, log *slog.Logger) (*scheduler, error) {
	if flags.ingestEvery < 0 || flags.ingestEvery > 0 && flags.ingestEvery < time.Second {
		return nil, usageError{fmt.Errorf("--ingest-every is %s; it is 0, or a second and more", flags.ingestEvery)}
	}
	if flags.ingestEvery == 0 {
		return nil, nil
	}
	if _, err := ingest.ParseBases(c, flags.upstream); err != nil {
		return nil, usageError{err}
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s := &scheduler{every: flags.ingestEvery, program: program, data: c, store: store, log: log, restricted: flags.restricted, args: []string{"ingest", "--quiet", "--draw", "--data", store.Dir()}}
	for name, value := range map[string]string{"--datasets": flags.tree, "--contact": flags.contact} {
		if value != "" {
			s.args = append(s.args, name, value)
		}
	}
	for _, base := range flags.upstream {
		s.args = append(s.args, "--base-url", base)
	}
	return s, nil
}

// start ingests what is due until ctx ends or the function is called, which returns when the last process has ended. Of a nil
// scheduler it does nothing.
func (s *scheduler) start(ctx context.Context) (stop func()) {
	if s == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	schedule := ingest.Schedule{Every: s.every, Due: s.due, Busy: s.busy, Run: s.run, After: time.After, Dice: rand.Float64, Log: s.log}
	go func() {
		defer close(ended)
		schedule.Serve(ctx)
	}()
	return func() { cancel(); <-ended }
}

func (s *scheduler) due() ([]string, error) {
	all, err := ingest.Standings(s.data, s.store)
	return slices.DeleteFunc(ingest.DueDatasets(all, time.Now()), func(id string) bool {
		d, _ := s.data.Dataset(id)
		return d.Redistribution == "restricted" && !s.restricted
	}), err
}

// busy says whether somebody fetches or builds in the data folder.
func (s *scheduler) busy() (bool, error) {
	fetching, err := upstream.Busy(s.store.Dir())
	if fetching || err != nil {
		return fetching, err
	}
	return s.store.Busy()
}

// run ingests datasets in a process of its own, which is asked to end when ctx ends, and made to some seconds later.
func (s *scheduler) run(ctx context.Context, ids []string) error {
	s.running.Store(true)
	defer s.running.Store(false)
	said := &lines{log: s.log}
	cmd := exec.CommandContext(ctx, s.program, append(s.args, ids...)...)
	cmd.Stdout, cmd.Stderr = said, said
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second
	err := runGently(cmd)
	said.flush()
	var ended *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ended) && ended.ExitCode() == exitUnchanged:
		return warehouse.ErrUnchanged
	}
	return fmt.Errorf("%w: %s", err, said.last)
}

// lines hands what a process says to the log, line by line, without its progress.
type lines struct {
	log  *slog.Logger
	part []byte
	last string
}

var _ io.Writer = (*lines)(nil)

// Write implements io.Writer.
func (l *lines) Write(text []byte) (int, error) {
	l.part = append(l.part, text...)
	for {
		line, rest, ok := bytes.Cut(l.part, []byte("\n"))
		if !ok {
			break
		}
		l.part = rest
		l.say(string(line))
	}
	if len(l.part) > maxLine {
		l.flush()
	}
	return len(text), nil
}

// maxLine bounds what is kept of a line that does not end.
const maxLine = 64 << 10

func (l *lines) flush() {
	if len(l.part) > 0 {
		l.say(string(l.part))
	}
	l.part = nil
}

func (l *lines) say(line string) {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasSuffix(line, "…") {
		return // a blank, or progress
	}
	l.last = line
	l.log.Info("ingest", "says", line)
}
