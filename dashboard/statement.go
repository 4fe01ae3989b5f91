package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// A phrase is a piece of a sentence. Numbers are strong and lead to the rows behind them.
type phrase struct {
	Text    string
	Num     bool
	Href    string
	Economy analytics.Code // colours the number; may be empty
}

// statement says what the figure shows. It returns nil where nothing is known.
func (f figure) statement(p *locale.Printer, at place) []phrase {
	return f.phrases(at, plot.Statement(f.spec, f.frame, f.rows, p))
}

// phrases gives the numbers of a statement their links.
func (f figure) phrases(at place, parts []plot.Part) []phrase {
	list := make([]phrase, len(parts))
	for i, part := range parts {
		list[i] = phrase{Text: part.Text, Num: part.Number}
		if c := part.Cell; c != nil {
			list[i].Economy = c.Economy
			list[i].Href = f.rowsHref(at, analytics.Observation{Indicator: c.Indicator, Economy: c.Economy, Period: c.Period, By: c.By}, "")
		}
	}
	return list
}

// latest returns the observations of the last complete period in which the first economy with a value has one.
func (f figure) latest() (analytics.Period, []analytics.Observation) {
	period := f.latestPeriod()
	var list []analytics.Observation
	for _, o := range f.frame.Observations {
		if o.Period == period && o.Value.Known {
			list = append(list, o)
		}
	}
	return period, list
}

// latestPeriod prefers the period of the gap, then the last complete period with the most economies, then the last.
func (f figure) latestPeriod() analytics.Period {
	if len(f.frame.Gaps) > 0 {
		return f.frame.Gaps[0].Period
	}
	count := map[analytics.Period]int{}
	most := 0
	for _, o := range f.frame.Observations {
		if o.Value.Known && !f.running(o.Period) {
			count[o.Period]++
			most = max(most, count[o.Period])
		}
	}
	for n := len(f.frame.Periods) - 1; n >= 0; n-- {
		if c := count[f.frame.Periods[n]]; c > 0 && c*2 >= most {
			return f.frame.Periods[n]
		}
	}
	if n := len(f.frame.Periods); n > 0 {
		return f.frame.Periods[n-1]
	}
	return ""
}

// running says whether a period ends after the release's date.
func (f figure) running(period analytics.Period) bool {
	year, quarter, isQuarter := strings.Cut(string(period), "-Q")
	if period == "all" || len(f.frame.AsOf) < 10 {
		return false
	}
	end := year + "-12-31"
	if isQuarter {
		end = year + map[string]string{"1": "-03-31", "2": "-06-30", "3": "-09-30", "4": "-12-31"}[quarter]
	}
	return end > f.frame.AsOf
}

// trendText names which way a gap moves.
func trendText(p *locale.Printer, trend string) string {
	switch trend {
	case "widening":
		return p.Text("ui.trend.widening", "widening")
	case "closing":
		return p.Text("ui.trend.closing", "closing")
	case "unchanged":
		return p.Text("ui.trend.unchanged", "unchanged")
	}
	return ""
}

// value prints an observation for a sentence.
func (f figure) value(p *locale.Printer, o analytics.Observation) string {
	if !o.Value.Known {
		return f.missing(p, o)
	}
	unit := f.series(o.Indicator).Unit
	return p.Quantity(o.Value.Float, unit.Code, unit.Per)
}

// missing says in words why there is no value.
func (f figure) missing(p *locale.Printer, o analytics.Observation) string {
	switch {
	case o.N > 0 && o.Missing >= o.N:
		return p.Text("ui.missing.undisclosed", "undisclosed")
	case f.notCovered(o.Economy):
		return p.Text("ui.missing.not-covered", "not covered")
	}
	return p.Text("ui.missing.none", "no data")
}

// notCovered says whether a note of the frame says that the sources do not cover an economy.
func (f figure) notCovered(economy analytics.Code) bool {
	for _, note := range f.frame.Notes {
		if note.Kind == "not-covered" && (len(note.Args) == 0 || has(strings.Join(note.Args, ","), string(economy))) {
			return true
		}
	}
	return false
}

// spanText names the period of a figure: a year, a quarter, or the range that "all" stands for.
func (f figure) spanText(p *locale.Printer, period analytics.Period) string {
	if period != "all" {
		return p.Period(string(period))
	}
	if !slices.ContainsFunc(f.frame.Series, func(s analytics.Series) bool { return s.Kind != analytics.Stock }) {
		return p.Date(f.frame.AsOf)
	}
	switch {
	case f.query.From != "" && f.query.To != "":
		return f.query.From + "–" + f.query.To
	case f.query.From != "":
		return p.Text("ui.span.since", "since {0}", f.query.From)
	case f.query.To != "":
		return p.Text("ui.span.until", "until {0}", f.query.To)
	}
	return p.Text("ui.span.all", "All years")
}

// rowsHref is the address of the rows behind an observation.
func (f figure) rowsHref(at place, o analytics.Observation, suffix string) string {
	values := url.Values{}
	for name, list := range f.query.Values(f.defaults) {
		values[name] = list
	}
	values.Set("economy", string(o.Economy))
	values.Set("period", string(o.Period))
	if o.By != "" {
		values.Set("code", string(o.By))
	}
	if len(f.frame.Series) > 1 {
		values.Set("indicator", o.Indicator)
	}
	if suffix == "" {
		return at.page("/charts/"+f.spec.ID+"/rows", values)
	}
	return at.file("/charts/"+f.spec.ID+"/rows"+suffix, values)
}
