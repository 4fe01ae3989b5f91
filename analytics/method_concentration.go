package analytics

import (
	"math"
	"strconv"

	"sextant/analytics/statistics"
)

// leastSample is how many known values a method needs: of fewer it gives no figure.
const leastSample = 5

func init() {
	register(method{id: "top-share", interval: IntervalBootstrap, fold: func(s sample, option func(string) string) estimate {
		n, _ := strconv.Atoi(option("top")) // one of the definition's values
		return s.bootstrapped(statistics.TopShare(n))
	}})
	register(method{id: "herfindahl", interval: IntervalBootstrap, fold: func(s sample, _ func(string) string) estimate {
		return s.bootstrapped(statistics.Herfindahl)
	}})
	register(method{id: "gini", interval: IntervalBootstrap, fold: func(s sample, _ func(string) string) estimate {
		return s.bootstrapped(statistics.Gini)
	}})
}

// bootstrapped is a statistic of a sample with its percentile interval.
func (s sample) bootstrapped(of statistics.Statistic) estimate {
	if len(s.values) < leastSample {
		return estimate{}
	}
	low, high := statistics.Bootstrap(s.values, of)
	return boundedEstimate(of.Of(s.values), low, high).withoutUnknown()
}

// withoutUnknown takes what is not a number for what is not known.
func (e estimate) withoutUnknown() estimate {
	for _, v := range []*Value{&e.value, &e.low, &e.high} {
		if math.IsNaN(v.Float) {
			*v = Value{}
		}
	}
	return e
}
