package ingest

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// A turn is what happens at one look of a schedule, and how long it waits then.
type turn struct {
	due  []string
	busy bool
	run  error
	wait time.Duration // with dice that always show the middle
	says string
}

// A schedule runs what is due, one at a time; it passes when somebody else is at it, and steps back after failures.
func TestSchedule(t *testing.T) {
	broken := errors.New("exit status 1: 3 findings are errors")
	turns := []turn{
		{nil, false, nil, time.Hour, ""},
		{[]string{"a", "b"}, false, nil, time.Hour, "ingest ended: a release was published"},
		{[]string{"a"}, false, warehouse.ErrUnchanged, time.Hour, "ingest ended: nothing new"},
		{[]string{"a"}, true, nil, time.Hour, "ingest skipped"},
		{[]string{"a"}, false, broken, 2 * time.Hour, "3 findings are errors"},
		{[]string{"a"}, true, nil, 2 * time.Hour, "ingest skipped"}, // a look that is passed is no success
		{[]string{"a"}, false, broken, 4 * time.Hour, "failures=2"},
		{[]string{"a"}, false, nil, time.Hour, "published"},
	}
	for range 12 {
		turns = append(turns, turn{[]string{"a"}, false, broken, 0, "failures"})
	}
	turns[len(turns)-1].wait = mostWait
	at, ctx, cancel := -1, t.Context(), context.CancelFunc(nil)
	ctx, cancel = context.WithCancel(ctx)
	defer cancel()
	var log bytes.Buffer
	var ran [][]string
	s := Schedule{
		Every: time.Hour, Dice: func() float64 { return 0.5 }, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Due:  func() ([]string, error) { return turns[at].due, nil },
		Busy: func() (bool, error) { return turns[at].busy, nil },
		Run: func(_ context.Context, ids []string) error {
			ran = append(ran, ids)
			return turns[at].run
		},
	}
	s.After = func(wait time.Duration) <-chan time.Time {
		if at < 0 && wait != firstWait/2 {
			t.Errorf("first wait %s", wait)
		}
		if at >= 0 && (turns[at].wait != 0 && wait != turns[at].wait || !strings.Contains(log.String(), turns[at].says)) {
			t.Errorf("turn %d: wait %s, want %s; log %s", at, wait, turns[at].wait, log.String())
		}
		log.Reset()
		if at++; at == len(turns) {
			cancel()
			return nil
		}
		now := make(chan time.Time, 1)
		now <- time.Time{}
		return now
	}
	s.Serve(ctx)
	if len(ran) != 5+12 || !slices.Equal(ran[0], []string{"a", "b"}) {
		t.Errorf("ran %v", ran)
	}
}

// Waits of many servers differ, and no wait is far from what was asked for.
func TestSchedule_jitter(t *testing.T) {
	for _, dice := range []float64{0, 0.25, 0.999} {
		s := Schedule{Every: time.Hour, Dice: func() float64 { return dice }}
		want := time.Duration(float64(time.Hour) * (0.9 + 0.2*dice))
		if got := s.wait(0); (got-want).Abs() > time.Second || got < 54*time.Minute || got > 66*time.Minute {
			t.Errorf("dice %v: %s", dice, got)
		}
	}
	if got := (Schedule{Every: 30 * day, Dice: func() float64 { return 0.5 }}).wait(3); got != 30*day {
		t.Errorf("a long wait grows to %s", got)
	}
}

// A dataset is due when the last look at one of its sources is older than its cadence, earlier after a look that failed.
func TestStanding(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	held := func(at time.Time) fetch.Receipt {
		return fetch.Receipt{Snapshot: fetch.Snapshot{SHA256: "x"}, FetchedOn: "2026-11-01", CheckedAt: at, Rows: 3}
	}
	failed := func(good, bad time.Time) fetch.Receipt {
		r := held(good)
		r.Failure = &fetch.Failure{At: bad, Reason: "down"}
		return r
	}
	for name, c := range map[string]struct {
		cadence, dated string
		receipts       []fetch.Receipt
		due            bool
	}{
		"never looked":          {"daily", "", []fetch.Receipt{{}}, true},
		"one never looked":      {"monthly", "", []fetch.Receipt{held(ago(time.Hour)), {}}, true},
		"daily, an hour ago":    {"daily", "", []fetch.Receipt{held(ago(time.Hour))}, false},
		"daily, nearly a day":   {"daily", "", []fetch.Receipt{held(ago(23 * time.Hour))}, true},
		"weekly, two days ago":  {"weekly", "", []fetch.Receipt{held(ago(2 * day))}, false},
		"weekly, one old":       {"weekly", "", []fetch.Receipt{held(ago(2 * day)), held(ago(8 * day))}, true},
		"yearly, a month ago":   {"yearly", "", []fetch.Receipt{held(ago(31 * day))}, true},
		"irregular, last week":  {"irregular", "", []fetch.Receipt{held(ago(9 * day))}, false},
		"failed an hour ago":    {"daily", "", []fetch.Receipt{failed(ago(2*day), ago(time.Hour))}, false},
		"failed seven hours":    {"daily", "", []fetch.Receipt{failed(ago(2*day), ago(7*time.Hour))}, true},
		"monthly, failed today": {"monthly", "", []fetch.Receipt{failed(ago(40*day), ago(2*time.Hour))}, false},
		"monthly, failed then":  {"monthly", "", []fetch.Receipt{failed(ago(40*day), ago(25*time.Hour))}, true},
		"dated, this month":     {"daily", "month", []fetch.Receipt{held(ago(20 * day))}, false},
		"dated, last month":     {"daily", "month", []fetch.Receipt{held(ago(25 * day))}, true},
	} {
		d := datasets.Dataset{ID: "x", Cadence: c.cadence}
		receipts := map[string]fetch.Receipt{}
		for i, r := range c.receipts {
			source := string(rune('a' + i))
			d.Live = append(d.Live, datasets.Live{Name: source, Dated: c.dated})
			if r.CheckedAt.IsZero() && r.Failure == nil {
				continue
			}
			receipts[source] = r
		}
		s := standing(d, receipts)
		if got := len(DueDatasets([]Standing{s}, now)) == 1; got != c.due {
			t.Errorf("%s: due %v, at %s", name, got, s.Due)
		}
	}
}

// Locks tell whether somebody is at work, and are not taken by asking.
func TestBusy(t *testing.T) {
	store := emptyStore(t)
	ask := func(want bool) {
		t.Helper()
		fetching, err := fetch.Busy(store.Dir())
		building, buildErr := store.Busy()
		if err != nil || buildErr != nil || fetching != want || building != want {
			t.Errorf("fetching %v, building %v, want %v: %v, %v", fetching, building, want, err, buildErr)
		}
	}
	ask(false)
	_, letGo, err := fetch.OpenVault(store.Dir())
	if err != nil {
		t.Fatal(err)
	}
	draft, err := store.Begin("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	ask(true)
	letGo()
	if err := draft.Discard(); err != nil {
		t.Fatal(err)
	}
	ask(false)
	ask(false)
}
