package ingest

import (
	"context"
	"database/sql"
	"strings"
)

// The parts of a Frictionless Data Package that a release fills in.
type (
	dataPackage struct {
		Schema      string     `json:"$schema"`
		Name        string     `json:"name"`
		ID          string     `json:"id"`
		Title       string     `json:"title"`
		Description string     `json:"description"`
		Version     string     `json:"version"`
		Created     string     `json:"created"`
		Sources     []source   `json:"sources"`
		Resources   []resource `json:"resources"`
	}
	source struct {
		Title string `json:"title"`
		Path  string `json:"path"`
	}
	resource struct {
		Name      string       `json:"name"`
		Type      string       `json:"type,omitempty"`
		Path      string       `json:"path"`
		Format    string       `json:"format"`
		MediaType string       `json:"mediatype"`
		Encoding  string       `json:"encoding,omitempty"`
		Bytes     int64        `json:"bytes"`
		Hash      string       `json:"hash"`
		Schema    *tableSchema `json:"schema,omitempty"`
	}
	tableSchema struct {
		Fields      []field      `json:"fields"`
		PrimaryKey  []string     `json:"primaryKey"`
		ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
	}
	field struct {
		Name        string       `json:"name"`
		Type        string       `json:"type"`
		Constraints *constraints `json:"constraints,omitempty"`
	}
	constraints struct {
		Required bool `json:"required"`
	}
	foreignKey struct {
		Fields    []string  `json:"fields"`
		Reference reference `json:"reference"`
	}
	reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	}
)

// frictionless maps a type of the engine to one of the table schema.
func frictionless(kind string) string {
	switch {
	case strings.HasPrefix(kind, "DECIMAL"), kind == "DOUBLE":
		return "number"
	case kind == "BIGINT", kind == "INTEGER":
		return "integer"
	case kind == "BOOLEAN":
		return "boolean"
	case kind == "DATE":
		return "date"
	}
	return "string"
}

// A column is a column of a table of the model.
type column struct {
	name, kind string
	required   bool
}

func (b *bulk) columns(ctx context.Context, table string) ([]column, error) {
	var columns []column
	err := b.db.Each(ctx, `
		select column_name, data_type, is_nullable from duckdb_columns()
		where database_name = current_database() and schema_name = 'main' and table_name = $table
		order by column_index`,
		func(_ []string, row []*string) error {
			columns = append(columns, column{*row[0], *row[1], *row[2] == "false"})
			return nil
		}, sql.Named("table", table))
	return columns, err
}

// A link is a foreign key of one column.
type link struct{ column, table, referred string }

func (b *bulk) foreignKeys(ctx context.Context, table string) ([]link, error) {
	var links []link
	err := b.db.Each(ctx, `
		select constraint_column_names[1] as column, referenced_table, referenced_column_names[1] as referred
		from duckdb_constraints()
		where database_name = current_database() and constraint_type = 'FOREIGN KEY' and table_name = $table
		order by constraint_index`,
		func(_ []string, row []*string) error {
			links = append(links, link{*row[0], *row[1], *row[2]})
			return nil
		}, sql.Named("table", table))
	return links, err
}

// resourceName is the name of a table in the package, where names have no underscores.
func resourceName(table string) string { return strings.ReplaceAll(table, "_", "-") }
