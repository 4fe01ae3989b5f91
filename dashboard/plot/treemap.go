package plot

import (
	"cmp"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"

	"sextant/analytics"
)

// A leaf is a tile of a treemap, or a field of tiles.
type leaf struct {
	Name      string  `json:"name"`
	Value     float64 `json:"value"`
	Tip       string  `json:"tip,omitempty"`
	Rows      string  `json:"rows,omitempty"`
	ItemStyle props   `json:"itemStyle,omitempty"`
	Label     props   `json:"label,omitempty"`
	Children  []leaf  `json:"children,omitempty"`
	code      analytics.Code
}

// treemap draws parts of a whole as tiles: the codes of the dimension within each economy, or economies where there is no
// dimension.
func (d *draft) treemap() ([]byte, error) {
	first := d.f.Series[0].Indicator
	period := latest(d.f, first)
	var fields []leaf
	for rank, e := range d.f.Economies {
		colour := d.c.look(e, rank).Colour
		field := leaf{Name: d.short(e), ItemStyle: props{"color": colour}}
		for _, by := range d.breakdown() {
			o := d.at.get(first, e, period, by)
			if !o.Value.Known || o.Value.Float <= 0 {
				continue
			}
			field.Value += o.Value.Float
			field.Children = append(field.Children, d.tile(o, colour))
		}
		if len(field.Children) > 0 {
			slices.SortStableFunc(field.Children, func(a, b leaf) int { return cmp.Compare(b.Value, a.Value) })
			if len(d.f.Economies) == 1 && len(d.f.Codes) > 0 {
				d.tint(field.Children)
			}
			fields = append(fields, field)
		}
	}
	if len(fields) == 0 {
		return nil, ErrEmpty
	}
	levels := []props{{"itemStyle": props{"gapWidth": 6, "borderWidth": 0}}, {"itemStyle": props{"gapWidth": 1.5, "borderWidth": 0, "borderColor": d.c.Paper},
		"upperLabel": props{"show": true, "height": 22, "color": d.c.Ink, "fontWeight": "bold", "fontSize": d.size, "backgroundColor": d.c.Paper}}}
	if len(fields) == 1 || len(d.f.Codes) == 0 {
		var flat []leaf
		for _, f := range fields {
			flat = append(flat, f.Children...)
		}
		fields, levels = flat, []props{{"itemStyle": props{"gapWidth": 1.5, "borderWidth": 0}}}
	}
	c := charts.NewTreeMap()
	c.AddSeries(d.title(first), nil)
	d.finish = append(d.finish, props{
		"data": fields, "left": 0, "right": 0, "top": 0, "bottom": 0, "roam": false, "nodeClick": false, "breadcrumb": props{"show": false}, "levels": levels,
		"itemStyle": props{"borderColor": d.c.Paper}, "sort": "desc", "labelLayout": props{"$fit": true},
		"label": props{"show": true, "position": []int{7, 7}, "fontSize": d.size, "lineHeight": d.size + 4, "overflow": "truncate", "ellipsis": "…"},
	})
	return d.encode(c, nil)
}

// tint gives the largest tiles of one economy colours of their own; the rest share one.
func (d *draft) tint(tiles []leaf) {
	for i := range tiles {
		colour := d.c.Category[min(i, len(d.c.Category)-1)]
		if isBloc(tiles[i].code) {
			colour = d.c.bloc(tiles[i].code)
		}
		tiles[i].ItemStyle["color"] = colour
		tiles[i].Label["color"] = d.on(colour)
	}
}

func (d *draft) tile(o analytics.Observation, colour string) leaf {
	name := d.short(o.Economy)
	if o.By != "" {
		name = d.code(o.By)
	}
	return leaf{Name: name, Value: o.Value.Float, Tip: d.tip(o), Rows: d.behind(o), ItemStyle: props{"color": colour}, code: o.By,
		Label: props{"color": d.c.Paper, "formatter": plain(name) + "\n" + plain(d.brief(o.Value.Float, o.Indicator))}}
}
