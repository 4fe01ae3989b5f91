package plot

import (
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// An area is where marks are drawn: its distances from the edges of the drawing. They are exact, so that what we write around
// the area stands where the renderer draws. Writing it ourselves is also what makes a drawing fast.
type area struct{ left, right, top, bottom float64 }

// x returns the place of a part of the width, from 0 at the left.
func (d *draft) x(a area, part float64) float64 { return a.left + part*(d.w-a.left-a.right) }

// y returns the place of a part of the height, from 0 at the bottom.
func (d *draft) y(a area, part float64) float64 { return d.h - a.bottom - part*(d.h-a.top-a.bottom) }

// grid tells go-echarts of the area.
func (a area) grid() charts.GlobalOpts {
	px := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return charts.WithGridOpts(opts.Grid{Left: px(a.left), Right: px(a.right), Top: px(a.top), Bottom: px(a.bottom)})
}

// exact is the finishing of the grid: margins as numbers, and no shrinking.
func (a area) exact() []props {
	return []props{{"left": a.left, "right": a.right, "top": a.top, "bottom": a.bottom, "outerBoundsMode": "none"}}
}

// valueAxis returns a value axis with calm lines and nothing else.
func (d *draft) valueAxis(s scale) props {
	axis := props{
		"type": "value", "min": s.Min, "max": s.Max, "interval": s.Step, "axisLine": props{"show": false}, "axisTick": props{"show": false},
		"axisLabel": props{"show": false}, "splitLine": props{"show": true, "lineStyle": props{"color": d.c.Line, "width": 1}},
	}
	if s.Log {
		axis["type"], axis["logBase"] = "log", 10
	}
	return axis
}

// lengthAxis returns an axis of lengths without any mark, for bars that carry their values.
func lengthAxis(most float64) props {
	hidden := props{"show": false}
	return props{"type": "value", "min": 0, "max": most, "axisLabel": hidden, "splitLine": hidden, "axisLine": hidden, "axisTick": hidden}
}

// categoryAxis returns an axis of names with one quiet line.
func (d *draft) categoryAxis(names []string) props {
	return props{
		"type": "category", "data": names, "axisTick": props{"show": false}, "splitLine": props{"show": false}, "axisLabel": props{"show": false},
		"axisLine": props{"show": true, "onZero": true, "lineStyle": props{"color": d.c.Muted, "width": 1}},
	}
}

// nameAxis returns the axis of lying bars, from the top down, without line or names.
func (d *draft) nameAxis(n int) props {
	axis := d.categoryAxis(make([]string, n))
	axis["inverse"], axis["axisLine"] = true, props{"show": false}
	return axis
}

// writeScale writes the ticks of a scale at the left of the area.
func (d *draft) writeScale(s scale, texts []string, a area) {
	for i, tick := range s.Ticks {
		d.text(texts[i], a.left-8, d.y(a, s.at(tick)), "right", nil)
	}
}

// scaleRoom is the room that the ticks of a scale take at the left.
func (d *draft) scaleRoom(texts []string) float64 {
	room := 0.0
	for _, t := range texts {
		room = max(room, width(t, d.size, false)+8)
	}
	return room
}

// writeNames writes the names of periods under the area: in the middle of bands, or at points from edge to edge.
func (d *draft) writeNames(names []string, a area, bands bool) {
	for i, name := range names {
		part := (float64(i) + 0.5) / float64(len(names))
		if !bands {
			part = float64(i) / float64(max(len(names)-1, 1))
		}
		if !bands && len(names) == 1 {
			part = 0.5
		}
		for line, text := range strings.Split(name, "\n") {
			d.text(text, d.x(a, part), d.h-a.bottom+15+float64(line)*(d.size+3), "center", nil)
		}
	}
}

// writeFoot writes the ticks of a scale under the area; the first and the last stay within the drawing.
func (d *draft) writeFoot(s scale, texts []string, a area) {
	for i, tick := range s.Ticks {
		align, x := "center", d.x(a, s.at(tick))
		if half := width(texts[i], d.size, false) / 2; x+half > d.w {
			align = "right"
		} else if x-half < 0 {
			align = "left"
		}
		d.text(texts[i], x, d.h-a.bottom+15, align, nil)
	}
}
