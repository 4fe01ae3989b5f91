package statistics

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// TopShare is the concentration ratio CR_n: the percentage of the total that the n largest hold, 0 to 100. If there are no more than n it is
// 100. NaN without values, if the total is not above zero, or if one is negative (OECD, Glossary of Industrial Organisation Economics
// and Competition Law, 1993, "Concentration").
func TopShare(n int) Statistic {
	return func(ascending []float64) float64 {
		total := shareable(ascending)
		if math.IsNaN(total) || n < 1 {
			return math.NaN()
		}
		return settle(100 * floats.Sum(ascending[max(0, len(ascending)-n):]) / total)
	}
}

// Herfindahl is the Herfindahl–Hirschman index in points: the sum of the squared percentage shares, from 10,000 / n, where all are equal,
// to 10,000, where one has all. NaN as TopShare (Hirschman, The Paternity of an Index, American Economic Review 54, 1964).
func Herfindahl(ascending []float64) float64 {
	total := shareable(ascending)
	if math.IsNaN(total) {
		return total
	}
	sum := 0.0
	for _, x := range ascending {
		share := 100 * x / total
		sum += share * share
	}
	return settle(sum)
}

// Gini is the Gini coefficient with the small-sample correction n / (n − 1): 0 where all are equal, 1 where one has all, however few they
// are. Uncorrected it could not exceed (n − 1) / n and fewer would look more equal. NaN as TopShare, and of fewer than two values
// (Deltas, The Small-Sample Bias of the Gini Coefficient, Review of Economics and Statistics 85, 2003).
func Gini(ascending []float64) float64 {
	n := float64(len(ascending))
	total := shareable(ascending)
	if n < 2 {
		return math.NaN()
	}
	weighted := 0.0
	for at, x := range ascending {
		weighted += (2*float64(at+1) - n - 1) * x
	}
	return settle(weighted / ((n - 1) * total))
}

// shareable is the total that shares are taken of, or NaN where there are none.
func shareable(ascending []float64) float64 {
	if len(ascending) == 0 || ascending[0] < 0 {
		return math.NaN()
	}
	if total := floats.Sum(ascending); total > 0 {
		return total
	}
	return math.NaN()
}
