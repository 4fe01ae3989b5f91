package plot

import (
	"slices"

	"sextant/analytics"
)

// sites tells a map: how many places, by the bloc of their owner.
func (t *teller) sites() []string {
	if len(t.rows) == 0 {
		return nil
	}
	counts := map[analytics.Code]int{}
	for _, r := range t.rows {
		counts[owner(r)]++
	}
	var words []string
	for _, bloc := range owners {
		if n := counts[bloc]; n > 0 {
			words = append(words, t.p.Text("statement.value", "{0} ({1})", t.number(t.p.Exact(float64(n)), nil), t.shortBloc(bloc)))
		}
	}
	return []string{t.counted(t.p.Plural("statement.sites", len(t.rows), "{0} place; by the home of the owner {1}.", "{0} places; by the home of the owner {1}.", t.p.List(words)))}
}

// shortBloc is the short name of a bloc.
func (t *teller) shortBloc(bloc analytics.Code) string {
	if _, ok := shortNames[bloc]; ok {
		return t.short(bloc)
	}
	return t.blocName(bloc)
}

// counted says of a sentence about rows what the rows are.
func (t *teller) counted(sentence string) string {
	if len(t.f.Series) > 0 {
		return t.about(t.f.Series[0].Indicator, sentence)
	}
	return sentence
}

// events tells a timeline: how many events on each side, then the first and the latest that has happened, and how many are to come.
func (t *teller) events() []string {
	lanes, _, _ := t.lanes()
	if len(lanes) == 0 {
		return nil
	}
	var words []string
	total := 0
	for _, l := range lanes {
		total += len(l.events)
		words = append(words, t.p.Text("statement.value", "{0} ({1})", t.number(t.p.Exact(float64(len(l.events))), nil), t.laneName(l.code)))
	}
	all := []string{t.counted(t.p.Plural("statement.events", total, "{0} event: {1}.", "{0} events: {1}.", t.p.List(words)))}
	past, ahead := t.past()
	if len(past) == 0 {
		return all
	}
	first, last := past[0], past[len(past)-1]
	args := []any{first.Label, t.p.Date(first.Dated), last.Label, t.p.Date(last.Dated)}
	if ahead > 0 {
		return append(all, t.p.Plural("statement.events.ahead", ahead, "The first is “{1}”, {2}, the latest “{3}”, {4}; {0} is dated later.",
			"The first is “{1}”, {2}, the latest “{3}”, {4}; {0} are dated later.", args...))
	}
	return append(all, t.p.Text("statement.events.ends", "The first is “{0}”, {1}, the latest “{2}”, {3}.", args...))
}

// past are the events that have surely happened by the release's date, in order; a date that is known by month or year has passed
// with its last day. Ahead is how many are dated later.
func (t *teller) past() (past []analytics.Row, ahead int) {
	for _, r := range byDate(t.rows) {
		lastDay := r.Dated + "-12-31"[min(6, max(0, len(r.Dated)-4)):]
		switch _, ok := when(r.Dated); {
		case !ok:
		case t.f.AsOf != "" && (r.Dated > t.f.AsOf || r.Status == analytics.StatusForecast):
			ahead++
		case t.f.AsOf == "" || lastDay <= t.f.AsOf:
			past = append(past, r)
		}
	}
	return past, ahead
}

// positions tells a scatter: where the main economies stand on both axes, each at the latest complete period, and how many have both.
func (t *teller) positions() []string {
	x, y := t.f.Series[0].Indicator, t.f.Series[1].Indicator
	atX, atY := latest(t.f, x), latest(t.f, y)
	var both []analytics.Observation
	for _, e := range t.f.Economies {
		if o := t.at.get(y, e, atY, ""); o.Value.Known && t.at.get(x, e, atX, "").Value.Known {
			both = append(both, o)
		}
	}
	sortByValue(both)
	var words []string
	tell := func(o analytics.Observation) {
		words = append(words, t.p.Text("statement.point", "{0} and {1} ({2})", t.figure(t.at.get(x, o.Economy, atX, "")), t.figure(o), t.who(o)))
	}
	for _, o := range both {
		if slices.Contains(t.main(), o.Economy) {
			tell(o)
		}
	}
	for _, o := range both { // without Europe the one that stands highest takes its place
		if len(words) < 3 && !slices.Contains(t.main(), o.Economy) {
			tell(o)
		}
	}
	if len(words) == 0 {
		return nil
	}
	return []string{t.p.Plural("statement.points", len(both), "{1} {2} and {3} {4}: {5}; {0} economy has both.", "{1} {2} and {3} {4}: {5}; {0} economies have both.",
		t.title(x), t.when(x, atX), t.title(y), t.when(y, atY), t.p.List(words))}
}

// scores tells a scorecard: in how many of the figures Europe has less than each of the others, and which way the gaps move.
func (t *teller) scores() []string {
	var all []string
	for _, other := range []analytics.Code{"US", "CN"} {
		compared, less, widening, closing := 0, 0, 0, 0
		for _, g := range t.f.Gaps {
			if g.Other != other || !g.Ratio.Known {
				continue
			}
			compared++
			if g.Ratio.Float < 1 {
				less++
			}
			switch g.Trend {
			case "widening":
				widening++
			case "closing":
				closing++
			}
		}
		if compared == 0 {
			continue
		}
		args := []any{t.tally(less), t.tally(widening), t.tally(closing)}
		if other == "US" {
			all = append(all, t.p.Plural("statement.score.US", compared, "Europe and the United States, {0} figure of the latest complete periods: Europe has less in {1}; the gap is widening in {2} and closing in {3}.",
				"Europe and the United States, {0} figures of the latest complete periods: Europe has less in {1}; the gap is widening in {2} and closing in {3}.", args...))
		} else {
			all = append(all, t.p.Plural("statement.score.CN", compared, "Europe and China, {0} figure: Europe has less in {1}; the gap is widening in {2} and closing in {3}.",
				"Europe and China, {0} figures: Europe has less in {1}; the gap is widening in {2} and closing in {3}.", args...))
		}
	}
	return all
}

func (t *teller) tally(n int) string { return t.number(t.p.Exact(float64(n)), nil) }
