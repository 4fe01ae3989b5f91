package dashboard

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sextant/dashboard/locale"
	"sextant/dashboard/search"
)

// A problemPage is an error for people: what is wrong, and where to go from here.
type problemPage struct {
	chrome
	Problem     problem
	Heading     string
	Text        string
	Allowed     []choice
	Suggestions []choice
	Again       string
}

// problemPage renders an error in a language. It works without a release.
func (s *Server) problemPage(lang, path, query string, pr problem) (*answer, error) {
	p := s.printers[lang]
	q := &request{path: path, printer: p}
	values, err := url.ParseQuery(query)
	if err != nil {
		values = url.Values{}
	}
	page := &problemPage{Problem: pr, Heading: problemHeading(p, pr), Text: p.Text("ui.problem."+pr.Code, pr.Message)}
	if pr.Parameter != "" {
		page.Text = p.Text("ui.problem.parameter", "The parameter “{0}” does not work here: {1}.", pr.Parameter, pr.Message)
	}
	page.Allowed = allowedChoices(path, values, pr)
	at := place{lang: lang}
	if pr.Status == http.StatusNotFound {
		page.Suggestions = s.suggestions(p, at, path)
	}
	if pr.Status == http.StatusServiceUnavailable {
		page.Again = address(path, values)
	}
	page.chrome = s.chrome(q, edition{id: s.live.current()}, subject{path: "/", title: page.Heading, description: page.Text})
	return s.html(q, "problem", page)
}

func problemHeading(p *locale.Printer, pr problem) string {
	switch pr.Status {
	case http.StatusNotFound:
		return p.Text("ui.problem.head.not-found", "There is nothing here")
	case http.StatusBadRequest:
		return p.Text("ui.problem.head.invalid", "This address does not work")
	case http.StatusForbidden:
		return p.Text("ui.problem.head.restricted", "The source does not allow this")
	case http.StatusServiceUnavailable:
		return p.Text("ui.problem.head.unavailable", "One moment")
	case http.StatusTooManyRequests:
		return p.Text("ui.problem.head.too-many", "A little slower")
	}
	return p.Text("ui.problem.head.internal", "Something went wrong")
}

// allowedChoices are the allowed values of a wrong parameter as links to the same address with that value.
func allowedChoices(path string, values url.Values, pr problem) []choice {
	var list []choice
	for n, value := range pr.Allowed {
		if n == 60 {
			break
		}
		if values.Has(pr.Parameter) && !slices.Contains(pr.Allowed, pr.Parameter) && !strings.Contains(pr.Message, "parameter") {
			list = append(list, choice{Href: address(path, with(values, pr.Parameter, value)), Text: value})
		} else {
			list = append(list, choice{Text: value})
		}
	}
	return list
}

// suggestions are the pages and charts whose words come nearest to the last part of an address.
func (s *Server) suggestions(p *locale.Printer, at place, address string) []choice {
	var list []choice
	for _, h := range search.New(s.defined(p)).Find(address[strings.LastIndex(address, "/")+1:], 6) {
		list = append(list, choice{Href: at.page(foundPath(h), nil), Text: h.Title})
	}
	return list
}
