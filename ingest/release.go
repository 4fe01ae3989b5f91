package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"sextant/internal/warehouse"
)

// write lets go of the staged tables, hashes every table of the model and writes the bulk files.
func (b *builder) write(ctx context.Context) error {
	if err := b.db.Exec(ctx, "detach staged"); err != nil {
		return err
	}
	if err := letGo(ctx, b.db); err != nil {
		return err
	}
	bulk := bulk{catalog: b.catalog, db: b.db, dir: filepath.Join(b.draft.Dir(), "bulk")}
	if err := os.Mkdir(bulk.dir, 0o755); err != nil {
		return err
	}
	tables, err := b.db.Tables(ctx)
	if err != nil {
		return err
	}
	all, err := inParallel(ctx, tables, func(ctx context.Context, t warehouse.Table) (written, error) {
		b.step("write", t.Name, len(tables))
		return bulk.table(ctx, t)
	})
	if err != nil {
		return err
	}
	for i, t := range tables {
		t.SHA256 = all[i].whole
		b.manifest.Tables = append(b.manifest.Tables, t)
		if err := bulk.describe(t, all[i]); err != nil {
			return err
		}
	}
	if err := bulk.pack(ctx, b.manifest); err != nil {
		return err
	}
	return b.db.Exec(ctx, "checkpoint")
}

// bulk is the folder of files for people who compute: each redistributable table as CSV and Parquet, a data package
// descriptor and the checksums.
type bulk struct {
	catalog
	db        *warehouse.DB
	dir       string
	resources []resource
	sums      bytes.Buffer
}

// open is the condition that a row's dataset may be handed on.
const open = "dataset_id in (select dataset_id from dataset where redistribution <> 'restricted')"

// A written has the hashes of a table: of its two files, and of all its rows, those that may not be handed on included.
type written struct{ csv, parquet, whole string }

// table writes the files of one table.
func (b *bulk) table(ctx context.Context, t warehouse.Table) (w written, err error) {
	where := b.redistributable(t.Name)
	var withheld int64
	if err := b.db.Scan(ctx, fmt.Sprintf("select count(*) from %s where not (%s)", quote(t.Name), where), []any{&withheld}); err != nil {
		return w, err
	}
	if w.csv, err = b.db.WriteCSV(ctx, t, where, filepath.Join(b.dir, t.Name+".csv")); err != nil {
		return w, err
	}
	if w.parquet, err = b.db.WriteParquet(ctx, t, where, filepath.Join(b.dir, t.Name+".parquet")); err != nil {
		return w, err
	}
	if w.whole = w.csv; withheld > 0 {
		whole := filepath.Join(b.dir, t.Name+".tmp")
		defer os.Remove(whole)
		w.whole, err = b.db.WriteCSV(ctx, t, "true", whole)
	}
	return w, err
}

// redistributable returns the condition under which a row may be handed on: its dataset's licence allows it, or that of the
// rows it refers to.
func (b *bulk) redistributable(table string) string {
	if b.namesDataset(table) {
		return open
	}
	where := "true"
	for _, k := range b.links[table] {
		if b.namesDataset(k.table) {
			where += fmt.Sprintf(" and %s in (select %s from %s where %s)", quote(k.column), quote(k.referred), quote(k.table), open)
		}
	}
	return where
}

// pack writes the data package descriptor (Frictionless Data Package, version 2) and the checksums.
func (b *bulk) pack(ctx context.Context, m warehouse.Manifest) error {
	p := dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "sextant", ID: "sextant-" + string(m.ID),
		Title:       "Sextant: open data on the AI ecosystems of Europe, the United States and China",
		Description: "All tables of release " + string(m.ID) + ". Rows of datasets that may not be handed on are left out. Every row names its dataset; the licences stand in table dataset.",
		Version:     string(m.ID), Created: m.AsOf + "T00:00:00Z", Resources: b.resources,
	}
	err := b.db.Each(ctx, "select title, url, licence from dataset where redistribution <> 'restricted' order by dataset_id",
		func(_ []string, row []*string) error {
			p.Sources = append(p.Sources, source{Title: text(row[0]) + " (" + text(row[2]) + ")", Path: text(row[1])})
			return nil
		})
	if err != nil {
		return err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(p); err != nil {
		return err
	}
	path := filepath.Join(b.dir, "datapackage.json")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		return err
	}
	hash, err := warehouse.HashFile(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(&b.sums, "%s  %s\n", hash, "datapackage.json")
	return os.WriteFile(filepath.Join(b.dir, "SHA256SUMS"), b.sums.Bytes(), 0o644)
}

// describe adds the two files of a table to the package and to the checksums.
func (b *bulk) describe(t warehouse.Table, w written) error {
	schema := tableSchema{PrimaryKey: t.Key}
	for _, c := range b.columns[t.Name] {
		schema.Fields = append(schema.Fields, field{Name: c.name, Type: frictionless(c.kind), Constraints: &constraints{Required: c.required}})
	}
	for _, k := range b.links[t.Name] {
		schema.ForeignKeys = append(schema.ForeignKeys, foreignKey{Fields: []string{k.column}, Reference: reference{resourceName(k.table), []string{k.referred}}})
	}
	for _, file := range []struct{ name, path, format, media, hash string }{
		{t.Name, t.Name + ".csv", "csv", "text/csv", w.csv},
		{t.Name + "-parquet", t.Name + ".parquet", "parquet", "application/vnd.apache.parquet", w.parquet},
	} {
		fmt.Fprintf(&b.sums, "%s  %s\n", file.hash, file.path)
		stat, err := os.Stat(filepath.Join(b.dir, file.path))
		if err != nil {
			return err
		}
		r := resource{Name: resourceName(file.name), Path: file.path, Format: file.format, MediaType: file.media,
			Bytes: stat.Size(), Hash: "sha256:" + file.hash}
		if file.format == "csv" {
			r.Type, r.Encoding, r.Schema = "table", "utf-8", &schema
		}
		b.resources = append(b.resources, r)
	}
	return nil
}
