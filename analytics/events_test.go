package analytics

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func eventModel(t *testing.T) *Release {
	t.Helper()
	r, done, err := NewEngine(storeOf(t, filepath.Join("testdata", "events.txtar")), load(t)).Acquire("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(done)
	return r
}

func overlay(t *testing.T, r *Release, f Frame, q OverlayQuery) Overlay {
	t.Helper()
	o, err := r.Overlay(t.Context(), f, q)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func ids(events []Event) string {
	var list []string
	for _, e := range events {
		list = append(list, e.ID)
	}
	return strings.Join(list, " ")
}

func TestOverlay(t *testing.T) {
	r := eventModel(t)
	f := frameOf(t, r, "investment", "economies=EU27_2020,US")
	for _, c := range []struct {
		q    OverlayQuery
		want string
		left int
	}{
		{OverlayQuery{Events: "law"}, "member act order ahead", 1}, // only-year has no place, overdue may not have come about
		{OverlayQuery{Events: "law,market,strategy"}, "member act act-month w1 order ahead", 1},
		{OverlayQuery{Events: "market"}, "w1", 0},
		{OverlayQuery{Events: "act"}, "act", 0},
		{OverlayQuery{Chosen: "order"}, "order", 0},
		{OverlayQuery{Chosen: "abroad"}, "abroad", 0},
		{OverlayQuery{Events: "gone,law", Usual: true}, "member act order ahead", 1},
	} {
		if o := overlay(t, r, f, c.q); ids(o.Events) != c.want || o.Left != c.left {
			t.Errorf("%+v: %s and %d left out, want %s and %d", c.q, ids(o.Events), o.Left, c.want, c.left)
		}
	}
	for _, e := range overlay(t, r, f, OverlayQuery{Events: "law"}).Events {
		if planned := e.ID == "ahead"; e.Planned != planned {
			t.Errorf("%s is planned: %v", e.ID, e.Planned)
		}
		if whole := e.ID != "member"; e.Applies != whole {
			t.Errorf("%s applies to all of %s: %v", e.ID, e.Side, e.Applies)
		}
	}
}

func TestOverlay_refusesWhatIsNotThere(t *testing.T) {
	r := eventModel(t)
	f := frameOf(t, r, "investment", "")
	for _, q := range []OverlayQuery{{Events: "festival"}, {Events: "w1"}, {Chosen: "law"}, {Chosen: "w1"}} {
		var invalid *InvalidError
		if _, err := r.Overlay(t.Context(), f, q); !errors.As(err, &invalid) {
			t.Errorf("%+v: %v", q, err)
		} else if q.Events != "" && !slices.Contains(invalid.Allowed, "market") {
			t.Errorf("allowed are %v", invalid.Allowed)
		}
	}
	if _, err := ParseEvents("law;drop"); err == nil {
		t.Error("an event has an id of letters and digits")
	}
	if list, err := ParseEvents(" summit,Law,,law "); err != nil || list != "law,summit" {
		t.Errorf("%q, %v", list, err)
	}
}

// Of many events few are drawn, each apart from the others; those asked for by id stay.
func TestOverlay_thins(t *testing.T) {
	var fit []Event
	for n := range 40 {
		fit = append(fit, Event{ID: fmt.Sprintf("e%02d", n), Kind: "law", Status: "in-force", Side: "US", Applies: true, From: fmt.Sprintf("2024-%02d-%02d", 1+n/4, 1+7*(n%4))})
	}
	r := eventModel(t)
	kept := r.important(fit, []string{"e00"}, "e01", 300*24*60*60*1e9)
	if len(kept) != MostEvents || kept[0].ID != "e00" || kept[1].ID != "e01" {
		t.Fatalf("kept %s", ids(kept))
	}
	for n := 3; n < len(kept); n++ {
		if days := on(kept[n].From).Sub(on(kept[n-1].From)).Hours() / 24; days < 12 {
			t.Errorf("%s is %v days after the one before", kept[n].ID, days)
		}
	}
}

func TestBeforeAfter(t *testing.T) {
	r := eventModel(t)
	f := frameOf(t, r, "investment", "economies=EU27_2020,US,GB,DE")
	o := overlay(t, r, f, OverlayQuery{Chosen: "act"})
	b := r.BeforeAfter(f, o, 2)
	got := map[Code]BeforeAfterLine{}
	for _, line := range b.Lines {
		got[line.Economy] = line
	}
	eu := got["EU27_2020"]
	if b.Refused != "" || eu.Before.Float != 15 || eu.After.Float != 45 || eu.Difference.Float != 30 || eu.Change.Float != 200 || eu.Applies != AppliesYes ||
		eu.BeforeFrom != "2019" || eu.BeforeTo != "2020" || eu.AfterFrom != "2022" || eu.AfterTo != "2023" {
		t.Errorf("10 and 20 before, 40 and 50 after: %+v", eu)
	}
	if us := got["US"]; us.Refused != RefusedFewBefore || us.Applies != AppliesNo {
		t.Errorf("2019 is unknown in the United States: %+v", us)
	}
	if got["GB"].Refused != RefusedUncovered || got["DE"].Applies != AppliesYes {
		t.Errorf("a law of the Union holds in Germany: %+v; nothing is known of Britain: %+v", got["DE"], got["GB"])
	}
	for event, want := range map[string]string{"ahead": RefusedPlanned, "only-year": RefusedYear} {
		if b := r.BeforeAfter(f, overlay(t, r, f, OverlayQuery{Chosen: event}), 1); b.Refused != want || b.Lines != nil {
			t.Errorf("%s: %q, want %q", event, b.Refused, want)
		}
	}
	broken := frameOf(t, r, "investment", "by=sector")
	if b := r.BeforeAfter(broken, o, 1); b.Refused != RefusedBreakdown {
		t.Errorf("a breakdown: %q", b.Refused)
	}
	if b := r.BeforeAfter(f, overlay(t, r, f, OverlayQuery{Chosen: "member"}), 1); b.Lines[0].Applies != AppliesPart {
		t.Errorf("a German law and the Union: %+v", b.Lines[0])
	}
}

func TestWriteEvents(t *testing.T) {
	r := eventModel(t)
	f := frameOf(t, r, "investment", "economies=EU27_2020,US")
	o := overlay(t, r, f, OverlayQuery{Events: "strategy", Chosen: "act"})
	b := r.BeforeAfter(f, o, 2)
	list := EventList{Release: r.ID(), AsOf: f.AsOf, Events: o.Events, BeforeAfter: &b}
	var asCSV, asJSON bytes.Buffer
	if err := errors.Join(WriteEventsCSV(&asCSV, list, f), WriteEventsJSON(&asJSON, list, f)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(asCSV.String()), "\n")
	if len(lines) != 4 || !strings.Contains(lines[1], ",investment,EU27_2020,yes,2,2019,2020,15.00,2022,2023,45.00,30.00,200,EUR,,") || !strings.Contains(lines[3], "act-month") {
		t.Errorf("got %s", asCSV.String())
	}
	if n := list.Lines(f); n != len(lines)-1 {
		t.Errorf("%d lines are said, %d are there", n, len(lines)-1)
	}
	for _, line := range lines {
		if strings.Count(line, ",") != strings.Count(lines[0], ",") {
			t.Errorf("the line has another number of cells than the header: %s", line)
		}
	}
	for _, want := range []string{`"words": "before and after, not because of"`, `"change_percent": 200`, `"refused": "few-before"`, `"before": null`} {
		if !strings.Contains(asJSON.String(), want) {
			t.Errorf("no %s in %s", want, asJSON.String())
		}
	}
}
