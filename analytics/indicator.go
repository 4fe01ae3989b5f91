package analytics

import "slices"

// A Kind says how a measure may be summed over time.
type Kind string

// The kinds of indicator.
const (
	Flow  Kind = "flow"  // happens during a period; sums over periods
	Stock Kind = "stock" // stands at a time; not summed over time
	Ratio Kind = "ratio" // never summed
)

// A Unit is what a value is counted in.
type Unit struct {
	Code string // "EUR", "USD", "CNY" (after the choice of currency), "percent", "models", "MW", "developers", ...; key unit.<code>
	Per  string // "capita" (money per inhabitant), "million" (counts per million inhabitants), "gdp" (percent of GDP; Code is percent), "MW" (for each megawatt) or empty
}

// An Indicator is a published statistic with a meaning: a row of choices, not a program.
type Indicator struct {
	ID          string
	Title       string // English; key indicator.<id>.title
	Question    string // English; key indicator.<id>.question
	Unit        Unit
	Kind        Kind
	Aggregate   string // "sum", "count", "distinct", "median", "published" (the producer's own figure), "sample" (by a method), "ratio" or "network"
	Method      string // id of the method that makes or explains the figure; empty if the aggregate says it all
	Options     []Option
	Dimensions  []Dimension
	Frequencies []string // of "year", "quarter", "all"; the first is the usual one
	Currencies  []string // empty if it is not money
	Per         []string // of "capita", "gdp"
	Bases       []string // the first is the usual one; empty unless the facts are about companies
	Compared    []Code   // economies that Europe is compared with; with the others a ratio would compare how well lists are kept
	Datasets    []string // ids of those whose rows the facts are; nil: all that fill the table
	Whole       bool     // shares of one whole, in percent: what one economy gains others lose
	IsNot       []string // what the number must not be taken for; key indicator.<id>.is_not.<n>, from 1
	Withdrawn   string   // date and reason; empty while published

	def *spec
}

// A Dimension is a column that an indicator can be broken down by or restricted to.
type Dimension struct {
	ID       string // key dimension.<id>
	List     string // its code list; "bloc" for blocs of economies, "economy" for economies
	Additive bool   // codes may be summed; if not, a question fixes one code or is broken down by them
}

// HasNowcast says whether the running year may be estimated.
func (i Indicator) HasNowcast() bool { return i.def.Nowcast }

// IsMoney says whether values are sums of money.
func (i Indicator) IsMoney() bool { return len(i.Currencies) > 0 }

// Dimension returns one dimension and whether the indicator has it.
func (i Indicator) Dimension(id string) (Dimension, bool) {
	at := slices.IndexFunc(i.Dimensions, func(d Dimension) bool { return d.ID == id })
	if at < 0 {
		return Dimension{}, false
	}
	return i.Dimensions[at], true
}

func (i Indicator) dimensionIDs() []string {
	ids := make([]string, len(i.Dimensions))
	for n, d := range i.Dimensions {
		ids[n] = d.ID
	}
	return ids
}

// unit is what values are counted in under a query.
func (i Indicator) unit(q Query) Unit {
	u := i.Unit
	if i.IsMoney() {
		u.Code = currencyCode(q.Currency)
	}
	switch {
	case q.Per == perGDP:
		return Unit{Code: "percent", Per: perGDP}
	case q.Per == perCapita && i.IsMoney():
		u.Per = perCapita
	case q.Per == perCapita:
		u.Per = "million"
	}
	return u
}

// frequency is the one asked for, or the indicator's usual one where a question over several indicators asks for one it lacks.
func (i Indicator) frequency(q Query) string {
	if slices.Contains(i.Frequencies, q.Frequency) {
		return q.Frequency
	}
	return i.Frequencies[0]
}

// interval is what the bounds of the figures are; empty if they have none.
func (i Indicator) interval() string {
	if i.def.Unsure.Indicator != "" {
		return IntervalBounds
	}
	if i.Aggregate == aggSample {
		return methods[i.Method].interval
	}
	return ""
}

// isComposed says whether figures are made from those of other indicators, so that the indicator has no table of its own.
func (i Indicator) isComposed() bool { return i.def.isComposed() }

func (d spec) isComposed() bool { return d.Aggregate == aggRatio || d.Aggregate == aggNetwork }

// isFacts says whether figures are made from single facts of ours, not printed by a producer.
func (i Indicator) isFacts() bool { return i.Aggregate != aggPublished }
