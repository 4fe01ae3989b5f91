package plot

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"sextant/analytics"
)

// project returns the place of a point on the map of dashboard/web/world.mjs: Equal Earth, 1000 units from west to east.
func project(lat, lon float64) (x, y float64) {
	const a1, a2, a3, a4, size = 1.340264, -0.081106, 0.000893, 0.003796, 1000 / (2 * 2.7066297)
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = 2 * math.Sqrt(3) * lon * math.Pi / 180 * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	y = t * (a1 + a2*t2 + t6*(a3+a4*t2))
	return math.Round(x*size*10) / 10, math.Round(y*size*10) / 10
}

// owner returns the bloc that owns a site, as the row says it.
func owner(r analytics.Row) analytics.Code {
	switch {
	case r.By == "EU" || r.By == "" && r.EconomyOwner == "EU": // what the Union owns is the Union's
		return "EU27_2020"
	case isBloc(r.By):
		return r.By
	case isBloc(r.EconomyOwner):
		return r.EconomyOwner
	case r.EconomyOwner == "":
		return "UNKNOWN"
	case members[r.EconomyOwner]:
		return "EU27_2020"
	}
	return "OTHER"
}

// owners are the blocs in the order of the key.
var owners = []analytics.Code{"EU27_2020", "EU", "US", "CN", "EUROPE_OTHER", "OTHER", "MIXED", "UNKNOWN"}

// world draws the rows of a frame where they stand, coloured by the bloc of their owner. Rows without a place are counted in
// the key, not drawn.
func (d *draft) world() ([]byte, error) {
	counts := map[analytics.Code]int{}
	most, placeless := 0.0, 0
	for _, r := range d.rows {
		most = math.Max(most, r.Value.Float)
	}
	var marks []site
	for _, r := range d.rows {
		if !r.Latitude.Known || !r.Longitude.Known {
			placeless++
			continue
		}
		bloc := owner(r)
		counts[bloc]++
		marks = append(marks, site{bloc, d.siteSize(r, most), r})
	}
	if len(marks) == 0 {
		return nil, ErrEmpty
	}
	slices.SortStableFunc(marks, func(a, b site) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(slices.Index(owners, b.bloc), slices.Index(owners, a.bloc)), cmp.Compare(a.row.ID, b.row.ID))
	})
	top := d.key(d.ownerKey(counts, placeless)) + 4
	c := charts.NewGeo()
	c.SetGlobalOptions(charts.WithGeoComponentOpts(opts.GeoComponent{Map: "world", Silent: opts.Bool(true)}))
	c.AddSeries(d.spec.Title, types.ChartScatter, nil)
	d.finish = append(d.finish, props{"data": d.siteMarks(marks), "itemStyle": props{"opacity": 0.85, "borderColor": d.c.Paper, "borderWidth": 0.75}})
	return d.encode(c, props{"geo": props{
		"map": "world", "roam": false, "silent": true, "aspectScale": 1, "left": 0, "right": 0, "top": top, "bottom": 0, "clip": true,
		"boundingCoords": frameOf(marks, d.w/(d.h-top)),
		"itemStyle":      props{"areaColor": d.c.Line, "borderColor": d.c.Line, "borderWidth": 0},
	}})
}

// frameOf returns the part of the map that holds the sites and some sea around them, in the shape of the drawing: top left
// and bottom right.
func frameOf(sites []site, shape float64) [][]float64 {
	lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, s := range sites {
		x, y := project(s.row.Latitude.Float, s.row.Longitude.Float)
		for i, v := range []float64{x, y} {
			lo[i], hi[i] = math.Min(lo[i], v), math.Max(hi[i], v)
		}
	}
	const sea = 40
	w, h := math.Min(hi[0]-lo[0]+2*sea, 1000), hi[1]-lo[1]+2*sea
	w = math.Max(math.Max(w, h*shape), 300)
	h = w / shape
	x, y := (lo[0]+hi[0])/2, (lo[1]+hi[1])/2
	x = math.Max(math.Min(x, 500-w/2), math.Min(-500+w/2, 500-w/2)) // not beyond the map
	y = math.Max(math.Min(y, 243-h/2), -215+h/2)
	round := func(v float64) float64 { return math.Round(v*10) / 10 }
	return [][]float64{{round(x - w/2), round(y + h/2)}, {round(x + w/2), round(y - h/2)}}
}

// A site is a row with its place among the marks: large ones lie under small ones, grey ones under the three.
type site struct {
	bloc analytics.Code
	size float64
	row  analytics.Row
}

func (d *draft) siteMarks(sites []site) []any {
	data := make([]any, len(sites))
	for i, s := range sites {
		x, y := project(s.row.Latitude.Float, s.row.Longitude.Float)
		data[i] = mark{Value: []float64{x, y}, Name: s.row.Label, Tip: d.siteTip(s.row), Size: s.size,
			Symbol: d.c.look(s.bloc, 0).Symbol, ItemStyle: props{"color": d.c.bloc(s.bloc)}}
	}
	return data
}

// siteSize makes the area of a mark follow the value, if sites have different ones.
func (d *draft) siteSize(r analytics.Row, most float64) float64 {
	least, largest := 7.0, 26.0
	if d.narrow() {
		least, largest = 5, 16
	}
	if most <= 1 || !r.Value.Known {
		return least
	}
	return math.Round(10*math.Max(least, largest*math.Sqrt(r.Value.Float/most))) / 10
}

func (d *draft) siteTip(r analytics.Row) string {
	lines := []string{r.Label, d.economy(r.Economy)}
	if r.EconomyOwner != "" && r.EconomyOwner != r.Economy {
		lines = append(lines, d.p.Text("chart.tip.owner", "owner: {0}", d.economy(r.EconomyOwner)))
	}
	if u := unit(d.f); r.Value.Known && r.Value.Float != 1 {
		lines = append(lines, d.p.Quantity(r.Value.Float, u.Code, u.Per))
	}
	return strings.Join(lines, "\n")
}

// ownerKey names the blocs drawn with their number of sites.
func (d *draft) ownerKey(counts map[analytics.Code]int, placeless int) []keyItem {
	var items []keyItem
	for _, bloc := range owners {
		if n := counts[bloc]; n > 0 {
			items = append(items, keyItem{d.blocName(bloc) + " " + d.p.Number(float64(n), 4), look{Colour: d.c.bloc(bloc), Symbol: d.c.look(bloc, 0).Symbol}})
		}
	}
	if placeless > 0 {
		items = append(items, keyItem{Name: d.p.Text("chart.placeless", "without a place {0}", placeless)})
	}
	return items
}

// blocName names a bloc, also where the frame has no name for it.
func (d *draft) blocName(bloc analytics.Code) string {
	if name := d.label(bloc); name != string(bloc) {
		return name
	}
	switch bloc {
	case "UNKNOWN":
		return d.p.Text("chart.unknown", "unknown")
	case "MIXED":
		return d.p.Text("chart.mixed", "several")
	}
	return d.short(bloc)
}

// byDate sorts rows by date, then by id.
func byDate(rows []analytics.Row) []analytics.Row {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b analytics.Row) int { return cmp.Or(cmp.Compare(a.Dated, b.Dated), cmp.Compare(a.ID, b.ID)) })
	return sorted
}
