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
		"pages without an end":     {[]string{"format: csv", "pages: {by: page, parameter: page}\n    format: json"}, "pages need most"},
		"pages by nothing known":   {[]string{"format: csv", "pages: {by: hand, most: 1}\n    format: csv"}, `pages by "hand"`},
		"pages without parameter":  {[]string{"format: csv", "pages: {by: cursor, most: 1, next: n}\n    format: csv"}, "the name of a parameter"},
		"a cursor from nowhere":    {[]string{"format: csv", "pages: {by: cursor, most: 1, parameter: c}\n    format: csv"}, "pages by cursor need next"},
		"pages of a table":         {[]string{"format: csv", "pages: {by: page, most: 1, parameter: p}\n    format: csv"}, "pages are for json"},
		"pages by nothing":         {[]string{"format: csv", "pages: {most: 1}\n    format: json"}, "pages need by"},
		"offsets without a size":   {[]string{"format: csv", "pages: {by: offset, most: 1, parameter: o}\n    format: json"}, "offset need size"},
		"a text by page":           {[]string{"format: csv", "body: select\n    body_type: text\n    pages: {by: page, most: 1, parameter: p}\n    format: ndjson"}, "a text is paged by offset"},
		"each without values":      {[]string{"format: csv", "each: {name: tree}\n    format: csv"}, "each needs values"},
		"each of no file":          {[]string{"format: csv", "each: {name: tree, file: trees.csv, column: tree}\n    format: csv"}, "each needs values"},
		"each that fills nothing":  {[]string{"format: csv", "each: {name: tree, values: [a]}\n    format: csv"}, "{tree} stands neither"},
		"a place without a value":  {[]string{"crates.zip", "crates.zip?tree={tree}"}, "{tree} is filled by nothing"},
		"a value into a text":      {[]string{"format: csv", "body: \"select {tree}\"\n    body_type: text\n    each: {name: tree, values: [a]}\n    format: ndjson"}, "only if a pattern"},
		"a value off its pattern":  {[]string{"crates.zip", "{tree}.zip", "format: csv", "each: {name: tree, values: [a-b], pattern: \"[a-z]\"}\n    format: csv"}, "does not match the pattern"},
		"a pattern that is none":   {[]string{"crates.zip", "{tree}.zip", "format: csv", "each: {name: tree, values: [a], pattern: \"[\"}\n    format: csv"}, "no regular expression"},
		"another server":           {[]string{"example.org/crates.zip", "{tree}.example.org/", "format: csv", "each: {name: tree, values: [a]}\n    format: csv"}, "no https address"},
		"a name with a meaning":    {[]string{"crates.zip", "{to}.zip", "format: csv", "each: {name: to, values: [a]}\n    format: csv"}, "has another meaning"},
		"together without join":    {[]string{"crates.zip", "{tree}.zip", "format: csv", "each: {name: tree, values: [a], join: x}\n    format: csv"}, "join is for several"},
		"absent without each":      {[]string{"format: csv", "absent: [404]\n    format: csv"}, "absent needs each"},
		"absent that may pass":     {[]string{"crates.zip", "{tree}.zip", "format: csv", "absent: [429]\n    each: {name: tree, values: [a]}\n    format: csv"}, "does not say that there is nothing"},
		"a column of no value":     {[]string{"from: Date", "from: \"@tree\""}, "has no single value"},
		"windows without a span":   {[]string{"format: csv", "windows: {start: 2020-01-01}\n    format: csv"}, "windows need a span"},
		"windows without a start":  {[]string{"crates.zip", "{from}-{to}.zip", "format: csv", "windows: {span: month}\n    format: csv"}, "windows need start"},
		"windows that ask nothing": {[]string{"format: csv", "windows: {start: 2020-01-01, span: month}\n    format: csv"}, "{from} stands neither"},
		"a layout without days":    {[]string{"crates.zip", "{from}-{to}.zip", "format: csv", "windows: {start: 2020-01-01, span: month, layout: 2006-01}\n    format: csv"}, "does not write day"},
		"a count without a cap":    {[]string{"crates.zip", "{from}-{to}.zip", "format: csv", "windows: {start: 2020-01-01, span: month, count: n}\n    format: csv"}, "need a cap"},
		"a split of nothing":       {[]string{"crates.zip", "{from}-{to}.zip", "format: csv", "windows: {start: 2020-01-01, span: month, cap: 5, split: [{name: kind, values: [a, b]}]}\n    format: csv"}, "{kind} must be the value of a parameter"},
		"a header of ours":         {[]string{"format: csv", "headers: {cookie: x}\n    format: csv"}, "none that a source may set"},
		"a secret in the file":     {[]string{"format: csv", "secret: {header: Authorization, env: abc-def}\n    format: csv"}, "in env the name of a variable"},
		"a control of nothing":     {[]string{"format: csv", "control: {body: \"{}\"}\n    format: csv"}, "control needs count"},
		"optional without member":  {[]string{"member: \"crates*.csv\"", "optional: true"}, "optional is for a member"},
		"a sheet of a csv":         {[]string{"format: csv", "sheet: x\n    format: csv"}, "sheet is for xlsx"},
		"instead of pages":         {[]string{"format: csv", "instead: [\"https://example.org/b\"]\n    pages: {by: link, most: 2}\n    format: json"}, "instead is for"},
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

// Everything that the language has, in one source.
func TestLoad_liveLanguage(t *testing.T) {
	tree := liveTree("crates.zip", "crates?kind={kind}", `    member: "crates*.csv"
    limits: {connect: 5s, every: 2m, bytes: 1000}
    format: csv
    missing: ["-"]
    melt: {name: sort, value: crates}
`, `    body: "select '{tree}' from {from} to {to} limit {limit} offset {offset}"
    body_type: text
    headers: {Accept: text/plain}
    secret: {header: Authorization, prefix: "Bearer ", env: ORCHARD_TOKEN}
    each: {name: tree, values: [a, b], together: 2, join: "','", pattern: "[a-z]+"}
    windows: {start: 2020-01-01, span: month, layout: "01/02/2006", overlap: 1, settled: 45, cap: 60, split: [{name: kind, values: [red, green]}]}
    pages: {by: offset, size: 900, until_empty: true, most: 9, failed: broken}
    control: {body: "select count() from {from} to {to} where '{tree}'", count: n}
    absent: [404]
    same: true
    limits: {bytes: 1000}
    format: ndjson
`)
	c, err := datasets.Load(tree)
	if err != nil {
		t.Fatal(err)
	}
	l := c.Datasets[0].Live[0]
	if l.Each.Together != 2 || l.Windows.Split[0].Values[1] != "green" || !l.Pages.UntilEmpty || l.Secret.Env != "ORCHARD_TOKEN" || l.Absent[0] != 404 || !l.Same {
		t.Errorf("live source is %+v", l)
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
