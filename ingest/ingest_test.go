package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// bundled is the release of the bundled data, built once for all tests that only look at it.
var bundled struct {
	once sync.Once
	dir  string
	m    warehouse.Manifest
	err  error
}

func TestMain(m *testing.M) {
	if data := os.Getenv(childData); data != "" {
		if err := buildAsChild(data, os.Getenv(childTree)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if bundled.dir != "" {
		if err := os.RemoveAll(bundled.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// bundledRelease returns a store with the release of the bundled data. Tests do not change it.
func bundledRelease(t *testing.T) (*warehouse.Store, warehouse.Manifest) {
	t.Helper()
	bundled.once.Do(func() {
		if bundled.dir, bundled.err = os.MkdirTemp("", "sextant-ingest-"); bundled.err != nil {
			return
		}
		var store *warehouse.Store
		if store, bundled.err = warehouse.NewStore(bundled.dir, warehouse.Options{}); bundled.err != nil {
			return
		}
		var c *datasets.Catalogue
		if c, bundled.err = datasets.Load(datasets.Embedded()); bundled.err == nil {
			bundled.m, bundled.err = Build(t.Context(), Inputs{Catalogue: c, Store: store, Program: "test"})
		}
	})
	if bundled.err != nil {
		t.Fatalf("build of the bundled data: %v\n%v", bundled.err, bundled.m.Findings)
	}
	store, err := warehouse.NewStore(bundled.dir, warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return store, bundled.m
}

// liveOnly are tables that only live sources fill, or cases that have not come up: nothing of them is bundled.
var liveOnly = []string{
	"award",
	"data_centre",
	"data_centre_year",
	"exchange_rate_day",
	"hub_model",
	"hub_reading",
	"organisation_doubt",
	"organisation_record",
	"oss_repository",
	"package_download",
	"redirect",
	"round_report",
}

func TestBuild_bundled(t *testing.T) {
	store, m := bundledRelease(t)
	if m.ID != "2026-11-23.1" || m.AsOf != "2026-11-23" {
		t.Errorf("release %s as of %s", m.ID, m.AsOf)
	}
	for _, in := range m.Inputs {
		if in.Rows != in.Staged+in.Rejected || in.Staged == 0 && in.Rows > 0 {
			t.Errorf("%s/%s: %d rows, %d staged, %d rejected", in.Dataset, in.File, in.Rows, in.Staged, in.Rejected)
		}
	}
	for _, table := range m.Tables {
		if table.Rows == 0 && !slices.Contains(liveOnly, table.Name) {
			t.Errorf("table %s is empty", table.Name)
		}
	}
	if wrong, err := store.Verify(t.Context(), m.ID); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v, %v", wrong, err)
	}
	left, err := filepath.Glob(filepath.Join(store.Folder(m.ID), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range left {
		left[i] = filepath.Base(left[i])
	}
	if want := []string{"bulk", "manifest.json", "sextant.duckdb"}; !slices.Equal(left, want) {
		t.Errorf("the release holds %v, want %v", left, want)
	}
}

// Law 1, the inner half: every row of the model names bytes that are in the release's inputs, and a line inside them.
func TestBuild_everyRowHasAnOrigin(t *testing.T) {
	store, m := bundledRelease(t)
	r, letGo, err := store.Acquire(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer letGo()
	rows, err := r.Query(t.Context(), "select table_name from duckdb_columns() where column_name = 'source_line' order by table_name")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	tables := 0
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		tables++
		lost, err := r.Query(t.Context(), fmt.Sprintf(`
			select count(*) from %s as facts left join snapshot on snapshot.snapshot_sha256 = facts.snapshot_sha256
				and snapshot.dataset_id = facts.dataset_id
			where facts.source_line < 2 or snapshot.snapshot_sha256 is null`, table))
		if err != nil {
			t.Fatal(err)
		}
		var n int
		for lost.Next() {
			err = lost.Scan(&n)
		}
		if err := errors.Join(err, lost.Close()); err != nil || n > 0 {
			t.Errorf("table %s: %d rows without an origin, %v", table, n, err)
		}
	}
	if tables < 10 || len(m.Inputs) == 0 {
		t.Errorf("%d tables with provenance, %d inputs", tables, len(m.Inputs))
	}
}

// Law 3: the same inputs give the same rows, and nothing is published twice.
func TestBuild_twice(t *testing.T) {
	store, first := bundledRelease(t)
	c, err := datasets.Load(datasets.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	second, err := Build(t.Context(), Inputs{Catalogue: c, Store: store, Program: "test"})
	if !errors.Is(err, warehouse.ErrUnchanged) || !first.SameContent(second) || !slices.Equal(first.Findings, second.Findings) {
		t.Errorf("the second build of the same inputs: %v", err)
	}
	if ids, err := store.List(); err != nil || len(ids) != 1 {
		t.Errorf("releases %v, %v", ids, err)
	}
}

// The same inputs give the same files too, on another day and in another folder.
func TestBuild_sameFiles(t *testing.T) {
	var sums [2]string
	for i := range sums {
		store := emptyStore(t)
		m, err := copyTree(t, small...).build(t, store)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(store.Folder(m.ID), "bulk", "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		sums[i] = string(text)
	}
	if sums[0] != sums[1] {
		t.Errorf("the bulk files of two builds differ:\n%s\n%s", sums[0], sums[1])
	}
}

// Every check has a row that trips it: testdata/checks/<id>.sql makes one in the built database, and the check must return
// more rows than before. A check that cannot fail is deleted.
func TestChecks(t *testing.T) {
	store, m := bundledRelease(t)
	path := filepath.Join(t.TempDir(), "copy.duckdb")
	copyDatabase(t, filepath.Join(store.Folder(m.ID), "sextant.duckdb"), path)
	checks, err := Checks()
	if err != nil {
		t.Fatal(err)
	}
	if len(checks) < 25 {
		t.Errorf("%d checks, at least 25 are promised", len(checks))
	}
	for _, c := range checks {
		t.Run(c.ID, func(t *testing.T) { tripCheck(t, c, path) })
	}
	offences, err := filepath.Glob("testdata/checks/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range offences {
		id := strings.TrimSuffix(filepath.Base(file), ".sql")
		if !slices.ContainsFunc(checks, func(c Check) bool { return c.ID == id }) {
			t.Errorf("%s: there is no check %s", file, id)
		}
	}
}

func tripCheck(t *testing.T, c Check, path string) {
	offence, err := os.ReadFile("testdata/checks/" + c.ID + ".sql")
	if err != nil {
		t.Fatalf("no row that trips it: %v", err)
	}
	db, err := warehouse.Edit(t.Context(), path, warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := errors.Join(db.Exec(t.Context(), "rollback"), db.Close()); err != nil {
			t.Error(err)
		}
	}()
	before, _, err := c.run(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(t.Context(), "begin; "+string(offence)); err != nil {
		t.Fatal(err)
	}
	after, found, err := c.run(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if after.Rows <= before.Rows {
		t.Errorf("%d rows offend, and %d did before", after.Rows, before.Rows)
	}
	for _, f := range found {
		if f.Key == "" && after.Rows <= checkRows {
			t.Errorf("a finding without a key: %s", f)
		}
	}
}

func copyDatabase(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestParseCheck(t *testing.T) {
	c, err := parseCheck("a-b", "-- check: a-b   level: warning\n-- One thing\n-- must hold.\nselect 1\n-- not sense\n;\n")
	if err != nil || c.Level != warehouse.LevelWarning || c.Sense != "One thing must hold." || strings.HasSuffix(c.Query, ";") {
		t.Errorf("%+v, %v", c, err)
	}
	for _, text := range []string{"", "select 1", "-- check: other   level: error\n-- x\n", "-- check: a-b   level: fatal\n-- x\n", "-- check: a-b   level: error\nselect 1"} {
		if _, err := parseCheck("a-b", text); err == nil {
			t.Errorf("%q is taken for a check", text)
		}
	}
}

func TestModel_order(t *testing.T) {
	statements, err := model()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(modelFiles, "model/*.sql")
	if err != nil || len(files) != len(statements) {
		t.Errorf("%d files, %d statements, %v", len(files), len(statements), err)
	}
	if _, err := referredFirst([]statement{{"a", "references b (b)"}, {"b", "references a (a)"}}); err == nil {
		t.Error("a circle of references was ordered")
	}
}
