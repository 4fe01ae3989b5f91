package plot

import (
	"slices"

	"sextant/analytics"
)

// series tells one indicator without a breakdown: the gap if Europe is compared, else the values, or the ends of a long list.
func (t *teller) series(indicator string) []string {
	if sentence := t.gap(indicator); sentence != "" {
		return []string{sentence}
	}
	period := t.reported(indicator)
	var have []analytics.Observation
	for _, e := range t.f.Economies {
		if o := t.at.get(indicator, e, period, ""); o.Value.Known {
			have = append(have, o)
		}
	}
	switch {
	case len(have) == 0:
		return nil
	case len(t.f.Economies) > maxAlt:
		return []string{t.ranking(indicator, period, have)}
	}
	words := make([]string, len(have))
	for i, o := range have {
		words[i] = t.value(o)
	}
	return []string{t.about(indicator, t.missing(indicator, period, t.p.Text("statement.values", "{0} {1}", t.p.List(words), t.when(indicator, period))), have...)}
}

// missing ends a sentence with the economies that have no value in its period, and why.
func (t *teller) missing(indicator string, period analytics.Period, sentence string) string {
	var names []string
	why := ""
	for _, e := range t.f.Economies {
		o := t.at.get(indicator, e, period, "")
		if o.Value.Known {
			continue
		}
		names = append(names, t.short(e))
		if reason := t.absent(o); why == "" {
			why = reason
		} else if why != reason {
			why = t.p.Text("chart.missing", "no data")
		}
	}
	if len(names) == 0 {
		return t.p.Text("statement.end", "{0}.", sentence)
	}
	return t.p.Text("statement.end.absent", "{0}; {1}: {2}.", sentence, why, t.p.List(names))
}

// gap compares Europe with the economies that it may be compared with; empty where there is none. Two gaps of one period share
// a sentence.
func (t *teller) gap(indicator string) string {
	var gaps []analytics.Gap
	for _, g := range t.f.Gaps {
		if g.Indicator == indicator && g.Ratio.Known && t.side(g, g.Subject).Value.Known && t.side(g, g.Other).Value.Known {
			gaps = append(gaps, g)
		}
	}
	if len(gaps) == 0 {
		return ""
	}
	g := gaps[0]
	ours, theirs := t.side(g, g.Subject), t.side(g, g.Other)
	if len(gaps) > 1 && gaps[1].Period == g.Period && gaps[1].Subject == g.Subject {
		third := t.side(gaps[1], gaps[1].Other)
		return t.about(indicator, t.pair(gaps, t.value(ours), t.when(indicator, g.Period), t.value(theirs), t.ratio(g), t.value(third), t.ratio(gaps[1])), ours, theirs, third)
	}
	args := []any{t.value(ours), t.when(indicator, g.Period), t.value(theirs), t.ratio(g)}
	key, english := "statement.gap", "{0} {1}, against {2}, or {3}."
	switch g.Trend {
	case "widening":
		key, english = "statement.gap.widening", "{0} {1}, against {2}, or {3}; the gap is widening."
	case "closing":
		key, english = "statement.gap.closing", "{0} {1}, against {2}, or {3}; the gap is closing."
	case "unchanged":
		key, english = "statement.gap.unchanged", "{0} {1}, against {2}, or {3}; the gap is unchanged."
	}
	return t.about(indicator, t.p.Text(key, english, args...), ours, theirs)
}

// pair is the sentence of two gaps.
func (t *teller) pair(gaps []analytics.Gap, args ...any) string {
	key, english := "statement.pair", "{0} {1}, against {2}, or {3}, and {4}, or {5}."
	switch a, b := gaps[0].Trend, gaps[1].Trend; {
	case a == "" || b == "":
	case a != b:
		key, english = "statement.pair.each", "{0} {1}, against {2}, or {3}, and {4}, or {5}; the first gap {6}, the second {7}."
		args = append(args, t.moves(a), t.moves(b))
	case a == "widening":
		key, english = "statement.pair.widening", "{0} {1}, against {2}, or {3}, and {4}, or {5}; both gaps are widening."
	case a == "closing":
		key, english = "statement.pair.closing", "{0} {1}, against {2}, or {3}, and {4}, or {5}; both gaps are closing."
	default:
		key, english = "statement.pair.unchanged", "{0} {1}, against {2}, or {3}, and {4}, or {5}; both gaps are unchanged."
	}
	return t.p.Text(key, english, args...)
}

// moves is the predicate of a gap.
func (t *teller) moves(trend string) string {
	switch trend {
	case "widening":
		return t.p.Text("statement.moves.widening", "is widening")
	case "closing":
		return t.p.Text("statement.moves.closing", "is closing")
	}
	return t.p.Text("statement.moves.unchanged", "is unchanged")
}

func (t *teller) side(g analytics.Gap, e analytics.Code) analytics.Observation {
	return t.at.get(g.Indicator, e, g.Period, "")
}

func (t *teller) ratio(g analytics.Gap) string { return t.number(t.p.Ratio(g.Ratio.Float), nil) }

// ranking tells a long list by its ends: the highest and the lowest of rates, the largest three of amounts and counts. Groups
// are no rank; the European one is named apart.
func (t *teller) ranking(indicator string, period analytics.Period, have []analytics.Observation) string {
	var ours *analytics.Observation
	var single []analytics.Observation
	for _, o := range have {
		if slices.Contains(groups, o.Economy) {
			if ours == nil {
				ours = &o
			}
			continue
		}
		single = append(single, o)
	}
	sortByValue(single)
	if len(single) < 3 {
		return ""
	}
	first, last, when := single[0], single[len(single)-1], t.when(indicator, period)
	args := []any{t.value(first), t.value(last), len(single), when}
	key, english := "statement.rank", "the highest is {0} and the lowest {1}, of {2} economies {3}."
	if u := series(t.f, indicator); u.Kind != analytics.Ratio && u.Unit.Per == "" || last.Value.Float == single[len(single)-2].Value.Float {
		args[1] = t.p.List([]string{t.value(single[1]), t.value(single[2])})
		key, english = "statement.top", "the largest are {0}, {1}, of {2} economies {3}."
	}
	if ours == nil {
		return t.about(indicator, t.p.Text(key, english, args...), single...)
	}
	if args = append(args, t.value(*ours)); key == "statement.rank" {
		return t.about(indicator, t.p.Text("statement.rank.group", "the highest is {0} and the lowest {1}, of {2} economies {3}; {4} as a whole.", args...), have...)
	}
	return t.about(indicator, t.p.Text("statement.top.group", "the largest are {0}, {1}, of {2} economies {3}; {4} as a whole.", args...), have...)
}

var groups = []analytics.Code{"EU27_2020", "EUROPE", "EU", "WIDER_EUROPE", "EUROPE_OTHER", "OTHER", "WORLD"}
