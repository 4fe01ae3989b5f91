package ingest

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"sextant/internal/warehouse"
)

// A Schedule runs ingests of what is due, one at a time, until its context ends. Everything it touches is given to it.
type Schedule struct {
	Every time.Duration                                 // between looks at what is due; more than zero
	Due   func() ([]string, error)                      // datasets of which a look is due
	Busy  func() (bool, error)                          // whether somebody else ingests into the same data folder
	Run   func(ctx context.Context, ids []string) error // ingests datasets; warehouse.ErrUnchanged if there was nothing new
	After func(time.Duration) <-chan time.Time          // as time.After
	Dice  func() float64                                // at least 0, less than 1: spreads the looks of many servers
	Log   *slog.Logger
}

// The shape of the waits between looks.
const (
	firstWait = 5 * time.Minute // at most, so that servers that start together do not ask together
	jitter    = 0.1             // of a wait, in both directions
	mostWait  = 7 * day         // between looks after failures, or Every if that is longer
)

// Serve looks until ctx ends.
func (s Schedule) Serve(ctx context.Context) {
	failures := 0
	wait := time.Duration(s.Dice() * float64(min(firstWait, s.Every)))
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.After(wait):
		}
		ran, err := s.turn(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			failures++
		case ran:
			failures = 0
		}
		wait = s.wait(failures)
		if err != nil {
			s.Log.Error("ingest failed", "error", err.Error(), "failures", failures, "next_look_in", wait.Round(time.Second).String())
		}
	}
}

// wait is how long to wait after so many failures in a row: twice as long after each, so that what cannot work is not tried all
// day long.
func (s Schedule) wait(failures int) time.Duration {
	wait := s.Every
	for range failures {
		if wait >= mostWait {
			break
		}
		wait = min(2*wait, mostWait)
	}
	return time.Duration(float64(wait) * (1 - jitter + 2*jitter*s.Dice()))
}

// turn runs one ingest, if anything is due and nobody else is at it.
func (s Schedule) turn(ctx context.Context) (ran bool, err error) {
	due, err := s.Due()
	if err != nil || len(due) == 0 {
		return false, err
	}
	busy, err := s.Busy()
	if err != nil {
		return false, err
	}
	if busy {
		s.Log.Info("ingest skipped: another one is running in this data folder", "due", strings.Join(due, ","))
		return false, nil
	}
	s.Log.Info("ingest begins", "datasets", strings.Join(due, ","))
	err = s.Run(ctx, due)
	switch {
	case errors.Is(err, warehouse.ErrUnchanged):
		s.Log.Info("ingest ended: nothing new")
	case err != nil:
		return true, err
	default:
		s.Log.Info("ingest ended: a release was published")
	}
	return true, nil
}
