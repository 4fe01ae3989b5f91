package main

import (
	"strings"
	"testing"

	"sextant/ingest"
)

// A look stands in columns, whatever came of it.
func TestLookLine(t *testing.T) {
	for want, l := range map[string]ingest.Look{
		"+ new       world-bank/gdp                                            26.1 kB       128 rows  (2 columns not taken)":  {Dataset: "world-bank", Source: "gdp", Outcome: ingest.Renewed, Bytes: 26078, Rows: 128, Passed: []string{"a", "b"}},
		"= unchanged cordis/horizon_project                                   412.0 MB     98000 rows":                         {Dataset: "cordis", Source: "horizon_project", Outcome: ingest.Unchanged, Bytes: 412_000_000, Rows: 98000},
		"! stale     exchange-rates/daily                                          0 B         0 rows  the server answers 503": {Dataset: "exchange-rates", Source: "daily", Outcome: ingest.Stale, Reason: "the server answers 503"},
	} {
		if got := lookLine(l); got != want {
			t.Errorf("got\n%s, want\n%s", got, want)
		}
	}
}

// One answer is told by its size, several by their sum; a download that begins anew is another answer.
func TestTraffic(t *testing.T) {
	var one traffic
	for _, c := range []struct {
		url         string
		done, total int64
		want        string
	}{
		{"a", 500, 2000, "500 B of 2.0 kB"}, {"a", 2000, 2000, "2.0 kB of 2.0 kB"}, {"b", 1000, -1, "3.0 kB in 2 answers"}, {"b", 1500, -1, "3.5 kB in 2 answers"},
		{"b", 100, -1, "3.6 kB in 3 answers"},
	} {
		if got := one.received(c.url, c.done, c.total); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.url, c.done, got, c.want)
		}
	}
	if got := (&traffic{}).received("a", 7, -1); got != "7 B" {
		t.Errorf("unknown size: %q", got)
	}
}

// Where there is no terminal, a step of each kind is a line, and so is each source.
func TestProgress_plain(t *testing.T) {
	var log strings.Builder
	p := newProgress(&log)
	p.step(ingest.Step{Name: "fetch", Subject: "a/b", Done: 1, Total: 2})
	p.bytes("https://example.org/x?y", 10, 20)
	p.looked(ingest.Look{Dataset: "a", Source: "b", Outcome: ingest.Renewed, Bytes: 10, Rows: 1})
	p.step(ingest.Step{Name: "fetch", Subject: "a/c", Done: 2, Total: 2})
	p.done()
	if want := "fetch…\nnew: a/b, 10 bytes, 1 rows\n"; log.String() != want {
		t.Errorf("got %q, want %q", log.String(), want)
	}
}
