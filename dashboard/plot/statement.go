package plot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A Part is a piece of a statement. A number is set bold; one with a cell opens the rows behind it, one without is worked out of
// those with one: a ratio, a share, a change.
type Part struct {
	Text   string
	Number bool
	Cell   *analytics.Cell
}

// Statement returns what a chart says, in one or two sentences, as parts that a template sets; the part " " parts the sentences.
// "Private investment in AI: €20.9 bn (EU27) in 2025, against €109 bn (US), or 1 : 5.2; the gap is closing."
//
// Figures are those of the latest complete period that at least half of the economies have, and the period is named. It is
// empty where nothing is known. A form without sentences of its own is told by the shape of its frame: what is broken down by
// its largest parts, what is not by the gap, or else by the values.
func Statement(s Spec, f analytics.Frame, rows []analytics.Row, p *locale.Printer) []Part {
	t := &teller{draft: newDraft(s, f, rows, p, Options{Width: 760, Height: 400})}
	var sentences []string
	switch {
	case s.Form == Map:
		sentences = t.sites()
	case s.Form == Timeline:
		sentences = t.events()
	case len(f.Series) == 0 || !known(f, func(analytics.Observation) bool { return true }):
		return nil
	case s.Form == Scorecard:
		sentences = t.scores()
	case s.Form == Network:
		sentences = t.tied()
	case s.Form == Scatter && len(f.Series) == 2:
		sentences = t.positions()
	case s.Form == Slope && f.Dimension == "":
		from, to := t.ends2()
		sentences = append(t.series(f.Series[0].Indicator), t.change(from, to)...)
	default:
		sentences = t.byShape()
	}
	return t.split(sentences)
}

// mostSentences is how many sentences a statement has.
const mostSentences = 2

// byShape tells a frame by its shape: each of the first two indicators in a sentence, or the only one in two.
func (t *teller) byShape() []string {
	var all []string
	for _, s := range t.f.Series {
		if t.f.Dimension != "" {
			all = append(all, t.breakdown(s.Indicator)...)
		} else {
			all = append(all, t.series(s.Indicator)...)
		}
	}
	if len(t.f.Series) == 1 && t.f.Dimension == "" {
		all = append(all, t.moved()...)
	}
	return all
}

// A teller composes sentences. Numbers stand in them as marks until the end, so that whole sentences go through the catalogue
// and a number keeps its cell in any language.
type teller struct {
	*draft
	numbers []Part
}

// number keeps a number and returns its mark.
func (t *teller) number(text string, cell *analytics.Cell) string {
	t.numbers = append(t.numbers, Part{Text: text, Number: true, Cell: cell})
	return "\x00" + strconv.Itoa(len(t.numbers)-1) + "\x00"
}

// figure returns the mark of an observation's value, or says why there is none.
func (t *teller) figure(o analytics.Observation) string {
	if !o.Value.Known {
		return t.absent(o)
	}
	return t.number(t.quantity(o), &analytics.Cell{Indicator: o.Indicator, Economy: o.Economy, Period: o.Period, By: o.By})
}

// split takes the sentences apart at the marks.
func (t *teller) split(sentences []string) []Part {
	var parts []Part
	for n, sentence := range sentences[:min(len(sentences), mostSentences)] {
		if n > 0 {
			parts = append(parts, Part{Text: " "})
		}
		for i, piece := range strings.Split(sentence, "\x00") {
			at, err := strconv.Atoi(piece)
			switch {
			case i%2 == 1 && err == nil:
				parts = append(parts, t.numbers[at])
			case piece != "":
				parts = append(parts, Part{Text: piece})
			}
		}
	}
	return parts
}

// about puts before a sentence what it is about: the indicator, that the facts are a list's, that amounts are undisclosed.
func (t *teller) about(indicator, sentence string, used ...analytics.Observation) string {
	title := t.title(indicator)
	curated := t.f.Coverage.Curated && !strings.Contains(series(t.f, indicator).Title, " list") // which some titles say themselves
	hidden := slices.ContainsFunc(used, func(o analytics.Observation) bool { return o.Missing > 0 })
	switch {
	case curated && hidden:
		return t.p.Text("statement.of.list.disclosed", "{0}, in our list and of what is disclosed: {1}", title, sentence)
	case curated:
		return t.p.Text("statement.of.list", "{0}, in our list: {1}", title, sentence)
	case hidden:
		return t.p.Text("statement.of.disclosed", "{0}, of what is disclosed: {1}", title, sentence)
	}
	return t.p.Text("statement.of", "{0}: {1}", title, sentence)
}

// when says of what time a figure is, as an adverb that a sentence takes as it is.
func (t *teller) when(indicator string, period analytics.Period) string {
	q := t.f.Query
	switch {
	case period == "all" && (series(t.f, indicator).Kind == analytics.Stock || t.noted(func(n analytics.Note) bool { return n.Key == "note.stands" })):
		return t.p.Text("statement.when.date", "on {0}", t.p.Date(t.f.AsOf))
	case period == "all" && q.From != "" && q.To != "":
		return t.p.Text("statement.when.span", "from {0} to {1}", q.From, q.To)
	case period == "all" && q.From != "":
		return t.p.Text("statement.when.since", "since {0}", q.From)
	case period == "all" && q.To != "":
		return t.p.Text("statement.when.until", "until {0}", q.To)
	case period == "all":
		return t.p.Text("statement.when.all", "over all years")
	case len(period) > 4:
		return t.p.Text("statement.when.quarter", "in {0}", t.p.Period(string(period)))
	}
	return t.p.Text("statement.when.year", "in {0}", t.p.Period(string(period)))
}

// few is the number of facts below which a figure says how many it rests on.
const few = 5

// few says whether a figure made of facts rests on fewer than five of them.
func (t *teller) few(o analytics.Observation) bool {
	n := o.N - o.Missing
	return n > 0 && n < few && t.noted(func(n analytics.Note) bool { return n.Kind == "small-n" })
}

func (t *teller) noted(is func(analytics.Note) bool) bool { return slices.ContainsFunc(t.f.Notes, is) }

// who names the side that a value is of, and how the value may be read: estimated, resting on few facts, between bounds.
func (t *teller) who(o analytics.Observation) string {
	name := t.short(o.Economy)
	if o.By != "" && len(t.f.Economies) == 1 {
		name = t.code(o.By)
	}
	switch o.Status {
	case analytics.StatusEstimated, analytics.StatusForecast, analytics.StatusUncertain:
		name = t.p.Text("statement.read", "{0}, {1}", name, t.status(o.Status))
	}
	if t.few(o) {
		name = t.p.Plural("statement.few", o.N-o.Missing, "{1}, from {0} fact", "{1}, from {0} facts", name)
	}
	if o.Bounded() {
		u := series(t.f, o.Indicator).Unit
		low, high := t.p.Quantity(o.Low.Float, u.Code, u.Per), t.p.Quantity(o.High.Float, u.Code, u.Per)
		name = t.p.Text("statement.between", "{0}, between {1} and {2}", name, t.number(low, nil), t.number(high, nil))
	}
	return name
}

// value is a figure and whose it is.
func (t *teller) value(o analytics.Observation) string {
	return t.p.Text("statement.value", "{0} ({1})", t.figure(o), t.who(o))
}

// main are the economies that sentences tell of, four at most: those asked for if they are few, else Europe and the two it is
// compared with.
func (t *teller) main() []analytics.Code {
	if len(t.f.Economies) <= 4 {
		return t.f.Economies
	}
	var list []analytics.Code
	for _, e := range t.f.Economies {
		if slices.Contains(leading, e) && !(e == "EUROPE" && slices.Contains(t.f.Economies, "EU27_2020")) {
			list = append(list, e)
		}
	}
	return list
}

var leading = []analytics.Code{"EU27_2020", "EUROPE", "US", "CN"}

// reported returns the latest complete period that at least half of the main economies have, of a long list half of all; the last
// with any value where all are provisional.
func (t *teller) reported(indicator string) analytics.Period {
	among := t.main()
	if len(among) == 0 || len(t.f.Economies) > maxAlt {
		among = t.f.Economies
	}
	return cmp.Or(t.f.Latest(indicator, among), latest(t.f, indicator))
}

// Plain returns a statement as text, for descriptions and feeds.
func Plain(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// sortByValue sorts observations by value, largest first.
func sortByValue(all []analytics.Observation) {
	slices.SortStableFunc(all, func(a, b analytics.Observation) int { return cmp.Compare(b.Value.Float, a.Value.Float) })
}
