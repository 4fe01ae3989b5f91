package plot

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// other is the code of what is folded together.
const other analytics.Code = "_other"

// maxLayers is the number of parts that a reader can tell apart; the smallest beyond are folded into "other".
const maxLayers = 7

// A layer is one part of every stack.
type layer struct {
	name  string
	look  look
	cells []analytics.Observation // one for each stack; no value where there is none
}

// overTime says whether the stacks are periods: no dimension, or several periods of one economy.
func (d *draft) overTime() bool {
	return len(d.f.Codes) == 0 || len(axis(d.f)) > 1 && len(d.f.Economies) == 1
}

// stacks returns the names of the stacks and their layers, largest first where their order has no meaning of its own.
func (d *draft) stacks() (names []string, layers []layer) {
	first := d.f.Series[0].Indicator
	collect := func(name string, how look, get func(i int) analytics.Observation) {
		l := layer{name: name, look: how}
		for i := range names {
			l.cells = append(l.cells, get(i))
		}
		if l.sum() != 0 {
			layers = append(layers, l)
		}
	}
	if d.overTime() {
		periods := axis(d.f)
		names, _ = d.periodLabels(periods, d.w-48, true)
		if len(d.f.Codes) == 0 {
			for i, e := range d.f.Economies {
				collect(d.label(e), d.partLook(e, i), func(i int) analytics.Observation { return d.at.get(first, e, periods[i], "") })
			}
			return names, layers
		}
		for rank, by := range d.f.Codes {
			collect(d.code(by), d.tileLook(by, rank), func(i int) analytics.Observation { return d.at.get(first, d.f.Economies[0], periods[i], by) })
		}
		return names, d.fold(layers)
	}
	for _, e := range d.f.Economies {
		names = append(names, d.label(e))
	}
	period := latest(d.f, first)
	for rank, by := range d.f.Codes {
		collect(d.code(by), d.tileLook(by, rank), func(i int) analytics.Observation { return d.at.get(first, d.f.Economies[i], period, by) })
	}
	return names, d.fold(layers)
}

func (l layer) sum() float64 {
	sum := 0.0
	for _, o := range l.cells {
		sum += o.Value.Float
	}
	return sum
}

// fold keeps the largest layers and adds the others up; colours follow the size, so that neighbours differ. What is unknown comes
// last, in grey. Blocs keep order and colour.
func (d *draft) fold(layers []layer) []layer {
	if slices.ContainsFunc(d.f.Codes, isPlace) {
		return d.blocs(layers)
	}
	slices.SortStableFunc(layers, func(a, b layer) int { return cmp.Compare(b.sum(), a.sum()) })
	if len(layers) > maxLayers {
		rest := layer{name: d.code(other), cells: slices.Clone(layers[maxLayers-1].cells)}
		for i := range rest.cells {
			rest.cells[i].By = other
			for _, l := range layers[maxLayers:] {
				add(&rest.cells[i], l.cells[i])
			}
		}
		layers = append(layers[:maxLayers-1:maxLayers-1], rest)
	}
	if d.ordered() {
		slices.SortStableFunc(layers, func(a, b layer) int { return cmp.Compare(d.position(a), d.position(b)) })
	}
	slices.SortStableFunc(layers, func(a, b layer) int { return cmp.Compare(a.unknown(), b.unknown()) })
	for i := range layers {
		layers[i].look = look{Colour: d.c.Category[i], Symbol: "rect"}
		if layers[i].unknown() > 0 {
			layers[i].look.Colour = d.c.bloc("UNKNOWN")
		}
	}
	return layers
}

// unknown is 1 for the facts of which the part is not known, which come last, else 0.
func (l layer) unknown() int {
	if l.cells[0].By == "UNKNOWN" {
		return 1
	}
	return 0
}

// position is where a layer's code stands in its list; what is folded together comes last.
func (d *draft) position(l layer) int {
	if at := slices.Index(d.f.Codes, l.cells[0].By); at >= 0 {
		return at
	}
	return len(d.f.Codes)
}

// blocs puts single economies into their blocs where a dimension has both, so that colours keep meaning what they mean.
func (d *draft) blocs(layers []layer) []layer {
	var out []layer
	for _, l := range layers {
		code := l.cells[0].By
		switch {
		case isBloc(code):
		case members[code]:
			code = "EU27_2020"
		default:
			code = "OTHER"
		}
		at := slices.IndexFunc(out, func(o layer) bool { return o.cells[0].By == code })
		if at < 0 {
			l.cells = slices.Clone(l.cells)
			if !isBloc(l.cells[0].By) {
				l.name, l.look = d.blocName(code), d.tileLook(code, 0)
			}
			for i := range l.cells {
				l.cells[i].By = code
			}
			out = append(out, l)
			continue
		}
		for i := range l.cells {
			add(&out[at].cells[i], l.cells[i])
		}
	}
	slices.SortStableFunc(out, func(a, b layer) int {
		return cmp.Compare(slices.Index(owners, a.cells[0].By), slices.Index(owners, b.cells[0].By))
	})
	return out
}

// tileLook is how an entry of a dimension appears in a stack.
func (d *draft) tileLook(code analytics.Code, rank int) look {
	return look{Colour: d.c.code(code, rank), Symbol: "rect", Faint: code == "EU" && slices.Contains(d.f.Codes, "EU27_2020")}
}

// partLook is how an economy appears as a part: blocs without a hue of their own have the colour that they have as owners.
func (d *draft) partLook(e analytics.Code, rank int) look {
	l := d.look(e, rank)
	if isBloc(e) {
		l.Colour = d.c.bloc(e)
	}
	return l
}

// add adds an observation to a folded one.
func add(to *analytics.Observation, o analytics.Observation) {
	to.Value.Float += o.Value.Float
	to.Value.Known = to.Value.Known || o.Value.Known
	to.N, to.Missing = to.N+o.N, to.Missing+o.Missing
}

// share says whether stacks are drawn as parts of a hundred.
func (d *draft) share() bool { return d.spec.View.Stack == "share" }

// heights returns what is drawn of each layer: amounts, or parts of a hundred of each stack.
func (d *draft) heights(layers []layer, stacks int) (drawn [][]float64, totals []float64) {
	totals = make([]float64, stacks)
	for _, l := range layers {
		for i, o := range l.cells {
			totals[i] += o.Value.Float
		}
	}
	for i := range totals {
		if d.share() && d.partOnly(layers, i) {
			totals[i] = 0
		}
	}
	for _, l := range layers {
		row := make([]float64, stacks)
		for i, o := range l.cells {
			row[i] = o.Value.Float
			if d.share() {
				row[i] = 100 * o.Value.Float / math.Max(totals[i], math.SmallestNonzeroFloat64)
			}
		}
		drawn = append(drawn, row)
	}
	return drawn, totals
}

// partOnly says whether a stack of economies lacks one of them: then nothing is known about shares.
func (d *draft) partOnly(layers []layer, stack int) bool {
	return len(d.f.Codes) == 0 && slices.ContainsFunc(layers, func(l layer) bool { return !l.cells[stack].Value.Known })
}

// stacked draws parts of a whole: upright over time, lying for economies.
func (d *draft) stacked() ([]byte, error) {
	names, layers := d.stacks()
	if len(layers) == 0 {
		return nil, ErrEmpty
	}
	items := make([]keyItem, len(layers))
	for i, l := range layers {
		items[i] = keyItem{l.name, l.look}
	}
	top := d.key(items) + 12
	if d.overTime() {
		return d.stackedUpright(names, layers, top)
	}
	return d.stackedLying(names, layers, top)
}

func (d *draft) stackedUpright(names []string, layers []layer, top float64) ([]byte, error) {
	drawn, totals := d.heights(layers, len(names))
	most := 0.0
	for i := range names {
		sum := 0.0
		for _, row := range drawn {
			sum += row[i]
		}
		most = math.Max(most, sum)
	}
	u := unit(d.f)
	if d.share() {
		u, most = analytics.Unit{Code: "percent"}, 100
	}
	s := linear(0, most, true)
	ticks := s.labels(u, d.p)
	a := area{left: d.scaleRoom(ticks), right: 4, bottom: 28}
	if name := d.unitName(); name != "" && !d.share() {
		d.text(name, 0, top+2, "left", nil)
		top += 20
	}
	strokes, rows := d.strokes(axis(d.f), d.w-a.left-a.right)
	top += numbersRoom(rows)
	names, lines := d.periodLabels(axis(d.f), d.w-a.left-a.right, true)
	a.top, a.bottom = top, a.bottom+float64(lines-1)*(d.size+3)
	c := charts.NewBar()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), a.grid())
	for i, total := range totals {
		if total == 0 {
			d.text("–", d.x(a, (float64(i)+0.5)/float64(len(totals))), d.h-a.bottom-8, "center", nil)
		}
	}
	for i, l := range layers {
		c.AddSeries(l.name, nil, charts.WithBarChartOpts(opts.BarChart{Stack: "all"}))
		d.finish = append(d.finish, props{"data": d.parts(l, drawn[i], nil), "barCategoryGap": "22%", "color": l.look.Colour})
	}
	d.writeScale(s, ticks, a)
	d.writeNames(names, a, true)
	d.overlay(strokes, a)
	return d.encode(c, props{"xAxis": []props{d.categoryAxis(names)}, "yAxis": []props{d.valueAxis(s)}, "grid": a.exact()})
}

// parts returns the data items of a layer; labels stand inside where there are any.
func (d *draft) parts(l layer, drawn []float64, labels []string) []any {
	data := make([]any, len(drawn))
	for i, o := range l.cells {
		if !o.Value.Known || math.IsInf(drawn[i], 0) {
			continue
		}
		style := d.fill(o, l.look)
		if !hollow(o) {
			style["borderColor"], style["borderWidth"] = d.c.Paper, 0.75
		}
		m := mark{Value: drawn[i], Tip: d.tip(o), Rows: d.behind(o), ItemStyle: style}
		if labels != nil && labels[i] != "" {
			m.Label = props{"show": true, "position": "inside", "formatter": labels[i], "color": d.on(l.look.Colour), "fontSize": d.size}
			if hollow(o) {
				m.Label["color"] = d.c.Ink
			}
		}
		data[i] = m
	}
	return data
}

// on returns the colour of text on a mark.
func (d *draft) on(colour string) string {
	if colour == d.c.Category[6] {
		return d.c.Ink
	}
	return d.c.Paper
}

// stackedHeight gives each stack of a lying chart its line, and the key what it takes.
func (d *draft) stackedHeight() float64 {
	lines := 1.0
	if d.narrow() {
		lines = 3
	}
	return float64(len(d.f.Economies))*46 + lines*20 + 28
}

func (d *draft) stackedLying(names []string, layers []layer, top float64) ([]byte, error) {
	drawn, totals := d.heights(layers, len(names))
	left, right, most := 0.0, 8.0, 0.0
	for i, name := range names {
		left = math.Max(left, math.Min(width(name, d.size, true), d.w*0.3)+10)
		if !d.share() {
			right = math.Max(right, width(d.brief(totals[i], d.f.Series[0].Indicator), d.size, true)+12)
		}
		most = math.Max(most, totals[i])
	}
	if d.share() {
		most = 100
	}
	row := (d.h - top) / float64(len(names))
	for i, name := range names {
		y := top + (float64(i)+0.5)*row
		d.text(trim(name, d.size, left-10, true), left-8, y, "right", props{"fill": d.c.Ink, "fontWeight": "bold"})
		if totals[i] == 0 {
			d.text(d.p.Text("chart.missing", "no data"), left+6, y, "left", props{"fontStyle": "italic"})
		} else if !d.share() {
			d.text(d.brief(totals[i], d.f.Series[0].Indicator), left+(d.w-left-right)*totals[i]/most+7, y, "left", props{"fill": d.c.Ink, "fontWeight": "bold"})
		}
	}
	c, a := charts.NewBar(), area{left: left, right: right, top: top}
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "category"}), a.grid())
	for i, l := range layers {
		c.AddSeries(l.name, nil, charts.WithBarChartOpts(opts.BarChart{Stack: "all"}))
		d.finish = append(d.finish, props{"data": d.parts(l, drawn[i], d.insideLabels(l, drawn[i], (d.w-left-right)/most)), "barWidth": "62%", "color": l.look.Colour})
	}
	return d.encode(c, props{"xAxis": []props{lengthAxis(most)}, "yAxis": []props{d.nameAxis(len(names))}, "grid": a.exact()})
}

// insideLabels returns the labels of a layer's parts that are wide enough to hold one.
func (d *draft) insideLabels(l layer, drawn []float64, perUnit float64) []string {
	out := make([]string, len(drawn))
	for i, v := range drawn {
		text := d.brief(v, d.f.Series[0].Indicator)
		if d.share() {
			text = d.p.Quantity(math.Round(v), "percent", "")
		}
		if v*perUnit > width(text, d.size, false)+8 {
			out[i] = text
		}
	}
	return out
}
