package statistics_test

import (
	"testing"

	"sextant/analytics/statistics"
)

// R prints quantile(1:10) as 1.00, 3.25, 5.50, 7.75, 10.00: its usual definition is the seventh.
func TestQuantile_published(t *testing.T) {
	values := []float64{7, 1, 10, 4, 3, 2, 9, 8, 6, 5}
	for p, want := range map[float64]float64{0: 1, 0.25: 3.25, 0.5: 5.5, 0.75: 7.75, 1: 10} {
		if got := statistics.Quantile(p).Of(values); got != want {
			t.Errorf("quantile %v: %v, printed %v", p, got, want)
		}
	}
}

func TestQuantile_edges(t *testing.T) {
	for _, c := range []struct {
		values  []float64
		p, want float64
	}{{nil, 0.5, nan}, {[]float64{3}, 0.25, 3}, {[]float64{1, 2}, 1.5, nan}, {[]float64{1, 2}, nan, nan}, {[]float64{0, 0, 8}, 0.75, 4}} {
		if got := statistics.Quantile(c.p).Of(c.values); !same(got, c.want, 9) {
			t.Errorf("quantile %v of %v: %v, by hand %v", c.p, c.values, got, c.want)
		}
	}
}
