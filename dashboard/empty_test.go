package dashboard_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"image/png"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sextant/dashboard"
	"sextant/datasets"
	"sextant/ingest"
	"sextant/internal/warehouse"
)

// A register is a dataset that is only fetched: its rows would be contracts.
const register = `title: "A register of contracts"
producer: "An office"
url: "https://register.example/"
citation: "An office, register of contracts."
licence: "CC-BY-4.0"
redistribution: open
cadence: daily
coverage: "Contracts of one office."
live:
  - name: notices
    url: "https://register.example/notices.csv"
    format: csv
    key: [id]
    columns:
      - {name: id, type: text, required: true}
`

// bare serves a release of few bundled datasets beside the register, of which nothing is held.
func bare(t *testing.T, config dashboard.Config) *dashboard.Server {
	t.Helper()
	tree, dir := t.TempDir(), t.TempDir()
	for _, id := range []string{"codes", "policy-events", "oss-projects"} {
		sub, err := fs.Sub(datasets.Embedded(), id)
		if err == nil {
			err = os.CopyFS(filepath.Join(tree, id), sub)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"dataset.yaml": register, "conform.sql": "insert into contract by name select id as contract_id from staged.contract_register__notices;\n"} {
		if err := os.MkdirAll(filepath.Join(tree, "contract-register"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(tree, "contract-register", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	catalogue, err := datasets.Load(os.DirFS(tree))
	if err != nil {
		t.Fatal(err)
	}
	store, err := warehouse.NewStore(dir, warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Build(context.Background(), ingest.Inputs{Catalogue: catalogue, Store: store, Program: "test"}); err != nil {
		t.Fatal(err)
	}
	s, err := open(dir, config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Shutdown(context.Background()) })
	return s
}

// A chart whose dataset is not loaded says so in every form, and in none of them is anything zero or an empty drawing.
func TestEmpty_notLoaded(t *testing.T) {
	s := bare(t, dashboard.Config{Rate: -1}.WithoutDrawings())
	for lang, words := range map[string][]string{
		"en": {"Not loaded in this release", "A register of contracts", "sextant ingest contract-register", "not loaded"},
		"fr": {"Pas chargé dans cette version", "A register of contracts", "sextant ingest contract-register", "pas chargé"},
	} {
		d := want(t, s, "/"+lang+"/charts/contracts-by-supplier").document(t)
		for _, word := range words {
			if !strings.Contains(d.Find("main").Text(), word) {
				t.Errorf("%s: the chart's page does not say %q: %s", lang, word, d.Find("main").Text())
			}
		}
		if d.Find(".draw, form.filters, #table, script[type='application/ld+json']").Length() > 0 || d.Find(".empty").Length() != 1 {
			t.Errorf("%s: something stands for data", lang)
		}
		page := want(t, s, "/"+lang+"/adoption").document(t)
		if page.Find(".tile .empty").Length() > 0 || page.Find(".blanks li").Length() == 0 || page.Find(`.blanks a[href="/`+lang+`/datasets/contract-register"]`).Length() == 0 {
			t.Errorf("%s: the theme does not gather its empty charts: %s", lang, page.Find(".blanks").Text())
		}
		query := map[string]string{"en": "", "fr": "?lang=fr"}[lang]
		embed := want(t, s, "/embed/contracts-by-supplier"+query).document(t)
		if !strings.Contains(embed.Find(".empty").Text(), words[0]) || embed.Find(".plot, table").Length() > 0 {
			t.Errorf("%s: the embed says %q", lang, embed.Find("body").Text())
		}
		set := want(t, s, "/"+lang+"/datasets/contract-register").document(t)
		if !strings.Contains(set.Find(".empty").Text(), words[2]) || set.Find(`a[href="/`+lang+`/charts/contracts-by-supplier"]`).Length() != 1 {
			t.Errorf("%s: the dataset's page says %q", lang, set.Find("main").Text())
		}
	}
	t.Run("files", func(t *testing.T) { testEmptyFiles(t, s) })
	t.Run("overview", func(t *testing.T) { testEmptyOverview(t, s) })
}

func testEmptyFiles(t *testing.T, s *dashboard.Server) {
	csv := want(t, s, "/charts/contracts-by-supplier.csv")
	if n := strings.Count(csv.Body, "\n"); n != 1 || !strings.HasPrefix(csv.Body, "indicator,economy,") || csv.Header.Get("X-Rows") != "0" {
		t.Errorf("CSV: %q, %s rows", csv.Body, csv.Header.Get("X-Rows"))
	}
	var f struct {
		Periods, Observations, Sources []any
		NotLoaded                      []struct{ Dataset, Title string } `json:"not_loaded"`
		Notes                          []struct{ Kind, Text string }
	}
	want(t, s, "/charts/contracts-by-supplier.json").decode(t, &f)
	if f.Periods == nil || f.Observations == nil || f.Sources == nil || len(f.Observations) > 0 || len(f.NotLoaded) != 1 || f.NotLoaded[0].Dataset != "contract-register" {
		t.Errorf("JSON: %+v", f)
	}
	if len(f.Notes) == 0 || f.Notes[0].Text != "Not loaded in this release: A register of contracts. Nothing here is zero." {
		t.Errorf("notes: %+v", f.Notes)
	}
	var m struct {
		Chart struct {
			Statement    string
			CitationLong string `json:"citation_long"`
		}
		Sources   []any
		NotLoaded []any `json:"not_loaded"`
	}
	want(t, s, "/charts/contracts-by-supplier.metadata.json").decode(t, &m)
	if m.Sources == nil || len(m.NotLoaded) != 1 || !strings.Contains(m.Chart.Statement, "A register of contracts") || strings.Contains(m.Chart.CitationLong, ": .") {
		t.Errorf("metadata: %+v", m)
	}
	var d struct {
		Loaded bool
		Title  string
	}
	want(t, s, "/datasets/contract-register.json").decode(t, &d)
	if d.Loaded || d.Title != "A register of contracts" {
		t.Errorf("dataset: %+v", d)
	}
	if r := ask(t, s, http.MethodGet, "/charts/contracts-by-supplier.option.json"); r.Status != http.StatusNotFound {
		t.Errorf("option: %d", r.Status)
	}
}

// The overview leaves out what it has no figure for.
func testEmptyOverview(t *testing.T, s *dashboard.Server) {
	for _, lang := range []string{"en", "fr"} {
		d := want(t, s, "/"+lang+"/").document(t)
		if d.Find(".empty, .blanks, .gone, .draw").Length() > 0 || d.Find(".doors li").Length() != 3 {
			t.Errorf("%s: %s", lang, d.Find("main").Text())
		}
	}
}

// A picture of a chart without data is a picture of the words that say why.
func TestEmpty_pictures(t *testing.T) {
	if _, err := os.Stat("draw/engine/echarts.js"); err != nil {
		t.Skip("the front end is not built")
	}
	s := bare(t, dashboard.Config{Rate: -1}.Lean())
	for lang, head := range map[string]string{"en": "Not loaded in this release", "fr": "Pas chargé dans cette version"} {
		query := "?width=600"
		if lang != "en" {
			query = "?lang=" + lang + "&width=600"
		}
		svg := want(t, s, "/charts/contracts-by-supplier.svg"+query)
		decoder := xml.NewDecoder(strings.NewReader(svg.Body))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(svg.Body, head) || !strings.Contains(svg.Body, "register of contracts") {
			t.Errorf("%s: %s", lang, svg.Body)
		}
		if _, err := png.Decode(bytes.NewReader([]byte(want(t, s, "/charts/contracts-by-supplier.png"+query).Body))); err != nil {
			t.Errorf("%s: PNG: %v", lang, err)
		}
	}
	// One year has figures, and no line from one date to another.
	for _, path := range []string{"/en/charts/notable-models-slope?from=2023&to=2023", "/charts/notable-models-slope.svg?from=2023&to=2023", "/embed/notable-models-slope?from=2023&to=2023"} {
		if r := want(t, drawing(t), path); !strings.Contains(r.Body, "Too little to draw") {
			t.Errorf("%s does not say that there is too little", path)
		}
	}
	r := ask(t, s, http.MethodGet, "/charts/compute-sites-map.svg")
	if r.Status != http.StatusOK || !strings.Contains(r.Body, "Not") {
		t.Errorf("a chart without a dataset: %d", r.Status)
	}
}
