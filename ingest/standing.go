package ingest

import (
	"time"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// A Standing says how the looks at the live sources of a dataset went, and when the next one is due.
type Standing struct {
	Dataset string
	Due     time.Time // the zero time is at once: some source was never looked at
	Sources []SourceStanding
}

// A SourceStanding is what the receipt of one live source says. Times are in UTC, zero if there was no such moment.
type SourceStanding struct {
	Source    string
	FetchedOn string    // ISO day on which the bytes that are held came first; empty if nothing is held
	CheckedAt time.Time // last look that went well
	FailedAt  time.Time // last look, if it went wrong
	Reason    string    // why it went wrong
	Rows      int64     // of what is held
	Bytes     int64
}

// looked is when somebody looked last, however it went.
func (s SourceStanding) looked() time.Time {
	if s.FailedAt.After(s.CheckedAt) {
		return s.FailedAt
	}
	return s.CheckedAt
}

// Standings reads the receipts of all datasets with live sources, in the order of the catalogue. It holds nothing and may be
// called while somebody fetches.
func Standings(c *datasets.Catalogue, store *warehouse.Store) ([]Standing, error) {
	var all []Standing
	for _, d := range c.Datasets {
		if len(d.Live) == 0 {
			continue
		}
		receipts, err := fetch.Reading(store.Dir()).Receipts(d.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, standing(d, receipts))
	}
	return all, nil
}

func standing(d datasets.Dataset, receipts map[string]fetch.Receipt) Standing {
	s := Standing{Dataset: d.ID}
	for i, l := range d.Live {
		r := receipts[l.Name]
		one := SourceStanding{Source: l.Name, FetchedOn: r.FetchedOn, CheckedAt: r.CheckedAt, Rows: r.Rows, Bytes: r.Bytes}
		if r.Failure != nil {
			one.FailedAt, one.Reason = r.Failure.At, r.Failure.Reason
		}
		s.Sources = append(s.Sources, one)
		due := dueAfter(d.Cadence, one)
		if l.Dated != "" && one.Reason == "" && !one.CheckedAt.IsZero() {
			due = nextMonth(one.CheckedAt)
		}
		if i == 0 || due.Before(s.Due) {
			s.Due = due
		}
	}
	return s
}

// nextMonth is when a source that is kept once a month is asked again.
func nextMonth(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, time.UTC)
}

const day = 24 * time.Hour

// cadences are how long after a look the next one is due. Publishers that change less often than monthly do not say on which day:
// they are asked once a month, which costs them an answer of a few bytes.
var cadences = map[string]time.Duration{"daily": day, "weekly": 7 * day, "monthly": 30 * day, "quarterly": 30 * day, "yearly": 30 * day, "irregular": 30 * day}

// retry is how long after a look that went wrong the next one is due, at most.
const retry = day

// dueAfter says when the next look at a source is due: after its cadence, or after a look that went wrong a good deal earlier.
func dueAfter(cadence string, s SourceStanding) time.Time {
	last := s.looked()
	switch {
	case last.IsZero():
		return time.Time{}
	case s.Reason != "":
		return last.Add(min(cadences[cadence]/4, retry))
	}
	return last.Add(cadences[cadence])
}

// DueDatasets returns the datasets of which a look is due at a time. A look that is due within a tenth of a day counts: a schedule that
// wakes once a day shall not miss by minutes, and so look every other day.
func DueDatasets(all []Standing, now time.Time) []string {
	var ids []string
	for _, s := range all {
		if !s.Due.After(now.Add(day / 10)) {
			ids = append(ids, s.Dataset)
		}
	}
	return ids
}
