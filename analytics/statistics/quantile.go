package statistics

import "math"

// Quantile is the p-quantile by linear interpolation between the order statistics around (n − 1) p + 1: definition 7 of Hyndman and Fan,
// Sample Quantiles in Statistical Packages, The American Statistician 50, 1996, which SQL calls percentile_cont. gonum has definitions 1
// and 4 only. NaN without values, or if p is not between 0 and 1.
func Quantile(p float64) Statistic {
	return func(ascending []float64) float64 {
		if len(ascending) == 0 || !(p >= 0 && p <= 1) {
			return math.NaN()
		}
		at := p * float64(len(ascending)-1)
		below := math.Floor(at)
		low, high := ascending[int(below)], ascending[int(math.Ceil(at))]
		return settle(low + (at-below)*(high-low))
	}
}
