package dashboard

import (
	"strings"
	"testing"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// hostile is a name as an upstream could write it.
const hostile = `</script><img src=x onerror=alert(1)>"'=HYPERLINK("x")` + "\u202e"

func TestPages_escapeNamesOfStrangers(t *testing.T) {
	p, err := locale.New("en")
	if err != nil {
		t.Fatal(err)
	}
	all, err := newPages(map[string]*locale.Printer{"en": p})
	if err != nil {
		t.Fatal(err)
	}
	row := fact{ID: hostile, Label: hostile, Note: hostile, Dated: hostile, Dataset: hostile, SourceHost: hostile, SourceURL: "https://x.example/" + hostile}
	page := &rowsPage{Heading: hostile, Facts: &facts{Rows: []fact{row}}, chrome: chrome{Lang: "en", Title: hostile, Description: hostile}}
	if page.LD, err = linked(map[string]string{"name": hostile}); err != nil {
		t.Fatal(err)
	}
	b, err := all.page("en", "rows", page)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(b), "</script>"); n != 1 {
		t.Errorf("%d scripts end, want the page's own", n)
	}
	if strings.Contains(string(b), "<img") {
		t.Error("a name became markup")
	}
}

func TestWeb_takesNoOtherSchemes(t *testing.T) {
	for address, want := range map[string]bool{"https://example.eu/a": true, "http://example.eu": true, "javascript:alert(1)": false,
		"data:text/html,x": false, "//example.eu": false, "/en/": false, "https:": false, "": false} {
		if web(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
}

func TestPicture_escapesTitles(t *testing.T) {
	if text := xmlText(hostile); strings.ContainsAny(text, "<>") {
		t.Error(text)
	}
}

func TestFigure_knowsTheRunningPeriod(t *testing.T) {
	f := figure{frame: analytics.Frame{AsOf: "2026-11-23"}}
	for period, want := range map[analytics.Period]bool{"2025": false, "2026": true, "2026-Q3": false, "2026-Q4": true, "all": false} {
		if f.running(period) != want {
			t.Errorf("%s: running %v", period, !want)
		}
	}
}
