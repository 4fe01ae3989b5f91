package analytics

import (
	"strconv"

	"sextant/analytics/statistics"
)

func init() {
	register(method{id: "quartiles", interval: IntervalQuartiles, fold: quartiles})
	register(method{id: "mega-rounds", interval: IntervalBootstrap, fold: megaRounds})
	register(method{id: "without-largest", fold: withoutLargest})
}

// quartiles are the median and, as its bounds, the lower and the upper quartile.
func quartiles(s sample, _ func(string) string) estimate {
	if len(s.values) < leastSample {
		return estimate{}
	}
	at := func(p float64) float64 { return statistics.Quantile(p).Of(s.values) }
	return boundedEstimate(at(0.5), at(0.25), at(0.75))
}

// megaRounds is the share that rounds of a threshold and more have, in percent, of the money or of the rounds as option of says.
func megaRounds(s sample, option func(string) string) estimate {
	millions, _ := strconv.ParseFloat(option("threshold"), 64) // one of the definition's values
	return s.bootstrapped(statistics.ShareFrom(millions*1e6, option("of") == "money"))
}

// withoutLargest is the sum of all values but the largest; not known where no value is left.
func withoutLargest(s sample, option func(string) string) estimate {
	largest, _ := strconv.Atoi(option("largest")) // one of the definition's values
	if len(s.values) <= largest {
		return estimate{}
	}
	return knownEstimate(statistics.WithoutLargest(largest).Of(s.values))
}
