package analytics

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"sextant/internal/warehouse"
)

var (
	modelDir   = filepath.Join("..", "ingest", "model")
	tableStart = regexp.MustCompile(`(?m)^create (?:table|view) (\w+)`)
	columnName = regexp.MustCompile(`^    ([a-z_0-9]+) `)
	reference  = regexp.MustCompile(`references (\w+)`)
)

// A modelTable is one file of the model: its statement, its columns in order, the tables that it refers to.
type modelTable struct {
	name, text string
	columns    []string
	needs      []string
}

// readModel reads the model's files, every table after those it refers to.
func readModel(t testing.TB) []modelTable {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(modelDir, "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no model in %s: %v", modelDir, err)
	}
	var left []modelTable
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if m := tableStart.FindStringSubmatch(string(text)); m != nil {
			left = append(left, parseTable(m[1], string(text)))
		}
	}
	return inOrder(left)
}

func parseTable(name, text string) modelTable {
	m := modelTable{name: name, text: text}
	for _, line := range strings.Split(text, "\n") {
		code, _, _ := strings.Cut(line, "--")
		if c := columnName.FindStringSubmatch(code); c != nil && c[1] != "primary" && c[1] != "check" {
			m.columns = append(m.columns, c[1])
		}
		for _, r := range reference.FindAllStringSubmatch(code, -1) {
			m.needs = append(m.needs, r[1])
		}
	}
	if strings.Contains(text, "create view") {
		m.needs = []string{"observation", "exchange_rate"}
	}
	return m
}

func inOrder(left []modelTable) []modelTable {
	var sorted []modelTable
	done := map[string]bool{}
	for len(sorted) < len(left) {
		for _, m := range left {
			ready := !slices.ContainsFunc(m.needs, func(need string) bool { return !done[need] && need != m.name })
			if ready && !done[m.name] {
				done[m.name] = true
				sorted = append(sorted, m)
			}
		}
	}
	return sorted
}

// A testModel is a database with the model's tables and the rows of testdata/base.txtar.
type testModel struct {
	*warehouse.DB
	tables []modelTable
}

func newModel(t testing.TB) *testModel {
	t.Helper()
	m := emptyModel(t)
	base, err := txtar.ParseFile(filepath.Join("testdata", "base.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	m.load(t, base)
	return m
}

func emptyModel(t testing.TB) *testModel {
	t.Helper()
	db, err := warehouse.Create(t.Context(), ":memory:", warehouse.Options{MemoryMB: 2048})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	m := &testModel{DB: db, tables: readModel(t)}
	m.create(t)
	return m
}

// create makes the tables, all in one go, and what deriving SQL shares.
func (m *testModel) create(t testing.TB) {
	t.Helper()
	macros, err := os.ReadFile(filepath.Join(modelDir, "macros.sql"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	all.Write(macros)
	for _, one := range m.tables {
		all.WriteString(one.text + "\n")
	}
	if err := m.Exec(t.Context(), "begin;\n"+all.String()+"commit"); err != nil {
		t.Fatal(err)
	}
}

// load inserts every CSV file of an archive into the table that it is named after, in the order of the model.
func (m *testModel) load(t testing.TB, a *txtar.Archive) {
	t.Helper()
	for _, table := range m.tables {
		for _, f := range a.Files {
			if f.Name == table.name+".csv" {
				m.insert(t, table, string(f.Data))
			}
		}
	}
}

// derive fills the tables among those named that a build derives from the others, as far as the archive does not give their rows.
func (m *testModel) derive(t testing.TB, a *txtar.Archive, tables []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "ingest", "derived", "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing is derived: %v", err)
	}
	for _, file := range files {
		if table := strings.TrimSuffix(filepath.Base(file), ".sql"); !slices.Contains(tables, table) || section(a, table+".csv") != nil {
			continue
		}
		text, err := os.ReadFile(file)
		if err == nil {
			err = m.Exec(t.Context(), string(text))
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
}

func (m *testModel) insert(t testing.TB, table modelTable, text string) {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%s.csv: %d lines, %v", table.name, len(lines), err)
	}
	var values []string
	for n, line := range lines[1:] {
		row := map[string]string{}
		for at, name := range lines[0] {
			if !slices.Contains(table.columns, name) {
				t.Fatalf("%s.csv: table has no column %s", table.name, name)
			}
			row[name] = line[at]
		}
		complete(table, row, n+2)
		cells := make([]string, len(table.columns))
		for at, name := range table.columns {
			cells[at] = literal(row[name])
		}
		values = append(values, "("+strings.Join(cells, ", ")+")")
	}
	statement := fmt.Sprintf("insert into %s (%s) values %s", table.name, strings.Join(table.columns, ", "), strings.Join(values, ",\n"))
	if err := m.Exec(t.Context(), statement); err != nil {
		t.Fatalf("%s.csv: %v", table.name, err)
	}
}

// complete fills the columns that a case leaves out with values that no figure depends on.
func complete(table modelTable, row map[string]string, line int) {
	fill := func(column, value string) {
		if _, given := row[column]; !given && slices.Contains(table.columns, column) {
			row[column] = value
		}
	}
	id := row[table.name+"_id"]
	fill("observation_id", strings.Join([]string{row["series_id"], row["economy"], row["dated"], row["breakdown"], row["edition"]}, "/"))
	id = orElse(id, row["observation_id"])
	fill("label", id)
	fill("obs_status", "A")
	fill("dataset_id", "sample")
	fill("snapshot_sha256", strings.Repeat("0a", 32))
	fill("source_line", fmt.Sprint(line))
	fill("source_url", "https://example.org/"+id)
	fill("is_counted", "true")
	fill("founding_economy", row["economy"])
	if dated := row["dated"]; len(dated) >= 4 {
		fill("year", dated[:4])
		fill("quarter", quarterOf(dated))
	}
	for column, value := range map[string]string{
		"organisation_id": "maker", "sector": "chips", "open_source": map[bool]string{true: "no", false: "none"}[table.name == "contract" || table.name == "programme_amount"],
		"round_type": "seed", "instrument": map[bool]string{true: "grant", false: "equity"}[table.name == "programme_amount"], "lead_origin": "UNKNOWN",
		"lead_side": "UNKNOWN", "size_class": "undisclosed",
		"status": "active", "programme_id": "plan", "level": "national", "focus": "compute", "stage": "announced", "qualifier": "exact",
		"period_kind": "envelope", "money_role": "total", "kind": "library", "owner_bloc": "UNKNOWN", "funding": "public", "funder": "Fund",
		"buyer": "Office", "register": "compiled", "supplier_bloc": "UNKNOWN", "governance": "community", "is_featured": "false", "edition": "''", "openness": "closed",
		"project_key": id, "title": id, "funder_economy": "EU", "recipient_bloc": "UNKNOWN", "scheme": "h2020", "role": "participant",
		"amount_kind": "max-contribution", "ai_score": "70", "ai_reasons": "title:AI",
		"publisher": "maker", "publisher_name": "Maker", "gated": "no", "downloads": "1", "likes": "1", "is_listed": "true", "is_last_of_quarter": "true",
		"ownership": "unknown", "is_priced": "true", "side": "earlier", "step": "announced-committed", "reported": "both", "reported_id": "plan",
		"certainty": "pledged", "standing": "announced", "counted": "yes",
		"package": "torch", "oss_project_id": "project", "origin_bloc": "UNKNOWN", "bloc": "UNKNOWN", "hub_model_id": "maker/model",
		"domain": "language", "destination_bloc": "OTHER", "destination_economy": "JP",
	} {
		fill(column, value)
	}
}

func quarterOf(dated string) string {
	switch {
	case len(dated) == 7 && dated[5] == 'Q':
		return dated
	case len(dated) >= 7:
		month := (int(dated[5]-'0')*10 + int(dated[6]-'0') - 1) / 3
		return fmt.Sprintf("%s-Q%d", dated[:4], month+1)
	}
	return ""
}

// literal prints a cell; empty is null, and "”" is the empty text.
func literal(cell string) string {
	switch cell {
	case "":
		return "null"
	case "''":
		return "''"
	}
	return "'" + strings.ReplaceAll(cell, "'", "''") + "'"
}

// release makes the model answer questions as a published release would.
func (m *testModel) release(t testing.TB) *Release {
	t.Helper()
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := readVocabulary(context.Background(), m.DB)
	if err != nil {
		t.Fatal(err)
	}
	words.asOf = "2026-11-23"
	return &Release{id: "2026-11-23.1", data: m.DB, catalogue: catalogue, words: words}
}
