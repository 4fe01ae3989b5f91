package analytics

import (
	"math"
	"slices"
	"strconv"

	"sextant/analytics/statistics"
)

// A PairGrowth is how two economies grew in the same years. Rates are parts of one per year: 0.02 is two percent.
type PairGrowth struct {
	First, Last   Period // the first and the last year of the window; empty without one
	Years         int    // between them
	Cut           Period // the year with which another edition of the source begins, if the window had to begin there
	Why           string // why there are no rates: a word of the Why constants
	Ours, Theirs  Value  // compound rates from the first year to the last
	OursLine      Value  // of the exponential that fits all years of the window best
	TheirsLine    Value
	Relative      Value  // rate at which the ratio grew
	Trend         string // of the ratio from the first year to the last: widening, closing, unchanged
	YearsToParity Value  // at these rates, from the last year
	YearsToHalf   Value  // until the distance from parity, 1 - ratio, is half of what it is
	YearsToFactor Value  // where the gap widens: until the ratio has halved or, of a Europe ahead, doubled
}

// Why there is no figure. Pages have words for them.
const (
	WhyNotCompared = "not-compared" // lists of unlike fullness
	WhyNoEurope    = "no-europe"    // no source has a figure of Europe
	WhyNoOther     = "no-other"     // none has one of the other
	WhyNoYear      = "no-year"      // no complete year has both, or the other's figure is zero
	WhyBreak       = "break"        // the years stand in different editions of the source
	WhyOnce        = "once"         // only one complete year has both
	WhyNoYears     = "no-years"     // the indicator stands as of the release
	WhyWhole       = "whole"        // shares of one whole
	WhyBound       = "bound"        // it would pass a hundred percent
	WhyNoRate      = "no-rate"      // the other's growth is not known
	WhyZero        = "zero"         // Europe's figure is zero: nothing grows from there
)

// growth compares the growth of two economies over the complete years in which both have a figure above zero, between from and to.
// The window begins anew where a figure of either is of another edition than the one before: it never spans a break.
func growth(f Frame, ours, theirs Code, from, to string) PairGrowth {
	var g PairGrowth
	if f.Series[0].Kind == "" || !slices.ContainsFunc(f.Periods, func(p Period) bool { return len(p) == 4 }) {
		g.Why = WhyNoYears
		return g
	}
	a, b := final(f, ours), final(f, theirs)
	var years []Period
	for _, p := range f.Periods {
		if a[p].Float > 0 && b[p].Float > 0 && (from == "" || string(p) >= from) && (to == "" || string(p) <= to) {
			years = append(years, p)
		}
	}
	if len(years) == 0 {
		g.Why = WhyNoYear
		return g
	}
	years, g.Cut = sinceBreak(f, years, ours, theirs)
	g.First, g.Last = years[0], years[len(years)-1]
	if g.Years = yearsBetween(g.First, g.Last); g.Years == 0 {
		if g.Why = WhyOnce; g.Cut != "" {
			g.Why = WhyBreak
		}
		return g
	}
	g.rates(a, b, years)
	return g
}

// rates fills the rates of a window of at least two years.
func (g *PairGrowth) rates(a, b map[Period]Value, years []Period) {
	of := func(v map[Period]Value) (ends, line float64) {
		var x, y []float64
		for _, p := range years {
			x, y = append(x, float64(yearNumber(p))), append(y, v[p].Float)
		}
		return statistics.GrowthRate(y[0], y[len(y)-1], float64(g.Years)), statistics.TrendGrowthRate(x, y)
	}
	ours, oursLine := of(a)
	theirs, theirsLine := of(b)
	relative := statistics.RelativeRate(ours, theirs)
	g.Ours, g.Theirs, g.OursLine, g.TheirsLine, g.Relative = finite(ours), finite(theirs), finite(oursLine), finite(theirsLine), finite(relative)
	before, now := a[g.First].Float/b[g.First].Float, a[g.Last].Float/b[g.Last].Float
	switch g.Trend = trend(before, now); g.Trend {
	case trendClosing:
		g.YearsToParity = finite(statistics.YearsTo(now, 1, relative))
		g.YearsToHalf = finite(statistics.YearsTo(now, statistics.Halfway(now), relative))
	case trendWidening:
		factor := 0.5
		if now > 1 {
			factor = 2
		}
		g.YearsToFactor = finite(statistics.YearsTo(now, factor*now, relative))
	}
}

// final are the figures of an economy that may be compared: known, of complete years, no forecasts.
func final(f Frame, economy Code) map[Period]Value {
	all := map[Period]Value{}
	for _, o := range f.Observations {
		if o.Economy == economy && o.Value.Known && o.By == "" && (o.Period == freqAll || o.Status != StatusProvisional && o.Status != StatusForecast) {
			all[o.Period] = o.Value
		}
	}
	return all
}

// sinceBreak leaves the years from the last break on, and returns the year with which its edition begins if any were taken away.
func sinceBreak(f Frame, years []Period, economies ...Code) ([]Period, Period) {
	last := years[len(years)-1]
	var cut Period
	for _, o := range f.Observations {
		if o.Status == StatusBreak && slices.Contains(economies, o.Economy) && o.Period > years[0] && o.Period <= last {
			cut = max(cut, o.Period)
		}
	}
	return slices.DeleteFunc(slices.Clone(years), func(p Period) bool { return p < cut }), cut
}

func yearsBetween(first, last Period) int { return yearNumber(last) - yearNumber(first) }

func yearNumber(p Period) int {
	n, _ := strconv.Atoi(string(p)) // periods of a yearly frame are years
	return n
}

// finite is a value unless it is not a number.
func finite(v float64) Value { return Value{Float: v, Known: !math.IsNaN(v) && !math.IsInf(v, 0)} }
