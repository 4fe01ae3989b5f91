package plot

import (
	"math"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// Height returns how high a drawing of a width should be, in pixels: what its marks need, within what a page bears.
func Height(s Spec, f analytics.Frame, rows []analytics.Row, p *locale.Printer, w int) int {
	d := &draft{spec: s, f: f, rows: rows, p: p, w: float64(w), size: 12, at: index(f)}
	if len(f.Series) == 0 && !s.Form.NeedsRows() {
		return 300
	}
	return int(math.Round(d.height()))
}

func (d *draft) height() float64 {
	base := 420.0
	if d.narrow() {
		base = 300
	}
	switch d.spec.Form {
	case Bar:
		if !d.columns() {
			return math.Max(3, float64(len(d.strips(d.groups())))) * stripHeight
		}
	case StackedBar:
		if !d.overTime() {
			return d.stackedHeight()
		}
	case Map:
		if d.narrow() {
			return 260
		}
		return d.w * 0.46
	case Icicle:
		return d.icicleHeight()
	case Timeline:
		return d.timelineHeight()
	case Scorecard:
		return d.scorecardHeight()
	case Table:
		return d.tableHeight()
	case Sankey, Network:
		return math.Max(base, 340)
	}
	return base
}
