package dashboard

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// A figure is a chart with its answer: everything that its page, embed, pictures and files are made from.
type figure struct {
	spec     plot.Spec // with the reader's choices of form, scale and stack
	defaults analytics.Query
	query    analytics.Query
	frame    analytics.Frame
	rows     []analytics.Row // only of forms that draw rows
}

// A chartRequest is a parsed question about a chart.
type chartRequest struct {
	spec     plot.Spec
	defaults analytics.Query // complete
	query    analytics.Query
	values   map[string][]string // canonical parameters: the query's and the view's
}

// chartOf understands the parameters of a chart's address. Those in extra were taken out before.
func (s *Server) chartOf(q *request, id string) (chartRequest, error) {
	spec, err := s.content.chart(id)
	if err != nil {
		return chartRequest{}, err
	}
	view, err := takeView(q, &spec)
	if err != nil {
		return chartRequest{}, err
	}
	r := chartRequest{spec: spec, values: view}
	catalogue := s.content.catalogue
	if r.defaults, err = catalogue.Parse(nil, spec.Defaults()); err != nil {
		return chartRequest{}, err
	}
	if r.query, err = catalogue.Parse(q.values, r.defaults); err != nil {
		return chartRequest{}, err
	}
	for name, list := range r.query.Values(r.defaults) {
		r.values[name] = list
	}
	return r, nil
}

// takeView takes the parameters out that say how a chart is drawn, applies them and returns those that differ from the definition.
func takeView(q *request, spec *plot.Spec) (map[string][]string, error) {
	values, own := map[string][]string{}, spec.Form
	for _, p := range []struct {
		name    string
		target  *string
		allowed []string
	}{
		{"form", (*string)(&spec.Form), forms(spec.Form)},
		{"scale", &spec.View.Scale, scales(spec.Form)},
		{"stack", &spec.View.Stack, stacks(spec.Form)},
	} {
		usual := *p.target
		if usual == "" {
			usual = p.allowed[0]
		}
		allowed := append([]string{usual}, slices.DeleteFunc(slices.Clone(p.allowed), func(a string) bool { return a == usual })...)
		value, err := q.choose(p.name, allowed...)
		if err != nil {
			return nil, err
		}
		if value != usual {
			values[p.name] = []string{value}
			*p.target = value
		}
	}
	return values, takeEvents(q, spec, own, values)
}

// forms returns the forms in which an answer may be drawn, its own first: those that read the same from the same frame.
func forms(own plot.Form) []string {
	list := []string{string(own)}
	if own == plot.Line || own == plot.Bar || own == plot.Table {
		for _, f := range []plot.Form{plot.Line, plot.Bar, plot.Table} {
			if f != own {
				list = append(list, string(f))
			}
		}
	}
	return list
}

func scales(form plot.Form) []string {
	if form == plot.Line || form == plot.Scatter {
		return []string{"linear", "log"}
	}
	return []string{"linear"}
}

func stacks(form plot.Form) []string {
	if form == plot.StackedBar {
		return []string{"absolute", "share"}
	}
	return []string{"absolute"}
}

// answerChart answers a chart's question on a release.
func answerChart(ctx context.Context, r *analytics.Release, c chartRequest) (figure, error) {
	f := figure{spec: c.spec, defaults: c.defaults, query: c.query}
	var err error
	if f.frame, err = r.Eval(ctx, c.query); err != nil {
		return figure{}, err
	}
	if view := f.spec.View; view.Events != "" || view.Event != "" {
		_, asked := c.values["events"]
		q := analytics.OverlayQuery{Events: view.Events, Usual: !asked, Chosen: view.Event}
		if f.frame.Overlay, err = r.Overlay(ctx, f.frame, q); err != nil {
			return figure{}, err
		}
		f.frame.EconomyNames = namesOfAll(r, f.frame.EconomyNames)
	}
	if f.spec.Form.NeedsRows() {
		f.rows, err = r.Rows(ctx, c.query, analytics.Cell{})
		f.frame.EconomyNames = namesOfAll(r, f.frame.EconomyNames)
	}
	return f, err
}

// namesOfAll adds the names of all economies: a row may be of a member of a group that the question names.
func namesOfAll(r *analytics.Release, names map[analytics.Code]analytics.Name) map[analytics.Code]analytics.Name {
	all := maps.Clone(names)
	for _, e := range r.Economies() {
		if _, ok := all[e.Code]; !ok {
			all[e.Code] = e.Name
		}
	}
	return all
}

// option returns the figure's drawing as an ECharts option.
func (f figure) option(p *locale.Printer, theme string, width, height int) ([]byte, error) {
	return plot.Option(f.spec, f.frame, f.rows, p, plot.Options{Theme: plot.Theme(theme), Width: width, Height: height})
}

// sheet returns the figure's drawing at a size; height 0 is what its marks need.
func (f figure) sheet(p *locale.Printer, theme string, width, height int) (sheet, error) {
	if height == 0 {
		height = plot.Height(f.spec, f.frame, f.rows, p, width)
	}
	option, err := f.option(p, theme, width, height)
	if err != nil {
		return sheet{}, err
	}
	return sheet{release: f.frame.Release, option: option, width: width, height: height,
		title: chartTitle(p, f.spec), desc: plot.Alt(f.spec, f.frame, f.rows, p)}, nil
}

// restricted returns the sources whose licence forbids export.
func (f figure) restricted() []analytics.Source {
	var list []analytics.Source
	for _, source := range f.frame.Sources {
		if source.Redistribution == "restricted" {
			list = append(list, source)
		}
	}
	return list
}

// known counts the observations that have a value.
func (f figure) known() int {
	n := 0
	for _, o := range f.frame.Observations {
		if o.Value.Known {
			n++
		}
	}
	return n
}

// economyName returns what an economy of the frame is called.
func (f figure) economyName(p *locale.Printer, code analytics.Code) string {
	if name := f.frame.EconomyNames[code].In(p.Lang()); name != "" {
		return name
	}
	return string(code)
}

func (f figure) codeName(p *locale.Printer, code analytics.Code) string {
	if name := f.frame.CodeNames[code].In(p.Lang()); name != "" {
		return name
	}
	if f.frame.ByOption() {
		return p.Option(f.frame.Dimension, string(code))
	}
	return string(code)
}

func (f figure) series(id string) analytics.Series {
	for _, series := range f.frame.Series {
		if series.Indicator == id {
			return series
		}
	}
	return analytics.Series{Indicator: id, Title: id}
}

func (f figure) seriesTitle(p *locale.Printer, id string) string {
	return p.Text("indicator."+id+".title", f.series(id).Title)
}

// isEmpty says whether nothing at all is known.
func (f figure) isEmpty() bool { return f.known() == 0 && len(f.rows) == 0 }

// unitText names the unit of a figure whose series share one.
func (f figure) unitText(p *locale.Printer) string {
	var units []string
	for _, series := range f.frame.Series {
		text := p.Unit(series.Unit.Code, series.Unit.Per)
		if !slices.Contains(units, text) {
			units = append(units, text)
		}
	}
	return strings.Join(units, " · ")
}
