package plot

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"sextant/analytics"
)

// cardHeight is the room of one indicator: on a phone its title has a line of its own.
func (d *draft) cardHeight() float64 {
	if d.narrow() {
		return 74
	}
	return 56
}

func (d *draft) scorecardHeight() float64 { return 30 + float64(len(d.f.Series))*d.cardHeight() }

// scorecard writes the latest value of each indicator for each economy, with a bar that compares the row.
func (d *draft) scorecard() ([]byte, error) {
	left, top := d.w*0.34, 30.0
	if d.narrow() {
		left = 0
	}
	column := (d.w - left) / float64(len(d.f.Economies))
	for i, e := range d.f.Economies {
		look := d.look(e, i)
		d.shape(look, left+float64(i)*column+6, 10, 5)
		label := d.label(e)
		if width(label, d.size, true) > column-22 {
			label = trim(d.short(e), d.size, column-22, true)
		}
		d.text(label, left+float64(i)*column+17, 10, "left", props{"fill": look.Colour, "fontWeight": "bold"})
	}
	for n, s := range d.f.Series {
		y := top + float64(n)*d.cardHeight()
		d.rule(0, y, d.w, y, d.c.Line)
		d.card(s, y, left, column)
	}
	c := charts.NewCustom()
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category"}))
	return d.encode(c, hiddenAxes())
}

// hiddenAxes hides the axes of a drawing that is only text.
func hiddenAxes() props {
	return props{"xAxis": []props{{"type": "value", "show": false}}, "yAxis": []props{{"type": "value", "show": false}}, "series": []any{}}
}

// card writes one indicator: title and period, then the value and bar of each economy.
func (d *draft) card(s analytics.Series, y, left, column float64) {
	period := latest(d.f, s.Indicator)
	title, when := d.title(s.Indicator), ""
	if period != "all" && period != "" {
		when = d.p.Period(string(period))
	}
	if d.narrow() {
		head := title
		if when != "" {
			head += ", " + when
		}
		d.text(trim(head, d.size, d.w, true), 0, y+15, "left", props{"fill": d.c.Ink})
		y += 20
	} else {
		lines := wrap(title, d.size, left-16, false, 2)
		for i, line := range lines {
			d.text(line, 0, y+15+float64(i)*(d.size+3), "left", props{"fill": d.c.Ink})
		}
		d.text(when, 0, y+15+float64(len(lines))*(d.size+3), "left", props{"fontSize": d.size - 1.5})
	}
	most := 0.0
	for _, e := range d.f.Economies {
		most = math.Max(most, d.at.get(s.Indicator, e, period, "").Value.Float)
	}
	for i, e := range d.f.Economies {
		o := d.at.get(s.Indicator, e, period, "")
		x := left + float64(i)*column
		style := props{"fill": d.c.Ink, "fontSize": d.size + 3.5, "fontWeight": "bold"}
		if !o.Value.Known {
			style = props{"fontStyle": "italic"}
		}
		text := d.absentIn(o, column-6)
		if o.Value.Known {
			text = d.brief(o.Value.Float, s.Indicator)
			if room := width(text, d.size+3.5, true); room > column-6 {
				style["fontSize"] = math.Floor((d.size+3.5)*(column-6)/room*2) / 2
			}
		}
		d.text(text, x, y+18, "left", style)
		d.block(x, y+32, column-16, 5, d.c.Line)
		if o.Value.Known && most > 0 && o.Value.Float > 0 {
			d.block(x, y+32, math.Max(1.5, (column-16)*o.Value.Float/most), 5, d.look(e, i).Colour)
		}
	}
}
