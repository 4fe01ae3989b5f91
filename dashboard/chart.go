package dashboard

import (
	"context"
	"html/template"
	"net/url"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// A chartPage is everything on the page of a chart.
type chartPage struct {
	chrome
	ID           string
	Crumb        choice
	Heading      string
	Question     string
	Statement    []phrase
	Subtitle     string
	Filters      *filters
	Wide, Narrow template.HTML
	OptionHref   string
	IsTable      bool
	State        *state
	Hints        []string
	credit
	Tabs, Files  []fileChoice
	Table        table
	Events       *facts
	Overlay      *eventList
	Nowcast      *nowcastView
	Rows         []choice
	RowsIntro    string
	Profiles     []choice // of the economies shown, where they are few
	Notes, More  []string // what to read before quoting: first and rest
	IsNot        []string
	Methods      []methodLine
	Robust       *robustPart
	SourceTable  []sourceLine
	CoverageLong string
	Snippet      string
	Frozen       string
	Cite         string
}

// A fileChoice is a link to another form.
type fileChoice struct{ Href, Text, Type string }

// chartHTML is the page of a chart.
func (s *Server) chartHTML(q *request) (*plan, error) {
	id, err := q.id(0)
	if err != nil {
		return nil, err
	}
	c, err := s.chartOf(q, id)
	if err != nil {
		return nil, err
	}
	values := url.Values(c.values)
	links := s.chartLinks(q, id, values)
	return &plan{values: values, themed: true, links: links, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		f, err := answerChart(ctx, r, c)
		if err != nil {
			return nil, err
		}
		page, err := s.chartPage(ctx, q, r, f, values)
		if err != nil {
			return nil, err
		}
		return s.html(q, "chart", page)
	}}, nil
}

// html renders a page into an answer.
func (s *Server) html(q *request, name string, data any) (*answer, error) {
	b, err := s.pages.page(q.lang(), name, data)
	if err != nil {
		return nil, err
	}
	return newAnswer(typeHTML, b), nil
}

// machine forms of a chart, in the order shown.
var chartForms = []struct{ suffix, name, kind string }{
	{".csv", "CSV", "text/csv"},
	{".json", "JSON", "application/json"},
	{".svg", "SVG", "image/svg+xml"},
	{".png", "PNG", "image/png"},
	{".metadata.json", "Metadata", "application/json"},
}

func (s *Server) chartLinks(q *request, id string, values url.Values) []link {
	var list []link
	for _, form := range chartForms {
		rel := "alternate"
		if form.suffix == ".metadata.json" {
			rel = "describedby"
		}
		list = append(list, link{Rel: rel, Href: q.place().file("/charts/"+id+form.suffix, values), Type: form.kind})
	}
	return list
}

// chartPage fills the page of a figure.
func (s *Server) chartPage(ctx context.Context, q *request, r *analytics.Release, f figure, values url.Values) (*chartPage, error) {
	p, at, id := q.printer, q.place(), f.spec.ID
	page := &chartPage{ID: id, Heading: chartTitle(p, f.spec), Question: chartQuestion(p, f.spec), Subtitle: f.subtitle(p),
		Statement: f.statement(p, at), IsTable: f.spec.Form == plot.Table, credit: f.credit(p, at)}
	about := subject{path: "/charts/" + id, values: values, active: f.spec.Page, title: page.Heading,
		description: f.plainStatement(p), links: s.chartLinks(q, id, values), image: s.config.BaseURL + at.picture("/charts/"+id+".png", values)}
	page.chrome = s.chrome(q, editionOf(r), about)
	page.Crumb = s.pageChoice(p, at, f.spec.Page)
	var err error
	if page.Filters, err = s.filters(ctx, q, r, f, values); err != nil {
		return nil, err
	}
	if err := s.fillDrawing(ctx, q, f, page, values); err != nil {
		return nil, err
	}
	page.Overlay, page.Nowcast = f.eventList(p, at, r, values), f.nowcast(p, at)
	if page.Robust, err = f.robust(ctx, p, at, r, values); err != nil {
		return nil, err
	}
	f.fillTables(p, at, r, page)
	f.fillSources(p, at, page)
	for _, form := range chartForms {
		page.Files = append(page.Files, fileChoice{Href: fileOf(at, id, form.suffix, values), Text: form.name, Type: form.kind})
	}
	page.Methods = s.methodLines(q, s.content.catalogue.MethodsOf(f.spec.Indicators...))
	page.Snippet = s.snippet(at, f, values)
	page.Frozen = place{lang: at.lang, theme: at.theme, release: r.ID()}.page("/charts/"+id, values)
	page.Cite = s.citation(p, f, page.Canonical)
	if f.frame.NotLoaded() {
		page.Filters = nil // there is nothing to choose from, and nothing for harvesters
		return page, nil
	}
	page.LD, err = linked(s.datasetLD(p, f, page.Canonical, values))
	return page, err
}

// fileOf returns the address of a form; pictures speak the reader's language.
func fileOf(at place, id, suffix string, values url.Values) string {
	if suffix == ".svg" || suffix == ".png" {
		return at.picture("/charts/"+id+suffix, values)
	}
	return at.file("/charts/"+id+suffix, values)
}

func (s *Server) pageChoice(p *locale.Printer, at place, slug string) choice {
	page, ok := s.content.page(slug)
	if !ok || slug == overview {
		return choice{Href: at.page("/", nil), Text: p.Text("ui.overview", "Overview")}
	}
	return choice{Href: at.page("/"+slug, nil), Text: pageText(p, page, "title", page.Title)}
}

// fillDrawing puts the drawing on the page, or says why there is none.
func (s *Server) fillDrawing(ctx context.Context, q *request, f figure, page *chartPage, values url.Values) error {
	page.Hints = f.hints(q.printer)
	switch {
	case f.isEmpty():
		page.State = f.emptyState(q.printer, q.place())
		return nil
	case f.spec.Form == plot.Table:
		return nil
	}
	page.OptionHref = q.place().picture("/charts/"+f.spec.ID+".option.json", values)
	var err error
	page.Wide, page.Narrow, err = s.drawings(ctx, q.printer, f, wideWidth)
	if isEmptyPlot(err) {
		page.State, err = f.emptyState(q.printer, q.place()), nil
	}
	return err
}

// drawings returns a figure's two drawings for the body of a page.
func (s *Server) drawings(ctx context.Context, p *locale.Printer, f figure, width int) (wide, narrow template.HTML, err error) {
	wide, err = s.inline(ctx, p, f, width, 0)
	if err != nil {
		return "", "", err
	}
	narrow, err = s.inline(ctx, p, f, narrowWidth, 0)
	return wide, narrow, err
}

func (s *Server) inline(ctx context.Context, p *locale.Printer, f figure, w, h int) (template.HTML, error) {
	sh, err := f.sheet(p, "", w, h)
	if err != nil {
		return "", err
	}
	return s.studio.inline(ctx, sh)
}

// fillTables puts the values and the ways to their rows on the page.
func (f figure) fillTables(p *locale.Printer, at place, r *analytics.Release, page *chartPage) {
	if len(f.frame.Observations) > 0 {
		page.Table = f.table(p, at)
		page.Tabs = append(page.Tabs, fileChoice{Href: "#chart", Text: p.Text("ui.tab.chart", "Chart")}, fileChoice{Href: "#table", Text: p.Text("ui.tab.table", "Table")})
	}
	if f.spec.Form == plot.Timeline {
		page.Events = f.facts(p, at, r, f.rows) // what the marks are called does not fit on the drawing
	}
	period, latest := f.latest()
	if len(latest) > 0 {
		page.Tabs = append(page.Tabs, fileChoice{Href: "#rows", Text: p.Text("ui.tab.rows", "Rows")})
		page.RowsIntro = p.Text("ui.rows.intro", "Every number in the table opens the facts behind it. Here they are ({0}):", f.spanText(p, period))
	}
	if len(f.frame.Economies) <= shownProfiles {
		for _, code := range f.frame.Economies {
			page.Profiles = append(page.Profiles, choice{Href: at.page("/economies/"+string(code), nil), Text: f.economyName(p, code)})
		}
	}
	for n, o := range latest {
		if n == 12 {
			break
		}
		page.Rows = append(page.Rows, choice{Href: f.rowsHref(at, o, ""), Text: f.rowsLabel(p, o)})
	}
	if page.Robust != nil {
		page.Tabs = append(page.Tabs, fileChoice{Href: "#robust", Text: p.Text("ui.tab.robust", "Robustness")})
	}
	page.Tabs = append(page.Tabs, fileChoice{Href: "#sources", Text: p.Text("ui.tab.sources", "Sources")})
}

// shownProfiles is how many economies the page of a chart leads to.
const shownProfiles = 8

// rowsLabel names the rows behind an observation.
func (f figure) rowsLabel(p *locale.Printer, o analytics.Observation) string {
	parts := []string{f.economyName(p, o.Economy)}
	if o.By != "" {
		parts = append(parts, f.codeName(p, o.By))
	}
	if len(f.frame.Series) > 1 {
		parts = append(parts, f.seriesTitle(p, o.Indicator))
	}
	return strings.Join(parts, ", ") + p.Text("ui.colon", ": ") + p.Plural("ui.rows.count", o.N, "{0} row", "{0} rows")
}
