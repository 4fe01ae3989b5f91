package statistics

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/floats"
)

// WithoutLargest is the sum of all values but the n largest; NaN if there are no others.
func WithoutLargest(n int) Statistic {
	return func(ascending []float64) float64 {
		if n < 0 || len(ascending) <= n {
			return math.NaN()
		}
		return settle(floats.Sum(ascending[:len(ascending)-n]))
	}
}

// ShareFrom is the percentage, 0 to 100, that the values of at least a threshold have: of the sum of all values if weighted, else of their
// number. NaN without values or, if weighted, as TopShare.
func ShareFrom(threshold float64, weighted bool) Statistic {
	return func(ascending []float64) float64 {
		first := sort.SearchFloat64s(ascending, threshold)
		if weighted {
			return settle(100 * floats.Sum(ascending[first:]) / shareable(ascending))
		}
		if len(ascending) == 0 {
			return math.NaN()
		}
		return settle(100 * float64(len(ascending)-first) / float64(len(ascending)))
	}
}
