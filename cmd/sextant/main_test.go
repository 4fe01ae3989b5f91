package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sextant/datasets"
)

// sextant runs a command line and returns the exit code and what it printed.
func sextant(t *testing.T, args ...string) (code int, out, log string) {
	t.Helper()
	var o, l bytes.Buffer
	code = run(t.Context(), args, &o, &l)
	return code, o.String(), l.String()
}

// smallTree writes a few bundled datasets to a folder, of which a release builds fast.
func smallTree(t *testing.T, more ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, id := range append([]string{"codes", "policy-events", "oss-projects"}, more...) {
		sub, err := fs.Sub(datasets.Embedded(), id)
		if err == nil {
			err = os.CopyFS(filepath.Join(dir, id), sub)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRun_usage(t *testing.T) {
	for _, args := range [][]string{
		{"nonsense"}, {"--nonsense"}, {"ingest", "--offline", "x"}, {"ingest", "codes"}, {"ingest", "--base-url", "x"}, {"ingest", "--accept", "x"}, {"release", "nonsense"}, {"release", "show", "a", "b"},
		{"release", "prune", "--keep", "0"}, {"query"}, {"query", "nonsense"}, {"query", "investment", "x"}, {"query", "investment", "from=never"},
		{"query", "investment", "--format", "xml"}, {"serve", "x"},
		{"serve", "--ingest-every", "1ms"}, {"serve", "--ingest-every", "1h", "--upstream", "x"},
	} {
		code, _, log := sextant(t, append(args, "--data", t.TempDir())...)
		if code != exitUsage || !strings.Contains(log, "--help") {
			t.Errorf("%v: exit code %d, %s", args, code, log)
		}
	}
	t.Setenv("SEXTANT_KEEP", "many")
	if code, _, log := sextant(t, "release", "prune", "--data", t.TempDir()); code != exitUsage || !strings.Contains(log, "SEXTANT_KEEP") {
		t.Errorf("a wrong environment variable: exit code %d, %s", code, log)
	}
}

func TestRun_help(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"ingest", "--help"}, {"serve", "--help"}, {"release", "--help"}, {"query", "--help"}, {"--version"}, {"release"}, nil} {
		if code, out, log := sextant(t, args...); code != exitDone || out == "" {
			t.Errorf("%v: exit code %d, %q, %s", args, code, out, log)
		}
	}
}

func TestRun_lint(t *testing.T) {
	if code, out, log := sextant(t, "lint"); code != exitDone || !strings.Contains(log, "no problem") {
		t.Errorf("exit code %d, %s%s", code, out, log)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "x", "dataset.yaml"), []byte("titel: X\ncadence: daily\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ := sextant(t, "lint", "--datasets", dir)
	if code != exitFailed || !strings.Contains(out, `x/dataset.yaml:1: unknown key "titel"`) {
		t.Errorf("exit code %d, %s", code, out)
	}
}

// A release's life: built, not built again, changed, compared, verified, rolled back, pruned; asked in between.
func TestRun_release(t *testing.T) {
	tree := smallTree(t)
	t.Setenv("SEXTANT_DATA", t.TempDir())
	t.Setenv("SEXTANT_DATASETS", tree)
	ingest := []string{"ingest", "--offline"}
	steps := []struct {
		args []string
		code int
		want string // in what is printed
	}{
		{[]string{"query", "population"}, exitFailed, "no release"},
		{append(ingest, "--dry-run"), exitDone, "not published (dry run)"},
		{[]string{"release", "show"}, exitFailed, "no release"},
		{ingest, exitDone, "release 2026-11-23.1 published: 3 datasets"},
		{ingest, exitUnchanged, "nothing new"},
		{[]string{"release", "diff"}, exitFailed, "no release before"},
		{[]string{"release", "list"}, exitDone, "current"},
		{[]string{"release", "show", "2026-11-23.1"}, exitDone, "policy_event"},
		{[]string{"release", "show", "2026-11-23.9"}, exitFailed, "no such release"},
		{[]string{"release", "verify"}, exitDone, "is sound"},
		{[]string{"query", "oss-projects", "--format", "csv", "economies=US"}, exitDone, "indicator,economy,"},
		{[]string{"query", "oss-projects", "--format", "json", "economies=US"}, exitDone, `"US"`},
		{[]string{"query", "oss-projects"}, exitDone, "source oss-projects: "},
		{[]string{"release", "rollback"}, exitFailed, "no such release"},
	}
	for _, s := range steps {
		code, out, log := sextant(t, s.args...)
		if code != s.code || !strings.Contains(out+log, s.want) {
			t.Fatalf("%v: exit code %d, want %d and %q in:\n%s%s", s.args, code, s.code, s.want, out, log)
		}
	}
	t.Run("second", func(t *testing.T) { testSecondRelease(t, filepath.Join(tree, "policy-events")) })
}

func testSecondRelease(t *testing.T, events string) {
	// Without its receipt the changed file would not match; without one it is refused.
	file := filepath.Join(events, "events.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte("AI Action Summit, Paris"), []byte("AI Action Summit in Paris"), 1)
	if err := os.WriteFile(file, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, log := sextant(t, "ingest", "--offline"); code != exitFailed || !strings.Contains(log, "the receipt says") {
		t.Fatalf("changed bytes: exit code %d, %s", code, log)
	}
	writeReceipt(t, events, changed)
	for _, s := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"ingest", "--offline", "--quiet"}, exitDone, "release 2026-11-23.2 published"},
		{[]string{"release", "diff"}, exitDone, "label: AI Action Summit, Paris → AI Action Summit in Paris"},
		{[]string{"release", "diff", "2026-11-23.2", "2026-11-23.1"}, exitDone, "label: AI Action Summit in Paris → AI Action Summit, Paris"},
		{[]string{"release", "rollback"}, exitDone, "release 2026-11-23.1 is current"},
		{[]string{"release", "prune", "--keep", "1"}, exitDone, "0 releases removed"},
		{[]string{"release", "rollback", "2026-11-23.2"}, exitDone, "release 2026-11-23.2 is current"},
		{[]string{"release", "prune", "--keep", "1"}, exitDone, "1 releases removed"},
	} {
		code, out, log := sextant(t, s.args...)
		if code != s.code || !strings.Contains(out+log, s.want) {
			t.Fatalf("%v: exit code %d, want %d and %q in:\n%s%s", s.args, code, s.code, s.want, out, log)
		}
	}
}

func writeReceipt(t *testing.T, dir string, events []byte) {
	t.Helper()
	sum := sha256.Sum256(events)
	text := fmt.Sprintf(`{"files": {"events.csv": {"url": "/datasets/policy-events.json", "sha256": "%x", "bytes": %d, "fetched_on": "2026-11-23"}}}`, sum, len(events))
	if err := os.WriteFile(filepath.Join(dir, "receipt.json"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
