package dashboard

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/search"
)

// Limits of a search.
const (
	maxAsked = 100 // letters of a question
	maxFound = 40
)

// A findPage answers a search.
type findPage struct {
	chrome
	Heading string
	Asked   string
	Count   string
	Found   []foundLine
	Ways    []choice // where to go where nothing is found
}

// A foundLine is a thing that was found.
type foundLine struct{ Kind, Href, Title, Text string }

// find searches a release in the language of a printer.
func (s *Server) find(ctx context.Context, p *locale.Printer, r *analytics.Release, asked string, most int) ([]search.Hit, error) {
	x, ok := s.indexes.get(r.ID(), p.Lang())
	if !ok {
		entries, err := s.findable(ctx, p, r)
		if err != nil {
			return nil, err
		}
		x = search.New(entries)
		s.indexes.put(r.ID(), p.Lang(), x)
	}
	return x.Find(asked, most), nil
}

// defined are the pages, charts, indicators and methods that a search can lead to, whatever the release.
func (s *Server) defined(p *locale.Printer) []search.Entry {
	var all []search.Entry
	for _, page := range s.content.pages {
		if page.Slug != overview {
			all = append(all, search.Entry{Kind: "page", ID: page.Slug, Title: pageText(p, page, "title", page.Title), Weight: 1,
				More: pageText(p, page, "question", page.Question) + " " + pageText(p, page, "intro", page.Intro)})
		}
	}
	for _, spec := range s.content.charts {
		all = append(all, search.Entry{Kind: "chart", ID: spec.ID, Title: chartTitle(p, spec), More: chartQuestion(p, spec), Weight: 0.6})
	}
	for _, i := range s.content.catalogue.Indicators() {
		all = append(all, search.Entry{Kind: "indicator", ID: i.ID, Title: p.Text("indicator."+i.ID+".title", i.Title),
			More: p.Text("indicator."+i.ID+".question", i.Question), Weight: 0.3})
	}
	for _, m := range s.content.catalogue.Methods() {
		all = append(all, search.Entry{Kind: "method", ID: m.ID, Title: p.Text("method."+m.ID+".title", m.Title), Weight: 0.3,
			More: p.Text("method."+m.ID+".asks", m.Asks)})
	}
	return all
}

// findable is everything that a search can lead to.
func (s *Server) findable(ctx context.Context, p *locale.Printer, r *analytics.Release) ([]search.Entry, error) {
	all := s.defined(p)
	for _, d := range r.Datasets() {
		all = append(all, search.Entry{Kind: "dataset", ID: d.ID, Title: p.Text("dataset."+d.ID+".title", d.Title), More: d.Producer, Weight: 0.2})
	}
	for _, e := range r.Economies() {
		all = append(all, search.Entry{Kind: "economy", ID: string(e.Code), Title: e.Name.In(p.Lang()), Weight: 0.8})
	}
	for _, g := range r.Groups() {
		if !slices.ContainsFunc(all, func(e search.Entry) bool { return e.Kind == "economy" && e.ID == string(g.Code) }) {
			all = append(all, search.Entry{Kind: "economy", ID: string(g.Code), Title: g.Name.In(p.Lang()), Weight: 0.8})
		}
	}
	names, err := r.Names(ctx)
	for _, n := range names {
		one := search.Entry{Kind: n.Kind, ID: n.ID, Title: n.Label, More: n.More, Weight: 0.1}
		if n.Economy != "" {
			one.More += " " + r.CodeName("economy", n.Economy).In(p.Lang())
		}
		all = append(all, one)
	}
	return all, err
}

// foundPath is the page of a thing, without language.
func foundPath(h search.Hit) string {
	switch h.Kind {
	case "page":
		return "/" + h.ID
	case "economy":
		return "/economies/" + h.ID
	}
	return "/" + h.Kind + "s/" + h.ID
}

// kindText says in a word what was found.
func kindText(p *locale.Printer, kind string) string {
	switch kind {
	case "page":
		return p.Text("ui.found.page", "Page")
	case "chart":
		return p.Text("ui.found.chart", "Chart")
	case "indicator":
		return p.Text("ui.found.indicator", "Indicator")
	case "method":
		return p.Text("ui.found.method", "Method")
	case "dataset":
		return p.Text("ui.found.dataset", "Dataset")
	case "organisation":
		return p.Text("ui.found.organisation", "Company")
	case "economy":
		return p.Text("ui.found.economy", "Economy")
	case "investor":
		return p.Text("ui.found.investor", "Investor")
	case "programme":
		return p.Text("ui.found.programme", "Programme")
	}
	return p.Text("ui.found.project", "Open project")
}

// asked takes the question out of an address.
func (q *request) asked() (string, url.Values, error) {
	text, err := q.single("q")
	if err != nil {
		return "", nil, err
	}
	q.values.Del("q")
	if err := q.done("q"); err != nil {
		return "", nil, err
	}
	if text = strings.TrimSpace(text); utf8.RuneCountInString(text) > maxAsked {
		return "", nil, &analytics.InvalidError{Param: "q", Reason: "at most 100 letters"}
	}
	values := url.Values{}
	if text != "" {
		values.Set("q", text)
	}
	return text, values, nil
}

// findHTML is /{lang}/search.
func (s *Server) findHTML(q *request) (*plan, error) {
	asked, values, err := q.asked()
	if err != nil {
		return nil, err
	}
	links := []link{{Rel: "alternate", Href: q.place().picture("/api/v1/search", values), Type: "application/json"}}
	return &plan{values: values, themed: true, links: links, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		p, at := q.printer, q.place()
		page := &findPage{Heading: p.Text("ui.search", "Search"), Asked: asked}
		hits, err := s.find(ctx, p, r, asked, maxFound)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			page.Found = append(page.Found, foundLine{kindText(p, h.Kind), at.page(foundPath(h), nil), h.Title, s.foundText(p, h)})
		}
		if asked != "" {
			page.Count = p.Plural("ui.search.count", len(hits), "{0} answer", "{0} answers")
		}
		if len(hits) == 0 {
			for _, one := range s.content.pages {
				page.Ways = append(page.Ways, s.pageChoice(p, at, one.Slug))
			}
		}
		title := page.Heading
		if asked != "" {
			title = p.Text("ui.search.for", "Search: {0}", asked)
		}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/search", values: values, title: title, links: links,
			description: p.Text("ui.search.lede", "Pages, charts, economies, companies, investors, public programmes, open projects and sources. Typing errors are forgiven.")})
		return s.html(q, "find", page)
	}}, nil
}

// foundText is one line more about a page or chart.
func (s *Server) foundText(p *locale.Printer, h search.Hit) string {
	switch h.Kind {
	case "page":
		page, _ := s.content.page(h.ID)
		return pageText(p, page, "question", page.Question)
	case "chart":
		spec, err := s.content.chart(h.ID)
		if err == nil {
			return chartQuestion(p, spec)
		}
	}
	return ""
}

// findJSON is /api/v1/search.
func (s *Server) findJSON(q *request) (*plan, error) {
	asked, values, err := q.asked()
	if err != nil {
		return nil, err
	}
	p, at := q.printer, q.place()
	if p.Lang() != "en" {
		values.Set("lang", p.Lang())
	}
	return &plan{values: values, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		hits, err := s.find(ctx, p, r, asked, maxFound)
		if err != nil {
			return nil, err
		}
		type found struct {
			Kind  string  `json:"kind"`
			ID    string  `json:"id"`
			Title string  `json:"title"`
			URL   string  `json:"url"`
			Score float64 `json:"score"`
		}
		list := []found{}
		for _, h := range hits {
			list = append(list, found{h.Kind, h.ID, h.Title, s.config.BaseURL + at.page(foundPath(h), nil), h.Score})
		}
		b, err := json.MarshalIndent(map[string]any{"q": asked, "release": r.ID(), "results": list}, "", "  ")
		if err != nil {
			return nil, err
		}
		return newAnswer(typeJSON, append(b, '\n'), "X-Release", r.ID()), nil
	}}, nil
}
