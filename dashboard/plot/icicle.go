package plot

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// A branch is a row of an icicle with the rows that lie inside it.
type branch struct {
	row    analytics.Row
	size   float64 // euros, of the row itself; 0 where it has none that may be drawn
	extent float64 // euros, of the room that it takes: its own, or that of its parts if they are more
	parts  []*branch
	small  int // how many parts are folded into this one, which then has no row
}

// An oblong is a branch with its place on the drawing.
type oblong struct {
	*branch
	column     int
	x, y, w, h float64
}

const (
	leastOblong = 5.0  // pixels: parts that are less high are folded together
	slot        = 10.0 // pixels: the height of a part without an amount of its own
	oblongText  = 15.0 // pixels: below it an oblong has no name
)

// icicle draws rows inside the rows that hold them, from left to right; heights are euros. Icicles: J. B. Kruskal, J. M. Landwehr, Icicle
// Plots: Better Displays for Hierarchical Clustering, The American Statistician 37, 1983. A row whose amount is not money of a stage has
// no height of its own: outside it takes that of its parts, inside it is a thin outline. Rows that neither have an amount nor hold one are
// counted in the key.
func (d *draft) icicle() ([]byte, error) {
	roots := d.branches()
	top := d.key(d.icicleKey(roots)) + 4
	all := d.oblongs(roots, top)
	if len(all) == 0 {
		return nil, ErrEmpty
	}
	c := charts.NewScatter()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}))
	c.AddSeries(d.spec.Title, nil)
	d.finish = append(d.finish, props{"data": d.oblongMarks(all), "clip": false, "cursor": "default"})
	axis := func(most float64) []props { return []props{{"type": "value", "show": false, "min": 0, "max": most}} }
	return d.encode(c, props{"xAxis": axis(d.w), "yAxis": []props{{"type": "value", "show": false, "min": 0, "max": d.h, "inverse": true}},
		"grid": props{"left": 0, "right": 0, "top": 0, "bottom": 0, "containLabel": false}})
}

// icicleHeight leaves a phone less, so that a reader need not scroll through one drawing.
func (d *draft) icicleHeight() float64 {
	if d.narrow() {
		return 520
	}
	return 620
}

// isStage says whether a standing is public money at a stage, which has a size.
func isStage(code analytics.Code) bool {
	return slices.Contains([]analytics.Code{"announced", "committed", "contracted", "disbursed"}, code)
}

// euros is the size of a row: its amount at the rate of its own date, if it is public money of a stage.
func euros(r analytics.Row) float64 {
	if !isStage(r.By) || !r.Amount.Known || !r.FXRate.Known || r.FXRate.Float <= 0 {
		return 0
	}
	return r.Amount.Float / r.FXRate.Float
}

// branches are the rows that lie in no other, each with its parts, in the order of the economies asked for and then by extent.
func (d *draft) branches() []*branch {
	all := map[string]*branch{}
	for _, r := range d.rows {
		all[r.ID] = &branch{row: r, size: euros(r)}
	}
	var roots []*branch
	for _, r := range d.rows {
		one := all[r.ID]
		if whole, ok := all[r.Within]; ok && !holds(all, one, whole) {
			whole.parts = append(whole.parts, one)
			continue
		}
		roots = append(roots, one)
	}
	for _, root := range roots {
		root.measure()
	}
	slices.SortStableFunc(roots, func(a, b *branch) int {
		return cmp.Or(cmp.Compare(slices.Index(owners, d.laneOf(a.row)), slices.Index(owners, d.laneOf(b.row))), cmp.Compare(b.extent, a.extent), strings.Compare(a.row.ID, b.row.ID))
	})
	return roots
}

// holds says whether a branch lies above another already: then the rows go in a circle, which is cut.
func holds(all map[string]*branch, one, whole *branch) bool {
	for range len(all) {
		if whole == one {
			return true
		}
		above, ok := all[whole.row.Within]
		if !ok {
			return false
		}
		whole = above
	}
	return true
}

// measure gives a branch and its parts their extents and sorts the parts, the largest first.
func (b *branch) measure() {
	sum := 0.0
	for _, part := range b.parts {
		part.measure()
	}
	slices.SortStableFunc(b.parts, func(a, b *branch) int {
		return cmp.Or(cmp.Compare(b.extent, a.extent), strings.Compare(a.row.ID, b.row.ID))
	})
	for _, part := range b.parts {
		sum += part.extent
	}
	b.extent = math.Max(b.size, sum)
}

// oblongs lays the branches out below top, wholes before their parts.
func (d *draft) oblongs(roots []*branch, top float64) []oblong {
	total, columns := 0.0, 0
	for _, root := range roots {
		total += root.extent
	}
	if total == 0 {
		return nil
	}
	perEuro := (d.h - top) / total
	var all []oblong
	var lay func(parts []*branch, column int, y, bottom float64)
	lay = func(parts []*branch, column int, y, bottom float64) {
		for _, part := range folded(parts, perEuro) {
			h := part.extent * perEuro
			if part.extent == 0 {
				h = slot
			}
			if y+h > bottom+0.5 {
				return
			}
			all = append(all, oblong{branch: part, column: column, y: y, h: h})
			columns = max(columns, column+1)
			lay(part.parts, column+1, y, y+h)
			y += h
		}
	}
	lay(slices.DeleteFunc(slices.Clone(roots), func(b *branch) bool { return b.extent == 0 }), 0, top, d.h)
	for i := range all {
		all[i].w = d.w / float64(columns)
		all[i].x = all[i].w * float64(all[i].column)
	}
	return all
}

// folded puts parts that are too small to be seen together into one, of each economy's side where it stands.
func folded(parts []*branch, perEuro float64) []*branch {
	var out []*branch
	for _, part := range parts {
		last := len(out) - 1
		switch {
		case part.extent == 0 || part.extent*perEuro >= leastOblong:
			out = append(out, part)
		case last >= 0 && out[last].small > 0 && sameSide(out[last].row, part.row):
			out[last].small++
			out[last].extent += part.extent
		default:
			out = append(out, &branch{row: analytics.Row{Economy: part.row.Economy}, extent: part.extent, small: 1})
		}
	}
	return out
}

// sameSide says whether two rows are of the same bloc, which is what colours mean.
func sameSide(a, b analytics.Row) bool { return owner(sided(a)) == owner(sided(b)) }

// sided is a row as if its economy were an owner's.
func sided(r analytics.Row) analytics.Row { return analytics.Row{EconomyOwner: r.Economy} }

// oblongMarks are the rectangles. Names and frames are no part of a mark: a mark that is see-through or stretched would change them too.
func (d *draft) oblongMarks(all []oblong) []any {
	data := make([]any, len(all))
	for i, o := range all {
		style, frame, ink := d.oblongStyle(o)
		m := mark{Value: []float64{tenth(o.x + o.w/2), tenth(o.y + o.h/2)}, Name: o.row.Label, Tip: d.oblongTip(o), Symbol: "rect",
			Size: []float64{tenth(math.Max(1, o.w-2)), tenth(math.Max(1, o.h-1))}, ItemStyle: style}
		if o.small == 0 {
			m.Rows = url.Values{"economy": {string(o.row.Economy)}, "period": {"all"}, "code": {string(o.row.By)}}.Encode()
		}
		if frame != nil {
			d.graphics = append(d.graphics, props{"type": "rect", "silent": true, "z": 10, "style": frame,
				"shape": props{"x": tenth(o.x + 2), "y": tenth(o.y + 1.5), "width": tenth(math.Max(1, o.w-4)), "height": tenth(math.Max(1, o.h-3))}})
		}
		if o.h >= oblongText {
			for n, line := range d.oblongName(o) {
				d.text(line, tenth(o.x+7), tenth(o.y+math.Min(o.h/2, d.size/2+6)+float64(n)*(d.size+3)), "left", props{"fill": ink})
			}
		}
		data[i] = m
	}
	return data
}

// oblongStyle tells the stages apart: faint is announced, full is committed or contracted, full with a frame is disbursed. What has no
// amount of a stage is an outline.
func (d *draft) oblongStyle(o oblong) (style, frame props, ink string) {
	colour := d.c.look(owner(sided(o.row)), 0).Colour
	switch {
	case o.small > 0:
		return props{"color": d.c.Line}, nil, d.c.Ink
	case o.size == 0:
		return props{"color": d.c.Paper}, props{"fill": "none", "stroke": colour, "lineWidth": 1, "lineDash": []int{4, 3}}, d.c.Ink
	case o.row.By == "announced":
		return props{"color": colour, "opacity": 0.28}, nil, d.c.Ink
	case o.row.By == "disbursed":
		return props{"color": colour}, props{"fill": "none", "stroke": d.c.Ink, "lineWidth": 2}, d.c.Paper
	}
	return props{"color": colour}, nil, d.c.Paper
}

// oblongName is what fits into an oblong: its name, and the amount on a line of its own or behind it.
func (d *draft) oblongName(o oblong) []string {
	room := o.w - 12
	name, amount := o.row.Label, d.oblongAmount(o)
	if o.small > 0 {
		name = d.p.Plural("chart.icicle.small", o.small, "{0} smaller", "{0} smaller")
	}
	if o.h >= 2*(d.size+3)+6 {
		return []string{trim(name, d.size, room, false), trim(amount, d.size, room, false)}
	}
	if both := name + "  " + amount; width(both, d.size, false) <= room {
		return []string{both}
	}
	return []string{trim(name, d.size, room, false)}
}

func (d *draft) oblongAmount(o oblong) string {
	switch {
	case o.small > 0:
		return d.p.Money(o.extent, "EUR")
	case o.size > 0:
		return d.p.Money(o.size, "EUR")
	}
	return d.code(o.row.By)
}

// oblongTip says what a row is, what its amount stands for and what holds it.
func (d *draft) oblongTip(o oblong) string {
	if o.small > 0 {
		return strings.Join(d.oblongName(oblong{branch: o.branch, w: math.Inf(1), h: math.Inf(1)}), "\n")
	}
	lines := []string{o.row.Label, d.economy(o.row.Economy) + " · " + d.code(o.row.By)}
	if o.row.Amount.Known && o.row.Currency != "" {
		lines = append(lines, d.p.Amount(o.row.Amount.Float, o.row.Currency))
	}
	if o.size > 0 && o.row.Currency != "EUR" {
		lines = append(lines, d.p.Money(o.size, "EUR"))
	}
	if o.row.Dated != "" {
		lines = append(lines, d.p.Date(o.row.Dated))
	}
	if n := len(o.parts); n > 0 {
		lines = append(lines, d.p.Plural("chart.icicle.parts", n, "{0} part", "{0} parts"))
	}
	return strings.Join(lines, "\n")
}

// icicleKey names the looks that are drawn and counts what is not.
func (d *draft) icicleKey(roots []*branch) []keyItem {
	colour := d.c.EU
	items := []keyItem{
		{d.p.Text("chart.icicle.announced", "announced: faint"), look{Colour: colour, Symbol: "rect", Faint: true}},
		{d.p.Text("chart.icicle.committed", "committed: full"), look{Colour: colour, Symbol: "rect"}},
		{Name: d.p.Text("chart.icicle.outline", "framed: disbursed · dashed: no amount of a stage")},
	}
	left := 0
	for _, root := range roots {
		if root.extent == 0 {
			left++
		}
	}
	if left > 0 {
		items = append(items, keyItem{Name: d.p.Text("chart.icicle.left", "not drawn: {0} without public money", left)})
	}
	return items
}

// altNested names the largest wholes of an icicle and counts what lies inside others.
func (d *draft) altNested() string {
	var words []string
	inside := 0
	for _, root := range d.branches() {
		inside += root.count() - 1
		if len(words) < maxAlt && root.size > 0 {
			words = append(words, root.row.Label+" "+d.p.Money(root.size, "EUR"))
		}
	}
	return d.p.Text("chart.alt.nested", "{0} programmes, {1} of them inside others. {2}.", len(d.rows), inside, d.p.List(words))
}

// count is how many rows a branch holds, itself among them.
func (b *branch) count() int {
	n := 1
	for _, part := range b.parts {
		n += part.count()
	}
	return n
}
