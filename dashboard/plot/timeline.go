package plot

import (
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// A lane is the events of one side.
type lane struct {
	code   analytics.Code
	events []event
	lines  int
}

// An event is a mark on a lane: a place in time, a line, and the text that there was room for.
type event struct {
	row  analytics.Row
	at   float64 // years
	line int
	text string
	left bool // the text stands on the left of the mark
}

// when returns a date as a number of years; a date that is not precise stands in the middle of its month or year.
func when(dated string) (float64, bool) {
	if len(dated) < 4 {
		return 0, false
	}
	year, err := strconv.Atoi(dated[:4])
	if err != nil {
		return 0, false
	}
	part := 0.5
	if len(dated) >= 7 {
		month, err := strconv.Atoi(dated[5:7])
		if err != nil {
			return 0, false
		}
		day := 15
		if len(dated) >= 10 {
			if day, err = strconv.Atoi(dated[8:10]); err != nil {
				return 0, false
			}
		}
		part = (float64(month-1) + float64(day-1)/31) / 12
	}
	return float64(year) + part, true
}

// laneOf returns the lane of a row: the Union and its members share one.
func (d *draft) laneOf(r analytics.Row) analytics.Code {
	switch r.Economy {
	case "US", "CN":
		return r.Economy
	case "EU", "EU27_2020", "EUROPE":
		return "EU27_2020"
	}
	if isBloc(r.By) && r.By != "EU" {
		return r.By
	}
	if members[r.Economy] {
		return "EU27_2020"
	}
	return "OTHER"
}

// laneName names a lane; the first holds the acts of the institutions and of the members.
func (d *draft) laneName(code analytics.Code) string {
	if code == "EU27_2020" {
		return d.p.Text("chart.timeline.union", "European Union and its members")
	}
	return d.blocName(code)
}

// members are the economies of EU27_2020, a fixed list by definition.
var members = func() map[analytics.Code]bool {
	m := map[analytics.Code]bool{}
	for _, code := range []analytics.Code{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
		"NL", "PL", "PT", "RO", "SE", "SI", "SK"} {
		m[code] = true
	}
	return m
}()

const lineHeight, laneGap, timelineTop, timelineBottom = 19.0, 34.0, 6.0, 28.0

// lanes puts each dated row on its lane, in the first line where its name is free of the one before. A lane has only so many
// lines: what finds no room loses its name and keeps its mark, below the others.
func (d *draft) lanes() (lanes []lane, from, to float64) {
	byLane := map[analytics.Code][]event{}
	from, to = math.Inf(1), math.Inf(-1)
	for _, r := range byDate(d.rows) {
		at, ok := when(r.Dated)
		if !ok {
			continue
		}
		code := d.laneOf(r)
		byLane[code] = append(byLane[code], event{row: r, at: at})
		from, to = math.Min(from, at), math.Max(to, at)
	}
	from, to = math.Floor(from), math.Ceil(to+0.01)
	for _, code := range []analytics.Code{"EU27_2020", "US", "CN", "EUROPE_OTHER", "OTHER"} {
		if events := byLane[code]; len(events) > 0 {
			l := lane{code: code, events: events}
			d.pack(&l, from, to)
			lanes = append(lanes, l)
		}
	}
	return lanes, from, to
}

// pack gives the events of a lane their lines and names: the name stands on the right, near the edge on the left.
func (d *draft) pack(l *lane, from, to float64) {
	most := 12
	if d.narrow() {
		most = 7
	}
	ends := make([]float64, most) // where each line's last mark or name ends
	for i := range ends {
		ends[i] = -1
	}
	perYear := (d.w - 12) / (to - from)
	for i := range l.events {
		e := &l.events[i]
		x := (e.at-from)*perYear + 6
		e.line, e.text = most, ""
		text := trim(e.row.Label, d.size-0.5, math.Min(200, d.w*0.42), false)
		room := width(text, d.size-0.5, false)
		e.left = x+10+room > d.w
		start, end := x-5, x+18+room
		if e.left {
			start, end = x-12-room, x+8
		}
		for line := range ends {
			if ends[line] <= start {
				e.line, e.text, ends[line] = line, text, end
				break
			}
		}
		l.lines = max(l.lines, e.line+1)
	}
}

func (d *draft) timelineHeight() float64 {
	lanes, _, _ := d.lanes()
	sum := timelineTop + timelineBottom
	for _, l := range lanes {
		sum += float64(l.lines)*lineHeight + laneGap
	}
	return math.Max(sum, 160)
}

// timeline draws dated events on one lane for each side.
func (d *draft) timeline() ([]byte, error) {
	lanes, from, to := d.lanes()
	if len(lanes) == 0 {
		return nil, ErrEmpty
	}
	perYear := (d.w - 12) / (to - from)
	a := area{6, 6, timelineTop, timelineBottom}
	c := charts.NewScatter()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithYAxisOpts(opts.YAxis{Type: "value"}), a.grid())
	y := timelineTop
	for _, l := range lanes {
		look := d.c.look(l.code, 0)
		d.shape(look, 6, y+12, 5)
		d.text(d.laneName(l.code), 18, y+12, "left", props{"fill": look.Colour, "fontWeight": "bold", "stroke": d.c.Paper, "lineWidth": 3})
		y += laneGap - 8
		data := make([]any, len(l.events))
		for i, e := range l.events {
			at := y + (float64(e.line)+0.5)*lineHeight
			data[i] = mark{Value: []float64{e.at, at}, Name: e.row.Label, Tip: d.p.Date(e.row.Dated) + "\n" + e.row.Label}
			style, x := d.over(d.c.Ink), 6+(e.at-from)*perYear
			style["fontSize"] = d.size - 0.5
			if e.left {
				d.text(e.text, x-8, at, "right", style)
			} else {
				d.text(e.text, x+8, at, "left", style)
			}
		}
		y += float64(l.lines)*lineHeight + 8
		c.AddSeries(d.laneName(l.code), nil)
		d.finish = append(d.finish, props{"data": data, "symbol": look.Symbol, "symbolSize": 8, "color": look.Colour,
			"itemStyle": props{"color": look.Colour, "opacity": 1, "borderColor": d.c.Paper, "borderWidth": 1}})
	}
	return d.encode(c, props{
		"xAxis": []props{d.yearAxis(from, to, a)}, "grid": a.exact(),
		"yAxis": []props{{"type": "value", "min": timelineTop, "max": d.h - timelineBottom, "inverse": true, "show": false}},
	})
}

// yearAxis returns a time axis with a line and a name for each year, thinned until the names fit.
func (d *draft) yearAxis(from, to float64, a area) props {
	every := math.Max(1, math.Ceil((to-from)*46/d.w))
	var at []float64
	var texts []string
	for year := to; year >= from; year -= every {
		at, texts = append([]float64{year}, at...), append([]string{strconv.Itoa(int(year))}, texts...)
	}
	s := scale{Min: from, Max: to, Step: every, Ticks: at}
	d.writeFoot(s, texts, a)
	return d.valueAxis(s)
}
