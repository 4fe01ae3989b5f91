package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// Rows returns the facts behind one figure, or behind all figures of the query where the cell leaves economy, period or code
// open: largest value first, then by id. Where the indicator sums, their values add up to the figure (times the denominator,
// which each row carries, if the query divides); for others the frame's N is their number. A fact that belongs to two of the
// economies asked for appears once.
func (r *Release) Rows(ctx context.Context, q Query, c Cell) ([]Row, error) {
	i, err := r.cellIndicator(q, c)
	if err != nil {
		return nil, err
	}
	if c.Economy != "" {
		if _, ok := r.words.names[c.Economy]; !ok {
			return nil, &InvalidError{Param: "economy", Value: string(c.Economy), Reason: "no such economy or group", Allowed: r.words.askable()}
		}
	}
	if err := r.words.check(q, i); err != nil {
		return nil, err
	}
	all, err := r.behind(ctx, i, q, c)
	if err != nil {
		return nil, fmt.Errorf("indicator %s: rows: %w", i.ID, err)
	}
	return once(all), nil
}

// behind are the facts of a cell, each as often as it stands behind a figure.
func (r *Release) behind(ctx context.Context, i Indicator, q Query, c Cell) ([]rowAt, error) {
	if i.Aggregate == aggRatio {
		return r.behindRatio(ctx, i, q, c)
	}
	if o, ok := i.Option(q.By); ok {
		return r.behindOptions(ctx, i, q, c, o)
	}
	if i.Aggregate == aggNetwork {
		return r.behindNetwork(ctx, i, q, c)
	}
	s, err := compile(i, q, rows, c)
	if err != nil {
		return nil, err
	}
	all, err := ask(ctx, r.data, s.text, i.scanRow, s.args...)
	if err == nil && q.Per != "" {
		err = r.divide(ctx, i, q, all)
	}
	return all, err
}

// behindOptions are the facts of a question that is broken down by an option: the same behind each of its values.
func (r *Release) behindOptions(ctx context.Context, i Indicator, q Query, c Cell, o Option) ([]rowAt, error) {
	asked := c.By
	q.By, c.By = "", ""
	some, err := r.behind(ctx, i, q, c)
	var all []rowAt
	for _, value := range o.Values {
		for _, row := range some {
			if asked == "" || asked == Code(value) {
				row.By, row.at.code = Code(value), Code(value)
				all = append(all, row)
			}
		}
	}
	return all, err
}

func (r *Release) cellIndicator(q Query, c Cell) (Indicator, error) {
	asked, err := r.catalogue.several(q.Indicators)
	if err != nil {
		return Indicator{}, err
	}
	if c.Indicator == "" && len(asked) == 1 {
		return asked[0], nil
	}
	at := slices.IndexFunc(asked, func(i Indicator) bool { return i.ID == c.Indicator })
	if at < 0 {
		return Indicator{}, &InvalidError{Param: "indicator", Value: c.Indicator, Reason: "not an indicator of this question", Allowed: splitList(q.Indicators)}
	}
	return asked[at], nil
}

// A rowAt is a fact and the place of the figure that it stands behind.
type rowAt struct {
	Row
	at place
}

func (i Indicator) scanRow(rows *sql.Rows) (rowAt, error) {
	var r rowAt
	var value, amount, rate, latitude, longitude sql.NullFloat64
	var label, economy, dated, currency, note, title, owner, link, within sql.NullString
	into := []any{&r.ID, &label, &economy, &dated, &r.By, &value, &amount, &currency, &rate, &r.Status, &note, &r.Dataset,
		&r.SourceURL, &title, &r.SnapshotSHA, &r.SourceLine, &latitude, &longitude, &owner, &link, &r.at.period, &r.at.economy}
	if facts[i.def.From].within != "" {
		into = append(into, &within)
	}
	err := rows.Scan(into...)
	r.at.code = r.By
	r.Indicator = i.ID
	r.Economy = Code(economy.String) // null of an award to nobody in one place, which counts with its funder
	r.Label, r.Dated, r.Currency, r.Note, r.SourceTitle = label.String, dated.String, currency.String, note.String, title.String
	r.Value, r.Amount, r.FXRate = valueOf(value), valueOf(amount), valueOf(rate)
	r.Latitude, r.Longitude, r.EconomyOwner = valueOf(latitude), valueOf(longitude), Code(owner.String)
	r.Within = within.String
	if link.Valid {
		r.Link = facts[i.def.From].page + link.String
	}
	return r, err
}

// divide gives every row what its figure is divided by.
func (r *Release) divide(ctx context.Context, i Indicator, q Query, all []rowAt) error {
	a := &answer{i: i, q: q}
	var economies []Code
	for _, row := range all {
		economies = union(economies, []Code{row.at.economy})
	}
	divisors, err := readDivisors(ctx, r.data, q, economies)
	if err != nil {
		return err
	}
	a.divisors = divisors
	for n := range all {
		if value, _, ok := a.divisor(all[n].at, r.words.asOf); ok {
			all[n].Denominator = Value{Float: value / a.scale(), Known: true}
		}
	}
	return nil
}

func once(all []rowAt) []Row {
	seen := map[string]bool{}
	list := make([]Row, 0, len(all))
	for _, row := range all {
		if key := row.ID + " " + string(row.Economy); !seen[key] {
			seen[key] = true
			list = append(list, row.Row)
		}
	}
	return list
}
