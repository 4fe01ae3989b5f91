package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// small are the bundled datasets of which a release passes all checks and builds fast.
var small = []string{"codes", "policy-events", "oss-projects"}

// A tree is a copy of bundled datasets that a test may change.
type tree fstest.MapFS

func copyTree(t *testing.T, ids ...string) tree {
	t.Helper()
	out := tree{}
	for _, id := range ids {
		files, err := fs.Glob(datasets.Embedded(), id+"/*")
		if err != nil || len(files) == 0 {
			t.Fatalf("dataset %s: %d files, %v", id, len(files), err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(datasets.Embedded(), file)
			if err != nil {
				t.Fatal(err)
			}
			out[file] = &fstest.MapFile{Data: text}
		}
	}
	return out
}

// set replaces a file and, if it holds data, writes its receipt.
func (tr tree) set(t *testing.T, file, text string) {
	t.Helper()
	tr[file] = &fstest.MapFile{Data: []byte(text)}
	if path.Ext(file) != ".csv" {
		return
	}
	name := path.Join(path.Dir(file), "receipt.json")
	var receipt struct {
		Files map[string]map[string]any `json:"files"`
	}
	if old, ok := tr[name]; ok {
		if err := json.Unmarshal(old.Data, &receipt); err != nil {
			t.Fatal(err)
		}
	} else {
		receipt.Files = map[string]map[string]any{}
	}
	sum := sha256.Sum256([]byte(text))
	receipt.Files[path.Base(file)] = map[string]any{"url": "https://example.org/" + file, "sha256": hex.EncodeToString(sum[:]),
		"bytes": len(text), "fetched_on": "2026-11-23"}
	out, err := json.Marshal(receipt)
	if err != nil {
		t.Fatal(err)
	}
	tr[name] = &fstest.MapFile{Data: out}
}

// change replaces a text in a file, once.
func (tr tree) change(t *testing.T, file, old, new string) {
	t.Helper()
	text := string(tr[file].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%s holds %q %d times", file, old, strings.Count(text, old))
	}
	tr.set(t, file, strings.Replace(text, old, new, 1))
}

// build makes a release of the tree in a store.
func (tr tree) build(t *testing.T, store *warehouse.Store, options ...func(*Inputs)) (warehouse.Manifest, error) {
	t.Helper()
	c, err := datasets.Load(fstest.MapFS(tr))
	if err != nil {
		t.Fatal(err)
	}
	in := Inputs{Catalogue: c, Store: store, Program: "test"}
	for _, o := range options {
		o(&in)
	}
	return Build(t.Context(), in)
}

func emptyStore(t *testing.T) *warehouse.Store {
	t.Helper()
	store, err := warehouse.NewStore(t.TempDir(), warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// fruits is a tiny dataset with columns of all types; its rows are those of the given CSV.
func fruits(t *testing.T, csv string) tree {
	t.Helper()
	tr := tree{}
	tr.set(t, "codes/colour.csv", "code,name_en,name_fr\nred,Red,Rouge\nblue,Blue,Bleu\n")
	tr.set(t, "codes/dataset.yaml", descriptor("colour.csv", "code", `
      - {name: code, type: text, required: true}
      - {name: name_en, type: text}
      - {name: name_fr, type: text}`))
	tr.set(t, "codes/conform.sql", "select 1")
	tr.set(t, "fruits/fruit.csv", csv)
	tr.set(t, "fruits/dataset.yaml", descriptor("fruit.csv", "name", `
      - {name: name, type: text, required: true}
      - {name: colour, type: text, list: colour}
      - {name: colours, type: list, list: colour}
      - {name: count, type: integer}
      - {name: price, type: decimal}
      - {name: weight, type: double}
      - {name: sweet, type: boolean}
      - {name: picked, type: date}
      - {name: known_since, type: partial-date}
      - {name: season, type: period}
      - {name: page, type: url}`))
	tr.set(t, "fruits/conform.sql", "select 1")
	return tr
}

const fruitHeader = "name,colour,colours,count,price,weight,sweet,picked,known_since,season,page\n"

func descriptor(file, key, columns string) string {
	return fmt.Sprintf(`title: Test
producer: Test
url: https://example.org/
citation: Test
licence: CC0-1.0
redistribution: open
cadence: irregular
coverage: Test
files:
  - name: %s
    url: https://example.org/x.csv
    shape: table
    key: [%s]
    columns:%s
`, file, key, columns)
}
