package analytics

import (
	"errors"
	"slices"

	"sextant/analytics/statistics"
)

// MostWindow is the widest window of before and after, in years.
const MostWindow = 5

// The reasons why before and after are not told, of a whole frame or of one economy.
const (
	RefusedPlanned   = "planned"     // the event has not come about
	RefusedBreakdown = "breakdown"   // the frame is broken down, or has no periods
	RefusedYear      = "year"        // only the year of the event is known
	RefusedFewBefore = "few-before"  // fewer complete periods before than the window has
	RefusedFewAfter  = "few-after"   // fewer complete periods after than the window has
	RefusedBreak     = "break"       // a break of the series lies within the window
	RefusedUncovered = "not-covered" // nothing is known of the economy
)

// How an event concerns an economy.
const (
	AppliesYes  = "yes"
	AppliesPart = "part" // in some members of the group
	AppliesNo   = "no"
)

// A BeforeAfter sets the figures of a frame before and after an event beside each other. It says nothing about causes.
type BeforeAfter struct {
	Event   Event
	Window  int    // years on each side
	Refused string // why there are no lines
	Lines   []BeforeAfterLine
}

// A BeforeAfterLine is one economy of one indicator. Means are per period of the frame, in the unit of the indicator.
type BeforeAfterLine struct {
	Indicator            string
	Economy              Code
	Applies              string
	BeforeFrom, BeforeTo Period
	AfterFrom, AfterTo   Period
	Before, After        Value
	Difference           Value
	Change               Value  // percent of the mean before; missing where nothing was there before
	Refused              string // why there is no figure
}

// BeforeAfter tells of the years before and after the overlay's chosen event, as statistics.BeforeAfter does: a window has that
// many years, or four times as many quarters, on each side; the period of the event is on neither.
func (r *Release) BeforeAfter(f Frame, o Overlay, window int) BeforeAfter {
	b := BeforeAfter{Event: o.Chosen, Window: window}
	switch {
	case o.Chosen.Planned:
		b.Refused = RefusedPlanned
	case f.Dimension != "" || len(f.Periods) == 0 || f.Periods[0] == freqAll:
		b.Refused = RefusedBreakdown
	case len(o.Chosen.Dated) == len("2025"):
		b.Refused = RefusedYear
	}
	if b.Refused != "" {
		return b
	}
	for _, s := range f.Series {
		for _, economy := range f.Economies {
			line := BeforeAfterLine{Indicator: s.Indicator, Economy: economy, Applies: r.concerns(economy, o.Chosen)}
			line.fill(f, o.Chosen, window)
			b.Lines = append(b.Lines, line)
		}
	}
	return b
}

func (r *Release) concerns(economy Code, e Event) string {
	switch _, applies, ok := r.words.side([]Code{economy}, e); {
	case applies:
		return AppliesYes
	case ok:
		return AppliesPart
	}
	return AppliesNo
}

// fill compares the readings of the line's economy.
func (l *BeforeAfterLine) fill(f Frame, e Event, window int) {
	periods, readings := f.readings(l.Indicator, l.Economy)
	if len(periods) == 0 {
		l.Refused = RefusedUncovered
		return
	}
	if len(periods[0]) > 4 {
		window *= 4
	}
	c, err := statistics.BeforeAfter(readings, e.From, e.Until, window)
	switch {
	case errors.Is(err, statistics.ErrFewBefore):
		l.Refused = RefusedFewBefore
	case errors.Is(err, statistics.ErrFewAfter):
		l.Refused = RefusedFewAfter
	case errors.Is(err, statistics.ErrBreak):
		l.Refused = RefusedBreak
	default:
		l.Before, l.After = Value{c.Before, true}, Value{c.After, true}
		l.Difference = Value{c.After - c.Before, true}
		l.Change = Value{100 * c.Change, c.Before != 0}
		l.BeforeFrom, l.BeforeTo, l.AfterFrom, l.AfterTo = periods[c.First], periods[c.LastBefore], periods[c.FirstAfter], periods[c.Last]
	}
}

// readings are the figures of an economy from the first to the last period of the frame without a hole; none if nothing is known.
func (f Frame) readings(indicator string, economy Code) ([]Period, []statistics.Reading) {
	figures := map[Period]Observation{}
	for _, o := range f.Observations {
		if o.Indicator == indicator && o.Economy == economy && o.Value.Known {
			figures[o.Period] = o
		}
	}
	if len(figures) == 0 {
		return nil, nil
	}
	periods := between(f.Periods[0], f.Periods[len(f.Periods)-1])
	readings := make([]statistics.Reading, len(periods))
	for n, p := range periods {
		o := figures[p]
		isFinal := o.Value.Known && !slices.Contains([]Status{StatusProvisional, StatusForecast}, o.Status)
		readings[n] = statistics.Reading{Start: p.start(), End: p.end(), Value: o.Value.Float, Final: isFinal, Break: o.Status == StatusBreak}
	}
	return periods, readings
}
