package plot

import (
	"slices"
	"strings"

	"sextant/analytics"
)

// isWhole says whether the parts that a form draws add up to a whole. Bars in groups and tables do not claim that.
func (f Form) isWhole() bool {
	return slices.Contains([]Form{StackedBar, Treemap, Sankey, Icicle}, f)
}

// large is the share of the unknown that a reader is told.
const large = 10.0

// breakdown tells what is broken down: the largest part of each of the main economies, with its share where the parts are a
// whole and none is left out, then how much is of an unknown part.
func (t *teller) breakdown(indicator string) []string {
	period := t.reported(indicator)
	if sentence := t.steps(indicator, period); sentence != "" {
		return []string{sentence}
	}
	var tops, used []analytics.Observation
	var unknown []string
	whole := t.spec.Form.isWhole() && !t.noted(func(n analytics.Note) bool { return n.Key == "note.leading" })
	totals := map[analytics.Code]float64{}
	for _, e := range t.told(indicator, period) {
		parts, hidden := t.parts(indicator, e, period)
		facts := 0
		for _, o := range parts {
			totals[e] += o.Value.Float
			facts += o.N - o.Missing
		}
		used = append(append(used, parts...), hidden...)
		top := slices.IndexFunc(parts, func(o analytics.Observation) bool { return o.By != "UNKNOWN" && o.Value.Float > 0 })
		if top < 0 {
			continue
		}
		tops = append(tops, parts[top])
		if facts < few { // too few for a share
			totals[e] = 0
			continue
		}
		at := slices.IndexFunc(parts, func(o analytics.Observation) bool { return o.By == "UNKNOWN" })
		if share := 0.0; at >= 0 && whole {
			if share = 100 * parts[at].Value.Float / totals[e]; share >= large {
				unknown = append(unknown, t.p.Text("statement.value", "{0} ({1})", t.number(t.rounded(share), nil), t.short(e)))
			}
		}
	}
	if len(tops) == 0 {
		return nil
	}
	if !whole {
		totals = nil
	}
	all := []string{t.about(indicator, t.largest(tops, t.when(indicator, period), totals), used...)}
	if len(unknown) > 0 {
		all = append(all, t.p.Text("statement.unknown", "Of an unknown part: {0}.", t.p.List(unknown)))
	}
	return all
}

// steps tells a figure that is broken down by an option of its method, such as months or how many are left out: its values at the
// first and the last step that the economies have. The largest of them would say nothing. Empty for other breakdowns.
func (t *teller) steps(indicator string, period analytics.Period) string {
	if !strings.Contains(";"+t.f.Query.Options, ";"+t.f.Dimension+":") {
		return ""
	}
	var codes []analytics.Code
	for _, by := range t.f.Codes {
		if slices.ContainsFunc(t.main(), func(e analytics.Code) bool { return t.at.get(indicator, e, period, by).Value.Known }) {
			codes = append(codes, by)
		}
	}
	if len(codes) < 2 {
		return ""
	}
	first, last := codes[0], codes[len(codes)-1]
	var words []string
	var used []analytics.Observation
	for _, e := range t.main() {
		a, b := t.at.get(indicator, e, period, first), t.at.get(indicator, e, period, last)
		if a.Value.Known && b.Value.Known {
			used = append(used, a, b)
			words = append(words, t.p.Text("statement.change.ends", "{0} to {1} ({2})", t.figure(a), t.figure(b), t.short(e)))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return t.about(indicator, t.p.Text("statement.steps", "from {0} to {1} {2}: {3}.", t.p.Text("statement.quoted", "“{0}”", t.code(first)),
		t.p.Text("statement.quoted", "“{0}”", t.code(last)), t.when(indicator, period), t.p.List(words)), used...)
}

// told are the main economies of a breakdown; where fewer than two of them stand beside others, the largest three: one alone would be
// told as the highest of all.
func (t *teller) told(indicator string, period analytics.Period) []analytics.Code {
	if list := t.main(); len(list) > 1 || len(list) == len(t.f.Economies) {
		return list
	}
	var sums []analytics.Observation
	for _, e := range t.f.Economies {
		o := analytics.Observation{Economy: e}
		for _, by := range t.f.Codes {
			o.Value.Float += t.at.get(indicator, e, period, by).Value.Float
		}
		sums = append(sums, o)
	}
	sortByValue(sums)
	var list []analytics.Code
	for _, o := range sums[:min(3, len(sums))] {
		list = append(list, o.Economy)
	}
	return list
}

// parts are the parts of an economy that have a value, largest first, and those whose facts have none.
func (t *teller) parts(indicator string, e analytics.Code, period analytics.Period) (have, hidden []analytics.Observation) {
	for _, by := range t.f.Codes {
		switch o := t.at.get(indicator, e, period, by); {
		case o.Value.Known:
			have = append(have, o)
		case o.Missing > 0:
			hidden = append(hidden, o)
		}
	}
	sortByValue(have)
	return have, hidden
}

// largest names the largest part of each economy: once, where it is the same for all. Without totals there are no shares.
func (t *teller) largest(tops []analytics.Observation, when string, totals map[analytics.Code]float64) string {
	same := !slices.ContainsFunc(tops, func(o analytics.Observation) bool { return o.By != tops[0].By })
	words := make([]string, len(tops))
	for i, o := range tops {
		who := t.short(o.Economy)
		if small := t.who(o); len(t.f.Economies) > 1 {
			who = small
		}
		name := t.p.Text("statement.quoted", "“{0}”", t.code(o.By))
		switch {
		case totals[o.Economy] > 0 && same:
			words[i] = t.p.Text("statement.part.share", "{0}, {1} of the whole ({2})", t.figure(o), t.share100(o, totals), who)
		case totals[o.Economy] > 0:
			words[i] = t.p.Text("statement.part.named.share", "{0} with {1}, {2} of the whole ({3})", name, t.figure(o), t.share100(o, totals), who)
		case same:
			words[i] = t.p.Text("statement.value", "{0} ({1})", t.figure(o), who)
		default:
			words[i] = t.p.Text("statement.part.named", "{0} with {1} ({2})", name, t.figure(o), who)
		}
	}
	name := t.p.Text("statement.quoted", "“{0}”", t.code(tops[0].By))
	switch {
	case totals != nil && same:
		return t.p.Text("statement.parts.same", "the largest part {0} is {1}: {2}.", when, name, t.p.List(words))
	case totals != nil:
		return t.p.Text("statement.parts", "the largest parts {0} are {1}.", when, t.p.List(words))
	case same:
		return t.p.Text("statement.figures.same", "the highest figure {0} is that of {1}: {2}.", when, name, t.p.List(words))
	}
	return t.p.Text("statement.figures", "the highest figures {0} are {1}.", when, t.p.List(words))
}

func (t *teller) share100(o analytics.Observation, totals map[analytics.Code]float64) string {
	return t.number(t.rounded(100*o.Value.Float/totals[o.Economy]), nil)
}
