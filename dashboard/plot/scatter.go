package plot

import (
	"math"
	"slices"

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
	a := area{left: d.scaleRoom(ty), right: 24, top: 30, bottom: 48}
	d.writeScale(sy, ty, a)
	d.writeFoot(sx, tx, a)
	d.text(trim("↑ "+d.axisTitle(1, pairs[0].y.Period), d.size, d.w, true), 0, 8, "left", props{"fill": d.c.Ink})
	d.text(trim(d.axisTitle(0, pairs[0].x.Period)+" →", d.size, d.w, true), d.w, d.h-8, "right", props{"fill": d.c.Ink})
	c := charts.NewScatter()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), a.grid())
	c.AddSeries(d.spec.Title, nil)
	d.finish = append(d.finish, props{"data": d.dots(pairs, sx, sy, a), "clip": false, "itemStyle": props{"opacity": 1}})
	return d.encode(c, props{"xAxis": []props{d.valueAxis(sx)}, "yAxis": []props{d.valueAxis(sy)}, "grid": a.exact()})
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

// A spot is a place for a name beside a mark.
type spot struct {
	box
	x     float64
	align string
}

// spots returns the places for a name beside a mark, the best first.
func spots(x, y, room float64) []spot {
	return []spot{
		{box{x + 8, y - 7, x + 8 + room, y + 7}, x + 8, "left"},
		{box{x - 8 - room, y - 7, x - 8, y + 7}, x - 8, "right"},
		{box{x - room/2, y - 22, x + room/2, y - 8}, x, "center"},
		{box{x - room/2, y + 8, x + room/2, y + 22}, x, "center"},
	}
}

// dots returns the marks of a scatter, those with a hue above the others. Names stand beside them: the three always, others as
// long as they cover nothing.
func (d *draft) dots(pairs []pair, sx, sy scale, a area) []any {
	hued := func(p pair) bool { return d.c.look(p.economy, 0).Colour != d.c.Other }
	place := func(p pair) (float64, float64) { return d.x(a, sx.at(p.x.Value.Float)), d.y(a, sy.at(p.y.Value.Float)) }
	slices.SortStableFunc(pairs, func(p, q pair) int {
		switch {
		case hued(p) == hued(q):
			return 0
		case hued(q):
			return -1
		}
		return 1
	})
	data := make([]any, len(pairs))
	var taken []box
	for i, p := range pairs {
		x, y := place(p)
		taken = append(taken, box{x - 5, y - 5, x + 5, y + 5})
		look := d.c.look(p.economy, 0)
		data[i] = mark{Value: []float64{p.x.Value.Float, p.y.Value.Float}, Name: string(p.economy), Tip: d.tip(p.x) + "\n" + d.quantity(p.y),
			Rows: d.behind(p.x), Symbol: look.Symbol, Size: markerSize(look) + 3, ItemStyle: d.fill(p.y, look)}
	}
	for i := len(pairs) - 1; i >= 0; i-- {
		x, y := place(pairs[i])
		taken = d.nameDot(pairs[i].economy, spots(x, y, width(d.label(pairs[i].economy), d.size, hued(pairs[i]))), taken, i, a, hued(pairs[i]))
	}
	return data
}

// nameDot writes a name in the first spot that is free, or in the first of all where it must be said, and takes that spot.
func (d *draft) nameDot(e analytics.Code, all []spot, taken []box, own int, a area, must bool) []box {
	free := slices.IndexFunc(all, func(s spot) bool { return s.x1 >= a.left && s.x2 <= d.w && !meetsAny(s.box, taken, own) })
	if free < 0 && !must {
		return taken
	}
	s := all[max(free, 0)]
	style := d.over(d.c.Muted)
	if must {
		style = d.over(d.c.look(e, 0).Colour)
		style["fontWeight"] = "bold"
	}
	d.text(d.label(e), s.x, (s.y1+s.y2)/2, s.align, style)
	return append(taken, s.box)
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
