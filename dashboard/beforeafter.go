package dashboard

import (
	"net/url"
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A beforeAfter is the section that sets the years before and after an event beside each other.
type beforeAfter struct {
	Heading  string
	Sentence string
	Refused  string
	Words    string
	Caution  string // of lists that are compiled by hand
	Columns  []string
	Rows     []beforeAfterRow
	Windows  []choice
	Back     string
	Method   choice
}

type beforeAfterRow struct {
	Economy       analytics.Code
	Name, Applies string
	Spans         string
	Cells         []string
	Refused       string
}

// beforeAfter fills the section; nil where no event is chosen.
func (f figure) beforeAfter(p *locale.Printer, at place, r *analytics.Release, values url.Values) *beforeAfter {
	chosen := f.frame.Overlay.Chosen
	if chosen.ID == "" {
		return nil
	}
	b := r.BeforeAfter(f.frame, f.frame.Overlay, f.spec.View.Window)
	out := &beforeAfter{
		Heading: p.Text("ui.before-after.heading", "Before and after: {0}, {1}", chosen.Title, p.Date(chosen.Dated)),
		Words:   p.Text("ui.before-after.words", "Before and after, not because of. Other things changed in the same years, and nothing here says which of them the event brought about."),
		Refused: refusal(p, b.Refused, b.Window),
		Method:  choice{Href: at.page("/methods/before-after", nil), Text: p.Text("ui.before-after.method", "How this is computed")},
		Back:    at.page("/charts/"+f.spec.ID, with(with(values, "event", ""), "window", "")),
	}
	for _, window := range windows {
		n, _ := strconv.Atoi(window) // a digit of windows
		value := window
		if window == windows[0] {
			value = ""
		}
		out.Windows = append(out.Windows, choice{Href: at.page("/charts/"+f.spec.ID, with(values, "window", value)) + "#before-after",
			Text: p.Plural("ui.before-after.window", n, "{0} year", "{0} years"), Active: n == b.Window})
	}
	if out.Refused != "" {
		return out
	}
	if f.frame.Coverage.Curated {
		out.Caution = p.Text("ui.before-after.curated", "The list is compiled by hand and fuller for late years: a part of every rise may be the list's own.")
	}
	out.Columns = []string{p.Text("ui.table.economy", "Economy"), p.Text("ui.before-after.applies", "Does the event apply?"),
		p.Text("ui.before-after.before", "Mean before"), p.Text("ui.before-after.after", "Mean after"),
		p.Text("ui.before-after.difference", "Difference"), p.Text("ui.before-after.change", "Change")}
	for _, line := range b.Lines {
		out.Rows = append(out.Rows, f.beforeAfterRow(p, line, b.Window))
	}
	out.Sentence = f.beforeAfterSentence(p, b)
	return out
}

// refusal says why before and after are not told; empty if they are.
func refusal(p *locale.Printer, why string, window int) string {
	switch why {
	case analytics.RefusedPlanned:
		return p.Text("ui.before-after.planned", "The event is planned: there is no after yet.")
	case analytics.RefusedBreakdown:
		return p.Text("ui.before-after.breakdown", "Only a figure over time that is not broken down has a before and an after.")
	case analytics.RefusedYear:
		return p.Text("ui.before-after.year", "Only the year of the event is known.")
	case analytics.RefusedFewBefore:
		return p.Plural("ui.before-after.few-before", window, "No complete year lies before the event.", "Fewer than {0} complete years lie before the event.")
	case analytics.RefusedFewAfter:
		return p.Plural("ui.before-after.few-after", window, "No complete year lies after the event.", "Fewer than {0} complete years lie after the event.")
	case analytics.RefusedBreak:
		return p.Text("ui.before-after.break", "Editions or methods change within the window: the years are not comparable.")
	case analytics.RefusedUncovered:
		return p.Text("ui.missing.not-covered", "not covered")
	}
	return ""
}

func (f figure) beforeAfterRow(p *locale.Printer, l analytics.BeforeAfterLine, window int) beforeAfterRow {
	row := beforeAfterRow{Economy: l.Economy, Name: f.economyName(p, l.Economy), Refused: refusal(p, l.Refused, window)}
	if len(f.frame.Series) > 1 {
		row.Name += p.Text("ui.comma", ", ") + f.seriesTitle(p, l.Indicator)
	}
	row.Applies = map[string]string{
		analytics.AppliesYes:  p.Text("ui.before-after.yes", "yes"),
		analytics.AppliesPart: p.Text("ui.before-after.part", "in part"),
		analytics.AppliesNo:   p.Text("ui.before-after.no", "no"),
	}[l.Applies]
	if row.Refused != "" {
		return row
	}
	unit := f.series(l.Indicator).Unit
	quantity := func(v analytics.Value) string { return p.Quantity(v.Float, unit.Code, unit.Per) }
	change := p.Text("ui.before-after.none", "from nothing")
	if l.Change.Known {
		change = signed(l.Change.Float, p.Percent)
	}
	row.Spans = spanOf(p, l.BeforeFrom, l.BeforeTo) + " → " + spanOf(p, l.AfterFrom, l.AfterTo)
	row.Cells = []string{quantity(l.Before), quantity(l.After), signed(l.Difference.Float, func(v float64) string { return p.Quantity(v, unit.Code, unit.Per) }), change}
	return row
}

// signed prints a change with its sign.
func signed(v float64, print func(float64) string) string {
	if v > 0 {
		return "+" + print(v)
	}
	return print(v)
}

func spanOf(p *locale.Printer, from, to analytics.Period) string {
	if from == to {
		return p.Period(string(from))
	}
	return p.Period(string(from)) + "–" + p.Period(string(to))
}

// beforeAfterSentence tells the change of each economy in a sentence: first where the event applied, then where it did not. It is
// empty where nothing can be told.
func (f figure) beforeAfterSentence(p *locale.Printer, b analytics.BeforeAfter) string {
	told := map[string][]string{}
	for _, l := range b.Lines {
		if l.Refused != "" {
			continue
		}
		row := f.beforeAfterRow(p, l, b.Window)
		told[l.Applies] = append(told[l.Applies], p.Text("ui.before-after.one", "{0} from {1} to {2} ({3})", row.Name, row.Cells[0], row.Cells[1], row.Cells[3]))
	}
	text := ""
	add := func(s string) {
		if text != "" {
			text += " "
		}
		text += s
	}
	if list := told[analytics.AppliesYes]; len(list) > 0 {
		add(p.Text("ui.before-after.applied", "Mean of the complete periods before and after, where the event applies: {0}.", p.List(list)))
	}
	if list := told[analytics.AppliesPart]; len(list) > 0 {
		add(p.Text("ui.before-after.in-part", "Where it applies in part: {0}.", p.List(list)))
	}
	if list := told[analytics.AppliesNo]; len(list) > 0 {
		add(p.Text("ui.before-after.not-applied", "Where it does not apply: {0}.", p.List(list)))
	}
	return text
}
