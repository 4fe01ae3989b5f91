package dashboard

import (
	"context"
	"html/template"
	"slices"
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/plot"
)

// A gapOnePage is the gap in one indicator.
type gapOnePage struct {
	chrome
	Crumb        choice
	Heading      string
	Statement    []phrase
	Action       string
	Filters      gapForm
	State        *state
	Subtitle     string
	Wide, Narrow template.HTML
	credit
	Latest    gapTab
	Growth    gapTab
	Grew      []phrase
	CatchUp   gapCatchUp
	Years     table
	About     chartPage // notes, what the number is not, sources
	Indicator choice
	Methods   []methodLine
	Files     []fileChoice
	Cite      string
}

// A gapForm is a form of selects; the fields of the other forms of the page are hidden in it.
type gapForm struct {
	Hidden  []hidden
	Selects []selection
}

// A gapTab is a small table of numbers.
type gapTab struct {
	Heads []string
	Rows  []gapTabRow
}

type gapTabRow struct {
	Code  analytics.Code
	Name  string
	Cells []tableCell
}

// A gapView of one indicator on a release.
type gapOne struct {
	gapView
	a    analytics.GapAnswer
	f    figure // the figures of both sides, so that they print and link as on their chart
	rows bool   // there is a chart whose rows they are
}

// one is the page of the gap in one indicator.
func (v gapView) one(ctx context.Context, r *analytics.Release, q analytics.GapQuery, about subject) (*answer, error) {
	a, err := r.Gap(ctx, q)
	if err != nil {
		return nil, err
	}
	o := gapOne{gapView: v, a: a}
	o.f, o.rows = v.s.gapFigure(a)
	page := &gapOnePage{Crumb: choice{Href: v.at.page("/"+v.page.Slug, nil), Text: pageText(v.p, v.page, "title", v.page.Title)},
		Heading: o.heading(), Action: "/" + v.p.Lang() + "/" + v.page.Slug, Files: v.files(), Methods: v.methods(a.Indicator.ID), Statement: o.latest(),
		Indicator: choice{Href: v.at.page("/indicators/"+a.Indicator.ID, nil), Text: v.title(a.Indicator.ID, a.Indicator.Title)}}
	page.Filters = o.filters(r)
	if err := o.draw(ctx, page); err != nil {
		return nil, err
	}
	page.Latest, page.Growth, page.Grew, page.CatchUp = o.latestTab(), o.growthTab(), o.grew(), o.catchUp()
	page.Years = o.years()
	o.f.fillSources(v.p, v.at, &page.About)
	page.credit = o.f.credit(v.p, v.at)
	about.title, about.description = page.Heading, plain(page.Statement)
	page.chrome = v.s.chrome(v.q, editionOf(r), about)
	page.Cite = v.p.Text("ui.gap.cite", "Sextant, gaps between economies, release {0}, {1}", r.ID(), v.s.config.BaseURL+
		address("/"+v.p.Lang()+"/"+v.page.Slug, releaseOnly(v.values, r.ID())))
	return v.s.html(v.q, "gapone", page)
}

// gapFigure is the frame of an answer as a figure of the chart that shows the indicator, so that its numbers lead to the chart's rows;
// false if no chart shows it alone.
func (s *Server) gapFigure(a analytics.GapAnswer) (figure, bool) {
	f := figure{frame: a.Frame, query: a.Frame.Query, spec: plot.Spec{ID: "gap"}}
	for _, spec := range s.content.charts {
		if len(spec.Indicators) != 1 || spec.Indicators[0] != a.Indicator.ID || spec.Form.NeedsRows() {
			continue
		}
		defaults, err := s.content.catalogue.Parse(nil, spec.Defaults())
		if err != nil {
			continue
		}
		if again, err := s.content.catalogue.Parse(f.query.Values(defaults), defaults); err == nil && again == f.query {
			f.spec, f.defaults = plot.Spec{ID: spec.ID, Page: spec.Page}, defaults
			return f, true
		}
	}
	return f, false
}

func (o gapOne) heading() string {
	return o.p.Text("ui.gap.heading", "{0}: the gap", o.title(o.a.Indicator.ID, o.a.Indicator.Title))
}

func (o gapOne) called(code analytics.Code) string { return o.short(o.a.Frame.EconomyNames, code) }

// europe is the Europe that is compared, or was wanted.
func (o gapOne) europe() string { return o.called(europeOf(o.a.Subject, o.a.Query.Group)) }

func (o gapOne) unit() analytics.Unit { return o.a.Frame.Series[0].Unit }

// number is a figure of a sentence; it leads to its rows if a chart has them.
func (o gapOne) number(x analytics.Observation) phrase {
	one := phrase{Text: o.amount(x.Value, o.unit()), Num: true, Economy: x.Economy}
	if o.rows && x.N > 0 {
		one.Href = o.f.rowsHref(o.at, x, "")
	}
	return one
}

// latest says where both sides stand, one sentence for each other.
func (o gapOne) latest() []phrase {
	var list []phrase
	for _, s := range o.a.Sides {
		if len(list) > 0 {
			list = append(list, phrase{Text: " "})
		}
		if s.Why != "" {
			list = append(list, phrase{Text: o.p.Text("ui.gap.say.none", "{0}: {1}.", o.called(s.Other), o.whyText(s.Why, o.europe(), o.called(s.Other)))})
			continue
		}
		list = append(list, sentence(o.p.Text("ui.gap.say.latest", "{0}: {1} ({2}) against {3} ({4}), or {5}, a difference of {6}", marks(7)...),
			phrase{Text: o.period(s.Gap.Period)}, o.number(s.Ours), phrase{Text: o.europe()}, o.number(s.Theirs), phrase{Text: o.called(s.Other)},
			strong(o.p.Ratio(s.Gap.Ratio.Float)), strong(o.difference(s.Difference, o.unit())))...)
		if s.Gap.Trend != "" {
			list = append(list, sentence(o.p.Text("ui.gap.say.trend", "; the gap is {0} ({1}, after {2} in {3})", marks(4)...), phrase{Text: trendText(o.p, s.Gap.Trend)},
				phrase{Text: o.share(s.Gap.Ratio)}, phrase{Text: o.share(s.Gap.PreviousRatio)}, phrase{Text: o.period(s.Gap.Previous)})...)
		}
		list = append(list, phrase{Text: "."})
	}
	return list
}

// draw puts the ratios over time on the page, or says why there are none.
func (o gapOne) draw(ctx context.Context, page *gapOnePage) error {
	frame := o.a.Ratios()
	spec := plot.Spec{ID: "gap", Form: plot.Line, Title: page.Heading, View: plot.View{Parity: 100}}
	frame.Series[0].Title = o.p.Text("ui.gap.series", "{0} as a percentage of each", o.europe())
	page.Subtitle = joined(" · ", frame.Series[0].Title, o.f.unitText(o.p), o.prices())
	f := figure{spec: spec, query: frame.Query, frame: frame}
	var err error
	if f.known() > 0 && !slices.Contains(frame.Periods, "all") {
		page.Wide, page.Narrow, err = o.s.drawings(ctx, o.p, f, wideWidth)
	}
	if f.known() == 0 {
		page.State = &state{Head: o.p.Text("ui.gap.empty", "No figure has both sides"), Text: plain(page.Statement)}
	}
	return err
}

// prices says how money is counted.
func (o gapOne) prices() string {
	if o.a.Frame.Query.Prices == "" || o.unit().Per == "gdp" {
		return ""
	}
	return o.p.Text("ui.prices.current", "current prices")
}

// latestTab is the latest figures and their ratios, undivided and divided.
func (o gapOne) latestTab() gapTab {
	t := gapTab{Heads: []string{o.p.Text("ui.gap.against", "Against"), o.p.Text("ui.gap.year", "Year"), o.europe(), o.p.Text("ui.gap.other", "The other"), o.p.Text("ui.gap.difference", "Difference")}}
	divided := o.a.Divided
	if len(divided) == 0 {
		divided = []analytics.GapDivided{{Per: o.a.Query.Query.Per}}
	}
	for _, d := range divided {
		t.Heads = append(t.Heads, map[string]string{"": o.p.Text("ui.gap.ratio", "Ratio"), "capita": o.p.Text("ui.gap.ratio.capita", "per head"),
			"gdp": o.p.Text("ui.gap.ratio.gdp", "per GDP")}[d.Per])
	}
	for _, s := range o.a.Sides {
		row := gapTabRow{Code: s.Other, Name: o.called(s.Other)}
		if s.Why != "" {
			row.Cells = []tableCell{{Missing: true, Text: o.whyText(s.Why, o.europe(), o.called(s.Other))}}
			t.Rows = append(t.Rows, row)
			continue
		}
		row.Cells = []tableCell{{Text: o.period(s.Gap.Period)}, o.linked(s.Ours), o.linked(s.Theirs),
			{Text: o.plusMinus(s.Difference, o.unit()), Data: o.unit().Digits(s.Difference)}}
		for _, d := range divided {
			ratio := d.Ratios[s.Other]
			if len(o.a.Divided) == 0 {
				ratio = s.Gap.Ratio
			}
			row.Cells = append(row.Cells, o.ratioCell(ratio))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// linked is a figure of a table; it leads to its rows if a chart has them.
func (o gapOne) linked(x analytics.Observation) tableCell {
	c := tableCell{Text: o.amount(x.Value, o.unit()), Data: o.unit().Digits(x.Value), Missing: !x.Value.Known, Mark: statusMark(x.Status)}
	if o.rows && x.N > 0 {
		c.Href = o.f.rowsHref(o.at, x, "")
	}
	return c
}

func (o gapOne) ratioCell(ratio analytics.Value) tableCell {
	if !ratio.Known {
		return tableCell{Missing: true, Text: o.p.Text("ui.missing.none", "no data")}
	}
	return tableCell{Text: o.p.Ratio(ratio.Float), Data: analytics.Unit{}.Digits(ratio)}
}

// growthTab is the growth of both sides in each window.
func (o gapOne) growthTab() gapTab {
	t := gapTab{Heads: []string{o.p.Text("ui.gap.against", "Against"), o.p.Text("ui.gap.window", "Window"), o.europe(), o.p.Text("ui.gap.other", "The other"),
		o.p.Text("ui.gap.ratio", "Ratio"), o.p.Text("ui.gap.rates", "At these rates")}}
	for _, s := range o.a.Sides {
		g, row := s.Growth, gapTabRow{Code: s.Other, Name: o.called(s.Other)}
		switch {
		case s.Why != "":
			row.Cells = []tableCell{{Missing: true, Text: o.whyText(s.Why, o.europe(), row.Name)}}
		case g.Why != "":
			row.Cells = []tableCell{{Missing: true, Text: o.whyText(g.Why, o.europe(), row.Name)}}
		default:
			window := tableCell{Text: o.period(g.First) + "–" + o.period(g.Last)}
			if g.Cut != "" {
				window.Small = o.p.Text("ui.gap.cut", "cut: another edition from {0}", o.period(g.Cut))
			}
			row.Cells = []tableCell{window, o.rateCell(g.Ours, g.OursLine), o.rateCell(g.Theirs, g.TheirsLine), {Text: o.perYear(g.Relative), Data: percentDigits(g.Relative)},
				{Text: o.outlook(s)}}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func percentDigits(v analytics.Value) string {
	v.Float *= 100
	return analytics.Unit{}.Digits(v)
}

// rateCell is a compound rate, with the rate of the line through all years below it.
func (o gapOne) rateCell(rate, line analytics.Value) tableCell {
	c := tableCell{Text: o.perYear(rate), Data: percentDigits(rate)}
	if line.Known {
		c.Small = o.p.Text("ui.gap.line", "{0} by all years", o.perYear(line))
	}
	return c
}

// outlook says when the sides would be level, or how fast the gap widens, if both went on as in the window.
func (o gapOne) outlook(s analytics.GapSide) string {
	g := s.Growth
	switch {
	case g.YearsToParity.Known && g.YearsToParity.Float <= far:
		return o.p.Text("ui.gap.parity", "level in {0}; half the distance in {1} years", o.yearAfter(g.Last, g.YearsToParity), o.span(g.YearsToHalf))
	case g.YearsToParity.Known:
		return o.p.Text("ui.gap.parity.far", "level in more than {0} years", strconv.Itoa(far))
	case g.YearsToFactor.Known && s.Gap.Ratio.Float < 1:
		return o.p.Text("ui.gap.halves", "the ratio halves every {0} years", o.span(g.YearsToFactor))
	case g.YearsToFactor.Known:
		return o.p.Text("ui.gap.doubles", "the ratio doubles every {0} years", o.span(g.YearsToFactor))
	}
	return o.p.Text("ui.gap.steady", "no change to speak of")
}

// grew says in words how both sides grew.
func (o gapOne) grew() []phrase {
	var list []phrase
	for _, s := range o.a.Sides {
		g := s.Growth
		if s.Why != "" || g.Why != "" {
			continue
		}
		if len(list) > 0 {
			list = append(list, phrase{Text: " "})
		}
		list = append(list, sentence(o.p.Text("ui.gap.say.growth", "{0} to {1}: {2} {3} a year, {4} {5} a year. At these rates: {6}.", marks(7)...),
			phrase{Text: o.period(g.First)}, phrase{Text: o.period(g.Last)}, phrase{Text: o.europe()}, phrase{Text: o.perYear(g.Ours), Num: true, Economy: o.a.Subject},
			phrase{Text: o.called(s.Other)}, phrase{Text: o.perYear(g.Theirs), Num: true, Economy: s.Other}, phrase{Text: o.outlook(s)})...)
	}
	return list
}

// years is the table of all years: figures of both sides and ratios.
func (o gapOne) years() table {
	ratios := o.a.Ratios()
	t := table{Caption: o.p.Text("ui.gap.years", "All years"), Corner: []string{o.p.Text("ui.gap.year", "Year")}}
	var shown []analytics.Code
	for _, code := range o.a.Frame.Economies {
		if slices.ContainsFunc(o.a.Frame.Observations, func(x analytics.Observation) bool { return x.Economy == code && x.Value.Known }) {
			shown = append(shown, code)
			t.Columns = append(t.Columns, o.called(code))
		}
	}
	for _, code := range ratios.Economies {
		t.Columns = append(t.Columns, o.p.Text("ui.gap.of", "{0} in % of {1}", o.europe(), o.called(code)))
	}
	for _, period := range slices.Backward(o.a.Frame.Periods) {
		row := tableRow{Heads: []string{o.period(period)}}
		for _, code := range shown {
			row.Cells = append(row.Cells, o.yearCell(o.a.Frame, code, period))
		}
		for _, code := range ratios.Economies {
			row.Cells = append(row.Cells, o.yearCell(ratios, code, period))
		}
		t.Rows = append(t.Rows, row)
	}
	for _, m := range statusMarks(o.p) {
		if slices.ContainsFunc(t.Rows, func(row tableRow) bool {
			return slices.ContainsFunc(row.Cells, func(c tableCell) bool { return c.Mark == m.Letter })
		}) {
			t.Marks = append(t.Marks, m)
		}
	}
	return t
}

func (o gapOne) yearCell(f analytics.Frame, code analytics.Code, period analytics.Period) tableCell {
	at := slices.IndexFunc(f.Observations, func(x analytics.Observation) bool { return x.Economy == code && x.Period == period && x.By == "" })
	if at < 0 {
		return tableCell{None: true}
	}
	x := f.Observations[at]
	if x.Indicator != analytics.RatioSeries {
		if !x.Value.Known {
			return tableCell{Missing: true, Text: o.f.missing(o.p, x)}
		}
		return o.linked(x)
	}
	if !x.Value.Known {
		return tableCell{Missing: true, Text: "–"}
	}
	return tableCell{Text: o.percent(x.Value.Float), Data: analytics.Unit{}.Digits(o.a.Ratio(code, period)), Mark: statusMark(x.Status)}
}
