package plot

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// A group is a category of a bar chart with a bar for each economy.
type group struct {
	Name string
	Bars []analytics.Observation
}

// maxGroups is how many categories of a dimension a bar chart shows; the table has the others.
const maxGroups = 6

// groups returns the categories of a bar chart: indicators if there are several, else the codes of the dimension, else periods.
// With none of these the economies themselves are the categories, sorted.
func (d *draft) groups() []group {
	first := d.f.Series[0].Indicator
	var out []group
	add := func(name, indicator string, p analytics.Period, by analytics.Code) {
		g := group{Name: name}
		for _, e := range d.f.Economies {
			g.Bars = append(g.Bars, d.at.get(indicator, e, p, by))
		}
		if slices.ContainsFunc(g.Bars, func(o analytics.Observation) bool { return o.Value.Known || o.Missing > 0 }) {
			out = append(out, g)
		}
	}
	switch {
	case len(d.f.Series) > 1:
		for _, s := range d.f.Series {
			add(d.title(s.Indicator), s.Indicator, latest(d.f, s.Indicator), "")
		}
	case len(d.f.Codes) > 0:
		for _, by := range d.f.Codes {
			add(d.code(by), first, latest(d.f, first), by)
		}
		if !d.ordered() {
			slices.SortStableFunc(out, func(a, b group) int { return cmp.Compare(largest(b), largest(a)) })
		}
	case d.columns():
		for _, p := range axis(d.f) {
			g := group{Name: d.p.Period(string(p))}
			for _, e := range d.f.Economies {
				g.Bars = append(g.Bars, d.at.get(first, e, p, ""))
			}
			out = append(out, g)
		}
	default:
		for _, e := range d.f.Economies {
			o := d.at.get(first, e, latest(d.f, first), "")
			out = append(out, group{Name: d.economy(e), Bars: []analytics.Observation{o}})
		}
	}
	return out
}

// columns says whether bars stand upright: they do over time.
func (d *draft) columns() bool {
	return len(d.f.Series) == 1 && len(d.f.Codes) == 0 && len(axis(d.f)) > 1 && d.spec.View.Orientation != "horizontal"
}

// bar draws amounts from zero: upright over time, otherwise lying, each with its name and value beside it.
func (d *draft) bar() ([]byte, error) {
	groups := d.groups()
	if d.columns() {
		return d.upright(groups)
	}
	if single(groups) {
		slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(rank(b.Bars[0]), rank(a.Bars[0])) })
	}
	return d.lying(groups)
}

// single says whether each category has one bar, which makes the chart a ranking.
func single(groups []group) bool {
	return !slices.ContainsFunc(groups, func(g group) bool { return len(g.Bars) != 1 })
}

// largest is the size of a category: its longest bar.
func largest(g group) float64 {
	most := math.Inf(-1)
	for _, o := range g.Bars {
		most = math.Max(most, rank(o))
	}
	return most
}

// rank is a value to sort by; what is missing comes last.
func rank(o analytics.Observation) float64 {
	if !o.Value.Known {
		return math.Inf(-1)
	}
	return o.Value.Float
}

// fill returns the style of a bar: solid, or hollow where the value is not final.
func (d *draft) fill(o analytics.Observation, l look) props {
	style := l.paint()
	if !hollow(o) {
		return style
	}
	style["color"], style["borderColor"], style["borderWidth"] = d.c.Paper, l.Colour, 1.5
	if estimated(o) {
		style["borderType"] = []int{4, 3}
	}
	return style
}

// A strip is one line of a lying bar chart: a heading, or a bar with its name.
type strip struct {
	heading bool
	note    bool // a heading that says how to read the bars
	name    string
	bar     analytics.Observation
	look    look
}

// strips lists the lines of a lying bar chart.
func (d *draft) strips(groups []group) []strip {
	var out []strip
	hidden := 0
	ranking := single(groups)
	for i, g := range groups {
		if !ranking && i >= maxGroups {
			hidden++
			continue
		}
		if !ranking {
			out = append(out, strip{heading: true, name: g.Name})
		}
		for n, o := range g.Bars {
			s := strip{name: g.Name, bar: o, look: d.look(o.Economy, 0)}
			if !ranking {
				s.name = d.label(d.f.Economies[n])
			}
			if o.By != "" && isBloc(o.By) && len(d.f.Economies) == 1 {
				s.look = look{Colour: d.c.bloc(o.By)}
			}
			out = append(out, s)
		}
	}
	if hidden > 0 {
		out = append(out, strip{heading: true, name: d.p.Text("chart.more", "and {0} more in the table", hidden)})
	}
	if key := d.whiskerKey(); key != "" {
		out = append(out, strip{heading: true, note: true, name: key})
	}
	return out
}

// stripHeight is the room of a bar or a heading.
const stripHeight = 25.0

// lying draws bars from left to right. Values stand at their ends, so there is no scale to read and no grid.
func (d *draft) lying(groups []group) ([]byte, error) {
	strips := d.strips(groups)
	left, most, room := 0.0, 0.0, 0.0
	values := make([]string, len(strips))
	for i, s := range strips {
		if s.heading {
			continue
		}
		left = math.Max(left, math.Min(width(s.name, d.size, false), d.w*0.4)+10)
		if s.bar.Value.Known {
			values[i] = d.brief(s.bar.Value.Float, s.bar.Indicator)
			_, high := reach(s.bar)
			most = math.Max(most, high)
			room = math.Max(room, width(values[i], d.size, true)+14)
		}
	}
	spans, wider := d.spansBeside(strips, values)
	room = math.Max(room, wider)
	if most == 0 {
		most = 1
	}
	row := d.h / float64(len(strips))
	length := func(v float64) float64 { return math.Max(0, v) / most * (d.w - left - room) }
	data := make([]any, len(strips))
	for i, s := range strips {
		y := (float64(i) + 0.5) * row
		switch {
		case s.note:
			d.text(trim(s.name, d.size, d.w, false), 0, y+row*0.12, "left", nil)
			continue
		case s.heading:
			d.text(trim(s.name, d.size, d.w, true), 0, y+row*0.12, "left", props{"fontWeight": "bold", "fill": d.c.Ink})
			continue
		}
		d.rule(left, y-row/2, left, y+row/2, d.c.Muted)
		d.text(trim(s.name, d.size, left-10, false), left-8, y, "right", props{"fill": d.c.Ink})
		if !s.bar.Value.Known {
			d.text(d.absent(s.bar), left+6, y, "left", props{"fontStyle": "italic"})
			continue
		}
		apart := 6.0
		if s.bar.Bounded() {
			low, high := reach(s.bar)
			d.whisker(left+length(low), y, left+length(high), y, d.overBar()...)
			apart += length(high) - length(s.bar.Value.Float) + 2
			d.text(spans[i], left+length(high)+12+width(values[i], d.size, true), y, "left", nil)
		}
		data[i] = mark{Value: s.bar.Value.Float, Name: s.name, Tip: d.tip(s.bar), Rows: d.behind(s.bar), ItemStyle: d.fill(s.bar, s.look),
			Label: props{"show": true, "position": "right", "distance": apart, "formatter": values[i], "color": d.c.Ink, "opacity": 1, "fontSize": d.size, "fontWeight": "bold"}}
	}
	c := charts.NewBar()
	a := area{left: left, right: room}
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "category"}), a.grid())
	c.AddSeries(d.title(d.f.Series[0].Indicator), nil)
	d.finish = append(d.finish, props{"data": data, "barWidth": "66%"})
	return d.encode(c, props{"xAxis": []props{lengthAxis(most)}, "yAxis": []props{d.nameAxis(len(strips))}, "grid": a.exact()})
}

// barGap is the room between the bars of a period, in parts of a bar.
const barGap = 0.08

// upright draws bars over time, a colour for each economy, the key above.
func (d *draft) upright(groups []group) ([]byte, error) {
	most, least := 0.0, 0.0
	for _, g := range groups {
		for _, o := range g.Bars {
			if o.Value.Known {
				low, high := reach(o)
				most, least = math.Max(most, high), math.Min(least, low)
			}
		}
	}
	s := linear(least, math.Max(most, d.nowcastReach()), true)
	f := d.columnFrame(s, groups)
	shown := d.withValues(groups)
	n := float64(len(shown))
	slot := (d.w - f.left - f.right) / float64(len(groups))
	bar := math.Min(math.Floor(slot*0.76/n), 44)
	c := charts.NewBar()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), f.grid())
	for place, i := range shown {
		look := d.look(d.f.Economies[i], i)
		data := make([]any, len(groups))
		for g := range groups {
			o := groups[g].Bars[i]
			x := f.left + (float64(g)+0.5)*slot + (float64(place)-(n-1)/2)*math.Max(bar-1, 1)*(1+barGap)
			if o.Value.Known {
				data[g] = mark{Value: o.Value.Float, Tip: d.tip(o), Rows: d.behind(o), ItemStyle: d.fill(o, look)}
				if low, high := reach(o); o.Bounded() {
					d.whisker(x, d.y(f.area, s.at(high)), x, d.y(f.area, s.at(low)), d.overBar()...)
				}
				d.nowcastBar(o.Indicator, o.Economy, o.Period, x, math.Max(bar-1, 1), func(v float64) float64 { return d.y(f.area, s.at(v)) })
				continue
			}
			d.text("–", x, d.y(f.area, s.at(0))-7, "center", nil)
		}
		c.AddSeries(d.economy(d.f.Economies[i]), nil)
		d.finish = append(d.finish, props{"data": data, "barWidth": math.Max(bar-1, 1), "barGap": "8%", "color": look.Colour})
	}
	d.writeScale(s, f.ticks, f.area)
	d.writeNames(f.names, f.area, true)
	d.overlay(f.strokes, f.area)
	return d.encode(c, props{"xAxis": []props{d.categoryAxis(f.names)}, "yAxis": []props{d.valueAxis(s)}, "grid": f.exact()})
}

// withValues returns the places of the economies that have a bar at all; the others are named in the key.
func (d *draft) withValues(groups []group) []int {
	var out []int
	for i := range d.f.Economies {
		if slices.ContainsFunc(groups, func(g group) bool { return g.Bars[i].Value.Known }) {
			out = append(out, i)
		}
	}
	return out
}

// A plotFrame is the room around a plot and what is written there.
type plotFrame struct {
	area
	ticks, names []string
	strokes      []eventStroke
}

// columnFrame lays out what stands around upright bars over time: key above, scale at the left, periods below.
func (d *draft) columnFrame(s scale, groups []group) plotFrame {
	f := plotFrame{area: area{right: 4, bottom: 28}, ticks: s.labels(unit(d.f), d.p)}
	f.left = d.scaleRoom(f.ticks)
	var items []keyItem
	if len(d.f.Economies) > 1 {
		shown := d.withValues(groups)
		items = make([]keyItem, len(d.f.Economies))
		for i, e := range d.f.Economies {
			if items[i] = (keyItem{d.label(e), d.look(e, i)}); !slices.Contains(shown, i) {
				items[i] = keyItem{Name: d.label(e) + " – " + d.absent(groups[0].Bars[i])}
			}
		}
	}
	for _, key := range []string{d.whiskerKey(), d.nowcastKey()} {
		if key != "" {
			items = append(items, keyItem{Name: trim(key, d.size, d.w, false)})
		}
	}
	if len(items) > 0 {
		f.top = d.key(items)
	}
	f.top += 14
	if name := d.unitName(); name != "" {
		d.text(name, 0, f.top+2, "left", nil)
		f.top += 20
	}
	strokes, rows := d.strokes(axis(d.f), d.w-f.left-f.right)
	f.strokes, f.top = strokes, f.top+numbersRoom(rows)
	names, lines := d.periodLabels(axis(d.f), d.w-f.left-f.right, true)
	f.names, f.bottom = names, f.bottom+float64(lines-1)*(d.size+3)
	return f
}
