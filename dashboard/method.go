package dashboard

import (
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// formulas are the methods' formulas as MathML, by their TeX, made when the front end is built.
type formulas struct {
	Display map[string]template.HTML `json:"display"` // lines of their own
	Inline  map[string]template.HTML `json:"inline"`  // within a sentence
}

// readFormulas reads them out of the built front end; none where it was not built.
func readFormulas(a *assets) (formulas, error) {
	var f formulas
	b := a.read("formulas.json")
	if b == nil {
		return f, nil
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return f, fmt.Errorf("static/formulas.json: %w", err)
	}
	return f, nil
}

// drawn is a formula as MathML, or its TeX where the front end was not built.
func drawn(built map[string]template.HTML, tex string) template.HTML {
	if math := built[tex]; math != "" {
		return math
	}
	return "<code>" + template.HTML(template.HTMLEscapeString(tex)) + "</code>"
}

// lint finds formulas of methods that the built front end does not have: it was built before they were written.
func (f formulas) lint(catalogue *analytics.Catalogue) []error {
	if f.Display == nil {
		return nil
	}
	var found []error
	for _, m := range catalogue.Methods() {
		for _, part := range []struct {
			built map[string]template.HTML
			list  []analytics.Formula
		}{{f.Display, m.Formulas}, {f.Inline, m.Symbols}} {
			for _, one := range part.list {
				if part.built[one.TeX] == "" {
					found = append(found, fmt.Errorf("methods/%s.yaml: no MathML for %s; build the front end (make assets)", m.ID, one.TeX))
				}
			}
		}
	}
	return found
}

// A methodPage tells how figures are made.
type methodPage struct {
	chrome
	Crumb               choice
	Heading, Asks       string
	Formulas, Symbols   []formulaLine
	Assumptions, Limits []string
	Library             string
	Sources             []referenceLine
	Indicators          []choice
	Index               *choice // the page of the composite index, on the page of its method
}

type formulaLine struct {
	Math template.HTML
	Says string
}

type referenceLine struct{ Title, Authors, Year, Href string }

// methodHTML is the page of a method.
func (s *Server) methodHTML(q *request) (*plan, error) {
	id, err := q.id(0)
	if err != nil {
		return nil, err
	}
	m, err := s.content.catalogue.Method(id)
	if err != nil {
		return nil, err
	}
	if err := q.done(); err != nil {
		return nil, err
	}
	links := []link{{Rel: "alternate", Href: q.place().file("/methods/"+id+".json", nil), Type: "application/json"}}
	return &plan{themed: true, links: links, render: func(_ context.Context, r *analytics.Release) (*answer, error) {
		page := s.methodPage(q, m)
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/methods/" + id, active: "methodology", title: page.Heading,
			description: page.Asks, links: links})
		return s.html(q, "method", page)
	}}, nil
}

func (s *Server) methodPage(q *request, m analytics.Method) *methodPage {
	p, at := q.printer, q.place()
	lines := func(list []string, what string) []string {
		var texts []string
		for n, english := range list {
			texts = append(texts, methodText(p, m, what+"."+strconv.Itoa(n+1), english))
		}
		return texts
	}
	page := &methodPage{Crumb: s.pageChoice(p, at, "methodology"), Heading: methodText(p, m, "title", m.Title), Asks: methodText(p, m, "asks", m.Asks),
		Assumptions: lines(m.Assumptions, "assumption"), Limits: lines(m.Limits, "limit"), Library: methodText(p, m, "library", m.Library)}
	for n, one := range m.Formulas {
		page.Formulas = append(page.Formulas, formulaLine{drawn(s.formulas.Display, one.TeX), methodText(p, m, "formula."+strconv.Itoa(n+1), one.Says)})
	}
	for n, one := range m.Symbols {
		page.Symbols = append(page.Symbols, formulaLine{drawn(s.formulas.Inline, one.TeX), methodText(p, m, "symbol."+strconv.Itoa(n+1), one.Says)})
	}
	for _, one := range m.Sources {
		line := referenceLine{Title: one.Title, Authors: one.Authors, Href: one.URL}
		if one.Year > 0 {
			line.Year = strconv.Itoa(one.Year)
		}
		page.Sources = append(page.Sources, line)
	}
	for _, i := range s.content.catalogue.MadeBy(m.ID) {
		page.Indicators = append(page.Indicators, choice{Href: at.page("/indicators/"+i.ID, nil), Text: p.Text("indicator."+i.ID+".title", i.Title)})
	}
	if m.ID == s.content.catalogue.CompositeMethod().ID {
		index := s.pageChoice(p, at, compositeSlug)
		page.Index = &index
	}
	return page
}

// methodText is a text of a method in the printer's language.
func methodText(p *locale.Printer, m analytics.Method, field, english string) string {
	return p.Text("method."+m.ID+"."+field, english)
}

// A methodLine is a method among others.
type methodLine struct{ Href, Title, Asks string }

func (s *Server) methodLines(q *request, methods []analytics.Method) []methodLine {
	var list []methodLine
	for _, m := range methods {
		list = append(list, methodLine{q.place().page("/methods/"+m.ID, nil), methodText(q.printer, m, "title", m.Title), methodText(q.printer, m, "asks", m.Asks)})
	}
	slices.SortStableFunc(list, func(a, b methodLine) int { return strings.Compare(a.Title, b.Title) })
	return list
}

// methodJSON is a method for programs.
func (s *Server) methodJSON(q *request) (*plan, error) {
	id, ok := strings.CutSuffix(q.params[0], ".json")
	if !ok {
		return nil, analytics.ErrNotFound
	}
	m, err := s.content.catalogue.Method(id)
	if err != nil {
		return nil, err
	}
	return s.jsonOf(q, func(*analytics.Release) (any, error) { return s.methodView(m), nil })
}

// methodsJSON lists the methods for programs.
func (s *Server) methodsJSON(q *request) (*plan, error) {
	return s.jsonOf(q, func(*analytics.Release) (any, error) {
		list := []map[string]any{}
		for _, m := range s.content.catalogue.Methods() {
			list = append(list, s.methodView(m))
		}
		return map[string]any{"methods": list}, nil
	})
}

func (s *Server) methodView(m analytics.Method) map[string]any {
	lines := func(list []analytics.Formula) []map[string]string {
		out := []map[string]string{}
		for _, one := range list {
			out = append(out, map[string]string{"tex": one.TeX, "says": one.Says})
		}
		return out
	}
	sources, made := []map[string]any{}, []string{}
	for _, one := range m.Sources {
		source := map[string]any{"title": one.Title, "authors": one.Authors, "url": one.URL}
		if one.Year > 0 {
			source["year"] = one.Year
		}
		sources = append(sources, source)
	}
	for _, i := range s.content.catalogue.MadeBy(m.ID) {
		made = append(made, i.ID)
	}
	return map[string]any{"id": m.ID, "title": m.Title, "asks": m.Asks, "formulas": lines(m.Formulas), "symbols": lines(m.Symbols),
		"assumptions": m.Assumptions, "limits": m.Limits, "sources": sources, "library": m.Library, "indicators": made}
}
