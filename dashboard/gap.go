package dashboard

import (
	"bytes"
	"context"
	"net/url"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// gapSlug is the page of the distance: a table of every gap, and of each indicator what it would take to close it.
const gapSlug = "gap"

// A gapAsked is the question of an address: all gaps of a group, or one.
type gapAsked struct {
	group  analytics.Code
	one    *analytics.GapQuery // nil: all
	values url.Values
}

// gapOf understands the parameters of the page and of its files.
func (s *Server) gapOf(q *request) (gapAsked, error) {
	if !q.values.Has("indicator") {
		group, err := analytics.ParseGapGroup(q.values)
		a := gapAsked{group: group, values: url.Values{}}
		if group != "" {
			a.values.Set("group", string(group))
		}
		return a, err
	}
	one, err := s.content.catalogue.ParseGap(q.values)
	if err != nil {
		return gapAsked{}, err
	}
	return gapAsked{group: one.Group, one: &one, values: one.Values(s.content.catalogue)}, nil
}

// gapHTML is the page of all gaps or of one.
func (s *Server) gapHTML(page Page) planner {
	return func(q *request) (*plan, error) {
		asked, err := s.gapOf(q)
		if err != nil {
			return nil, err
		}
		links := gapLinks(q, asked.values)
		return &plan{values: asked.values, themed: true, links: links, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			v := gapView{s: s, q: q, p: q.printer, at: q.place(), page: page, values: asked.values}
			about := subject{path: "/" + page.Slug, values: asked.values, active: page.Slug, links: links}
			if asked.one != nil {
				return v.one(ctx, r, *asked.one, about)
			}
			t, err := r.Gaps(ctx, asked.group)
			if err != nil {
				return nil, err
			}
			data := v.table(r, t)
			about.title, about.description = data.Heading, plain(data.Statement)
			data.chrome = s.chrome(q, editionOf(r), about)
			return s.html(q, "gap", data)
		}}, nil
	}
}

func gapLinks(q *request, values url.Values) []link {
	return []link{{Rel: "alternate", Href: q.place().file("/gap.csv", values), Type: "text/csv"},
		{Rel: "alternate", Href: q.place().file("/gap.json", values), Type: "application/json"}}
}

// A gapView fills the page in a reader's language.
type gapView struct {
	s      *Server
	q      *request
	p      *locale.Printer
	at     place
	page   Page
	values url.Values
}

func (v gapView) files() []fileChoice {
	return []fileChoice{{v.at.file("/gap.csv", v.values), "CSV", "text/csv"}, {v.at.file("/gap.json", v.values), "JSON", "application/json"}}
}

// groups is the choice between the ways to say Europe.
func (v gapView) groups(names map[analytics.Code]analytics.Name, now analytics.Code) selection {
	one := selection{Name: "group", Text: v.p.Text("ui.gap.group", "Europe as"),
		Options: []chip{{Text: v.p.Text("ui.gap.group.first", "what the source has"), On: now == ""}}}
	for _, code := range analytics.GapGroups() {
		text := names[code].In(v.p.Lang())
		one.Options = append(one.Options, chip{Value: string(code), Text: or(text, string(code)), On: code == now})
	}
	return one
}

// gapFile answers /gap.csv and /gap.json.
func (s *Server) gapFile(suffix string) planner {
	return func(q *request) (*plan, error) {
		dialect, err := q.dialect(suffix)
		if err != nil {
			return nil, err
		}
		asked, err := s.gapOf(q)
		if err != nil {
			return nil, err
		}
		p := &plan{values: asked.values, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			if asked.one != nil {
				return s.gapOneFile(ctx, r, *asked.one, suffix, analytics.Dialect(dialect))
			}
			return gapTableFile(ctx, r, asked.group, suffix, analytics.Dialect(dialect))
		}}
		if dialect != "" {
			p.values.Set("dialect", dialect)
		}
		if suffix == ".csv" {
			p.download = "gap.csv"
		}
		return p, nil
	}
}

func (s *Server) gapOneFile(ctx context.Context, r *analytics.Release, q analytics.GapQuery, suffix string, dialect analytics.Dialect) (*answer, error) {
	a, err := r.Gap(ctx, q)
	if err != nil {
		return nil, err
	}
	if isRestricted(a.Frame.Sources) {
		return nil, errRestricted
	}
	var b bytes.Buffer
	if suffix == ".json" {
		err = analytics.WriteGapJSON(&b, a, s.content.catalogue)
	} else {
		err = analytics.WriteGapCSV(&b, a, dialect)
	}
	return dialectAnswer(suffix, b.Bytes(), r.ID(), a.Lines(), dialect), err
}

func gapTableFile(ctx context.Context, r *analytics.Release, group analytics.Code, suffix string, dialect analytics.Dialect) (*answer, error) {
	t, err := r.Gaps(ctx, group)
	if err != nil {
		return nil, err
	}
	if isRestricted(t.Sources()) {
		return nil, errRestricted
	}
	var b bytes.Buffer
	if suffix == ".json" {
		err = analytics.WriteGapsJSON(&b, t)
	} else {
		err = analytics.WriteGapsCSV(&b, t, dialect)
	}
	return dialectAnswer(suffix, b.Bytes(), r.ID(), t.Lines(), dialect), err
}
