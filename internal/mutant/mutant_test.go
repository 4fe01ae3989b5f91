package mutant

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// small writes the module of an archive into a folder.
func small(t *testing.T) string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "small.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTry(t *testing.T) {
	dir := small(t)
	mutants, err := read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []struct{ by, err string }{
		{by: "TestMean"}, {err: "the tests pass"}, {err: "does not compile"}, {by: "TestMean"},
	} {
		by, err := mutants[n].try(t, dir)
		if by != want.by || (err == nil) != (want.err == "") || err != nil && !strings.Contains(err.Error(), want.err) {
			t.Errorf("%s: noticed by %q, %v; want %+v", mutants[n].to, by, err, want)
		}
	}
	if got := untouched(dir, mutants); !slices.Equal(got, []string{"small.go: Idle"}) {
		t.Errorf("untouched: %v", got)
	}
}

func TestRead_refuses(t *testing.T) {
	dir := small(t)
	for line, want := range map[string]string{
		"small.go\tsum":                       "one tab",
		"small.go\tsum\tsum":                  "one tab",
		"small.go\tsum\ttotal":                "stands 4 times",
		"small.go\tproduct\ttotal":            "stands 0 times",
		"small_test.go\tsum\ttotal":           "no code",
		"../small.go\tsum\ttotal":             "no code",
		"other.go\tsum\ttotal":                "no such file",
		"small.go\t+= x\t-= x\n#\n" + twice:   "stands above",
		"small.go\t+= x\t-= x\t# of a reason": "one tab",
	} {
		if err := os.WriteFile(filepath.Join(dir, list), []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := read(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", line, err, want)
		}
	}
}

const twice = "small.go\t+= x\t-= x"
