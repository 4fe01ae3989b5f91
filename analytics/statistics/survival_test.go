package statistics_test

import (
	"testing"

	"sextant/analytics/statistics"
)

// remission is the time in weeks that 21 children with leukaemia stayed in remission under 6-mercaptopurine (Freireich and others, Blood 21,
// 1963); with minus, they still were when they were last seen.
var remission = []float64{6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35}

func spells(times []float64) []statistics.Spell {
	list := make([]statistics.Spell, len(times))
	for at, x := range times {
		list[at] = statistics.Spell{Time: max(x, -x), Event: x > 0}
	}
	return list
}

// Kaplan–Meier estimate, standard error and interval as they are printed of these data (Kleinbaum and Klein, Survival Analysis, chapter 2;
// the intervals as Stata's sts list has them).
func TestKaplanMeier_published(t *testing.T) {
	printed := []statistics.Step{
		{6, 21, 3, .8571, .0764, .6197, .9516},
		{7, 17, 1, .8067, .0869, .5631, .9228},
		{10, 15, 1, .7529, .0963, .5032, .8894},
		{13, 12, 1, .6902, .1068, .4316, .8491},
		{16, 11, 1, .6275, .1141, .3675, .8049},
		{22, 7, 1, .5378, .1282, .2678, .7468},
		{23, 6, 1, .4482, .1346, .1881, .6801},
	}
	curve := statistics.KaplanMeier(spells(remission))
	if len(curve.Steps) != len(printed) || curve.Until != 35 || curve.From != 21 {
		t.Fatalf("%+v", curve)
	}
	for at, want := range printed {
		got := curve.Steps[at]
		if got.Time != want.Time || got.AtRisk != want.AtRisk || got.Events != want.Events || !same(got.Survival, want.Survival, 4) ||
			!same(got.Error, want.Error, 4) || !same(got.Low, want.Low, 4) || !same(got.High, want.High, 4) {
			t.Errorf("%+v, printed %+v", got, want)
		}
	}
}

func TestCurve_At(t *testing.T) {
	curve := statistics.KaplanMeier(spells(remission))
	for _, c := range []struct {
		time, survival float64
		known          bool
	}{{0, 1, true}, {5.9, 1, true}, {6, .8571, true}, {22.5, .5378, true}, {35, .4482, true}, {35.1, .4482, false}} {
		if got, known := curve.At(c.time); !same(got.Survival, c.survival, 4) || known != c.known {
			t.Errorf("at %v: %v, %v; printed %v, %v", c.time, got.Survival, known, c.survival, c.known)
		}
	}
}

// The event came to what survival leaves: 3 of 21 after six weeks, between 4.84 and 38.03 percent.
func TestStep_Come(t *testing.T) {
	six, _ := statistics.KaplanMeier(spells(remission)).At(6)
	if share, low, high := six.Come(); !same(share, 100*3.0/21, 6) || !same(low, 4.84, 2) || !same(high, 38.03, 2) {
		t.Errorf("%v from %v to %v", share, low, high)
	}
}

// By hand: of two, one ends at 1 and the other at 2, so half and then none are left; nothing is known of none; and what is censored at
// the time of an event was at risk.
func TestKaplanMeier_byHand(t *testing.T) {
	all := statistics.KaplanMeier(spells([]float64{2, 1}))
	if end, known := all.At(9); !known || end.Survival != 0 || end.Error != 0 || !same(end.Low, nan, 9) {
		t.Errorf("after all: %+v, %v", end, known)
	}
	if half, _ := all.At(1); half.Survival != 0.5 || half.AtRisk != 2 {
		t.Errorf("half: %+v", half)
	}
	if _, known := statistics.KaplanMeier(nil).At(0); known {
		t.Error("something is known of nothing")
	}
	tie := statistics.KaplanMeier(spells([]float64{-3, 3, -1, 5}))
	if got, _ := tie.At(3); !same(got.Survival, 2.0/3, 9) || got.AtRisk != 3 {
		t.Errorf("tie: %+v", got)
	}
	if never, known := statistics.KaplanMeier(spells([]float64{-3, -4})).At(4); !known || never.Survival != 1 || !same(never.High, nan, 9) {
		t.Errorf("never: %+v, %v", never, known)
	}
}
