package statistics_test

import (
	"math"
	"slices"
)

var nan = math.NaN()

// same compares with a number of decimals; what is not known equals what is not known.
func same(got, want float64, decimals int) bool {
	if math.IsNaN(got) || math.IsNaN(want) {
		return math.IsNaN(got) && math.IsNaN(want)
	}
	return math.Abs(got-want) <= 0.5000001*math.Pow(10, -float64(decimals))
}

func repeat(x float64, n int) []float64 { return slices.Repeat([]float64{x}, n) }
