package plot

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// A knot is an economy of a network with its place on the drawing.
type knot struct {
	code    analytics.Code
	out, in float64 // strengths: what goes to and comes from the others
	x, y, r float64
	side    float64 // from -1, leftmost, to 1, rightmost
}

// A tie is a pair of economies. Weight is that of both directions together.
type tie struct {
	from, to  int // places of the knots, from the one that gives more
	give, get analytics.Observation
	weight    float64
	against   analytics.Value // what is observed over what size alone lets expect, both directions together
}

// network draws weights between economies: knots on a ring in the order asked for, so that a drawing never depends on chance, the size of
// a knot by all that it gives and gets, the width of a line by the weight of both directions. A second indicator says how the weight
// compares with what size alone lets expect; lines far below are dashed.
func (d *draft) network() ([]byte, error) {
	knots, ties := d.ties()
	if len(ties) == 0 {
		return nil, ErrEmpty
	}
	top := d.key(d.networkKey(ties)) + 4
	d.ring(knots, top)
	c := charts.NewGraph()
	c.AddSeries(d.title(d.f.Series[0].Indicator), nil, nil, charts.WithGraphChartOpts(opts.GraphChart{Layout: "none"}))
	left, upper, right, lower := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	var nodes []any
	for n, k := range knots {
		nodes = append(nodes, d.knotMark(knots, ties, n))
		left, right = math.Min(left, k.x), math.Max(right, k.x)
		upper, lower = math.Min(upper, k.y), math.Max(lower, k.y)
	}
	var links []props
	for _, t := range ties {
		links = append(links, d.tieMark(knots, t, ties[0].weight))
	}
	d.knotNames(knots, top)
	d.finish = append(d.finish, props{
		"data": nodes, "links": links, "layout": "none", "roam": false, "draggable": false, "emphasis": props{"focus": "adjacency"},
		// The box of the knots is given in pixels, so that places are pixels and stay where names are written.
		"left": left, "top": upper, "width": math.Max(right-left, 1), "height": math.Max(lower-upper, 1),
	})
	return d.encode(c, nil)
}

// ties returns the economies that are tied and their pairs, the heaviest first.
func (d *draft) ties() ([]knot, []tie) {
	first := d.f.Series[0].Indicator
	period := d.networkPeriod()
	codes := slices.Clone(d.f.Economies)
	for _, code := range d.f.Codes {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	knots := make([]knot, len(codes))
	for n, code := range codes {
		knots[n].code = code
	}
	var ties []tie
	for a := range codes {
		for b := a + 1; b < len(codes); b++ {
			t := tie{from: a, to: b, give: d.at.get(first, codes[a], period, codes[b]), get: d.at.get(first, codes[b], period, codes[a])}
			if !t.give.Value.Known && !t.get.Value.Known {
				continue
			}
			if t.get.Value.Float > t.give.Value.Float {
				t.from, t.to, t.give, t.get = b, a, t.get, t.give
			}
			t.weight = t.give.Value.Float + t.get.Value.Float
			t.against = d.against(t, period)
			for _, one := range []analytics.Observation{t.give, t.get} {
				knots[slices.Index(codes, one.Economy)].out += one.Value.Float
				knots[slices.Index(codes, one.By)].in += one.Value.Float
			}
			ties = append(ties, t)
		}
	}
	slices.SortStableFunc(ties, func(a, b tie) int { return cmp.Compare(b.weight, a.weight) })
	return withTies(knots, ties)
}

// networkPeriod is the last period that has at least half as many pairs as the fullest: a pair that is not printed once does not make a
// network old.
func (d *draft) networkPeriod() analytics.Period {
	pairs, most := map[analytics.Period]int{}, 0
	for _, o := range d.f.Observations {
		if o.Indicator == d.f.Series[0].Indicator && o.Value.Known && o.Status != analytics.StatusProvisional {
			pairs[o.Period]++
			most = max(most, pairs[o.Period])
		}
	}
	period := latest(d.f, d.f.Series[0].Indicator)
	for _, p := range d.f.Periods {
		if pairs[p] > 0 && 2*pairs[p] >= most {
			period = p
		}
	}
	return period
}

// withTies leaves out the economies without a tie.
func withTies(all []knot, ties []tie) ([]knot, []tie) {
	var knots []knot
	moved := make([]int, len(all))
	for n, k := range all {
		moved[n] = len(knots)
		if slices.ContainsFunc(ties, func(t tie) bool { return t.from == n || t.to == n }) {
			knots = append(knots, k)
		}
	}
	for n := range ties {
		ties[n].from, ties[n].to = moved[ties[n].from], moved[ties[n].to]
	}
	return knots, ties
}

// against compares a pair with its expectation, if the frame says how: expected weights are added before the division.
func (d *draft) against(t tie, period analytics.Period) analytics.Value {
	if len(d.f.Series) < 2 {
		return analytics.Value{}
	}
	expected := 0.0
	for _, one := range []analytics.Observation{t.give, t.get} {
		ratio := d.at.get(d.f.Series[1].Indicator, one.Economy, period, one.By).Value
		if !one.Value.Known || !ratio.Known || ratio.Float <= 0 {
			return analytics.Value{}
		}
		expected += one.Value.Float / ratio.Float
	}
	return analytics.Value{Float: t.weight / expected, Known: true}
}

// ring gives knots their places and sizes: the first at the top, the others clockwise.
func (d *draft) ring(knots []knot, top float64) {
	most, room := 0.0, 0.0
	for _, k := range knots {
		most = math.Max(most, k.out+k.in)
		room = math.Max(room, width(d.knotName(k), d.size, true))
	}
	largest := 30.0
	if d.narrow() {
		largest = 17
	}
	ry := (d.h-top)/2 - d.size - 8 - largest/2
	rx := math.Min(d.w/2-room-largest-6, 1.5*ry)
	for n := range knots {
		k := &knots[n]
		angle := 2 * math.Pi * float64(n) / float64(len(knots))
		k.side = math.Sin(angle)
		k.r = math.Max(6, largest*math.Sqrt((k.out+k.in)/most))
		k.x, k.y = tenth(d.w/2+rx*math.Sin(angle)), tenth(top+(d.h-top)/2-ry*math.Cos(angle))
	}
}

// tenth keeps places short.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// knotNames writes names outside the ring: on the sides one under the other, above and below in the middle.
func (d *draft) knotNames(knots []knot, top float64) {
	for _, side := range []float64{-1, 0, 1} {
		var mine []int
		var ys []float64
		for n, k := range knots {
			if math.Round(k.side*1.6) == 0 && side == 0 || k.side*side > 0 && math.Round(k.side*1.6) != 0 {
				mine, ys = append(mine, n), append(ys, k.y)
			}
		}
		if side != 0 {
			ys = spread(ys, d.size+4, top, d.h)
		}
		for at, n := range mine {
			k, y := knots[n], ys[at]
			x, align := k.x+side*(k.r/2+6), map[float64]string{-1: "right", 0: "center", 1: "left"}[side]
			if side == 0 && k.y < (top+d.h)/2 {
				y -= k.r/2 + d.size/2 + 4
			} else if side == 0 {
				y += k.r/2 + d.size/2 + 4
			}
			style := d.over(d.c.Ink)
			style["fontWeight"] = "bold"
			d.text(d.knotName(k), x, y, align, style)
		}
	}
}

func (d *draft) knotName(k knot) string { return plain(d.label(k.code)) }

// knotMark is an economy: its size, and what it gives and gets in all.
func (d *draft) knotMark(knots []knot, ties []tie, n int) placed {
	k := knots[n]
	l := d.c.look(k.code, 0)
	first := d.f.Series[0]
	say := func(v float64) string { return d.p.Quantity(v, first.Unit.Code, first.Unit.Per) }
	tip := d.economy(k.code) + "\n" + d.p.Text("chart.network.out", "to others: {0}", say(k.out)) + "\n" + d.p.Text("chart.network.in", "from others: {0}", say(k.in))
	for _, t := range ties {
		if t.from == n || t.to == n {
			tip += "\n" + d.p.Text("chart.network.most", "most with {0}", d.economy(knots[t.from+t.to-n].code))
			break
		}
	}
	return placed{mark: mark{Name: string(k.code), Value: k.out + k.in, Tip: tip, Symbol: l.Symbol, Size: tenth(k.r), ItemStyle: props{"color": l.Colour, "borderColor": d.c.Paper, "borderWidth": 1}}, X: k.x, Y: k.y}
}

// A placed mark has a place of its own.
type placed struct {
	mark
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// little is the part of what size lets expect below which a line is dashed.
const little = 0.8

// tieMark is a pair: its width by weight, its colour that of the side that gives more, dashed where it is little for the size of both.
func (d *draft) tieMark(knots []knot, t tie, most float64) props {
	widest, thinnest := 18.0, 0.8
	if d.narrow() {
		widest = 11
	}
	tip := d.direction(t.give) + "\n" + d.direction(t.get)
	style := props{"color": d.c.look(knots[t.from].code, 0).Colour, "width": tenth(math.Max(thinnest, widest*t.weight/most)), "opacity": 0.5, "curveness": 0}
	if t.against.Known {
		tip += "\n" + d.p.Text("chart.network.against", "both ways {0}", d.p.Quantity(t.against.Float, series(d.f, d.f.Series[1].Indicator).Unit.Code, ""))
		if t.against.Float < little {
			w := style["width"].(float64)
			style["type"] = []float64{tenth(4 + w), tenth(3 + w/2)}
		}
	}
	return props{"source": string(knots[t.from].code), "target": string(knots[t.to].code), "value": t.weight, "tip": tip, "rows": d.behind(t.give), "lineStyle": style}
}

func (d *draft) direction(o analytics.Observation) string {
	return d.p.Text("chart.network.direction", "{0} to {1}: {2}", d.label(o.Economy), d.label(o.By), d.quantity(o))
}

// networkKey says what lines mean.
func (d *draft) networkKey(ties []tie) []keyItem {
	items := []keyItem{}
	if period := d.networkPeriod(); period != "all" {
		items = append(items, keyItem{Name: d.p.Period(string(period))})
	}
	items = append(items, keyItem{Name: d.p.Text("chart.network.colour", "colour: who contributes more")})
	if slices.ContainsFunc(ties, func(t tie) bool { return t.against.Known && t.against.Float < little }) {
		items = append(items, keyItem{Name: d.p.Text("chart.network.dashed", "dashed: below {0} × expected", d.p.Number(little, 1))})
	}
	return items
}
