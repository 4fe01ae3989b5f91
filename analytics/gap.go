package analytics

import (
	"math"
	"slices"
)

// The ways a gap moves.
const (
	trendWidening  = "widening"
	trendClosing   = "closing"
	trendUnchanged = "unchanged"
)

var (
	gapSubjects = []Code{"EU27_2020", "EUROPE", "EU", "WIDER_EUROPE"}
	gapOthers   = []Code{"US", "CN"}
)

// steady is how far a ratio may move, relative to the one before, and still count as unchanged.
const steady = 0.01

// gaps compares Europe with the United States and China, for every indicator that may be compared, in a frame without a
// breakdown.
//
// The subject is the first of EU27_2020, EUROPE, EU and WIDER_EUROPE that was asked for and has a figure. The ratio is subject
// divided by other at the latest complete period that both have: known, not provisional, not a forecast; a frame over all
// years has one period, and its ratio stands even if the last year is not over. The previous ratio is that of the latest
// complete period before; of a quarter it is that of the same quarter of the latest year before, for seasons. Parity is 1, and the distance from it is the absolute logarithm of the ratio, so that a half and
// a double are equally far. The gap is unchanged if the ratio moved by no more than one percent of itself, widening if the
// distance grew, closing if it shrank; a Europe that is ahead and moves further ahead widens the gap too. Where the figures of
// the two periods are of different editions (a break lies between them), the ratios are still comparable, each being made
// within one edition, and a note of the frame says that the editions differ.
func gaps(f Frame, compared map[string][]Code) []Gap {
	if f.Dimension != "" {
		return nil
	}
	var all []Gap
	for _, s := range f.Series {
		known := map[place]Observation{}
		for _, o := range f.Observations {
			if o.Indicator == s.Indicator && o.Value.Known && (o.Period == freqAll || o.Status != StatusProvisional && o.Status != StatusForecast) {
				known[place{economy: o.Economy, period: o.Period}] = o
			}
		}
		for _, other := range compared[s.Indicator] {
			if g, ok := gapOf(f, known, other); ok {
				g.Indicator = s.Indicator
				all = append(all, g)
			}
		}
	}
	return all
}

func gapOf(f Frame, known map[place]Observation, other Code) (Gap, bool) {
	subject := slices.IndexFunc(gapSubjects, func(c Code) bool {
		return slices.ContainsFunc(f.Periods, func(p Period) bool { _, ok := known[place{economy: c, period: p}]; return ok })
	})
	if subject < 0 {
		return Gap{}, false
	}
	g := Gap{Subject: gapSubjects[subject], Other: other}
	for _, period := range slices.Backward(f.Periods) {
		ours, ok := known[place{economy: g.Subject, period: period}]
		theirs, both := known[place{economy: other, period: period}]
		if !ok || !both || theirs.Value.Float == 0 {
			continue
		}
		ratio := Value{Float: ours.Value.Float / theirs.Value.Float, Known: true}
		if g.Period == "" {
			g.Period, g.Ratio = period, ratio
			continue
		}
		if g.Period.season() != period.season() {
			continue
		}
		g.Previous, g.PreviousRatio = period, ratio
		g.Trend = trend(ratio.Float, g.Ratio.Float)
		break
	}
	return g, g.Period != ""
}

func trend(before, after float64) string {
	switch {
	case math.Abs(after-before) <= steady*math.Abs(before):
		return trendUnchanged
	case math.Abs(math.Log(after)) > math.Abs(math.Log(before)):
		return trendWidening
	}
	return trendClosing
}

// season is the part of the year that a period covers: periods of different seasons are not compared.
func (p Period) season() string {
	if len(p) > 4 {
		return string(p[4:])
	}
	return ""
}
