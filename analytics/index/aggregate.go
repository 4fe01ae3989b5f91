package index

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// fill puts a value where a cell is missing, as a rule says.
func (m Matrix) fill(cells [][]float64, rule string) [][]float64 {
	if rule == Available || rule == Complete {
		return m.whole(cells, rule)
	}
	table := unknown(len(m.Economies), len(m.Indicators))
	for c := range m.Indicators {
		var known []float64
		for r := range cells {
			if m.isReference(r) && !math.IsNaN(cells[r][c]) {
				known = append(known, cells[r][c])
			}
		}
		if known == nil {
			continue
		}
		stand := floats.Min(known)
		if rule == Mean {
			stand = settle(stat.Mean(known, nil))
		}
		for r := range table {
			if table[r][c] = cells[r][c]; math.IsNaN(table[r][c]) {
				table[r][c] = stand
			}
		}
	}
	return table
}

// whole leaves missing cells as they are; where a rule wants complete rows, a row with a hole loses all its cells. Columns without
// any value count for nobody.
func (m Matrix) whole(cells [][]float64, rule string) [][]float64 {
	if rule == Available {
		return cells
	}
	used := make([]bool, len(m.Indicators))
	for c := range used {
		used[c] = len(m.known(c)) >= m.least()
	}
	table := unknown(len(m.Economies), len(m.Indicators))
	for r := range cells {
		complete := true
		for c, v := range cells[r] {
			complete = complete && (!used[c] || !math.IsNaN(v))
		}
		if complete {
			copy(table[r], cells[r])
		}
	}
	return table
}

// pillars aggregates the indicators of each pillar, all alike.
func (m Matrix) pillars(cells [][]float64, how string) [][]float64 {
	table := unknown(len(m.Economies), len(m.Pillars))
	for r := range cells {
		for p := range m.Pillars {
			var list []float64
			for c, i := range m.Indicators {
				if i.Pillar == p && !math.IsNaN(cells[r][c]) {
					list = append(list, lift(cells[r][c], how))
				}
			}
			table[r][p] = mean(list, nil, how)
		}
	}
	return table
}

// lift reads the scale of 0 to 100 as one of 1 to 100 where numbers are multiplied: one zero would make everything zero.
func lift(x float64, how string) float64 {
	if how == Geometric {
		return 1 + 0.99*x
	}
	return x
}

// mean is the weighted mean of values, NaN of none and of those without weight.
func mean(values, weights []float64, how string) float64 {
	switch {
	case len(values) == 0:
		return math.NaN()
	case how == Geometric:
		return settle(stat.GeometricMean(values, weights))
	}
	return settle(stat.Mean(values, weights))
}

// scores aggregates the pillars of each economy that passed the screen.
func (m Matrix) scores(pillars [][]float64, method Method, screened []bool) []float64 {
	list := make([]float64, len(m.Economies))
	values, weights := make([]float64, 0, len(m.Pillars)), make([]float64, 0, len(m.Pillars))
	for r := range list {
		values, weights = values[:0], weights[:0]
		for p, v := range pillars[r] {
			if !math.IsNaN(v) {
				values, weights = append(values, v), append(weights, method.Weights[p])
			}
		}
		if list[r] = math.NaN(); screened[r] {
			list[r] = mean(values, weights, method.Aggregation)
		}
	}
	return list
}

// screened says which economies have data in enough of the pillars with a weight.
func (m Matrix) screened(weights []float64) []bool {
	list := make([]bool, len(m.Economies))
	for r := range list {
		wanted, have := 0, 0
		for p, w := range weights {
			if w == 0 || !m.isUsed(p) {
				continue
			}
			wanted++
			if m.hasData(r, p) {
				have++
			}
		}
		list[r] = wanted > 0 && float64(have) >= m.enough()*float64(wanted)
	}
	return list
}

// enough is the share of the pillars that an economy needs data in.
func (m Matrix) enough() float64 {
	if m.Enough == 0 {
		return usualEnough
	}
	return m.Enough
}

// isUsed says whether a pillar has an indicator with a scale.
func (m Matrix) isUsed(pillar int) bool {
	for c, i := range m.Indicators {
		if i.Pillar == pillar && len(m.known(c)) >= m.least() {
			return true
		}
	}
	return false
}

func (m Matrix) hasData(row, pillar int) bool {
	for c, i := range m.Indicators {
		if i.Pillar == pillar && !math.IsNaN(m.Values[row][c]) && len(m.known(c)) >= m.least() {
			return true
		}
	}
	return false
}

// ranks counts, for each ranked row with a score, how many ranked rows have a higher one.
func (m Matrix) ranks(scores []float64) []int {
	list := make([]int, len(scores))
	for r, score := range scores {
		if !m.isRanked(r) || math.IsNaN(score) {
			continue
		}
		list[r] = 1
		for other, higher := range scores {
			if m.isRanked(other) && higher > score {
				list[r]++
			}
		}
	}
	return list
}
