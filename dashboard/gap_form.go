package dashboard

import (
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
)

// The fields of the two forms of the page of one gap.
var (
	gapFilterFields  = []string{"indicator", "group", "per", "currency", "from", "to"}
	gapCatchUpFields = []string{"target", "of", "by_year", "other"}
)

// keep are the canonical parameters that a form has no field for.
func (o gapOne) keep(fields []string) []hidden {
	list := o.at.hidden()
	for _, name := range sortedKeys(o.values) {
		if !slices.Contains(fields, name) {
			list = append(list, hidden{name, strings.Join(o.values[name], ",")})
		}
	}
	return list
}

// filters is the form above the chart: which indicator, which Europe, divided by what, in which years.
func (o gapOne) filters(r *analytics.Release) gapForm {
	form := gapForm{Hidden: o.keep(gapFilterFields)}
	add := func(one selection) {
		if len(one.Options) > 1 {
			form.Selects = append(form.Selects, one)
		}
	}
	add(o.indicators())
	names := map[analytics.Code]analytics.Name{}
	for _, g := range r.Groups() {
		names[g.Code] = g.Name
	}
	add(o.groups(names, o.a.Query.Group))
	q, i := o.a.Query.Query, o.a.Indicator
	per := selection{Name: "per", Text: o.p.Text("ui.filter.per", "Divided by"), Options: []chip{{Text: o.p.Text("ui.filter.per.none", "nothing"), On: q.Per == ""}}}
	for _, one := range i.Per {
		per.Options = append(per.Options, chip{Value: one, Text: o.p.Option("per", one), On: one == q.Per})
	}
	add(per)
	currency := selection{Name: "currency", Text: o.p.Text("ui.filter.currency", "Currency")}
	for _, one := range i.Currencies {
		currency.Options = append(currency.Options, chip{Value: one, Text: o.p.Option("currency", one), On: one == q.Currency})
	}
	add(currency)
	add(o.year("from", o.p.Text("ui.gap.from", "Growth from"), o.a.Query.From))
	add(o.year("to", o.p.Text("ui.gap.to", "to"), o.a.Query.To))
	return form
}

// indicators is the choice of what is compared, in the order of the table.
func (o gapOne) indicators() selection {
	one := selection{Name: "indicator", Text: o.p.Text("ui.gap.indicator", "Figure")}
	all := o.s.content.catalogue.Comparable()
	add := func(id string) {
		at := slices.IndexFunc(all, func(i analytics.Indicator) bool { return i.ID == id })
		if at < 0 || slices.ContainsFunc(one.Options, func(c chip) bool { return c.Value == id }) {
			return
		}
		one.Options = append(one.Options, chip{Value: id, Text: o.title(id, all[at].Title), On: id == o.a.Indicator.ID})
	}
	for _, section := range o.page.Sections {
		for _, id := range section.Indicators {
			add(id)
		}
	}
	for _, i := range all {
		add(i.ID)
	}
	return one
}

// year is the choice of an end of the window.
func (o gapOne) year(name, text, now string) selection {
	one := selection{Name: name, Text: text, Options: []chip{{Text: o.p.Text("ui.filter.open", "any year"), On: now == ""}}}
	for _, p := range o.a.Frame.Periods {
		if len(p) == 4 {
			one.Options = append(one.Options, chip{Value: string(p), Text: o.period(p), On: string(p) == now})
		}
	}
	return one
}

// A gapCatchUp is the arithmetic of catching up: its form, what it says, its numbers, what is assumed.
type gapCatchUp struct {
	Form      gapForm
	Say       []phrase
	Why       string
	Numbers   []gapNumber
	Assumed   []string
	Of, Other string
}

type gapNumber struct{ Name, Text, Data, Note string }

// catchUp fills the part of the page that says what it would take.
func (o gapOne) catchUp() gapCatchUp {
	c, other := o.a.CatchUp, o.called(o.a.Query.Of)
	data := gapCatchUp{Form: o.catchUpForm(), Of: other}
	if c.Why != "" {
		data.Why = o.whyText(c.Why, o.europe(), other)
		return data
	}
	data.Say, data.Numbers, data.Assumed = o.needs(), o.numbers(), o.assumed()
	return data
}

func (o gapOne) catchUpForm() gapForm {
	q := o.a.Query
	form := gapForm{Hidden: o.keep(gapCatchUpFields)}
	target := selection{Name: "target", Text: o.p.Text("ui.gap.target", "Reach")}
	for _, percent := range withValue([]int{100, 75, 50, 25}, q.Target) {
		target.Options = append(target.Options, chip{Value: analytics.TargetText(percent), Text: o.targetText(percent), On: percent == q.Target})
	}
	of := selection{Name: "of", Text: o.p.Text("ui.gap.of.whom", "of")}
	for _, code := range o.a.Indicator.Compared {
		of.Options = append(of.Options, chip{Value: string(code), Text: o.called(code), On: code == q.Of})
	}
	by := selection{Name: "by_year", Text: o.p.Text("ui.gap.by", "by")}
	for _, year := range withValue([]int{2030, 2035, 2040, 2050}, q.ByYear) {
		by.Options = append(by.Options, chip{Value: strconv.Itoa(year), Text: o.p.Period(strconv.Itoa(year)), On: year == q.ByYear})
	}
	still := selection{Name: "other", Text: o.p.Text("ui.gap.while", "while it"), Options: []chip{
		{Value: analytics.OtherStill, Text: o.p.Text("ui.gap.still", "stands still"), On: q.Other == analytics.OtherStill},
		{Value: analytics.OtherTrend, Text: o.p.Text("ui.gap.trend", "grows as in its window"), On: q.Other == analytics.OtherTrend}}}
	form.Selects = []selection{target, of, by, still}
	return form
}

// withValue adds a value to a list of usual ones if it is none of them.
func withValue(usual []int, one int) []int {
	if !slices.Contains(usual, one) {
		usual = append(usual, one)
		slices.Sort(usual)
	}
	return usual
}

func (o gapOne) targetText(percent int) string {
	switch analytics.TargetText(percent) {
	case "parity":
		return o.p.Text("ui.gap.target.parity", "the same figure")
	case "half":
		return o.p.Text("ui.gap.target.half", "half the figure")
	}
	return o.p.Text("ui.gap.target.percent", "{0} of the figure", o.p.Percent(float64(percent)))
}

// needs says what the target asks for.
func (o gapOne) needs() []phrase {
	c, q := o.a.CatchUp, o.a.Query
	then := strconv.Itoa(q.ByYear)
	if c.Reached {
		now := o.number(o.a.Observed(o.a.Subject, c.From))
		return sentence(o.p.Text("ui.gap.say.reached", "The target of {0} is {1}; {2} had {3} in {4} and need not grow for it.", marks(5)...), phrase{Text: o.p.Period(then)},
			strong(o.amount(c.Level, o.unit())), phrase{Text: o.europe()}, now, phrase{Text: o.period(c.From)})
	}
	list := sentence(o.p.Text("ui.gap.say.need", "To have {0} of the figure of {1} in {2}, {3} would have to grow by {4} a year from {5} on", marks(6)...),
		strong(o.p.Percent(float64(q.Target))), phrase{Text: o.called(q.Of)}, phrase{Text: o.p.Period(then)}, phrase{Text: o.europe()},
		phrase{Text: o.perYear(c.Needed), Num: true, Economy: o.a.Subject}, phrase{Text: o.period(c.From)})
	if c.Own.Known {
		list = append(list, sentence(o.p.Text("ui.gap.say.own", "; in its window it grew by {0} a year", marks(1)...), strong(o.perYear(c.Own)))...)
	}
	list = append(list, phrase{Text: ". "})
	if c.Money {
		list = append(list, sentence(o.p.Text("ui.gap.say.money", "That is {0} in {1}, and {2} over the {3} years to then: {4} more than at the level of {5}.", marks(6)...),
			strong(o.amount(c.Level, o.unit())), phrase{Text: o.p.Period(then)}, strong(o.amount(c.Total, o.unit())), phrase{Text: strconv.Itoa(c.Years)},
			strong(o.amount(c.More, o.unit())), phrase{Text: o.period(c.From)})...)
	}
	return list
}

// numbers are those of the sentence, exact, with what each is.
func (o gapOne) numbers() []gapNumber {
	c, q, unit := o.a.CatchUp, o.a.Query, o.unit()
	then := o.p.Period(strconv.Itoa(q.ByYear))
	list := []gapNumber{
		{Name: o.p.Text("ui.gap.n.other", "{0} in {1}", o.called(q.Of), then), Text: o.amount(c.OtherThen, unit), Data: unit.Digits(c.OtherThen)},
		{Name: o.p.Text("ui.gap.n.target", "{0} in {1}: the target", o.europe(), then), Text: o.amount(c.Level, unit), Data: unit.Digits(c.Level)},
		{Name: o.p.Text("ui.gap.n.needed", "Growth needed a year"), Text: o.perYear(c.Needed), Data: percentDigits(c.Needed)},
	}
	if c.Money {
		span := o.p.Text("ui.gap.n.span", "{0} years after {1}", strconv.Itoa(c.Years), o.period(c.From))
		list = append(list, gapNumber{o.p.Text("ui.gap.n.total", "Together"), o.amount(c.Total, unit), unit.Digits(c.Total), span},
			gapNumber{o.p.Text("ui.gap.n.standing", "At the level of {0}", o.period(c.From)), o.amount(c.Standing, unit), unit.Digits(c.Standing), span},
			gapNumber{o.p.Text("ui.gap.n.more", "More"), o.amount(c.More, unit), unit.Digits(c.More), span})
	}
	if c.Projected.Known {
		list = append(list, gapNumber{Name: o.p.Text("ui.gap.n.projected", "Ratio in {0} if both grew as in the window", then), Text: o.p.Ratio(c.Projected.Float),
			Data: analytics.Unit{}.Digits(c.Projected)})
	}
	return list
}

// assumed lists what the arithmetic takes for granted.
func (o gapOne) assumed() []string {
	c, q := o.a.CatchUp, o.a.Query
	var list []string
	list = append(list, o.p.Text("ui.gap.as.start", "It starts from {0}, the last complete year with both figures, and ends in {1}: {2} years.", o.period(c.From),
		o.p.Period(strconv.Itoa(q.ByYear)), strconv.Itoa(c.Years)))
	if q.Other == analytics.OtherTrend {
		list = append(list, o.p.Text("ui.gap.as.trend", "{0} grows by {1} a year, as from {2} to {3}.", o.called(q.Of), o.perYear(c.OtherRate), o.period(c.Side.Growth.First), o.period(c.Side.Growth.Last)))
	} else {
		list = append(list, o.p.Text("ui.gap.as.still", "{0} stands still at its figure of {1}. That is the least that the target can ask for while it grows.", o.called(q.Of), o.period(c.From)))
	}
	list = append(list, o.p.Text("ui.gap.as.even", "{0} grows by the same rate every year.", o.europe()))
	if o.prices() != "" {
		list = append(list, o.p.Text("ui.gap.as.prices", "Money is in {0} at current prices and at the exchange rates of each year; what prices and rates will do is left out.", o.p.Unit(o.unit().Code, "")))
	}
	return append(list, o.p.Text("ui.gap.as.not", "It is arithmetic on these assumptions, no forecast: nothing says that a rate will last."))
}
