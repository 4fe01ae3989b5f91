package dashboard

import (
	"context"
	"html/template"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// An overviewPage says in one screen where each side stands and which way each gap moves.
type overviewPage struct {
	chrome
	Heading   string
	Statement []phrase
	Sources   string
	Cards     []card
	Band      tile
	Ticks     template.HTML
	Doors     []door
}

// A card is one fact: three values, their trend, the gap, the source.
type card struct {
	Heading string
	Href    string
	Period  string
	Values  []cardValue
	Spark   template.HTML
	Gap     []string // ratio and words
	Way     string   // arrow and word
	Source  choice
}

type cardValue struct {
	Name    string
	Shape   template.HTML
	Text    string
	Missing bool
	Href    string
	Class   string
}

type door struct{ Href, Title, Text string }

// themes of the overview: the chart behind each card, and the page it leads to.
var cardCharts = []string{"private-investment", "public-funds-over-time", "notable-models", "compute-power-by-owner", "github-developers", "enterprise-ai-use"}

// bandChart is drawn across the overview, with the policy timeline above it.
const bandChart = "private-investment"

func (s *Server) overviewHTML(q *request) (*plan, error) {
	if err := q.done(); err != nil {
		return nil, err
	}
	page, _ := s.content.page(overview)
	return &plan{themed: true, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		p := q.printer
		data := &overviewPage{Heading: pageText(p, page, "question", page.Question), Doors: doors(p, q.place())}
		var err error
		if data.Cards, err = s.cards(ctx, q, r); err != nil {
			return nil, err
		}
		if err := s.fillBand(ctx, q, r, data); err != nil {
			return nil, err
		}
		data.chrome = s.chrome(q, r, subject{path: "/", active: overview, title: data.Heading, description: plain(data.Statement)})
		return s.html(q, "overview", data)
	}}, nil
}

// fillBand puts the wide chart, its statement and the ticks of policy on the overview.
func (s *Server) fillBand(ctx context.Context, q *request, r *analytics.Release, data *overviewPage) error {
	f, err := s.usual(ctx, r, bandChart)
	if err != nil {
		return err
	}
	if data.Band, err = s.tile(ctx, q, r, bandChart); err != nil {
		return err
	}
	if data.Band.State == nil {
		if data.Band.Wide, err = s.inline(ctx, q.printer, f, bandWidth, bandHeight); err != nil {
			return err
		}
	}
	data.Statement = f.lead(q.printer, q.place())
	data.Sources = q.printer.Plural("ui.overview.sources", len(r.Datasets()), "{0} dataset", "{0} datasets")
	events, err := s.usual(ctx, r, "policy-timeline")
	if err != nil {
		return err
	}
	data.Ticks = policyTicks(q.printer, q.place(), f.frame.Periods, events.rows)
	return nil
}

// cards asks the chart behind each card.
func (s *Server) cards(ctx context.Context, q *request, r *analytics.Release) ([]card, error) {
	var list []card
	for _, id := range cardCharts {
		f, err := s.usual(ctx, r, id)
		if err != nil {
			return nil, err
		}
		list = append(list, f.card(q.printer, q.place()))
	}
	return list, nil
}

// card tells a figure's latest values, trend and gap.
func (f figure) card(p *locale.Printer, at place) card {
	c := card{Heading: p.Text("card."+f.spec.ID, cardHeading(f, p)), Href: at.page("/charts/"+f.spec.ID, nil)}
	gap, moved := f.firstGap()
	period := f.latestPeriod()
	c.Period = f.spanText(p, period)
	for _, economy := range f.cardEconomies() {
		c.Values = append(c.Values, f.cardValue(p, at, economy, period))
	}
	c.Spark = f.spark()
	if moved {
		c.Gap = []string{p.Text("ui.card.gap", "{0} : {1}", f.shortName(p, gap.Subject), f.shortName(p, gap.Other)) + "\u00a0", p.Ratio(gap.Ratio.Float)}
		c.Way = wayText(p, gap.Trend)
	}
	if len(f.frame.Sources) > 0 {
		c.Source = choice{Href: at.page("/datasets/"+f.frame.Sources[0].Dataset, nil), Text: f.frame.Sources[0].Producer}
	}
	return c
}

func cardHeading(f figure, p *locale.Printer) string {
	if len(f.frame.Series) == 1 {
		return f.seriesTitle(p, f.frame.Series[0].Indicator)
	}
	return chartTitle(p, f.spec)
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
	return []analytics.Code{subject, "US", "CN"}
}

func (f figure) hasValue(code analytics.Code) bool {
	for _, o := range f.frame.Observations {
		if o.Economy == code && o.Value.Known {
			return true
		}
	}
	return false
}

func (f figure) cardValue(p *locale.Printer, at place, economy analytics.Code, period analytics.Period) cardValue {
	v := cardValue{Name: f.shortName(p, economy), Shape: shape(economy), Missing: true, Text: p.Text("ui.missing.not-covered", "not covered"), Class: economyClass(economy)}
	for _, o := range f.frame.Observations {
		if o.Economy == economy && o.Period == period && o.By == "" {
			v.Text, v.Missing = f.value(p, o), !o.Value.Known
			if o.Value.Known {
				v.Href = f.rowsHref(at, o, "")
			}
		}
	}
	return v
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

func doors(p *locale.Printer, at place) []door {
	return []door{
		{at.page("/investments", nil), p.Text("ui.door.see", "See"), p.Text("ui.door.see.text", "Ten themes, each with its charts, from money to models. Every number opens its rows.")},
		{at.page("/data", nil), p.Text("ui.door.take", "Take"), p.Text("ui.door.take.text", "CSV and JSON of every chart, whole releases with hashes, sources and licences.")},
		{at.page("/charts/"+bandChart, nil) + "#embed", p.Text("ui.door.embed", "Embed"), p.Text("ui.door.embed.text", "One snippet a chart: the right height, no cookie, no third party, the source inside.")},
	}
}
