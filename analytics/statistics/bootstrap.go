package statistics

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Draws is how many samples the bootstrap draws, and seed where they start: the same values give the same interval.
const (
	Draws = 1000
	seed  = 1979
)

// Bootstrap is the percentile interval of a statistic: the 2.5th and 97.5th percentile of what it is in samples of the same size drawn with
// replacement (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Draws of which the statistic makes nothing are
// left out; if they are more than one in twenty, or there are fewer than two values, both ends are NaN.
func Bootstrap(values []float64, statistic Statistic) (low, high float64) {
	if len(values) < 2 {
		return math.NaN(), math.NaN()
	}
	var (
		sorted = ascending(values)
		from   = rand.New(rand.NewPCG(seed, 0))
		times  = make([]int, len(sorted))
		sample = make([]float64, 0, len(sorted))
		found  = make([]float64, 0, Draws)
	)
	for range Draws {
		clear(times)
		for range sorted {
			times[pick(from, len(sorted))]++
		}
		sample = sample[:0]
		for at, n := range times {
			for range n {
				sample = append(sample, sorted[at])
			}
		}
		if x := statistic(sample); !math.IsNaN(x) {
			found = append(found, x)
		}
	}
	if len(found) < Draws*19/20 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(found)
	return stat.Quantile(0.025, stat.Empirical, found, nil), stat.Quantile(0.975, stat.Empirical, found, nil)
}

// pick draws a number below n. It multiplies, since the library's own way depends on the width of a machine word.
func pick(from *rand.Rand, n int) int { return int(from.Float64() * float64(n)) }
