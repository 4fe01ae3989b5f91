package statistics

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// GrowthRate is the compound rate per year at which first becomes last in so many years, (last/first)^(1/years) - 1: 0.02 is two
// percent. NaN unless first and years are above zero and last is not below it. It looks at the two ends alone.
//
// Eurostat, Getting messages across using indicators, 2014: average annual growth rate; UN ESCAP, Stats Brief 7, Average growth rate: computation methods, 2015.
func GrowthRate(first, last, years float64) float64 {
	if !(first > 0) || !(last >= 0) || !(years > 0) {
		return math.NaN()
	}
	return settle(math.Pow(last/first, 1/years) - 1)
}

// TrendGrowthRate is the rate per year of the exponential that fits all values best, exp(b) - 1 with b the slope of the logarithms
// over the years by least squares. NaN below three points, or where a value is not above zero.
//
// World Bank, World Development Indicators, Statistical methods: least-squares growth rate. The regression is gonum's.
func TrendGrowthRate(years, values []float64) float64 {
	if len(years) < 3 || len(years) != len(values) {
		return math.NaN()
	}
	logs := make([]float64, len(values))
	for n, v := range values {
		if !(v > 0) {
			return math.NaN()
		}
		logs[n] = math.Log(v)
	}
	_, slope := stat.LinearRegression(years, logs, nil, false)
	return settle(math.Exp(slope) - 1)
}

// Grown is what a value becomes in so many years at a rate per year: value (1 + rate)^years.
func Grown(value, rate, years float64) float64 { return settle(value * math.Pow(1+rate, years)) }

// RelativeRate is the rate at which the quotient of two grows when the one above grows at a, the one below at b:
// (1 + a) / (1 + b) - 1. NaN where the lower one vanishes within the year.
func RelativeRate(a, b float64) float64 {
	if !(1+b > 0) {
		return math.NaN()
	}
	return settle((1+a)/(1+b) - 1)
}

// YearsTo is how many years a value takes to another at a rate per year: ln(to/from) / ln(1 + rate). It is NaN where it never gets
// there: a rate of zero or away from it, or values that are not above zero; 0 where it is there.
func YearsTo(from, to, rate float64) float64 {
	if !(from > 0) || !(to > 0) {
		return math.NaN()
	}
	if from == to {
		return 0
	}
	years := math.Log(to/from) / math.Log1p(rate)
	if !(years > 0) || math.IsInf(years, 0) {
		return math.NaN()
	}
	return settle(years)
}

// Halfway is the ratio at which the gap 1 - ratio is half of what it is: (1 + ratio) / 2. Of a ratio above one it is the one at which
// the lead is half of what it is.
func Halfway(ratio float64) float64 { return settle((1 + ratio) / 2) }

// Cumulated is the sum of a yearly flow over the years 1 to years after the one in which it is base, growing at a rate per year:
// base ((1+rate) + ... + (1+rate)^years) = base (1+rate) ((1+rate)^years - 1) / rate, and base times years at a rate of zero. The sum
// of a geometric series.
func Cumulated(base, rate float64, years int) float64 {
	if math.Abs(rate) < 1e-9 { // the quotient loses its digits; the error of the limit is below years squared times the rate
		return settle(base * float64(years))
	}
	return settle(base * (1 + rate) * math.Expm1(float64(years)*math.Log1p(rate)) / rate)
}
