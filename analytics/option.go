package analytics

import (
	"slices"
	"strings"
)

// An Option is a choice in the method of an indicator: how many of the largest, how many months. It is a parameter of the address.
type Option struct {
	ID      string   // the parameter; key option.<id>.title
	Values  []string // allowed, in order; key option.<id>.<value>
	Usual   string
	columns []string // of the entity that a value chooses, if it does
}

// option is an option as it is written.
type option struct {
	ID      string   `yaml:"id"`
	Values  []string `yaml:"values"`
	Usual   string   `yaml:"usual"`   // the first value if left out
	Columns []string `yaml:"columns"` // one per value: the column of the entity
}

func optionsOf(list []option) []Option {
	var all []Option
	for _, one := range list {
		o := Option{ID: one.ID, Values: one.Values, Usual: one.Usual, columns: one.Columns}
		if o.Usual == "" && len(o.Values) > 0 {
			o.Usual = o.Values[0]
		}
		all = append(all, o)
	}
	return all
}

// reserved are the parameters of an address that an option must not take the name of.
var reserved = []string{"basis", "by", "code", "currency", "dialect", "economies", "economy", "event", "events", "form", "frequency", "from", "height",
	"highlight", "indicator", "lang", "nowcast", "per", "period", "prices", "release", "scale", "stack", "theme", "to", "where", "width", "window"}

// problems say what is wrong with an option by itself.
func (o option) problems() []string {
	var all []string
	check := func(wrong bool, reason string) {
		if wrong {
			all = append(all, "option "+o.ID+" "+reason)
		}
	}
	check(o.ID == "" || slices.Contains(reserved, o.ID), "has no name, or that of another parameter")
	check(len(o.Values) < 2, "leaves no choice")
	check(o.Usual != "" && !slices.Contains(o.Values, o.Usual), "has a usual value that is not one of its values")
	check(len(o.Columns) > 0 && len(o.Columns) != len(o.Values), "names a column for each value or none")
	check(slices.ContainsFunc(o.Values, func(v string) bool { return !anyCode.MatchString(v) }), "has a value that is no code")
	return all
}

// options reads the options of the indicators asked: every one gets a value.
func (p *parser) options() {
	chosen, all := parseWhere(p.q.Options), map[string][]string{}
	for _, i := range p.asked {
		for _, o := range i.Options {
			before := strings.Join(chosen[o.ID], ",")
			if before != "" && !slices.Contains(o.Values, before) {
				p.fail(o.ID, before, "not a value of "+o.ID, o.Values)
			}
			value := p.one(o.ID, before)
			if value == "" {
				value = o.Usual
			}
			if !slices.Contains(o.Values, value) {
				p.fail(o.ID, value, "not a value of "+o.ID, o.Values)
			}
			all[o.ID] = []string{value}
		}
		for id := range chosen {
			if !slices.ContainsFunc(p.asked, func(i Indicator) bool { _, ok := i.Option(id); return ok }) {
				p.fail(id, "", "no such option", nil)
			}
		}
	}
	p.q.Options = printWhere(all)
}

// Option returns one option and whether the indicator has it.
func (i Indicator) Option(id string) (Option, bool) {
	at := slices.IndexFunc(i.Options, func(o Option) bool { return o.ID == id })
	if at < 0 {
		return Option{}, false
	}
	return i.Options[at], true
}

func (i Indicator) optionIDs() []string {
	ids := make([]string, len(i.Options))
	for n, o := range i.Options {
		ids[n] = o.ID
	}
	return ids
}

// Option returns the value of an option under the query; empty if the query has no such option.
func (q Query) Option(id string) string { return strings.Join(parseWhere(q.Options)[id], ",") }

// with is the query with another value of an option.
func (q Query) with(id, value string) Query {
	all := parseWhere(q.Options)
	all[id] = []string{value}
	q.Options = printWhere(all)
	return q
}

// entity is the column that facts are put together by before a method sees them; empty if each stands alone.
func (i Indicator) entity(q Query) string {
	for _, o := range i.Options {
		if at := slices.Index(o.Values, q.Option(o.ID)); at >= 0 && at < len(o.columns) {
			return o.columns[at]
		}
	}
	return i.def.Entity
}
