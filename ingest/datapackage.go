package ingest

import (
	"context"
	"slices"
	"strings"

	"sextant/internal/warehouse"
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

// A catalog is what the engine knows of the model: read once, for asking it is slow.
type catalog struct {
	columns map[string][]column
	links   map[string][]link
}

// A column is a column of a table of the model.
type column struct {
	name, kind string
	required   bool
}

// A link is a foreign key of one column.
type link struct{ column, table, referred string }

func readCatalog(ctx context.Context, db *warehouse.DB) (catalog, error) {
	c := catalog{map[string][]column{}, map[string][]link{}}
	err := db.Each(ctx, `
		select table_name, column_name, data_type, is_nullable from duckdb_columns()
		where database_name = current_database() and schema_name = 'main'
		order by table_name, column_index`,
		func(_ []string, row []*string) error {
			c.columns[*row[0]] = append(c.columns[*row[0]], column{*row[1], *row[2], *row[3] == "false"})
			return nil
		})
	if err != nil {
		return c, err
	}
	err = db.Each(ctx, `
		select table_name, constraint_column_names[1], referenced_table, referenced_column_names[1] from duckdb_constraints()
		where database_name = current_database() and constraint_type = 'FOREIGN KEY'
		order by table_name, constraint_index`,
		func(_ []string, row []*string) error {
			c.links[*row[0]] = append(c.links[*row[0]], link{*row[1], *row[2], *row[3]})
			return nil
		})
	return c, err
}

// namesDataset says whether the rows of a table name their dataset.
func (c catalog) namesDataset(table string) bool {
	return table != "dataset" && slices.ContainsFunc(c.columns[table], func(c column) bool { return c.name == "dataset_id" })
}

// types returns the types of a table's columns; empty if there is no such table.
func (c catalog) types(table string) map[string]string {
	types := map[string]string{}
	for _, one := range c.columns[table] {
		types[one.name] = one.kind
	}
	return types
}

// resourceName is the name of a table in the package, where names have no underscores.
func resourceName(table string) string { return strings.ReplaceAll(table, "_", "-") }
