// Package statistics holds the formulas of the analyses: growth, concentration, quantiles, survival and intervals by the bootstrap. It is pure
// arithmetic: it knows no database, no release, no language. What gonum has comes from gonum.
//
// Results are rounded to nine decimals. Processors add in different orders and differ in the last bits; rounded, a figure is the same
// on all of them.
package statistics

import (
	"math"
	"slices"
)

// settle rounds to nine decimals.
func settle(x float64) float64 { return math.Round(x*1e9) / 1e9 }

// A Statistic makes one number of values in ascending order; NaN if they do not allow one.
type Statistic func(ascending []float64) float64

// Of applies a statistic to values in any order, which it leaves as they are.
func (s Statistic) Of(values []float64) float64 { return s(ascending(values)) }

func ascending(values []float64) []float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted
}
