package analytics

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A Query is a question. It compares with ==, prints as an address, and parses from one.
// All lists are canonical: in the order asked, no repeats, joined by commas.
type Query struct {
	Indicators string // one or more indicator ids
	Economies  string // economies and groups; "all" is every single economy with a fact
	From, To   string // years, inclusive; empty is open
	Frequency  string // "year", "quarter" or "all" (the whole range as one period)
	By         string // a dimension of the indicators; empty for none
	Where      string // restrictions: dimension:code,code;dimension:code sorted by dimension, codes sorted
	Currency   string // "eur", "usd", "cny"; empty for indicators that are not money
	Prices     string // "current"; empty for indicators that are not money
	Per        string // "capita", "gdp" or empty
	Options    string // values of the options of the indicators: option:value;option:value sorted by option
	Nowcast    string // "yes": the running year is estimated as well; empty for indicators that allow none, and where a year is not asked for as a whole
	Basis      string // where a fact counts, if it has several places: "headquarters" or "founding", "host" or "owner", "funder" or "recipient"
}

// A Cell names one figure of a frame.
type Cell struct {
	Indicator string // empty: the query's only indicator
	Economy   Code   // empty: all economies of the query
	Period    Period // empty: all periods of the query
	By        Code   // empty: all codes
}

// StandardEconomies are the three that a question compares unless it says otherwise.
const StandardEconomies = "EU27_2020,US,CN"

// allEconomies asks for every single economy with a fact.
const allEconomies = "all"

const (
	basisHeadquarters = "headquarters"
	basisFounding     = "founding"
	basisHost         = "host"
	basisOwner        = "owner"
	basisFunder       = "funder"
	basisRecipient    = "recipient"
	pricesCurrent     = "current"
	wherePrefix       = "where."

	maxCodes = 120
)

var (
	currencies   = []string{"eur", "usd", "cny"}
	basisColumns = map[string]string{basisHeadquarters: "economy", basisFounding: "founding_economy", basisHost: "economy", basisOwner: "owner_economy",
		basisFunder: "funder_economy", basisRecipient: "economy"}

	economyCode = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,19}$`)
	anyCode     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$`)
	yearText    = regexp.MustCompile(`^(19|20|21)[0-9]{2}$`)
)

func currencyCode(currency string) string { return strings.ToUpper(currency) }

// Default returns the usual question of an indicator, complete and canonical.
func (c *Catalogue) Default(id string) (Query, error) {
	i, err := c.Indicator(id)
	if err != nil {
		return Query{}, err
	}
	u := i.def.Default
	return c.Parse(nil, Query{Indicators: id, Economies: u.Economies, From: u.From, By: u.By, Where: printWhere(u.Where)})
}

// Parse reads the query parameters of an address over the defaults of a chart or indicator. It reports the first problem as
// an *InvalidError. Parameters that are not a query's own (lang, release, form, theme, ...) must be taken out by the caller.
// A parameter that is there but empty clears the default. The result is complete: what neither says has its usual value.
// Whether economies and codes exist is for a release to know: Eval says so. Parse(nil, defaults) completes defaults.
func (c *Catalogue) Parse(v url.Values, defaults Query) (Query, error) {
	asked, err := c.several(defaults.Indicators)
	if err != nil {
		return Query{}, err
	}
	p := parser{v: v, q: defaults, asked: asked}
	p.q.Indicators = strings.Join(splitList(defaults.Indicators), ",")
	p.names()
	p.economies()
	p.years()
	p.frequency()
	p.by()
	p.where()
	p.options()
	p.money()
	p.q.Per = p.choice("per", p.q.Per, "", p.shared(func(i Indicator) []string { return i.Per }), "this indicator is not divided")
	p.q.Basis = p.choice("basis", p.q.Basis, "", p.union(func(i Indicator) []string { return i.Bases }), "only facts about companies, sites and awards have a basis")
	p.nowcast()
	if p.err != nil {
		return Query{}, p.err
	}
	return p.q, nil
}

// Values prints the query as canonical query parameters, leaving out what equals the defaults. Indicators are not printed.
// Defaults should be complete, as Parse(nil, defaults) returns them. Parse(q.Values(d), d) is q.
func (q Query) Values(defaults Query) url.Values {
	v := url.Values{}
	for _, f := range []struct{ name, value, usual string }{
		{"economies", q.Economies, defaults.Economies}, {"from", q.From, defaults.From}, {"to", q.To, defaults.To},
		{"frequency", q.Frequency, defaults.Frequency}, {"by", q.By, defaults.By}, {"currency", q.Currency, defaults.Currency},
		{"prices", q.Prices, defaults.Prices}, {"per", q.Per, defaults.Per}, {"basis", q.Basis, defaults.Basis}, {"nowcast", q.Nowcast, defaults.Nowcast},
	} {
		if f.value != f.usual {
			v.Set(f.name, f.value)
		}
	}
	usualOptions := parseWhere(defaults.Options)
	for id, value := range parseWhere(q.Options) {
		if !slices.Equal(value, usualOptions[id]) {
			v.Set(id, value[0])
		}
	}
	have, usual := parseWhere(q.Where), parseWhere(defaults.Where)
	for dimension, codes := range have {
		if !slices.Equal(codes, usual[dimension]) {
			v.Set(wherePrefix+dimension, strings.Join(codes, ","))
		}
	}
	for dimension := range usual {
		if have[dimension] == nil {
			v.Set(wherePrefix+dimension, "")
		}
	}
	return v
}

// A parser turns parameters into a query, step by step, and keeps the first problem.
type parser struct {
	v     url.Values
	q     Query
	asked []Indicator
	err   error
}

func (p *parser) fail(param, value, reason string, allowed []string) {
	if p.err == nil {
		p.err = &InvalidError{Param: param, Value: value, Reason: reason, Allowed: allowed}
	}
}

// union returns what any of the indicators allows, shared what all of them allow, in the order of the first.
func (p *parser) union(of func(Indicator) []string) []string {
	var all []string
	for _, i := range p.asked {
		for _, one := range of(i) {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	return all
}

func (p *parser) shared(of func(Indicator) []string) []string {
	return slices.DeleteFunc(p.union(of), func(one string) bool {
		return slices.ContainsFunc(p.asked, func(i Indicator) bool { return !slices.Contains(of(i), one) })
	})
}

func (p *parser) dimensions() []string { return p.shared(Indicator.dimensionIDs) }

func (p *parser) names() {
	allowed := []string{"economies", "from", "to", "frequency", "by", "currency", "prices", "per", "basis", "nowcast"}
	for _, d := range p.dimensions() {
		allowed = append(allowed, wherePrefix+d)
	}
	allowed = append(allowed, p.union(Indicator.optionIDs)...)
	for _, name := range slices.Sorted(maps.Keys(p.v)) {
		if !slices.Contains(allowed, name) {
			p.fail(name, strings.Join(p.v[name], ","), "no such parameter", allowed)
		}
	}
}

// one returns a parameter that has a single value, or what was there before.
func (p *parser) one(name, before string) string {
	values, there := p.v[name]
	if !there || len(values) == 0 {
		return before
	}
	if len(values) > 1 {
		p.fail(name, strings.Join(values, ","), "appears more than once", nil)
	}
	return strings.TrimSpace(values[0])
}

// choice returns a parameter that takes one of the allowed values or none; usual stands for none.
func (p *parser) choice(name, before, usual string, allowed []string, why string) string {
	_, explicit := p.v[name]
	value := strings.ToLower(p.one(name, before))
	if value == "" && len(allowed) > 0 && usual == "" && name == "basis" {
		usual = allowed[0]
	}
	switch {
	case value == "":
		return usual
	case slices.Contains(allowed, value):
		return value
	case len(allowed) == 0 && explicit:
		p.fail(name, value, why, nil)
	case len(allowed) == 0:
		return ""
	default:
		p.fail(name, value, "not a value of "+name, allowed)
	}
	return usual
}

func (p *parser) economies() {
	text := p.q.Economies
	if values := p.v["economies"]; len(values) > 0 && strings.Join(values, "") != "" {
		text = strings.Join(values, ",")
	}
	list := splitList(text)
	for n, code := range list {
		if strings.EqualFold(code, allEconomies) {
			p.q.Economies = allEconomies
			if len(list) > 1 {
				p.fail("economies", text, "all stands alone", nil)
			}
			return
		}
		list[n] = strings.ToUpper(code)
		if !economyCode.MatchString(list[n]) {
			p.fail("economies", code, "not a code of an economy or group", nil)
		}
	}
	if list = unique(list); len(list) > maxCodes {
		p.fail("economies", fmt.Sprint(len(list)), fmt.Sprintf("at most %d at once", maxCodes), nil)
	}
	p.q.Economies = strings.Join(list, ",")
	if len(list) == 0 {
		p.q.Economies = p.usualEconomies()
	}
}

func (p *parser) usualEconomies() string {
	if usual := p.asked[0].def.Default.Economies; usual != "" {
		return usual
	}
	return StandardEconomies
}

func (p *parser) years() {
	for _, f := range []struct {
		name  string
		field *string
	}{{"from", &p.q.From}, {"to", &p.q.To}} {
		*f.field = p.one(f.name, *f.field)
		if *f.field != "" && !yearText.MatchString(*f.field) {
			p.fail(f.name, *f.field, "not a year from 1900 to 2199", nil)
		}
	}
	if p.q.From != "" && p.q.To != "" && p.q.From > p.q.To {
		p.fail("from", p.q.From, "later than to", nil)
	}
	timeless := func(i Indicator) bool { return i.def.Time != "none" }
	if !slices.ContainsFunc(p.asked, timeless) {
		for _, name := range []string{"from", "to"} {
			if p.one(name, "") != "" {
				p.fail(name, p.one(name, ""), "this indicator stands as of the release and has no years", nil)
			}
		}
		p.q.From, p.q.To = "", ""
	}
}

func (p *parser) frequency() {
	allowed := p.union(func(i Indicator) []string { return i.Frequencies })
	usual := allowed[0]
	value := strings.ToLower(p.one("frequency", ""))
	switch {
	case value == "" && slices.Contains(allowed, p.q.Frequency) && len(p.v["frequency"]) == 0:
		return
	case value == "":
		p.q.Frequency = usual
	case slices.Contains(allowed, value):
		p.q.Frequency = value
	default:
		p.fail("frequency", value, "not a frequency of this indicator", allowed)
	}
}

func (p *parser) by() {
	allowed := append(p.dimensions(), p.shared(Indicator.optionIDs)...)
	p.q.By = p.one("by", p.q.By)
	if p.q.By != "" && !slices.Contains(allowed, p.q.By) {
		p.fail("by", p.q.By, "not a dimension of this indicator", allowed)
	}
}

func (p *parser) where() {
	where := parseWhere(p.q.Where)
	for _, d := range p.dimensions() {
		values, there := p.v[wherePrefix+d]
		if !there {
			continue
		}
		where[d] = splitList(strings.Join(values, ","))
		if len(where[d]) == 0 {
			delete(where, d)
		}
	}
	for _, d := range slices.Sorted(maps.Keys(where)) {
		if !slices.Contains(p.dimensions(), d) {
			p.fail(wherePrefix+d, "", "not a dimension of this indicator", p.dimensions())
		}
		for _, code := range where[d] {
			if !anyCode.MatchString(code) {
				p.fail(wherePrefix+d, code, "not a code", nil)
			}
		}
		if len(where[d]) > maxCodes {
			p.fail(wherePrefix+d, "", fmt.Sprintf("at most %d codes at once", maxCodes), nil)
		}
	}
	p.fixed(where)
	p.q.Where = printWhere(where)
}

// fixed sees to it that codes which may not be summed are not: one of them is asked for, or all are told apart.
func (p *parser) fixed(where map[string][]string) {
	for _, i := range p.asked {
		for _, d := range i.def.Dimensions {
			if d.isAdditive() {
				continue
			}
			_, explicit := p.v[wherePrefix+d.ID]
			if p.q.By == d.ID {
				if !explicit && slices.Equal(where[d.ID], []string{d.Default}) {
					delete(where, d.ID) // it was filled in for a question that did not tell the codes apart
				}
				continue
			}
			switch codes := unique(where[d.ID]); {
			case len(codes) == 0:
				where[d.ID] = []string{d.Default}
			case len(codes) > 1:
				p.fail(wherePrefix+d.ID, strings.Join(codes, ","), "these may not be added up: ask for one, or by="+d.ID, nil)
			}
		}
	}
}

func (p *parser) money() {
	allowed := p.union(func(i Indicator) []string { return i.Currencies })
	usual, prices := "", []string(nil)
	if len(allowed) > 0 {
		usual, prices = currencies[0], []string{pricesCurrent}
	}
	p.q.Currency = p.choice("currency", p.q.Currency, usual, allowed, "this indicator is not money")
	usualPrices := ""
	if len(prices) > 0 {
		usualPrices = pricesCurrent
	}
	p.q.Prices = p.choice("prices", p.q.Prices, usualPrices, prices, "this indicator is not money")
}
