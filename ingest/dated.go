package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// A dated source says how things stand, and forgets how they stood. One snapshot a month is taken of it; those of earlier
// months stay in use, so that nothing that was published vanishes and a count that moves becomes a line.

// isOfMonth says whether a receipt is of bytes received in the month of a day.
func isOfMonth(r fetch.Receipt, day time.Time) bool {
	return r.SHA256 != "" && strings.HasPrefix(r.FetchedOn, day.Format("2006-01"))
}

// earlier returns the snapshots of earlier months once there is one of this month.
func earlier(l datasets.Live, last fetch.Receipt, now time.Time) []fetch.Dated {
	all := slices.Clone(last.Earlier)
	if l.Dated == "" {
		return nil
	}
	if last.SHA256 != "" && !isOfMonth(last, now) {
		all = append(all, fetch.Dated{Snapshot: last.Snapshot, FetchedOn: last.FetchedOn, Rows: last.Rows})
	}
	return all
}

// stageDated stages all snapshots of a dated source, and shows them as one table whose rows say when they were fetched. A
// snapshot of which the bytes are lost or cannot be read is a finding; the others stand.
func (b *builder) stageDated(ctx context.Context, s *stager, d datasets.Dataset, l datasets.Live, r fetch.Receipt) error {
	all := append(slices.Clone(r.Earlier), fetch.Dated{Snapshot: r.Snapshot, FetchedOn: r.FetchedOn})
	seen, months := map[string]bool{}, []string{}
	for n, one := range all {
		if seen[one.SHA256] {
			continue
		}
		seen[one.SHA256] = true
		month := l
		month.Name = l.Name + "__" + strings.ReplaceAll(one.FetchedOn, "-", "_")
		input, found, err := b.stageMonth(ctx, s, d, month, one)
		if err != nil {
			return err
		}
		if problem := firstError(found); problem != "" {
			b.find(warehouse.Finding{Level: warehouse.LevelWarning, Check: "fetch", Dataset: d.ID, File: l.Name,
				Detail: "the snapshot of " + one.FetchedOn + " cannot be used: " + problem})
			continue
		}
		input.File, input.URL, input.Fetched = l.Name, r.URL, one.FetchedOn
		if n < len(all)-1 {
			input.File += "@" + one.FetchedOn
		} else if r.Failure != nil {
			input.Stale = r.Failure.Reason
			b.find(stale(d, l, r))
		}
		b.manifest.Inputs = append(b.manifest.Inputs, input)
		b.find(found...)
		months = append(months, fmt.Sprintf("select *, %s::date as %s from %s", literal(one.FetchedOn), datasets.LiveDay, d.Staged(month.Table())))
	}
	if len(months) == 0 {
		delete(b.live[d.ID], l.Name)
		return s.empty(ctx, d, l)
	}
	return s.db.Exec(ctx, fmt.Sprintf("create or replace view %s as %s", d.Staged(l.Table()), strings.Join(months, " union all ")))
}

func (b *builder) stageMonth(ctx context.Context, s *stager, d datasets.Dataset, month datasets.Live, one fetch.Dated) (warehouse.Input, []warehouse.Finding, error) {
	if !heldParts(b.in.Store, fetch.Receipt{Snapshot: one.Snapshot}) {
		return warehouse.Input{}, []warehouse.Finding{{Level: warehouse.LevelError, Check: "fetch", Dataset: d.ID, File: month.Name, Detail: "its bytes are not held any more"}}, nil
	}
	return s.live(ctx, b.in.Store, d, month, one.Snapshot)
}
