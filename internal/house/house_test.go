package house

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

var rules = map[string]Rule{
	"imports": Imports, "documented": Documented, "sizes": Sizes, "layout": Layout, "words": Words, "sql": SQL,
	"dependencies": Dependencies, "settings": Settings, "lockfile": Lockfile,
}

func TestTree(t *testing.T) {
	tree := os.DirFS("../..")
	for name, rule := range rules {
		t.Run(name, func(t *testing.T) {
			found, err := rule(tree)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				t.Error(f)
			}
		})
	}
}

// TestRules runs each rule over a small tree that breaks it: the archive's comment lists the findings, one a line.
func TestRules(t *testing.T) {
	cases, err := fs.Glob(os.DirFS("testdata"), "*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range cases {
		name := strings.TrimSuffix(file, ".txtar")
		seen[name] = true
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile("testdata/" + file)
			if err != nil {
				t.Fatal(err)
			}
			tree := fstest.MapFS{}
			for _, f := range archive.Files {
				tree[f.Name] = &fstest.MapFile{Data: apart(f.Data)}
			}
			found, err := rules[name](tree)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, f := range found {
				lines = append(lines, f.String())
			}
			got, want := strings.Join(lines, "\n"), strings.TrimSpace(string(apart(archive.Comment)))
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	for name := range rules {
		if name != "sizes" && !seen[name] {
			t.Errorf("rule %s has no tree that breaks it", name)
		}
	}
}

func TestSizes_tooLong(t *testing.T) {
	long := "package p\n\nfunc f() {\n" + strings.Repeat("\t_ = 0\n", 600) + "}\n"
	found, err := Sizes(fstest.MapFS{"p/p.go": {Data: []byte(long)}})
	if err != nil || len(found) != 2 {
		t.Fatalf("got %v, %v; want the file and the function", found, err)
	}
}

func TestRun_isMakeTest(t *testing.T) {
	script := "../../.ci/run"
	info, err := os.Stat(script)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode()&0o111 == 0 {
		t.Error(".ci/run cannot be executed")
	}
	text, _ := os.ReadFile(script)
	if !strings.Contains(string(text), "make test") {
		t.Error(".ci/run does not run make test")
	}
}

// apart joins words that the archives write with an @, so that the archives do not break the rules they test.
func apart(text []byte) []byte { return bytes.ReplaceAll(text, []byte("@"), nil) }
