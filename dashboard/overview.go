package dashboard

import (
	"context"
	"html/template"
	"math"
	"net/url"
	"slices"
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// An overviewPage says in one screen where each side stands and which way each gap moves. Its definition has the charts behind the
// cards in the first section, the wide chart in the second, and what follows below the doors in the others.
type overviewPage struct {
	chrome
	Heading   string
	Statement []phrase
	Sources   string
	Cards     []card
	Band      *tile // nil if there is nothing to draw
	Ticks     template.HTML
	Doors     []door
	Sections  []themeSection
}

// A card is one fact: the values of each side, their trend, the gaps, the source.
type card struct {
	Heading string
	Href    string
	Period  string
	Values  []cardValue
	Spark   template.HTML
	Gaps    []cardGap
	GapHref string // the page of this gap
	Source  choice
}

type cardValue struct {
	Name    string
	Shape   template.HTML
	Text    string
	Missing bool
	Href    string
}

// A cardGap is how far Europe is from another, and which way that moves.
type cardGap struct {
	Shape             template.HTML
	Other, Ratio, Way string
}

type door struct{ Href, Title, Text string }

// says tells whether a card has any number: one without is not shown.
func (c card) says() bool {
	return slices.ContainsFunc(c.Values, func(v cardValue) bool { return !v.Missing })
}

func (s *Server) overviewHTML(q *request) (*plan, error) {
	if err := q.done(); err != nil {
		return nil, err
	}
	page, ok := s.content.page(overview)
	if !ok || len(page.Sections) < 2 || len(page.Sections[1].Charts) == 0 {
		return nil, analytics.ErrNotFound
	}
	return &plan{themed: true, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		p := q.printer
		data := &overviewPage{Heading: pageText(p, page, "question", page.Question), Doors: doors(p, q.place(), page.Sections[1].Charts[0])}
		for _, id := range page.Sections[0].Charts {
			one, err := s.card(ctx, q, r, id)
			if err != nil {
				return nil, err
			}
			if one.says() {
				data.Cards = append(data.Cards, one)
			}
		}
		if err := s.fillBand(ctx, q, r, page.Sections[1].Charts[0], data); err != nil {
			return nil, err
		}
		var err error
		if data.Sections, err = s.sections(ctx, q, r, page, 2); err != nil {
			return nil, err
		}
		data.Sections = slices.DeleteFunc(data.Sections, func(part themeSection) bool { return len(part.Tiles) == 0 })
		data.chrome = s.chrome(q, editionOf(r), subject{path: "/", active: overview, title: data.Heading, description: plain(data.Statement)})
		return s.html(q, "overview", data)
	}}, nil
}

// fillBand puts the wide chart, its statement and the ticks of policy on the overview.
func (s *Server) fillBand(ctx context.Context, q *request, r *analytics.Release, id string, data *overviewPage) error {
	f, err := s.usual(ctx, r, id)
	if err != nil {
		return err
	}
	data.Sources = q.printer.Plural("ui.overview.sources", len(r.Datasets()), "{0} dataset", "{0} datasets")
	if f.isEmpty() {
		return nil
	}
	band, err := s.tile(ctx, q, r, id, tileWidth)
	if err != nil || band.State != nil {
		return err
	}
	if band.Wide, err = s.inline(ctx, q.printer, f, bandWidth, bandHeight); err != nil {
		return err
	}
	data.Band, data.Statement = &band, f.lead(q.printer, q.place())
	events, err := s.usual(ctx, r, "policy-timeline")
	if err != nil {
		return err
	}
	option, err := f.option(q.printer, "", bandWidth, bandHeight)
	if err != nil {
		return emptyAsNothing(err)
	}
	data.Ticks = policyTicks(q.printer, q.place(), f.frame.Periods, events.rows, gridOf(option))
	return nil
}

// card tells the latest values, trend and gaps of a chart's first indicator. A sum over all years has no period before it: it is
// asked up to the last complete year and up to the one before that, and the two ratios say which way the gap moves.
func (s *Server) card(ctx context.Context, q *request, r *analytics.Release, id string) (card, error) {
	f, err := s.usual(ctx, r, id)
	if err != nil || f.query.Frequency != "all" {
		return f.card(q.printer, q.place(), nil), err
	}
	year, err := strconv.Atoi(r.AsOf()[:4])
	if err != nil {
		return card{}, err
	}
	now, before := f.query, f.query
	now.To, before.To = strconv.Itoa(year-1), strconv.Itoa(year-2)
	earlier, err := answerChart(ctx, r, chartRequest{spec: f.spec, defaults: f.defaults, query: before})
	if err != nil {
		return card{}, err
	}
	if f, err = answerChart(ctx, r, chartRequest{spec: f.spec, defaults: f.defaults, query: now}); err != nil {
		return card{}, err
	}
	one := f.card(q.printer, q.place(), earlier.frame.Gaps)
	yearly := f.query
	yearly.Frequency = "year"
	if f, err = answerChart(ctx, r, chartRequest{spec: f.spec, defaults: f.defaults, query: yearly}); err == nil {
		one.Spark = f.spark() // the sum has no trend, its years have
	}
	return one, nil
}

func (f figure) card(p *locale.Printer, at place, earlier []analytics.Gap) card {
	if len(f.frame.Series) == 0 {
		return card{}
	}
	indicator := f.frame.Series[0].Indicator
	c := card{Heading: f.seriesTitle(p, indicator), Href: at.page("/charts/"+f.spec.ID, nil), Spark: f.spark()}
	period := f.latestPeriod()
	c.Period = f.spanText(p, period)
	for _, economy := range f.cardEconomies() {
		c.Values = append(c.Values, f.cardValue(p, at, indicator, economy, period))
	}
	for _, gap := range f.frame.Gaps {
		if gap.Indicator != indicator || !gap.Ratio.Known {
			continue
		}
		for _, old := range earlier {
			if old.Indicator == gap.Indicator && old.Other == gap.Other && old.Ratio.Known {
				gap.Trend = trendOf(old.Ratio.Float, gap.Ratio.Float)
			}
		}
		c.GapHref = at.page("/"+gapSlug, url.Values{"indicator": {indicator}})
		c.Gaps = append(c.Gaps, cardGap{shape(gap.Other), f.shortName(p, gap.Other), p.Ratio(gap.Ratio.Float), wayText(p, gap.Trend)})
	}
	if len(f.frame.Sources) > 0 {
		c.Source = choice{Href: at.page("/datasets/"+f.frame.Sources[0].Dataset, nil), Text: f.frame.Sources[0].Producer}
	}
	return c
}

// trendOf says which way a gap moved: by its distance from parity, unchanged within one percent of the ratio (as analytics.Gap).
func trendOf(before, now float64) string {
	if before <= 0 || now <= 0 {
		return ""
	}
	moved := math.Abs(math.Log(now)) - math.Abs(math.Log(before))
	switch {
	case math.Abs(now/before-1) <= 0.01:
		return "unchanged"
	case moved > 0:
		return "widening"
	}
	return "closing"
}

func (f figure) firstGap() (analytics.Gap, bool) {
	for _, gap := range f.frame.Gaps {
		if gap.Ratio.Known {
			return gap, true
		}
	}
	return analytics.Gap{}, false
}

// cardEconomies are one Europe, the United States and China.
func (f figure) cardEconomies() []analytics.Code {
	subject := analytics.Code("")
	if gap, ok := f.firstGap(); ok {
		subject = gap.Subject
	} else {
		for _, code := range f.frame.Economies {
			if economyClass(code) == "eu" && f.hasValue(code) {
				subject = code
				break
			}
		}
	}
	if subject == "" {
		subject = "EU27_2020"
	}
	list := []analytics.Code{subject}
	if subject == "EU27_2020" && f.hasValue("EU") {
		list = append(list, "EU") // what the institutions do themselves stands beside the members
	}
	return append(list, "US", "CN")
}

func (f figure) hasValue(code analytics.Code) bool {
	for _, o := range f.frame.Observations {
		if o.Economy == code && o.Value.Known {
			return true
		}
	}
	return false
}

func (f figure) cardValue(p *locale.Printer, at place, indicator string, economy analytics.Code, period analytics.Period) cardValue {
	v := cardValue{Name: f.cardName(p, economy), Shape: shape(economy), Missing: true, Text: p.Text("ui.missing.not-covered", "not covered")}
	for _, o := range f.frame.Observations {
		if o.Indicator == indicator && o.Economy == economy && o.Period == period && o.By == "" {
			v.Text, v.Missing = f.brief(p, o), !o.Value.Known
			if o.Value.Known {
				v.Href = f.rowsHref(at, o, "")
			}
		}
	}
	return v
}

// cardName tells the Union's own money from that of its members where both stand on a card.
func (f figure) cardName(p *locale.Printer, economy analytics.Code) string {
	if economy == "EU" {
		return p.Text("ui.card.EU", "EU budget")
	}
	return f.shortName(p, economy)
}

// brief prints a value where its unit is said beside it: counts without their word.
func (f figure) brief(p *locale.Printer, o analytics.Observation) string {
	unit := f.series(o.Indicator).Unit
	if !o.Value.Known || isMoney(unit) || unit.Code == "percent" || unit.Per != "" {
		return f.value(p, o)
	}
	return p.Compact(o.Value.Float, 3)
}

// shortName is what an economy is called where there is little room.
func (f figure) shortName(p *locale.Printer, code analytics.Code) string {
	switch code {
	case "EU27_2020":
		return p.Text("ui.short.EU27_2020", "EU27")
	case "EU":
		return p.Text("ui.short.EU", "EU")
	case "EUROPE":
		return p.Text("ui.short.EUROPE", "Europe")
	case "US":
		return p.Text("ui.short.US", "US")
	case "CN":
		return p.Text("ui.short.CN", "China")
	}
	return f.economyName(p, code)
}

// wayText says which way a gap moves, with an arrow: colour is not the sign.
func wayText(p *locale.Printer, trend string) string {
	arrow := map[string]string{"widening": "▲ ", "closing": "▼ ", "unchanged": "■ "}[trend]
	if arrow == "" {
		return ""
	}
	return arrow + trendText(p, trend)
}

// lead is the sentence under the heading of the overview: Europe's share of the American figure.
func (f figure) lead(p *locale.Printer, at place) []phrase {
	gap, ok := f.firstGap()
	if !ok {
		return f.statement(p, at)
	}
	text := p.Text("ui.lead", "In {0} private investment in AI in {1} was ", f.spanText(p, gap.Period), f.economyName(p, gap.Subject))
	share := p.Percent(float64(int(gap.Ratio.Float*1000+0.5)) / 10)
	o := analytics.Observation{Indicator: gap.Indicator, Economy: gap.Subject, Period: gap.Period}
	list := []phrase{{Text: text}, {Text: share, Num: true, Economy: gap.Subject, Href: f.rowsHref(at, o, "")},
		{Text: p.Text("ui.lead.of", " of the American")}}
	if moved := trendText(p, gap.Trend); moved != "" {
		list = append(list, phrase{Text: p.Text("ui.lead.trend", "; the gap is {0} ({1} in {2})", moved,
			p.Percent(float64(int(gap.PreviousRatio.Float*1000+0.5))/10), p.Period(string(gap.Previous)))})
	}
	return append(list, phrase{Text: "."})
}

func doors(p *locale.Printer, at place, embed string) []door {
	return []door{
		{at.page("/investments", nil), p.Text("ui.door.see", "See"), p.Text("ui.door.see.text", "Ten themes, each with its charts, from money to models. Every number opens its rows.")},
		{at.page("/data", nil), p.Text("ui.door.take", "Take"), p.Text("ui.door.take.text", "CSV and JSON of every chart, whole releases with hashes, sources and licences.")},
		{at.page("/charts/"+embed, nil) + "#embed", p.Text("ui.door.embed", "Embed"), p.Text("ui.door.embed.text", "One snippet a chart: the right height, no cookie, no third party, the source inside.")},
	}
}
