package index_test

import (
	"math"
	"slices"
	"testing"

	"sextant/analytics/index"
)

var nan = math.NaN()

// Two pillars, the first of two indicators, the second of one where less is better. Five economies make the scale; the group E does
// not, and lies beyond it in the first column. B lacks one cell, C a whole pillar, D nearly everything.
func small() index.Matrix {
	return index.Matrix{
		Economies:  []string{"A", "B", "C", "D", "F", "E"},
		Pillars:    []string{"one", "two"},
		Indicators: []index.Indicator{{ID: "a", Pillar: 0}, {ID: "b", Pillar: 0}, {ID: "c", Pillar: 1, Falling: true}},
		Values: [][]float64{
			{10, 4, 2},
			{6, nan, 8},
			{2, 2, nan},
			{nan, nan, nan},
			{4, 1, 5},
			{14, 3, 2},
		},
		Reference: []bool{true, true, true, true, true, false},
		Ranked:    []bool{true, true, true, true, false, true},
	}
}

func method(normalisation, aggregation, missing string, weights ...float64) index.Method {
	return index.Method{Normalisation: normalisation, Aggregation: aggregation, Missing: missing, Weights: weights}
}

func score(t *testing.T, m index.Matrix, by index.Method) index.Result {
	t.Helper()
	r, err := m.Score(by)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func same(got, want float64) bool {
	return math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) < 5e-7
}

func wantAll(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// By hand. a: 2 to 10; b: 1 to 4; c: 2 to 8, turned round. Means and deviations of a: (10+6+2+4)/4 = 5.5, squares 20.25+0.25+12.25+2.25 = 35,
// 35/3 = 11.667, root 3.4157; c: 5, (9+9+0)/2 = 9, root 3.
func TestScore_normalisesByHand(t *testing.T) {
	for how, want := range map[string][][]float64{
		index.MinMax: {{100, 50, 0, nan, 25, 100}, {100, nan, 100. / 3, nan, 0, 200. / 3}, {100, 0, nan, nan, 50, 100}},
		index.ZScore: {{50 + 45/3.415650255, 50 + 5/3.415650255, 50 - 35/3.415650255, nan, 50 - 15/3.415650255, 50 + 85/3.415650255}, nil, {60, 40, nan, nan, 50, 60}},
		index.Rank:   {{100, 200. / 3, 0, nan, 100. / 3, 100}, {100, nan, 50, nan, 0, 100}, {100, 0, nan, nan, 50, 100}},
		index.Best:   {{100, 60, 20, nan, 40, 100}, {100, nan, 50, nan, 25, 75}, {100, 25, nan, nan, 40, 100}},
	} {
		r := score(t, small(), method(how, index.Arithmetic, index.Available, 1, 1))
		for c, column := range want {
			if column == nil {
				continue
			}
			var got []float64
			for _, row := range r.Cells {
				got = append(got, row[c])
			}
			wantAll(t, how+" "+small().Indicators[c].ID, got, column)
		}
	}
}

// By hand, from the min-max cells above and weights of 3 and 1. Mean of the first column over A, B, C, F: 43.75, of the second over A, C, F:
// 44.444, of the third over A, B, F: 50. D has no data and gets no score by any rule.
func TestScore_missingRulesByHand(t *testing.T) {
	for rule, want := range map[string][]float64{
		index.Available: {100, (3*50 + 0) / 4., 50. / 3, nan, (3*12.5 + 50) / 4, (3*(100+200./3)/2 + 100) / 4},
		index.Mean:      {100, 3 * (50 + 400./9) / 2 / 4, (3*50./3 + 50) / 4, nan, 21.875, 87.5},
		index.Lowest:    {100, 3 * 25 / 4., 3 * 50. / 3 / 4, nan, 21.875, 87.5},
		index.Complete:  {100, nan, nan, nan, 21.875, 87.5},
	} {
		r := score(t, small(), method(index.MinMax, index.Arithmetic, rule, 3, 1))
		wantAll(t, rule, r.Scores, want)
	}
}

// The lowest z-score of the second pillar is the 40 of B, which C gets too. Where less is better, a best of zero leaves nothing to others.
func TestScore_lowestAndZeroByHand(t *testing.T) {
	r := score(t, small(), method(index.ZScore, index.Arithmetic, index.Lowest, 1, 1))
	wantAll(t, "lowest z-score", []float64{r.Pillars[2][1], r.Pillars[1][1]}, []float64{40, 40})
	m := own([]string{"A", "B", "C"}, [][]float64{{0}, {2}, {4}})
	m.Indicators[0].Falling = true
	wantAll(t, "best of zero", score(t, m, method(index.Best, index.Arithmetic, index.Available, 1)).Scores, []float64{100, 0, 0})
}

// By hand: cells of 0 to 100 become 1 to 100. A is 100 everywhere. F: first pillar root of 25.75 times 1, second 50.5.
func TestScore_geometricByHand(t *testing.T) {
	r := score(t, small(), method(index.MinMax, index.Geometric, index.Available, 1, 3))
	first := math.Sqrt(25.75)
	wantAll(t, "scores", []float64{r.Scores[0], r.Scores[4]}, []float64{100, math.Pow(first*50.5*50.5*50.5, 0.25)})
	wantAll(t, "pillars", r.Pillars[4], []float64{first, 50.5})
}

func TestScore_ranks(t *testing.T) {
	r := score(t, small(), method(index.MinMax, index.Arithmetic, index.Available, 3, 1))
	if want := []int{1, 3, 4, 0, 0, 2}; !slices.Equal(r.Ranks, want) {
		t.Errorf("got %v, want %v", r.Ranks, want)
	}
	tie := own([]string{"A", "B", "C", "D"}, [][]float64{{2}, {3}, {2}, {1}})
	if r := score(t, tie, method(index.Rank, index.Arithmetic, index.Available, 1)); !slices.Equal(r.Ranks, []int{2, 1, 2, 4}) {
		t.Errorf("with a tie: %v", r.Ranks)
	}
}

// A pillar without weight neither counts nor keeps an economy out that lacks it; one with all the weight decides alone.
func TestScore_weights(t *testing.T) {
	wantAll(t, "first alone", score(t, small(), method(index.MinMax, index.Arithmetic, index.Available, 2, 0)).Scores,
		[]float64{100, 50, 50. / 3, nan, 12.5, 250. / 3})
	m := own([]string{"A", "B", "C"}, [][]float64{{1, 2, 3}, {3, 1, 4}, {2, nan, nan}})
	if r := score(t, m, method(index.MinMax, index.Arithmetic, index.Available, 1, 1, 0)); r.Scores[2] != 50 {
		t.Errorf("data in one of the two pillars that count: %v", r.Scores)
	}
	m = own([]string{"A", "B", "C"}, [][]float64{{1, 2, 3}, {3, 1, 4}, {nan, 2, 3}})
	if r := score(t, m, method(index.MinMax, index.Arithmetic, index.Available, 1, 2, 3)); r.Scores[2] != (2*100+3*0)/5. {
		t.Errorf("the weights of the pillars that are there: %v", r.Scores)
	}
	wantAll(t, "second alone", score(t, small(), method(index.MinMax, index.Arithmetic, index.Available, 0, 0.1)).Scores,
		[]float64{100, 0, nan, nan, 50, 100})
}

// Three pillars: data in one of them are not enough for a score, in two they are.
func TestScore_screen(t *testing.T) {
	m := own([]string{"A", "B", "C", "D"}, [][]float64{{1, 2, 3}, {3, 1, nan}, {2, nan, nan}, {1, 3, 4}})
	for _, rule := range []string{index.Available, index.Mean, index.Lowest} {
		r := score(t, m, method(index.MinMax, index.Arithmetic, rule, 1, 1, 1))
		if math.IsNaN(r.Scores[0]) || math.IsNaN(r.Scores[1]) || !math.IsNaN(r.Scores[2]) {
			t.Errorf("%s: %v", rule, r.Scores)
		}
	}
}

func TestScore_scaleNeedsValues(t *testing.T) {
	m := small()
	m.Least = 4
	r := score(t, m, method(index.MinMax, index.Arithmetic, index.Available, 1, 1))
	if !slices.Equal(r.Unused, []string{"b", "c"}) || !math.IsNaN(r.Pillars[0][1]) || r.Scores[1] != 50 {
		t.Errorf("unused %v, pillars %v, scores %v", r.Unused, r.Pillars, r.Scores)
	}
	// A pillar with a single value has no scale: it is unused, and nobody is kept out for lack of it.
	m = own([]string{"A", "B", "C"}, [][]float64{{1, 2, 3}, {3, 1, nan}, {2, nan, nan}})
	if r := score(t, m, method(index.MinMax, index.Arithmetic, index.Lowest, 1, 1, 1)); !slices.Equal(r.Unused, []string{"2"}) || r.Scores[2] != 25 {
		t.Errorf("unused %v, scores %v", r.Unused, r.Scores)
	}
	wantAll(t, "complete but for the unused", score(t, m, method(index.MinMax, index.Arithmetic, index.Complete, 1, 1, 1)).Scores, []float64{50, 50, nan})
	flat := own([]string{"A", "B", "C"}, [][]float64{{7}, {7}, {7}})
	for _, how := range index.Normalisations {
		wantAll(t, "equal everywhere, "+how, score(t, flat, method(how, index.Arithmetic, index.Available, 1)).Scores, []float64{50, 50, 50})
	}
}

func TestScore_refuses(t *testing.T) {
	negative := own([]string{"A", "B"}, [][]float64{{-1}, {1}})
	short := small()
	short.Values = short.Values[:2]
	for name, c := range map[string]struct {
		m  index.Matrix
		by index.Method
	}{
		"best below zero": {negative, method(index.Best, index.Arithmetic, index.Available, 1)},
		"short":           {short, method(index.MinMax, index.Arithmetic, index.Available, 1, 1)},
		"normalisation":   {small(), method("log", index.Arithmetic, index.Available, 1, 1)},
		"weights":         {small(), method(index.MinMax, index.Arithmetic, index.Available, 1)},
		"no weight":       {small(), method(index.MinMax, index.Arithmetic, index.Available, 0, 0)},
		"negative weight": {small(), method(index.MinMax, index.Arithmetic, index.Available, 2, -1)},
		"nan weight":      {small(), method(index.MinMax, index.Arithmetic, index.Available, 2, nan)},
	} {
		if _, err := c.m.Score(c.by); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := negative.Score(method(index.MinMax, index.Arithmetic, index.Available, 1)); err != nil {
		t.Error(err)
	}
}

func TestHoles(t *testing.T) {
	h := small().Holes(nil)
	wantAll(t, "economies", h.Economy, []float64{0, 1. / 3, 1. / 3, 1, 0, 0})
	wantAll(t, "pillars", h.Pillar, []float64{3. / 12, 2. / 6})
	if !same(h.All, 5./18) || h.Cells != 18 {
		t.Errorf("all: %v of %d", h.All, h.Cells)
	}
	if h := small().Holes([]bool{true, true, false, false, false, false}); !same(h.All, 1./6) {
		t.Errorf("of two rows: %v", h.All)
	}
}

func TestCorrelations_fewPairs(t *testing.T) {
	m := own([]string{"A", "B", "C", "D", "F"}, [][]float64{{1, 2, 1}, {2, 4, 5}, {3, 6, 2}, {4, 8, nan}, {5, 10, 1}})
	all := m.Correlations(score(t, m, method(index.MinMax, index.Arithmetic, index.Available, 1, 1, 1)))
	m.Reference = []bool{true, true, true, true, false}
	if one := m.Correlations(score(t, m, method(index.MinMax, index.Arithmetic, index.Available, 1, 1, 1)))[0]; one.N != 4 {
		t.Errorf("a row that is no reference counts: %+v", one)
	}
	if len(all) != 3 || !same(all[0].R, 1) || all[0].N != 5 || !math.IsNaN(all[1].R) || all[1].N != 4 {
		t.Errorf("got %+v", all)
	}
}

// By hand: over all years the scale runs from 0 to 20, so the second year's scores can be held against the first's. In the last year
// only B is ranked.
func TestHistory(t *testing.T) {
	year := func(values ...float64) index.Matrix {
		m := own([]string{"A", "B"}, [][]float64{values[:1], values[1:]})
		return m
	}
	last := year(12, 8)
	last.Ranked = []bool{false, true}
	list, err := index.History([]index.Matrix{year(0, 10), year(5, 20), last}, method(index.MinMax, index.Arithmetic, index.Available, 1))
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range [][]float64{{0, 50}, {25, 100}, {60, 40}} {
		wantAll(t, "year", list[n].Scores, want)
	}
	if !slices.Equal(list[0].Ranks, []int{2, 1}) || !slices.Equal(list[2].Ranks, []int{0, 1}) {
		t.Errorf("ranks %v, %v", list[0].Ranks, list[2].Ranks)
	}
	if _, err := index.History([]index.Matrix{year(0, 10), small()}, method(index.MinMax, index.Arithmetic, index.Available, 1)); err == nil {
		t.Error("years with different indicators are one history")
	}
}

// C has data in one pillar of two, which is half.
func TestScore_enoughPillars(t *testing.T) {
	for share, want := range map[float64]bool{0: true, 0.5: true, 0.6: false} {
		m := small()
		m.Enough = share
		r := score(t, m, method(index.MinMax, index.Arithmetic, index.Available, 1, 1))
		if got := !math.IsNaN(r.Scores[2]); got != want {
			t.Errorf("%v: C has a score: %v", share, got)
		}
	}
}
