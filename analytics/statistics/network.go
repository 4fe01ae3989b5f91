package statistics

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// A Network is the weights between nodes, from rows to columns. NaN is a pair that nobody has counted: it is in no sum and nothing is
// expected of it. Rows are as long as there are rows.
type Network [][]float64

// strengths are what goes out of and what comes into each node, and all of it.
func (n Network) strengths() (out, in []float64, total float64) {
	out, in = make([]float64, len(n)), make([]float64, len(n))
	for i, row := range n {
		for j, weight := range row {
			if !math.IsNaN(weight) {
				out[i] += weight
				in[j] += weight
				total += weight
			}
		}
	}
	return out, in, total
}

// fitted is how near, as a part of the total, the expected strengths must come to the counted ones, within how many rounds.
const fitted, rounds = 1e-12, 2000

// Expected is what each counted pair would weigh if nodes chose partners by their size alone, in the unit of the weights; NaN where the
// pair is not counted. It is quasi-independence, a_i × b_j with the counted strengths of rows and columns, fitted by iterative
// proportional scaling from the counted pairs (Deming and Stephan, Annals of Mathematical Statistics 11, 1940; Goodman, Journal of the
// American Statistical Association 63, 1968). Where all pairs are counted it is strength × strength / total, the expectation of
// modularity. All NaN without weights.
func (n Network) Expected() Network {
	out, in, total := n.strengths()
	e := make(Network, len(n))
	for i, row := range n {
		e[i] = make([]float64, len(row))
		for j, weight := range row {
			e[i][j] = 1
			if math.IsNaN(weight) || total <= 0 {
				e[i][j] = math.NaN()
			}
		}
	}
	for range rounds {
		rows, _, _ := e.strengths()
		e.scale(func(i, _ int) float64 { return part(out[i], rows[i]) })
		_, columns, _ := e.strengths()
		e.scale(func(_, j int) float64 { return part(in[j], columns[j]) })
		if rows, _, _ := e.strengths(); near(rows, out, fitted*total) {
			break
		}
	}
	return e
}

func (n Network) scale(by func(i, j int) float64) {
	for i := range n {
		for j := range n[i] {
			n[i][j] *= by(i, j)
		}
	}
}

// part is a quotient that is 0 where there is nothing to divide.
func part(of, over float64) float64 {
	if over == 0 {
		return 0
	}
	return of / over
}

func near(a, b []float64, within float64) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > within {
			return false
		}
	}
	return true
}

// Mixing is the mixing matrix of groups: e_gh is the share of all weight that goes from nodes of group g to nodes of group h. Groups name
// the group of each node, from 0. All zero without weights (Newman, Mixing Patterns in Networks, Physical Review E 67, 2003, section II).
func (n Network) Mixing(groups []int) [][]float64 {
	size := 0
	if len(groups) > 0 {
		size = slices.Max(groups) + 1
	}
	_, _, total := n.strengths()
	mixing := make([][]float64, size)
	for g := range mixing {
		mixing[g] = make([]float64, size)
	}
	for i, row := range n {
		for j, weight := range row {
			if !math.IsNaN(weight) && total > 0 {
				mixing[groups[i]][groups[j]] += weight / total
			}
		}
	}
	return mixing
}

// Assortativity is Newman's coefficient r = (Σ e_ii − Σ a_i b_i) / (1 − Σ a_i b_i) of a mixing matrix: 1 where groups keep to themselves,
// 0 where partners are chosen by size alone. Weights need not add up to one. NaN without weights, and where one group has all (Newman,
// 2003, equation 2).
func Assortativity(mixing [][]float64) float64 {
	out, in, total := Network(mixing).strengths()
	chance := 0.0
	for g := range mixing {
		chance += out[g] * in[g] / (total * total)
	}
	return excess(trace(mixing)/total, chance)
}

// AssortativityAmong is Newman's coefficient with the expectation of the counted pairs in the place of a_i b_i: where work inside a node
// is not counted, plain r is below zero whatever the nodes prefer. It is (Σ e_ii − Σ q_ii) / (1 − Σ q_ii), q being the mixing matrix of
// Expected, and equals r where all pairs are counted. NaN as Assortativity.
func (n Network) AssortativityAmong(groups []int) float64 {
	return excess(trace(n.Mixing(groups)), trace(n.Expected().Mixing(groups)))
}

// excess is what is found beyond chance, as a part of what could be; the form of Cohen's kappa.
func excess(found, chance float64) float64 {
	if !(chance < 1-1e-9) || found == 0 && chance == 0 {
		return math.NaN()
	}
	return settle((found - chance) / (1 - chance))
}

func trace(square [][]float64) float64 {
	if len(square) == 0 {
		return 0
	}
	m := mat.NewDense(len(square), len(square), nil)
	for i, row := range square {
		m.SetRow(i, row)
	}
	return mat.Trace(m)
}
