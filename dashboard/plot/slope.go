package plot

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// ends2 returns the first and the last complete period in which every drawn economy has a value, or the first and last with
// any value when they never have one together.
func (d *draft) ends2() (from, to analytics.Period) {
	first := d.f.Series[0].Indicator
	best := 0
	for _, p := range d.f.Periods {
		n := 0
		for _, e := range d.f.Economies {
			if o := d.at.get(first, e, p, ""); o.Value.Known && o.Status != analytics.StatusProvisional {
				n++
			}
		}
		switch {
		case n > best:
			best, from, to = n, p, p
		case n == best && n > 0:
			to = p
		}
	}
	return from, to
}

// slope draws two periods and what lies between them as straight lines, with both values named.
func (d *draft) slope() ([]byte, error) {
	from, to := d.ends2()
	if from == to {
		return nil, ErrEmpty
	}
	var threads []thread
	for _, t := range d.threads([]analytics.Period{from, to}) {
		if t.Points[0].Value.Known && t.Points[1].Value.Known {
			threads = append(threads, t)
		}
	}
	if len(threads) == 0 {
		return nil, ErrEmpty
	}
	s := d.lineScale(threads)
	texts := make([][2]string, len(threads))
	left, right, top, bottom := 0.0, 0.0, 40.0, 16.0
	for i, t := range threads {
		a, b := t.Points[0], t.Points[1]
		texts[i] = [2]string{d.brief(a.Value.Float, a.Indicator), d.brief(b.Value.Float, b.Indicator) + "  " + t.Name}
		left, right = math.Max(left, width(texts[i][0], d.size, true)+18), math.Max(right, width(texts[i][1], d.size, true)+18)
	}
	right = math.Min(right, d.w*0.55)
	if most := 560.0; d.w-left-right > most { // lines that are too flat say nothing
		left += (d.w - left - right - most) / 2
		right = d.w - left - most
	}
	d.slopeFrame(from, to, left, d.w-right, top, d.h-bottom)
	c := charts.NewLine()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), d.grid(left, right, top, bottom))
	for i, t := range threads {
		d.thread(c, t, 2, i)
	}
	d.slopeLabels(threads, texts, s, left, right, top, bottom)
	x, y := d.categoryAxis([]string{"", ""}), d.valueAxis(s, make([]string, len(s.Ticks)))
	x["boundaryGap"], x["axisLine"] = false, props{"show": false}
	y["splitLine"], y["axisLabel"] = props{"show": false}, props{"show": false}
	return d.encode(c, props{"xAxis": []props{x}, "yAxis": []props{y}, "grid": exact(left, right, top, bottom)})
}

// slopeFrame draws the two periods as upright rules with their names above.
func (d *draft) slopeFrame(from, to analytics.Period, x1, x2, top, bottom float64) {
	d.rule(x1, top-8, x1, bottom+8, d.c.Line)
	d.rule(x2, top-8, x2, bottom+8, d.c.Line)
	d.text(d.p.Period(string(from)), x1, top-22, "center", props{"fill": d.c.Ink, "fontWeight": "bold"})
	d.text(d.p.Period(string(to)), x2, top-22, "center", props{"fill": d.c.Ink, "fontWeight": "bold"})
}

// slopeLabels writes the values at both ends, moved apart where they would meet.
func (d *draft) slopeLabels(threads []thread, texts [][2]string, s scale, left, right, top, bottom float64) {
	for side, at := range []struct {
		x     float64
		align string
		room  float64
	}{{left - 10, "right", left - 10}, {d.w - right + 10, "left", right - 10}} {
		ys := make([]float64, len(threads))
		for i, t := range threads {
			ys[i] = d.h - bottom - s.at(t.Points[side].Value.Float)*(d.h-bottom-top)
		}
		for i, y := range spread(ys, d.size+5, top-12, d.h) {
			d.text(trim(texts[i][side], d.size, at.room, true), at.x, y, at.align, props{"fill": threads[i].Look.Colour, "fontWeight": "bold"})
		}
	}
}
