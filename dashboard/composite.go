package dashboard

import (
	"bytes"
	"context"
	"html/template"
	"math"
	"net/url"
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// compositeSlug is the page of the composite index, whose content is made and not composed of charts.
const compositeSlug = "index"

// A compositePage is everything on the page of the index.
type compositePage struct {
	chrome
	Heading, Intro string
	Statement      []phrase
	State          *state
	Action         string
	Hidden         []hidden
	Selects        []compositeSelect
	Weights        []weightField
	Presets        []choice
	Ranked         []rankRow
	RankedIntro    string
	Members        []rankRow
	Pillars        []pillarRow
	Compared       []choice // the economies of the page, by name
	History        []historyRow
	HistoryYears   []string
	HistoryText    string
	Drawing        template.HTML
	Correlations   correlationTable
	Columns        []columnRow
	Method         []methodStep
	MethodPage     choice // formulas, assumptions and literature
	LeftOut        []leftOut
	Files          []fileChoice
	Sources        []sourceLine
	Holes          string
	Cite           string
}

type compositeSelect struct {
	Name, Text string
	Options    []compositeOption
}

type compositeOption struct {
	Value, Text string
	On          bool
}

type weightField struct{ Name, Text, Value string }

type rankRow struct {
	Code  analytics.Code
	Name  string
	Shape template.HTML
	Rank  string
	Score string
	Data  float64
	Bar   template.HTML
	Strip template.HTML
	Span  string
	Holes string
}

type pillarRow struct {
	Name, Weight, Without string
	Scores                []pillarScore
	Holes                 string
}

type pillarScore struct {
	Code analytics.Code
	Text string
	Bar  template.HTML
}

type historyRow struct {
	Code   analytics.Code
	Name   string
	Key    template.HTML
	Scores []string
}

type correlationTable struct {
	Heads []string
	Rows  []correlationRow
}

type correlationRow struct {
	Name  string
	Cells []correlationCell
}

type correlationCell struct{ Text, N string }

type columnRow struct {
	Pillar, Href, Title, Unit, Period, Economies string
	Values                                       []string
	Estimated                                    bool
}

type methodStep struct{ Head, Text string }

type leftOut struct {
	Names []choice
	Why   string
}

// planOf is how a page of the navigation is made.
func (s *Server) planOf(page Page) planner {
	switch page.Slug {
	case compositeSlug:
		return s.compositeHTML(page)
	case gapSlug:
		return s.gapHTML(page)
	}
	return s.pageHTML(page)
}

// compositeHTML is the page of the index by the method in the address.
func (s *Server) compositeHTML(page Page) planner {
	return func(q *request) (*plan, error) {
		asked, err := s.content.catalogue.ParseComposite(q.values)
		if err != nil {
			return nil, err
		}
		values := asked.Values(s.content.catalogue.Composite())
		links := compositeLinks(q, values)
		return &plan{values: values, themed: true, links: links, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			a, err := answerComposite(ctx, r, asked)
			if err != nil {
				return nil, err
			}
			data := &compositePage{Heading: pageText(q.printer, page, "question", page.Question), Intro: pageText(q.printer, page, "intro", page.Intro)}
			v := compositeView{s: s, q: q, p: q.printer, a: a, values: values}
			v.fill(data)
			data.chrome = s.chrome(q, editionOf(r), subject{path: "/" + page.Slug, values: values, active: page.Slug, title: data.Heading,
				description: data.Intro, links: links})
			return s.html(q, "composite", data)
		}}, nil
	}
}

func answerComposite(ctx context.Context, r *analytics.Release, asked analytics.CompositeQuery) (analytics.CompositeAnswer, error) {
	c, err := r.Composite(ctx)
	if err != nil {
		return analytics.CompositeAnswer{}, err
	}
	return c.Answer(asked)
}

func compositeLinks(q *request, values url.Values) []link {
	return []link{{Rel: "alternate", Href: q.place().file("/index.csv", values), Type: "text/csv"},
		{Rel: "alternate", Href: q.place().file("/index.json", values), Type: "application/json"}}
}

// compositeFile answers /index.csv and /index.json.
func (s *Server) compositeFile(suffix string) planner {
	return func(q *request) (*plan, error) {
		dialect, err := q.dialect(suffix)
		if err != nil {
			return nil, err
		}
		asked, err := s.content.catalogue.ParseComposite(q.values)
		if err != nil {
			return nil, err
		}
		values := asked.Values(s.content.catalogue.Composite())
		if dialect != "" {
			values.Set("dialect", dialect)
		}
		p := &plan{values: values, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			a, err := answerComposite(ctx, r, asked)
			if err != nil {
				return nil, err
			}
			if isRestricted(a.Sources) {
				return nil, errRestricted
			}
			return compositeBytes(a, suffix, analytics.Dialect(dialect))
		}}
		if suffix == ".csv" {
			p.download = "index.csv"
		}
		return p, nil
	}
}

func compositeBytes(a analytics.CompositeAnswer, suffix string, dialect analytics.Dialect) (*answer, error) {
	var b bytes.Buffer
	if suffix == ".json" {
		err := analytics.WriteCompositeJSON(&b, a)
		return fileAnswer(suffix, b.Bytes(), a.Release, len(a.Matrix.Economies)), err
	}
	err := analytics.WriteCompositeCSV(&b, a, dialect)
	return dialectAnswer(suffix, b.Bytes(), a.Release, len(a.Matrix.Economies)*a.Measures(), dialect), err
}

// A compositeView fills the page of an answer in a reader's language.
type compositeView struct {
	s      *Server
	q      *request
	p      *locale.Printer
	a      analytics.CompositeAnswer
	values url.Values
}

func (v compositeView) fill(data *compositePage) {
	v.fillForm(data)
	v.fillMethod(data)
	data.Columns, data.Sources = v.columns(), v.sources()
	for _, code := range v.compared() {
		data.Compared = append(data.Compared, choice{Text: v.shortName(code), Value: string(code)})
	}
	data.Pillars = v.pillars()
	if v.ranked() == 0 {
		data.State = &state{Head: v.p.Text("ui.index.empty", "No economy has a score"),
			Text: v.p.Text("ui.index.empty.text", "This rule for missing figures leaves nobody over, or the release holds none of the figures. Choose another rule.")}
		return
	}
	v.fillRanks(data)
	v.fillHistory(data)
	data.Correlations = v.correlations()
	data.Holes = v.p.Text("ui.index.holes", "Of the cells of the ranked economies {0} are missing.", v.p.Percent(100*v.a.Holes.All))
}

func (v compositeView) compared() []analytics.Code {
	var list []analytics.Code
	for _, code := range v.a.Definition.Compared {
		list = append(list, analytics.Code(code))
	}
	return list
}

func (v compositeView) name(code analytics.Code) string {
	if name := v.a.Names[code].In(v.p.Lang()); name != "" {
		return name
	}
	return string(code)
}

// shortName is what an economy is called at the head of a column.
func (v compositeView) shortName(code analytics.Code) string {
	return figure{frame: analytics.Frame{EconomyNames: v.a.Names}}.shortName(v.p, code)
}

// number prints a score: one decimal.
func (v compositeView) number(x float64) string {
	if math.IsNaN(x) {
		return v.p.Text("ui.index.none", "none")
	}
	return v.p.Fixed(x, 1)
}

// ranked counts the economies that have a rank.
func (v compositeView) ranked() int {
	n := 0
	for _, rank := range v.a.Result.Ranks {
		if rank > 0 {
			n++
		}
	}
	return n
}

func (v compositeView) fillForm(data *compositePage) {
	at := v.q.place()
	data.Action = "/" + v.p.Lang() + "/" + compositeSlug
	data.Hidden = at.hidden()
	data.Selects = []compositeSelect{
		v.choice("normalisation", v.p.Text("ui.index.normalisation", "Common scale"), v.a.Query.Normalisation),
		v.choice("aggregation", v.p.Text("ui.index.aggregation", "Mean"), v.a.Query.Aggregation),
		v.choice("missing", v.p.Text("ui.index.missing", "Missing figures"), v.a.Query.Missing),
	}
	for n, pillar := range v.a.Definition.Used() {
		data.Weights = append(data.Weights, weightField{"weight." + pillar.ID, v.pillarTitle(pillar), strconv.Itoa(v.a.Query.Weights[n])})
	}
	for _, preset := range []struct {
		text  string
		query analytics.CompositeQuery
	}{
		{v.p.Text("ui.index.equal", "Equal weights"), v.a.Query.Equal()},
		{v.p.Text("ui.index.judged", "Our judgement"), v.a.Query.Judged(v.a.Definition)},
	} {
		values := preset.query.Values(v.a.Definition)
		data.Presets = append(data.Presets, choice{Href: at.page("/"+compositeSlug, values), Text: preset.text, Active: encode(values) == encode(v.values)})
	}
	for _, form := range []struct{ suffix, text, kind string }{{".csv", "CSV", "text/csv"}, {".json", "JSON", "application/json"}} {
		data.Files = append(data.Files, fileChoice{at.file("/index"+form.suffix, v.values), form.text, form.kind})
	}
	data.Cite = v.p.Text("ui.index.cite", "Sextant, composite index of AI, release {0}, {1}", v.a.Release, v.s.config.BaseURL+
		address("/"+v.p.Lang()+"/"+compositeSlug, releaseOnly(v.values, v.a.Release)))
}

func (v compositeView) choice(name, text, now string) compositeSelect {
	one := compositeSelect{Name: name, Text: text}
	for _, value := range analytics.CompositeChoices(name) {
		one.Options = append(one.Options, compositeOption{value, compositeWord(v.p, value), value == now})
	}
	return one
}

// compositeWord names a choice of method.
func compositeWord(p *locale.Printer, value string) string {
	return map[string]string{
		"min-max":    p.Text("ui.index.min-max", "lowest to highest"),
		"z-score":    p.Text("ui.index.z-score", "standard deviations"),
		"rank":       p.Text("ui.index.rank", "rank"),
		"best":       p.Text("ui.index.best", "distance to the best"),
		"arithmetic": p.Text("ui.index.arithmetic", "arithmetic"),
		"geometric":  p.Text("ui.index.geometric", "geometric"),
		"available":  p.Text("ui.index.available", "left out"),
		"mean":       p.Text("ui.index.mean", "taken for the mean"),
		"lowest":     p.Text("ui.index.lowest", "taken for the lowest"),
		"complete":   p.Text("ui.index.complete", "complete economies only"),
	}[value]
}

func (v compositeView) pillarTitle(pillar analytics.CompositePillar) string {
	return v.p.Text("index.pillar."+pillar.ID, pillar.Title)
}
