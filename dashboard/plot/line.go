package plot

import (
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// A thread is what one line of a chart follows: an economy, or a code of the dimension.
type thread struct {
	Name   string
	Look   look
	Points []analytics.Observation // one for each period of the axis
}

// threads returns the lines of a frame in order: economies, or the codes of the dimension when there is one economy.
func (d *draft) threads(periods []analytics.Period) []thread {
	var out []thread
	indicator := d.f.Series[0].Indicator
	for rank, e := range d.f.Economies {
		for _, by := range d.breakdown() {
			t := thread{Name: d.label(e), Look: d.look(e, rank)}
			if by != "" {
				t.Name = d.code(by)
				if len(d.f.Economies) > 1 {
					t.Name = d.short(e) + " · " + t.Name
				} else {
					t.Look = look{Colour: d.c.code(by, slices.Index(d.f.Codes, by)), Symbol: "circle", Dash: "solid", Width: 2}
				}
			}
			any := false
			for _, p := range periods {
				o := d.at.get(indicator, e, p, by)
				any = any || o.Value.Known
				t.Points = append(t.Points, o)
			}
			if any {
				out = append(out, t)
			}
		}
	}
	return out
}

// code returns the colour of an entry of a dimension: economies keep theirs.
func (c Palette) code(code analytics.Code, rank int) string {
	if isBloc(code) {
		return c.bloc(code)
	}
	return c.Category[rank%len(c.Category)]
}

// breakdown returns the codes of the dimension, or the empty one.
func (d *draft) breakdown() []analytics.Code {
	if len(d.f.Codes) == 0 {
		return []analytics.Code{""}
	}
	return d.f.Codes
}

// line draws observations over time. Estimates are dashed, provisional points are hollow and stand apart, breaks and missing
// values are gaps, and each line carries its name at its end.
func (d *draft) line() ([]byte, error) {
	periods := axis(d.f)
	threads := d.threads(periods)
	s := d.lineScale(threads)
	ticks := s.labels(unit(d.f), d.p)
	ends := d.ends(threads)
	a := area{left: d.scaleRoom(ticks), right: 8, top: 16, bottom: 28}
	for _, e := range ends {
		a.right = math.Max(a.right, e.room+10)
	}
	a.right = math.Min(a.right, d.w*0.34)
	for _, text := range []string{d.unitName(), d.bandKey(threads), d.nowcastKey()} {
		if text != "" {
			d.text(trim(text, d.size, d.w, false), 0, a.top-8, "left", nil)
			a.top += 18
		}
	}
	strokes, rows := d.strokes(periods, d.w-a.left-a.right)
	bands := len(strokes) > 0 || len(d.nowcasts()) > 0 // the days of a period need their room, which points have not
	a.top += numbersRoom(rows)
	names, lines := d.periodLabels(periods, d.w-a.left-a.right, bands)
	a.bottom += float64(lines-1) * (d.size + 3)
	c := charts.NewLine()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), a.grid())
	for i, t := range threads {
		d.bands(t, s, a, bands)
		d.thread(c, t, len(periods), i)
	}
	d.writeScale(s, ticks, a)
	d.writeNames(names, a, bands)
	d.overlay(strokes, a)
	d.nowcastPoints(periods, func(v float64) float64 { return d.y(a, s.at(v)) }, a)
	d.nameEnds(ends, s, a)
	d.parity(s, a)
	d.emptyPeriods(periods, a, bands)
	x := d.categoryAxis(names)
	x["boundaryGap"] = len(periods) == 1 || bands
	return d.encode(c, props{"xAxis": []props{x}, "yAxis": []props{d.valueAxis(s)}, "grid": a.exact(), "tooltip": d.crosshair()})
}

// parity rules the level at which two sides are equal, if the scale reaches it.
func (d *draft) parity(s scale, a area) {
	at := d.spec.View.Parity
	if at <= 0 || at < s.Min || at > s.Max {
		return
	}
	y := d.y(a, s.at(at))
	d.rule(a.left, y, d.w-a.right, y, d.c.Muted)
	d.text(d.p.Text("chart.parity", "parity"), a.left+4, y-9, "left", d.over(d.c.Muted))
}

// unitName names the unit above the axis where it is too long for a tick.
func (d *draft) unitName() string {
	u := unit(d.f)
	if shortUnit(u) && u.Per == "" || u.Code == "percent" || u.Per == "gdp" {
		return ""
	}
	return d.p.Unit(u.Code, u.Per)
}

func (d *draft) lineScale(threads []thread) scale {
	lo, hi, least := math.Inf(1), math.Inf(-1), math.Inf(1)
	for _, t := range threads {
		for _, o := range t.Points {
			if o.Value.Known {
				low, high := reach(o)
				lo, hi = math.Min(lo, low), math.Max(hi, high)
				if o.Value.Float > 0 {
					least = math.Min(least, o.Value.Float)
				}
			}
		}
	}
	hi = math.Max(hi, d.nowcastReach())
	if d.spec.View.Scale == "log" && hi > 0 {
		return logarithmic(least, hi)
	}
	return linear(lo, hi, false)
}

// A run is a stretch of points that are joined in one manner.
type run struct {
	from, to int
	dashed   bool
}

// runs cuts a line where it must not be drawn through: at missing values, at breaks, at periods that are not complete. A single
// point is a run of its own.
func runs(points []analytics.Observation) []run {
	var out []run
	for i, o := range points {
		if !o.Value.Known {
			continue
		}
		joined := i > 0 && points[i-1].Value.Known && o.Status != analytics.StatusBreak &&
			o.Status != analytics.StatusProvisional && points[i-1].Status != analytics.StatusProvisional
		if !joined {
			out = append(out, run{from: i, to: i, dashed: estimated(o)})
			continue
		}
		last := &out[len(out)-1]
		dashed := estimated(o) || estimated(points[i-1])
		if last.from == last.to || last.dashed == dashed {
			last.to, last.dashed = i, dashed
			continue
		}
		out = append(out, run{from: i - 1, to: i, dashed: dashed})
	}
	return out
}

func estimated(o analytics.Observation) bool {
	return o.Status == analytics.StatusEstimated || o.Status == analytics.StatusForecast
}

// thread adds the runs of one line.
func (d *draft) thread(c *charts.Line, t thread, periods, order int) {
	all := runs(t.Points)
	// Points are marked where they are few; else only those that stand alone, end the line or are not final.
	marked, symbol := periods <= 16 && !d.narrow(), "none"
	if marked {
		symbol = t.Look.Symbol
	}
	for n, r := range all {
		data := make([]any, periods)
		for i := r.from; i <= r.to; i++ {
			m := d.point(t.Points[i], t.Look)
			if end := n == len(all)-1 && i == r.to; !marked && (r.from == r.to || end || hollow(t.Points[i])) {
				m.Symbol = t.Look.Symbol
			}
			data[i] = m
		}
		dash := t.Look.Dash
		if r.dashed {
			dash = []int{5, 4}
		}
		c.AddSeries(t.Name, nil, charts.WithLineStyleOpts(opts.LineStyle{Color: t.Look.Colour, Width: float32(t.Look.Width)}))
		d.finish = append(d.finish, props{
			"data": data, "symbol": symbol, "symbolSize": markerSize(t.Look), "itemStyle": t.Look.paint(), "color": t.Look.Colour,
			"showSymbol": true, "showAllSymbol": true, "connectNulls": false, "z": 10 - order, "clip": false,
			"lineStyle": props{"type": dash, "cap": "round", "join": "round", "opacity": t.Look.opacity()},
			"emphasis":  props{"scale": 1.4, "lineStyle": props{"width": t.Look.Width}},
		})
	}
}

// point returns the mark of an observation on a line, hollow where it is not final.
func (d *draft) point(o analytics.Observation, l look) mark {
	m := mark{Value: value(o, d.spec), Tip: d.tip(o), Rows: d.behind(o)}
	if hollow(o) {
		m.ItemStyle = props{"color": d.c.Paper, "borderColor": l.Colour, "borderWidth": 1.75}
	}
	return m
}

// crosshair shows what all lines say at a place of the axis: lines have no marks to point at where points are many.
func (d *draft) crosshair() props {
	return props{"trigger": "axis", "axisPointer": props{"type": "line", "lineStyle": props{"color": d.c.Muted, "width": 1, "type": "solid"}, "label": props{"show": false}}}
}

// value returns what is drawn of an observation: nothing where nothing is known, or where a log axis has no place for it.
func value(o analytics.Observation, s Spec) any {
	if !o.Value.Known || s.View.Scale == "log" && o.Value.Float <= 0 {
		return nil
	}
	return o.Value.Float
}

// hollow says whether a value is not final: an estimate, or a period that still runs. A range up to today is what it is.
func hollow(o analytics.Observation) bool {
	return o.Status == analytics.StatusProvisional && o.Period != "all" || estimated(o)
}

func markerSize(l look) float64 {
	if l.Width >= 3 {
		return 8
	}
	return 7
}

// An end is the label at the end of a line.
type end struct {
	name, value string
	look        look
	last        analytics.Observation
	room        float64
	y           float64
}

// ends returns the labels of lines: the name, and the last value where lines are few.
func (d *draft) ends(threads []thread) []end {
	var out []end
	for _, t := range threads {
		var last analytics.Observation
		for _, o := range t.Points {
			if o.Value.Known {
				last = o
			}
		}
		e := end{name: t.Name, look: t.Look, last: last}
		if len(threads) <= 4 {
			e.value = d.brief(last.Value.Float, last.Indicator)
		}
		room := d.w*0.34 - 12
		e.name = trim(e.name, d.size, room, true)
		e.room = math.Max(width(e.name, d.size, true), width(e.value, d.size, false))
		out = append(out, e)
	}
	return out
}

// nameEnds writes the labels beside the lines' ends, moved apart where they would meet.
func (d *draft) nameEnds(ends []end, s scale, a area) {
	x := d.x(a, 1)
	line := d.size + 3
	height := line
	for i := range ends {
		e := &ends[i]
		e.y = d.y(a, s.at(e.last.Value.Float))
		if e.value != "" {
			height = 2 * line
		}
	}
	ys := make([]float64, len(ends))
	for i := range ends {
		ys[i] = ends[i].y
	}
	for i, y := range spread(ys, height+2, a.top-8, d.h-a.bottom+8) {
		e := ends[i]
		if e.value == "" {
			d.text(e.name, x+9, y, "left", props{"fill": e.look.Colour, "fontWeight": "bold"})
			continue
		}
		d.text(e.name, x+9, y-line/2, "left", props{"fill": e.look.Colour, "fontWeight": "bold"})
		d.text(e.value, x+9, y+line/2, "left", props{"fill": d.c.Ink})
	}
}

// spread moves positions apart to a distance, keeping their order and, where it can, their place.
func spread(ys []float64, distance, lo, hi float64) []float64 {
	order := make([]int, len(ys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case ys[a] < ys[b]:
			return -1
		case ys[a] > ys[b]:
			return 1
		}
		return 0
	})
	out := slices.Clone(ys)
	half := distance / 2
	for range 60 {
		moved := false
		for k := 1; k < len(order); k++ {
			a, b := order[k-1], order[k]
			if lack := distance - (out[b] - out[a]); lack > 0.01 {
				out[a], out[b], moved = out[a]-lack/2, out[b]+lack/2, true
			}
		}
		for _, i := range order {
			out[i] = math.Max(lo+half, math.Min(hi-half, out[i]))
		}
		if !moved {
			break
		}
	}
	return out
}

// periodLabels returns the texts under a time axis, thinned until they fit, and how many lines they take. A period that is not
// complete says so on a second line.
func (d *draft) periodLabels(periods []analytics.Period, room float64, bands bool) (names []string, lines int) {
	slots := float64(max(len(periods)-1, 1))
	if bands {
		slots = float64(len(periods))
	}
	years := len(periods) > 8 && strings.Contains(string(periods[0]), "-Q")
	names, lines = make([]string, len(periods)), 1
	taken := math.Inf(1) // left edge of the label to the right
	for i := len(periods) - 1; i >= 0; i-- {
		p := periods[i]
		text := d.p.Period(string(p))
		if years {
			if text = string(p[:4]); i > 0 && periods[i-1][:4] == p[:4] {
				continue
			}
		}
		partial := !years && d.partial(p)
		x, half := float64(i)*room/slots, width(text, d.size, false)/2
		if partial {
			half = math.Max(half, width(d.soFar(), d.size, false)/2)
		}
		if x+half+10 > taken {
			continue
		}
		taken = x - half
		if names[i] = text; partial {
			names[i], lines = text+"\n"+d.soFar(), 2
		}
	}
	return names, lines
}

func (d *draft) soFar() string { return d.p.Text("chart.so-far", "so far") }

// partial says whether every value of a period is provisional.
func (d *draft) partial(p analytics.Period) bool {
	return known(d.f, func(o analytics.Observation) bool { return o.Period == p }) &&
		!known(d.f, func(o analytics.Observation) bool { return o.Period == p && o.Status != analytics.StatusProvisional })
}

// emptyPeriods writes "no data" above the axis where periods between others have no value at all, once for each gap.
func (d *draft) emptyPeriods(periods []analytics.Period, a area, bands bool) {
	slot, edge := (d.w-a.left-a.right)/math.Max(1, float64(len(periods)-1)), 0.0
	if bands {
		slot = (d.w - a.left - a.right) / float64(len(periods))
		edge = slot / 2
	}
	text := d.p.Text("chart.missing", "no data")
	for i := 0; i < len(periods); i++ {
		from := i
		for i < len(periods) && !known(d.f, func(o analytics.Observation) bool { return o.Period == periods[i] }) {
			i++
		}
		if i > from && float64(i-from+1)*slot > width(text, d.size, false)+10 {
			d.text(text, a.left+edge+float64(from+i-1)/2*slot, d.h-a.bottom-10, "center", props{"fontStyle": "italic"})
		}
	}
}
