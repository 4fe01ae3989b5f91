package analytics

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// A GapTable is the gap in every indicator that may be compared and has a figure.
type GapTable struct {
	Release, AsOf string
	Group         Code // the Europe that was asked for; empty: of each indicator the first with a figure
	Rows          []GapRow
	Names         map[Code]Name
}

// A GapRow is one indicator of the table.
type GapRow struct {
	Indicator Indicator
	Subject   Code // empty if no Europe has a figure
	Unit      Unit
	Sides     []GapSide
	PerHead   map[Code]Value // latest ratio per head, by the other economy; nil if the indicator is not divided
	Sources   []Source
}

// Compares says whether the row has a ratio to any other economy.
func (g GapRow) Compares() bool {
	return slices.ContainsFunc(g.Sides, func(s GapSide) bool { return s.Why == "" })
}

// A gapMemo makes the tables of a release once.
type gapMemo struct {
	mu   sync.Mutex
	made map[Code]*GapTable
}

// Gaps returns the table of all gaps of one Europe, or, with an empty group, of the first Europe that has a figure in each indicator. It
// is made once per release and group, and shared. As with Composite the making has a deadline of its own.
func (r *Release) Gaps(ctx context.Context, group Code) (*GapTable, error) {
	memo := &r.words.gaps
	memo.mu.Lock()
	defer memo.mu.Unlock()
	if t := memo.made[group]; t != nil {
		return t, nil
	}
	making, cancel := context.WithTimeout(context.WithoutCancel(ctx), makingTime)
	defer cancel()
	t := &GapTable{Release: r.id, AsOf: r.AsOf(), Group: group, Names: r.words.names}
	people, err := r.gapDivisors(making, perCapita, gapSubjects...)
	if err != nil {
		return nil, fmt.Errorf("gap: %w", err)
	}
	for _, i := range r.catalogue.Comparable() {
		row, ok, err := r.gapRow(making, i, group, people)
		if err != nil {
			return nil, fmt.Errorf("gap: indicator %s: %w", i.ID, err)
		}
		if ok {
			t.Rows = append(t.Rows, row)
		}
	}
	if memo.made == nil {
		memo.made = map[Code]*GapTable{}
	}
	memo.made[group] = t
	return t, nil
}

// gapRow compares in one indicator; false if nobody has a figure.
func (r *Release) gapRow(ctx context.Context, i Indicator, group Code, people divisors) (GapRow, bool, error) {
	q, err := r.catalogue.gapDefaults(i)
	if err != nil {
		return GapRow{}, false, err
	}
	if group != "" {
		q.Economies = gapEconomies(group)
	}
	f, err := r.Eval(ctx, q)
	if err != nil || !slices.ContainsFunc(f.Observations, func(o Observation) bool { return o.Value.Known }) {
		return GapRow{}, false, err
	}
	row := GapRow{Indicator: i, Subject: subjectOf(f), Unit: f.Series[0].Unit, Sources: f.Sources}
	row.Sides = gapSides(f, i, row.Subject, "", "")
	if row.Subject == "" || !slices.Contains(i.Per, perCapita) {
		return row, true, nil
	}
	row.PerHead = map[Code]Value{}
	for _, s := range row.Sides {
		row.PerHead[s.Other] = redivided(s, row.Subject, nil, people, r.AsOf())
	}
	return row, true, nil
}
