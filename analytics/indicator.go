package analytics

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
	Per  string // "capita", "gdp" or empty
}

// An Indicator is a published statistic with a meaning: a row of choices, not a program.
type Indicator struct {
	ID          string
	Title       string // English; key indicator.<id>.title
	Question    string // English; key indicator.<id>.question
	Unit        Unit
	Kind        Kind
	Dimensions  []Dimension
	Frequencies []string // of "year", "quarter", "all"
	Currencies  []string // empty if it is not money
	Per         []string
	Bases       []string
	IsNot       []string // what the number must not be taken for
	Withdrawn   string   // date and reason; empty while published
}

// A Dimension is a column that an indicator can be broken down by or restricted to.
type Dimension struct {
	ID   string // key dimension.<id>
	List string // its code list; "bloc" for blocs of economies
}
