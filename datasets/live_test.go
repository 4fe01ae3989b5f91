package datasets_test

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sextant/datasets"
)

const liveDescriptor = `title: Apples
producer: Orchard
url: https://example.org
citation: Orchard.
licence: CC0-1.0
redistribution: open
cadence: daily
coverage: All.
live:
  - name: crates
    url: https://example.org/crates.zip
    member: "crates*.csv"
    limits: {connect: 5s, every: 2m, bytes: 1000}
    format: csv
    missing: ["-"]
    melt: {name: sort, value: crates}
    key: [day, sort]
    columns:
      - {name: day, type: date, required: true, from: Date}
      - {name: sort, type: text}
      - {name: crates, type: integer}
`

func liveTree(changes ...string) fstest.MapFS {
	tree := fstest.MapFS{
		"apples/dataset.yaml": {Data: []byte(strings.NewReplacer(changes...).Replace(liveDescriptor))},
		"apples/conform.sql":  {Data: []byte("-- One row per crate.\nselect * from staged.apples__crates\n")},
	}
	return tree
}

func TestLoad_live(t *testing.T) {
	c, err := datasets.Load(liveTree())
	if err != nil {
		t.Fatal(err)
	}
	l := c.Datasets[0].Live[0]
	if l.Limits.Every.String() != "2m0s" || l.Limits.Bytes != 1000 || l.Columns[0].From != "Date" || l.Melt.Value != "crates" {
		t.Errorf("live source is %+v", l)
	}
	if file := l.Table(); c.Datasets[0].Staged(file) != "staged.apples__crates" || file.Columns[3].Name != datasets.LiveLine {
		t.Errorf("its table is %+v", file)
	}
}

func TestLoad_liveFindings(t *testing.T) {
	cases := map[string]struct {
		changes []string
		want    string
	}{
		"a name with a dash":       {[]string{"name: crates\n", "name: all-crates\n"}, "is no name in snake_case"},
		"no https":                 {[]string{"https://example.org/crates.zip", "http://example.org/crates.zip"}, "address 1 is no https address"},
		"an unknown format":        {[]string{"format: csv", "format: xml"}, `format is "xml"`},
		"an unknown key":           {[]string{"format: csv", "formatt: csv"}, `unknown key "formatt"`},
		"a key of no column":       {[]string{"key: [day, sort]", "key: [date]"}, `key names "date"`},
		"a time that is none":      {[]string{"connect: 5s", "connect: soon"}, "soon"},
		"melt without a column":    {[]string{"value: crates}", "value: boxes}"}, "melt names two columns"},
		"a body that is no JSON":   {[]string{"format: csv", "body: \"{\"\n    format: csv"}, "body is no JSON"},
		"a bad pattern":            {[]string{"crates*.csv", "crates[.csv"}, "member is no pattern"},
		"pages without an end":     {[]string{"format: csv", "pages: {by: page, parameter: page}\n    format: csv"}, "pages need most"},
		"pages by nothing known":   {[]string{"format: csv", "pages: {by: hand, most: 1}\n    format: csv"}, `pages by "hand"`},
		"pages without parameter":  {[]string{"format: csv", "pages: {by: cursor, most: 1, next: n}\n    format: csv"}, "the name of a parameter"},
		"a cursor from nowhere":    {[]string{"format: csv", "pages: {by: cursor, most: 1, parameter: c}\n    format: csv"}, "pages by cursor need next"},
		"a window without a cap":   {[]string{"format: csv", "pages: {by: window, most: 1, from: a, to: b, start: 2020-01-01, count: n}\n    format: csv"}, "pages by window need"},
		"a long delimiter":         {[]string{"format: csv", "delimiter: \"||\"\n    format: csv"}, "delimiter is one sign"},
		"the column of lines":      {[]string{"{name: crates, type: integer}", "{name: crates, type: integer}\n      - {name: source_line, type: integer}"}, `column "source_line" appears twice, is no name in snake_case, or is one that staging adds`},
		"a table that is not read": {[]string{"name: crates\n", "name: boxes\n"}, "nothing reads staged.apples__boxes"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := datasets.Load(liveTree(c.changes...))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "apples/dataset.yaml:") {
				t.Errorf("findings are %v, want one with %q", err, c.want)
			}
		})
	}
	// Columns of bundled files stand by their own name.
	tree := fstest.MapFS{}
	for _, id := range []string{"codes", "world-bank"} {
		files, err := fs.Glob(datasets.Embedded(), id+"/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(datasets.Embedded(), file)
			if err != nil {
				t.Fatal(err)
			}
			tree[file] = &fstest.MapFile{Data: text}
		}
	}
	text := string(tree["world-bank/dataset.yaml"].Data)
	tree["world-bank/dataset.yaml"].Data = []byte(strings.Replace(text, "{name: series_id, type: text,", "{name: series_id, from: id, type: text,", 1))
	if _, err := datasets.Load(tree); err == nil || !strings.Contains(err.Error(), "from and optional are for live sources") {
		t.Errorf("findings are %v", err)
	}
}

// What is fetched is asked for with limits, and every query for live rows names where a row comes from.
func TestLive_descriptors(t *testing.T) {
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalogue.Datasets {
		for _, l := range d.Live {
			if l.Limits.Bytes == 0 {
				t.Errorf("%s/%s has no limit of bytes of its own", d.ID, l.Name)
			}
		}
		for _, file := range slices.Sorted(maps.Keys(d.LiveSQL)) {
			if !strings.Contains(d.LiveSQL[file], "snapshot_sha256") || !strings.Contains(d.LiveSQL[file], "source_line") {
				t.Errorf("%s: the query for %s does not say where a row comes from", d.ID, file)
			}
		}
	}
}
