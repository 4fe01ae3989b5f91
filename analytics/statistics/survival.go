package statistics

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// A Spell is how long something was watched, in any unit, and whether the event ended it. Without the event it is censored on the right:
// all that is known is that the event did not come until then.
type Spell struct {
	Time  float64
	Event bool
}

// A Step is the estimate from one time of events to the next.
type Step struct {
	Time      float64
	AtRisk    int     // spells that lasted until then or longer
	Events    int     // events at that time
	Survival  float64 // share without the event after that time, 0 to 1
	Error     float64 // standard error of Survival by Greenwood's formula
	Low, High float64 // 95 % interval of Survival on the log–log scale; NaN where Survival is 0 or 1
}

// A Curve is the estimate of Kaplan and Meier.
type Curve struct {
	Steps []Step  // one for each time with an event, in order of time
	Until float64 // longest spell: the curve says nothing beyond it, unless it has come down to 0
	From  int     // spells
}

// KaplanMeier is the product-limit estimate (Kaplan and Meier, Nonparametric Estimation from Incomplete Observations, Journal of the
// American Statistical Association 53, 1958). Spells that are censored at the time of an event count as at risk. The standard error is
// Greenwood's; the interval is on the scale log(−log S), which keeps it between 0 and 1 (Kalbfleisch and Prentice, The Statistical
// Analysis of Failure Time Data, 2002, section 1.4). Spells may come in any order and stay as they are.
func KaplanMeier(spells []Spell) Curve {
	sorted := slices.Clone(spells)
	slices.SortFunc(sorted, func(a, b Spell) int {
		switch {
		case a.Time < b.Time:
			return -1
		case a.Time > b.Time:
			return 1
		}
		return 0
	})
	c := Curve{From: len(sorted)}
	survival, greenwood := 1.0, 0.0
	for first := 0; first < len(sorted); {
		c.Until = sorted[first].Time
		after, events := first, 0
		for ; after < len(sorted) && sorted[after].Time == c.Until; after++ {
			if sorted[after].Event {
				events++
			}
		}
		if atRisk := len(sorted) - first; events > 0 {
			survival *= float64(atRisk-events) / float64(atRisk)
			greenwood += float64(events) / (float64(atRisk) * float64(atRisk-events))
			c.Steps = append(c.Steps, step(c.Until, atRisk, events, survival, greenwood))
		}
		first = after
	}
	return c
}

func step(time float64, atRisk, events int, survival, greenwood float64) Step {
	s := Step{Time: time, AtRisk: atRisk, Events: events, Survival: settle(survival), Low: math.NaN(), High: math.NaN()}
	if survival <= 0 {
		return s
	}
	s.Error = settle(survival * math.Sqrt(greenwood))
	width := distuv.UnitNormal.Quantile(0.975) * math.Sqrt(greenwood) / -math.Log(survival)
	s.Low, s.High = settle(math.Pow(survival, math.Exp(width))), settle(math.Pow(survival, math.Exp(-width)))
	return s
}

// Come is the share that the event has come to by the step, in percent, with its interval: what Survival leaves.
func (s Step) Come() (share, low, high float64) {
	of := func(survival float64) float64 { return settle(100 * (1 - survival)) }
	return of(s.Survival), of(s.High), of(s.Low)
}

// At is the step that holds at a time. Before the first event Survival is 1 and the interval NaN. False if the curve says nothing of the time.
func (c Curve) At(time float64) (Step, bool) {
	now := Step{AtRisk: c.From, Survival: 1, Low: math.NaN(), High: math.NaN()}
	for _, s := range c.Steps {
		if s.Time <= time {
			now = s
		}
	}
	return now, c.From > 0 && (time <= c.Until || now.Survival == 0)
}
