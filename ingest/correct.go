package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// keys returns the key columns of every table of the model.
func (b *builder) keys(ctx context.Context) (map[string][]string, error) {
	tables, err := b.db.Tables(ctx)
	keys := map[string][]string{}
	for _, t := range tables {
		keys[t.Name] = t.Key
	}
	return keys, err
}

// correct applies the corrections of a dataset. One whose row is not there, or whose guard does not hold, is a finding of
// level error: the source has changed, and somebody has to look.
func (b *builder) correct(ctx context.Context, d datasets.Dataset, keys map[string][]string) error {
	for _, c := range d.Corrections {
		problem, err := b.correctOne(ctx, c, keys[c.Table])
		if err != nil {
			return fmt.Errorf("%s: %w", c.ID, err)
		}
		if problem != "" {
			b.find(warehouse.Finding{Level: warehouse.LevelError, Check: "correct", Dataset: d.ID, File: "corrections.yaml", Key: c.ID, Detail: problem})
			continue
		}
		b.manifest.Corrections = append(b.manifest.Corrections, warehouse.Correction{
			ID: c.ID, Dataset: d.ID, Table: c.Table, Key: c.Key, Reason: strings.TrimSpace(c.Reason), Source: c.SourceURL})
	}
	return nil
}

// correctOne applies one correction, or returns why it cannot be applied.
func (b *builder) correctOne(ctx context.Context, c datasets.Correction, key []string) (string, error) {
	types := b.catalog.types(c.Table)
	if problem := unknownNames(c, key, types); problem != "" {
		return problem, nil
	}
	row, args := keyCondition(c.Key, key)
	problem, err := b.guard(ctx, c, row, args, types)
	if err != nil || problem != "" {
		return problem, err
	}
	var sets []string
	for _, column := range slices.Sorted(maps.Keys(c.Set)) {
		value, arg := valueOf("set_", column, c.Set[column], types[column])
		sets = append(sets, quote(column)+" = "+value)
		args = append(args, arg...)
	}
	return "", b.db.Exec(ctx, fmt.Sprintf("update %s set %s where %s", quote(c.Table), strings.Join(sets, ", "), row), args...)
}

func unknownNames(c datasets.Correction, key []string, types map[string]string) string {
	if len(key) == 0 {
		return fmt.Sprintf("the model has no table %s", c.Table)
	}
	if len(key) > 1 && strings.Count(c.Key, ",")+1 != len(key) {
		return fmt.Sprintf("the key of table %s has %d columns: %s", c.Table, len(key), strings.Join(key, ", "))
	}
	for _, columns := range []map[string]*string{c.Set, c.Expect} {
		for _, column := range slices.Sorted(maps.Keys(columns)) {
			if types[column] == "" {
				return fmt.Sprintf("table %s has no column %s", c.Table, column)
			}
		}
	}
	return ""
}

// guard compares what stands in the row with what the correction expects.
func (b *builder) guard(ctx context.Context, c datasets.Correction, row string, args []sql.NamedArg, types map[string]string) (string, error) {
	var columns []string
	names := slices.Sorted(maps.Keys(c.Expect))
	for _, column := range names {
		value, arg := valueOf("expect_", column, c.Expect[column], types[column])
		columns = append(columns, fmt.Sprintf("%s is not distinct from %s, coalesce(%[1]s::varchar, 'nothing')", quote(column), value))
		args = append(args, arg...)
	}
	rows, problem := 0, ""
	query := fmt.Sprintf("select %s from %s where %s", strings.Join(columns, ", "), quote(c.Table), row)
	err := b.db.Each(ctx, query, func(_ []string, cells []*string) error {
		rows++
		for i, column := range names {
			if *cells[2*i] != "true" {
				problem = fmt.Sprintf("the guard does not hold: %s of %s %s is %s, expected was %s", column, c.Table, c.Key, *cells[2*i+1], text(c.Expect[column]))
			}
		}
		return nil
	}, args...)
	if err == nil && rows == 0 {
		problem = fmt.Sprintf("the guard does not hold: table %s has no row %s", c.Table, c.Key)
	}
	return problem, err
}

func keyCondition(value string, key []string) (string, []sql.NamedArg) {
	values := []string{value}
	if len(key) > 1 {
		values = strings.Split(value, ",")
	}
	var parts []string
	var args []sql.NamedArg
	for i, column := range key {
		parts = append(parts, fmt.Sprintf("%s::varchar = $key_%d", quote(column), i))
		args = append(args, sql.Named(fmt.Sprintf("key_%d", i), values[i]))
	}
	return strings.Join(parts, " and "), args
}

// valueOf returns the expression of a declared value and its argument.
func valueOf(prefix, column string, value *string, kind string) (string, []sql.NamedArg) {
	if value == nil {
		return "null", nil
	}
	return fmt.Sprintf("cast($%s as %s)", prefix+column, kind), []sql.NamedArg{sql.Named(prefix+column, *value)}
}

func text(value *string) string {
	if value == nil {
		return "nothing"
	}
	return *value
}
