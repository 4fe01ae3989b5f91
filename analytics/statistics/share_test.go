package statistics_test

import (
	"testing"

	"sextant/analytics/statistics"
)

// Of 10, 20, 20 and 50 three reach 20: three in four, and 90 of 100.
func TestShareFrom_byHand(t *testing.T) {
	for _, c := range []struct {
		values          []float64
		threshold       float64
		ofMoney, ofMany float64
	}{
		{[]float64{20, 50, 10, 20}, 20, 90, 75},
		{[]float64{20, 50, 10, 20}, 20.5, 50, 25},
		{[]float64{20, 50}, 51, 0, 0},
		{[]float64{0, 0}, 1, nan, 0},
		{nil, 1, nan, nan},
	} {
		money, many := statistics.ShareFrom(c.threshold, true).Of(c.values), statistics.ShareFrom(c.threshold, false).Of(c.values)
		if !same(money, c.ofMoney, 9) || !same(many, c.ofMany, 9) {
			t.Errorf("%v from %v: %v and %v, by hand %v and %v", c.values, c.threshold, money, many, c.ofMoney, c.ofMany)
		}
	}
}

func TestWithoutLargest_byHand(t *testing.T) {
	for n, want := range map[int]float64{0: 100, 1: 50, 3: 10, 4: nan, -1: nan} {
		if got := statistics.WithoutLargest(n).Of([]float64{20, 50, 10, 20}); !same(got, want, 9) {
			t.Errorf("without %d: %v, by hand %v", n, got, want)
		}
	}
}
