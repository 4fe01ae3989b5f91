// Package index makes a composite index out of a matrix of economies and indicators, after the Handbook on Constructing Composite
// Indicators (OECD and JRC, 2008): normalise, aggregate within pillars, aggregate the pillars, and say how far the ranking hangs on
// those choices. It is pure arithmetic: it knows no database, no release, no language, and draws no picture.
//
// Every step is rounded to nine decimals. Processors add in different orders and differ in the last bits; rounded, a score, a tie and
// a rank are the same on all of them.
package index

import (
	"fmt"
	"math"
)

// An Indicator is a column of a matrix.
type Indicator struct {
	ID      string
	Pillar  int  // place in Matrix.Pillars
	Falling bool // less is better
}

// A Matrix is what an index is made from. A cell that is NaN is missing.
type Matrix struct {
	Economies  []string
	Pillars    []string
	Indicators []Indicator
	Values     [][]float64 // a row per economy, a column per indicator
	Reference  []bool      // rows whose values make the scale of each indicator; nil: all
	Ranked     []bool      // rows that are ranked; nil: all
	Enough     float64     // share of the pillars with a weight that an economy needs data in to get a score; 0: half
	Least      int         // known reference values that an indicator needs to be used; 2 if less
}

// The ways to bring indicators onto one scale, of 0 to 100, more being better (handbook, step 5).
const (
	MinMax = "min-max" // 0 is the lowest reference value, 100 the highest
	ZScore = "z-score" // 50 is the mean of the reference values, 10 their standard deviation
	Rank   = "rank"    // the share of the reference values that are lower
	Best   = "best"    // percent of the best reference value
)

// The ways to make one number of several (handbook, step 6).
const (
	Arithmetic = "arithmetic" // a weak pillar can be made up for by a strong one
	Geometric  = "geometric"  // it can only in part
)

// The rules for missing cells (handbook, step 3).
const (
	Available = "available" // leave them out: the mean of what is there, the weights of the others growing in proportion
	Mean      = "mean"      // the mean of the reference values
	Lowest    = "lowest"    // the lowest reference value: who does not report is taken for the last
	Complete  = "complete"  // only economies without a missing cell get a score
)

// Normalisations, Aggregations and MissingRules list the choices, the usual one first.
var (
	Normalisations = []string{MinMax, ZScore, Rank, Best}
	Aggregations   = []string{Arithmetic, Geometric}
	MissingRules   = []string{Available, Mean, Lowest, Complete}
)

// A Method is one choice of each.
type Method struct {
	Normalisation string
	Aggregation   string
	Missing       string
	Weights       []float64 // one per pillar, in any unit; zero leaves a pillar out
}

// A Result is an index by one method. What is not known is NaN.
type Result struct {
	Cells   [][]float64 // normalised, as Matrix.Values
	Pillars [][]float64 // a row per economy, a column per pillar
	Scores  []float64
	Ranks   []int    // 1 is the highest; equal scores share the better rank; 0: not ranked
	Unused  []string // indicators with too few known values for a scale
}

// usualEnough is the usual share of the pillars with a weight that an economy needs data in. With less it gets no score by any rule: it would
// be a score of the rule.
const usualEnough = 0.5

// Score makes the index by one method.
func (m Matrix) Score(method Method) (Result, error) {
	if err := m.check(method); err != nil {
		return Result{}, err
	}
	r := Result{Unused: m.unused()}
	r.Cells = m.normalise(method.Normalisation)
	r.Pillars = m.pillars(m.fill(r.Cells, method.Missing), method.Aggregation)
	r.Scores = m.scores(r.Pillars, method, m.screened(method.Weights))
	r.Ranks = m.ranks(r.Scores)
	return r, nil
}

func (m Matrix) check(method Method) error {
	rows, columns := len(m.Economies), len(m.Indicators)
	if len(m.Values) != rows || m.Reference != nil && len(m.Reference) != rows || m.Ranked != nil && len(m.Ranked) != rows {
		return fmt.Errorf("index: %d economies, but %d rows of values", rows, len(m.Values))
	}
	for r, row := range m.Values {
		if len(row) != columns {
			return fmt.Errorf("index: %s: %d values for %d indicators", m.Economies[r], len(row), columns)
		}
		for c, v := range row {
			if math.IsInf(v, 0) || method.Normalisation == Best && v < 0 {
				return fmt.Errorf("index: %s: %s: %g cannot be normalised by %s", m.Economies[r], m.Indicators[c].ID, v, method.Normalisation)
			}
		}
	}
	for _, i := range m.Indicators {
		if i.Pillar < 0 || i.Pillar >= len(m.Pillars) {
			return fmt.Errorf("index: %s is in no pillar", i.ID)
		}
	}
	return method.check(len(m.Pillars))
}

func (method Method) check(pillars int) error {
	for _, choice := range []struct {
		what, value string
		allowed     []string
	}{{"normalisation", method.Normalisation, Normalisations}, {"aggregation", method.Aggregation, Aggregations}, {"missing rule", method.Missing, MissingRules}} {
		if !contains(choice.allowed, choice.value) {
			return fmt.Errorf("index: no %s %q", choice.what, choice.value)
		}
	}
	if len(method.Weights) != pillars {
		return fmt.Errorf("index: %d weights for %d pillars", len(method.Weights), pillars)
	}
	sum := 0.0
	for _, w := range method.Weights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return fmt.Errorf("index: %g is no weight", w)
		}
		sum += w
	}
	if sum == 0 {
		return fmt.Errorf("index: no pillar has a weight")
	}
	return nil
}

func contains(list []string, value string) bool {
	for _, one := range list {
		if one == value {
			return true
		}
	}
	return false
}

func (m Matrix) isReference(row int) bool { return m.Reference == nil || m.Reference[row] }

func (m Matrix) isRanked(row int) bool { return m.Ranked == nil || m.Ranked[row] }

// settle rounds to nine decimals.
func settle(x float64) float64 { return math.Round(x*1e9) / 1e9 }

func unknown(rows, columns int) [][]float64 {
	table := make([][]float64, rows)
	for r := range table {
		table[r] = make([]float64, columns)
		for c := range table[r] {
			table[r][c] = math.NaN()
		}
	}
	return table
}
