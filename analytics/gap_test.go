package analytics

import (
	"math"
	"testing"
)

func TestTrend(t *testing.T) {
	for _, one := range []struct {
		name          string
		before, after float64
		want          string
	}{
		{"behind and falling", 0.5, 0.4, trendWidening},
		{"behind and catching up", 0.4, 0.5, trendClosing},
		{"half and double are equally far", 0.5, 2, trendClosing},
		{"ahead and further ahead", 1.5, 2, trendWidening},
		{"ahead and less so", 2, 1.5, trendClosing},
		{"within one percent of itself", 0.5, 0.504, trendUnchanged},
		{"from nothing", 0, 0.1, trendClosing},
		{"to nothing", 0.1, 0, trendWidening},
		{"nothing twice", 0, 0, trendUnchanged},
	} {
		if got := trend(one.before, one.after); got != one.want {
			t.Errorf("%s: %s, want %s", one.name, got, one.want)
		}
	}
}

// figuresOf makes a frame of one indicator; a period is left out where a value is NaN.
func figuresOf(periods []Period, values map[Code][]float64, statuses map[Code][]Status) Frame {
	f := Frame{Series: []Series{{Indicator: "x"}}, Periods: periods}
	for code, list := range values {
		f.Economies = append(f.Economies, code)
		for n, v := range list {
			o := Observation{Indicator: "x", Economy: code, Period: periods[n], Value: Value{v, !math.IsNaN(v)}, Status: StatusNormal}
			if statuses[code] != nil {
				o.Status = statuses[code][n]
			}
			f.Observations = append(f.Observations, o)
		}
	}
	return f
}

func TestGaps(t *testing.T) {
	nan := math.NaN()
	years := []Period{"2023", "2024", "2025", "2026"}
	yes := map[string][]Code{"x": gapOthers}

	f := figuresOf(years, map[Code][]float64{"EUROPE": {9, 9, 9, 9}, "EU27_2020": {2, nan, 4, 5}, "US": {10, 10, 10, 10}},
		map[Code][]Status{"EU27_2020": {"A", "M", "B", "P"}})
	got := gaps(f, yes)
	want := Gap{Indicator: "x", Subject: "EU27_2020", Other: "US", Period: "2025", Ratio: Value{0.4, true}, Previous: "2023", PreviousRatio: Value{0.2, true}, Trend: trendClosing}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := gaps(f, nil); got != nil {
		t.Errorf("an indicator that is not compared has gaps: %+v", got)
	}
	if got := gaps(f, map[string][]Code{"x": {"CN"}}); got != nil {
		t.Errorf("a gap with an economy that is not compared: %+v", got)
	}
	f.Dimension = "sector"
	if got := gaps(f, yes); got != nil {
		t.Errorf("a breakdown has gaps: %+v", got)
	}

	f = figuresOf(years, map[Code][]float64{"EU27_2020": {nan, nan, nan, nan}, "EUROPE": {1, 2, 3, nan}, "CN": {nan, 0, 6, 6}}, nil)
	if got := gaps(f, yes); len(got) != 1 || got[0].Subject != "EUROPE" || got[0].Period != "2025" || got[0].Trend != "" || got[0].PreviousRatio.Known {
		t.Errorf("no figure for the 27, and a zero before: %+v", got)
	}

	quarters := []Period{"2024-Q3", "2024-Q4", "2025-Q1", "2025-Q3"}
	f = figuresOf(quarters, map[Code][]float64{"EU27_2020": {5, 9, 9, 6}, "US": {10, 10, 10, 10}}, nil)
	if got := gaps(f, yes); len(got) != 1 || got[0].Period != "2025-Q3" || got[0].Previous != "2024-Q3" {
		t.Errorf("quarters: %+v", got)
	}

	f = figuresOf([]Period{freqAll}, map[Code][]float64{"EU27_2020": {5}, "US": {10}}, map[Code][]Status{"US": {"P"}})
	if got := gaps(f, yes); len(got) != 1 || got[0].Ratio.Float != 0.5 || got[0].Trend != "" {
		t.Errorf("all years: %+v", got)
	}
}

func TestPeriod(t *testing.T) {
	for p, want := range map[Period]Period{"2025": "2026", "2025-Q1": "2025-Q2", "2025-Q4": "2026-Q1"} {
		if got := p.next(); got != want {
			t.Errorf("after %s comes %s, want %s", p, got, want)
		}
	}
	for p, want := range map[Period]string{"2025": "2025-12-31", "2025-Q1": "2025-03-31", "2025-Q3": "2025-09-30", freqAll: ""} {
		if got := p.end(); got != want {
			t.Errorf("%s ends %q, want %q", p, got, want)
		}
	}
}
