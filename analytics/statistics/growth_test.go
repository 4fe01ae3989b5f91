package statistics_test

import (
	"math"
	"testing"

	"sextant/analytics/statistics"
)

// The census of the Philippines: 68.62 million on 1 September 1995, 76.50 on 1 May 2000, 88.57 on 1 August 2007. Its office printed the
// yearly rates of 2.36 and 2.04 percent (National Statistics Office, press release 2008-30, 16 April 2008).
func TestGrowthRate_published(t *testing.T) {
	for _, c := range []struct{ first, last, years, want float64 }{
		{76_504_077, 88_574_614, 7 + 3.0/12, 2.04},
		{68_616_536, 76_504_077, 4 + 8.0/12, 2.36},
	} {
		if got := 100 * statistics.GrowthRate(c.first, c.last, c.years); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%v to %v: %.4f percent, printed is %v", c.first, c.last, got, c.want)
		}
	}
}

// By hand: 100 becomes 121 in two years at ten percent.
func TestGrowthRate(t *testing.T) {
	near(t, "two years of ten percent", statistics.GrowthRate(100, 121, 2), 0.1)
	near(t, "a half in one year", statistics.GrowthRate(8, 4, 1), -0.5)
	near(t, "all gone", statistics.GrowthRate(8, 0, 3), -1)
	for _, bad := range [][3]float64{{0, 1, 1}, {-1, 1, 1}, {1, -1, 1}, {1, 2, 0}, {math.NaN(), 1, 1}} {
		nothing(t, "growth", statistics.GrowthRate(bad[0], bad[1], bad[2]))
	}
}

// By hand: the logarithms to base two are 0, 1, 1, 2 at 0, 1, 2, 3; their slope is 0.6 (sum of xy about the mean 3, of xx 5), so the rate
// is two to the power of 0.6, less one. The two ends alone say two to the power of two thirds.
func TestTrendGrowthRate(t *testing.T) {
	years := []float64{2020, 2021, 2022, 2023}
	near(t, "least squares", statistics.TrendGrowthRate(years, []float64{1, 2, 2, 4}), math.Pow(2, 0.6)-1)
	near(t, "steady growth", statistics.TrendGrowthRate(years, []float64{100, 110, 121, 133.1}), 0.1)
	nothing(t, "two points", statistics.TrendGrowthRate(years[:2], []float64{1, 2}))
	nothing(t, "a zero", statistics.TrendGrowthRate(years, []float64{1, 0, 2, 4}))
	nothing(t, "unlike lengths", statistics.TrendGrowthRate(years, []float64{1, 2, 4}))
}

// "A quantity growing at 2.3 percent a year will double in 30 years, while a quantity growing at 7 percent a year will double in 10 years"
// (World Bank, World Development Indicators, table 1.4, about the data).
func TestYearsTo_published(t *testing.T) {
	for _, c := range []struct{ rate, years float64 }{{0.023, 30}, {0.07, 10}} {
		if got := statistics.YearsTo(1, 2, c.rate); math.Round(got) != c.years {
			t.Errorf("doubles in %.2f years at %v, printed are %v", got, c.rate, c.years)
		}
	}
}

func TestYearsTo(t *testing.T) {
	near(t, "a quarter to one, doubling", statistics.YearsTo(0.25, 1, 1), 2)
	near(t, "falling to a half", statistics.YearsTo(1, 0.25, -0.5), 2)
	near(t, "there already", statistics.YearsTo(0.4, 0.4, 0.1), 0)
	for _, bad := range [][3]float64{{0.5, 1, 0}, {0.5, 1, -0.1}, {2, 1, 0.1}, {0, 1, 0.1}, {1, 0, -0.1}, {0.5, 1, math.NaN()}} {
		nothing(t, "years", statistics.YearsTo(bad[0], bad[1], bad[2]))
	}
}

func TestRelativeRate(t *testing.T) {
	near(t, "faster", statistics.RelativeRate(0.2, 0.1), 1.2/1.1-1)
	near(t, "the same", statistics.RelativeRate(0.3, 0.3), 0)
	nothing(t, "the other is gone", statistics.RelativeRate(0.1, -1))
}

func TestHalfway(t *testing.T) {
	near(t, "a gap of 0.6 becomes 0.3", 1-statistics.Halfway(0.4), 0.3)
	near(t, "a lead of 1 becomes 0.5", statistics.Halfway(2)-1, 0.5)
}

// By hand: 100 growing at ten percent is 110, 121, 133.1, together 364.1. Grown agrees with the last of them.
func TestCumulated(t *testing.T) {
	near(t, "three years", statistics.Cumulated(100, 0.1, 3), 364.1)
	near(t, "the last of them", statistics.Grown(100, 0.1, 3), 133.1)
	near(t, "standing still", statistics.Cumulated(100, 0, 3), 300)
	near(t, "hardly growing", statistics.Cumulated(100, 1e-8, 3), 300+100*6*1e-8)
	near(t, "halving", statistics.Cumulated(8, -0.5, 3), 4+2+1)
	near(t, "no year", statistics.Cumulated(100, 0.1, 0), 0)
	sum := 0.0
	for k := 1; k <= 25; k++ {
		sum += statistics.Grown(3, 0.043, float64(k))
	}
	near(t, "term by term", statistics.Cumulated(3, 0.043, 25), sum)
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func nothing(t *testing.T, what string, got float64) {
	t.Helper()
	if !math.IsNaN(got) {
		t.Errorf("%s: %v, want none", what, got)
	}
}
