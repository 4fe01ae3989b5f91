package plot

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// A pair is an economy with both of a scatter's values.
type pair struct {
	economy analytics.Code
	x, y    analytics.Observation
}

// pairs returns the economies that have both values, each indicator at its own latest complete period.
func (d *draft) pairs() []pair {
	var out []pair
	xs, ys := d.f.Series[0].Indicator, d.f.Series[1].Indicator
	px, py := latest(d.f, xs), latest(d.f, ys)
	for _, e := range d.f.Economies {
		p := pair{e, d.at.get(xs, e, px, ""), d.at.get(ys, e, py, "")}
		if p.x.Value.Known && p.y.Value.Known {
			out = append(out, p)
		}
	}
	return out
}

// reach returns the scale of one side of a scatter: logarithmic where the definition asks and the values allow it.
func (d *draft) reach(values []float64) scale {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	if d.spec.View.Scale == "log" && lo > 0 {
		return logarithmic(lo, hi)
	}
	return linear(lo, hi, false)
}

// scatter draws two values of each economy against each other. EU, US and China are always named, others where there is room.
func (d *draft) scatter() ([]byte, error) {
	if len(d.f.Series) < 2 {
		return nil, ErrEmpty
	}
	pairs := d.pairs()
	if len(pairs) == 0 {
		return nil, ErrEmpty
	}
	xs, ys := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		xs[i], ys[i] = p.x.Value.Float, p.y.Value.Float
	}
	sx, sy := d.reach(xs), d.reach(ys)
	tx, ty := sx.labels(d.f.Series[0].Unit, d.p), sy.labels(d.f.Series[1].Unit, d.p)
	left, right, top, bottom := 0.0, 24.0, 30.0, 48.0
	for _, t := range ty {
		left = math.Max(left, width(t, d.size, false)+8)
	}
	d.text(trim("↑ "+d.axisTitle(1, pairs[0].y.Period), d.size, d.w, true), 0, 8, "left", props{"fill": d.c.Ink})
	d.text(trim(d.axisTitle(0, pairs[0].x.Period)+" →", d.size, d.w, true), d.w, d.h-8, "right", props{"fill": d.c.Ink})
	c := charts.NewScatter()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), d.grid(left, right, top, bottom))
	c.AddSeries(d.spec.Title, nil)
	d.finish = append(d.finish, props{"data": d.dots(pairs, sx, sy, left, right, top, bottom), "clip": false, "itemStyle": props{"opacity": 1}})
	x, y := d.valueAxis(sx, tx), d.valueAxis(sy, ty)
	x["axisLabel"].(props)["alignMaxLabel"] = "right"
	return d.encode(c, props{"xAxis": []props{x}, "yAxis": []props{y}, "grid": exact(left, right, top, bottom)})
}

func (d *draft) axisTitle(side int, p analytics.Period) string {
	s := d.f.Series[side]
	title := d.title(s.Indicator)
	if u := d.p.Unit(s.Unit.Code, s.Unit.Per); u != "" {
		title += ", " + u
	}
	if p != "all" {
		title += ", " + d.p.Period(string(p))
	}
	return title
}

// A box is a place taken on the drawing.
type box struct{ x1, y1, x2, y2 float64 }

func (b box) meets(o box) bool { return b.x1 < o.x2 && o.x1 < b.x2 && b.y1 < o.y2 && o.y1 < b.y2 }

// dots returns the marks of a scatter. Names are placed beside them, the three first, as long as they cover nothing.
func (d *draft) dots(pairs []pair, sx, sy scale, left, right, top, bottom float64) []any {
	data := make([]any, len(pairs))
	var taken []box
	place := func(p pair) (float64, float64) {
		return left + sx.at(p.x.Value.Float)*(d.w-left-right), d.h - bottom - sy.at(p.y.Value.Float)*(d.h-top-bottom)
	}
	for _, p := range pairs {
		x, y := place(p)
		taken = append(taken, box{x - 5, y - 5, x + 5, y + 5})
	}
	for _, named := range []bool{true, false} {
		for i, p := range pairs {
			look := d.c.look(p.economy, 0)
			if hue := look.Colour != d.c.Other; hue != named {
				continue
			}
			x, y := place(p)
			data[i] = mark{Value: []float64{p.x.Value.Float, p.y.Value.Float}, Name: string(p.economy), Tip: d.tip(p.x) + "\n" + d.quantity(p.y), Rows: d.behind(p.x),
				Symbol: look.Symbol, Size: markerSize(look) + 3, ItemStyle: d.fill(p.y, look)}
			text := d.label(p.economy)
			room := width(text, d.size, named)
			style := d.over(d.c.Muted)
			if named {
				style = d.over(look.Colour)
				style["fontWeight"] = "bold"
			}
			for _, spot := range []struct {
				box
				align string
				x     float64
			}{{box{x + 8, y - 7, x + 8 + room, y + 7}, "left", x + 8}, {box{x - 8 - room, y - 7, x - 8, y + 7}, "right", x - 8},
				{box{x - room/2, y - 22, x + room/2, y - 8}, "center", x}, {box{x - room/2, y + 8, x + room/2, y + 22}, "center", x}} {
				if spot.x1 < left || spot.x2 > d.w || meetsAny(spot.box, taken, i) {
					continue
				}
				taken = append(taken, spot.box)
				d.text(text, spot.x, (spot.y1+spot.y2)/2, spot.align, style)
				break
			}
		}
	}
	return data
}

// meetsAny says whether a box covers another; its own mark does not count.
func meetsAny(b box, taken []box, own int) bool {
	for i, t := range taken {
		if i != own && b.meets(t) {
			return true
		}
	}
	return false
}
