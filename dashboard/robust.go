package dashboard

import (
	"bytes"
	"context"
	"math"
	"net/url"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A robustPart says on a chart's page how far its figures hang on how they are asked.
type robustPart struct {
	Tables []robustTable
	Files  []fileChoice
	Method choice
}

// A robustTable is one indicator: a sentence, and lines of figures where any other way to ask is possible.
type robustTable struct {
	Head, Says string
	Caption    string
	Columns    []string
	Rows       []tableRow
	Behind     string
}

// robust fills the section; nil where there is nothing to say.
func (f figure) robust(ctx context.Context, p *locale.Printer, at place, r *analytics.Release, values url.Values) (*robustPart, error) {
	if f.query.Indicators == "" || f.frame.NotLoaded() {
		return nil, nil
	}
	all, err := r.Robustness(ctx, f.query)
	if err != nil || len(all.Tables) == 0 {
		return nil, err
	}
	part := &robustPart{Method: choice{Href: at.page("/methods/robustness", nil), Text: p.Text("ui.robust.method", "How it is calculated")}}
	for _, t := range all.Tables {
		v := robustView{figure: f, p: p, at: at, t: t}
		one := robustTable{Says: v.says(), Behind: v.behind()}
		if len(all.Tables) > 1 {
			one.Head = f.seriesTitle(p, t.Indicator)
		}
		if len(t.Variants) > 1 {
			one.Caption = v.caption()
			v.lines(&one)
		}
		part.Tables = append(part.Tables, one)
	}
	if len(f.restricted()) == 0 {
		path := "/charts/" + f.spec.ID + "/robustness"
		part.Files = []fileChoice{{at.file(path+".csv", values), "CSV", "text/csv"}, {at.file(path+".json", values), "JSON", "application/json"}}
	}
	return part, nil
}

// A robustView prints one table.
type robustView struct {
	figure
	p  *locale.Printer
	at place
	t  analytics.RobustTable
}

func (v robustView) name(code analytics.Code) string {
	switch code {
	case "EU27_2020", "US", "CN":
		return v.shortName(v.p, code)
	}
	return v.t.Names[code].In(v.p.Lang())
}

// caption says what the figures are of: the period, the unit, and that a breakdown is not told apart.
func (v robustView) caption() string {
	parts := []string{v.spanText(v.p, v.t.Period), v.p.Unit(v.t.Unit.Code, v.t.Unit.Per)}
	if v.frame.Dimension != "" {
		parts = append(parts, v.p.Text("ui.robust.total", "all parts together"))
	}
	return strings.Join(parts, " · ")
}

// lines fills the table: a line for each variant, then what stands behind the figures as asked.
func (v robustView) lines(one *robustTable) {
	for _, e := range v.t.Economies {
		one.Columns = append(one.Columns, v.name(e))
	}
	for _, variant := range v.t.Variants {
		row := tableRow{Heads: []string{v.label(variant)}}
		for n, c := range variant.Cells {
			row.Cells = append(row.Cells, v.cell(variant, v.t.Economies[n], c))
		}
		one.Rows = append(one.Rows, row)
	}
	if v.t.Published {
		return
	}
	facts, hidden := tableRow{Heads: []string{v.p.Text("ui.robust.facts", "Facts behind it")}}, tableRow{Heads: []string{v.p.Text("ui.robust.hidden", "of these without a value")}}
	any := false
	for _, c := range v.t.Variants[0].Cells {
		cell := tableCell{Text: v.p.Exact(float64(c.N))}
		if known := c.N - c.Missing; known > 0 && known < thinFacts {
			cell.Small = v.p.Text("ui.robust.thin", "fewer than five")
		}
		facts.Cells = append(facts.Cells, cell)
		share := tableCell{Text: v.p.Exact(float64(c.Missing))}
		if c.Missing > 0 {
			any = true
			share.Small = v.p.Percent(math.Round(100 * float64(c.Missing) / float64(c.N)))
		}
		hidden.Cells = append(hidden.Cells, share)
	}
	if one.Rows = append(one.Rows, facts); any {
		one.Rows = append(one.Rows, hidden)
	}
}

// thinFacts is the number of facts below which a figure is called small.
const thinFacts = 5

// label names a variant.
func (v robustView) label(variant analytics.Variant) string {
	switch variant.ID {
	case analytics.VariantBorder:
		return v.p.Text("ui.robust.border", "Europe drawn as: {0}", v.name(analytics.Code(variant.Detail)))
	case analytics.VariantBasis:
		return v.p.Text("ui.robust.basis", "Counted by: {0}", v.p.Option("basis", variant.Detail))
	case analytics.VariantOne:
		return v.p.Text("ui.robust.one", "Without the largest fact of each")
	case analytics.VariantThree:
		return v.p.Text("ui.robust.three", "Without the three largest")
	case analytics.VariantMedian:
		return v.p.Text("ui.robust.median", "Median of the facts")
	case analytics.VariantMean:
		return v.p.Text("ui.robust.mean", "Mean of the facts")
	}
	return v.p.Text("ui.robust.asked", "As asked")
}

// cell prints a figure with its distance from the one as asked, which opens its rows.
func (v robustView) cell(variant analytics.Variant, e analytics.Code, c analytics.RobustCell) tableCell {
	if !c.Value.Known {
		text := v.missing(v.p, analytics.Observation{Indicator: v.t.Indicator, Economy: e, N: c.N, Missing: c.Missing})
		if known := v.t.Variants[0].Cells; variant.ID == analytics.VariantOne || variant.ID == analytics.VariantThree {
			for n, code := range v.t.Economies {
				if code == e && known[n].Value.Known {
					text = v.p.Text("ui.robust.nothing", "nothing left")
				}
			}
		}
		return tableCell{Missing: true, Text: text}
	}
	cell := tableCell{Text: v.p.Quantity(c.Value.Float, v.t.Unit.Code, v.t.Unit.Per), Data: v.t.Unit.Digits(c.Value)}
	if v.t.Unit.Per != "" || !isMoney(v.t.Unit) && v.t.Unit.Code != "percent" {
		cell.Text = v.p.Compact(c.Value.Float, 3) // the caption has the unit
	}
	if variant.ID == analytics.VariantAsked {
		cell.Href = v.rowsHref(v.at, analytics.Observation{Indicator: v.t.Indicator, Economy: e, Period: v.t.Period}, "")
	}
	if c.Change.Known {
		cell.Small = v.signed(c.Change.Float)
	}
	return cell
}

// signed prints a change in percent.
func (v robustView) signed(change float64) string {
	text := v.p.Percent(math.Abs(change))
	switch {
	case math.Abs(change) >= 10:
		text = v.p.Percent(math.Round(math.Abs(change)))
	case math.Abs(change) < 0.05:
		return v.p.Text("ui.robust.same", "the same")
	}
	if change > 0 {
		return "+" + text
	}
	return "−" + text
}

// steadyWithin is how far a reading may move, in percent, and still be called steady.
const steadyWithin = 5

// says tells what changes the reading most, or that nothing does, or that there is no other way to ask.
func (v robustView) says() string {
	s := v.t.Shift
	switch {
	case v.t.Published && len(v.t.Variants) == 1:
		return v.p.Text("ui.robust.own", "The figure is the producer’s own: there are no facts here that could be left out or counted elsewhere.")
	case len(v.t.Variants) == 1:
		return v.p.Text("ui.robust.only", "There is no other way to ask for these economies: no other border of Europe, no other place at which the facts could count.")
	case s == nil || math.Abs(s.After.Float/s.Before.Float-1)*100 < steadyWithin:
		return v.p.Text("ui.robust.steady", "No other way of asking moves the reading by {0}% or more.", steadyWithin)
	case s.Other == "":
		return v.moved(s, v.p.Quantity(s.Before.Float, v.t.Unit.Code, v.t.Unit.Per), v.p.Quantity(s.After.Float, v.t.Unit.Code, v.t.Unit.Per))
	}
	return v.moved(s, v.p.Ratio(s.Before.Float), v.p.Ratio(s.After.Float))
}

// moved is the sentence of the largest shift.
func (v robustView) moved(s *analytics.Shift, before, after string) string {
	what := v.name(s.Subject)
	if s.Other != "" {
		what = v.p.Text("ui.robust.pair", "{0} to {1}", what, v.name(s.Other))
	}
	args := []any{what, after, before}
	switch s.Variant {
	case analytics.VariantBorder:
		return v.p.Text("ui.robust.says.border", "What changes the reading most is the border of Europe. Drawn as {3}: {0}, {1} instead of {2}.", append(args, v.name(analytics.Code(s.Detail)))...)
	case analytics.VariantBasis:
		return v.p.Text("ui.robust.says.basis", "What changes the reading most is where a fact counts. Counted by {3}: {0}, {1} instead of {2}.", append(args, v.p.Option("basis", s.Detail))...)
	case analytics.VariantOne:
		return v.p.Text("ui.robust.says.one", "What changes the reading most is the largest fact of each side. Without it: {0}, {1} instead of {2}.", args...)
	}
	return v.p.Text("ui.robust.says.three", "What changes the reading most is the three largest facts of each side. Without them: {0}, {1} instead of {2}.", args...)
}

// behind says what stands behind the figures as asked: facts, sources, the date of the last one.
func (v robustView) behind() string {
	c := v.t.Coverage
	if c.Rows == 0 {
		return ""
	}
	parts := []string{v.p.Plural("ui.robust.sources", v.t.Sources, "{0} source", "{0} sources")}
	if !v.t.Published {
		parts = append([]string{v.p.Plural("ui.coverage.facts", c.Rows, "{0} fact", "{0} facts")}, parts...)
		if c.Documents > 0 {
			parts = append(parts, v.p.Plural("ui.robust.documents", c.Documents, "{0} document", "{0} documents"))
		}
	}
	if c.LastRow != "" {
		parts = append(parts, v.p.Text("ui.robust.last", "latest: {0}", v.p.Date(c.LastRow)))
	}
	return strings.Join(parts, ", ") + "."
}

// robustFile is the tables as CSV or JSON.
func (s *Server) robustFile(suffix string) planner {
	return func(q *request) (*plan, error) {
		id, err := q.id(0)
		if err != nil {
			return nil, err
		}
		c, err := s.chartOf(q, id)
		if err != nil {
			return nil, err
		}
		return &plan{values: c.values, download: id + "-robustness" + suffix, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			if _, err := exportable(ctx, r, c); err != nil {
				return nil, err
			}
			var all analytics.Robustness
			if c.query.Indicators != "" {
				if all, err = r.Robustness(ctx, c.query); err != nil {
					return nil, err
				}
			}
			write := analytics.WriteRobustJSON
			if suffix == ".csv" {
				write = analytics.WriteRobustCSV
			}
			var b bytes.Buffer
			if err := write(&b, all); err != nil {
				return nil, err
			}
			return fileAnswer(suffix, b.Bytes(), r.ID(), all.Rows()), nil
		}}, nil
	}
}
