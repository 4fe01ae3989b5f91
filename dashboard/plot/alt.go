package plot

import (
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// Alt returns the text that stands for a drawing: what it is, its statement, then the span, the extremes and the latest value of
// each economy. It is made from the frame, so it cannot go stale. A frame without values says so.
func Alt(s Spec, f analytics.Frame, rows []analytics.Row, p *locale.Printer) string {
	d := newDraft(s, f, rows, p, Options{Width: 760, Height: 400})
	parts := []string{d.kind()}
	if statement := Plain(Statement(s, f, rows, p)); statement != "" {
		parts = append(parts, statement)
	}
	switch {
	case s.Form == Map: // the statement counts the places
	case s.Form == Icicle:
		parts = append(parts, d.altNested())
	case s.Form == Timeline:
		parts = append(parts, d.altEvents())
	case len(f.Series) == 0 || !known(f, func(analytics.Observation) bool { return true }):
		parts = append(parts, p.Text("chart.alt.empty", "No values."))
	default:
		for _, series := range f.Series {
			parts = append(parts, d.altSeries(series)...)
		}
		parts = append(parts, d.altNowcasts()...)
		parts = append(parts, d.altOverlay()...)
	}
	return strings.Join(parts, " ")
}

// kind names the form.
func (d *draft) kind() string {
	for _, form := range []struct {
		form    Form
		key     string
		english string
	}{
		{Line, "line", "Line chart."}, {Bar, "bar", "Bar chart."}, {StackedBar, "stacked-bar", "Stacked bar chart."}, {Map, "map", "World map."},
		{Sankey, "sankey", "Flow diagram."}, {Treemap, "treemap", "Treemap."}, {Scatter, "scatter", "Scatter plot."}, {Timeline, "timeline", "Timeline."},
		{Slope, "slope", "Slope chart."}, {Scorecard, "scorecard", "Scorecard."}, {Table, "table", "Table."}, {Network, "network", "Network diagram."},
		{Icicle, "icicle", "Icicle: wholes on the left, their parts to the right."},
	} {
		if form.form == d.spec.Form {
			return d.p.Text("chart.form."+form.key, form.english)
		}
	}
	return ""
}

// maxAlt is how many economies or codes a text names; the table has all.
const maxAlt = 6

// altSeries describes one indicator: over time the extremes and the latest of each economy, otherwise each one's value.
func (d *draft) altSeries(s analytics.Series) []string {
	var parts []string
	head := d.title(s.Indicator)
	periods := axis(d.f)
	if len(periods) > 1 && len(d.f.Codes) == 0 {
		head = d.p.Text("chart.alt.span", "{0}, {1} to {2}.", head, d.p.Period(string(periods[0])), d.p.Period(string(periods[len(periods)-1])))
	} else if p := latest(d.f, s.Indicator); p != "all" && p != "" {
		head = d.p.Text("chart.alt.at", "{0}, {1}.", head, d.p.Period(string(p)))
	} else {
		head += "."
	}
	parts = append(parts, head)
	for i, e := range d.f.Economies {
		if i == maxAlt {
			parts = append(parts, d.p.Text("chart.alt.more", "{0} more in the table.", len(d.f.Economies)-maxAlt))
			break
		}
		parts = append(parts, d.altEconomy(s.Indicator, e))
	}
	return parts
}

// altEconomy describes an economy's values of an indicator.
func (d *draft) altEconomy(indicator string, e analytics.Code) string {
	if len(d.f.Codes) > 0 {
		return d.altCodes(indicator, e)
	}
	var all []analytics.Observation
	for _, p := range axis(d.f) {
		if o := d.at.get(indicator, e, p, ""); o.Value.Known {
			all = append(all, o)
		}
	}
	if len(all) == 0 {
		return d.p.Text("chart.alt.none", "{0}: {1}.", d.economy(e), d.absent(d.at.get(indicator, e, latest(d.f, indicator), "")))
	}
	last, most, least := all[len(all)-1], all[0], all[0]
	for _, o := range all {
		if o.Value.Float > most.Value.Float {
			most = o
		}
		if o.Value.Float < least.Value.Float {
			least = o
		}
	}
	if len(all) == 1 {
		return d.p.Text("chart.alt.one", "{0}: {1}.", d.economy(e), d.quantity(last)+d.altStatus(last))
	}
	return d.p.Text("chart.alt.line", "{0}: {1} in {2}; highest {3} in {4}, lowest {5} in {6}.", d.economy(e),
		d.quantity(last)+d.altStatus(last), d.p.Period(string(last.Period)), d.quantity(most), d.p.Period(string(most.Period)), d.quantity(least), d.p.Period(string(least.Period)))
}

func (d *draft) altStatus(o analytics.Observation) string {
	word := d.status(o.Status)
	if span := d.span(o); span != "" {
		word = strings.TrimPrefix(word+", "+d.p.Text("chart.alt.interval", "{0}, {1}", span, IntervalName(d.p, series(d.f, o.Indicator).Interval)), ", ")
	}
	if word == "" {
		return ""
	}
	return " (" + word + ")"
}

// altCodes names the largest parts of an economy.
func (d *draft) altCodes(indicator string, e analytics.Code) string {
	period := latest(d.f, indicator)
	var best []analytics.Observation
	for _, by := range d.f.Codes {
		if o := d.at.get(indicator, e, period, by); o.Value.Known {
			best = append(best, o)
		}
	}
	if len(best) == 0 {
		return d.p.Text("chart.alt.none", "{0}: {1}.", d.economy(e), d.p.Text("chart.missing", "no data"))
	}
	sortByValue(best)
	var words []string
	for _, o := range best[:min(3, len(best))] {
		words = append(words, d.code(o.By)+" "+d.quantity(o)+d.altStatus(o))
	}
	return d.p.Text("chart.alt.parts", "{0}: {1}.", d.economy(e), d.p.List(words))
}

// altEvents counts the events of each lane and names the last one.
func (d *draft) altEvents() string {
	lanes, _, _ := d.lanes()
	var words []string
	for _, l := range lanes {
		last := l.events[len(l.events)-1].row
		words = append(words, d.p.Text("chart.alt.lane", "{0}: {1} events, the last one {2}, {3}.", d.blocName(l.code), len(l.events), last.Label, d.p.Date(last.Dated)))
	}
	return strings.Join(words, " ")
}
