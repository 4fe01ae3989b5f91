package plot

import (
	"math"
	"slices"
	"strconv"

	"sextant/analytics"
)

// moved tells how the only indicator moved between complete periods, from the latest start that the main economies share to
// their last common one. A break between the two ends no comparison is made over: the start lies after it.
func (t *teller) moved() []string {
	indicator := t.f.Series[0].Indicator
	to := t.reported(indicator)
	if g := t.f.Gaps; len(g) > 0 {
		to = g[0].Period
	}
	from := analytics.Period("")
	for _, e := range t.main() {
		if start := t.start(indicator, e, to); start != "" && start > from {
			from = start
		}
	}
	return t.change(from, to)
}

// start is the first period from which an economy's values are one line to a period; empty if it has none in that period or
// the line is shorter than two years.
func (t *teller) start(indicator string, e analytics.Code, to analytics.Period) analytics.Period {
	if to == "all" || !t.complete(t.at.get(indicator, e, to, "")) {
		return ""
	}
	start := analytics.Period("")
	for _, p := range slices.Backward(t.f.Periods) {
		if p > to {
			continue
		}
		o := t.at.get(indicator, e, p, "")
		if t.complete(o) && season(p) == season(to) {
			start = p
		}
		if o.Status == analytics.StatusBreak {
			break
		}
	}
	if years(start, to) < 2 {
		return ""
	}
	return start
}

func (t *teller) complete(o analytics.Observation) bool {
	return o.Value.Known && o.Status != analytics.StatusProvisional && o.Status != analytics.StatusForecast
}

// change is the sentence of a change between two periods, of the main economies that have both and no break between.
func (t *teller) change(from, to analytics.Period) []string {
	if from == "" || to == "" || from == to {
		return nil
	}
	indicator := t.f.Series[0].Indicator
	var words []string
	for _, e := range t.main() {
		first, last := t.at.get(indicator, e, from, ""), t.at.get(indicator, e, to, "")
		if start := t.start(indicator, e, to); start != "" && start <= from && t.complete(first) && t.complete(last) {
			words = append(words, t.changed(first, last))
		}
	}
	if len(words) == 0 {
		return nil
	}
	key, english := "statement.change", "From {0} to {1}: {2}."
	if season(from) != "" {
		key, english = "statement.change.quarters", "From {0} to {1}: {2}." // quarters take an article in some languages
	}
	return []string{t.p.Text(key, english, t.p.Period(string(from)), t.p.Period(string(to)), t.p.List(words))}
}

// least is the value of a count below which a change in percent says nothing: one model more is a doubling.
const least = 10

// steep is the rate beyond which both ends say more: what doubles every year began with next to nothing.
const steep = 100.0

// changed says how one economy moved: shares in percentage points, amounts in the mean compound rate a year, where the count at
// the start is large enough for one and neither end rests on few facts.
func (t *teller) changed(first, last analytics.Observation) string {
	u := series(t.f, first.Indicator).Unit
	span := years(first.Period, last.Period)
	isCount := !isMoney(u) && u.Per == ""
	rate := 100 * (math.Pow(last.Value.Float/first.Value.Float, 1/span) - 1) // compound annual growth rate
	side := last                                                             // without its bounds, which are not those of the change
	side.Low, side.High = analytics.Value{}, analytics.Value{}
	if first.N-first.Missing < last.N-last.Missing {
		side.N, side.Missing = first.N, first.Missing
	}
	switch a, b := first.Value.Float, last.Value.Float; {
	case u.Code == "percent":
		return t.p.Text("statement.change.points", "{0} percentage points from {1} ({2})", t.number(t.signed(t.p.Number(math.Abs(b-a), 2), b-a), nil), t.figure(first), t.who(side))
	case a <= 0 || b <= 0 || isCount && a < least || rate > steep || t.few(side):
		return t.p.Text("statement.change.ends", "{0} to {1} ({2})", t.figure(first), t.figure(last), t.who(side))
	default:
		return t.p.Text("statement.change.yearly", "{0} a year from {1} ({2})", t.number(t.signed(t.rounded(math.Abs(rate)), rate), nil), t.figure(first), t.who(side))
	}
}

// rounded prints a percentage that was worked out: whole from ten up, unless that would make a whole of it.
func (t *teller) rounded(v float64) string {
	if v >= 10 && v < 99 || v == 100 {
		v = math.Round(v)
	}
	return t.p.Percent(v)
}

func isMoney(u analytics.Unit) bool {
	return slices.Contains([]string{"EUR", "USD", "CNY"}, u.Code) || u.Code == "USD of 2021"
}

// signed puts a sign before what a number comes to.
func (t *teller) signed(text string, v float64) string {
	switch {
	case v > 0:
		return "+" + text
	case v < 0:
		return "−" + text
	}
	return text
}

// season is the quarter of a period: of quarters only the same one of other years is compared.
func season(p analytics.Period) string {
	if len(p) > 4 {
		return string(p[4:])
	}
	return ""
}

// years is how many years lie between two periods of one season; 0 where they have none.
func years(from, to analytics.Period) float64 {
	if len(from) < 4 || len(to) < 4 {
		return 0
	}
	a, errA := strconv.Atoi(string(from[:4]))
	b, errB := strconv.Atoi(string(to[:4]))
	if errA != nil || errB != nil {
		return 0
	}
	return float64(b - a)
}
