package dashboard

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A datasetLine is a dataset in a list.
type datasetLine struct {
	ID, Href, Title, Producer, Licence, Terms, AsOf string
	Curated                                         bool
}

// A datasetPage says where rows come from and under which terms.
type datasetPage struct {
	chrome
	Crumb                       choice
	Dataset                     datasetLine
	URL                         string
	Coverage, Citation, Cadence string
	Caveats                     []string
	Charts                      []choice
	State                       *state // if rows are not loaded
}

func (s *Server) datasetLines(q *request, r *analytics.Release) []datasetLine {
	var list []datasetLine
	for _, d := range r.Datasets() {
		list = append(list, s.datasetLine(q, d))
	}
	return list
}

func (s *Server) datasetLine(q *request, d analytics.Dataset) datasetLine {
	return datasetLine{ID: d.ID, Href: q.place().page("/datasets/"+d.ID, nil), Title: q.printer.Text("dataset."+d.ID+".title", d.Title),
		Producer: d.Producer, Licence: q.printer.Text("dataset."+d.ID+".licence", d.Licence),
		Terms: redistributionText(q.printer, d.Redistribution), AsOf: q.printer.Date(d.AsOf), Curated: d.Curated}
}

func redistributionText(p *locale.Printer, r string) string {
	switch r {
	case "open":
		return p.Text("ui.terms.open", "open: shown and exported")
	case "quote":
		return p.Text("ui.terms.quote", "quoted: single figures, with attribution")
	case "restricted":
		return p.Text("ui.terms.restricted", "restricted: shown, not exported")
	}
	return r
}

// datasetOf returns a dataset of the release, or what is known of one of which the release has nothing, and whether it lacks rows.
func datasetOf(r *analytics.Release, id string) (d analytics.Dataset, lacks []analytics.Lack, err error) {
	for _, lack := range r.Lacks() {
		if lack.Dataset == id {
			lacks = []analytics.Lack{lack}
			d = analytics.Dataset{ID: id, Title: lack.Title, Producer: lack.Producer, URL: lack.URL, Licence: lack.Licence,
				Redistribution: lack.Redistribution, Cadence: lack.Cadence}
		}
	}
	all := r.Datasets()
	if at := slices.IndexFunc(all, func(d analytics.Dataset) bool { return d.ID == id }); at >= 0 {
		return all[at], lacks, nil
	}
	if lacks == nil {
		err = analytics.ErrNotFound
	}
	return d, lacks, err
}

// datasetHTML is the page of a dataset.
func (s *Server) datasetHTML(q *request) (*plan, error) {
	id, err := q.id(0)
	if err != nil {
		return nil, err
	}
	if err := q.done(); err != nil {
		return nil, err
	}
	links := []link{{Rel: "alternate", Href: q.place().file("/datasets/"+id+".json", nil), Type: "application/json"}}
	return &plan{themed: true, links: links, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		d, lacks, err := datasetOf(r, id)
		if err != nil {
			return nil, err
		}
		page := &datasetPage{Dataset: s.datasetLine(q, d), Coverage: q.printer.Text("dataset."+d.ID+".coverage", d.Coverage), Citation: d.Citation,
			Cadence: q.printer.Option("cadence", d.Cadence), Crumb: s.pageChoice(q.printer, q.place(), "data")}
		if web(d.URL) {
			page.URL = d.URL
		}
		for n, caveat := range d.Caveats {
			page.Caveats = append(page.Caveats, q.printer.Text(fmt.Sprintf("dataset.%s.caveat.%d", d.ID, n+1), caveat))
		}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/datasets/" + id, active: "data", title: page.Dataset.Title, description: page.Coverage, links: links})
		if lacks != nil {
			page.State = datasetState(q.printer, d, lacks)
		}
		if page.Charts, err = s.chartsOf(ctx, q, r, id); err != nil {
			return nil, err
		}
		return s.html(q, "dataset", page)
	}}, nil
}

// datasetState says that rows of a dataset are not in the release.
func datasetState(p *locale.Printer, d analytics.Dataset, lacks []analytics.Lack) *state {
	st := lackState(p, lacks)
	st.Text = p.Text("ui.not-loaded.dataset", "This release was built before the data were fetched from the publisher.")
	if d.AsOf != "" {
		st.Head = p.Text("ui.not-loaded.part", "A part is not loaded in this release")
	}
	return st
}

// chartsOf lists the charts that a dataset has a part in.
func (s *Server) chartsOf(ctx context.Context, q *request, r *analytics.Release, id string) ([]choice, error) {
	var list []choice
	for _, spec := range s.content.charts {
		f, err := s.usual(ctx, r, spec.ID)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(f.frame.Sources, func(source analytics.Source) bool { return source.Dataset == id }) ||
			slices.ContainsFunc(f.frame.Lacks, func(lack analytics.Lack) bool { return lack.Dataset == id }) {
			list = append(list, choice{Href: q.place().page("/charts/"+spec.ID, nil), Text: chartTitle(q.printer, spec)})
		}
	}
	return list, nil
}

// datasetJSON is a dataset for programs.
func (s *Server) datasetJSON(q *request) (*plan, error) {
	id, ok := strings.CutSuffix(q.params[0], ".json")
	if !ok || !idPattern.MatchString(id) {
		return nil, analytics.ErrNotFound
	}
	return s.jsonOf(q, func(r *analytics.Release) (any, error) {
		d, lacks, err := datasetOf(r, id)
		view := datasetView(d)
		view["loaded"] = lacks == nil
		return view, err
	})
}

// jsonOf answers with one value of the release as JSON.
func (s *Server) jsonOf(q *request, value func(*analytics.Release) (any, error)) (*plan, error) {
	if err := q.done(); err != nil {
		return nil, err
	}
	return &plan{values: url.Values{}, render: func(_ context.Context, r *analytics.Release) (*answer, error) {
		v, err := value(r)
		if err != nil {
			return nil, err
		}
		b, err := json.MarshalIndent(v, "", "  ")
		if err != nil {
			return nil, err
		}
		return newAnswer(typeJSON, append(b, '\n'), "X-Release", r.ID()), nil
	}}, nil
}

func datasetView(d analytics.Dataset) map[string]any {
	return map[string]any{"id": d.ID, "title": d.Title, "producer": d.Producer, "url": d.URL, "citation": d.Citation, "licence": d.Licence,
		"redistribution": d.Redistribution, "cadence": d.Cadence, "as_of": d.AsOf, "curated": d.Curated, "coverage": d.Coverage, "caveats": d.Caveats}
}

// An indicatorPage says what a number means and what it does not.
type indicatorPage struct {
	chrome
	Crumb      choice
	Term       term
	Kind       string
	Dimensions []string
	Methods    []methodLine
	Charts     []choice
	Withdrawn  string
}

func (s *Server) indicatorHTML(q *request) (*plan, error) {
	id, err := q.id(0)
	if err != nil {
		return nil, err
	}
	i, err := s.content.catalogue.Indicator(id)
	if err != nil {
		return nil, err
	}
	if err := q.done(); err != nil {
		return nil, err
	}
	links := []link{{Rel: "alternate", Href: q.place().file("/indicators/"+id+".json", nil), Type: "application/json"}}
	return &plan{themed: true, links: links, render: func(_ context.Context, r *analytics.Release) (*answer, error) {
		p := q.printer
		page := &indicatorPage{Term: s.term(q, i), Kind: p.Option("kind", string(i.Kind)), Withdrawn: i.Withdrawn,
			Crumb: s.pageChoice(p, q.place(), "methodology"), Methods: s.methodLines(q, s.content.catalogue.MethodsOf(id))}
		for _, d := range i.Dimensions {
			page.Dimensions = append(page.Dimensions, dimensionText(p, d.ID))
		}
		for _, spec := range s.content.charts {
			if slices.Contains(spec.Indicators, id) {
				page.Charts = append(page.Charts, choice{Href: q.place().page("/charts/"+spec.ID, nil), Text: chartTitle(p, spec)})
			}
		}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/indicators/" + id, active: "methodology", title: page.Term.Title,
			description: page.Term.Question, links: links})
		return s.html(q, "indicator", page)
	}}, nil
}

func (s *Server) indicatorJSON(q *request) (*plan, error) {
	id, ok := strings.CutSuffix(q.params[0], ".json")
	if !ok {
		return nil, analytics.ErrNotFound
	}
	i, err := s.content.catalogue.Indicator(id)
	if err != nil {
		return nil, err
	}
	return s.jsonOf(q, func(*analytics.Release) (any, error) { return indicatorView(s.content.catalogue, i), nil })
}

func indicatorView(c *analytics.Catalogue, i analytics.Indicator) map[string]any {
	methods := []string{}
	for _, m := range c.MethodsOf(i.ID) {
		methods = append(methods, m.ID)
	}
	dimensions := []map[string]any{}
	for _, d := range i.Dimensions {
		dimensions = append(dimensions, map[string]any{"id": d.ID, "list": d.List, "additive": d.Additive})
	}
	return map[string]any{"id": i.ID, "title": i.Title, "question": i.Question, "kind": i.Kind, "unit": i.Unit.Code,
		"dimensions": dimensions, "frequencies": i.Frequencies, "currencies": i.Currencies, "per": i.Per, "bases": i.Bases,
		"is_not": i.IsNot, "withdrawn": i.Withdrawn, "methods": methods}
}

// bytesText prints a size for people.
func bytesText(p *locale.Printer, n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt((n+1023)>>10, 10) + "\u00a0KB"
	}
	return p.Number(float64(n)/(1<<20), 2) + "\u00a0MB"
}
