package plot

import (
	"math"
	"slices"

	"sextant/analytics"
)

// nowcasts are the estimates of the running year that a drawing shows: of lines and upright bars.
func (d *draft) nowcasts() []analytics.Nowcast {
	if d.spec.Form != Line && d.spec.Form != Bar || len(d.f.Series) == 0 || len(d.f.Codes) > 0 {
		return nil
	}
	var list []analytics.Nowcast
	for _, n := range d.f.Nowcasts {
		if n.Indicator == d.f.Series[0].Indicator && n.Value.Known && slices.Contains(axis(d.f), n.Period) {
			list = append(list, n)
		}
	}
	return list
}

// nowcastReach is the highest number that is drawn of an estimate; 0 without any.
func (d *draft) nowcastReach() float64 {
	most := 0.0
	for _, n := range d.nowcasts() {
		most = math.Max(most, n.High.Float)
	}
	return most
}

// nowcastKey says what the dashed outlines are; nothing if there are none.
func (d *draft) nowcastKey() string {
	list := d.nowcasts()
	if len(list) == 0 {
		return ""
	}
	if d.narrow() {
		return d.p.Text("chart.nowcast.key.short", "Dashed: whole of {0}, estimated", d.p.Period(string(list[0].Period)))
	}
	return d.p.Text("chart.nowcast.key", "Dashed outline: estimate of the whole of {0}, thin lines: {1}", d.p.Period(string(list[0].Period)),
		IntervalName(d.p, analytics.IntervalPrediction))
}

// nowcastBar draws an estimate over the bar of what is known so far: a dashed outline with a whisker, nothing filled.
func (d *draft) nowcastBar(indicator string, e analytics.Code, p analytics.Period, x, width float64, y func(float64) float64) {
	n, ok := d.f.NowcastOf(indicator, e)
	if !ok || n.Period != p {
		return
	}
	top := y(n.Value.Float)
	d.graphics = append(d.graphics, props{"type": "rect", "silent": true, "z": 14,
		"shape": props{"x": x - width/2, "y": top, "width": width, "height": y(0) - top}, "style": d.outline(e)})
	d.whisker(x, y(n.High.Float), x, y(n.Low.Float), d.overBar()...)
}

// nowcastPoints draws the estimates beside the points of what is known so far, each a little apart from the others.
func (d *draft) nowcastPoints(periods []analytics.Period, y func(float64) float64, a area) {
	list := d.nowcasts()
	const apart = 9.0
	for place, n := range list {
		at := float64(slices.Index(periods, n.Period)) + 0.5
		x := d.x(a, at/float64(len(periods))) + (float64(place)-float64(len(list)-1)/2)*apart
		d.whisker(x, y(n.High.Float), x, y(n.Low.Float), pen{d.look(n.Economy, max(0, slices.Index(d.f.Economies, n.Economy))).Colour, 1.5, 15})
		style := d.outline(n.Economy)
		style["fill"] = d.c.Paper
		d.graphics = append(d.graphics, props{"type": "circle", "silent": true, "z": 16, "shape": props{"cx": x, "cy": y(n.Value.Float), "r": 4.5}, "style": style})
	}
}

// outline is the dashed style of an estimate in the colour of its economy.
func (d *draft) outline(e analytics.Code) props {
	look := d.look(e, max(0, slices.Index(d.f.Economies, e)))
	return props{"fill": "none", "stroke": look.Colour, "lineWidth": 1.5, "lineDash": []int{4, 3}}
}

// altNowcasts tells the estimates in words.
func (d *draft) altNowcasts() []string {
	var words []string
	for _, n := range d.nowcasts() {
		words = append(words, d.p.Text("chart.alt.nowcast", "{0}: {1}, {2}", d.economy(n.Economy), d.quantity(n.Observation), d.span(n.Observation)))
	}
	if len(words) == 0 {
		return nil
	}
	return []string{d.p.Text("chart.alt.nowcasts", "Estimates of the whole running year, drawn apart, with {0}: {1}.",
		IntervalName(d.p, analytics.IntervalPrediction), d.p.List(words))}
}
