package dashboard

import (
	"bytes"
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A rowsPage shows the facts behind one figure.
type rowsPage struct {
	chrome
	Crumb     choice
	Heading   string
	Statement []phrase
	Files     []fileChoice
	Hints     []string
	Facts     *facts
	State     *state
}

// A rowsRequest asks for the facts behind one figure of a chart.
type rowsRequest struct {
	chartRequest
	cell analytics.Cell
}

var (
	codePattern   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$`)
	periodPattern = regexp.MustCompile(`^(\d{4}(-Q[1-4])?|all)$`)
)

// rowsOf understands the address of rows: the chart's own parameters, and economy, period, indicator and code, the code of the
// breakdown. The code may stand in by as well, where it is not the name of a breakdown.
func (s *Server) rowsOf(q *request) (rowsRequest, error) {
	var r rowsRequest
	id, err := q.id(0)
	if err != nil {
		return r, err
	}
	spec, err := s.content.chart(id)
	if err != nil {
		return r, err
	}
	if by := q.values.Get("by"); by != "" && q.values.Get("code") == "" && !s.isDimension(spec.Indicators, by) {
		q.values.Set("code", by)
		q.values.Del("by")
	}
	cell := map[string]string{}
	for _, name := range []string{"economy", "period", "indicator", "code"} {
		if _, err := q.single(name); err != nil {
			return r, err
		}
		cell[name] = q.take(name, "")
	}
	if r.chartRequest, err = s.chartOf(q, id); err != nil {
		return r, err
	}
	r.cell = analytics.Cell{Indicator: cell["indicator"], Economy: analytics.Code(cell["economy"]),
		Period: analytics.Period(cell["period"]), By: analytics.Code(cell["code"])}
	return r, r.complete()
}

// isDimension says whether any of the indicators can be broken down by a name.
func (s *Server) isDimension(indicators []string, name string) bool {
	return slices.ContainsFunc(indicators, func(id string) bool {
		indicator, err := s.content.catalogue.Indicator(id)
		if err != nil {
			return false
		}
		_, ok := indicator.Dimension(name)
		return ok
	})
}

// complete checks the cell, fills what has one possible value, and puts it into the canonical parameters.
func (r *rowsRequest) complete() error {
	indicators := split(r.query.Indicators)
	if r.cell.Indicator != "" && !slices.Contains(indicators, r.cell.Indicator) {
		return &analytics.InvalidError{Param: "indicator", Value: r.cell.Indicator, Reason: "not an indicator of this chart", Allowed: indicators}
	}
	if len(indicators) == 1 {
		r.cell.Indicator = ""
	}
	if r.cell.Economy != "" && !codePattern.MatchString(string(r.cell.Economy)) {
		return &analytics.InvalidError{Param: "economy", Value: string(r.cell.Economy), Reason: "not a code", Allowed: split(r.query.Economies)}
	}
	if r.cell.Period != "" && !periodPattern.MatchString(string(r.cell.Period)) {
		return &analytics.InvalidError{Param: "period", Value: string(r.cell.Period), Reason: "a period is 2025, 2025-Q1 or all"}
	}
	if r.cell.By != "" && (r.query.By == "" || !codePattern.MatchString(string(r.cell.By))) {
		return &analytics.InvalidError{Param: "code", Value: string(r.cell.By), Reason: "the figure is not broken down, or this is not a code"}
	}
	for name, value := range map[string]string{"economy": string(r.cell.Economy), "period": string(r.cell.Period),
		"indicator": r.cell.Indicator, "code": string(r.cell.By)} {
		if value != "" {
			r.values[name] = []string{value}
		}
	}
	return nil
}

// rowsHTML is the page of the facts behind one figure.
func (s *Server) rowsHTML(q *request) (*plan, error) {
	r, err := s.rowsOf(q)
	if err != nil {
		return nil, err
	}
	values := url.Values(r.values)
	path := "/charts/" + r.spec.ID + "/rows"
	links := []link{{Rel: "alternate", Href: q.place().file(path+".csv", values), Type: "text/csv"},
		{Rel: "alternate", Href: q.place().file(path+".json", values), Type: "application/json"}}
	return &plan{values: values, themed: true, links: links, render: func(ctx context.Context, release *analytics.Release) (*answer, error) {
		f, rows, err := r.answer(ctx, release)
		if err != nil {
			return nil, err
		}
		p, at := q.printer, q.place()
		page := &rowsPage{Heading: chartTitle(p, r.spec), Statement: r.statement(p, f), Facts: f.facts(p, at, release, rows),
			Crumb: choice{Href: at.page("/charts/"+r.spec.ID, r.chartValues()), Text: p.Text("ui.rows.crumb", "The rows behind a figure")}}
		page.Hints = r.hints(p, f, rows)
		page.State = &state{Head: p.Text("ui.empty.head", "Nothing here"), Text: p.Text("ui.empty.text", "No source has a fact for this selection. That is not a zero.")}
		if f.frame.NotLoaded() {
			page.State = f.notLoaded(p, at)
		}
		for _, l := range links {
			page.Files = append(page.Files, fileChoice{Href: l.Href, Text: strings.ToUpper(strings.TrimPrefix(l.Type[strings.Index(l.Type, "/"):], "/")), Type: l.Type})
		}
		page.chrome = s.chrome(q, editionOf(release), subject{path: path, values: values, active: r.spec.Page,
			title: page.Heading, description: plain(page.Statement), links: links})
		return s.html(q, "rows", page)
	}}, nil
}

// chartValues are the parameters of the chart that the rows belong to.
func (r *rowsRequest) chartValues() url.Values { return r.query.Values(r.defaults) }

// answer asks for the frame and the rows behind the cell.
func (r *rowsRequest) answer(ctx context.Context, release *analytics.Release) (figure, []analytics.Row, error) {
	f := figure{spec: r.spec, defaults: r.defaults, query: r.query}
	var err error
	if f.frame, err = release.Eval(ctx, r.query); err != nil {
		return f, nil, err
	}
	rows, err := release.Rows(ctx, r.query, r.cell)
	return f, rows, err
}

// statement names the figure and its value.
func (r *rowsRequest) statement(p *locale.Printer, f figure) []phrase {
	var parts []string
	if r.cell.Economy != "" {
		parts = append(parts, f.economyName(p, r.cell.Economy))
	}
	if r.cell.By != "" {
		parts = append(parts, f.codeName(p, r.cell.By))
	}
	if r.cell.Indicator != "" {
		parts = append(parts, f.seriesTitle(p, r.cell.Indicator))
	}
	if r.cell.Period != "" {
		parts = append(parts, f.spanText(p, r.cell.Period))
	}
	list := []phrase{{Text: strings.Join(parts, ", ")}}
	for _, o := range f.frame.Observations {
		same := o.Economy == r.cell.Economy && o.Period == r.cell.Period && o.By == r.cell.By
		if same && (r.cell.Indicator == "" || o.Indicator == r.cell.Indicator) {
			return append(list, phrase{Text: p.Text("ui.colon", ": ")}, phrase{Text: f.value(p, o), Num: true, Economy: o.Economy}, phrase{Text: "."})
		}
	}
	return list
}

// hints say how the rows make the figure.
func (r *rowsRequest) hints(p *locale.Printer, f figure, rows []analytics.Row) []string {
	undisclosed := 0
	for _, row := range rows {
		if !row.Value.Known {
			undisclosed++
		}
	}
	if undisclosed == 0 {
		return nil
	}
	return []string{p.Plural("ui.rows.undisclosed", undisclosed, "{0} row has no public amount: it is listed and adds nothing to the sum.",
		"{0} rows have no public amount: they are listed and add nothing to the sum.")}
}

func plain(sentence []phrase) string {
	var b strings.Builder
	for _, one := range sentence {
		b.WriteString(one.Text)
	}
	return b.String()
}

// rowsFile is the rows as CSV or JSON.
func (s *Server) rowsFile(suffix string) planner {
	return func(q *request) (*plan, error) {
		r, err := s.rowsOf(q)
		if err != nil {
			return nil, err
		}
		p := &plan{values: r.values}
		p.render = func(ctx context.Context, release *analytics.Release) (*answer, error) {
			f, rows, err := r.answer(ctx, release)
			if err != nil {
				return nil, err
			}
			if len(f.restricted()) > 0 {
				return nil, errRestricted
			}
			var b bytes.Buffer
			if suffix == ".csv" {
				err = analytics.WriteRowsCSV(&b, f.frame, rows)
			} else {
				err = analytics.WriteRowsJSON(&b, f.frame, rows)
			}
			if err != nil {
				return nil, err
			}
			return fileAnswer(suffix, b.Bytes(), release.ID(), len(rows)), nil
		}
		return p, nil
	}
}
