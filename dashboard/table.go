package dashboard

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// A table is a frame as readers read it: one cell for each observation. Columns are economies where they are few, else periods.
type table struct {
	Caption string
	Corner  []string // headings above the row headings
	Columns []string
	Rows    []tableRow
	Marks   []mark // what the letters beside numbers mean
}

type tableRow struct {
	Heads []string
	Cells []tableCell
}

// A tableCell is one observation. Data is the number as in the CSV; empty if it is missing. None is a cell without an observation.
type tableCell struct {
	None    bool
	Text    string
	Data    string
	Missing bool
	Mark    string
	Small   string // what stands behind the number, where that is not everything
	Href    string
}

type mark struct{ Letter, Text string }

// manyEconomies is the number of economies above which they become rows.
const manyEconomies = 6

type cellKey struct {
	indicator string
	economy   analytics.Code
	period    analytics.Period
	by        analytics.Code
}

// table lays the frame out. Every observation is in exactly one cell.
func (f figure) table(p *locale.Printer, at place) table {
	t := table{Caption: chartTitle(p, f.spec)}
	cells := map[cellKey]tableCell{}
	seen := map[string]bool{}
	for _, o := range f.frame.Observations {
		cells[cellKey{o.Indicator, o.Economy, o.Period, o.By}] = f.cell(p, at, o)
		if letter := statusMark(o.Status); letter != "" {
			seen[letter] = true
		}
	}
	for _, m := range statusMarks(p) {
		if seen[m.Letter] {
			t.Marks = append(t.Marks, m)
		}
	}
	for _, o := range f.frame.Observations {
		m := mark{p.Text("chart.span", "{0} to {1}", "a", "b"), plot.IntervalName(p, f.series(o.Indicator).Interval)}
		if o.Bounded() && !slices.Contains(t.Marks, m) {
			t.Marks = append(t.Marks, m)
		}
	}
	if len(f.frame.Economies) > manyEconomies {
		f.layRows(p, &t, cells, f.periodAxis(p), f.economyAxis(p))
	} else {
		f.layRows(p, &t, cells, f.economyAxis(p), f.periodAxis(p))
	}
	return t
}

// An axis is one direction of a table: its heading, and for each step a name and what it sets in a key.
type axis struct {
	head  string
	names []string
	set   []func(*cellKey)
}

func (a *axis) add(name string, set func(*cellKey)) {
	a.names = append(a.names, name)
	a.set = append(a.set, set)
}

func (f figure) economyAxis(p *locale.Printer) axis {
	a := axis{head: p.Text("ui.table.economy", "Economy")}
	for _, code := range f.frame.Economies {
		a.add(f.economyName(p, code), func(k *cellKey) { k.economy = code })
	}
	return a
}

func (f figure) periodAxis(p *locale.Printer) axis {
	a := axis{head: p.Text("ui.table.period", "Period")}
	for _, period := range f.frame.Periods {
		a.add(f.spanText(p, period), func(k *cellKey) { k.period = period })
	}
	return a
}

func (f figure) codeAxis(p *locale.Printer) axis {
	a := axis{head: upperFirst(p.Dimension(f.frame.Dimension))}
	if f.frame.Dimension == "" {
		a.add("", func(*cellKey) {})
		return a
	}
	for _, code := range f.frame.Codes {
		a.add(f.codeName(p, code), func(k *cellKey) { k.by = code })
	}
	return a
}

func (f figure) indicatorAxis(p *locale.Printer) axis {
	a := axis{head: p.Text("ui.table.indicator", "Indicator")}
	for _, series := range f.frame.Series {
		a.add(f.seriesTitle(p, series.Indicator), func(k *cellKey) { k.indicator = series.Indicator })
	}
	return a
}

// layRows fills a table: columns across, and down the rows each combination of the other axes that has an observation.
func (f figure) layRows(p *locale.Printer, t *table, cells map[cellKey]tableCell, columns, down axis) {
	codes, indicators := f.codeAxis(p), f.indicatorAxis(p)
	t.Columns = columns.names
	if len(indicators.names) > 1 {
		t.Corner = append(t.Corner, indicators.head)
	}
	t.Corner = append(t.Corner, down.head)
	if f.frame.Dimension != "" {
		t.Corner = append(t.Corner, codes.head)
	}
	for i := range indicators.names {
		for d := range down.names {
			for c := range codes.names {
				var key cellKey
				indicators.set[i](&key)
				down.set[d](&key)
				codes.set[c](&key)
				row, any := rowOf(cells, key, columns)
				if !any {
					continue
				}
				if len(indicators.names) > 1 {
					row.Heads = append(row.Heads, indicators.names[i])
				}
				row.Heads = append(row.Heads, down.names[d])
				if f.frame.Dimension != "" {
					row.Heads = append(row.Heads, codes.names[c])
				}
				t.Rows = append(t.Rows, row)
			}
		}
	}
}

func rowOf(cells map[cellKey]tableCell, key cellKey, columns axis) (row tableRow, any bool) {
	for _, set := range columns.set {
		set(&key)
		cell, ok := cells[key]
		if !ok {
			cell = tableCell{None: true}
		}
		any = any || ok
		row.Cells = append(row.Cells, cell)
	}
	return row, any
}

func (f figure) cell(p *locale.Printer, at place, o analytics.Observation) tableCell {
	c := tableCell{Mark: statusMark(o.Status), Missing: !o.Value.Known}
	if o.N > 0 || o.Value.Known {
		c.Href = f.rowsHref(at, o, "")
	}
	if !o.Value.Known {
		c.Text, c.Mark = f.missing(p, o), ""
		return c
	}
	c.Text = p.Exact(roundMoney(o.Value.Float, f.series(o.Indicator).Unit))
	c.Data = f.series(o.Indicator).Unit.Digits(o.Value)
	var small []string
	if unit := f.series(o.Indicator).Unit; o.Bounded() {
		small = append(small, p.Text("chart.span", "{0} to {1}", p.Exact(roundMoney(o.Low.Float, unit)), p.Exact(roundMoney(o.High.Float, unit))))
	}
	if o.Missing > 0 {
		small = append(small, p.Text("ui.table.undisclosed", "{0} of {1} undisclosed", o.Missing, o.N))
	}
	c.Small = strings.Join(small, " · ")
	return c
}

// isMoney says whether a unit is an amount of a currency, not divided by anything.
func isMoney(u analytics.Unit) bool {
	return u.Per == "" && (u.Code == "EUR" || u.Code == "USD" || u.Code == "CNY")
}

// roundMoney leaves the cents of large sums to the files: a table that prints them cannot be read.
func roundMoney(v float64, u analytics.Unit) float64 {
	if isMoney(u) && (v >= 1000 || v <= -1000) {
		return math.Round(v)
	}
	return v
}

// statusMark is the letter beside a number that is not a normal one.
func statusMark(s analytics.Status) string {
	if s == analytics.StatusNormal || s == analytics.StatusMissing {
		return ""
	}
	return string(s)
}

func statusMarks(p *locale.Printer) []mark {
	return []mark{
		{"P", p.Text("ui.status.P", "provisional: the period is not over, or the figure will be revised")},
		{"E", p.Text("ui.status.E", "estimated")},
		{"F", p.Text("ui.status.F", "forecast")},
		{"B", p.Text("ui.status.B", "break: not comparable with the period before")},
		{"U", p.Text("ui.status.U", "low reliability")},
	}
}

// upperFirst makes the first letter of a heading a capital.
func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
