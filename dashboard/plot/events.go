package plot

import (
	"slices"
	"strconv"
	"time"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// Events returns the events that are drawn over a figure, in order of time: the n-th has the number n+1. There are none on a
// drawing without an upright axis of time.
func Events(s Spec, f analytics.Frame) []analytics.Event {
	if len(f.Overlay.Events) == 0 {
		return nil
	}
	if !Timed(s, f) {
		return nil
	}
	return f.Overlay.Events
}

// Timed says whether the drawing of a figure has an upright axis of time.
func Timed(s Spec, f analytics.Frame) bool {
	if len(f.Series) == 0 {
		return false
	}
	d := &draft{spec: s, f: f, w: 760, size: 12, at: index(f)}
	return d.timed()
}

func (d *draft) timed() bool {
	switch d.spec.Form {
	case Line:
		return len(axis(d.f)) > 1
	case Bar:
		return d.columns()
	case StackedBar:
		return d.overTime() && len(axis(d.f)) > 1
	}
	return false
}

// An eventStroke is an event on a time axis.
type eventStroke struct {
	event  analytics.Event
	number string
	part   float64 // of the axis, from its left end
	row    int     // of the numbers, from the plot upwards
}

const numberHeight = 12.0

// strokes places the events on an axis of bands, each the days of its period, and stacks their numbers where they would meet.
func (d *draft) strokes(periods []analytics.Period, room float64) (all []eventStroke, rows int) {
	var ends []float64
	for n, e := range Events(d.spec, d.f) {
		s := eventStroke{event: e, number: strconv.Itoa(n + 1), part: dayPart(periods, e)}
		half := width(s.number, d.size-1, true)/2 + 1.5
		x := s.part * room
		for s.row < len(ends) && ends[s.row] > x-half {
			s.row++
		}
		if s.row == len(ends) {
			ends = append(ends, 0)
		}
		ends[s.row] = x + half
		all = append(all, s)
	}
	return all, len(ends)
}

// dayPart is where the middle of the days of an event lies on an axis of bands.
func dayPart(periods []analytics.Period, e analytics.Event) float64 {
	from, until := day(e.From), day(e.Until).AddDate(0, 0, 1)
	at := from.Add(until.Sub(from) / 2)
	for i, p := range periods {
		start, end := firstDay(p), firstDay(next(p))
		if i+1 < len(periods) {
			end = firstDay(periods[i+1])
		}
		if at.Before(end) || i == len(periods)-1 {
			return (float64(i) + float64(at.Sub(start))/float64(end.Sub(start))) / float64(len(periods))
		}
	}
	return 0
}

func day(iso string) time.Time {
	t, _ := time.Parse(time.DateOnly, iso) // analytics.Event holds whole dates
	return t
}

// firstDay is the first day of a year or quarter.
func firstDay(p analytics.Period) time.Time {
	month := 1
	if len(p) == len("2025-Q1") {
		month += 3 * int(p[6]-'1')
	}
	year, _ := strconv.Atoi(string(p[:4])) // periods begin with a year
	return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
}

// overlay draws the events over an area whose top leaves room for their numbers: a thin stroke in the economy's colour with the
// number on it, dashed where the event is planned, thick where before and after are told of it.
func (d *draft) overlay(strokes []eventStroke, a area) {
	for _, s := range strokes {
		x, top := d.x(a, s.part), a.top-6-float64(s.row)*numberHeight
		look := d.look(s.event.Side, max(0, slices.Index(d.f.Economies, s.event.Side)))
		style := props{"stroke": look.Colour, "lineWidth": 1, "opacity": 0.7}
		if s.event.Planned {
			style["lineDash"] = []int{4, 4}
		}
		if s.event.ID == d.f.Overlay.Chosen.ID {
			style["lineWidth"], style["opacity"] = 2, 1
		}
		d.graphics = append(d.graphics, props{"type": "line", "silent": true, "z": 1, "style": style,
			"shape": props{"x1": x, "y1": top + numberHeight/2, "x2": x, "y2": d.h - a.bottom}})
		number := d.over(look.Colour)
		number["fontSize"], number["fontWeight"] = d.size-1, "bold"
		d.text(s.number, x, top, "center", number)
	}
}

// numbersRoom is what the numbers of events take above an area.
func numbersRoom(rows int) float64 {
	if rows == 0 {
		return 0
	}
	return float64(rows)*numberHeight + 4
}

// EventTexts say in one line each what the numbers over a drawing stand for.
func EventTexts(s Spec, f analytics.Frame, p *locale.Printer) []string {
	d := newDraft(s, f, nil, p, Options{Width: 760, Height: 400})
	var lines []string
	for _, e := range Events(s, f) {
		lines = append(lines, d.eventText(e))
	}
	return lines
}

// eventText says in one line what an event is, for lists and for those who do not see the drawing.
func (d *draft) eventText(e analytics.Event) string {
	date := d.p.Date(e.Dated)
	if e.Planned {
		date = d.p.Text("chart.event.planned", "planned for {0}", date)
	}
	return d.p.Text("chart.event", "{0}, {1} ({2})", e.Title, date, d.economy(e.Economy))
}

// altOverlay names the events that are drawn.
func (d *draft) altOverlay() []string {
	var words []string
	for n, text := range EventTexts(d.spec, d.f, d.p) {
		words = append(words, strconv.Itoa(n+1)+" "+text)
	}
	if len(words) == 0 {
		return nil
	}
	return []string{d.p.Text("chart.alt.events", "Events drawn over it: {0}.", d.p.List(words))}
}
