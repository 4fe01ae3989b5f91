// Package plot turns a frame into the option of an ECharts drawing. It decides form, order, colour, labels and marks, in the
// language of a Printer, so that whoever draws the option (the server's SVG, the reader's canvas) formats nothing. It does not
// query, does not draw and knows nothing of HTTP. It is the only importer of go-echarts.
package plot

import (
	"errors"
	"fmt"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// ErrEmpty says that a frame holds nothing to draw. A page says so in words; an empty picture would say zero.
var ErrEmpty = errors.New("nothing to draw")

// Options are the choices of a drawing that are not the chart's.
type Options struct {
	Theme   Theme   // empty is Light
	Width   int     // pixels; 0 is 760. Below 500 the drawing is made for a phone
	Height  int     // pixels; 0 is what Height says
	Palette Palette // empty is the theme's
}

// narrow is the width below which a drawing is made for a phone.
const narrow = 500

// Option draws a frame, or the rows behind it where the form shows single things (Form.NeedsRows). It is a pure function: the
// same arguments give the same bytes of JSON. A frame without values is ErrEmpty.
func Option(s Spec, f analytics.Frame, rows []analytics.Row, p *locale.Printer, o Options) ([]byte, error) {
	d := newDraft(s, f, rows, p, o)
	switch s.Form {
	case Map, Timeline, Icicle:
		if len(rows) == 0 {
			return nil, ErrEmpty
		}
	default:
		if !known(f, func(analytics.Observation) bool { return true }) {
			return nil, ErrEmpty
		}
	}
	switch s.Form {
	case Line:
		return d.line()
	case Bar:
		return d.bar()
	case StackedBar:
		return d.stacked()
	case Map:
		return d.world()
	case Sankey:
		return d.sankey()
	case Treemap:
		return d.treemap()
	case Scatter:
		return d.scatter()
	case Timeline:
		return d.timeline()
	case Slope:
		return d.slope()
	case Scorecard:
		return d.scorecard()
	case Table:
		return d.table()
	case Network:
		return d.network()
	case Icicle:
		return d.icicle()
	}
	return nil, fmt.Errorf("form %q has no drawing", s.Form)
}
