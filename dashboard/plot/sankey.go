package plot

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"

	"sextant/analytics"
)

// sankey draws amounts that flow from the codes of the dimension (left) to economies (right): whose money a company takes.
func (d *draft) sankey() ([]byte, error) {
	first := d.f.Series[0].Indicator
	period := latest(d.f, first)
	sums := map[string]float64{}
	var links []props
	for _, by := range d.f.Codes {
		for _, e := range d.f.Economies {
			o := d.at.get(first, e, period, by)
			if !o.Value.Known || o.Value.Float <= 0 {
				continue
			}
			sums["from:"+string(by)] += o.Value.Float
			sums["to:"+string(e)] += o.Value.Float
			links = append(links, props{"source": "from:" + string(by), "target": "to:" + string(e), "value": o.Value.Float, "tip": d.tip(o), "rows": d.behind(o),
				"lineStyle": props{"color": d.c.code(by, d.codeRank(by)), "opacity": 0.32}})
		}
	}
	if len(links) == 0 {
		return nil, ErrEmpty
	}
	room := d.w * 0.27
	nodes, left := d.sankeySide("from:", d.f.Codes, sums, room)
	targets, right := d.sankeySide("to:", d.f.Economies, sums, room)
	half := (d.w - left - right) / 2
	d.text(trim(d.p.Dimension(d.f.Dimension), d.size, half*1.4, false), left, 8, "left", nil)
	d.text(trim(d.p.Text("chart.sankey.economy", "economy"), d.size, half*0.55, false), d.w-right, 8, "right", nil)
	c := charts.NewSankey()
	c.AddSeries(d.title(first), nil, nil)
	d.finish = append(d.finish, props{
		"data": append(nodes, targets...), "links": links, "left": left, "right": right, "top": 24, "bottom": 8, "nodeWidth": 12, "nodeGap": 2*(d.size+3) + 1,
		"layoutIterations": 0, "draggable": false, "nodeAlign": "justify", "emphasis": props{"focus": "adjacency"},
	})
	return d.encode(c, nil)
}

func (d *draft) codeRank(code analytics.Code) int {
	for i, c := range d.f.Codes {
		if c == code {
			return i
		}
	}
	return 0
}

// sankeySide returns the nodes of one side with their labels outside, and the room that these take.
func (d *draft) sankeySide(prefix string, codes []analytics.Code, sums map[string]float64, most float64) (nodes []any, room float64) {
	position := map[string]string{"from:": "left", "to:": "right"}[prefix]
	for rank, code := range codes {
		sum, ok := sums[prefix+string(code)]
		if !ok {
			continue
		}
		name := trim(d.blocName(code), d.size, most-8, true)
		value := d.brief(sum, d.f.Series[0].Indicator)
		room = math.Max(room, math.Max(width(name, d.size, true), width(value, d.size, false))+10)
		colour := d.c.look(code, rank).Colour
		if prefix == "from:" {
			colour = d.c.code(code, rank)
		}
		nodes = append(nodes, mark{Name: prefix + string(code), Tip: name + "\n" + value, ItemStyle: props{"color": colour, "borderWidth": 0},
			Label: props{"show": true, "position": position, "formatter": "{n|" + plain(name) + "}\n" + plain(value), "color": d.c.Muted, "fontSize": d.size,
				"lineHeight": d.size + 3, "rich": props{"n": props{"fontWeight": "bold", "color": d.c.Ink, "fontSize": d.size, "lineHeight": d.size + 3}}}})
	}
	return nodes, room
}

// plain takes the marks of ECharts' label templates out of a text.
func plain(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch r {
		case '{':
			r = '('
		case '}':
			r = ')'
		case '|':
			r = '/'
		}
		out = append(out, r)
	}
	return string(out)
}
