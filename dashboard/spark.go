package dashboard

import (
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// The box of a trend inside a card.
const sparkWidth, sparkHeight = 160, 40

// spark draws the trend of a card's economies: thin lines, the last complete value as a mark. It is decoration of the values beside
// it, which say the same, so it is hidden from readers who hear the page.
func (f figure) spark() template.HTML {
	most, first, last := 0.0, -1, -1
	for n, period := range f.frame.Periods {
		for _, o := range f.frame.Observations {
			if o.Period == period && o.Value.Known && !f.running(period) {
				most = math.Max(most, o.Value.Float)
				if first < 0 {
					first = n
				}
				last = n
			}
		}
	}
	if most <= 0 || last <= first {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="spark" viewBox="0 0 %d %d" preserveAspectRatio="none" aria-hidden="true">`, sparkWidth, sparkHeight)
	fmt.Fprintf(&b, `<path d="M0 %d.5H%d" stroke="var(--line)" vector-effect="non-scaling-stroke"/>`, sparkHeight-2, sparkWidth)
	economies := f.cardEconomies()
	for n := len(economies) - 1; n >= 0; n-- {
		b.WriteString(f.sparkLine(economies[n], first, last, most))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func (f figure) sparkLine(economy analytics.Code, first, last int, most float64) string {
	values := map[analytics.Period]float64{}
	for _, o := range f.frame.Observations {
		if o.Economy == economy && o.Value.Known && o.By == "" && !f.running(o.Period) {
			values[o.Period] = o.Value.Float
		}
	}
	var path strings.Builder
	pen := "M"
	for n := first; n <= last; n++ {
		v, ok := values[f.frame.Periods[n]]
		if !ok {
			pen = "M"
			continue
		}
		x := float64(n-first) / float64(last-first) * sparkWidth
		y := float64(sparkHeight-2) - v/most*float64(sparkHeight-6)
		fmt.Fprintf(&path, "%s%s %s", pen, short(x), short(y))
		if pen == "M" {
			path.WriteString("h.01") // a year between gaps is a dot: nearly no length, with round ends
		}
		pen = "L"
	}
	if path.Len() == 0 {
		return ""
	}
	width := "1.75"
	if economyClass(economy) == "eu" {
		width = "2.75"
	}
	return fmt.Sprintf(`<path d="%s" fill="none" stroke="var(--%s)" stroke-width="%s" stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke"/>`,
		path.String(), economyClass(economy), width)
}

func short(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// shape is the marker of an economy: circle, square, triangle. It stands beside the colour everywhere.
func shape(economy analytics.Code) template.HTML {
	body := map[string]string{
		"eu": `<circle cx="5" cy="5" r="4.500"/>`, "us": `<path d="M1 1h8v8H1z"/>`, "cn": `<path d="M5 .5 9.700 9H.300z"/>`,
	}[economyClass(economy)]
	if body == "" {
		body = `<path d="M5 0 10 5 5 10 0 5z"/>`
	}
	colour := or(economyClass(economy), "other")
	return template.HTML(`<svg viewBox="0 0 10 10" aria-hidden="true" fill="var(--` + colour + `)">` + body + `</svg>`)
}

// A grid is where the plot of a drawing lies, in pixels from its left and right edge.
type grid struct{ left, right float64 }

// gridOf reads the plot's place from an option, so that what stands above the drawing can share its years.
func gridOf(option []byte) grid {
	var o struct {
		Grid json.RawMessage `json:"grid"`
	}
	type side struct{ Left, Right float64 }
	var one side
	var all []side
	if json.Unmarshal(option, &o) != nil {
		return grid{}
	}
	if json.Unmarshal(o.Grid, &all) == nil && len(all) > 0 {
		one = all[0]
	} else if json.Unmarshal(o.Grid, &one) != nil {
		return grid{}
	}
	return grid{one.Left, one.Right}
}

// policyTicks is the quiet rule above the wide chart: a tick for each policy event, over the same years.
func policyTicks(p *locale.Printer, at place, periods []analytics.Period, rows []analytics.Row, g grid) template.HTML {
	if len(periods) < 2 {
		return ""
	}
	first, err1 := strconv.Atoi(string(periods[0]))
	last, err2 := strconv.Atoi(string(periods[len(periods)-1]))
	if err1 != nil || err2 != nil || last <= first {
		return ""
	}
	room := bandWidth - g.left - g.right
	var b strings.Builder
	count := 0
	for _, row := range rows {
		x, ok := yearOf(row.Dated)
		if !ok || x < float64(first) || x >= float64(last+1) {
			continue
		}
		count++
		fmt.Fprintf(&b, `<path d="M%s 3v11" stroke="var(--%s)"><title>%s: %s</title></path>`,
			short(g.left+(x-float64(first))/float64(last+1-first)*room), or(economyClass(laneOf(row)), "other"),
			html.EscapeString(p.Date(row.Dated)), html.EscapeString(row.Label))
	}
	if count == 0 {
		return ""
	}
	head := fmt.Sprintf(`<a class="tick-link" href="%s"><svg class="ticks" viewBox="0 0 %d 18" role="img" stroke-width="2"><title>%s</title>`+
		`<text x="0" y="13" font-size="12" fill="var(--muted)">%s</text><path d="M%s 14.5H%s" stroke="var(--line)" stroke-width="1"/>`,
		html.EscapeString(at.page("/charts/policy-timeline", nil)), bandWidth,
		html.EscapeString(p.Plural("ui.ticks", count, "{0} policy event in these years", "{0} policy events in these years")),
		html.EscapeString(p.Text("ui.ticks.label", "Policy")), short(g.left), short(bandWidth-g.right))
	return template.HTML(head + b.String() + "</svg></a>")
}

// laneOf is the side of a policy event.
func laneOf(row analytics.Row) analytics.Code {
	if row.Economy == "US" || row.Economy == "CN" {
		return row.Economy
	}
	return "EU27_2020"
}

// yearOf returns a date as a number of years; one that is not precise stands in the middle.
func yearOf(dated string) (float64, bool) {
	parts := strings.Split(dated, "-")
	year, err := strconv.Atoi(parts[0])
	if err != nil {
		return 0, false
	}
	if len(parts) < 2 {
		return float64(year) + 0.5, true
	}
	month, err := strconv.Atoi(parts[1])
	if err != nil {
		return 0, false
	}
	return float64(year) + (float64(month)-0.5)/12, true
}
