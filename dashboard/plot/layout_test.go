package plot

import (
	"math"
	"slices"
	"testing"

	"sextant/analytics"
)

func TestScale_fewRoundTicksThatHoldTheData(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		zero   bool
	}{{0, 109.1e9, true}, {7.6, 35, false}, {0, 1, true}, {0.0001, 0.0007, false}, {98, 99.5, false}, {-5, 12, true}, {-30, -10, false}, {3, 3, false}, {0, 0, true}, {1e-9, 1e12, false}} {
		s := linear(c.lo, c.hi, c.zero)
		if len(s.Ticks) < 2 || len(s.Ticks) > 6 {
			t.Errorf("%v: %d ticks %v", c, len(s.Ticks), s.Ticks)
		}
		if s.Min > c.lo || s.Max < c.hi || s.Ticks[0] != s.Min || s.Ticks[len(s.Ticks)-1] != s.Max {
			t.Errorf("%v: from %v to %v, ticks %v", c, s.Min, s.Max, s.Ticks)
		}
		if c.zero && !slices.Contains(s.Ticks, 0) {
			t.Errorf("%v: no zero in %v", c, s.Ticks)
		}
	}
	s := logarithmic(3e16, 5e26)
	if s.Min > 3e16 || s.Max < 5e26 || len(s.Ticks) > 7 || s.at(s.Min) != 0 || math.Abs(s.at(s.Max)-1) > 1e-12 {
		t.Errorf("logarithmic: %+v", s)
	}
}

func TestScale_unitOnTheTopTickOnly(t *testing.T) {
	for _, c := range []struct {
		hi   float64
		unit analytics.Unit
		want []string
	}{
		{60e9, analytics.Unit{Code: "EUR"}, []string{"0", "20", "40", "€60\u00a0bn"}},
		{40, analytics.Unit{Code: "percent"}, []string{"0", "10", "20", "30", "40%"}},
		{80, analytics.Unit{Code: "models"}, []string{"0", "20", "40", "60", "80"}},
		{800, analytics.Unit{Code: "EUR", Per: "capita"}, []string{"0", "200", "400", "600", "€800"}},
	} {
		if got := linear(0, c.hi, true).labels(c.unit, printer(t, "en")); !slices.Equal(got, c.want) {
			t.Errorf("%v: %q", c.unit, got)
		}
	}
}

func TestSpread_keepsOrderAndDistance(t *testing.T) {
	got := spread([]float64{100, 101, 99, 300}, 20, 0, 400)
	order := []int{2, 0, 1, 3}
	for i := 1; i < len(order); i++ {
		if d := got[order[i]] - got[order[i-1]]; d < 19.9 {
			t.Errorf("labels %v apart in %v", d, got)
		}
	}
	if got[3] != 300 {
		t.Errorf("a label with room moved to %v", got[3])
	}
}

func TestText_fits(t *testing.T) {
	const long = "Executive order on maintaining American leadership in artificial intelligence"
	for _, room := range []float64{20, 80, 200, 2000} {
		if got := trim(long, 12, room, false); width(got, 12, false) > room && got != "…" {
			t.Errorf("%q is wider than %v", got, room)
		}
		lines := wrap(long, 12, room, false, 2)
		if len(lines) > 2 {
			t.Errorf("%d lines", len(lines))
		}
	}
	if trim("short", 12, 100, false) != "short" {
		t.Error("a text that fits is cut")
	}
}

func TestAxis_hasEveryPeriodAtItsDistance(t *testing.T) {
	halfYears := analytics.Frame{Periods: []analytics.Period{"2018-Q2", "2018-Q4", "2019-Q2", "2020-Q2"}}
	for _, p := range halfYears.Periods {
		halfYears.Observations = append(halfYears.Observations, observe("x", "US", p, "", 1))
	}
	if got := axis(halfYears); !slices.Equal(got, []analytics.Period{"2018-Q2", "2018-Q4", "2019-Q2", "2019-Q4", "2020-Q2"}) {
		t.Errorf("half-years: %v", got)
	}
	if got := axis(adoption()); !slices.Equal(got, []analytics.Period{"2021", "2022", "2023", "2024", "2025"}) {
		t.Errorf("a year without a survey: %v", got)
	}
	if next("2019-Q4") != "2020-Q1" || next("1999") != "2000" || next("all") != "all" {
		t.Error("the period after")
	}
}

func TestProject_isTheMapsOwn(t *testing.T) {
	for _, c := range []struct{ lat, lon, x, y float64 }{{0, 0, 0, 0}, {0, 180, 500, 0}, {90, 0, 0, 243.3}, {50.9, 6.4, 14.6, 176.5}} {
		if x, y := project(c.lat, c.lon); math.Abs(x-c.x) > 0.4 || math.Abs(y-c.y) > 0.4 {
			t.Errorf("%v, %v is at %v, %v, not %v, %v", c.lat, c.lon, x, y, c.x, c.y)
		}
	}
}

func TestWhen_isAsPreciseAsTheDate(t *testing.T) {
	for dated, want := range map[string]float64{"2025": 2025.5, "2025-01-01": 2025, "2025-07": 2025.54} {
		if got, ok := when(dated); !ok || math.Abs(got-want) > 0.01 {
			t.Errorf("%s is %v", dated, got)
		}
	}
	for _, dated := range []string{"", "20", "soon", "2025-xx", "2025-01-yy"} {
		if _, ok := when(dated); ok {
			t.Errorf("%q is a date", dated)
		}
	}
}

func TestTimeline_namesDoNotMeet(t *testing.T) {
	d := newDraft(Spec{Form: Timeline}, analytics.Frame{}, events(), printer(t, "en"), Options{Width: 760})
	lanes, from, to := d.lanes()
	perYear := (d.w - 12) / (to - from)
	for _, l := range lanes {
		ends := map[int]float64{}
		for _, e := range l.events {
			if e.text == "" {
				continue
			}
			x, room := 6+(e.at-from)*perYear, width(e.text, d.size-0.5, false)
			start, end := x-5, x+8+room
			if e.left {
				start, end = x-8-room, x+5
			}
			if start < ends[e.line] || end > d.w+0.5 {
				t.Errorf("%s: %q lies over its neighbour or the edge", l.code, e.text)
			}
			ends[e.line] = end
		}
	}
}

func TestHeight_holdsEveryBar(t *testing.T) {
	members := frame("use", "percent", append([]analytics.Code{}, "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"), 2025,
		[]float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1}, []float64{1})
	if h := Height(Spec{Form: Bar}, members, nil, printer(t, "en"), 760); h != 12*stripHeight {
		t.Errorf("twelve bars in %d pixels", h)
	}
}
