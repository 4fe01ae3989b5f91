package analytics

import (
	"strconv"

	"sextant/analytics/statistics"
)

func init() {
	register(method{id: "kaplan-meier", interval: IntervalGreenwood, mark: "is_event", fold: graduated})
}

// graduated is the share, in percent, that the event has come to within months, with its interval. It is not known where fewer than five
// were watched from the beginning or when the last event came, or where nobody was watched for so long.
func graduated(s sample, option func(string) string) estimate {
	months, _ := strconv.ParseFloat(option("months"), 64) // one of the definition's values
	if len(s.values) < leastSample {
		return estimate{}
	}
	spells := make([]statistics.Spell, len(s.values))
	for at, watched := range s.values {
		spells[at] = statistics.Spell{Time: watched, Event: s.marks[at] > 0}
	}
	step, known := statistics.KaplanMeier(spells).At(months)
	if !known || step.AtRisk < leastSample {
		return estimate{}
	}
	share, low, high := step.Come()
	return boundedEstimate(share, low, high).withoutUnknown()
}
