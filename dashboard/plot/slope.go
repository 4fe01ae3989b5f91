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
	a := area{top: 40, bottom: 16}
	for i, t := range threads {
		first, last := t.Points[0], t.Points[1]
		texts[i] = [2]string{d.brief(first.Value.Float, first.Indicator), d.brief(last.Value.Float, last.Indicator) + "  " + t.Name}
		a.left, a.right = math.Max(a.left, width(texts[i][0], d.size, true)+18), math.Max(a.right, width(texts[i][1], d.size, true)+18)
	}
	a.right = math.Min(a.right, d.w*0.55)
	if most := 560.0; d.w-a.left-a.right > most { // lines that are too flat say nothing
		a.left += (d.w - a.left - a.right - most) / 2
		a.right = d.w - a.left - most
	}
	d.slopeFrame(from, to, a)
	c := charts.NewLine()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), a.grid())
	for i, t := range threads {
		d.thread(c, t, 2, i)
	}
	d.slopeLabels(threads, texts, s, a)
	x, y := d.categoryAxis([]string{d.p.Period(string(from)), d.p.Period(string(to))}), d.valueAxis(s)
	x["boundaryGap"], x["axisLine"], y["splitLine"] = false, props{"show": false}, props{"show": false}
	return d.encode(c, props{"xAxis": []props{x}, "yAxis": []props{y}, "grid": a.exact(), "tooltip": d.crosshair()})
}

// slopeFrame draws the two periods as upright rules with their names above.
func (d *draft) slopeFrame(from, to analytics.Period, a area) {
	for part, p := range []analytics.Period{from, to} {
		x := d.x(a, float64(part))
		d.rule(x, a.top-8, x, d.h-a.bottom+8, d.c.Line)
		d.text(d.p.Period(string(p)), x, a.top-22, "center", props{"fill": d.c.Ink, "fontWeight": "bold"})
	}
}

// slopeLabels writes the values at both ends, moved apart where they would meet.
func (d *draft) slopeLabels(threads []thread, texts [][2]string, s scale, a area) {
	for side, at := range []struct {
		x     float64
		align string
		room  float64
	}{{a.left - 10, "right", a.left - 10}, {d.w - a.right + 10, "left", a.right - 10}} {
		ys := make([]float64, len(threads))
		for i, t := range threads {
			ys[i] = d.y(a, s.at(t.Points[side].Value.Float))
		}
		for i, y := range spread(ys, d.size+5, a.top-12, d.h) {
			d.text(trim(texts[i][side], d.size, at.room, true), at.x, y, at.align, props{"fill": threads[i].Look.Colour, "fontWeight": "bold"})
		}
	}
}
