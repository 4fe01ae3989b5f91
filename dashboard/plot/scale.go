package plot

import (
	"math"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A scale is a value axis with the ticks where lines are drawn: at most five, at round values, enclosing the data.
type scale struct {
	Min, Max, Step float64
	Ticks          []float64
	Log            bool
}

// linear returns a scale over [lo, hi]. Zero is on it when the data begin near zero, or zero says so (bars).
func linear(lo, hi float64, zero bool) scale {
	if lo > hi {
		lo, hi = 0, 1
	}
	if zero || lo > 0 && lo < hi*0.6 {
		lo = math.Min(lo, 0)
	}
	if zero || hi < 0 && hi > lo*0.6 {
		hi = math.Max(hi, 0)
	}
	if lo == hi {
		lo, hi = lo-math.Max(1, math.Abs(lo)/10), hi+math.Max(1, math.Abs(hi)/10)
	}
	step := nice((hi - lo) / 5)
	for {
		first, last := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
		if last-first <= 5 {
			s := scale{Min: tidy(first * step), Max: tidy(last * step), Step: step}
			for i := first; i <= last; i++ {
				s.Ticks = append(s.Ticks, tidy(i*step))
			}
			return s
		}
		step = nice(step * 1.01)
	}
}

// logarithmic returns a scale in powers of ten over positive data.
func logarithmic(lo, hi float64) scale {
	first, last := math.Floor(math.Log10(lo)+1e-9), math.Ceil(math.Log10(hi)-1e-9)
	if first == last {
		last++
	}
	every := math.Ceil((last - first) / 5)
	last = first + every*math.Ceil((last-first)/every)
	s := scale{Min: math.Pow(10, first), Max: math.Pow(10, last), Step: every, Log: true}
	for i := first; i <= last; i += every {
		s.Ticks = append(s.Ticks, math.Pow(10, i))
	}
	return s
}

// nice rounds a step up to 1, 2, 2.5 or 5 times a power of ten.
func nice(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if step <= m*power*(1+1e-9) {
			return tidy(m * power)
		}
	}
	return tidy(10 * power)
}

// tidy takes the noise off a product of a short decimal.
func tidy(v float64) float64 {
	if v == 0 {
		return 0
	}
	digits := math.Pow(10, 12-math.Ceil(math.Log10(math.Abs(v))))
	return math.Round(v*digits) / digits
}

// at returns where on the axis a value lies, from 0 to 1.
func (s scale) at(v float64) float64 {
	if s.Log {
		return math.Log10(v/s.Min) / math.Log10(s.Max/s.Min)
	}
	return (v - s.Min) / (s.Max - s.Min)
}

// inside keeps a value on a logarithmic axis, which has no place for zero.
func (s scale) inside(v float64) float64 {
	if s.Log {
		return math.Max(v, s.Min)
	}
	return v
}

// word is the power that an axis counts in, said on its top tick only.
var words = []struct {
	power float64
	code  string
}{{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1, ""}}

// labels returns the text of each tick. The top one carries the unit where it is short: "€60 bn" above 40, 20, 0.
func (s scale) labels(u analytics.Unit, p *locale.Printer) []string {
	out := make([]string, len(s.Ticks))
	top := len(s.Ticks) - 1
	power := 1.0
	for _, w := range words {
		if largest := math.Max(math.Abs(s.Max), math.Abs(s.Min)); largest >= w.power {
			power = w.power
			break
		}
	}
	for i, tick := range s.Ticks {
		switch {
		case i == top:
			out[i] = tickUnit(tick, u, p)
		case s.Log:
			out[i] = p.Compact(tick, 4)
		case tick == 0:
			out[i] = "0"
		default:
			out[i] = p.Number(tick/power, 4)
		}
	}
	return out
}

// tickUnit prints a value as an axis does: with a currency or per cent, otherwise the number alone.
func tickUnit(v float64, u analytics.Unit, p *locale.Printer) string {
	switch {
	case u.Per == "capita" && shortUnit(u):
		return p.Quantity(v, u.Code, "")
	case shortUnit(u):
		return p.Quantity(v, u.Code, u.Per)
	}
	return p.Compact(v, 4)
}

// shortUnit says whether a unit fits on a tick. Others stand above the axis.
func shortUnit(u analytics.Unit) bool {
	return u.Code == "percent" || u.Per == "gdp" || len(u.Code) <= 4 && strings.ToUpper(u.Code) == u.Code
}
