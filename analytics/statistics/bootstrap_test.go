package statistics_test

import (
	"testing"

	"gonum.org/v1/gonum/floats"

	"sextant/analytics/statistics"
)

// Of n zeros and n ones the mean of a draw is a binomial share. Of 200 it has the standard deviation √(0.25 / 200) = 0.0354: the middle
// 95 % of the draws lie within 0.5 ± 0.069, give or take the chance of 1,000 draws.
func TestBootstrap_binomial(t *testing.T) {
	mean := func(ascending []float64) float64 { return floats.Sum(ascending) / float64(len(ascending)) }
	low, high := statistics.Bootstrap(append(repeat(1, 100), repeat(0, 100)...), mean)
	if !same(low, 0.431, 2) || !same(high, 0.569, 2) || low == high {
		t.Errorf("from %v to %v, by hand from 0.431 to 0.569", low, high)
	}
}

// Of three values the smallest is the median of a draw with the chance 7/27, and so is the largest: more than one in forty.
func TestBootstrap_small(t *testing.T) {
	if low, high := statistics.Bootstrap([]float64{5, 1, 3}, statistics.Quantile(0.5)); low != 1 || high != 5 {
		t.Errorf("from %v to %v", low, high)
	}
	if low, high := statistics.Bootstrap([]float64{4, 4, 4}, statistics.Quantile(0.5)); low != 4 || high != 4 {
		t.Errorf("equal values: from %v to %v", low, high)
	}
}

// One value says nothing of its spread; of one among nine zeros, a third of the draws have no share.
func TestBootstrap_unknown(t *testing.T) {
	for _, values := range [][]float64{nil, {7}, append(repeat(0, 9), 1)} {
		if low, high := statistics.Bootstrap(values, statistics.TopShare(1)); !same(low, nan, 9) || !same(high, nan, 9) {
			t.Errorf("%v: from %v to %v", values, low, high)
		}
	}
}

// The draws start from a fixed place: these are the bytes that a release prints.
func TestBootstrap_repeats(t *testing.T) {
	values := []float64{1, 2, 4, 8, 16, 32, 64, 128}
	low, high := statistics.Bootstrap(values, statistics.TopShare(1))
	again, top := statistics.Bootstrap([]float64{128, 64, 32, 16, 8, 4, 2, 1}, statistics.TopShare(1))
	if low != again || high != top || low >= high {
		t.Errorf("from %v to %v, then from %v to %v", low, high, again, top)
	}
	if low != printedLow || high != printedHigh {
		t.Errorf("from %v to %v, printed from %v to %v", low, high, printedLow, printedHigh)
	}
}

const printedLow, printedHigh = 22.695035461, 71.111111111
