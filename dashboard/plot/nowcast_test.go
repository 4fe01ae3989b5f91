package plot

import (
	"encoding/json"
	"strings"
	"testing"

	"sextant/analytics"
)

func withNowcast() analytics.Frame {
	f := investment()
	value := func(v float64) analytics.Value { return analytics.Value{Float: v, Known: true} }
	f.Nowcasts = []analytics.Nowcast{
		{Observation: analytics.Observation{Indicator: "private-investment", Economy: "EU27_2020", Period: "2026", Value: value(20e9), Low: value(15e9), High: value(27e9), Status: analytics.StatusForecast}},
		{Observation: analytics.Observation{Indicator: "private-investment", Economy: "US", Period: "2026"}, Refused: analytics.RefusedFaded},
	}
	return f
}

// An estimate is a dashed outline with a whisker, in bars and lines alike; what is refused is not drawn, and no line leads to one.
func TestOption_nowcast(t *testing.T) {
	for form, shape := range map[Form]string{Bar: "rect", Line: "circle"} {
		s := Spec{ID: "x", Form: form, Indicators: []string{"private-investment"}}
		with, err := Option(s, withNowcast(), nil, printer(t, "en"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var drawn struct {
			Graphic []struct {
				Type  string
				Style struct {
					LineDash []int
					Stroke   string
				}
			}
			Series []any
		}
		if err := json.Unmarshal(with, &drawn); err != nil {
			t.Fatal(err)
		}
		outlines, whiskers := 0, 0
		for _, g := range drawn.Graphic {
			if g.Type == shape && g.Style.LineDash != nil && g.Style.Stroke == Colours(Light).EU {
				outlines++
			}
			if g.Type == "line" && g.Style.Stroke == map[Form]string{Bar: Colours(Light).Ink, Line: Colours(Light).EU}[form] {
				whiskers++
			}
		}
		if outlines != 1 || whiskers != 3 {
			t.Errorf("%s: %d outlines, %d lines of whiskers", form, outlines, whiskers)
		}
		plain, err := Option(s, investment(), nil, printer(t, "en"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a, b := data(t, with), data(t, plain); a != b {
			t.Errorf("%s: an estimate changes the data of the drawing", form)
		}
	}
	alt := strings.ReplaceAll(Alt(Spec{Form: Bar}, withNowcast(), nil, printer(t, "en")), "\u00a0", " ")
	if !strings.Contains(alt, "drawn apart, with 80% prediction interval: European Union (27): €20 bn, €15 bn to €27 bn.") {
		t.Errorf("the words are %s", alt)
	}
	if list := (&draft{spec: Spec{Form: StackedBar}, f: withNowcast()}).nowcasts(); list != nil {
		t.Error("stacks add up, and an estimate is no part of a sum")
	}
}

// data are the series of an option.
func data(t *testing.T, option []byte) string {
	t.Helper()
	var o struct{ Series json.RawMessage }
	if err := json.Unmarshal(option, &o); err != nil {
		t.Fatal(err)
	}
	return string(o.Series)
}
