package index_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"sextant/analytics/index"
)

// The worked example of the handbook (OECD and JRC, Handbook on Constructing Composite Indicators, 2008, ISBN 978-92-64-04345-9) is
// the Technology Achievement Index of 23 countries. Its values are those of table A.2, printed telephones and electricity being
// logarithms with two decimals. The goalposts are in table 1 of Saisana, Saltelli and Tarantola, Journal of the Royal Statistical
// Society A 168 (2005), 307-323; those of telephones and electricity are logarithms here.
func readTAI(t *testing.T) (countries []string, values [][]float64) {
	t.Helper()
	for _, line := range readCSV(t, "testdata/tai.csv") {
		countries = append(countries, line[0])
		values = append(values, numbers(t, line[1:]))
	}
	return countries, values
}

func readCSV(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

func numbers(t *testing.T, cells []string) []float64 {
	t.Helper()
	list := make([]float64, len(cells))
	for n, cell := range cells {
		v, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			t.Fatal(err)
		}
		list[n] = v
	}
	return list
}

// own puts each indicator into a pillar of its own.
func own(countries []string, values [][]float64) index.Matrix {
	m := index.Matrix{Economies: countries, Values: values}
	for c := range values[0] {
		m.Pillars = append(m.Pillars, strconv.Itoa(c))
		m.Indicators = append(m.Indicators, index.Indicator{ID: strconv.Itoa(c), Pillar: c})
	}
	return m
}

func equal(n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = 1
	}
	return list
}

// taiIndex is the index as the United Nations made it: min-max between goalposts, four pillars of two indicators, all alike.
func taiIndex(t *testing.T) index.Matrix {
	countries, values := readTAI(t)
	m := index.Matrix{Economies: countries, Values: values, Pillars: []string{"creation", "recent", "old", "skills"}}
	for c := range values[0] {
		m.Indicators = append(m.Indicators, index.Indicator{ID: strconv.Itoa(c), Pillar: c / 2})
	}
	for r := range countries {
		m.Reference, m.Ranked = append(m.Reference, r >= 23), append(m.Ranked, r < 23)
	}
	return m
}

// Table 23 of the handbook, column EW: with equal weights the countries rank in this order.
var taiOrder = []string{"Finland", "United States", "Sweden", "Japan", "Korea", "Netherlands", "United Kingdom", "Singapore", "Canada",
	"Australia", "Germany", "Norway", "Ireland", "Belgium", "New Zealand", "Austria", "France", "Israel", "Spain", "Italy",
	"Czech Republic", "Hungary", "Slovenia"}

func TestScore_technologyAchievementIndex(t *testing.T) {
	m := taiIndex(t)
	r, err := m.Score(index.Method{Normalisation: index.MinMax, Aggregation: index.Arithmetic, Missing: index.Available, Weights: equal(4)})
	if err != nil {
		t.Fatal(err)
	}
	for row, country := range m.Economies[:23] {
		if rank := r.Ranks[row]; rank == 0 || taiOrder[rank-1] != country {
			t.Errorf("%s ranks %d (%.3f)", country, rank, r.Scores[row])
		}
	}
	// Saisana, Saltelli and Tarantola, section 4.1: "Finland (TAI original = 74.4) and the USA (TAI original = 73.3)". Telephones and
	// electricity are printed with two decimals of a logarithm, which moves a score by a tenth of a point.
	for row, want := range []float64{74.4, 73.3} {
		if math.Abs(r.Scores[row]-want) > 0.15 {
			t.Errorf("%s: %.2f, printed %.1f", m.Economies[row], r.Scores[row], want)
		}
	}
}

// Table 15 of the handbook: mean years of schooling, normalised in each way.
func TestScore_normalisationsOfTheHandbook(t *testing.T) {
	countries, values := readTAI(t)
	schooling := make([][]float64, 23)
	for r := range schooling {
		schooling[r] = values[r][6:7]
	}
	m := own(countries[:23], schooling)
	printed := readCSV(t, "testdata/tai-schooling.csv")
	for _, c := range []struct {
		how    string
		column int
		table  func(score float64) float64 // our scale in the table's unit
	}{
		{index.Rank, 1, func(s float64) float64 { return 1 + s/100*22 }},
		{index.ZScore, 2, func(s float64) float64 { return (s - 50) / 10 }},
		{index.MinMax, 3, func(s float64) float64 { return s / 100 }},
		{index.Best, 4, func(s float64) float64 { return s / 100 }},
	} {
		r, err := m.Score(index.Method{Normalisation: c.how, Aggregation: index.Arithmetic, Missing: index.Available, Weights: []float64{1}})
		if err != nil {
			t.Fatal(err)
		}
		for row, line := range printed {
			if got, want := c.table(r.Cells[row][0]), numbers(t, line[c.column:c.column+1])[0]; line[0] != countries[row] || math.Abs(got-want) > 0.00501 {
				t.Errorf("%s, %s: %.4f, printed %v", c.how, countries[row], got, want)
			}
		}
	}
}

// Table 6 of the handbook: correlations between the eight indicators. Telephones and electricity are printed with two decimals, so two
// of the 28 coefficients differ in the second decimal.
func TestCorrelations_ofTheHandbook(t *testing.T) {
	countries, values := readTAI(t)
	m := own(countries[:23], values[:23])
	r, err := m.Score(index.Method{Normalisation: index.MinMax, Aggregation: index.Arithmetic, Missing: index.Available, Weights: equal(8)})
	if err != nil {
		t.Fatal(err)
	}
	printed := [][]float64{
		{0.13, -0.09, 0.45, 0.28, 0.03, 0.22, 0.08}, {0.46, 0.25, 0.56, 0.32, 0.30, 0.06}, {-0.45, 0.56, 0.84, 0.63, 0.27},
		{0.00, -0.36, -0.35, -0.03}, {0.64, 0.30, 0.33}, {0.65, 0.26}, {0.08},
	}
	for _, c := range m.Correlations(r) {
		tolerance := 0.006
		if c.A == 4 || c.B == 4 || c.A == 5 || c.B == 5 {
			tolerance = 0.025
		}
		if want := printed[c.A][c.B-c.A-1]; math.Abs(c.R-want) > tolerance || c.N != 23 {
			t.Errorf("%d and %d: %.3f of %d, printed %.2f", c.A, c.B, c.R, c.N, want)
		}
	}
}

// Section 6.11 of the handbook: of (21, 1, 1, 1) and (6, 6, 6, 6) the arithmetic means are equal and the geometric ones 2.14 and 6; with one
// more in the second place they are 2.54 and 6.23. Our scale reads 0 to 100 as 1 to 100 before it multiplies.
func TestScore_geometricMeanOfTheHandbook(t *testing.T) {
	m := own([]string{"first", "first and one", "second", "second and one", "low", "high"}, [][]float64{
		{21, 1, 1, 1}, {21, 2, 1, 1}, {6, 6, 6, 6}, {6, 7, 6, 6}, {1, 1, 1, 1}, {100, 100, 100, 100}})
	m.Reference = []bool{false, false, false, false, true, true}
	for how, printed := range map[string][]float64{index.Geometric: {2.14, 2.54, 6, 6.23}, index.Arithmetic: {6, 6.25, 6, 6.25}} {
		r, err := m.Score(index.Method{Normalisation: index.MinMax, Aggregation: how, Missing: index.Available, Weights: equal(4)})
		if err != nil {
			t.Fatal(err)
		}
		for row, want := range printed {
			got := r.Scores[row]
			if how == index.Arithmetic {
				got = 1 + 0.99*got
			}
			if math.Abs(got-want) > 0.006 {
				t.Errorf("%s, %s: %.3f, printed %.2f", how, m.Economies[row], got, want)
			}
		}
	}
}

// Table 14 of the handbook: temperature and humidity of two countries, by distance to the best, equal weights.
func TestScore_distanceToBestOfTheHandbook(t *testing.T) {
	for _, c := range []struct {
		values  [][]float64
		printed []float64
	}{
		{[][]float64{{35, 75}, {39, 50}}, []float64{94.9, 83.3}},
		{[][]float64{{35.9, 70}, {40, 45}}, []float64{94.9, 82.1}},
		{[][]float64{{95, 75}, {102.2, 50}}, []float64{96.5, 83.3}},
		{[][]float64{{96.62, 70}, {104, 45}}, []float64{96.5, 82.1}},
	} {
		r, err := own([]string{"A", "B"}, c.values).Score(index.Method{Normalisation: index.Best, Aggregation: index.Arithmetic, Missing: index.Available, Weights: equal(2)})
		if err != nil {
			t.Fatal(err)
		}
		for row, want := range c.printed {
			if math.Abs(r.Scores[row]-want) > 0.06 {
				t.Errorf("%v: %.2f, printed %.1f", c.values[row], r.Scores[row], want)
			}
		}
	}
}
