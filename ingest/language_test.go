package ingest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

const orchard = `title: Apples
producer: Orchard
url: https://example.org
citation: Orchard.
licence: CC0-1.0
redistribution: open
cadence: daily
coverage: All.
live:
  - name: crates
    url: "https://example.org/crates?tree={tree}&from={from}&to={to}"
    each: {name: tree, values: [oak, ash, elm]}
    windows: {start: 2026-10-01, span: month, overlap: 1, settled: 3}
    absent: [404]
    same: true
    limits: {bytes: 100000}
    format: json
    records: list
    key: [tree, day]
    columns:
      - {name: tree, type: text, required: true, from: "@tree"}
      - {name: day, type: date, required: true}
  - name: sales
    url: "https://example.org/sales.parquet"
    limits: {bytes: 100000}
    missing: ["-"]
    format: parquet
    key: [sale]
    columns:
      - {name: sale, type: integer, required: true, from: Sale No}
      - {name: price, type: decimal}
      - {name: note, type: text, optional: true}
`

// grove is the orchard's server, and what a program holds of it.
type grove struct {
	*station
	asked []string
	fails string // part of the address that is refused
	sales []byte
	base  string
}

func newGrove(t *testing.T) *grove {
	g := &grove{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.asked = append(g.asked, r.URL.RawQuery)
		switch q := r.URL.Query(); {
		case r.URL.Path == "/sales.parquet":
			w.Write(g.sales)
		case g.fails != "" && strings.Contains(r.URL.RawQuery, g.fails):
			w.WriteHeader(400)
		case q.Get("tree") == "elm":
			w.WriteHeader(404)
		default: // the first and the last day of the window, and the day after it, which the next one has too
			to, _ := time.Parse(time.DateOnly, q.Get("to"))
			fmt.Fprintf(w, `{"list":[{"day":%q},{"day":%q}]}`, q.Get("from"), to.AddDate(0, 0, -1).Format(time.DateOnly))
		}
	}))
	t.Cleanup(server.Close)
	tree := fstest.MapFS{
		"apples/dataset.yaml": {Data: []byte(orchard)},
		"apples/conform.sql":  {Data: []byte("-- Nothing is conformed.\nselect * from staged.apples__crates, staged.apples__sales\n")},
	}
	c, err := datasets.Load(tree)
	if err != nil {
		t.Fatal(err)
	}
	g.station = &station{t: t, catalogue: c, day: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)}
	if g.store, err = warehouse.NewStore(t.TempDir(), warehouse.Options{}); err != nil {
		t.Fatal(err)
	}
	g.sales = g.parquet(`select 7 as "sale no", 12.50::decimal(9, 2) as price, 'a "note"' as other union all select 8, 0.5, '' union all select 8, 1, ''`)
	g.base = server.URL
	return g
}

// parquet makes a file of what a query gives.
func (g *grove) parquet(query string) []byte {
	g.t.Helper()
	dir := g.t.TempDir()
	db, err := warehouse.Create(g.t.Context(), filepath.Join(dir, "x.duckdb"), warehouse.Options{})
	if err != nil {
		g.t.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(g.t.Context(), "copy ("+query+") to '"+dir+"/x.parquet'"); err != nil {
		g.t.Fatal(err)
	}
	text, err := os.ReadFile(dir + "/x.parquet")
	if err != nil {
		g.t.Fatal(err)
	}
	return text
}

// visit looks at the sources on the station's day.
func (g *grove) visit(ctx context.Context) map[string]Look {
	g.t.Helper()
	g.asked = nil
	now := func() time.Time { return g.day }
	client := fetch.New(fetch.Options{AllowLoopback: true, Now: now, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	defer client.Close()
	looks, err := Fetch(ctx, Refresh{Catalogue: g.catalogue, Store: g.store, Client: client, Now: now, Bases: map[string]string{"apples": g.base}})
	if err != nil {
		g.t.Fatal(err)
	}
	all := map[string]Look{}
	for _, l := range looks {
		all[l.Source] = l
	}
	return all
}

// staged stages what is held of a source, and returns its rows and findings.
func (g *grove) staged(source int) (rows, found []string) {
	g.t.Helper()
	d := g.catalogue.Datasets[0]
	dir := g.t.TempDir()
	db, err := warehouse.Create(g.t.Context(), filepath.Join(dir, "x.duckdb"), warehouse.Options{})
	if err != nil {
		g.t.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(g.t.Context(), "attach ':memory:' as staged"); err != nil {
		g.t.Fatal(err)
	}
	s := stager{db: db, scratch: dir}
	l := d.Live[source]
	_, findings, err := s.live(g.t.Context(), g.store, d, l, g.receipt("apples", l.Name).Snapshot)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, f := range findings {
		found = append(found, f.String())
	}
	err = db.Each(g.t.Context(), "select concat_ws('|', *columns(* exclude (dataset_id, snapshot_sha256))) as line from "+d.Staged(l.Table())+" order by all", func(_ []string, row []*string) error {
		rows = append(rows, *row[0])
		return nil
	})
	if err != nil {
		g.t.Fatal(err)
	}
	return rows, found
}

// A window that fails costs one window: the next look asks for it and for nothing else that has come, and what a publisher has
// not is said.
func TestLanguage_windowsOfEach(t *testing.T) {
	g := newGrove(t)
	g.fails = "tree=ash&from=2026-10-31"
	look := g.visit(t.Context())["crates"]
	if look.Outcome != Stale || !strings.Contains(look.Reason, "1 of 6 units failed: 2026-11-01..2026-11-30 ash: ") || len(g.asked) != 7 {
		t.Fatalf("%v after %v", look, g.asked)
	}
	if r := g.receipt("apples", "crates"); len(r.Pending) != 3 || r.SHA256 != "" {
		t.Errorf("receipt is %+v", r)
	}
	g.fails = ""
	look = g.visit(t.Context())["crates"]
	if look.Outcome != Renewed || look.Rows != 6 || len(g.asked) != 4 { // ash, elm twice, and the sales
		t.Fatalf("%v after %v", look, g.asked)
	}
	if r := g.receipt("apples", "crates"); len(r.Pending) != 0 || len(r.Parts) != 4 || r.Failure != nil {
		t.Errorf("receipt is %+v", r)
	}
	rows, found := g.staged(0)
	if want := []string{"ash|2026-09-30|3", "ash|2026-10-31|4", "ash|2026-11-30|8", "oak|2026-09-30|1", "oak|2026-10-31|2", "oak|2026-11-30|6"}; !slices.Equal(rows, want) {
		t.Errorf("rows are %q, want %q", rows, want)
	}
	if len(found) != 2 || !strings.Contains(found[0], "the publisher has nothing for it: 2026-10-01..2026-10-31 elm (404)") {
		t.Errorf("findings are %q", found)
	}
	g.day = g.day.AddDate(0, 0, 1)
	if look = g.visit(t.Context())["crates"]; look.Outcome != Unchanged || len(g.asked) != 5 { // November, elm in October, and the sales
		t.Errorf("%v after %v", look, g.asked)
	}
}

// Tables that are no text are read by the engine, and held to the same rules.
func TestLanguage_parquet(t *testing.T) {
	g := newGrove(t)
	if look := g.visit(t.Context())["sales"]; look.Outcome != Stale || !strings.Contains(look.Reason, "1 of 3 records cannot be read; the first: the key is that of line 2") {
		t.Errorf("%v", look)
	}
	g.sales = g.parquet(`select range as "SALE NO", '-' as price, 'x' as other from range(200) union all select 200, 'dear', ''`)
	if look := g.visit(t.Context())["sales"]; look.Outcome != Renewed || look.Rows != 200 || !slices.Equal(look.Passed, []string{"other"}) {
		t.Errorf("%v", look)
	}
	rows, found := g.staged(1)
	if len(rows) != 200 || rows[0] != "0|1" || len(found) != 1 || found[0] != `warning stage: apples/sales:201 column price: "dear" is not a decimal number` {
		t.Errorf("rows %q…, findings %q", rows[:2], found)
	}
	for name, c := range map[string]struct {
		bytes []byte
		fails string
	}{
		"no table":      {[]byte("PAR1 and so on PAR1"), "no table that can be read"},
		"a column gone": {g.parquet(`select 1 as "sale no"`), `the source has no column "price" any more`},
		"no rows":       {g.parquet(`select 1 as "sale no", 2 as price where false`), "there is no record"},
	} {
		g.sales = c.bytes
		if look := g.visit(t.Context())["sales"]; look.Outcome != Stale || !strings.Contains(look.Reason, c.fails) {
			t.Errorf("%s: %v", name, look)
		}
	}
}
