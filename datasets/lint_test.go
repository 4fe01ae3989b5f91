package datasets

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sextant/internal/definition"
)

const (
	soundDescriptor = `title: Fruits
producer: Orchard
url: https://example.org/
citation: Orchard, Fruits.
licence: CC0-1.0
redistribution: open
cadence: yearly
coverage: All fruits.
files:
  - name: fruit.csv
    url: https://example.org/fruit.csv
    shape: table
    key: [name]
    columns:
      - {name: name, type: text, required: true}
      - {name: colour, type: text, list: colour}
`
	soundCorrections = `- id: a
  table: fruit
  key: fig
  set: {colour: blue}
  expect: {colour: red}
  reason: Seen.
  source_url: https://example.org/fig
`
	fruitCSV = "name,colour\nfig,red\n"
)

// soundTree is a tree of two datasets without a problem.
func soundTree() fstest.MapFS {
	files := map[string]string{
		"codes/dataset.yaml": strings.NewReplacer("fruit.csv", "colour.csv", "key: [name]", "key: [code]", "name: name", "name: code",
			"      - {name: colour, type: text, list: colour}\n", "").Replace(soundDescriptor),
		"codes/colour.csv":        "code\nred\nblue\n",
		"codes/conform.sql":       "select 1",
		"fruits/dataset.yaml":     soundDescriptor,
		"fruits/fruit.csv":        fruitCSV,
		"fruits/conform.sql":      "select 1",
		"fruits/corrections.yaml": soundCorrections,
		"fruits/withdrawn.yaml":   "- {table: fruit, key: kiwi, on: \"2026-01-01\", reason: Not a fruit.}\n",
	}
	files["codes/receipt.json"] = receiptOf("colour.csv", files["codes/colour.csv"])
	files["fruits/receipt.json"] = receiptOf("fruit.csv", fruitCSV)
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func receiptOf(name, text string) string {
	return fmt.Sprintf(`{"files": {"%s": {"url": "https://example.org/", "sha256": "%x", "bytes": %d, "fetched_on": "2026-01-01"}}}`,
		name, sha256.Sum256([]byte(text)), len(text))
}

func TestLoad_sound(t *testing.T) {
	c, err := Load(soundTree())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Datasets) != 2 || c.Datasets[0].ID != "codes" || c.Datasets[1].AsOf() != "2026-01-01" {
		t.Errorf("%+v", c.Datasets)
	}
	fruits, _ := c.Dataset("fruits")
	if got := fruits.Staged(fruits.Files[0]); got != "staged.fruits__fruit" {
		t.Errorf("staged as %s", got)
	}
	lists, err := c.Lists()
	if err != nil || !slices.Equal(lists["colour"], []string{"red", "blue"}) {
		t.Errorf("lists %v, %v", lists, err)
	}
}

func TestLoad_problems(t *testing.T) {
	const yaml = "fruits/dataset.yaml"
	for _, c := range []struct{ file, old, new, want string }{
		{yaml, "title: Fruits\n", "", "fruits/dataset.yaml:1: title is missing"},
		{yaml, "licence: CC0-1.0", "licence: ' '", "fruits/dataset.yaml:5: licence is missing"},
		{yaml, "url: https://example.org/\n", "url: example.org\n", "fruits/dataset.yaml:3: url is no web address"},
		{yaml, "redistribution: open", "redistribution: free", `fruits/dataset.yaml:6: redistribution is "free"; allowed are open, quote, restricted`},
		{yaml, "cadence: yearly", "cadence: sometimes", `fruits/dataset.yaml:7: cadence is "sometimes"`},
		{yaml, "coverage:", "cover:", `fruits/dataset.yaml:8: unknown key "cover"`},
		{yaml, "files:", "after: [nuts]\nfiles:", `fruits/dataset.yaml:9: there is no dataset "nuts"`},
		{yaml, "files:", "after: [fruits]\nfiles:", "fruits/dataset.yaml:9: datasets wait for each other"},
		{yaml, "shape: table", "shape: list", `fruits/dataset.yaml:12: shape is "list"`},
		{yaml, "name: colour, type: text", "name: colour, type: string", `fruits/dataset.yaml:16: type is "string"`},
		{yaml, "list: colour", "list: color", `fruits/dataset.yaml:16: there is no code list "color"`},
		{yaml, "name: colour", "name: Colour", `fruits/dataset.yaml:16: column "Colour" appears twice, is no name`},
		{yaml, "name: colour", "name: source_line", `fruits/dataset.yaml:16: column "source_line" appears twice, is no name`},
		{yaml, "key: [name]", "key: [id]", `fruits/dataset.yaml:13: key names "id", which is no column`},
		{yaml, "    key: [name]\n", "", "fruits/dataset.yaml:10: key is missing"},
		{"fruits/fruit.csv", "red", "blue", "fruits/receipt.json: fruit.csv has 21 bytes with hash"},
		{"fruits/receipt.json", `"2026-01-01"`, `"last week"`, `fruits/receipt.json: fruit.csv: fetched_on is "last week", not a date`},
		{"fruits/receipt.json", `"fruit.csv"`, `"other.csv"`, "fruits/receipt.json: fruit.csv has no receipt"},
		{"fruits/corrections.yaml", "expect: {colour: red}", "expect: {name: fig}", "fruits/corrections.yaml:5: set changes colour, but expect does not guard it"},
		{"fruits/corrections.yaml", "  reason: Seen.\n", "", "fruits/corrections.yaml:1: a correction needs table, key, set, expect and reason"},
		{"fruits/withdrawn.yaml", "2026-01-01", "2026", "fruits/withdrawn.yaml:1: a withdrawal needs"},
	} {
		tree := soundTree()
		text := string(tree[c.file].Data)
		if strings.Count(text, c.old) == 0 {
			t.Fatalf("%s does not hold %q", c.file, c.old)
		}
		tree[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		expectFinding(t, tree, c.want)
	}
}

func TestLoad_filesAmiss(t *testing.T) {
	for name, want := range map[string]string{
		"fruits/extra.csv": "fruits/extra.csv: no file of this name is declared in dataset.yaml",
		"nuts/nut.csv":     "nuts/nut.csv: its folder has no sound dataset.yaml",
	} {
		tree := soundTree()
		tree[name] = &fstest.MapFile{Data: []byte("x\n")}
		expectFinding(t, tree, want)
	}
	for name, want := range map[string]string{
		"fruits/fruit.csv":   "fruits/receipt.json: fruit.csv has a receipt but is not here",
		"fruits/conform.sql": "fruits/dataset.yaml:9: files of shape table need a conform.sql",
	} {
		tree := soundTree()
		delete(tree, name)
		expectFinding(t, tree, want)
	}
}

func expectFinding(t *testing.T, tree fstest.MapFS, want string) {
	t.Helper()
	_, err := Load(tree)
	var found definition.Findings
	if !errors.As(err, &found) || !strings.Contains("\n"+err.Error(), "\n"+want) {
		t.Errorf("no finding %q in:\n%v", want, err)
	}
}
