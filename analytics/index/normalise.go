package index

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// middle is where an indicator stands that is the same everywhere: it tells nobody apart.
const middle = 50

// A scale turns a value of an indicator into 0 to 100.
type scale func(x float64) float64

// normalise brings every column onto its scale. Values beyond the reference values end at 0 and 100.
func (m Matrix) normalise(how string) [][]float64 {
	table := unknown(len(m.Economies), len(m.Indicators))
	for c, i := range m.Indicators {
		known := m.known(c)
		if len(known) < m.least() {
			continue
		}
		to := scaleOf(how, known, i.Falling)
		for r := range table {
			if x := m.Values[r][c]; !math.IsNaN(x) {
				table[r][c] = settle(min(100, max(0, to(x))))
			}
		}
	}
	return table
}

// known returns the reference values of a column.
func (m Matrix) known(column int) []float64 {
	var list []float64
	for r, row := range m.Values {
		if m.isReference(r) && !math.IsNaN(row[column]) {
			list = append(list, row[column])
		}
	}
	return list
}

func (m Matrix) least() int { return max(2, m.Least) }

func (m Matrix) unused() []string {
	var list []string
	for c, i := range m.Indicators {
		if len(m.known(c)) < m.least() {
			list = append(list, i.ID)
		}
	}
	return list
}

func scaleOf(how string, known []float64, falling bool) scale {
	lowest, highest := floats.Min(known), floats.Max(known)
	if lowest == highest {
		return func(float64) float64 { return middle }
	}
	switch how {
	case ZScore:
		return standard(known, falling)
	case Rank:
		return standing(known, falling)
	case Best:
		return ofBest(lowest, highest, falling)
	}
	if falling {
		lowest, highest = highest, lowest
	}
	return func(x float64) float64 { return 100 * (x - lowest) / (highest - lowest) }
}

// standard is 50 at the mean and ten points per standard deviation, of a sample as in the handbook's tables.
func standard(known []float64, falling bool) scale {
	mean, deviation := stat.MeanStdDev(known, nil)
	points := 10.0
	if falling {
		points = -points
	}
	return func(x float64) float64 { return middle + points*(x-mean)/deviation }
}

// standing is the share of the other reference values that are worse.
func standing(known []float64, falling bool) scale {
	return func(x float64) float64 {
		worse := floats.Count(func(y float64) bool { return y < x && !falling || y > x && falling }, known)
		return 100 * float64(worse) / float64(len(known)-1)
	}
}

// ofBest is the ratio to the best: where less is better, of the best to the value.
func ofBest(lowest, highest float64, falling bool) scale {
	if falling {
		return func(x float64) float64 {
			if x <= lowest {
				return 100
			}
			return 100 * lowest / x
		}
	}
	return func(x float64) float64 { return 100 * x / highest }
}
