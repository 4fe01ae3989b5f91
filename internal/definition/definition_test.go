package definition

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

type fruit struct {
	Title  string
	Since  string
	Count  int
	Sweet  *bool
	Parts  []part
	Names  map[string]string
	Lines  []string
	Hidden string `yaml:"-"`
	Long   string `yaml:"long_name"`
}

type part struct{ Name, Kind string }

func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestLoad(t *testing.T) {
	fsys := tree(map[string]string{
		"fruits/red-apple.yaml": `title: Apple
since: 2018
count: 3
sweet: true
parts:
  - name: core
    kind: inner
  - {name: skin, kind: outer}
names: {de: Apfel, fr: Pomme}
lines:
  - "a: b"
  - |
    two
    lines
long_name: yes
`,
		"fruits/fig.yaml":  "title: Fig\n",
		"other/notes.yaml": "nonsense: 1\n",
	})
	all, err := Load[fruit](fsys, "fruits/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].ID != "fig" || all[1].ID != "red-apple" {
		t.Fatalf("ids: %+v", all)
	}
	yes := true
	want := fruit{Title: "Apple", Since: "2018", Count: 3, Sweet: &yes,
		Parts: []part{{"core", "inner"}, {"skin", "outer"}}, Names: map[string]string{"de": "Apfel", "fr": "Pomme"},
		Lines: []string{"a: b", "two\nlines\n"}, Long: "yes"}
	if !reflect.DeepEqual(all[1].Value, want) {
		t.Errorf("got %+v, want %+v", all[1].Value, want)
	}
	for _, c := range []struct {
		place []any
		line  int
	}{
		{nil, 1}, {[]any{"count"}, 3}, {[]any{"parts", 0, "kind"}, 7}, {[]any{"parts", 1, "kind"}, 8},
		{[]any{"parts", 9}, 6}, {[]any{"absent"}, 1}, {[]any{"lines", 1}, 12},
	} {
		if got := all[1].Finding("x", c.place...).Line; got != c.line {
			t.Errorf("line of %v = %d, want %d", c.place, got, c.line)
		}
	}
}

func TestLoad_idsFromFolders(t *testing.T) {
	all, err := Load[map[string]string](tree(map[string]string{"b/dataset.yaml": "a: b", "a/dataset.yaml": "a: c"}), "*/dataset.yaml")
	if err != nil || len(all) != 2 || all[0].ID != "a" || all[1].ID != "b" || all[0].Value["a"] != "c" {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestLoad_json(t *testing.T) {
	all, err := Load[struct {
		Files map[string]struct{ Bytes int }
	}](
		tree(map[string]string{"a/receipt.json": "{\n \"files\": {\"x.csv\": {\"bytes\": 12}}\n}\n"}), "*/receipt.json")
	if err != nil || all[0].Value.Files["x.csv"].Bytes != 12 {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestLoad_allProblemsAtOnce(t *testing.T) {
	fsys := tree(map[string]string{
		"a.yaml":  "title: A\ntitel: B\ncount: many\nparts:\n  - name: x\n    colour: red\nlines: one\nnames: [x]\n",
		"b.yaml":  "title: [1, 2]\n",
		"c.yaml":  "title: x\ntitle: y\n",
		"d.yaml":  "title: &x y\nlong_name: *x\n",
		"E_.yaml": "title: x\n",
		"f.yaml":  "title: \"open\n",
		"g.yaml":  "",
		"h.yaml":  "title: a\n---\ntitle: b\n",
		"i.yaml":  "hidden: x\n",
		"j.yaml":  "- x\n",
		"k.yaml":  "title: fine\n",
	})
	all, err := Load[fruit](fsys, "*.yaml")
	var found Findings
	if !errors.As(err, &found) {
		t.Fatalf("error is %T: %v", err, err)
	}
	if len(all) != 1 || all[0].ID != "k" {
		t.Errorf("sound definitions: %+v", all)
	}
	for _, want := range []string{
		`a.yaml:2: unknown key "titel"`, `a.yaml:3: `, `a.yaml:6: unknown key "colour"`, `a.yaml:7: a list is wanted`,
		`a.yaml:8: a mapping of keys`, `b.yaml:1: a single value`, `c.yaml:2: `, `d.yaml:1: anchors`, `d.yaml:2: anchors`,
		`E_.yaml: "E_" cannot be an id`, `f.yaml:1: `, `g.yaml: one document`, `h.yaml: one document`, `i.yaml:1: unknown key "hidden"`, `j.yaml:1: a mapping`,
	} {
		if !strings.Contains("\n"+err.Error(), "\n"+want) {
			t.Errorf("no finding %q in:\n%v", want, err)
		}
	}
}

func TestFindings_Err(t *testing.T) {
	if err := (Findings{}).Err(); err != nil {
		t.Errorf("no findings are an error: %v", err)
	}
	err := Findings{{"b", 1, "z"}, {"a", 2, "y"}, {"a", 1, "x"}}.Err()
	if got := err.Error(); got != "a:1: x\na:2: y\nb:1: z" {
		t.Errorf("order: %q", got)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("title: x\nparts: [{name: a}]\n")
	f.Add("? a\n: b\n")
	f.Add("<<: {a: b}\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = Load[fruit](tree(map[string]string{"a.yaml": text}), "*.yaml")
	})
}
