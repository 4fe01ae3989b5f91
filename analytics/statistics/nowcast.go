package statistics

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// A Former is a year that is over: what was known of it at the day of the year, and what it became.
type Former struct {
	Year         int
	SoFar, Whole float64
}

// A Forecast is the estimate of a whole year from its beginning.
type Forecast struct {
	Value     float64
	Low, High float64 // prediction interval
	Factor    float64 // whole year by what is known at the day
	Variance  float64 // of the former years about the factor, for each unit that was known
	Years     int     // former years that it stands on
}

// LeastYears is how many former years a nowcast needs.
const LeastYears = 4

// The reasons why there is no nowcast.
var (
	ErrFewYears     = errors.New("fewer than four former years of which something was known at this day of the year")
	ErrNothingSoFar = errors.New("nothing is known of the year so far")
)

// Nowcast estimates a whole year from what is known of it so far, with the prediction interval of a coverage between 0 and 1. It
// takes the latest former years in a row of which something was known at the same day; former is in order of years.
//
// The factor is the sum of the whole years over the sum of what was known of them; the variance of a year about it grows with
// what was known, and the interval has the process and the estimation error, with Student's t for so few years:
//
//	f = ΣW / ΣS,  σ² = Σ S (W/S - f)² / (n - 1),  s.e.² = s σ² + s² σ² / ΣS
//
// Source: one development step of the chain ladder, T. Mack, Distribution-free calculation of the standard error of chain ladder
// reserve estimates, ASTIN Bulletin 23 (1993), theorem 3. Where every former year is over, the product of its steps is this one step. A
// quantile of t for the interval: D. Murphy, Unbiased loss development factors, PCAS 81 (1994). What is known is not taken
// back, so the interval does not reach below it.
func Nowcast(former []Former, soFar, coverage float64) (Forecast, error) {
	former = developed(former)
	if len(former) < LeastYears {
		return Forecast{}, ErrFewYears
	}
	if soFar <= 0 {
		return Forecast{}, ErrNothingSoFar
	}
	known, whole := 0.0, 0.0
	for _, y := range former {
		known, whole = known+y.SoFar, whole+y.Whole
	}
	f := Forecast{Factor: whole / known, Years: len(former)}
	for _, y := range former {
		off := y.Whole/y.SoFar - f.Factor
		f.Variance += y.SoFar * off * off / float64(len(former)-1)
	}
	f.Value = soFar * f.Factor
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(len(former) - 1)}.Quantile((1+coverage)/2) *
		math.Sqrt(soFar*f.Variance+soFar*soFar*f.Variance/known)
	f.Low, f.High = settle(math.Max(soFar, f.Value-half)), settle(f.Value+half)
	f.Value, f.Factor, f.Variance = settle(f.Value), settle(f.Factor), settle(f.Variance)
	return f, nil
}

// developed returns the latest years in a row of which something was known.
func developed(former []Former) []Former {
	for n := len(former) - 1; n >= 0; n-- {
		if former[n].SoFar <= 0 {
			return former[n+1:]
		}
	}
	return former
}

// A Trial is the nowcast that a former year would have had, from the years before it alone.
type Trial struct {
	Former
	Forecast
}

// Held says whether the year became what its interval said.
func (t Trial) Held() bool { return t.Low <= t.Whole && t.Whole <= t.High }

// Backtest tries the nowcast on every former year that has enough years before it.
func Backtest(former []Former, coverage float64) []Trial {
	var all []Trial
	for n, y := range former {
		if f, err := Nowcast(former[:n], y.SoFar, coverage); err == nil {
			all = append(all, Trial{Former: y, Forecast: f})
		}
	}
	return all
}

// Faded says whether facts of the latest days are so few that a list is not kept up to the day: recent of soFar facts of the
// running year lie in the last days, formerRecent of formerSoFar of the former years did at the same day of theirs. If the share
// were the same, fewer would come about by chance with a probability of less than one in twenty.
//
// Source: one-sided exact binomial test (Clopper and Pearson, Biometrika 26, 1934).
func Faded(recent, soFar, formerRecent, formerSoFar int) bool {
	if soFar == 0 || formerSoFar == 0 {
		return false
	}
	share := float64(formerRecent) / float64(formerSoFar)
	return distuv.Binomial{N: float64(soFar), P: share}.CDF(float64(recent)) < 0.05
}
