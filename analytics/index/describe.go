package index

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// A Correlation says how far two pillars go together over the reference economies that have both.
type Correlation struct {
	A, B int     // places in Matrix.Pillars, A before B
	R    float64 // Pearson's coefficient; NaN where it cannot be told
	N    int     // economies behind it
}

// fewPairs is below how many pairs no coefficient is given.
const fewPairs = 5

// Correlations returns the coefficients of all pairs of pillars.
func (m Matrix) Correlations(r Result) []Correlation {
	var list []Correlation
	for a := range m.Pillars {
		for b := a + 1; b < len(m.Pillars); b++ {
			list = append(list, m.correlation(r, a, b))
		}
	}
	return list
}

func (m Matrix) correlation(r Result, a, b int) Correlation {
	var x, y []float64
	for row, scores := range r.Pillars {
		if m.isReference(row) && !math.IsNaN(scores[a]) && !math.IsNaN(scores[b]) {
			x, y = append(x, scores[a]), append(y, scores[b])
		}
	}
	c := Correlation{A: a, B: b, N: len(x), R: math.NaN()}
	if len(x) >= fewPairs {
		c.R = settle(stat.Correlation(x, y, nil))
	}
	return c
}

// Holes say which share of the cells is missing.
type Holes struct {
	Cells   int // that were looked at
	All     float64
	Economy []float64
	Pillar  []float64 // NaN for a pillar without indicators
}

// Holes counts missing cells over a choice of rows, such as those that are shown; nil: all.
func (m Matrix) Holes(rows []bool) Holes {
	h := Holes{Economy: make([]float64, len(m.Economies)), Pillar: make([]float64, len(m.Pillars))}
	cells, missing := make([]float64, len(m.Pillars)), 0.0
	for r, row := range m.Values {
		for c, v := range row {
			if math.IsNaN(v) {
				h.Economy[r] += 1 / float64(len(row))
			}
			if rows != nil && !rows[r] {
				continue
			}
			p := m.Indicators[c].Pillar
			h.Cells++
			cells[p]++
			if math.IsNaN(v) {
				h.Pillar[p]++
				missing++
			}
		}
	}
	for r := range h.Economy {
		h.Economy[r] = settle(h.Economy[r])
	}
	for p := range h.Pillar {
		h.Pillar[p] = settle(h.Pillar[p] / cells[p])
	}
	h.All = settle(missing / float64(h.Cells))
	return h
}

// History makes the index of several years on one scale: the reference values of all years together (handbook, step 5.3), so that a
// score can be compared with that of another year. The matrices must have the same pillars and indicators.
func History(years []Matrix, method Method) ([]Result, error) {
	if len(years) == 0 {
		return nil, nil
	}
	all := Matrix{Pillars: years[0].Pillars, Indicators: years[0].Indicators, Least: years[0].Least}
	for _, y := range years {
		if !slices.Equal(y.Pillars, all.Pillars) || !slices.Equal(y.Indicators, all.Indicators) {
			return nil, fmt.Errorf("index: years with different indicators")
		}
		all.Economies, all.Values = append(all.Economies, y.Economies...), append(all.Values, y.Values...)
		for r := range y.Economies {
			all.Reference, all.Ranked = append(all.Reference, y.isReference(r)), append(all.Ranked, y.isRanked(r))
		}
	}
	together, err := all.Score(method)
	if err != nil {
		return nil, err
	}
	list, at := make([]Result, len(years)), 0
	for n, y := range years {
		end := at + len(y.Economies)
		list[n] = Result{Cells: together.Cells[at:end], Pillars: together.Pillars[at:end], Scores: together.Scores[at:end], Unused: together.Unused}
		list[n].Ranks = y.ranks(list[n].Scores)
		at = end
	}
	return list, nil
}
