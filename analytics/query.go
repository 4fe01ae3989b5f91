package analytics

import "net/url"

// A Query is a question. It compares with ==, prints as an address, and parses from one.
// All lists are canonical: in the order asked, no repeats, joined by commas.
type Query struct {
	Indicators string // one or more indicator ids
	Economies  string // economies and groups; "all" is every single economy with a fact
	From, To   string // years, inclusive; empty is open
	Frequency  string // "year", "quarter" or "all" (the whole range as one period)
	By         string // a dimension of the indicators; empty for none
	Where      string // restrictions: dimension:code,code;dimension:code sorted by dimension
	Currency   string // "eur", "usd", "cny"; empty for indicators that are not money
	Prices     string // "current"; empty for indicators that are not money
	Per        string // "capita", "gdp" or empty
	Basis      string // "headquarters" or "founding" for facts about companies, else empty
}

// Parse reads the query parameters of an address over the defaults of a chart or indicator. It reports the first problem as
// an *InvalidError. Parameters that are not a query's own (lang, release, form, theme, ...) must be taken out by the caller.
func (c *Catalogue) Parse(v url.Values, defaults Query) (Query, error) { return defaults, nil }

// Values prints the query as canonical query parameters, leaving out what equals the defaults. Indicators are not printed.
func (q Query) Values(defaults Query) url.Values { return nil }

// A Cell names one figure of a frame.
type Cell struct {
	Indicator string // empty: the query's only indicator
	Economy   Code
	Period    Period
	By        Code // empty: all codes
}
