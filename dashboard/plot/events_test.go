package plot

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"sextant/analytics"
)

// withEvents lays events over investment from 2015 to 2026.
func withEvents() analytics.Frame {
	f := investment()
	event := func(id string, side analytics.Code, from, until string) analytics.Event {
		return analytics.Event{ID: id, Title: "Law " + id, Kind: "law", Economy: side, Side: side, Dated: from, From: from, Until: until}
	}
	f.Overlay.Events = []analytics.Event{event("one", "US", "2015-01-01", "2015-01-01"), event("two", "EU27_2020", "2020-07-02", "2020-07-02"),
		event("three", "CN", "2020-07-01", "2020-07-31"), event("four", "EU27_2020", "2026-12-31", "2026-12-31")}
	f.Overlay.Events[3].Planned = true
	f.Overlay.Chosen = f.Overlay.Events[1]
	return f
}

func TestDayPart(t *testing.T) {
	quarters := []analytics.Period{"2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"}
	halves := []analytics.Period{"2023-Q4", "2024-Q2"} // thinned: a band is until the next
	for _, c := range []struct {
		periods     []analytics.Period
		from, until string
		want        float64
	}{
		{[]analytics.Period{"2024", "2025"}, "2025-01-01", "2025-01-01", 0.5 + 0.5/730},
		{[]analytics.Period{"2023", "2024"}, "2024-07-01", "2024-07-01", 0.5 + 182.5/732},
		{[]analytics.Period{"2023", "2025"}, "2024-01-01", "2024-12-31", 548.0 / 1462}, // the middle of its second half
		{quarters, "2024-11-01", "2024-11-30", 0.75 + 46.0/368},
		{halves, "2024-01-01", "2024-01-01", 92.5 / 366},
	} {
		if got := dayPart(c.periods, analytics.Event{From: c.from, Until: c.until}); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%s to %s of %v: %v, want %v", c.from, c.until, c.periods, got, c.want)
		}
	}
}

func TestOption_events(t *testing.T) {
	f := withEvents()
	for _, form := range []Form{Line, Bar, StackedBar} {
		for _, width := range []int{320, 760} {
			s := Spec{ID: "x", Form: form, Indicators: []string{"private-investment"}}
			option, err := Option(s, f, nil, printer(t, "en"), Options{Width: width})
			if err != nil {
				t.Fatal(err)
			}
			var drawn struct {
				Graphic []struct {
					Type  string
					Shape struct{ X1, X2, Y1, Y2 float64 }
					Style struct {
						Stroke    string
						LineDash  []int
						LineWidth float64
						Text      string
						X         float64
					}
				}
			}
			if err := json.Unmarshal(option, &drawn); err != nil {
				t.Fatal(err)
			}
			strokes, dashed, thick := 0, 0, 0
			for _, g := range drawn.Graphic {
				if g.Type != "line" || g.Shape.X1 != g.Shape.X2 || g.Style.Stroke == Colours(Light).Muted {
					continue
				}
				strokes++
				if g.Style.LineDash != nil {
					dashed++
				}
				if g.Style.LineWidth > 1 {
					thick++
				}
				if g.Shape.X1 < 0 || g.Shape.X1 > float64(width) || g.Shape.Y1 < 0 || g.Shape.Y1 >= g.Shape.Y2 {
					t.Errorf("%s at %d: a stroke outside the drawing: %+v", form, width, g.Shape)
				}
			}
			if strokes != 4 || dashed != 1 || thick != 1 {
				t.Errorf("%s at %d: %d strokes, %d dashed, %d thick", form, width, strokes, dashed, thick)
			}
		}
	}
}

func TestEvents_onlyOverTime(t *testing.T) {
	f := withEvents()
	for form, want := range map[Form]int{Line: 4, Bar: 4, StackedBar: 4, Table: 0, Slope: 0, Scorecard: 0} {
		if got := Events(Spec{Form: form}, f); len(got) != want {
			t.Errorf("%s draws %d events", form, len(got))
		}
	}
	if got := Events(Spec{Form: Bar, View: View{Orientation: "horizontal"}}, f); got != nil {
		t.Errorf("lying bars draw %v", got)
	}
	alt := Alt(Spec{Form: Line}, f, nil, printer(t, "en"))
	for _, want := range []string{"1 Law one, 1\u00a0January\u00a02015 (United States)", "4 Law four, planned for"} {
		if !strings.Contains(strings.ReplaceAll(alt, "\u00a0", " "), strings.ReplaceAll(want, "\u00a0", " ")) {
			t.Errorf("no %q in %s", want, alt)
		}
	}
}
