package statistics

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat"
)

// A Reading is the figure of one period of a series.
type Reading struct {
	Start, End string // first and last day of the period, ISO
	Value      float64
	Final      bool // the value is known, and the period is over
	Break      bool // the value is not comparable with the one before
}

// A Comparison sets the means of equally many periods before and after an event beside each other. It says nothing about causes.
type Comparison struct {
	Before, After     float64 // means per period
	Change            float64 // After / Before - 1; not a number if nothing was there before
	First, LastBefore int     // places of the first and last reading before
	FirstAfter, Last  int     // places of the first and last reading after
}

// The reasons why before and after cannot be set beside each other.
var (
	ErrFewBefore = errors.New("fewer complete periods before the event than the window has")
	ErrFewAfter  = errors.New("fewer complete periods after the event than the window has")
	ErrBreak     = errors.New("a break of the series lies within the window")
)

// BeforeAfter compares the window periods that end before an event with the window periods that begin after it. The event lies
// between the days on and until, ISO, which are the same if its day is known; the period in which it lies is on neither side.
// Readings are in order of time without a hole. Every period of both sides must be final, and comparable with the one before
// it in the window.
//
// Source: the interrupted time series of two segments without a model of trend: the difference of the segments' means (Campbell
// and Stanley, Experimental and Quasi-Experimental Designs for Research, 1963, design 7). Without a comparison group, or with one
// that is not alike, it describes and does not explain.
func BeforeAfter(all []Reading, on, until string, window int) (Comparison, error) {
	before, after := -1, len(all)
	for n, r := range all {
		if r.End < on {
			before = n
		}
		if r.Start > until && n < after {
			after = n
		}
	}
	c := Comparison{First: before - window + 1, LastBefore: before, FirstAfter: after, Last: after + window - 1}
	if c.First < 0 || !final(all[c.First:before+1]) {
		return c, ErrFewBefore
	}
	if c.Last >= len(all) || !final(all[after:c.Last+1]) {
		return c, ErrFewAfter
	}
	for _, r := range all[c.First+1 : c.Last+1] {
		if r.Break {
			return c, ErrBreak
		}
	}
	c.Before, c.After = settle(mean(all[c.First:before+1])), settle(mean(all[after:c.Last+1]))
	c.Change = math.NaN()
	if c.Before != 0 {
		c.Change = settle(c.After/c.Before - 1)
	}
	return c, nil
}

func final(some []Reading) bool {
	for _, r := range some {
		if !r.Final {
			return false
		}
	}
	return true
}

func mean(some []Reading) float64 {
	values := make([]float64, len(some))
	for n, r := range some {
		values[n] = r.Value
	}
	return stat.Mean(values, nil)
}
