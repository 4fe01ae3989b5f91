package plot

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// maxLines is how many lines a drawn table has; the page's own table has all.
const maxLines = 12

// A sheet is a table: a name for each line and each column, and the observations between.
type sheet struct {
	columns, lines []string
	cells          [][]analytics.Observation
}

// sheet returns the table of a frame: economies across, and down the latest periods first, or what else the groups are. More
// economies than there is room for go down instead.
func (d *draft) sheet() sheet {
	if len(d.f.Series) > 1 && len(d.f.Codes) > 0 {
		return d.byCode()
	}
	groups := d.groups()
	if d.columns() {
		slices.Reverse(groups)
	}
	var s sheet
	for _, g := range groups {
		s.lines, s.cells = append(s.lines, g.Name), append(s.cells, g.Bars)
	}
	for _, e := range d.f.Economies {
		s.columns = append(s.columns, d.label(e))
	}
	switch {
	case single(groups) && !d.columns():
		s.columns = []string{d.p.Unit(unit(d.f).Code, unit(d.f).Per)}
	case len(s.columns) > 5:
		s = s.turned()
	}
	n := min(len(s.lines), maxLines)
	s.lines, s.cells = s.lines[:n], s.cells[:n]
	return s
}

// byCode is the table of several indicators and a dimension: a line for each code of an economy that has a value, the indicators across.
// The largest values of the first indicator come first.
func (d *draft) byCode() sheet {
	type line struct {
		name  string
		cells []analytics.Observation
	}
	var lines []line
	for _, e := range d.f.Economies {
		for _, by := range d.f.Codes {
			one := line{name: d.code(by)}
			if len(d.f.Economies) > 1 {
				one.name += " · " + d.short(e)
			}
			for _, series := range d.f.Series {
				one.cells = append(one.cells, d.at.get(series.Indicator, e, latest(d.f, series.Indicator), by))
			}
			if slices.ContainsFunc(one.cells, func(o analytics.Observation) bool { return o.Value.Known }) {
				lines = append(lines, one)
			}
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(rank(b.cells[0]), rank(a.cells[0])) })
	var s sheet
	for _, series := range d.f.Series {
		s.columns = append(s.columns, d.title(series.Indicator))
	}
	for _, one := range lines[:min(len(lines), maxLines)] {
		s.lines, s.cells = append(s.lines, one.name), append(s.cells, one.cells)
	}
	return s
}

// turned swaps lines and columns; the lines are then sorted by their largest value.
func (s sheet) turned() sheet {
	out := sheet{columns: s.lines[:min(len(s.lines), 5)]}
	order := make([]int, len(s.columns))
	most := make([]float64, len(s.columns))
	for i := range s.columns {
		order[i], most[i] = i, rank(s.cells[0][i])
		for _, line := range s.cells {
			most[i] = math.Max(most[i], rank(line[i]))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(most[b], most[a]) })
	for _, i := range order {
		line := make([]analytics.Observation, len(out.columns))
		for n := range line {
			line[n] = s.cells[n][i]
		}
		out.lines, out.cells = append(out.lines, s.columns[i]), append(out.cells, line)
	}
	return out
}

// tableHead is the room of the names of columns: they may take three lines.
const tableHead, tableLine = 56.0, 26.0

func (d *draft) tableHeight() float64 { return tableHead + float64(len(d.sheet().lines))*tableLine }

// table writes values in lines and columns, numbers to the right.
func (d *draft) table() ([]byte, error) {
	s := d.sheet()
	left := d.w * 0.3
	if len(d.f.Series) > 1 && len(d.f.Codes) > 0 {
		left = d.w * 0.46 // names of things are longer than those of economies and years
	}
	column := (d.w - left) / float64(len(s.columns))
	for i, name := range s.columns {
		lines := wrap(name, d.size, column-12, true, 3)
		for n, line := range lines {
			d.text(line, left+float64(i+1)*column, tableHead-10-float64(len(lines)-1-n)*(d.size+2), "right", props{"fill": d.c.Ink, "fontWeight": "bold"})
		}
	}
	for n, name := range s.lines {
		y := tableHead + float64(n)*tableLine
		d.rule(0, y, d.w, y, d.c.Line)
		d.text(trim(name, d.size, left-8, false), 0, y+tableLine/2, "left", props{"fill": d.c.Ink})
		for i, o := range s.cells[n] {
			d.text(d.cell(o, column-8), left+float64(i+1)*column, y+tableLine/2, "right", d.cellStyle(o))
		}
	}
	c := charts.NewCustom()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}))
	return d.encode(c, hiddenAxes())
}

func (d *draft) cell(o analytics.Observation, room float64) string {
	if !o.Value.Known {
		return d.absentIn(o, room)
	}
	text := d.brief(o.Value.Float, o.Indicator)
	if o.Status == analytics.StatusProvisional || estimated(o) {
		text += " *"
	}
	return text
}

func (d *draft) cellStyle(o analytics.Observation) props {
	if !o.Value.Known {
		return props{"fontStyle": "italic"}
	}
	return props{"fill": d.c.Ink}
}
