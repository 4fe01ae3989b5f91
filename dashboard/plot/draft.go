package plot

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// props are fields of an option that go-echarts has no type for. The finishing step lays them over what it has.
type props = map[string]any

// A mark is one data item. Value keeps every digit; Tip is what a reader is told who points at it.
type mark struct {
	Value     any    `json:"value"`
	Name      string `json:"name,omitempty"`
	Tip       string `json:"tip,omitempty"`
	Rows      string `json:"rows,omitempty"` // the question for the rows behind it, as query parameters
	Symbol    string `json:"symbol,omitempty"`
	Size      any    `json:"symbolSize,omitempty"`
	ItemStyle props  `json:"itemStyle,omitempty"`
	Label     props  `json:"label,omitempty"`
}

// A draft is a drawing in the making.
type draft struct {
	spec     Spec
	f        analytics.Frame
	rows     []analytics.Row
	p        *locale.Printer
	c        Palette
	w, h     float64
	size     float64 // of text
	at       cells
	graphics []props // texts and marks that are no data
	finish   []props // per series, in order
}

// A chart is any chart of go-echarts.
type chart interface {
	Validate()
	JSON() map[string]any
}

func newDraft(s Spec, f analytics.Frame, rows []analytics.Row, p *locale.Printer, o Options) *draft {
	if o.Width == 0 {
		o.Width = 760
	}
	if o.Height == 0 {
		o.Height = Height(s, f, rows, p, o.Width)
	}
	if o.Palette.EU == "" {
		o.Palette = Colours(o.Theme)
	}
	d := &draft{spec: s, f: f, rows: rows, p: p, c: o.Palette, w: float64(o.Width), h: float64(o.Height), size: 12.5, at: index(f)}
	if d.narrow() {
		d.size = 11.5
	}
	return d
}

func (d *draft) narrow() bool { return d.w < narrow }

// encode prints a chart: what go-echarts knows, then the finishing step, then JSON with <, > and & escaped.
func (d *draft) encode(c chart, over props) ([]byte, error) {
	c.Validate()
	plain, err := json.Marshal(c.JSON())
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", d.spec.ID, err)
	}
	option := props{}
	if err := json.Unmarshal(plain, &option); err != nil {
		return nil, fmt.Errorf("chart %s: %w", d.spec.ID, err)
	}
	for _, key := range []string{"title", "legend", "toolbox", "color"} {
		delete(option, key)
	}
	layers, _ := option["series"].([]any)
	for i, layer := range layers {
		lay(layer.(props), d.finish[i])
	}
	option["animation"] = false
	option["textStyle"] = props{"fontSize": d.size, "color": d.c.Muted}
	option["tooltip"] = d.tooltip()
	if len(d.graphics) > 0 {
		option["graphic"] = d.graphics
	}
	lay(option, over)
	option["tokens"] = d.c.tokens() // so that a page can put its own colours in their place
	option["words"] = props{"keys": d.p.Text("chart.keys", "The arrow keys go through the points, Enter opens the rows behind one. The table has every value.")}
	return json.Marshal(option)
}

// tooltip tells what the server wrote on a mark. Rich text draws on the canvas; HTML would need styles that a page forbids.
func (d *draft) tooltip() props {
	return props{
		"show": true, "trigger": "item", "renderMode": "richText", "confine": true, "formatter": props{"$tip": true}, "padding": 8,
		"backgroundColor": d.c.Raised, "borderColor": d.c.Muted, "borderWidth": 1, "textStyle": props{"color": d.c.Ink, "fontSize": 13, "lineHeight": 18},
	}
}

// lay puts fields over others, deep; lists are merged item by item.
func lay(under, over props) {
	for key, value := range over {
		switch v := value.(type) {
		case props:
			if deep, ok := under[key].(props); ok {
				lay(deep, v)
				continue
			}
		case []props:
			if list, ok := under[key].([]any); ok && len(list) == len(v) {
				for i := range v {
					lay(list[i].(props), v[i])
				}
				continue
			}
		}
		under[key] = value
	}
}

// text puts a text on the drawing that is no data. Align is left, center or right of x; y is the middle of the line.
func (d *draft) text(s string, x, y float64, align string, style props) {
	if s == "" {
		return
	}
	all := props{"text": s, "x": x, "y": y, "textAlign": align, "textVerticalAlign": "middle", "fontSize": d.size, "fill": d.c.Muted}
	maps.Copy(all, style)
	d.graphics = append(d.graphics, props{"type": "text", "silent": true, "z": 20, "style": all})
}

// over returns the style of a text that lies over lines: what is behind it keeps clear.
func (d *draft) over(colour string) props {
	return props{"fill": colour, "stroke": d.c.Paper, "lineWidth": 3}
}

// rule draws a straight line that is no data.
func (d *draft) rule(x1, y1, x2, y2 float64, colour string) {
	d.graphics = append(d.graphics, props{"type": "line", "silent": true, "shape": props{"x1": x1, "y1": y1, "x2": x2, "y2": y2},
		"style": props{"stroke": colour, "lineWidth": 1}})
}

// block draws a filled rectangle that is no data item.
func (d *draft) block(x, y, w, h float64, colour string) {
	d.graphics = append(d.graphics, props{"type": "rect", "silent": true, "shape": props{"x": x, "y": y, "width": w, "height": h},
		"style": props{"fill": colour}})
}

// shape draws a marker of an economy in the middle of (x, y).
func (d *draft) shape(l look, x, y, r float64) {
	style := props{"fill": l.Colour}
	if l.Faint {
		style["opacity"] = l.opacity()
	}
	g := props{"silent": true, "z": 20, "style": style}
	switch l.Symbol {
	case "rect":
		g["type"], g["shape"] = "rect", props{"x": x - r, "y": y - r, "width": 2 * r, "height": 2 * r}
	case "triangle":
		g["type"], g["shape"] = "polygon", props{"points": [][]float64{{x, y - r}, {x + r, y + r}, {x - r, y + r}}}
	case "diamond":
		g["type"], g["shape"] = "polygon", props{"points": [][]float64{{x, y - r*1.2}, {x + r*1.2, y}, {x, y + r*1.2}, {x - r*1.2, y}}}
	default:
		g["type"], g["shape"] = "circle", props{"cx": x, "cy": y, "r": r}
	}
	d.graphics = append(d.graphics, g)
}

// economy returns an economy's name in the reader's language.
func (d *draft) economy(code analytics.Code) string {
	if n := d.f.EconomyNames[code].In(d.p.Lang()); n != "" {
		return n
	}
	return d.code(code)
}

// short returns the name that fits a phone.
func (d *draft) short(code analytics.Code) string {
	if english, ok := shortNames[code]; ok {
		return d.p.Text("chart.short."+string(code), english)
	}
	return d.economy(code)
}

var shortNames = map[analytics.Code]string{"EU27_2020": "EU27", "US": "US", "CN": "China", "EUROPE_OTHER": "Other Europe", "OTHER": "Other", "GB": "UK"}

// label returns an economy's name, the short one where there is no room.
func (d *draft) label(code analytics.Code) string {
	if d.narrow() {
		return d.short(code)
	}
	return d.economy(code)
}

// code returns the name of an entry of the frame's dimension.
func (d *draft) code(code analytics.Code) string {
	if n := d.f.CodeNames[code].In(d.p.Lang()); n != "" {
		return n
	}
	if n := d.f.EconomyNames[code].In(d.p.Lang()); n != "" {
		return n
	}
	if code == other {
		return d.p.Text("chart.other", "other")
	}
	if d.f.ByOption() {
		return d.p.Option(d.f.Dimension, string(code))
	}
	return string(code)
}

// title returns an indicator's title in the reader's language.
func (d *draft) title(indicator string) string {
	return d.p.Text("indicator."+indicator+".title", series(d.f, indicator).Title)
}

// quantity prints an observation's value, or says that there is none.
func (d *draft) quantity(o analytics.Observation) string {
	if !o.Value.Known {
		return d.absent(o)
	}
	u := series(d.f, o.Indicator).Unit
	return d.p.Quantity(o.Value.Float, u.Code, u.Per)
}

// brief prints a value as a label in the drawing: numbers of things without the name of the thing.
func (d *draft) brief(v float64, indicator string) string {
	u := series(d.f, indicator).Unit
	if !shortUnit(u) && math.Abs(v) >= 1e6 {
		return d.p.Compact(v, 3)
	}
	return tickUnit(v, u, d.p)
}

// absent says why there is no value: too few facts for a method that gives bounds, facts without an amount, an economy that no source covers, or no facts.
func (d *draft) absent(o analytics.Observation) string {
	switch {
	case o.N > o.Missing && series(d.f, o.Indicator).Interval != "":
		return d.p.Text("chart.too-few", "too few")
	case o.Missing > 0:
		return d.p.Text("chart.undisclosed", "undisclosed")
	case d.uncovered(o.Indicator, o.Economy):
		return d.p.Text("chart.not-covered", "not covered")
	}
	return d.p.Text("chart.missing", "no data")
}

// uncovered says whether a note of the frame names an economy as not covered by an indicator.
func (d *draft) uncovered(indicator string, e analytics.Code) bool {
	return slices.ContainsFunc(d.f.Notes, func(n analytics.Note) bool {
		return n.Kind == "not-covered" && len(n.Args) == 2 && n.Args[1] == indicator && slices.Contains(strings.Split(n.Args[0], ","), string(e))
	})
}

// absentIn says it in as much room as there is.
func (d *draft) absentIn(o analytics.Observation, room float64) string {
	if text := d.absent(o); width(text, d.size, false) <= room {
		return text
	}
	return "–"
}

// tip says everything about an observation: what it is of, the value, how it may be read, what is behind it.
func (d *draft) tip(o analytics.Observation) string {
	head := d.economy(o.Economy)
	if o.By != "" {
		head += " · " + d.code(o.By)
	}
	if o.Period != "all" {
		head += " · " + d.p.Period(string(o.Period))
	}
	lines := []string{head, d.quantity(o)}
	if span := d.span(o); span != "" {
		lines = []string{head, d.p.Text("chart.tip.interval", "{0} ({1})", d.quantity(o), span), IntervalName(d.p, series(d.f, o.Indicator).Interval)}
	}
	if word := d.status(o.Status); word != "" {
		lines = append(lines, word)
	}
	if o.N > 1 {
		lines = append(lines, d.p.Text("chart.tip.facts", "{0} facts", o.N))
	}
	if o.Missing > 0 {
		lines = append(lines, d.p.Text("chart.tip.undisclosed", "{0} undisclosed", o.Missing))
	}
	return strings.Join(lines, "\n")
}

// behind asks for the rows behind an observation; nothing for one that is added up here.
func (d *draft) behind(o analytics.Observation) string {
	if o.By != "" && !slices.Contains(d.f.Codes, o.By) {
		return ""
	}
	values := url.Values{"economy": {string(o.Economy)}, "period": {string(o.Period)}}
	if o.By != "" {
		values.Set("code", string(o.By))
	}
	if len(d.f.Series) > 1 {
		values.Set("indicator", o.Indicator)
	}
	return values.Encode()
}

// status says in a word how a value may be read; nothing for a normal one.
func (d *draft) status(s analytics.Status) string {
	switch s {
	case analytics.StatusEstimated:
		return d.p.Text("chart.status.E", "estimated")
	case analytics.StatusProvisional:
		return d.p.Text("chart.status.P", "provisional, period not complete")
	case analytics.StatusForecast:
		return d.p.Text("chart.status.F", "forecast")
	case analytics.StatusBreak:
		return d.p.Text("chart.status.B", "break in the series")
	case analytics.StatusUncertain:
		return d.p.Text("chart.status.U", "low reliability")
	}
	return ""
}

// A keyItem is an entry of the key above a drawing whose marks cannot carry their names; without a colour it is words alone.
type keyItem struct {
	Name string
	Look look
}

// key writes the key from the left at the top and returns the height that it takes.
func (d *draft) key(items []keyItem) float64 {
	x, y := 0.0, 9.0
	for _, item := range items {
		mark, room := 16.0, width(item.Name, d.size, false)
		if item.Look.Colour == "" {
			mark = 0
		}
		if x > 0 && x+mark+room > d.w {
			x, y = 0, y+20
		}
		if item.Look.Colour == "" {
			d.text(item.Name, x, y, "left", props{"fontStyle": "italic"})
		} else {
			d.shape(item.Look, x+6, y, 5)
			d.text(item.Name, x+mark, y, "left", props{"fill": d.c.Ink})
		}
		x += mark + room + 16
	}
	return y + 11
}
