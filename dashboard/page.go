package dashboard

import (
	"context"
	"errors"
	"html/template"
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/plot"
)

// A themePage is a page of sections with charts.
type themePage struct {
	chrome
	Heading  string
	Intro    string
	Sections []themeSection
	Projects []projectFace // open source only
	Holdings *holdingTable // open source only
	Datasets []datasetLine // data only
	Status   string        // data only
	Releases []choice      // data only
	Bulk     []bulkFile    // data only
	Methods  []methodLine  // methodology only
	Terms    []term        // methodology only
}

type themeSection struct {
	Heading, Text string
	Tiles         []tile
	Blanks        *blanks
}

// A tile is a chart on a theme page.
type tile struct {
	ID           string
	Href         string
	Heading      string
	Statement    []phrase
	Subtitle     string
	Wide, Narrow template.HTML
	OptionHref   string
	State        *state
	Overlay      *eventList
	Release      string
	credit
}

// pageHTML is a page of a theme.
func (s *Server) pageHTML(page Page) planner {
	return func(q *request) (*plan, error) {
		if err := q.done(); err != nil {
			return nil, err
		}
		return &plan{themed: true, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			p := q.printer
			data := &themePage{Heading: pageText(p, page, "question", page.Question), Intro: pageText(p, page, "intro", page.Intro)}
			data.chrome = s.chrome(q, editionOf(r), subject{path: "/" + page.Slug, active: page.Slug, title: data.Heading, description: data.Intro})
			var err error
			if data.Sections, err = s.sections(ctx, q, r, page, 0); err != nil {
				return nil, err
			}
			if err := s.fillPage(ctx, q, r, page.Slug, data); err != nil {
				return nil, err
			}
			return s.html(q, "page", data)
		}}, nil
	}
}

// sections renders a page's sections from the n-th on.
func (s *Server) sections(ctx context.Context, q *request, r *analytics.Release, page Page, from int) ([]themeSection, error) {
	var list []themeSection
	for n, section := range page.Sections {
		if n < from {
			continue
		}
		key := "section." + strconv.Itoa(n+1)
		part := themeSection{Heading: pageText(q.printer, page, key+".title", section.Title), Text: pageText(q.printer, page, key+".text", section.Text)}
		drawn, empty, err := s.sorted(ctx, r, section)
		if err != nil {
			return nil, err
		}
		for _, id := range drawn {
			one, err := s.tile(ctx, q, r, id, widthOf(drawn))
			if err != nil {
				return nil, err
			}
			part.Tiles = append(part.Tiles, one)
		}
		part.Blanks = gather(q.printer, q.place(), empty)
		list = append(list, part)
	}
	return list, nil
}

// usualRequest is a chart's question as its definition asks it.
func (s *Server) usualRequest(id string) (chartRequest, error) {
	spec, err := s.content.chart(id)
	if err != nil {
		return chartRequest{}, err
	}
	defaults, err := s.content.catalogue.Parse(nil, spec.Defaults())
	return chartRequest{spec: spec, defaults: defaults, query: defaults}, err
}

// usual asks a chart's usual question.
func (s *Server) usual(ctx context.Context, r *analytics.Release, id string) (figure, error) {
	if f, ok := s.memo.get(r.ID(), id); ok {
		return f, nil
	}
	c, err := s.usualRequest(id)
	if err != nil {
		return figure{}, err
	}
	f, err := answerChart(ctx, r, c)
	if err == nil {
		s.memo.put(r.ID(), id, f)
	}
	return f, err
}

// sorted tells a section's charts with something to draw from those without.
func (s *Server) sorted(ctx context.Context, r *analytics.Release, section Section) (drawn []string, empty []figure, err error) {
	for _, id := range section.Charts {
		f, err := s.usual(ctx, r, id)
		if err != nil {
			return nil, nil, err
		}
		if f.isEmpty() {
			empty = append(empty, f)
		} else {
			drawn = append(drawn, id)
		}
	}
	return drawn, empty, nil
}

// widthOf is how wide a section's drawings are made: one alone takes the whole line.
func widthOf(charts []string) int {
	if len(charts) == 1 {
		return wideWidth
	}
	return tileWidth
}

func (s *Server) tile(ctx context.Context, q *request, r *analytics.Release, id string, width int) (tile, error) {
	f, err := s.usual(ctx, r, id)
	if err != nil {
		return tile{}, err
	}
	p, at := q.printer, q.place()
	one := tile{ID: id, Href: at.page("/charts/"+id, nil), Heading: chartTitle(p, f.spec), Statement: firstSentence(f.statement(p, at)),
		Subtitle: f.subtitle(p), Release: r.ID(), credit: f.credit(p, at)}
	for i, source := range one.Sources {
		if source.Href == "#sources" {
			one.Sources[i].Href = one.Href + "#sources"
		}
	}
	if f.isEmpty() {
		one.State = f.emptyState(p, at)
		return one, nil
	}
	one.Overlay = f.eventList(p, at, r, nil)
	one.OptionHref = at.picture("/charts/"+id+".option.json", nil)
	one.Wide, one.Narrow, err = s.drawings(ctx, p, f, width)
	if errors.Is(err, plot.ErrEmpty) {
		one.State = f.emptyState(p, at)
		err = nil
	}
	return one, err
}

// fillPage adds what single pages have beside charts.
func (s *Server) fillPage(ctx context.Context, q *request, r *analytics.Release, slug string, data *themePage) error {
	var err error
	switch slug {
	case "open-source":
		if data.Projects, err = s.projectFaces(ctx, q, r); err == nil {
			data.Holdings, err = s.holdings(ctx, q, r)
		}
	case "data":
		data.Datasets, data.Status = s.datasetLines(q, r), q.place().page("/status", nil)
		data.Bulk, err = s.bulkFiles(r.ID())
	case "methodology":
		data.Methods, data.Terms = s.methodLines(q, s.content.catalogue.Methods()), s.terms(q)
	}
	return err
}

// A term is an indicator as the methodology page tells it.
type term struct {
	ID, Href, Title, Question, Unit string
	IsNot                           []string
}

func (s *Server) terms(q *request) []term {
	var list []term
	for _, i := range s.content.catalogue.Indicators() {
		list = append(list, s.term(q, i))
	}
	return list
}

func (s *Server) term(q *request, i analytics.Indicator) term {
	p := q.printer
	one := term{ID: i.ID, Href: q.place().page("/indicators/"+i.ID, nil), Title: p.Text("indicator."+i.ID+".title", i.Title),
		Question: p.Text("indicator."+i.ID+".question", i.Question), Unit: p.Unit(i.Unit.Code, i.Unit.Per)}
	for n, text := range i.IsNot {
		one.IsNot = append(one.IsNot, p.Text("indicator."+i.ID+".is_not."+strconv.Itoa(n+1), text))
	}
	return one
}
