package statistics_test

import (
	"slices"
	"testing"

	"sextant/analytics/statistics"
)

// Values whose answers are checked in the head: shares of 50, 30 and 20 percent have an index of 2,500 + 900 + 400.
func TestConcentration_byHand(t *testing.T) {
	for _, c := range []struct {
		name                       string
		values                     []float64
		top1, top2, herfindahl, gi float64
	}{
		{"three shares", []float64{30, 50, 20}, 50, 80, 3800, 0.3}, // differences 20, 30, 10 over pairs: 60 / (3 × 100) × 3 / 2
		{"all equal", []float64{5, 5, 5, 5}, 25, 50, 2500, 0},
		{"one has all", []float64{0, 0, 0, 8}, 100, 100, 10000, 1},
		{"one alone", []float64{7}, 100, 100, 10000, nan},
		{"a zero and a tie", []float64{0, 2, 2}, 50, 100, 5000, 0.5},
		{"nothing", nil, nan, nan, nan, nan},
		{"nothing but zeros", []float64{0, 0}, nan, nan, nan, nan},
		{"a negative", []float64{-1, 3}, nan, nan, nan, nan},
	} {
		before := slices.Clone(c.values)
		for _, s := range []struct {
			name      string
			got, want float64
		}{
			{"top 1", statistics.TopShare(1).Of(c.values), c.top1},
			{"top 2", statistics.TopShare(2).Of(c.values), c.top2},
			{"top 0", statistics.TopShare(0).Of(c.values), nan},
			{"Herfindahl", statistics.Statistic(statistics.Herfindahl).Of(c.values), c.herfindahl},
			{"Gini", statistics.Statistic(statistics.Gini).Of(c.values), c.gi},
		} {
			if !same(s.got, s.want, 9) {
				t.Errorf("%s: %s: %v, by hand %v", c.name, s.name, s.got, s.want)
			}
		}
		if !slices.Equal(before, c.values) {
			t.Errorf("%s: the values were moved", c.name)
		}
	}
}

// The United States Department of Justice prints this example on its page "Herfindahl–Hirschman Index": four firms with 30, 30, 20 and
// 20 percent have an index of 2,600.
func TestHerfindahl_justice(t *testing.T) {
	if got := statistics.Herfindahl([]float64{20, 20, 30, 30}); got != 2600 {
		t.Errorf("%v, printed 2600", got)
	}
}

// Laws: neither the unit nor the order of values matters, and the larger n holds more.
func TestConcentration_laws(t *testing.T) {
	values := []float64{3, 1, 4, 1, 5, 9, 2, 6}
	scaled := make([]float64, len(values))
	for at, x := range values {
		scaled[len(values)-1-at] = 1000 * x
	}
	before := 0.0
	for n := 1; n <= len(values); n++ {
		share := statistics.TopShare(n).Of(values)
		if share <= before || share != statistics.TopShare(n).Of(scaled) {
			t.Errorf("top %d: %v after %v", n, share, before)
		}
		before = share
	}
	for name, s := range map[string]statistics.Statistic{"Gini": statistics.Gini, "Herfindahl": statistics.Herfindahl} {
		if s.Of(values) != s.Of(scaled) {
			t.Errorf("%s: %v, scaled %v", name, s.Of(values), s.Of(scaled))
		}
	}
}
