package dashboard

import (
	"encoding/json"
	"html/template"
	"net/url"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A chrome is what stands around every page, and what its head says.
type chrome struct {
	Lang, Dir, Theme   string
	Title, Description string
	Canonical          string
	Links              []link
	Style              string
	Scripts            []string
	Image              string
	LD                 template.JS
	Home               string
	Nav                []choice
	Kept               []hidden // what a form must hand on
	Languages, Themes  []choice
	Foot               []choice
	Release, AsOf      string
	Pinned             bool
	Unpinned           string
}

// A choice is a link among others.
type choice struct {
	Href, Text, Short, Value string
	Active                   bool
}

// A subject is what a page is about, as its head needs it.
type subject struct {
	path        string     // without language
	values      url.Values // canonical, without release and theme
	active      string     // slug of the page in the navigation
	title       string
	description string
	links       []link
	image       string
}

// An edition is the release that a page shows; empty on pages that show none.
type edition struct{ id, asOf string }

func editionOf(r *analytics.Release) edition { return edition{r.ID(), r.AsOf()} }

// chrome builds what stands around a page.
func (s *Server) chrome(q *request, e edition, about subject) chrome {
	at, p := q.place(), q.printer
	c := chrome{
		Lang: p.Lang(), Dir: p.Dir(), Theme: q.theme, Title: about.title, Description: about.description,
		Canonical: s.config.BaseURL + address("/"+p.Lang()+about.path, releaseOnly(about.values, q.release)),
		Style:     s.assets.path("style.css"), Home: at.page("/", nil), Kept: at.hidden(), Release: e.id, AsOf: e.asOf,
		Pinned: q.release != "", Unpinned: place{lang: at.lang, theme: at.theme}.page(about.path, about.values), Image: about.image,
	}
	for _, logical := range []string{"ui.js", "chart.js"} {
		if path := s.assets.path(logical); path != "" {
			c.Scripts = append(c.Scripts, path)
		}
	}
	c.Links = append(s.alternates(q, about), about.links...)
	for _, page := range s.content.pages {
		if page.Slug != overview {
			item := choice{Href: at.page("/"+page.Slug, nil), Text: pageText(p, page, "title", page.Title), Active: page.Slug == about.active}
			if page.Slug == "methodology" || page.Slug == "data" {
				c.Foot = append(c.Foot, item)
			}
			if page.Slug != "methodology" { // which every page's foot leads to
				c.Nav = append(c.Nav, item)
			}
		}
	}
	c.Foot = append(c.Foot, choice{Href: at.page("/releases", nil), Text: p.Text("ui.foot.releases", "Releases")},
		choice{Href: at.page("/status", nil), Text: p.Text("ui.foot.status", "Status of the sources")})
	c.Languages = languageChoices(at, about)
	c.Themes = themeChoices(p, at, about)
	return c
}

func releaseOnly(values url.Values, release string) url.Values {
	return place{release: release}.keep(values, false)
}

// alternates are the same page in other languages.
func (s *Server) alternates(q *request, about subject) []link {
	var list []link
	for _, lang := range locale.Languages() {
		href := s.config.BaseURL + address("/"+lang+about.path, releaseOnly(about.values, q.release))
		list = append(list, link{Rel: "alternate", Href: href, Lang: lang})
	}
	return append(list, link{Rel: "alternate", Href: s.config.BaseURL + address(about.path, releaseOnly(about.values, q.release)), Lang: "x-default"})
}

func languageChoices(at place, about subject) []choice {
	var list []choice
	for _, lang := range locale.Languages() {
		there := at
		there.lang = lang
		list = append(list, choice{Href: there.page(about.path, about.values), Text: locale.Name(lang), Short: strings.ToUpper(lang),
			Value: lang, Active: lang == at.lang})
	}
	return list
}

func themeChoices(p *locale.Printer, at place, about subject) []choice {
	names := map[string]string{
		"auto":  p.Text("ui.theme.auto", "Colours of your system"),
		"light": p.Text("ui.theme.light", "Light"),
		"dark":  p.Text("ui.theme.dark", "Dark"),
	}
	var list []choice
	for _, theme := range themes {
		there := at
		if there.theme = theme; theme == "auto" {
			there.theme = ""
		}
		list = append(list, choice{Href: there.page(about.path, about.values), Text: names[theme], Value: theme, Active: there.theme == at.theme})
	}
	return list
}

// linked prints a description of the page for machines. The encoder escapes <, > and &, so it cannot end its element.
func linked(v any) (template.JS, error) {
	b, err := json.Marshal(v)
	return template.JS(b), err
}
