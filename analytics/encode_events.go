package analytics

import (
	"encoding/json"
	"io"
	"strconv"
)

// An EventList is the events drawn over a frame, and before and after of one of them.
type EventList struct {
	Release, AsOf string
	Events        []Event // the n-th has the number n+1 on the drawing
	Left          int     // events of the same kinds that are not drawn
	BeforeAfter   *BeforeAfter
}

// WriteEventsCSV writes a list as CSV: a line for each event, and for the one that before and after are told of a line for each
// economy. Means, differences and changes are in the unit of the indicator, per period; the change in percent.
func WriteEventsCSV(w io.Writer, l EventList, f Frame) error {
	t := table{header: []string{"number", "event", "title", "kind", "status", "event_economy", "dated", "planned", "source_url", "source_title", "dataset",
		"indicator", "economy", "applies", "window_years", "before_from", "before_to", "before", "after_from", "after_to", "after",
		"difference", "change_percent", "unit", "refused", "release"}}
	line := func(number int, e Event, compared ...cell) {
		place := text("")
		if number > 0 {
			place = count(number)
		}
		cells := []cell{place, text(e.ID), text(e.Title), text(string(e.Kind)), text(string(e.Status)), text(string(e.Economy)), text(e.Dated),
			text(strconv.FormatBool(e.Planned)), text(e.SourceURL), text(e.SourceTitle), text(e.Dataset)}
		if compared == nil {
			compared = make([]cell, len(t.header)-len(cells)-1)
		}
		t.lines = append(t.lines, append(append(cells, compared...), text(l.Release)))
	}
	told := false
	for n, e := range l.Events {
		lines := l.compared(e, f)
		told = told || lines != nil
		if lines == nil {
			line(n+1, e)
		}
		for _, one := range lines {
			line(n+1, e, one...)
		}
	}
	if b := l.BeforeAfter; b != nil && !told {
		for _, one := range l.compared(b.Event, f) {
			line(0, b.Event, one...) // it lies outside the drawing
		}
	}
	return t.write(w, DialectStandard)
}

// Lines counts the lines of the list's CSV.
func (l EventList) Lines(f Frame) int {
	n, told := 0, false
	for _, e := range l.Events {
		lines := l.compared(e, f)
		n, told = n+max(1, len(lines)), told || lines != nil
	}
	if l.BeforeAfter != nil && !told {
		n += len(l.compared(l.BeforeAfter.Event, f))
	}
	return n
}

// compared are the cells of before and after of an event, a line for each economy; none if it is not the chosen one.
func (l EventList) compared(e Event, f Frame) [][]cell {
	b := l.BeforeAfter
	if b == nil || b.Event.ID != e.ID {
		return nil
	}
	window, none := count(b.Window), text("")
	if b.Refused != "" {
		return [][]cell{{none, none, none, window, none, none, none, none, none, none, none, none, none, text(b.Refused)}}
	}
	var lines [][]cell
	for _, one := range b.Lines {
		u := f.unit(one.Indicator)
		lines = append(lines, []cell{text(one.Indicator), text(string(one.Economy)), text(one.Applies), window,
			text(string(one.BeforeFrom)), text(string(one.BeforeTo)), number(one.Before, u), text(string(one.AfterFrom)), text(string(one.AfterTo)),
			number(one.After, u), number(one.Difference, u), number(one.Change, Unit{Code: "percent"}), text(u.Text()), text(one.Refused)})
	}
	return lines
}

type (
	jsonEvent struct {
		Number      int             `json:"number,omitempty"`
		ID          string          `json:"event"`
		Title       string          `json:"title"`
		Kind        Code            `json:"kind"`
		Status      Code            `json:"status"`
		Economy     Code            `json:"economy"`
		Dated       string          `json:"dated"`
		Planned     bool            `json:"planned"`
		AmountUSD   json.RawMessage `json:"amount_usd"`
		SourceURL   string          `json:"source_url"`
		SourceTitle string          `json:"source_title,omitempty"`
		Dataset     string          `json:"dataset"`
	}
	jsonBeforeAfter struct {
		Event   jsonEvent             `json:"event"`
		Window  int                   `json:"window_years"`
		Words   string                `json:"words"`
		Refused string                `json:"refused,omitempty"`
		Lines   []jsonBeforeAfterLine `json:"economies"`
	}
	jsonBeforeAfterLine struct {
		Indicator  string          `json:"indicator"`
		Economy    Code            `json:"economy"`
		Applies    string          `json:"applies"`
		BeforeFrom Period          `json:"before_from,omitempty"`
		BeforeTo   Period          `json:"before_to,omitempty"`
		AfterFrom  Period          `json:"after_from,omitempty"`
		AfterTo    Period          `json:"after_to,omitempty"`
		Before     json.RawMessage `json:"before"`
		After      json.RawMessage `json:"after"`
		Difference json.RawMessage `json:"difference"`
		Change     json.RawMessage `json:"change_percent"`
		Unit       string          `json:"unit"`
		Refused    string          `json:"refused,omitempty"`
	}
)

// BeforeAfterWords is what every before and after says of itself.
const BeforeAfterWords = "before and after, not because of"

// WriteEventsJSON writes a list as JSON; the fields are those of the CSV.
func WriteEventsJSON(w io.Writer, l EventList, f Frame) error {
	j := struct {
		Release     string           `json:"release"`
		AsOf        string           `json:"as_of"`
		Events      []jsonEvent      `json:"events"`
		Left        int              `json:"not_drawn"`
		BeforeAfter *jsonBeforeAfter `json:"before_after,omitempty"`
	}{Release: l.Release, AsOf: l.AsOf, Events: []jsonEvent{}, Left: l.Left}
	for n, e := range l.Events {
		j.Events = append(j.Events, eventJSON(n+1, e))
	}
	if b := l.BeforeAfter; b != nil {
		j.BeforeAfter = &jsonBeforeAfter{Event: eventJSON(0, b.Event), Window: b.Window, Words: BeforeAfterWords, Refused: b.Refused, Lines: []jsonBeforeAfterLine{}}
		for _, one := range b.Lines {
			u := f.unit(one.Indicator)
			j.BeforeAfter.Lines = append(j.BeforeAfter.Lines, jsonBeforeAfterLine{one.Indicator, one.Economy, one.Applies, one.BeforeFrom, one.BeforeTo,
				one.AfterFrom, one.AfterTo, jsonNumber(one.Before, u), jsonNumber(one.After, u), jsonNumber(one.Difference, u),
				jsonNumber(one.Change, Unit{Code: "percent"}), u.Text(), one.Refused})
		}
	}
	return writeJSON(w, j)
}

func eventJSON(number int, e Event) jsonEvent {
	return jsonEvent{number, e.ID, e.Title, e.Kind, e.Status, e.Economy, e.Dated, e.Planned, jsonNumber(e.Amount, Unit{Code: "USD"}),
		e.SourceURL, e.SourceTitle, e.Dataset}
}
