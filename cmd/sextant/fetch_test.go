package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sextant/ingest/upstreamtest"
)

// liveTree is a small tree with two datasets that are fetched, whose publishers do not mind haste.
func liveTree(t *testing.T) string {
	t.Helper()
	dir := smallTree(t, "exchange-rates", "world-bank")
	for _, id := range []string{"exchange-rates", "world-bank"} {
		file := filepath.Join(dir, id, "dataset.yaml")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text = []byte(strings.ReplaceAll(string(text), "limits: {", "limits: {every: 1ms, "))
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What a run says and how it ends: new bytes, the same bytes, a publisher that fails, one of them only, none.
func TestRun_fetch(t *testing.T) {
	upstream := upstreamtest.New()
	t.Cleanup(upstream.Close)
	t.Setenv("SEXTANT_DATA", t.TempDir())
	t.Setenv("SEXTANT_DATASETS", liveTree(t))
	t.Setenv("SEXTANT_BASE_URL", "https://sextant.example") // what readers see, and nothing of ours
	t.Setenv(allowLoopback, "true")
	args := []string{"ingest", "--quiet", "--contact", "https://sextant.example; data@sextant.example",
		"--base-url", "exchange-rates=" + upstream.URL, "--base-url", "world-bank=" + upstream.URL}
	const ecb = "/stats/eurofxref/eurofxref-hist.zip"
	steps := []struct {
		before func()
		args   []string
		code   int
		want   []string
	}{
		{nil, args, exitDone, []string{"new: world-bank/population, ", "11 sources: 11 new, 0 unchanged, 0 stale", "published: 5 datasets"}},
		{nil, args, exitUnchanged, []string{"unchanged: exchange-rates/daily, ", "nothing new", "11 sources: 0 new, 11 unchanged, 0 stale"}},
		{nil, []string{"ingest", "--offline", "--quiet"}, exitUnchanged, []string{"nothing new"}},
		{func() { upstream.Break(ecb, upstreamtest.HTML) }, args, exitUnchanged,
			[]string{"stale fetch: exchange-rates/daily: ", "a page of HTML or XML, not a zip archive", "11 sources: 0 new, 10 unchanged, 1 stale"}},
		{func() { upstream.Revise() }, append(args, "world-bank"), exitDone, []string{"10 sources: 10 new, 0 unchanged, 0 stale"}},
		{func() { t.Setenv(allowLoopback, "") }, args, exitUnchanged, []string{"is not https", "11 sources: 0 new, 0 unchanged, 11 stale"}},
	}
	for i, s := range steps {
		if s.before != nil {
			s.before()
		}
		code, out, log := sextant(t, s.args...)
		if code != s.code {
			t.Fatalf("step %d: exit code %d, want %d:\n%s%s", i, code, s.code, out, log)
		}
		for _, want := range s.want {
			if !strings.Contains(log, want) {
				t.Errorf("step %d: no %q in:\n%s", i, want, log)
			}
		}
	}
}
