package warehouse

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// columns returns the names of a table's columns, in order.
func (db *DB) columns(ctx context.Context, table string) ([]string, error) {
	var names []string
	err := db.Each(ctx, `
		select column_name from duckdb_columns()
		where database_name = current_database() and schema_name = 'main' and table_name = $table
		order by column_index`,
		func(_ []string, row []*string) error {
			names = append(names, *row[0])
			return nil
		}, sql.Named("table", table))
	return names, err
}

// Tables returns the tables of the database with key and number of rows, in order of name, without hashes. A table without a
// primary key is an error: its rows could not be compared.
func (db *DB) Tables(ctx context.Context) ([]Table, error) {
	var tables []Table
	err := db.Each(ctx, `
		select t.table_name, array_to_string(c.constraint_column_names, ',') as key
		from duckdb_tables() as t
		left join duckdb_constraints() as c
			on c.database_name = t.database_name and c.table_oid = t.table_oid and c.constraint_type = 'PRIMARY KEY'
		where t.database_name = current_database() and t.schema_name = 'main' and not t.temporary
		order by t.table_name`,
		func(_ []string, row []*string) error {
			if row[1] == nil {
				return fmt.Errorf("table %s has no primary key", *row[0])
			}
			tables = append(tables, Table{Name: *row[0], Key: strings.Split(*row[1], ",")})
			return nil
		})
	if err != nil {
		return nil, err
	}
	for i := range tables {
		if err := db.Scan(ctx, "select count(*) from "+quote(tables[i].Name), []any{&tables[i].Rows}); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

// WriteCSV writes the rows of a table that meet a condition as CSV (RFC 4180, LF, one header), ordered by key, and returns
// the hash of the file. The condition is SQL of the program, "true" for all rows.
func (db *DB) WriteCSV(ctx context.Context, t Table, where, path string) (string, error) {
	err := db.Exec(ctx, fmt.Sprintf("copy (%s) to %s (format csv, header true, delimiter ',', quote '\"', escape '\"', nullstr '')",
		ordered(t, where), literal(path)))
	if err != nil {
		return "", fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return HashFile(path)
}

// WriteParquet writes the rows of a table that meet a condition as Parquet, ordered by key, and returns the hash of the file.
func (db *DB) WriteParquet(ctx context.Context, t Table, where, path string) (string, error) {
	err := db.Exec(ctx, fmt.Sprintf("copy (%s) to %s (format parquet, compression zstd)", ordered(t, where), literal(path)))
	if err != nil {
		return "", fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return HashFile(path)
}

func ordered(t Table, where string) string {
	keys := make([]string, len(t.Key))
	for i, k := range t.Key {
		keys[i] = quote(k)
	}
	return fmt.Sprintf("select * from %s where %s order by %s", quote(t.Name), where, strings.Join(keys, ", "))
}

func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// HashFile returns the SHA-256 of a file, in hexadecimal.
func HashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
