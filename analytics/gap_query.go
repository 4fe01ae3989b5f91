package analytics

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A GapQuery asks how far Europe is from the United States and China in one indicator, and what it would take to reach one of them. It
// compares with ==, prints as an address and parses from one.
type GapQuery struct {
	Query    Query  // of the indicator, by year where it has years; economies are every Europe and the others
	Group    Code   // the Europe that is compared; empty: the first of EU27_2020, EUROPE, EU and WIDER_EUROPE with a figure
	From, To string // years that the window of growth lies in; empty is open
	Of       Code   // catch-up: who is to be reached
	Target   int    // catch-up: at which percentage of the other's figure
	ByYear   int    // catch-up: in which year
	Other    string // catch-up: OtherStill or OtherTrend
}

// What the other side is taken to do until the year of the catch-up.
const (
	OtherStill = "still" // it stays at its latest figure
	OtherTrend = "trend" // it grows as in its window
)

const (
	targetParity, targetHalf = "parity", "half"
	parity                   = 100 // percent
	maxTarget                = 200
	usualByYear              = 2035
	lastByYear               = 2100
)

// GapGroups are the ways to say Europe, the usual one first.
func GapGroups() []Code { return slices.Clone(gapSubjects) }

// GapOthers are the economies that Europe is compared with.
func GapOthers() []Code { return slices.Clone(gapOthers) }

// Comparable returns the indicators of which a ratio between economies may be made, in order of id.
func (c *Catalogue) Comparable() []Indicator {
	return slices.DeleteFunc(c.Indicators(), func(i Indicator) bool { return len(i.Compared) == 0 || i.Withdrawn != "" })
}

// ParseGapGroup reads the only parameter of the table of all gaps.
func ParseGapGroup(v url.Values) (Code, error) {
	p := gapParser{parser: parser{v: v}}
	p.known([]string{"indicator", "group"})
	p.group()
	return p.g.Group, p.err
}

// ParseGap reads the parameters of the gap in one indicator. It reports the first problem as an *InvalidError.
func (c *Catalogue) ParseGap(v url.Values) (GapQuery, error) {
	p := gapParser{parser: parser{v: v}}
	id := p.one("indicator", "")
	all := c.Comparable()
	at := slices.IndexFunc(all, func(i Indicator) bool { return i.ID == id })
	if at < 0 {
		p.fail("indicator", id, "not an indicator that may be compared", idsOf(all))
		return GapQuery{}, p.err
	}
	own := []string{"indicator", "group", "from", "to", "of", "target", "by_year", "other"}
	kept := append([]string{"currency", "prices", "per", "basis"}, all[at].filterNames()...)
	p.known(append(slices.Clone(own), kept...))
	p.group()
	p.window()
	p.catchUp(all[at])
	if p.err != nil {
		return GapQuery{}, p.err
	}
	rest := maps.Clone(v)
	for _, name := range own {
		delete(rest, name)
	}
	defaults, err := c.gapDefaults(all[at])
	if err == nil {
		p.g.Query, err = c.Parse(rest, defaults)
	}
	return p.g, err
}

// gapDefaults is the usual question of an indicator, over all its years, of every Europe and the others.
func (c *Catalogue) gapDefaults(i Indicator) (Query, error) {
	usual, err := c.Default(i.ID)
	if err != nil {
		return Query{}, err
	}
	usual.From, usual.To, usual.By, usual.Economies = "", "", "", gapEconomies(gapSubjects...)
	if slices.Contains(i.Frequencies, freqYear) {
		usual.Frequency = freqYear
	}
	return c.Parse(nil, usual)
}

// gapEconomies lists Europes and the others as a query does.
func gapEconomies(europe ...Code) string {
	return strings.ReplaceAll(codesOf(append(slices.Clone(europe), gapOthers...)), " ", "")
}

// filterNames are the parameters of an address that are this indicator's own.
func (i Indicator) filterNames() []string {
	var names []string
	for _, id := range i.dimensionIDs() {
		names = append(names, wherePrefix+id)
	}
	for _, o := range i.Options {
		names = append(names, o.ID)
	}
	return names
}

func idsOf(list []Indicator) []string {
	ids := make([]string, len(list))
	for n, i := range list {
		ids[n] = i.ID
	}
	return ids
}

// Values prints a query as canonical parameters, leaving out what is usual.
func (g GapQuery) Values(c *Catalogue) url.Values {
	i, err := c.Indicator(g.Query.Indicators)
	if err != nil {
		return nil
	}
	defaults, err := c.gapDefaults(i)
	if err != nil {
		return nil
	}
	v := g.Query.Values(defaults)
	for _, f := range []struct{ name, value, usual string }{
		{"indicator", i.ID, ""}, {"group", string(g.Group), ""}, {"from", g.From, ""}, {"to", g.To, ""}, {"of", string(g.Of), string(i.Compared[0])},
		{"target", TargetText(g.Target), targetParity}, {"by_year", strconv.Itoa(g.ByYear), strconv.Itoa(usualByYear)}, {"other", g.Other, OtherStill},
	} {
		if f.value != f.usual {
			v.Set(f.name, f.value)
		}
	}
	return v
}

// TargetText is a target as an address has it: parity, half, or a percentage.
func TargetText(percent int) string {
	switch percent {
	case parity:
		return targetParity
	case parity / 2:
		return targetHalf
	}
	return strconv.Itoa(percent)
}

// A gapParser reads the parameters that are the gap's own.
type gapParser struct {
	parser
	g GapQuery
}

func (p *gapParser) known(allowed []string) {
	for _, name := range slices.Sorted(maps.Keys(p.v)) {
		if !slices.Contains(allowed, name) {
			p.fail(name, strings.Join(p.v[name], ","), "no such parameter", allowed)
		}
	}
}

func (p *gapParser) group() {
	code := Code(strings.ToUpper(p.one("group", "")))
	if p.g.Group = code; code != "" && !slices.Contains(gapSubjects, code) {
		p.fail("group", string(code), "not a Europe that is compared", texts(gapSubjects))
	}
}

func texts(codes []Code) []string {
	list := make([]string, len(codes))
	for n, c := range codes {
		list[n] = string(c)
	}
	return list
}

func (p *gapParser) window() {
	p.g.From, p.g.To = p.year("from"), p.year("to")
	if p.g.From != "" && p.g.To != "" && p.g.From >= p.g.To {
		p.fail("from", p.g.From, "not before to", nil)
	}
}

func (p *gapParser) year(name string) string {
	text := p.one(name, "")
	if text != "" && !yearText.MatchString(text) {
		p.fail(name, text, "not a year from 1900 to 2199", nil)
	}
	return text
}

func (p *gapParser) catchUp(i Indicator) {
	p.g.Of = Code(strings.ToUpper(p.one("of", "")))
	if p.g.Of == "" {
		p.g.Of = i.Compared[0]
	}
	if !slices.Contains(i.Compared, p.g.Of) {
		p.fail("of", string(p.g.Of), "this indicator is not compared with it", texts(i.Compared))
	}
	p.g.Other = orElse(strings.ToLower(p.one("other", "")), OtherStill)
	if p.g.Other != OtherStill && p.g.Other != OtherTrend {
		p.fail("other", p.g.Other, "not something that the other side may do", []string{OtherStill, OtherTrend})
	}
	p.g.ByYear = usualByYear
	if text := p.one("by_year", ""); text != "" {
		n, err := strconv.Atoi(text)
		if p.g.ByYear = n; err != nil || !yearText.MatchString(text) || n > lastByYear {
			p.fail("by_year", text, "not a year up to "+strconv.Itoa(lastByYear), []string{"2030", "2035", "2040", "2050"})
		}
	}
	p.target()
}

func (p *gapParser) target() {
	switch text := strings.ToLower(p.one("target", "")); text {
	case "", targetParity:
		p.g.Target = parity
	case targetHalf:
		p.g.Target = parity / 2
	default:
		n, err := strconv.Atoi(text)
		if p.g.Target = n; err != nil || n < 1 || n > maxTarget {
			p.fail("target", text, "parity, half, or a whole percentage of the other's figure from 1 to "+strconv.Itoa(maxTarget),
				[]string{targetParity, targetHalf, "75"})
		}
	}
}
