package plot

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"sextant/analytics"
)

// collaboration is weights between four economies with what size lets expect of them: one pair is known in one direction only, one is
// not printed in the last year, and one has far less than expected.
func collaboration() analytics.Frame {
	codes := []analytics.Code{"EU27_2020", "GB", "US", "CN"}
	f := analytics.Frame{
		Release: "2026-11-23.1", AsOf: "2026-11-23", Economies: codes, EconomyNames: names, Codes: codes, CodeNames: names, Dimension: "partner",
		Periods: []analytics.Period{"2023", "2024"},
		Series: []analytics.Series{
			{Indicator: "collaboration", Title: "Code collaboration", Unit: analytics.Unit{Code: "contributions"}},
			{Indicator: "collaboration-expected", Title: "Code collaboration against expectation", Unit: analytics.Unit{Code: "times expected"}},
		},
	}
	weights := [][]float64{{nan, 300, 2000, 20}, {280, nan, 500, 8}, {900, 100, nan, 60}, {nan, 4, 50, nan}}
	ratios := [][]float64{{nan, 1.5, 1, 0.2}, {1.4, nan, 0.9, 0.4}, {0.9, 0.8, nan, 2}, {nan, 0.5, 1.2, nan}}
	for n, matrix := range [][][]float64{weights, ratios} {
		for i, from := range codes {
			for _, p := range f.Periods {
				for j, to := range codes {
					v := matrix[i][j]
					if p == "2024" && from == "CN" && to == "GB" {
						v = nan
					}
					f.Observations = append(f.Observations, observe(f.Series[n].Indicator, from, p, to, v))
				}
			}
		}
	}
	return f
}

// A graph is what a test reads of a network's option.
type graph struct {
	Series []struct {
		Layout string
		Data   []struct {
			Name, Tip  string
			X, Y       float64
			SymbolSize float64
		}
		Links []struct {
			Source, Target, Tip, Rows string
			Value                     float64
			LineStyle                 struct {
				Width float64
				Color string
				Type  any
			}
		}
		Left, Top, Width, Height float64
	}
	Graphic []struct {
		Type  string
		Style struct {
			Text      string
			X, Y      float64
			TextAlign string
		}
	}
}

func drawn(t *testing.T, f analytics.Frame, o Options) graph {
	t.Helper()
	var g graph
	if err := json.Unmarshal(encoded(t, sample{spec: Spec{ID: "network", Form: Network}, frame: f}, o), &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestNetwork_pairs(t *testing.T) {
	s := drawn(t, collaboration(), Options{}).Series[0]
	if s.Layout != "none" || len(s.Data) != 4 || len(s.Links) != 6 {
		t.Fatalf("%s: %d economies, %d pairs", s.Layout, len(s.Data), len(s.Links))
	}
	first := s.Links[0]
	if first.Source != "EU27_2020" || first.Target != "US" || first.Value != 2900 || first.LineStyle.Width != 18 || first.LineStyle.Color != Colours(Light).EU {
		t.Errorf("the heaviest pair is %+v", first)
	}
	if first.LineStyle.Type != nil { // 2900 / (2000 + 1000)
		t.Errorf("as expected, and dashed: %+v", first.LineStyle)
	}
	if first.Rows != "code=US&economy=EU27_2020&indicator=collaboration&period=2024" || !strings.Contains(first.Tip, "0.967") {
		t.Errorf("rows %s, tip %q", first.Rows, first.Tip)
	}
	for _, link := range s.Links {
		pair := link.Source + " " + link.Target
		dashed := link.LineStyle.Type != nil
		if want := pair == "EU27_2020 CN" || pair == "GB CN"; dashed && !want {
			t.Errorf("%s is dashed", pair)
		}
		if strings.Contains(link.Tip, "both ways") == (pair == "EU27_2020 CN" || pair == "GB CN") {
			t.Errorf("%s: a sum of one direction: %q", pair, link.Tip)
		}
		if link.LineStyle.Width < 0.8 {
			t.Errorf("%s is %v thin", pair, link.LineStyle.Width)
		}
	}
}

// Places are pixels: the box that ECharts fits the economies into is their own.
func TestNetwork_placesAreFixed(t *testing.T) {
	for _, o := range []Options{{}, {Width: 320}, {Width: 320, Height: 300}} {
		s := drawn(t, collaboration(), o).Series[0]
		x, y := []float64{}, []float64{}
		for _, k := range s.Data {
			x, y = append(x, k.X), append(y, k.Y)
			if w := math.Max(float64(o.Width), 320); o.Width > 0 && (k.X-k.SymbolSize/2 < 0 || k.X+k.SymbolSize/2 > w) {
				t.Errorf("%d: %s at %v", o.Width, k.Name, k.X)
			}
		}
		if s.Left != slices.Min(x) || s.Top != slices.Min(y) || math.Abs(s.Left+s.Width-slices.Max(x)) > 1e-9 || math.Abs(s.Top+s.Height-slices.Max(y)) > 1e-9 {
			t.Errorf("%d: the box is %v %v %v %v", o.Width, s.Left, s.Top, s.Width, s.Height)
		}
		if s.Data[0].Name != "EU27_2020" || s.Data[0].Y != slices.Min(y) {
			t.Errorf("%d: the first asked for is not at the top", o.Width)
		}
	}
}

// Names stay on the drawing and do not lie over each other, with as many as nine economies.
func TestNetwork_namesDoNotMeet(t *testing.T) {
	f := collaboration()
	for _, code := range []analytics.Code{"FR", "DE", "SE", "NL", "ES"} {
		f.Economies = append(f.Economies, code)
		f.Observations = append(f.Observations, observe("collaboration", code, "2024", "US", 40), observe("collaboration", code, "2023", "US", 40))
	}
	for _, w := range []int{320, 760} {
		type box struct{ left, right, y float64 }
		var names []box
		g := drawn(t, f, Options{Width: w})
		d := draft{w: float64(w), size: map[bool]float64{true: 11.5, false: 12.5}[w < narrow]}
		for _, text := range g.Graphic {
			if text.Type != "text" || text.Style.Y < 20 {
				continue
			}
			room := width(text.Style.Text, d.size, true)
			left := text.Style.X - map[string]float64{"left": 0, "center": room / 2, "right": room}[text.Style.TextAlign]
			one := box{left, left + room, text.Style.Y}
			if one.left < -1 || one.right > float64(w)+1 {
				t.Errorf("%d: %s runs from %v to %v", w, text.Style.Text, one.left, one.right)
			}
			for _, other := range names {
				if math.Abs(one.y-other.y) < d.size && one.left < other.right && other.left < one.right {
					t.Errorf("%d: %s lies over another name", w, text.Style.Text)
				}
			}
			names = append(names, one)
		}
		if len(names) < 9 {
			t.Errorf("%d: %d names", w, len(names))
		}
	}
}

func TestNetwork_withoutPairs(t *testing.T) {
	if _, err := Option(Spec{Form: Network}, investment(), nil, printer(t, "en"), Options{}); err != ErrEmpty {
		t.Errorf("a frame without partners: %v", err)
	}
}

func TestNetwork_statement(t *testing.T) {
	const want = "Code collaboration: most go from EU27 to US, 2,000 contributions in 2024; 900 contributions go the other way. " +
		"For the size of both, EU27 works most with UK (1.45 × expected) and least with US (0.967 × expected), both ways together."
	if got := Plain(Statement(Spec{Form: Network}, collaboration(), nil, printer(t, "en"))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
