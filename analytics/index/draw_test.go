package index_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"sextant/analytics/index"
)

var update = flag.Bool("update", false, "write golden files anew")

func drawn(t *testing.T, m index.Matrix, weights ...float64) index.Robustness {
	t.Helper()
	b, err := m.Test(method(index.MinMax, index.Arithmetic, index.Available, weights...), index.Draws)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// near allows three standard errors of a share over 1000 draws.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 3*math.Sqrt(want*(1-want)/index.Draws)+1e-9 {
		t.Errorf("%s: %v, by hand %v", what, got, want)
	}
}

// Who leads everywhere leads in every draw, and who trails everywhere is last in every draw.
func TestTest_leaderAndLast(t *testing.T) {
	b := drawn(t, own([]string{"A", "B", "C"}, [][]float64{{9, 9}, {5, 6}, {1, 1}}), 1, 1)
	for r, want := range []index.Interval{{Low: 1, Median: 1, High: 1, First: 1}, {Low: 2, Median: 2, High: 2}, {Low: 3, Median: 3, High: 3}} {
		if b.Intervals[r] != want {
			t.Errorf("%d: %+v", r, b.Intervals[r])
		}
	}
	if b.Ahead[0][2] != 1 || b.Ahead[2][0] != 0 {
		t.Errorf("ahead: %v", b.Ahead)
	}
}

// A leads in one pillar, B in the other, by the same distance: A is ahead whenever its pillar was drawn heavier, by whatever
// normalisation and aggregation. Of equal weights that is one half; of 2 and 1 the weights are uniform on 1 to 3 and 0.5 to 1.5, and the
// second is larger on a triangle of 0.125 out of 2; of 3 and 1 it never is.
func TestTest_weightsByHand(t *testing.T) {
	m := own([]string{"A", "B"}, [][]float64{{2, 1}, {1, 2}})
	near(t, "1 and 1", drawn(t, m, 1, 1).Ahead[0][1], 0.5)
	near(t, "2 and 1", drawn(t, m, 2, 1).Ahead[0][1], 1-0.0625)
	near(t, "3 and 1", drawn(t, m, 3, 1).Ahead[0][1], 1)
	near(t, "0 and 1", drawn(t, m, 0, 1).Ahead[0][1], 0)
}

// One pillar with the scale 0 to 100: A has (100, 0), B (20, 20). By min-max and by distance to the best A leads in the arithmetic mean
// (50 to 20) and trails in the geometric (10 to 20.8). By z-score A leads in both, by rank B (100 to 50): one half in all.
func TestTest_aggregationByHand(t *testing.T) {
	m := own([]string{"A", "B", "low", "high"}, [][]float64{{100, 0}, {20, 20}, {0, 0}, {100, 100}})
	m.Pillars, m.Indicators[1].Pillar = m.Pillars[:1], 0
	m.Reference, m.Ranked = []bool{false, false, true, true}, []bool{true, true, false, false}
	near(t, "ahead", drawn(t, m, 1).Ahead[0][1], 0.5)
}

// A has 90 in the first pillar and nothing in the second, B 60 in both, on a scale of 0 to 100. Let s be the drawn share of the first.
// Left out, the hole lets A lead (by rank both have 100: nobody leads). Filled with the mean, A leads for s > 0.25, always, and in the
// geometric mean for s > 0.309 (0.967 of draws) or, by z-score, 0.26 (0.999); by rank B leads. Filled with the lowest, A leads for s > 2/3
// (0.0625), in the geometric mean never or, by z-score, for s > 0.694 (0.029). All in all (6 + 5.934 + 0.217) / 24. Nobody leads in two
// of the 24, and B leads in the rest.
func TestTest_missingRulesByHand(t *testing.T) {
	m := own([]string{"A", "B", "low", "high"}, [][]float64{{90, nan}, {60, 60}, {0, 0}, {100, 100}})
	m.Reference, m.Ranked = []bool{false, false, true, true}, []bool{true, true, false, false}
	b := drawn(t, m, 1, 1)
	near(t, "ahead", b.Ahead[0][1], 12.151/24)
	near(t, "behind", b.Ahead[1][0], (24-2-12.151)/24)
}

// Where only complete economies have a score, only they are ranked in the draws: of those that are ranked, A and E have no hole.
func TestTest_completeOnly(t *testing.T) {
	b, err := small().Test(method(index.MinMax, index.Arithmetic, index.Complete, 1, 1), index.Draws)
	if err != nil {
		t.Fatal(err)
	}
	if b.Intervals[1] != (index.Interval{}) || b.Intervals[2] != (index.Interval{}) || b.Intervals[0].Low != 1 || b.Intervals[0].High > 2 || b.Intervals[5].High != 2 {
		t.Errorf("got %+v", b.Intervals)
	}
}

// Values below zero have no ratio to the best, so that normalisation is not drawn: the highest always leads.
func TestTest_belowZero(t *testing.T) {
	b := drawn(t, own([]string{"A", "B", "C"}, [][]float64{{-1}, {-3}, {-2}}), 1)
	if b.Ahead[0][1] != 1 || b.Ahead[2][1] != 1 {
		t.Errorf("ahead: %v", b.Ahead)
	}
}

// Rank intervals of the handbook's example by our draws: the golden file holds them to the byte, on any machine.
func TestTest_golden(t *testing.T) {
	m := taiIndex(t)
	m.Reference = m.Ranked // goalposts are no values to rank among
	b := drawn(t, m, 1, 1, 1, 1)
	if again := drawn(t, m, 1, 1, 1, 1); !reflect.DeepEqual(b, again) {
		t.Error("the same draws give different intervals")
	}
	var text strings.Builder
	for r, i := range b.Intervals[:23] {
		fmt.Fprintf(&text, "%s %d %d %d %.3f\n", m.Economies[r], i.Low, i.Median, i.High, i.First)
	}
	const golden = "testdata/tai-intervals.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(want) {
		t.Errorf("intervals changed:\n%s", text.String())
	}
	if b.Intervals[23] != (index.Interval{}) {
		t.Errorf("a goalpost is ranked: %+v", b.Intervals[23])
	}
}

// Eighty economies with twelve indicators in eight pillars, a quarter of the cells missing: 1000 draws.
func BenchmarkTest(b *testing.B) {
	m := index.Matrix{}
	for p := range 8 {
		m.Pillars = append(m.Pillars, fmt.Sprint(p))
	}
	for c := range 12 {
		m.Indicators = append(m.Indicators, index.Indicator{ID: fmt.Sprint(c), Pillar: c % 8})
	}
	for r := range 80 {
		row := make([]float64, 12)
		for c := range row {
			if row[c] = float64((r*37 + c*91) % 101); (r+c)%4 == 0 {
				row[c] = nan
			}
		}
		m.Economies, m.Values = append(m.Economies, fmt.Sprint(r)), append(m.Values, row)
	}
	for b.Loop() {
		if _, err := m.Test(method(index.MinMax, index.Arithmetic, index.Available, equal(8)...), index.Draws); err != nil {
			b.Fatal(err)
		}
	}
}
