package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// side is one of two releases that are compared.
type side struct {
	manifest Manifest
	db       *DB
}

// provenance are the columns that say where a row was read. They move when a line is added above, and are not compared.
var provenance = []string{"snapshot_sha256", "source_line"}

// datasetColumn names the dataset of a row.
const datasetColumn = "dataset_id"

// compare finds the rows that differ, table by table, and reports every removed row.
func compare(ctx context.Context, old, new side, removed func(table, dataset, key string)) (*Difference, error) {
	result := &Difference{From: old.manifest.ID, Tables: []TableDifference{}}
	for _, name := range tableNames(old.manifest, new.manifest) {
		before, had := old.manifest.Table(name)
		after, has := new.manifest.Table(name)
		if had && has && before.SHA256 == after.SHA256 {
			continue
		}
		difference, err := compareTable(ctx, name, old, new, removed)
		if err != nil {
			return nil, fmt.Errorf("compare table %s: %w", name, err)
		}
		if difference.Added.Count+difference.Changed.Count+difference.Removed.Count > 0 {
			result.Tables = append(result.Tables, difference)
		}
	}
	return result, nil
}

func tableNames(manifests ...Manifest) []string {
	var names []string
	for _, m := range manifests {
		for _, t := range m.Tables {
			names = append(names, t.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func compareTable(ctx context.Context, name string, old, new side, removed func(table, dataset, key string)) (TableDifference, error) {
	d := TableDifference{Name: name}
	columns, err := sharedColumns(ctx, name, old, new)
	if err != nil {
		return d, err
	}
	before, err := openCursor(ctx, name, old, columns)
	if err != nil {
		return d, err
	}
	defer before.close()
	after, err := openCursor(ctx, name, new, columns)
	if err != nil {
		return d, err
	}
	defer after.close()
	for !before.done || !after.done {
		switch {
		case after.done || !before.done && before.key < after.key:
			d.Removed.add(before.key)
			removed(name, before.dataset, before.key)
			before.next()
		case before.done || after.key < before.key:
			d.Added.add(after.key)
			after.next()
		default:
			if before.text != after.text {
				d.Changed.add(after.key)
			}
			before.next()
			after.next()
		}
	}
	return d, errors.Join(before.err, after.err)
}

func (k *Keys) add(key string) {
	if k.Count++; k.Count <= KeysKept {
		k.First = append(k.First, key)
	}
}

// sharedColumns are the columns that both releases have, without provenance, in order of name.
func sharedColumns(ctx context.Context, table string, old, new side) ([]string, error) {
	count := map[string]int{}
	sides := 0
	for _, s := range []side{old, new} {
		if _, ok := s.manifest.Table(table); !ok {
			continue
		}
		sides++
		columns, err := s.db.columns(ctx, table)
		if err != nil {
			return nil, err
		}
		for _, c := range columns {
			count[c]++
		}
	}
	var shared []string
	for c, n := range count {
		if n == sides && !slices.Contains(provenance, c) {
			shared = append(shared, c)
		}
	}
	slices.Sort(shared)
	return shared, nil
}

// A cursor walks the rows of one side in order of key.
type cursor struct {
	rows               *sql.Rows
	key, text, dataset string // dataset is empty where rows do not name one
	done               bool
	err                error
}

func openCursor(ctx context.Context, name string, s side, columns []string) (*cursor, error) {
	table, ok := s.manifest.Table(name)
	if !ok {
		return &cursor{done: true}, nil
	}
	dataset := "''"
	if slices.Contains(columns, datasetColumn) {
		dataset = datasetColumn
	}
	query := fmt.Sprintf("select %s as key, md5(%s) as text, %s from %s order by key", keyText(table.Key), rowText(columns), dataset, quote(name))
	rows, err := s.db.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	c := &cursor{rows: rows}
	c.next()
	return c, c.err
}

func (c *cursor) next() {
	if c.done || c.err != nil || !c.rows.Next() {
		c.done = true
		if c.rows != nil {
			c.err = errors.Join(c.err, c.rows.Err())
		}
		return
	}
	if c.err = c.rows.Scan(&c.key, &c.text, &c.dataset); c.err != nil {
		c.done = true
	}
}

func (c *cursor) close() {
	if c.rows != nil {
		_ = c.rows.Close() // everything wanted has been read or has failed already
	}
}

// keyText is the expression of a row's key as people see it.
func keyText(key []string) string {
	parts := make([]string, len(key))
	for i, k := range key {
		parts[i] = quote(k) + "::varchar"
	}
	return "concat_ws(',', " + strings.Join(parts, ", ") + ")"
}

// rowText is the expression of a row's contents as one text in which null and empty differ.
func rowText(columns []string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = "coalesce('=' || " + quote(c) + "::varchar, '')"
	}
	return "concat_ws(chr(31), '', " + strings.Join(parts, ", ") + ")"
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func (m Manifest) withdrawn(table, key string) bool {
	return slices.ContainsFunc(m.Withdrawals, func(w Withdrawal) bool {
		return w.Table == table && (w.Key == key || w.Key == "*")
	})
}

// loss completes a loss with the number of rows that are lost and of those that were there.
func (s side) loss(ctx context.Context, of Loss, rows int) (Loss, error) {
	of.Rows = int64(rows)
	table, _ := s.manifest.Table(of.Table)
	if of.Before = table.Rows; of.Dataset == "" {
		return of, nil
	}
	err := s.db.Scan(ctx, fmt.Sprintf("select count(*) from %s where %s = $dataset", quote(of.Table), datasetColumn), []any{&of.Before}, sql.Named("dataset", of.Dataset))
	return of, err
}

// both holds two releases and returns a function that lets them go.
func (s *Store) both(ctx context.Context, from, to ReleaseID) (old, new *Release, letGo func(), err error) {
	old, letGoOld, err := s.Acquire(ctx, from)
	if err != nil {
		return nil, nil, nil, err
	}
	new, letGoNew, err := s.Acquire(ctx, to)
	if err != nil {
		letGoOld()
		return nil, nil, nil, err
	}
	return old, new, func() { letGoNew(); letGoOld() }, nil
}

// Compare returns the difference between two releases of the store.
func (s *Store) Compare(ctx context.Context, from, to ReleaseID) (*Difference, error) {
	old, new, letGo, err := s.both(ctx, from, to)
	if err != nil {
		return nil, err
	}
	defer letGo()
	return compare(ctx, side{old.manifest, old.db}, side{new.manifest, new.db}, func(_, _, _ string) {})
}

// A Change is one column of a row in two releases, as text; a missing value is "nothing".
type Change struct{ Column, Old, New string }

// Changes returns the columns in which a row differs between two releases, in order of name. Provenance is not compared.
func (s *Store) Changes(ctx context.Context, from, to ReleaseID, table, key string) ([]Change, error) {
	old, new, letGo, err := s.both(ctx, from, to)
	if err != nil {
		return nil, err
	}
	defer letGo()
	before, err := old.row(ctx, table, key)
	if err != nil {
		return nil, err
	}
	after, err := new.row(ctx, table, key)
	if err != nil {
		return nil, err
	}
	columns, err := sharedColumns(ctx, table, side{old.manifest, old.db}, side{new.manifest, new.db})
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, c := range columns {
		if before[c] != after[c] {
			changes = append(changes, Change{c, before[c], after[c]})
		}
	}
	return changes, nil
}

// row returns the columns of a row as text.
func (r *Release) row(ctx context.Context, table, key string) (map[string]string, error) {
	t, ok := r.manifest.Table(table)
	if !ok {
		return nil, fmt.Errorf("release %s has no table %s", r.ID(), table)
	}
	row := map[string]string{}
	query := fmt.Sprintf("select * from %s where %s = $key", quote(table), keyText(t.Key))
	err := r.db.Each(ctx, query, func(columns []string, cells []*string) error {
		for i, c := range columns {
			row[c] = "nothing"
			if cells[i] != nil {
				row[c] = *cells[i]
			}
		}
		return nil
	}, sql.Named("key", key))
	return row, err
}
