package index

import (
	"math"
	"math/rand/v2"
	"sort"

	"gonum.org/v1/gonum/stat"
)

// An Interval says where an economy ranks when the choices behind the index are drawn at random.
type Interval struct {
	Low, Median, High int     // 5th, 50th and 95th percentile of its ranks; 0: not ranked
	First             float64 // share of draws in which it ranks first
}

// A Robustness is what the draws say. The zero value of an economy means that it is not ranked.
type Robustness struct {
	Draws     int
	Intervals []Interval
	Ahead     [][]float64 // share of draws in which the economy of the row ranks before that of the column
}

// Draws is how many draws an index is tested by, and seed where they start: the same choices give the same draws.
const (
	Draws = 1000
	seed  = 2008
)

// spread is how far a drawn weight lies from the given one: between half of it and one and a half times.
const spread = 0.5

// drawnRules are the rules for missing cells that give every economy the same chance of a score.
var drawnRules = []string{Available, Mean, Lowest}

// Test draws weights, normalisation, aggregation and missing rule, each independently, and counts ranks. Of the method only two things
// count: who has a score by it, for only those are ranked, and the weights. Each draw takes every pillar's weight times a number between
// 0.5 and 1.5, so a pillar without a weight stays out.
func (m Matrix) Test(method Method, draws int) (Robustness, error) {
	base, err := m.Score(method)
	if err != nil {
		return Robustness{}, err
	}
	scored := make([]bool, len(m.Economies))
	for r, score := range base.Scores {
		scored[r] = !math.IsNaN(score)
	}
	var (
		from    = rand.New(rand.NewPCG(seed, 0))
		tables  = m.tables()
		ranks   = make([][]float64, len(m.Economies))
		counted = Robustness{Draws: draws, Intervals: make([]Interval, len(m.Economies)), Ahead: make([][]float64, len(m.Economies))}
	)
	for r := range counted.Ahead {
		counted.Ahead[r] = make([]float64, len(m.Economies))
	}
	drawn := Method{Weights: make([]float64, len(method.Weights))}
	for range draws {
		t := tables[pick(from, len(tables))]
		drawn.Aggregation = t.aggregation
		for p, w := range method.Weights {
			drawn.Weights[p] = w * (1 - spread + 2*spread*from.Float64())
		}
		counted.add(ranks, m.ranks(m.scores(t.pillars, drawn, scored)))
	}
	counted.finish(ranks)
	return counted, nil
}

// pick draws a number below n. It multiplies, since the library's own way depends on the width of a machine word.
func pick(from *rand.Rand, n int) int { return int(from.Float64() * float64(n)) }

// A table holds pillar scores by one normalisation, aggregation and missing rule; they do not hang on the weights of pillars.
type table struct {
	aggregation string
	pillars     [][]float64
}

// tables makes the pillar scores of every combination. Distance to the best is left out where a value is below zero.
func (m Matrix) tables() []table {
	var list []table
	for _, normalisation := range Normalisations {
		if normalisation == Best && m.hasNegative() {
			continue
		}
		cells := m.normalise(normalisation)
		for _, rule := range drawnRules {
			filled := m.fill(cells, rule)
			for _, aggregation := range Aggregations {
				list = append(list, table{aggregation: aggregation, pillars: m.pillars(filled, aggregation)})
			}
		}
	}
	return list
}

func (m Matrix) hasNegative() bool {
	for _, row := range m.Values {
		for _, v := range row {
			if v < 0 {
				return true
			}
		}
	}
	return false
}

// add counts the ranks of one draw.
func (b *Robustness) add(ranks [][]float64, drawn []int) {
	for r, rank := range drawn {
		if rank == 0 {
			continue
		}
		ranks[r] = append(ranks[r], float64(rank))
		if rank == 1 {
			b.Intervals[r].First++
		}
		for other, behind := range drawn {
			if rank < behind {
				b.Ahead[r][other]++
			}
		}
	}
}

// finish turns counts into shares and ranks into percentiles.
func (b *Robustness) finish(ranks [][]float64) {
	for r, list := range ranks {
		if len(list) == 0 {
			continue
		}
		sort.Float64s(list)
		at := func(p float64) int { return int(stat.Quantile(p, stat.Empirical, list, nil)) }
		b.Intervals[r] = Interval{Low: at(0.05), Median: at(0.5), High: at(0.95), First: b.Intervals[r].First / float64(b.Draws)}
		for other := range b.Ahead[r] {
			b.Ahead[r][other] /= float64(b.Draws)
		}
	}
}
