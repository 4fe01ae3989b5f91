package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"sextant/internal/warehouse"
)

// Lacks returns the datasets of which the release lacks rows, in order of id.
func (r *Release) Lacks() []Lack {
	var all []Lack
	for _, u := range r.manifest.Unloaded {
		all = append(all, lackOf(u))
	}
	slices.SortFunc(all, func(a, b Lack) int { return compare(a.Dataset, b.Dataset) })
	return all
}

func lackOf(u warehouse.Unloaded) Lack {
	return Lack{Dataset: u.Dataset, Title: u.Title, Producer: u.Producer, URL: u.URL, Licence: u.Licence,
		Redistribution: u.Redistribution, Cadence: u.Cadence, Sources: u.Sources, Reason: u.Reason}
}

// lacks returns the datasets that facts of some answers would come from as well, in order of id.
func (r *Release) lacks(ctx context.Context, answers []*answer) ([]Lack, error) {
	var all []Lack
	for _, a := range answers {
		found := r.lacking(a.i)
		if len(a.figures) == 0 && !a.i.isFacts() {
			found = joinLacks(found, r.unprinted(a.i))
		}
		if len(found) == 0 {
			continue
		}
		if len(a.figures) == 0 && !a.predates {
			var err error
			if a.bare, err = r.bare(ctx, a.i); err != nil {
				return nil, fmt.Errorf("indicator %s: %w", a.i.ID, err)
			}
		}
		if a.bare || a.i.isFacts() {
			all = joinLacks(all, found)
		}
	}
	slices.SortFunc(all, func(a, b Lack) int { return compare(a.Dataset, b.Dataset) })
	return all, nil
}

// lacking are the datasets not loaded whose rows are facts of an indicator, as far as definitions tell.
func (r *Release) lacking(i Indicator) []Lack {
	var all []Lack
	for _, u := range r.manifest.Unloaded {
		mine := slices.Contains(u.Tables, i.def.From)
		if i.Datasets != nil {
			mine = slices.Contains(i.Datasets, u.Dataset)
		} else if series := r.words.series[i.def.Series]; series.dataset != "" {
			mine = series.dataset == u.Dataset
		}
		if mine {
			all = append(all, lackOf(u))
		}
	}
	return all
}

// unprinted is the dataset that describes a series of which the release has no value.
func (r *Release) unprinted(i Indicator) []Lack {
	d := r.words.dataset(r.words.series[i.def.Series].dataset)
	if d.ID == "" {
		return nil
	}
	return []Lack{{Dataset: d.ID, Title: d.Title, Producer: d.Producer, URL: d.URL, Licence: d.Licence,
		Redistribution: d.Redistribution, Cadence: d.Cadence}}
}

// bare says whether the release holds no fact at all of an indicator, whatever is asked of it.
func (r *Release) bare(ctx context.Context, i Indicator) (bool, error) {
	there, err := askCompiled(ctx, r.data, i, Query{Indicators: i.ID}, existence, func(rows *sql.Rows) (is bool, err error) { return is, rows.Scan(&is) })
	return err == nil && len(there) == 1 && !there[0], err
}

// joinLacks adds datasets that are not there yet.
func joinLacks(have, more []Lack) []Lack {
	for _, one := range more {
		if !slices.ContainsFunc(have, func(l Lack) bool { return l.Dataset == one.Dataset }) {
			have = append(have, one)
		}
	}
	return have
}
