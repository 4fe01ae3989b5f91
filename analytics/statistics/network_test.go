package statistics_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"sextant/analytics/statistics"
)

// couples are heterosexual partnerships in San Francisco by ethnicity, as Newman prints them (Mixing Patterns in Networks, 2003, table I,
// after Catania and others, 1992).
var couples = [][]float64{
	{0.258, 0.016, 0.035, 0.013},
	{0.012, 0.157, 0.058, 0.019},
	{0.013, 0.023, 0.306, 0.035},
	{0.005, 0.007, 0.024, 0.016},
}

// Newman prints r = 0.621, from unrounded shares. The printed ones add up to 0.997 and give 0.623, which is also what NetworkX tests for.
func TestAssortativity_newman(t *testing.T) {
	if r := statistics.Assortativity(couples); math.Abs(r-0.621) > 0.002 || math.Abs(r-0.623) > 0.0005 {
		t.Errorf("r is %v", r)
	}
}

func TestAssortativity_byHand(t *testing.T) {
	for _, c := range []struct {
		name   string
		mixing [][]float64
		want   float64
	}{
		{"only with their own", [][]float64{{3, 0}, {0, 1}}, 1},
		{"only with others", [][]float64{{0, 1}, {1, 0}}, -1},
		{"by size alone", [][]float64{{9, 3}, {3, 1}}, 0},
		{"uneven", [][]float64{{4, 2}, {0, 4}}, 0.615384615}, // 0.8 found; 0.6 × 0.4 + 0.4 × 0.6 = 0.48 by chance: 0.32 / 0.52
		{"one group has all", [][]float64{{5}}, nan},
		{"nothing", [][]float64{{0, 0}, {0, 0}}, nan},
		{"no groups", nil, nan},
	} {
		if got := statistics.Assortativity(c.mixing); !same(got, c.want, 9) {
			t.Errorf("%s: r is %v, by hand %v", c.name, got, c.want)
		}
	}
}

// five are five nodes of three groups, every pair counted, also work inside a node; no two strengths are the same.
var five, fiveGroups = statistics.Network{
	{7, 3, 2, 0, 1},
	{4, 5, 1, 2, 0},
	{1, 0, 9, 4, 3},
	{0, 2, 6, 3, 1},
	{2, 1, 0, 5, 4},
}, []int{0, 0, 1, 1, 2}

// Modularity is the excess that assortativity is a part of: Q = Σ e_ii − Σ a_i b_i, and gonum has Q.
func TestAssortativity_isModularityAsAPart(t *testing.T) {
	g := simple.NewWeightedDirectedGraph(0, 0)
	members := make([][]graph.Node, 3)
	inside := 0.0
	for i, group := range fiveGroups {
		g.AddNode(simple.Node(i))
		members[group] = append(members[group], simple.Node(i))
	}
	apart := statistics.Network{}
	for i, row := range five {
		apart = append(apart, append([]float64{}, row...))
		apart[i][i] = 0 // gonum's graph has no loops
		for j, weight := range apart[i] {
			if i != j && weight > 0 {
				g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: weight})
			}
		}
	}
	mixing := apart.Mixing(fiveGroups)
	for i := range mixing {
		inside += mixing[i][i]
	}
	q := community.Q(g, members, 1)
	if want, got := q/(1-(inside-q)), statistics.Assortativity(mixing); !same(got, want, 9) {
		t.Errorf("r is %v, by modularity %v", got, want)
	}
}

func TestExpected_ofAllPairsIsStrengthTimesStrength(t *testing.T) {
	e := five.Expected()
	out, in := []float64{13, 12, 17, 12, 12}, []float64{14, 11, 18, 14, 9}
	for i := range five {
		for j := range five {
			if want := out[i] * in[j] / 66; math.Abs(e[i][j]-want) > 1e-9 {
				t.Errorf("%d to %d: %v, by hand %v", i, j, e[i][j], want)
			}
		}
	}
	if got, want := five.AssortativityAmong(fiveGroups), statistics.Assortativity(five.Mixing(fiveGroups)); !same(got, want, 9) {
		t.Errorf("all pairs counted: %v, Newman's r %v", got, want)
	}
}

// hollow is a network of which work inside a node is not counted.
func hollow() statistics.Network {
	return statistics.Network{{nan, 6, 3, 1}, {5, nan, 2, 2}, {2, 1, nan, 8}, {3, 1, 4, nan}}
}

// The expectation has the strengths of what was counted, has the form a_i × b_j, and expects nothing where nothing was counted.
func TestExpected_ofSomePairs(t *testing.T) {
	n := hollow()
	e := n.Expected()
	for i := range n {
		var out, in, found, taken float64
		for j := range n {
			if i == j {
				if !math.IsNaN(e[i][j]) {
					t.Errorf("%d to itself: %v", i, e[i][j])
				}
				continue
			}
			out, found, in, taken = out+e[i][j], found+n[i][j], in+e[j][i], taken+n[j][i]
		}
		if math.Abs(out-found) > 1e-9 || math.Abs(in-taken) > 1e-9 {
			t.Errorf("%d: %v goes out and %v comes in, counted %v and %v", i, out, in, found, taken)
		}
	}
	if odds := e[0][1] * e[2][3] / (e[0][3] * e[2][1]); math.Abs(odds-1) > 1e-9 {
		t.Errorf("odds are %v: not by size alone", odds)
	}
}

// A network that follows size alone outside its diagonal: quasi-independence sees no preference, plain r sees one against the own group.
func TestAssortativityAmong_structuralZeros(t *testing.T) {
	n, a, b := statistics.Network{}, []float64{5, 3, 2, 1}, []float64{4, 2, 3, 6}
	for i := range a {
		n = append(n, make([]float64, len(a)))
		for j := range b {
			n[i][j] = a[i] * b[j]
		}
		n[i][i] = nan
	}
	groups := []int{0, 0, 1, 2}
	if got := n.AssortativityAmong(groups); !same(got, 0, 8) {
		t.Errorf("by size alone: %v", got)
	}
	if got := statistics.Assortativity(n.Mixing(groups)); got > -0.15 {
		t.Errorf("Newman's r without the diagonal: %v", got)
	}
}

func TestNetwork_withoutWeights(t *testing.T) {
	n := statistics.Network{{nan, 0}, {0, nan}}
	if got := n.AssortativityAmong([]int{0, 1}); !math.IsNaN(got) {
		t.Errorf("nothing counted: %v", got)
	}
	if e := n.Expected(); !math.IsNaN(e[0][1]) {
		t.Errorf("nothing counted: %v expected", e)
	}
	if got := (statistics.Network{}).AssortativityAmong(nil); !math.IsNaN(got) {
		t.Errorf("no nodes: %v", got)
	}
	if e := (statistics.Network{{nan, 3}, {0, nan}}).Expected(); e[0][1] != 3 || e[1][0] != 0 {
		t.Errorf("one direction alone: %v", e)
	}
}

func ExampleNetwork_Expected() {
	fmt.Println(statistics.Network{{6, 2}, {2, 2}}.Expected())
	// Output: [[5.333333333333333 2.6666666666666665] [2.6666666666666665 1.3333333333333333]]
}
