package dashboard

import (
	"context"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// An economyPage is what the release holds of one economy or group, beside the three that everything is compared with.
type economyPage struct {
	chrome
	Crumb   choice
	Heading string
	Intro   string
	Members []choice
	Columns []economyColumn
	Parts   []economyTheme
	Absent  string
	Lists   []economyList
}

// An economyColumn is an economy at the head of the table.
type economyColumn struct {
	Name  string
	Shape template.HTML
}

// An economyTheme is the indicators of a page of the navigation.
type economyTheme struct {
	Name, Href string
	Rows       []economyRow
}

type economyRow struct {
	Title, Href, Unit, Period string
	Note                      string
	Values                    []economyValue
}

type economyValue struct {
	Text, Href string
	Missing    bool
}

// An economyList is the largest or latest facts of one kind.
type economyList struct {
	Heading string
	Facts   *facts
	All     choice
}

var economyPattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{1,19}$`)

// shownFacts is how many facts of a kind stand on the page of an economy.
const shownFacts = 8

// economyHTML is /{lang}/economies/{code}.
func (s *Server) economyHTML(q *request) (*plan, error) {
	if len(q.params) == 0 || !economyPattern.MatchString(q.params[0]) {
		return nil, analytics.ErrNotFound
	}
	code := analytics.Code(strings.ToUpper(q.params[0]))
	if err := q.done(); err != nil {
		return nil, err
	}
	return &plan{themed: true, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		if string(code) != q.params[0] {
			return nil, &movedError{q.place().page("/economies/"+string(code), nil)}
		}
		v := economyView{s: s, q: q, p: q.printer, r: r, code: code}
		page, err := v.page(ctx)
		if err != nil {
			return nil, err
		}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/economies/" + string(code), title: page.Heading, description: page.Intro})
		return s.html(q, "economy", page)
	}}, nil
}

// An economyView fills the page of an economy.
type economyView struct {
	s    *Server
	q    *request
	p    *locale.Printer
	r    *analytics.Release
	code analytics.Code
}

func (v economyView) page(ctx context.Context) (*economyPage, error) {
	page := &economyPage{Crumb: choice{Href: v.q.place().page("/", nil), Text: v.p.Text("ui.overview", "Overview")}}
	if err := v.fillHead(page); err != nil {
		return nil, err
	}
	for _, code := range v.columns() {
		page.Columns = append(page.Columns, economyColumn{figure{frame: v.frame()}.shortName(v.p, code), shape(code)})
	}
	if err := v.fillThemes(ctx, page); err != nil {
		return nil, err
	}
	return page, v.fillLists(ctx, page)
}

// frame names economies where there is no answer to name them.
func (v economyView) frame() analytics.Frame {
	return analytics.Frame{EconomyNames: namesOfAll(v.r, map[analytics.Code]analytics.Name{v.code: v.r.CodeName("economy", v.code)})}
}

// fillHead says what the economy is, or that there is none of that code.
func (v economyView) fillHead(page *economyPage) error {
	page.Heading = v.r.CodeName("economy", v.code).In(v.p.Lang())
	for _, g := range v.r.Groups() {
		if g.Code == v.code {
			for _, member := range g.Members {
				page.Members = append(page.Members, choice{Href: v.q.place().page("/economies/"+string(member), nil), Text: v.r.CodeName("economy", member).In(v.p.Lang())})
			}
			slices.SortFunc(page.Members, func(a, b choice) int { return strings.Compare(a.Text, b.Text) })
			page.Intro = v.p.Plural("ui.economy.group", len(g.Members), "A group of {0} economy, whose figures are added up where they may be.", "A group of {0} economies, whose figures are added up where they may be.")
			return nil
		}
	}
	for _, e := range v.r.Economies() {
		switch {
		case e.Code != v.code:
		case e.MemberFrom != "":
			page.Intro = v.p.Text("ui.economy.member", "Member of the European Union since {0}.", e.MemberFrom[:4])
			return nil
		case e.Aggregate:
			page.Intro = v.p.Text("ui.economy.aggregate", "Reported as one: nothing is added up here.")
			return nil
		default:
			page.Intro = v.p.Text("ui.economy.single", "What this release holds of it, beside Europe, the United States and China.")
			return nil
		}
	}
	return analytics.ErrNotFound
}

// columns are the economy and the three that it is compared with, itself first.
func (v economyView) columns() []analytics.Code {
	list := []analytics.Code{v.code}
	for _, code := range []analytics.Code{"EU27_2020", "US", "CN"} {
		if code != v.code {
			list = append(list, code)
		}
	}
	return list
}

// fillThemes asks the indicator of every chart of every theme, each once.
func (v economyView) fillThemes(ctx context.Context, page *economyPage) error {
	asked, absent := map[string]bool{}, 0
	for _, theme := range v.s.content.pages {
		if theme.Slug == overview {
			continue // whose charts belong to the other pages
		}
		one := economyTheme{Name: pageText(v.p, theme, "title", theme.Title), Href: v.q.place().page("/"+theme.Slug, nil)}
		for _, section := range theme.Sections {
			for _, id := range section.Charts {
				spec, err := v.s.content.chart(id)
				if err != nil {
					return err
				}
				if !comparesEconomies(spec) || asked[spec.Indicators[0]] {
					continue
				}
				asked[spec.Indicators[0]] = true
				row, ok, err := v.row(ctx, spec)
				if err != nil {
					return err
				}
				if ok {
					one.Rows = append(one.Rows, row)
				} else {
					absent++
				}
			}
		}
		if len(one.Rows) > 0 {
			page.Parts = append(page.Parts, one)
		}
	}
	if absent > 0 {
		page.Absent = v.p.Plural("ui.economy.absent", absent, "{0} further indicator has no figure of this economy: not covered is not zero.", "{0} further indicators have no figure of this economy: not covered is not zero.")
	}
	return nil
}

// comparesEconomies says whether a chart sets economies side by side by one indicator.
func comparesEconomies(spec plot.Spec) bool {
	return len(spec.Indicators) == 1 && spec.Query.By == "" && len(spec.Query.Where) == 0 && slices.Contains([]plot.Form{plot.Line, plot.Bar, plot.Slope}, spec.Form)
}

// row is an indicator's latest complete figure of the economy, and those of the others in the same period. It says no without one.
func (v economyView) row(ctx context.Context, spec plot.Spec) (economyRow, bool, error) {
	c, err := v.s.usualRequest(spec.ID)
	if err != nil {
		return economyRow{}, false, err
	}
	values := url.Values{"economies": {joinCodes(v.columns())}}
	if c.query, err = v.s.content.catalogue.Parse(values, c.defaults); err != nil {
		return economyRow{}, false, err
	}
	singles, err := v.asked(ctx, c, "all")
	if err != nil {
		return economyRow{}, false, err
	}
	groups, err := v.asked(ctx, c, v.aggregates())
	if err != nil {
		return economyRow{}, false, err
	}
	figureOf := func(code analytics.Code) figure {
		if slices.Contains(groups.frame.Economies, code) {
			return groups
		}
		return singles
	}
	f := figureOf(v.code)
	period, ok := f.latestOf(v.code)
	if !ok {
		return economyRow{}, false, nil
	}
	indicator := f.frame.Series[0].Indicator
	row := economyRow{Title: f.seriesTitle(v.p, indicator), Period: f.spanText(v.p, period), Unit: f.unitText(v.p),
		Href: v.q.place().page("/charts/"+spec.ID, c.query.Values(c.defaults))}
	if f.frame.Coverage.Curated {
		row.Note = v.p.Text("ui.economy.curated", "a list compiled by hand, fuller for some economies than for others")
	}
	for _, code := range v.columns() {
		one := figureOf(code).cardValue(v.p, v.q.place(), indicator, code, period)
		row.Values = append(row.Values, economyValue{Text: one.Text, Href: one.Href, Missing: one.Missing})
	}
	return row, true, nil
}

// asked answers the question of a chart for many economies at once, whose pages then share the answer. Its links ask what the page asks.
func (v economyView) asked(ctx context.Context, c chartRequest, economies string) (figure, error) {
	key, narrow := c.spec.ID+" "+economies, c.query
	f, ok := v.s.memo.get(v.r.ID(), key)
	if !ok {
		var err error
		if c.query, err = v.s.content.catalogue.Parse(url.Values{"economies": {economies}}, c.defaults); err != nil {
			return figure{}, err
		}
		if f, err = answerChart(ctx, v.r, c); err != nil {
			return figure{}, err
		}
		v.s.memo.put(v.r.ID(), key, f)
	}
	f.query = narrow
	return f, nil
}

// aggregates are the groups and what is reported as one, in one list.
func (v economyView) aggregates() string {
	var codes []analytics.Code
	for _, g := range v.r.Groups() {
		codes = append(codes, g.Code)
	}
	for _, e := range v.r.Economies() {
		if e.Aggregate && !slices.Contains(codes, e.Code) {
			codes = append(codes, e.Code)
		}
	}
	return joinCodes(codes)
}

// latestOf is the last period that is over in which an economy has a value; the only one of a sum over all years.
func (f figure) latestOf(economy analytics.Code) (latest analytics.Period, ok bool) {
	for _, o := range f.frame.Observations {
		if o.Economy == economy && o.Value.Known && !f.running(o.Period) && o.Status != analytics.StatusForecast {
			latest, ok = max(latest, o.Period), true
		}
	}
	return latest, ok
}

func joinCodes(codes []analytics.Code) string {
	texts := make([]string, len(codes))
	for n, code := range codes {
		texts[n] = string(code)
	}
	return strings.Join(texts, ",")
}

// economyLists are the kinds of facts on the page of an economy, by the chart that shows them all.
var economyLists = []struct{ chart, indicator, by string }{
	{"public-funds-table", "public-funds-announced", ""},
	{"investment-by-economy", "investment", "round-type"},
	{"companies-by-economy", "companies", "sector"},
	{"compute-sites-map", "compute-sites", "status"},
	{"oss-projects-by-origin", "oss-projects", "kind"},
	{"policy-timeline", "policy-events", "kind"},
}

func (v economyView) fillLists(ctx context.Context, page *economyPage) error {
	for _, one := range economyLists {
		i, err := v.s.content.catalogue.Indicator(one.indicator)
		if err != nil {
			return err
		}
		asked := url.Values{"economies": {string(v.code)}}
		if slices.Contains(i.Frequencies, "all") {
			asked.Set("frequency", "all")
		}
		if _, ok := i.Dimension(one.by); ok {
			asked.Set("by", one.by)
		}
		defaults, err := v.s.content.catalogue.Default(one.indicator)
		if err != nil {
			return err
		}
		query, err := v.s.content.catalogue.Parse(asked, defaults)
		if err != nil {
			return err
		}
		list, err := v.list(ctx, one.chart, query)
		if err != nil {
			return err
		}
		if list.Facts != nil {
			page.Lists = append(page.Lists, list)
		}
	}
	return nil
}

// list is the largest facts of a question; where they have no size, the latest. It is empty without any.
func (v economyView) list(ctx context.Context, chart string, query analytics.Query) (economyList, error) {
	frame, err := v.r.Eval(ctx, query)
	if err != nil {
		return economyList{}, err
	}
	rows, err := v.r.Rows(ctx, query, analytics.Cell{})
	if err != nil || len(rows) == 0 {
		return economyList{}, err
	}
	f := figure{frame: frame, query: query}
	if !isMoney(frame.Series[0].Unit) {
		slices.SortStableFunc(rows, func(a, b analytics.Row) int { return strings.Compare(b.Dated, a.Dated) })
	}
	one := economyList{Heading: f.seriesTitle(v.p, frame.Series[0].Indicator), Facts: f.facts(v.p, v.q.place(), v.r, rows[:min(shownFacts, len(rows))])}
	for n := range one.Facts.Rows {
		one.Facts.Rows[n].ID = "" // a fact may stand in two lists
	}
	one.Facts.Caption = v.p.Plural("ui.economy.of", len(rows), "{0} fact in all", "{0} facts in all")
	one.All = choice{Href: v.q.place().page("/charts/"+chart, url.Values{"economies": {string(v.code)}}), Text: v.p.Text("ui.economy.chart", "The chart of them all")}
	return one, nil
}
