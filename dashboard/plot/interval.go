package plot

import (
	"math"
	"slices"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// IntervalName says what the bounds of a series' observations are (analytics.Series.Interval); a code without a name says itself.
func IntervalName(p *locale.Printer, interval string) string {
	switch interval {
	case analytics.IntervalBootstrap:
		return p.Text("interval.bootstrap-95", "95% interval by bootstrap")
	case analytics.IntervalGreenwood:
		return p.Text("interval.greenwood-95", "95% confidence interval (Greenwood)")
	case analytics.IntervalPrediction:
		return p.Text("interval.prediction-80", "80% prediction interval")
	case analytics.IntervalQuartiles:
		return p.Text("interval.quartiles", "lower and upper quartile")
	case analytics.IntervalBounds:
		return p.Text("interval.bounds", "what is unknown, counted against and for")
	}
	return interval
}

// reach returns the lowest and the highest number that is drawn of an observation with a value: its bounds, if it has any.
func reach(o analytics.Observation) (lo, hi float64) {
	lo, hi = o.Value.Float, o.Value.Float
	if o.Bounded() {
		lo, hi = math.Min(lo, o.Low.Float), math.Max(hi, o.High.Float)
	}
	return lo, hi
}

// span prints the bounds of an observation; nothing if it has none.
func (d *draft) span(o analytics.Observation) string {
	if !o.Bounded() {
		return ""
	}
	u := series(d.f, o.Indicator).Unit
	return d.p.Text("chart.span", "{0} to {1}", d.p.Quantity(o.Low.Float, u.Code, u.Per), d.p.Quantity(o.High.Float, u.Code, u.Per))
}

// spansBeside prints the bounds of lying bars, for the place after their values: behind a whisker a value alone would be taken for its
// end. There are none, and no room is wanted for them, where they would take more than half of the drawing.
func (d *draft) spansBeside(strips []strip, values []string) (spans []string, room float64) {
	spans = make([]string, len(strips))
	for i, s := range strips {
		if s.heading || !s.bar.Bounded() {
			continue
		}
		spans[i] = d.p.Text("chart.bar.span", "({0} to {1})", d.brief(s.bar.Low.Float, s.bar.Indicator), d.brief(s.bar.High.Float, s.bar.Indicator))
		room = math.Max(room, width(values[i], d.size, true)+width(spans[i], d.size, false)+22)
	}
	if room > d.w/2 {
		return make([]string, len(strips)), 0
	}
	return spans, room
}

// intervalNames says what the bounds in the frame are; nothing if no value has any.
func (d *draft) intervalNames() string {
	var names []string
	for _, s := range d.f.Series {
		has := slices.ContainsFunc(d.f.Observations, func(o analytics.Observation) bool { return o.Indicator == s.Indicator && o.Bounded() })
		if name := IntervalName(d.p, s.Interval); has && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return d.p.List(names)
}

// whiskerKey is the entry of the key for thin lines; nothing if there are none.
func (d *draft) whiskerKey() string {
	if names := d.intervalNames(); names != "" {
		return d.p.Text("chart.interval.whisker", "Thin lines: {0}", names)
	}
	return ""
}

// stroke is how far the ends of a whisker reach to either side.
const stroke = 4.0

// A pen is what a line is drawn with; z is what it lies under and over.
type pen struct {
	colour string
	width  float64
	z      int
}

// overBar are the pens of a whisker on a bar: the colour of the paper under it keeps it apart.
func (d *draft) overBar() []pen { return []pen{{d.c.Paper, 4, 15}, {d.c.Ink, 1.5, 15}} }

// whisker draws a thin line between two points that lie beside or above each other, with short strokes at its ends.
func (d *draft) whisker(x1, y1, x2, y2 float64, pens ...pen) {
	dx, dy := stroke, 0.0 // of a stroke: across the line
	if y1 == y2 {
		dx, dy = 0, stroke
	}
	for _, one := range pens {
		for _, l := range [][4]float64{{x1, y1, x2, y2}, {x1 - dx, y1 - dy, x1 + dx, y1 + dy}, {x2 - dx, y2 - dy, x2 + dx, y2 + dy}} {
			d.graphics = append(d.graphics, props{"type": "line", "silent": true, "z": one.z,
				"shape": props{"x1": l[0], "y1": l[1], "x2": l[2], "y2": l[3]}, "style": props{"stroke": one.colour, "lineWidth": one.width}})
		}
	}
}

// bands draws the bounds of a line: a shaded band where points are joined, a whisker at a point that stands alone. Points stand
// from edge to edge, or in the middle of their periods where these have room.
func (d *draft) bands(t thread, s scale, a area, inPeriods bool) {
	y := func(v float64) float64 { return d.y(a, math.Max(0, math.Min(1, s.at(s.inside(v))))) }
	x := func(i int) float64 {
		if len(t.Points) == 1 || inPeriods {
			return d.x(a, (float64(i)+0.5)/float64(len(t.Points)))
		}
		return d.x(a, float64(i)/float64(len(t.Points)-1))
	}
	for _, r := range joined(t.Points) {
		if r.from == r.to {
			lo, hi := reach(t.Points[r.from])
			d.whisker(x(r.from), y(hi), x(r.from), y(lo), pen{t.Look.Colour, 1.5, 1})
			continue
		}
		var points [][]float64
		for i := r.from; i <= r.to; i++ {
			_, hi := reach(t.Points[i])
			points = append(points, []float64{x(i), y(hi)})
		}
		for i := r.to; i >= r.from; i-- {
			lo, _ := reach(t.Points[i])
			points = append(points, []float64{x(i), y(lo)})
		}
		d.graphics = append(d.graphics, props{"type": "polygon", "silent": true, "z": 1, "shape": props{"points": points},
			"style": props{"fill": t.Look.Colour, "opacity": 0.16}})
	}
}

// joined cuts the points of a line into stretches that have bounds and are joined, solid and dashed alike.
func joined(points []analytics.Observation) []run {
	var out []run
	for _, r := range runs(points) {
		for i := r.from; i <= r.to; i++ {
			switch n := len(out) - 1; {
			case !points[i].Bounded():
			case n >= 0 && out[n].to == i: // where a solid run ends and a dashed one begins
			case n >= 0 && out[n].to == i-1 && i > r.from:
				out[n].to = i
			default:
				out = append(out, run{from: i, to: i})
			}
		}
	}
	return out
}

// bandKey says what the bands of lines are; nothing if there are none.
func (d *draft) bandKey(threads []thread) string {
	names := d.intervalNames()
	if names == "" {
		return ""
	}
	shaded := slices.ContainsFunc(threads, func(t thread) bool {
		return slices.ContainsFunc(joined(t.Points), func(r run) bool { return r.from < r.to })
	})
	if shaded {
		return d.p.Text("chart.interval.band", "Shaded: {0}", names)
	}
	return d.whiskerKey()
}
