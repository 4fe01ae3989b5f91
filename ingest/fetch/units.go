package fetch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Each asks once for each of several values.
type Each struct {
	Name     string // the place that a value fills; empty: there are none
	Values   []string
	Together int    // values in one request; 0 is one
	Join     string // stands between them
	Pattern  string // regular expression that the whole of each value must match; empty: any value
}

// Windows ask for one span of days after the other, in whole days, months, quarters or years of the calendar, so that the
// same span has the same address on every day. {from} and {to} are its first and last day.
type Windows struct {
	Span    string // day, month, quarter, year or all; empty: there are none
	Start   string // ISO day
	Layout  string // of the days, as package time writes it
	Overlap int    // days that a window is wider on both sides
	Settled int    // a window that ended more days ago and is held is not asked again; 0: always asked
	Cap     int64  // records of a window at most; one with more is halved; 0: any number
	Count   string // path of the number of records; empty: those read are counted
	Split   []Split
}

// A Split divides a single day that is above the cap by the values of a parameter.
type Split struct {
	Name   string
	Values []string
}

const (
	maxFailed  = 3              // units that may fail before a run stops: what is left is asked in the next one
	freshFor   = 20 * time.Hour // how long a unit that a failed run brought stands for a new look
	maxUnready = 3              // times that an answer may say that it is not complete
)

// A unit is what is asked and kept as a whole: a value, or some, in a window.
type unit struct {
	name     string
	values   filler
	from, to time.Time // first and last day; zero without windows
}

// walk collects the answers of one source.
type walk struct {
	client  *Client
	vault   *Vault
	source  Source
	last    []Part
	before  map[string]Part
	parts   []Part
	pending []Part // of units that this run, or one before that failed, has brought
	absent  []string
}

// run asks for every unit. One that fails does not keep the others from being asked: they are kept for the next run.
func (w *walk) run(ctx context.Context) (Snapshot, error) {
	units, err := w.source.units(w.client.options.Now().UTC())
	if err != nil {
		return Snapshot{}, err
	}
	var failed []error
	for _, u := range units {
		if parts := w.held(u); len(parts) > 0 {
			w.parts = append(w.parts, parts...)
			continue
		}
		parts, err := w.unit(ctx, u)
		if reason := w.source.nothing(err); reason != "" {
			w.absent = append(w.absent, strings.TrimSpace(u.name+" "+reason))
			continue
		}
		if err != nil {
			if isOurs(ctx, err) || len(units) == 1 {
				return Snapshot{}, err
			}
			if failed = append(failed, fmt.Errorf("%s: %w", u.name, err)); len(failed) == maxFailed {
				break
			}
			continue
		}
		w.parts = append(w.parts, parts...)
		if err := w.keep(parts); err != nil {
			return Snapshot{}, err
		}
	}
	if len(failed) > 0 {
		return Snapshot{}, fmt.Errorf("%d of %d units failed: %w", len(failed), len(units), errors.Join(failed...))
	}
	if len(w.parts) == 0 && !w.source.Optional {
		return Snapshot{}, fmt.Errorf("there is nothing for any of %d values: %s", len(units), w.absent[0])
	}
	return w.vault.join(w.parts, w.absent)
}

// isOurs tells whether an error is one of this machine, or of the one who asked.
func isOurs(ctx context.Context, err error) bool {
	var disk *os.PathError
	return ctx.Err() != nil || errors.As(err, &disk)
}

// nothing returns what an error says is not there, if the source may lack it.
func (s Source) nothing(err error) string {
	var status *StatusError
	if errors.As(err, &status) && slices.Contains(s.Absent, status.Status) {
		return fmt.Sprintf("(%d)", status.Status)
	}
	return s.lacks(err)
}

// keep puts a unit in the place of what a run before has brought of it.
func (w *walk) keep(parts []Part) error {
	if w.source.Keep == nil || parts[0].Unit == "" {
		return nil
	}
	w.pending = append(slices.DeleteFunc(w.pending, func(p Part) bool { return p.Unit == parts[0].Unit }), parts...)
	return w.source.Keep(w.pending)
}

// units lists what is to be asked: windows from the oldest on, and in each of them every value.
func (s Source) units(now time.Time) ([]unit, error) {
	spans := []unit{{}}
	if s.Windows.Span != "" {
		var err error
		if spans, err = s.Windows.spans(now); err != nil {
			return nil, err
		}
	}
	if s.Each.Name == "" {
		return spans, nil
	}
	pattern, err := regexp.Compile("^(?:" + s.Each.Pattern + ")$")
	if err != nil {
		return nil, err
	}
	if len(s.Each.Values) == 0 {
		return nil, fmt.Errorf("there is no value of %s to ask for", s.Each.Name)
	}
	var all []unit
	for _, span := range spans {
		for values := range slices.Chunk(s.Each.Values, max(1, s.Each.Together)) {
			for _, value := range values {
				if s.Each.Pattern != "" && !pattern.MatchString(value) {
					return nil, fmt.Errorf("%s %q does not match %s", s.Each.Name, value, s.Each.Pattern)
				}
			}
			u := span
			u.values = filler{values, s.Each.Join}
			u.name = strings.TrimSpace(u.name + " " + several(values))
			all = append(all, u)
		}
	}
	return all, nil
}

// spans lists the windows from the first day to that of now. The last one ends with its period, so that its address is the
// same until then.
func (p Windows) spans(now time.Time) ([]unit, error) {
	from, err := time.Parse(time.DateOnly, p.Start)
	if err != nil {
		return nil, err
	}
	var all []unit
	for !from.After(now) {
		to := p.end(from, now)
		all = append(all, unit{name: from.Format(time.DateOnly) + ".." + to.Format(time.DateOnly), from: from, to: to})
		from = to.AddDate(0, 0, 1)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("the first window begins on %s, which is still to come", p.Start)
	}
	return all, nil
}

// end returns the last day of the window that begins on a day.
func (p Windows) end(from, now time.Time) time.Time {
	first := func(months int) time.Time {
		month := int(from.Month()) - 1
		return time.Date(from.Year(), time.Month(month-month%months+months+1), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -1)
	}
	switch p.Span {
	case "day":
		return from
	case "month":
		return first(1)
	case "quarter":
		return first(3)
	case "year":
		return first(12)
	}
	return time.Date(now.Year(), now.Month()+1, 0, 0, 0, 0, 0, time.UTC)
}

// id names a unit in receipts. Asked in another way, it is another unit.
func (w *walk) id(u unit) string {
	if u.name == "" {
		return ""
	}
	s := w.source
	return u.name + " " + digest(fmt.Append(nil, s.URL, s.Body, s.Control, s.Pages, s.Windows, u.values))[:12]
}

// several names values that are asked together, by the first and last of many.
func several(values []string) string {
	if n := len(values); n > 3 {
		return fmt.Sprintf("%s to %s (%d)", values[0], values[n-1], n)
	}
	return strings.Join(values, ",")
}

// held returns the parts of a unit that need not be asked for again: those of a failed run of late, and those that were asked
// for once their window was settled.
func (w *walk) held(u unit) []Part {
	id := w.id(u)
	if id == "" {
		return nil
	}
	settled := func(parts []Part) bool {
		return len(parts) > 0 && w.source.Windows.Settled > 0 && parts[0].Asked.After(u.to.AddDate(0, 0, w.source.Windows.Settled+1))
	}
	if parts := w.of(w.source.Pending, id); len(parts) > 0 && (settled(parts) || w.client.options.Now().Sub(parts[0].Asked) < freshFor) {
		return parts
	}
	if parts := w.of(w.last, id); settled(parts) {
		return parts
	}
	return nil
}

// of returns the parts of a unit whose bytes are all there.
func (w *walk) of(parts []Part, id string) []Part {
	var all []Part
	for _, p := range parts {
		if p.Unit != id {
			continue
		}
		if !w.vault.holds(p.SHA256) {
			return nil
		}
		all = append(all, p)
	}
	return all
}

// unit asks for one unit and marks its parts.
func (w *walk) unit(ctx context.Context, u unit) ([]Part, error) {
	parts, err := w.span(ctx, u, filling{})
	if err != nil || u.name == "" {
		return parts, err
	}
	id, now := w.id(u), w.client.options.Now().UTC().Truncate(time.Second)
	for i := range parts {
		parts[i].Unit, parts[i].Asked = id, now
	}
	return parts, nil
}

// tooMany says that a window holds more records than its cap.
type tooMany struct{ records, most int64 }

func (e *tooMany) Error() string {
	return fmt.Sprintf("there are %d records, more than %d", e.records, e.most)
}

// span asks for the days of a unit, for their halves if there are too many records, and for the parts of a single day.
func (w *walk) span(ctx context.Context, u unit, split filling) ([]Part, error) {
	s, values, err := w.filled(u, split)
	if err != nil {
		return nil, err
	}
	parts, err := w.pages(ctx, s)
	var many *tooMany
	if !errors.As(err, &many) {
		for i := range parts {
			parts[i].Values = values
		}
		return parts, err
	}
	days := int(u.to.Sub(u.from).Hours() / 24)
	if days >= 1 {
		early, late := u, u
		early.to = u.from.AddDate(0, 0, (days-1)/2)
		late.from = early.to.AddDate(0, 0, 1)
		return w.both(ctx, early, late, split)
	}
	if len(split) == len(w.source.Windows.Split) {
		return nil, fmt.Errorf("%s cannot be divided any more: %w", u.from.Format(time.DateOnly), many)
	}
	next := w.source.Windows.Split[len(split)]
	var all []Part
	for _, value := range next.Values {
		deeper := filling{next.Name: filler{values: []string{value}}}
		for name, one := range split {
			deeper[name] = one
		}
		parts, err := w.span(ctx, u, deeper)
		if err != nil {
			return nil, err
		}
		all = append(all, parts...)
	}
	return all, nil
}

func (w *walk) both(ctx context.Context, early, late unit, split filling) ([]Part, error) {
	parts, err := w.span(ctx, early, split)
	if err != nil {
		return nil, err
	}
	rest, err := w.span(ctx, late, split)
	return append(parts, rest...), err
}

// filled returns the question for a unit, and the values that its records have in common.
func (w *walk) filled(u unit, split filling) (Source, map[string]string, error) {
	f := filling{}
	for name, one := range split {
		f[name] = one
	}
	if w.source.Each.Name != "" {
		f[w.source.Each.Name] = u.values
	}
	p := w.source.Windows
	if p.Span != "" {
		layout := p.Layout
		if layout == "" {
			layout = time.DateOnly
		}
		f.set("from", u.from.AddDate(0, 0, -p.Overlap).Format(layout))
		f.set("to", u.to.AddDate(0, 0, p.Overlap).Format(layout))
	}
	var leave []string
	for _, one := range p.Split {
		leave = append(leave, one.Name)
	}
	s, err := f.source(w.source, leave)
	texts := f.texts()
	if p.Span != "" {
		texts["from"], texts["to"] = u.from.Format(time.DateOnly), u.to.Format(time.DateOnly)
	}
	if len(texts) == 0 {
		texts = nil
	}
	return s, texts, err
}
