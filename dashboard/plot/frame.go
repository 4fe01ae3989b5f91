package plot

import (
	"slices"
	"strings"

	"sextant/analytics"
)

// cells finds the observations of a frame by what they are of.
type cells map[analytics.Cell]analytics.Observation

func index(f analytics.Frame) cells {
	c := make(cells, len(f.Observations))
	for _, o := range f.Observations {
		c[analytics.Cell{Indicator: o.Indicator, Economy: o.Economy, Period: o.Period, By: o.By}] = o
	}
	return c
}

// get returns an observation; one that the frame does not have is missing.
func (c cells) get(indicator string, economy analytics.Code, period analytics.Period, by analytics.Code) analytics.Observation {
	o, ok := c[analytics.Cell{Indicator: indicator, Economy: economy, Period: period, By: by}]
	if !ok {
		o = analytics.Observation{Indicator: indicator, Economy: economy, Period: period, By: by, Status: analytics.StatusMissing}
	}
	return o
}

// known says whether there is any value among observations that pass.
func known(f analytics.Frame, pass func(analytics.Observation) bool) bool {
	for _, o := range f.Observations {
		if o.Value.Known && pass(o) {
			return true
		}
	}
	return false
}

// axis returns every period from the first to the last with a value, also those in between that the frame does not have: a
// year without a survey takes its place on the axis as a gap.
func axis(f analytics.Frame) []analytics.Period {
	var first, last analytics.Period
	for _, p := range f.Periods {
		if !known(f, func(o analytics.Observation) bool { return o.Period == p }) {
			continue
		}
		if first == "" {
			first = p
		}
		last = p
	}
	if first == "" || first == "all" {
		return f.Periods
	}
	var all []analytics.Period
	for p := first; len(all) < 1000; p = next(p) {
		all = append(all, p)
		if p == last || next(p) == p {
			break
		}
	}
	return every(all, f)
}

// every thins an axis to the distance at which a source reports: a half-yearly list has two periods a year, not two gaps.
func every(all []analytics.Period, f analytics.Frame) []analytics.Period {
	step, before := len(all), -1
	var at []int
	for i, p := range all {
		if known(f, func(o analytics.Observation) bool { return o.Period == p }) {
			if before >= 0 {
				step = min(step, i-before)
			}
			at, before = append(at, i), i
		}
	}
	for _, i := range at {
		if i%step != 0 {
			return all
		}
	}
	if len(at) < 3 {
		return all
	}
	var out []analytics.Period
	for i := 0; i < len(all); i += step {
		out = append(out, all[i])
	}
	return out
}

// next returns the period after a year or a quarter; anything else follows itself.
func next(p analytics.Period) analytics.Period {
	year, quarter, isQuarter := strings.Cut(string(p), "-Q")
	n := 0
	for _, r := range year {
		if r < '0' || r > '9' {
			return p
		}
		n = n*10 + int(r-'0')
	}
	if !isQuarter {
		return analytics.Period(year4(n + 1))
	}
	if quarter == "4" {
		return analytics.Period(year4(n+1) + "-Q1")
	}
	return analytics.Period(year + "-Q" + string(quarter[0]+1))
}

func year4(n int) string {
	digits := []byte{'0', '0', '0', '0'}
	for i := 3; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return string(digits)
}

// latest returns the last period in which the most economies have a value that is not provisional, and the last with any
// value if there is none; empty without values.
func latest(f analytics.Frame, indicator string) analytics.Period {
	count := map[analytics.Period]int{}
	var fallback analytics.Period
	for _, o := range f.Observations {
		if o.Indicator != indicator || !o.Value.Known {
			continue
		}
		if o.Status != analytics.StatusProvisional {
			count[o.Period]++
		}
		if o.Period > fallback {
			fallback = o.Period
		}
	}
	best := analytics.Period("")
	for _, p := range f.Periods {
		if count[p] > 0 && count[p] >= count[best] {
			best = p
		}
	}
	if best == "" {
		return fallback
	}
	return best
}

// ordered says whether the codes of the dimension follow each other in life, so that sorting by size would hide that: a seed round
// comes before a series A.
func (d *draft) ordered() bool {
	return d.f.ByOption() || slices.Contains([]string{"round-type", "size", "stage", "status"}, d.f.Dimension)
}

// series returns a frame's description of an indicator.
func series(f analytics.Frame, indicator string) analytics.Series {
	for _, s := range f.Series {
		if s.Indicator == indicator {
			return s
		}
	}
	return analytics.Series{Indicator: indicator, Title: indicator}
}

// unit returns the unit of the frame's first indicator.
func unit(f analytics.Frame) analytics.Unit {
	if len(f.Series) == 0 {
		return analytics.Unit{}
	}
	return f.Series[0].Unit
}
