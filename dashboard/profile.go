package dashboard

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A profilePage is the page of one thing: a project, a programme, an organisation.
type profilePage struct {
	chrome
	Crumb      choice
	Heading    string
	Intro      string
	Facts      []property
	Badges     []string
	Note       string
	Source     choice
	Lists      []profileList
	Metrics    []metricCard
	Use        *useByEconomy // projects only
	Dependence []property    // featured projects only
	Events     *facts
	Reports    *facts // rounds as other sources have them
	Dataset    choice
}

// A property is a name and what stands for it; empty ones are not shown.
type property struct{ Name, Text, Href string }

type profileList struct {
	Heading string
	Items   []choice
}

// A projectFace is a project with a profile, in a list.
type projectFace struct{ Href, Name, Text string }

// add keeps a property if there is something to say.
func (page *profilePage) add(name, text, href string) {
	if text != "" {
		page.Facts = append(page.Facts, property{name, text, href})
	}
}

// list keeps a list if there is something on it.
func (page *profilePage) list(heading string, items []choice) {
	if len(items) > 0 {
		page.Lists = append(page.Lists, profileList{heading, items})
	}
}

// names names codes of a release in a language.
type names struct {
	r *analytics.Release
	p *locale.Printer
}

func (n names) code(list string, code analytics.Code) string {
	if code == "" {
		return ""
	}
	if name := n.r.CodeName(list, code).In(n.p.Lang()); name != "" {
		return name
	}
	return string(code)
}

func (n names) economy(code analytics.Code) string {
	for _, e := range n.r.Economies() {
		if e.Code == code {
			return e.Name.In(n.p.Lang())
		}
	}
	return string(code)
}

func (s *Server) projectFaces(ctx context.Context, q *request, r *analytics.Release) ([]projectFace, error) {
	all, err := r.Projects(ctx)
	if err != nil {
		return nil, err
	}
	n := names{r, q.printer}
	var list []projectFace
	for _, one := range all {
		if one.Featured {
			text := joined(" · ", n.economy(one.Economy), one.Steward)
			list = append(list, projectFace{Href: q.place().page("/projects/"+one.ID, nil), Name: one.Label, Text: text})
		}
	}
	return list, nil
}

func joined(mark string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), mark)
}

// profile plans the page of one thing.
func (s *Server) profile(q *request, folder, active string, fill func(context.Context, *analytics.Release, string, *profilePage) (analytics.Provenance, error)) (*plan, error) {
	id, err := q.id(0)
	if err != nil {
		return nil, err
	}
	if err := q.done(); err != nil {
		return nil, err
	}
	return &plan{themed: true, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		page := &profilePage{Crumb: s.pageChoice(q.printer, q.place(), active)}
		from, err := fill(ctx, r, id, page)
		if err != nil {
			return nil, moved(ctx, r, q, folder, id, err)
		}
		page.Note = from.Note
		if web(from.SourceURL) {
			page.Source = choice{Href: from.SourceURL, Text: host(from.SourceURL)}
		}
		page.Dataset = choice{Href: q.place().page("/datasets/"+from.Dataset, nil), Text: from.Dataset}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/" + folder + "/" + id, active: active, title: page.Heading, description: page.Intro})
		return s.html(q, "profile", page)
	}}, nil
}

func (s *Server) projectHTML(q *request) (*plan, error) {
	p := q.printer
	return s.profile(q, "projects", "open-source", func(ctx context.Context, r *analytics.Release, id string, page *profilePage) (analytics.Provenance, error) {
		one, metrics, err := r.Project(ctx, id)
		if err != nil {
			return one.Provenance, err
		}
		n := names{r, p}
		page.Heading = one.Label
		page.Intro = joined(" · ", n.code("project_kind", one.Kind), n.economy(one.Economy), one.Dated)
		page.add(p.Text("ui.project.origin", "Origin"), joined(", ", one.OriginOrganisation, n.economy(one.Economy)), "")
		page.add(p.Text("ui.project.steward", "Steward"), joined(", ", one.Steward, n.economy(one.StewardEconomy)), "")
		page.add(p.Text("ui.project.governance", "Governance"), n.code("governance", one.Governance), "")
		page.add(p.Text("ui.project.licence", "Licence"), one.Licence, "")
		page.add(p.Text("ui.project.osi", "Approved by the Open Source Initiative"), yesNo(p, one.OSIApproved), "")
		if web(one.Repository) {
			page.add(p.Text("ui.project.repository", "Repository"), strings.TrimPrefix(one.Repository, "https://"), one.Repository)
		} else {
			page.add(p.Text("ui.project.repository", "Repository"), one.Repository, "")
		}
		page.add(p.Text("ui.project.package", "Package"), joined(": ", one.PackageRegistry, one.PackageName), "")
		if one.Organisation != "" {
			page.add(p.Text("ui.project.company", "Company and its rounds"), one.Company, q.place().page("/organisations/"+one.Organisation, nil))
		}
		for _, m := range metrics {
			page.Metrics = append(page.Metrics, metricCardOf(n, m))
		}
		held, err := r.Holdings(ctx, one.ID)
		if err != nil {
			return one.Provenance, err
		}
		if len(held) == 1 {
			page.Dependence = s.dependence(q, r, held[0])
		}
		if page.Use, err = s.useOf(ctx, q, r, one); err == nil && len(held) == 1 {
			page.Use.Downloads = downloadsOf(p, held[0])
		}
		return one.Provenance, err
	})
}

// A useByEconomy says where a project's developers are; it has no cards where no source counts them.
type useByEconomy struct {
	Cards     []card
	Downloads string // featured projects only
}

// useOf asks the chart of topics for the one that counts the project's developers.
func (s *Server) useOf(ctx context.Context, q *request, r *analytics.Release, one analytics.Project) (*useByEconomy, error) {
	if one.Topic == "" {
		return &useByEconomy{}, nil
	}
	c, err := s.usualRequest("ai-topic-developers")
	if err != nil {
		return nil, err
	}
	c.query.By, c.query.From, c.query.Where = "", "", "topic:"+string(one.Topic)
	f, err := answerChart(ctx, r, c)
	if err != nil {
		return nil, err
	}
	face := f.card(q.printer, q.place(), nil)
	face.GapHref = "" // the page of the gap is about all projects
	face.Href = q.place().page("/charts/"+c.spec.ID, c.query.Values(c.defaults))
	return &useByEconomy{Cards: []card{face}}, nil
}

func yesNo(p *locale.Printer, value string) string {
	switch value {
	case "yes":
		return p.Text("ui.yes", "yes")
	case "no":
		return p.Text("ui.no", "no")
	}
	return ""
}

func (s *Server) programmeHTML(q *request) (*plan, error) {
	p, at := q.printer, q.place()
	return s.profile(q, "programmes", "public-funds", func(ctx context.Context, r *analytics.Release, id string, page *profilePage) (analytics.Provenance, error) {
		one, err := r.Programme(ctx, id)
		if err != nil {
			return one.Provenance, err
		}
		n := names{r, p}
		page.Heading = one.Label
		page.Intro = joined(" · ", one.Sponsor, n.economy(one.Economy), years(one.Start, one.End))
		page.add(p.Text("ui.programme.local", "Own name"), one.LocalName, "")
		page.add(p.Text("ui.programme.sponsor", "Who pays"), one.Sponsor, "")
		page.add(p.Text("ui.programme.level", "Level"), n.code("government_level", one.Level), "")
		page.add(p.Text("ui.programme.instrument", "Instrument"), n.code("funding_instrument", one.Instrument), "")
		page.add(p.Text("ui.programme.focus", "For what"), n.code("focus", one.Focus), "")
		if one.Parent != "" {
			page.add(p.Text("ui.programme.parent", "Part of"), one.Parent, at.page("/programmes/"+one.Parent, nil))
		}
		if !one.AIOnly {
			page.Badges = append(page.Badges, p.Text("ui.programme.broader", "broader than AI: not in the totals"))
		}
		for _, a := range one.Amounts {
			page.add(amountName(n, a), amountText(n, a), "")
		}
		var parts []choice
		for _, part := range one.Parts {
			parts = append(parts, choice{Href: at.page("/programmes/"+part, nil), Text: part})
		}
		page.list(p.Text("ui.programme.parts", "Parts"), parts)
		return one.Provenance, nil
	})
}

func years(start, end int) string {
	switch {
	case start == 0 && end == 0:
		return ""
	case end == 0 || end == start:
		return strconv.Itoa(max(start, end))
	case start == 0:
		return strconv.Itoa(end)
	}
	return strconv.Itoa(start) + "–" + strconv.Itoa(end)
}

func amountName(n names, a analytics.ProgrammeAmount) string {
	return joined(", ", n.code("funding_stage", a.Stage), n.p.Date(a.Dated))
}

// amountText says an amount as it was reported, what kind of amount it is, and whether it is in the totals.
func amountText(n names, a analytics.ProgrammeAmount) string {
	text := n.p.Text("ui.missing.undisclosed", "undisclosed")
	if a.Amount.Known {
		text = n.p.Amount(a.Amount.Float, a.Currency)
	}
	if a.Qualifier != "exact" {
		text = joined(" ", n.code("amount_qualifier", a.Qualifier), text)
	}
	if a.EUR.Known && a.Currency != "EUR" {
		text += " (" + n.p.Money(a.EUR.Float, "EUR") + ")"
	}
	if a.PeriodKind != "envelope" {
		text = joined(", ", text, n.code("period_kind", a.PeriodKind))
	}
	if !a.Counted {
		text += " · " + n.p.Text("ui.programme.not-counted", "not in the totals")
	}
	return joined(" · ", text, a.Note)
}

func (s *Server) organisationHTML(q *request) (*plan, error) {
	p := q.printer
	return s.profile(q, "organisations", "startups", func(ctx context.Context, r *analytics.Release, id string, page *profilePage) (analytics.Provenance, error) {
		one, err := r.Organisation(ctx, id)
		if err != nil {
			return one.Provenance, err
		}
		n := names{r, p}
		page.Heading = one.Label
		page.Intro = joined(" · ", n.code("sector", one.Sector), joined(", ", one.City, n.economy(one.Economy)), one.Dated)
		page.add(p.Text("ui.organisation.headquarters", "Headquarters"), joined(", ", one.City, n.economy(one.Economy)), "")
		page.add(p.Text("ui.organisation.founding", "Founded in"), n.economy(one.FoundingEconomy), "")
		page.add(p.Text("ui.organisation.founded", "Year of founding"), one.Dated, "")
		page.add(p.Text("ui.organisation.sector", "Sector"), n.code("sector", one.Sector), "")
		page.add(p.Text("ui.organisation.open-source", "Open source"), n.code("openness", one.OpenSource), "")
		page.add(p.Text("ui.organisation.status", "Status"), n.code("company_status", one.State), "")
		page.add(p.Text("ui.organisation.acquirer", "Bought by"), joined(", ", one.Acquirer, n.economy(one.AcquirerEconomy), p.Date(one.AcquiredOn)), "")
		if web(one.Website) {
			page.add(p.Text("ui.organisation.website", "Website"), host(one.Website), one.Website)
		}
		for _, i := range one.Identifiers {
			page.add(n.code("identifier_scheme", i.Scheme), i.Value, registerPage(i))
		}
		var investors []choice
		for _, i := range one.Investors {
			investors = append(investors, choice{Href: q.place().page("/investors/"+i.ID, nil), Text: i.Label})
		}
		page.list(p.Text("ui.organisation.investors", "Investors"), investors)
		page.Events = roundFacts(q, r, one.Rounds, "instrument", "round_instrument")
		page.Reports = reportFacts(q, r, one.Reports)
		return one.Provenance, nil
	})
}

// roundFacts lays rounds out as rows, with a code of each; those that no sum holds say so. It is nil without rounds.
func roundFacts(q *request, r *analytics.Release, rounds []analytics.Round, dimension, list string) *facts {
	if len(rounds) == 0 {
		return nil
	}
	f := figure{frame: analytics.Frame{Dimension: dimension, CodeNames: map[analytics.Code]analytics.Name{},
		Series: []analytics.Series{{Unit: analytics.Unit{Code: "EUR"}}}}}
	var rows []analytics.Row
	for _, one := range rounds {
		f.frame.CodeNames[one.By] = r.CodeName(list, one.By)
		if !one.Counted {
			one.Note = joined(" · ", q.printer.Text("ui.programme.not-counted", "not in the totals"), one.Note)
		}
		rows = append(rows, one.Row)
	}
	return f.facts(q.printer, q.place(), r, rows)
}

// reportFacts lays out what other sources report of a company's rounds; nil without any.
func reportFacts(q *request, r *analytics.Release, reports []analytics.Report) *facts {
	if len(reports) == 0 {
		return nil
	}
	f := figure{frame: analytics.Frame{Dimension: "kind", CodeNames: map[analytics.Code]analytics.Name{},
		Series: []analytics.Series{{Unit: analytics.Unit{Code: "EUR"}}}}}
	var rows []analytics.Row
	for _, one := range reports {
		f.frame.CodeNames[one.By] = r.CodeName("report_amount_kind", one.By)
		one.ID = "" // such ids are names, and no anchors
		one.Note = joined(" · ", names{r, q.printer}.code("report_status", one.State), one.Note)
		rows = append(rows, one.Row)
	}
	return f.facts(q.printer, q.place(), r, rows)
}

// registerPage is the page of an identifier in its register; empty where there is none.
func registerPage(i analytics.Identifier) string {
	pages := map[analytics.Code]string{
		"qid": "https://www.wikidata.org/wiki/", "lei": "https://search.gleif.org/#/record/", "cik": "https://www.sec.gov/edgar/browse/?CIK=",
		"github": "https://github.com/", "hugging-face": "https://huggingface.co/",
	}
	if pages[i.Scheme] == "" {
		return ""
	}
	return pages[i.Scheme] + url.PathEscape(i.Value)
}
