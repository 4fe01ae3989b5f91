package plot

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"sextant/analytics"
)

// drawnShapes are the lines and polygons that are no data.
type drawnShapes struct {
	Graphic []struct {
		Type  string
		Shape struct {
			X1, Y1, X2, Y2 float64
			Points         [][]float64
		}
		Style struct {
			Text, Stroke string
			LineWidth    float64
		}
	}
	Grid []struct{ Left, Right, Top, Bottom float64 }
	option
}

func drawShapes(t *testing.T, s Spec, f analytics.Frame, o Options) (found drawnShapes, whiskers, bands int, texts string) {
	t.Helper()
	b, err := Option(s, f, nil, printer(t, "en"), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &found); err != nil {
		t.Fatal(err)
	}
	for _, g := range found.Graphic {
		switch {
		case g.Type == "polygon":
			bands++
		case g.Type == "line" && g.Style.LineWidth == 1.5:
			whiskers++
		case g.Type == "text":
			texts += g.Style.Text + "\n"
		}
	}
	return found, whiskers / 3, bands, texts
}

// Two economies, the second without bounds in the second year. Bars reach 40, bounds 60: the scale has room for them.
func interval(form Form) (Spec, analytics.Frame) {
	f := frame("share", "percent", three[:2], 2023, []float64{20, 30, 40}, []float64{10, 10, 10})
	f.Series[0].Interval = analytics.IntervalBootstrap
	for i := range f.Observations {
		if i == 4 {
			continue
		}
		o := &f.Observations[i]
		o.Low, o.High = analytics.Value{Float: o.Value.Float / 2, Known: true}, analytics.Value{Float: o.Value.Float * 1.5, Known: true}
	}
	return Spec{ID: "share", Form: form}, f
}

func TestInterval_bars(t *testing.T) {
	s, f := interval(Bar)
	found, whiskers, bands, texts := drawShapes(t, s, f, Options{Width: 760, Height: 400})
	if whiskers != 5 || bands != 0 || found.YAxis[0].Max < 60 || !strings.Contains(texts, "Thin lines: 95% interval by bootstrap") {
		t.Errorf("%d whiskers, %d bands, scale to %v, texts %q", whiskers, bands, found.YAxis[0].Max, texts)
	}
	// The first bar is 20 high, between 10 and 30.
	at := func(v float64) float64 {
		g := found.Grid[0]
		return 400 - g.Bottom - v/found.YAxis[0].Max*(400-g.Top-g.Bottom)
	}
	for _, g := range found.Graphic {
		if g.Type == "line" && g.Style.LineWidth == 1.5 && g.Shape.X1 == g.Shape.X2 {
			if math.Abs(g.Shape.Y1-at(30)) > 0.01 || math.Abs(g.Shape.Y2-at(10)) > 0.01 {
				t.Errorf("the first whisker goes from %v to %v, want %v to %v", g.Shape.Y1, g.Shape.Y2, at(30), at(10))
			}
			break
		}
	}
}

// Of nine economies two have no value, and the bounds of a zero leave nothing open.
func TestInterval_lyingBars(t *testing.T) {
	f := surrounded(ranking(), analytics.IntervalBootstrap)
	s := Spec{ID: "ranking", Form: Bar}
	for _, width := range []int{760, 320} {
		_, whiskers, _, texts := drawShapes(t, s, f, Options{Width: width})
		if whiskers != 6 || !strings.Contains(texts, "95% interval") || !strings.Contains(texts, "(59.2 to 96.2)") {
			t.Errorf("%d: %d whiskers, texts %q", width, whiskers, texts)
		}
	}
	if plain := Height(s, ranking(), nil, printer(t, "en"), 760); Height(s, f, nil, printer(t, "en"), 760) != plain+stripHeight {
		t.Error("the key has no room")
	}
}

// The first line is one band; the second has points alone before and after the one without bounds.
func TestInterval_lines(t *testing.T) {
	s, f := interval(Line)
	found, whiskers, bands, texts := drawShapes(t, s, f, Options{})
	if whiskers != 2 || bands != 1 || found.YAxis[0].Max < 60 || !strings.Contains(texts, "Shaded: 95% interval by bootstrap") {
		t.Errorf("%d whiskers, %d bands, scale to %v, texts %q", whiskers, bands, found.YAxis[0].Max, texts)
	}
	for _, g := range found.Graphic {
		if g.Type == "polygon" && len(g.Shape.Points) != 6 {
			t.Errorf("the band has %d corners", len(g.Shape.Points))
		}
	}
	// A running year stands alone, and a logarithmic axis has no place for a bound of zero.
	f = surrounded(investment(), analytics.IntervalPrediction)
	for i := range f.Observations {
		f.Observations[i].Low.Float = 0
	}
	if _, whiskers, _, _ := drawShapes(t, Spec{ID: "log", Form: Line, View: View{Scale: "log"}}, f, Options{}); whiskers == 0 {
		t.Error("no whisker at the running year")
	}
}

func TestInterval_words(t *testing.T) {
	s, f := interval(Line)
	b, err := Option(s, f, nil, printer(t, "en"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if tip := parse(t, b).Series[0].Data[0].Tip; !strings.Contains(tip, "20% (10% to 30%)\n95% interval by bootstrap") {
		t.Errorf("tip %q", tip)
	}
	if alt := Alt(s, f, nil, printer(t, "en")); !strings.Contains(alt, "40% (20% to 60%, 95% interval by bootstrap) in 2025") {
		t.Errorf("alt %q", alt)
	}
	if IntervalName(printer(t, "en"), "other") != "other" {
		t.Error("a code without a name")
	}
}
