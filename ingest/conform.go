package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// conform fills the model: first what datasets and snapshots there are, which every row refers to, then the rows of each
// dataset, its corrections right after it, so that datasets which build on it see the repaired rows.
func (b *builder) conform(ctx context.Context) error {
	var held []datasets.Dataset
	for _, d := range b.in.Catalogue.Datasets {
		if b.held(d) {
			held = append(held, d)
		}
	}
	for _, d := range held {
		if err := b.origins(ctx, d); err != nil {
			return fmt.Errorf("dataset %s: %w", d.ID, err)
		}
	}
	b.unloaded()
	keys, err := b.keys(ctx)
	if err != nil {
		return err
	}
	for _, d := range held {
		b.step("conform", d.ID, len(held))
		if err := b.conformOne(ctx, d); err != nil {
			return fmt.Errorf("dataset %s: conform: %w", d.ID, err)
		}
		if err := b.correct(ctx, d, keys); err != nil {
			return fmt.Errorf("dataset %s: correct: %w", d.ID, err)
		}
		for _, w := range d.Withdrawals {
			b.manifest.Withdrawals = append(b.manifest.Withdrawals, warehouse.Withdrawal{Table: w.Table, Key: w.Key, On: w.On, Reason: w.Reason})
		}
	}
	return nil
}

// origins writes the rows of tables dataset and snapshot.
func (b *builder) origins(ctx context.Context, d datasets.Dataset) error {
	err := b.db.Exec(ctx, `
		insert into dataset by name
		select
			$id as dataset_id, $title as title, $producer as producer, $url as url, $citation as citation, $licence as licence,
			$redistribution as redistribution, $cadence as cadence, $as_of::date as as_of, $curated::boolean as is_curated,
			$coverage as coverage, $caveats as caveats`,
		sql.Named("id", d.ID), sql.Named("title", d.Title), sql.Named("producer", d.Producer), sql.Named("url", d.URL),
		sql.Named("citation", d.Citation), sql.Named("licence", d.Licence), sql.Named("redistribution", d.Redistribution),
		sql.Named("cadence", d.Cadence), sql.Named("as_of", max(d.AsOf(), b.live.of(d.ID))), sql.Named("curated", strconv.FormatBool(d.Curated)),
		sql.Named("coverage", strings.TrimSpace(d.Coverage)), sql.Named("caveats", strings.Join(d.Caveats, "\n")))
	if err != nil {
		return err
	}
	for _, in := range b.manifest.Inputs {
		if in.Dataset != d.ID || in.Rows == 0 {
			continue // no row refers to a file without any, and such files are all alike
		}
		err := b.db.Exec(ctx, `
			insert into snapshot by name
			select
				$hash as snapshot_sha256, $id as dataset_id, $file as file, $bytes::bigint as bytes, $rows::bigint as rows_in,
				$staged::bigint as rows_staged, $rejected::bigint as rows_rejected, $fetched::date as fetched_on, $url as url`,
			sql.Named("hash", in.SHA256), sql.Named("id", d.ID), sql.Named("file", in.File), sql.Named("bytes", in.Bytes),
			sql.Named("rows", in.Rows), sql.Named("staged", in.Staged), sql.Named("rejected", in.Rejected),
			sql.Named("fetched", in.Fetched), sql.Named("url", in.URL))
		if err != nil {
			return fmt.Errorf("snapshot of %s: %w", in.File, err)
		}
	}
	return nil
}

// conformOne runs the shared SQL of a dataset of series, then the dataset's own.
func (b *builder) conformOne(ctx context.Context, d datasets.Dataset) error {
	if err := b.mergeLive(ctx, d); err != nil {
		return err
	}
	series, values := "", ""
	for _, f := range d.Files {
		switch {
		case f.Shape == "series" && f.Name == "series.csv":
			series = d.Staged(f)
		case f.Shape == "series" && f.Name == "values.csv":
			values = d.Staged(f)
		}
	}
	if series != "" && values != "" {
		err := b.db.Exec(ctx, fmt.Sprintf("create or replace view staged.series_rows as from %s; create or replace view staged.value_rows as from %s", series, values))
		if err != nil {
			return err
		}
		if err := b.db.Exec(ctx, seriesShape); err != nil {
			return fmt.Errorf("shapes/series.sql: %w", err)
		}
	}
	if d.Conform == "" {
		return nil
	}
	return b.db.Exec(ctx, d.Conform)
}
