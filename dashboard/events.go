package dashboard

import (
	"bytes"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// windows are the years that a reader may set beside each other before and after an event; the first is usual.
var windows = []string{"1", "2", "3", "4", "5"}

// takeEvents takes the parameters out that say which events are drawn over a chart and of which of them before and after are
// told, applies them and keeps those that differ from the definition. A form without an axis of time has no events.
func takeEvents(q *request, spec *plot.Spec, own plot.Form, values map[string][]string) error {
	usual, given := spec.View.Events, q.values.Has("events")
	events, err := analytics.ParseEvents(strings.Join(q.values["events"], ","))
	if err != nil {
		return err
	}
	q.values.Del("events")
	event, err := q.single("event")
	if err != nil {
		return err
	}
	q.values.Del("event")
	window, err := q.choose("window", windows...)
	switch {
	case err != nil:
		return err
	case event != "" && !idPattern.MatchString(event):
		return &analytics.InvalidError{Param: "event", Value: event, Reason: "not the id of a policy event"}
	case !own.HasTime() && (events != "" || event != ""):
		return &analytics.InvalidError{Param: "events", Value: events + event, Reason: "only lines, bars and stacked bars over time have events"}
	}
	if !spec.Form.HasTime() {
		spec.View.Events = ""
		return nil
	}
	if given && events != usual {
		spec.View.Events = events
		values["events"] = []string{events}
	}
	if event != "" {
		spec.View.Event = event
		spec.View.Window, _ = strconv.Atoi(window) // a digit of windows
		values["event"] = []string{event}
		if window != windows[0] {
			values["window"] = []string{window}
		}
	}
	return nil
}

// An eventList is what the numbers over a drawing stand for.
type eventList struct {
	Items   []eventItem
	Left    string // how many are not drawn
	Rule    string // what makes a market event
	Files   []fileChoice
	Compare *beforeAfter
	Target  string // of links; "_top" inside the page of another site
}

// framed is the list inside the page of another site, where links leave the frame.
func (l *eventList) framed(base string) *eventList {
	if l == nil {
		return nil
	}
	l.Target, l.Files, l.Compare = "_top", nil, nil
	for i := range l.Items {
		one := &l.Items[i]
		one.Compare = ""
		if one.Href != "" {
			one.Href = base + one.Href
		}
	}
	return l
}

type eventItem struct {
	Title, Href      string
	Economy          analytics.Code // whose colour the stroke has
	Name, Date, Kind string
	SourceURL, Host  string
	Compare          string // address of the chart with before and after
	Chosen           bool
}

// eventList explains the events of a figure; nil where none is drawn and none was asked for.
func (f figure) eventList(p *locale.Printer, at place, r *analytics.Release, values url.Values) *eventList {
	if f.spec.View.Events == "" && f.spec.View.Event == "" {
		return nil
	}
	list := &eventList{}
	market := false
	for _, e := range plot.Events(f.spec, f.frame) {
		list.Items = append(list.Items, f.eventItem(p, at, r, values, e))
		market = market || e.Kind == analytics.MarketEvents
	}
	if left := f.frame.Overlay.Left; left > 0 {
		list.Left = p.Plural("ui.events.left", left, "{0} more event of these kinds is not drawn: the more important ones come first, and one of which only the year is known has no place between two ticks.",
			"{0} more events of these kinds are not drawn: the more important ones come first, and those of which only the year is known have no place between two ticks.")
	}
	if market {
		list.Rule = p.Text("ui.events.market", "Market events are acquisitions, stock market listings and equity rounds of the list of companies of at least {0}.",
			p.Money(analytics.LeastMarketEvent, "USD"))
	}
	for _, form := range chartForms[:2] {
		list.Files = append(list.Files, fileChoice{Href: at.file("/charts/"+f.spec.ID+"/events"+form.suffix, values), Text: form.name, Type: form.kind})
	}
	list.Compare = f.beforeAfter(p, at, r, values)
	return list
}

func (f figure) eventItem(p *locale.Printer, at place, r *analytics.Release, values url.Values, e analytics.Event) eventItem {
	one := eventItem{Title: e.Title, Economy: e.Side, Name: f.economyName(p, e.Economy), Date: p.Date(e.Dated), Chosen: e.ID == f.spec.View.Event}
	lists := [2]string{"policy_kind", "policy_status"}
	if e.Kind == analytics.MarketEvents {
		lists = [2]string{"", "round_instrument"}
	}
	if lists[0] != "" {
		one.Kind = r.CodeName(lists[0], e.Kind).In(p.Lang()) + p.Text("ui.comma", ", ")
	}
	one.Kind = upperFirst(one.Kind + strings.ToLower(r.CodeName(lists[1], e.Status).In(p.Lang())))
	if e.Planned {
		one.Date = p.Text("chart.event.planned", "planned for {0}", one.Date)
	}
	if e.Link != "" {
		one.Href = at.page(e.Link, nil)
	}
	if web(e.SourceURL) {
		one.SourceURL, one.Host = e.SourceURL, host(e.SourceURL)
	}
	if e.Kind != analytics.MarketEvents && !e.Planned {
		one.Compare = at.page("/charts/"+f.spec.ID, with(values, "event", e.ID)) + "#before-after"
	}
	return one
}

// eventLines are the events in one line each, for pictures that leave the page.
func (f figure) eventLines(p *locale.Printer) []string {
	var lines []string
	for n, text := range plot.EventTexts(f.spec, f.frame, p) {
		lines = append(lines, strconv.Itoa(n+1)+"  "+text)
	}
	return lines
}

// events offers the kinds of events as boxes on a chart over time.
func (b *filterBuilder) events(values url.Values) {
	if !plot.Timed(b.f.spec, b.f.frame) {
		return
	}
	chosen := split(b.f.spec.View.Events)
	group := chipGroup{Text: b.p.Text("ui.filter.events", "Events drawn over it")}
	for _, kind := range b.r.EventKinds() {
		group.Chips = append(group.Chips, chip{Name: "events", Value: string(kind.Code), Text: kind.Name.In(b.p.Lang()), On: slices.Contains(chosen, string(kind.Code))})
	}
	for _, id := range chosen { // single events have no box unless they are drawn
		if !slices.ContainsFunc(group.Chips, func(c chip) bool { return c.Value == id }) {
			group.Chips = append(group.Chips, chip{Name: "events", Value: id, Text: b.eventTitle(id), On: true})
		}
	}
	b.form.Groups = append(b.form.Groups, group)
	b.form.Hidden = append(b.form.Hidden, hidden{"events", ""}) // no box ticked is no event, not the usual ones
	if id := b.f.spec.View.Event; id != "" {
		b.form.Hidden = append(b.form.Hidden, hidden{"event", id}, hidden{"window", strconv.Itoa(b.f.spec.View.Window)})
	}
	b.form.Open = b.form.Open || values.Has("events")
}

// overlayWords says in words what is laid over the figures and estimated beside them.
func (b *filterBuilder) overlayWords() {
	var names []string
	kinds := b.r.EventKinds()
	for _, id := range split(b.f.spec.View.Events) {
		at := slices.IndexFunc(kinds, func(kind analytics.ListedCode) bool { return string(kind.Code) == id })
		if at < 0 {
			names = append(names, b.eventTitle(id))
			continue
		}
		names = append(names, kinds[at].Name.In(b.p.Lang()))
	}
	if len(names) > 0 && plot.Timed(b.f.spec, b.f.frame) {
		b.form.Words = append(b.form.Words, word{b.p.Text("ui.words.events", "events drawn over it: {0}", strings.Join(names, ", ")), true})
	}
	if b.f.query.Nowcast != "" {
		b.form.Words = append(b.form.Words, word{b.p.Text("ui.words.nowcast", "with an estimate of the running year"), b.f.defaults.Nowcast == ""})
	}
}

func (b *filterBuilder) eventTitle(id string) string {
	for _, e := range b.f.frame.Overlay.Events {
		if e.ID == id {
			return e.Title
		}
	}
	return id
}

// eventsFile answers /charts/{id}/events.csv and .json: the events of a chart, and before and after of the chosen one.
func (s *Server) eventsFile(suffix string) planner {
	return func(q *request) (*plan, error) {
		id, err := q.id(0)
		if err != nil {
			return nil, err
		}
		c, err := s.chartOf(q, id)
		if err != nil {
			return nil, err
		}
		p := &plan{values: c.values}
		if suffix == ".csv" {
			p.download = id + "-events.csv"
		}
		p.render = func(ctx context.Context, r *analytics.Release) (*answer, error) {
			f, err := exportable(ctx, r, c)
			if err != nil {
				return nil, err
			}
			list := analytics.EventList{Release: r.ID(), AsOf: f.frame.AsOf, Events: plot.Events(f.spec, f.frame), Left: f.frame.Overlay.Left}
			if f.frame.Overlay.Chosen.ID != "" {
				compared := r.BeforeAfter(f.frame, f.frame.Overlay, f.spec.View.Window)
				list.BeforeAfter = &compared
			}
			var b bytes.Buffer
			write := analytics.WriteEventsCSV
			if suffix == ".json" {
				write = analytics.WriteEventsJSON
			}
			if err := write(&b, list, f.frame); err != nil {
				return nil, err
			}
			return fileAnswer(suffix, b.Bytes(), r.ID(), list.Lines(f.frame)), nil
		}
		return p, nil
	}
}
