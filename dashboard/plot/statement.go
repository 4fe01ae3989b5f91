package plot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A Part is a piece of a statement. A number is set bold; one with a cell opens the rows behind it.
type Part struct {
	Text   string
	Number bool
	Cell   *analytics.Cell
}

// Statement returns what a frame says about the distance, one sentence for each gap with a ratio, as parts that a template
// sets: "€20.9 bn (EU27) against €253 bn (US) in 2025, or 1 : 12; the gap is widening." It is empty without gaps, and
// for a scorecard.
func Statement(s Spec, f analytics.Frame, p *locale.Printer) []Part {
	if s.Form == Scorecard { // its drawing says it for every indicator
		return nil
	}
	d := newDraft(s, f, nil, p, Options{Width: 760, Height: 400})
	var parts []Part
	about := "" // the indicator that the sentences are about, named where there are several
	for _, g := range f.Gaps {
		ours, theirs := d.figure(g.Indicator, g.Subject, g.Period), d.figure(g.Indicator, g.Other, g.Period)
		if !g.Ratio.Known || !ours.Value.Known || !theirs.Value.Known {
			continue
		}
		if len(parts) > 0 {
			parts = append(parts, Part{Text: " "})
		}
		if len(f.Series) > 1 && g.Indicator != about {
			about = g.Indicator
			parts = append(parts, Part{Text: d.title(about) + p.Text("chart.colon", ": ")})
		}
		parts = append(parts, d.sentence(g, ours, theirs)...)
	}
	return parts
}

// figure returns a gap's value; a frame with a dimension has none of its own.
func (d *draft) figure(indicator string, e analytics.Code, p analytics.Period) analytics.Observation {
	return d.at.get(indicator, e, p, "")
}

// sentence fills the sentence of a gap. Placeholders become marks first, so that the parts can be told apart in any language.
func (d *draft) sentence(g analytics.Gap, ours, theirs analytics.Observation) []Part {
	cell := func(o analytics.Observation) *analytics.Cell {
		return &analytics.Cell{Indicator: o.Indicator, Economy: o.Economy, Period: o.Period}
	}
	values := []Part{
		{Text: d.quantity(ours), Number: true, Cell: cell(ours)}, {Text: d.short(g.Subject)},
		{Text: d.quantity(theirs), Number: true, Cell: cell(theirs)}, {Text: d.short(g.Other)},
		{Text: d.p.Period(string(g.Period))}, {Text: d.p.Ratio(g.Ratio.Float), Number: true}, {Text: d.trend(g.Trend)},
	}
	key, english := "statement.gap", "{0} ({1}) against {2} ({3}) in {4}, or {5}; {6}."
	switch {
	case g.Period == "all" && g.Trend == "":
		key, english = "statement.gap.all", "{0} ({1}) against {2} ({3}), or {5}."
	case g.Period == "all":
		key, english = "statement.gap.all.trend", "{0} ({1}) against {2} ({3}), or {5}; {6}."
	case g.Trend == "":
		key, english = "statement.gap.once", "{0} ({1}) against {2} ({3}) in {4}, or {5}."
	}
	marks := make([]any, len(values))
	for i := range values {
		marks[i] = "\x00" + strconv.Itoa(i) + "\x00"
	}
	var parts []Part
	for i, piece := range strings.Split(d.p.Text(key, english, marks...), "\x00") {
		if i%2 == 0 {
			if piece != "" {
				parts = append(parts, Part{Text: piece})
			}
			continue
		}
		if n, err := strconv.Atoi(piece); err == nil && n < len(values) {
			parts = append(parts, values[n])
		}
	}
	return parts
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
