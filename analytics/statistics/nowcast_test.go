package statistics_test

import (
	"errors"
	"math"
	"testing"

	"sextant/analytics/statistics"
)

// taylorAshe are the first two columns of the triangle of Taylor and Ashe (1983), as Mack (1993) has it: claims paid after one and
// two years.
var taylorAshe = []statistics.Former{
	{1, 357848, 1124788}, {2, 352118, 1236139}, {3, 290507, 1292306}, {4, 310608, 1418858}, {5, 443160, 1136350}, {6, 396132, 1333217},
	{7, 440832, 1288463}, {8, 359480, 1421128}, {9, 376686, 1363294},
}

func within(got, want, off float64) bool { return math.Abs(got-want) <= off }

func TestNowcast_taylorAshe(t *testing.T) {
	f, err := statistics.Nowcast(taylorAshe, 344014, 0.8)
	if err != nil || !within(f.Factor, 3.4906, 0.0001) || !within(f.Variance, 160280, 1) || !within(f.Value, 1200818, 1) || f.Years != 9 {
		t.Errorf("got %+v, %v: Mack prints a factor of 3.4906 and a variance of 160 280; the tenth year is 1 200 818", f, err)
	}
}

// By hand: factor 40/20 = 2; off by -1, 1, 0, 0 from 2, 2, 8, 8 known: variance 4/3. Of 5 known: 10, s.e.² = 5·4/3 + 25·4/3/20 = 8.3333;
// t with 3 degrees of freedom leaves a tenth above 1.637744.
var byHand = []statistics.Former{{2021, 2, 2}, {2022, 2, 6}, {2023, 8, 16}, {2024, 8, 16}}

func TestNowcast_hand(t *testing.T) {
	f, err := statistics.Nowcast(byHand, 5, 0.8)
	half := 1.637744 * math.Sqrt(25.0/3)
	if err != nil || f.Factor != 2 || f.Value != 10 || !within(f.Variance, 4.0/3, 1e-9) || !within(f.High, 10+half, 1e-4) || !within(f.Low, 10-half, 1e-4) {
		t.Errorf("got %+v, %v", f, err)
	}
	if f, _ := statistics.Nowcast(byHand, 0.5, 0.8); f.Low != 0.5 {
		t.Errorf("the interval begins at %v, below the half that is known", f.Low)
	}
}

func TestNowcast_refuses(t *testing.T) {
	if _, err := statistics.Nowcast(byHand[1:], 5, 0.8); !errors.Is(err, statistics.ErrFewYears) {
		t.Errorf("three years: %v", err)
	}
	if _, err := statistics.Nowcast(byHand, 0, 0.8); !errors.Is(err, statistics.ErrNothingSoFar) {
		t.Errorf("nothing so far: %v", err)
	}
	hole := append([]statistics.Former{{2019, 3, 300}, {2020, 0, 7}}, byHand...)
	if f, err := statistics.Nowcast(hole, 5, 0.8); err != nil || f.Factor != 2 || f.Years != 4 {
		t.Errorf("years before one of which nothing was known: %+v, %v", f, err)
	}
}

func TestBacktest(t *testing.T) {
	all := statistics.Backtest(append(byHand, statistics.Former{2025, 5, 11}, statistics.Former{2026, 5, 40}), 0.8)
	if len(all) != 2 || all[0].Value != 10 || !all[0].Held() || all[1].Held() || all[1].Years != 5 {
		t.Errorf("got %+v: 2025 from the four years before it is 10 and became 11; 2026 became far more", all)
	}
	if low := (statistics.Trial{Former: statistics.Former{Whole: 3}, Forecast: statistics.Forecast{Low: 4, High: 9}}); low.Held() {
		t.Error("a year that became less than the interval says that it held")
	}
}

func TestFaded(t *testing.T) {
	for _, c := range []struct {
		recent, soFar, formerRecent, formerSoFar int
		want                                     bool
	}{
		{0, 10, 20, 100, false}, // 0.8^10 is 0.107
		{0, 14, 20, 100, true},  // 0.8^14 is 0.044
		{1, 14, 20, 100, false}, // and one more is 0.198
		{0, 0, 20, 100, false}, {3, 150, 51, 128, true},
	} {
		if got := statistics.Faded(c.recent, c.soFar, c.formerRecent, c.formerSoFar); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}
