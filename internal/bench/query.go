package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"sextant/analytics"
	"sextant/internal/warehouse"
)

const (
	indicator = "investment"
	economies = "EU27_2020,US,CN"
	repeats   = 7
)

// byHand is what a person would write to give the same answer: disclosed equity by group of economies and year, with the
// counts and statuses behind each figure; and how much stands behind all of it.
var byHand = []string{`
select economy_group.group_code, round.year, sum(round.amount_eur)::double, count(*), count(*) - count(round.amount_eur),
    list(distinct round.obs_status)
from round
join economy_group on economy_group.economy = round.economy
where economy_group.group_code in ('EU27_2020', 'US', 'CN')
  and round.instrument = 'equity'
  and round.is_counted
  and round.year between 2015 and 2025
group by all
order by all`, `
select dataset_id, count(*), count(*) - count(amount_eur), count(distinct source_url), max(dated)
from round
where economy in (select economy from economy_group where group_code in ('EU27_2020', 'US', 'CN'))
  and instrument = 'equity'
  and is_counted
  and year between 2015 and 2025
group by all
order by all`}

// asked measures one indicator query over many facts, from question to frame, against hand-written SQL on the same release.
func (b bench) asked(ctx context.Context) (result, error) {
	store, err := warehouse.NewStore(filepath.Join(b.dir, "asked"), warehouse.Options{MemoryMB: memoryMB})
	if err != nil {
		return result{}, err
	}
	if err := b.multiply(ctx, store); err != nil {
		return result{}, fmt.Errorf("large release: %w", err)
	}
	catalogue, err := analytics.Load()
	if err != nil {
		return result{}, err
	}
	release, done, err := analytics.NewEngine(store, catalogue).Acquire("")
	if err != nil {
		return result{}, err
	}
	defer done()
	raw, letGo, err := store.Acquire(ctx, "")
	if err != nil {
		return result{}, err
	}
	defer letGo()
	query := analytics.Query{Indicators: indicator, Economies: economies, From: "2015", To: "2025", Frequency: "year", Currency: "eur", Prices: "current", Basis: "headquarters"}
	theirs, err := median(func() error { return readAll(ctx, raw, byHand) })
	if err != nil {
		return result{}, err
	}
	ours, err := median(func() error { _, err := release.Eval(ctx, query); return err })
	if err != nil {
		return result{}, err
	}
	what := fmt.Sprintf("one indicator query over %d facts", b.facts)
	return result{what, "1.2 × by hand", seconds(ours), seconds(theirs) + " hand-written SQL", ours.Seconds() / theirs.Seconds()}, nil
}

// multiply publishes a release whose table of rounds is the bundled one, over and over. Constraints are left out: they cost
// minutes to build and no query reads them.
func (b bench) multiply(ctx context.Context, store *warehouse.Store) error {
	bundled, err := warehouse.NewStore(filepath.Join(b.dir, "ingested"), warehouse.Options{})
	if err != nil {
		return err
	}
	manifest, err := bundled.Manifest("")
	if err != nil {
		return err
	}
	draft, err := store.Begin(manifest.AsOf)
	if err != nil {
		return err
	}
	defer draft.Discard()
	db, err := warehouse.Create(ctx, draft.Database(), warehouse.Options{MemoryMB: memoryMB})
	if err != nil {
		return err
	}
	err = b.fill(ctx, db, filepath.Join(bundled.Folder(manifest.ID), "sextant.duckdb"))
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if _, err := draft.Complete(ctx, manifest, nil); err != nil {
		return err
	}
	_, err = draft.Publish(ctx)
	return err
}

func (b bench) fill(ctx context.Context, db *warehouse.DB, source string) error {
	if err := db.Exec(ctx, "attach '"+source+"' as bundled (read_only)"); err != nil {
		return err
	}
	var statements []string
	collect := func(_ []string, row []*string) error {
		statements = append(statements, *row[0])
		return nil
	}
	tables := `select 'create table "' || table_name || '" as from bundled."' || table_name || '"' from duckdb_tables()
		where database_name = 'bundled' and table_name <> 'round' order by table_name`
	views := `select sql from duckdb_views() where database_name = 'bundled' and not internal order by view_oid`
	for _, query := range []string{tables, views} {
		if err := db.Each(ctx, query, collect); err != nil {
			return err
		}
	}
	statements = append(statements, fmt.Sprintf(`create table round as
		select * exclude (n) replace (round_id || '-' || n as round_id)
		from range(%[1]d // (select count(*) from bundled.round) + 1) as copy (n), bundled.round limit %[1]d`, b.facts), "detach bundled")
	for _, statement := range statements {
		if err := db.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// median runs something several times and returns the middle duration.
func median(do func() error) (time.Duration, error) {
	var took []time.Duration
	for range repeats {
		began := time.Now()
		if err := do(); err != nil {
			return 0, err
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return took[repeats/2], nil
}

// readAll runs queries one after the other and reads every row.
func readAll(ctx context.Context, release *warehouse.Release, queries []string) error {
	for _, query := range queries {
		rows, err := release.Query(ctx, query)
		if err != nil {
			return err
		}
		columns, err := rows.Columns()
		if err != nil {
			return errors.Join(err, rows.Close())
		}
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		for rows.Next() {
			if err := rows.Scan(values...); err != nil {
				return errors.Join(err, rows.Close())
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
	}
	return nil
}
