package plot

import (
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// maxLines is how many lines a drawn table has; the page's own table has all.
const maxLines = 12

// tableLines returns the groups of a table, the latest periods first where they are periods.
func (d *draft) tableLines() []group {
	groups := d.groups()
	if d.columns() {
		slices.Reverse(groups)
	}
	return groups[:min(len(groups), maxLines)]
}

func (d *draft) tableHeight() float64 { return 30 + float64(len(d.tableLines()))*26 }

// table writes values in lines and columns, numbers to the right.
func (d *draft) table() ([]byte, error) {
	groups := d.tableLines()
	columns := []string{d.p.Unit(unit(d.f).Code, unit(d.f).Per)}
	if !single(groups) || d.columns() {
		columns = columns[:0]
		for _, e := range d.f.Economies {
			columns = append(columns, d.label(e))
		}
	}
	left := d.w * 0.34
	column := (d.w - left) / float64(len(columns))
	for i, name := range columns {
		d.text(trim(name, d.size, column-10, true), left+float64(i+1)*column, 12, "right", props{"fill": d.c.Ink, "fontWeight": "bold"})
	}
	for n, g := range groups {
		y := 30 + float64(n)*26
		d.rule(0, y, d.w, y, d.c.Line)
		d.text(trim(g.Name, d.size, left-8, false), 0, y+13, "left", props{"fill": d.c.Ink})
		for i, o := range g.Bars {
			d.text(d.cell(o), left+float64(i+1)*column, y+13, "right", d.cellStyle(o))
		}
	}
	c := charts.NewCustom()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}))
	return d.encode(c, hiddenAxes())
}

func (d *draft) cell(o analytics.Observation) string {
	if !o.Value.Known {
		return d.absent(o)
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
