package plot

import (
	"fmt"
	"slices"
	"strings"

	"sextant/analytics"
)

// A Form is a way to draw a frame.
type Form string

// The forms, one file each.
const (
	Line       Form = "line"
	Bar        Form = "bar"
	StackedBar Form = "stacked-bar"
	Map        Form = "map"
	Sankey     Form = "sankey"
	Treemap    Form = "treemap"
	Scatter    Form = "scatter"
	Timeline   Form = "timeline"
	Slope      Form = "slope"
	Scorecard  Form = "scorecard"
	Table      Form = "table"
	Network    Form = "network"
	Icicle     Form = "icicle"
)

// Forms returns every form, in the order in which the documents list them.
func Forms() []Form {
	return []Form{Line, Bar, StackedBar, Map, Sankey, Treemap, Scatter, Timeline, Slope, Scorecard, Table, Network, Icicle}
}

// NeedsRows says whether a form draws the rows behind a frame and not its observations.
func (f Form) NeedsRows() bool { return f == Map || f == Timeline || f == Icicle }

// HasTime says whether a form may have an upright axis of time, over which events can be laid.
func (f Form) HasTime() bool { return f == Line || f == Bar || f == StackedBar }

// A Spec is a chart's definition: a question, the query that answers it and the way the answer is drawn. It is the content of
// dashboard/charts/<id>.yaml; its English texts are translated by the keys chart.<id>.title, .question and .note.<n>.
type Spec struct {
	ID         string    `yaml:"-"`          // the file's name
	Title      string    `yaml:"title"`      // a question or a finding, sentence case
	Question   string    `yaml:"question"`   // one line more
	Page       string    `yaml:"page"`       // slug of the page that the chart belongs to
	Form       Form      `yaml:"form"`       // how it is drawn
	Indicators []string  `yaml:"indicators"` // ids, in the order drawn
	Query      QuerySpec `yaml:"query"`      // defaults of the question
	View       View      `yaml:"view"`       // defaults of the drawing
	Notes      []string  `yaml:"notes"`      // what a reader must know before quoting
}

// A QuerySpec is the default question of a chart. Empty fields are open.
type QuerySpec struct {
	Economies string              `yaml:"economies"` // codes and groups, comma-separated; empty: EU27_2020,US,CN
	From      string              `yaml:"from"`      // first year
	To        string              `yaml:"to"`        // last year
	Frequency string              `yaml:"frequency"` // year, quarter or all; empty: year
	By        string              `yaml:"by"`        // dimension that the values are broken down by
	Where     map[string][]string `yaml:"where"`     // dimension to allowed codes
	Currency  string              `yaml:"currency"`  // eur, usd, cny; money only
	Prices    string              `yaml:"prices"`    // current; money only
	Per       string              `yaml:"per"`       // capita or gdp
	Options   map[string]string   `yaml:"options"`   // options of the indicators
	Nowcast   string              `yaml:"nowcast"`   // yes: the running year is estimated
	Basis     string              `yaml:"basis"`     // headquarters or founding, funder or recipient
}

// A View is how a frame is drawn, apart from its form.
type View struct {
	Stack       string `yaml:"stack"`       // absolute or share; stacked bars only
	Scale       string `yaml:"scale"`       // linear or log
	Orientation string `yaml:"orientation"` // vertical or horizontal; bars only
	Events      string `yaml:"events"`      // kinds of events laid over a time axis, or ids of policy events; see analytics.ParseEvents
	Event       string `yaml:"-"`           // id of the event that before and after are told of; a reader's choice
	Window      int    `yaml:"-"`           // years on each side of it; a reader's choice

	Parity float64 `yaml:"-"` // the value at which two sides are level, marked on a line chart whose scale reaches it; 0: none
}

// DefaultEconomies are the three that every chart compares unless it says otherwise.
const DefaultEconomies = analytics.StandardEconomies

// Defaults returns the chart's question as a query.
func (s Spec) Defaults() analytics.Query {
	q := analytics.Query{
		Indicators: strings.Join(s.Indicators, ","),
		Economies:  s.Query.Economies,
		From:       s.Query.From,
		To:         s.Query.To,
		Frequency:  s.Query.Frequency,
		By:         s.Query.By,
		Where:      s.Query.where(),
		Currency:   s.Query.Currency,
		Prices:     s.Query.Prices,
		Per:        s.Query.Per,
		Options:    s.Query.options(),
		Basis:      s.Query.Basis,
		Nowcast:    s.Query.Nowcast,
	}
	if q.Economies == "" {
		q.Economies = DefaultEconomies
	}
	if q.Frequency == "" {
		q.Frequency = "year"
	}
	return q
}

// where prints the restrictions in the canonical form of analytics.Query.
func (q QuerySpec) where() string {
	var parts []string
	for dimension, codes := range q.Where {
		parts = append(parts, dimension+":"+strings.Join(codes, ","))
	}
	slices.Sort(parts)
	return strings.Join(parts, ";")
}

// options prints the options in the canonical form of analytics.Query.
func (q QuerySpec) options() string {
	var parts []string
	for id, value := range q.Options {
		parts = append(parts, id+":"+value)
	}
	slices.Sort(parts)
	return strings.Join(parts, ";")
}

// Lint returns what is wrong with a definition by itself, one sentence each. Whether its indicators and page exist is for the
// caller to know.
func (s Spec) Lint() []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if s.Title == "" || s.Question == "" {
		say("title and question are required")
	}
	if !slices.Contains(Forms(), s.Form) {
		say("form %q is none of %v", s.Form, Forms())
	}
	if len(s.Indicators) == 0 && s.Form != Timeline {
		say("indicators is empty")
	}
	if s.Form == Scatter && len(s.Indicators) != 2 {
		say("a scatter needs two indicators, not %d", len(s.Indicators))
	}
	for _, choice := range []struct {
		name, value string
		allowed     []string
	}{
		{"view.stack", s.View.Stack, []string{"", "absolute", "share"}},
		{"view.scale", s.View.Scale, []string{"", "linear", "log"}},
		{"view.orientation", s.View.Orientation, []string{"", "vertical", "horizontal"}},
		{"query.nowcast", s.Query.Nowcast, []string{"", "yes"}},
		{"query.frequency", s.Query.Frequency, []string{"", "year", "quarter", "all"}},
	} {
		if !slices.Contains(choice.allowed, choice.value) {
			say("%s %q is none of %q", choice.name, choice.value, choice.allowed[1:])
		}
	}
	if parsed, err := analytics.ParseEvents(s.View.Events); err != nil || parsed != s.View.Events {
		say("view.events %q is not a sorted list of kinds and ids", s.View.Events)
	}
	if s.View.Events != "" && !s.Form.HasTime() {
		say("view.events is for lines, bars and stacked bars")
	}
	if s.View.Scale == "log" && (s.Form == Bar || s.Form == StackedBar) {
		say("bars start at zero, which a log scale does not have")
	}
	return wrong
}
