package analytics

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sextant/internal/definition"
)

//go:embed indicators/*.yaml
var indicatorFiles embed.FS

// The ways in which facts become a figure.
const (
	aggSum       = "sum"
	aggCount     = "count"
	aggDistinct  = "distinct"
	aggMedian    = "median"
	aggPublished = "published"
	aggSample    = "sample"  // by a method, of the single values
	aggRatio     = "ratio"   // of two other indicators
	aggNetwork   = "network" // of the weights between all economies of another indicator
)

const (
	perCapita = "capita"
	perGDP    = "gdp"

	freqYear    = "year"
	freqQuarter = "quarter"
	freqAll     = "all"

	annualLast = "last"        // a year shows its last quarter
	annualSum  = "sum-of-four" // a year is the sum of its four quarters, or missing
	annualNone = "none"        // the series has no quarters

	valueAmount = "amount" // money columns: amount_eur, amount_usd, amount_cny
)

// A spec is an indicator as it is written. docs/methodology.md lists the fields.
type spec struct {
	Title       string      `yaml:"title"`       // sentence case
	Question    string      `yaml:"question"`    // what a reader wants to know
	From        string      `yaml:"from"`        // table of the model
	Series      string      `yaml:"series"`      // published figures only: id of the series
	Value       string      `yaml:"value"`       // column summed; "amount" is money in the currency asked for
	Entity      string      `yaml:"entity"`      // distinct counts: column that is counted; sample: column that facts are put together by
	Aggregate   string      `yaml:"aggregate"`   // sum, count, distinct, median, published, sample, ratio
	Method      string      `yaml:"method"`      // id of the method that makes the figure (sample), or that explains it
	Of          component   `yaml:"of"`          // ratio: what is divided; network: the indicator of the weights
	Over        component   `yaml:"over"`        // ratio only: what it is divided by
	Unsure      component   `yaml:"unsure"`      // ratio only: the part of over that may belong to of; the figure then has bounds
	Among       string      `yaml:"among"`       // network only: the economies between which weights are counted, by commas
	Options     []option    `yaml:"options"`     // sample and network: choices in the method
	Kind        Kind        `yaml:"kind"`        // flow, stock, ratio
	Time        string      `yaml:"time"`        // dated, or none: as the release has it
	Where       string      `yaml:"where"`       // expression over columns of the table
	Groups      string      `yaml:"groups"`      // members: a group is made of its members' facts; own: of its own rows
	Annual      string      `yaml:"annual"`      // quarterly rows only: what a year is: last, sum-of-four
	Dimensions  []dimension `yaml:"dimensions"`  //
	Unit        string      `yaml:"unit"`        // code of a unit; of published money, its currency
	UnitPer     string      `yaml:"unit_per"`    // what a figure is of each of, where the unit is a quotient: MW
	Per         []string    `yaml:"per"`         // capita, gdp
	Bases       []string    `yaml:"bases"`       // headquarters, founding; host, owner
	Nowcast     bool        `yaml:"nowcast"`     // whether the running year may be estimated: facts are dated more finely than the year
	Frequencies []string    `yaml:"frequencies"` // year, quarter, all; the first is the usual one
	Default     usual       `yaml:"default"`     // the usual question
	Compared    []string    `yaml:"compared"`    // US, CN: with whom a ratio is made; both if left out. One to a thinner list would compare lists
	Datasets    []string    `yaml:"datasets"`    // whose rows the facts are, where other datasets fill the same table with other facts
	Whole       bool        `yaml:"whole"`       // shares of one whole, in percent: what one economy gains others lose
	IsNot       []string    `yaml:"is_not"`      // what the number must not be taken for
	Withdrawn   string      `yaml:"withdrawn"`   // date and reason
}

type dimension struct {
	ID       string `yaml:"id"`
	Column   string `yaml:"column"`
	List     string `yaml:"list"`
	Additive *bool  `yaml:"additive"` // true if left out
	Default  string `yaml:"default"`  // code that is fixed where codes may not be summed
	Most     int    `yaml:"most"`     // how many codes are shown, those with the largest values, where there are too many; 0: all
}

type usual struct {
	Economies string              `yaml:"economies"`
	From      string              `yaml:"from"`
	By        string              `yaml:"by"`
	Where     map[string][]string `yaml:"where"`
}

// A Catalogue is the set of indicators and methods with the index that is made of them, linted.
type Catalogue struct {
	indicators []Indicator
	methods    []Method
	composite  CompositeDefinition
}

// Load reads the indicators and methods that are part of the program. It reports all problems at once.
func Load() (*Catalogue, error) {
	c, err := loadFrom(indicatorFiles, "indicators/*.yaml")
	if err != nil {
		return nil, err
	}
	if c.methods, err = loadMethods(); err != nil {
		return nil, err
	}
	if err := c.lintMethods(); err != nil {
		return nil, err
	}
	c.composite, err = loadComposite(c)
	return c, err
}

func loadFrom(tree fs.FS, pattern string) (*Catalogue, error) {
	all, err := definition.Load[spec](tree, pattern)
	var found definition.Findings
	if err != nil && !errors.As(err, &found) {
		return nil, fmt.Errorf("indicators: %w", err)
	}
	c := &Catalogue{}
	for _, one := range all {
		found = append(found, lint(one)...)
		c.indicators = append(c.indicators, indicatorOf(one.ID, one.Value))
	}
	for at, one := range all {
		if one.Value.Aggregate == aggRatio {
			for _, reason := range c.lintRatio(c.indicators[at]) {
				found = append(found, one.Finding(reason))
			}
		}
		if one.Value.Aggregate == aggNetwork {
			for _, reason := range c.lintNetwork(c.indicators[at]) {
				found = append(found, one.Finding(reason))
			}
		}
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

func indicatorOf(id string, d spec) Indicator {
	i := Indicator{
		ID: id, Title: d.Title, Question: d.Question, Unit: Unit{Code: d.Unit, Per: d.UnitPer}, Kind: d.Kind, Aggregate: d.Aggregate,
		Compared: compared(d.Compared), Frequencies: d.Frequencies, Per: d.Per, Bases: d.Bases, Datasets: d.Datasets, IsNot: d.IsNot, Whole: d.Whole, Withdrawn: d.Withdrawn,
		Method: d.Method, Options: optionsOf(d.Options), def: &d,
	}
	for _, one := range d.Dimensions {
		i.Dimensions = append(i.Dimensions, Dimension{ID: one.ID, List: one.List, Additive: one.isAdditive()})
	}
	if d.isMoney() {
		i.Currencies = slices.Clone(currencies)
	}
	return i
}

// compared returns the economies that a definition compares Europe with: all others if it does not say.
func compared(list []string) []Code {
	if list == nil {
		return gapOthers
	}
	codes := []Code{}
	for _, one := range list {
		codes = append(codes, Code(one))
	}
	return codes
}

func (d spec) isMoney() bool {
	return d.Value == valueAmount && (d.Aggregate != aggSample || d.Unit == "EUR") || d.Aggregate == aggPublished && slices.Contains(currencies, strings.ToLower(d.Unit))
}

func (d spec) dimension(id string) dimension {
	at := slices.IndexFunc(d.Dimensions, func(one dimension) bool { return one.ID == id })
	return d.Dimensions[at]
}

func (d dimension) isAdditive() bool { return d.Additive == nil || *d.Additive }

// Indicators returns all indicators in order of id.
func (c *Catalogue) Indicators() []Indicator { return slices.Clone(c.indicators) }

// Indicator returns one indicator, or ErrNotFound.
func (c *Catalogue) Indicator(id string) (Indicator, error) {
	at := slices.IndexFunc(c.indicators, func(i Indicator) bool { return i.ID == id })
	if at < 0 {
		return Indicator{}, fmt.Errorf("indicator %s: %w", id, ErrNotFound)
	}
	return c.indicators[at], nil
}

func (c *Catalogue) ids() []string {
	ids := make([]string, len(c.indicators))
	for n, i := range c.indicators {
		ids[n] = i.ID
	}
	return ids
}

// several returns the indicators of a comma list.
func (c *Catalogue) several(ids string) ([]Indicator, error) {
	var all []Indicator
	for _, id := range splitList(ids) {
		i, err := c.Indicator(id)
		if err != nil {
			return nil, &InvalidError{Param: "indicator", Value: id, Reason: "no such indicator", Allowed: c.ids()}
		}
		all = append(all, i)
	}
	if len(all) == 0 {
		return nil, &InvalidError{Param: "indicator", Reason: "an indicator is wanted", Allowed: c.ids()}
	}
	return all, nil
}
