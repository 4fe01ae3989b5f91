package dashboard

import (
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A nowcastView is the section that tells the estimates of the running year, and how those of former years came out.
type nowcastView struct {
	Heading string
	Intro   string
	Columns []string
	Rows    []nowcastRow
	Tried   string // how often former years lay within their intervals
	Method  choice
}

type nowcastRow struct {
	Economy analytics.Code
	Name    string
	Cells   []string
	Refused string
	Trials  string
}

// nowcast fills the section; nil where no nowcast is asked for.
func (f figure) nowcast(p *locale.Printer, at place) *nowcastView {
	list := f.frame.Nowcasts
	if len(list) == 0 {
		return nil
	}
	year := p.Period(string(list[0].Period))
	v := &nowcastView{
		Heading: p.Text("ui.nowcast.heading", "Estimate of the whole of {0}", year),
		Intro:   p.Text("ui.nowcast.intro", "What is known by a day of the running year, by the part of former years that was known by the same day. An estimate of what the list will hold, not a figure: it enters no sum, ratio or statement."),
		Columns: []string{p.Text("ui.table.economy", "Economy"), p.Text("ui.nowcast.known", "Known so far"), p.Text("ui.nowcast.estimate", "Estimate"),
			p.Text("interval.prediction-80", "80% prediction interval"), p.Text("ui.nowcast.years", "Former years behind it")},
		Method: choice{Href: at.page("/methods/nowcast", nil), Text: p.Text("ui.nowcast.method", "How this is computed")},
	}
	held, tried := 0, 0
	for _, n := range list {
		v.Rows = append(v.Rows, f.nowcastRow(p, n))
		for _, t := range n.Trials {
			tried++
			if t.Held {
				held++
			}
		}
	}
	if tried > 0 {
		v.Tried = p.Text("ui.nowcast.tried", "Tried on former years from the years before each: {0} of {1} came out within their interval; four of five should.", held, tried)
	}
	return v
}

func (f figure) nowcastRow(p *locale.Printer, n analytics.Nowcast) nowcastRow {
	row := nowcastRow{Economy: n.Economy, Name: f.economyName(p, n.Economy), Refused: nowcastRefusal(p, n)}
	if len(f.frame.Series) > 1 {
		row.Name += p.Text("ui.comma", ", ") + f.seriesTitle(p, n.Indicator)
	}
	if row.Refused != "" {
		return row
	}
	unit := f.series(n.Indicator).Unit
	quantity := func(v analytics.Value) string { return p.Quantity(v.Float, unit.Code, unit.Per) }
	row.Cells = []string{p.Text("ui.nowcast.until", "{0} by {1}", quantity(n.Known), p.Date(n.Until)), quantity(n.Value),
		p.Text("chart.span", "{0} to {1}", quantity(n.Low), quantity(n.High)), strconv.Itoa(n.Years)}
	return row
}

// nowcastRefusal says why there is no estimate; empty if there is one.
func nowcastRefusal(p *locale.Printer, n analytics.Nowcast) string {
	switch n.Refused {
	case analytics.RefusedFewYears:
		return p.Text("ui.nowcast.few-years", "No estimate: something was known by this day in fewer than four former years in a row.")
	case analytics.RefusedNothing:
		return p.Text("ui.nowcast.nothing", "No estimate: nothing is known of the running year, from which nothing follows.")
	case analytics.RefusedFaded:
		return p.Text("ui.nowcast.faded", "No estimate: in the 90 days before {0} the whole list holds far fewer facts than at the same day of former years. It is not kept up to the day, and what has not been read yet would be taken for what did not happen.", p.Date(n.Until))
	case analytics.RefusedOver:
		return p.Text("ui.nowcast.over", "No estimate: the years asked for do not reach the running one.")
	}
	return ""
}

// nowcast offers the estimate of the running year where an indicator allows it.
func (b *filterBuilder) nowcast() {
	if b.f.query.Frequency != "year" || b.f.query.By != "" {
		return
	}
	for _, i := range b.indicators {
		if i.HasNowcast() {
			b.choice(&b.form.MoreSelects, "nowcast", b.p.Text("ui.filter.nowcast", "Running year"), b.f.query.Nowcast, []string{"yes"},
				b.p.Text("ui.filter.nowcast.none", "so far only"))
			return
		}
	}
}
