package analytics

import (
	"errors"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// The widest and the narrowest value among entities, times an option, is a method that a reader can check by eye.
func init() {
	register(method{id: "test-span", interval: IntervalBounds, mark: "is_counted", fold: func(s sample, option func(string) string) estimate {
		if len(s.values) < 2 || len(s.marks) != len(s.values) {
			return estimate{}
		}
		times := float64(len(option("times")))
		return boundedEstimate(times*(slices.Max(s.values)-slices.Min(s.values)), slices.Min(s.values), slices.Max(s.values))
	}})
}

const madeByFormula = `
-- indicators/money.yaml --
title: Money
question: How much?
from: round
value: amount
aggregate: sum
kind: flow
time: dated
where: is_counted
dimensions:
  - {id: open-source, column: open_source, list: openness}
  - {id: sector, column: sector, list: sector}
unit: EUR
frequencies: [year, all]
is_not: [Nothing.]
-- indicators/number.yaml --
title: Number
question: How many?
from: round
aggregate: count
kind: flow
time: dated
where: is_counted
dimensions:
  - {id: sector, column: sector, list: sector}
unit: rounds
frequencies: [year, all]
is_not: [Nothing.]
-- indicators/share.yaml --
title: Share
question: Which share?
aggregate: ratio
of: {indicator: money, where: {open-source: [open-core]}}
over: {indicator: money}
kind: ratio
time: dated
dimensions:
  - {id: sector, list: sector}
unit: percent
frequencies: [year, all]
is_not: [Nothing.]
-- indicators/bounds.yaml --
title: Share
question: Which share?
aggregate: ratio
of: {indicator: money, where: {open-source: [open-core]}}
over: {indicator: money}
unsure: {indicator: money, where: {open-source: [UNKNOWN]}}
kind: ratio
time: dated
unit: percent
frequencies: [all]
is_not: [Nothing.]
-- indicators/mean.yaml --
title: Mean
question: How much each?
aggregate: ratio
of: {indicator: money}
over: {indicator: number}
kind: ratio
time: dated
unit: EUR-per-round
frequencies: [year]
is_not: [Nothing.]
-- indicators/span.yaml --
title: Span
question: How far?
from: round
value: amount
aggregate: sample
method: test-span
options:
  - {id: among, values: [company, sector], columns: [organisation_id, sector]}
  - {id: times, values: [x, xx]}
kind: ratio
time: dated
unit: EUR
frequencies: [all]
is_not: [Nothing.]
-- organisation.csv --
organisation_id,economy,obs_status
a,DE,A
b,FR,A
c,US,A
-- round.csv --
round_id,organisation_id,economy,founding_economy,dated,instrument,round_type,sector,open_source,lead_origin,acquirer_economy,is_counted,amount,currency,amount_eur,amount_usd,amount_cny,obs_status
r1,a,DE,DE,2024-03-05,equity,seed,chips,open-core,US,,true,30,EUR,30,60,240,A
r2,a,DE,DE,2024-04-05,equity,seed,health,none,US,,true,50,EUR,50,100,400,A
r3,b,FR,FR,2024-05-05,equity,seed,health,UNKNOWN,US,,true,20,EUR,20,40,160,A
r4,b,FR,FR,2025-05-05,equity,seed,health,none,US,,true,,,,,,A
r5,c,US,US,2025-05-05,equity,seed,health,none,US,,true,7,EUR,7,14,56,P
`

// made is a catalogue and a release of indicators that formulas make.
func made(t *testing.T) (*Catalogue, *Release) {
	t.Helper()
	a := txtar.Parse([]byte(madeByFormula))
	tree := fstest.MapFS{}
	for _, f := range a.Files {
		tree[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	c, err := loadFrom(tree, "indicators/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(t)
	m.load(t, a)
	r := m.release(t)
	r.catalogue = c
	return c, r
}

func evaluate(t *testing.T, c *Catalogue, r *Release, id, params string) Frame {
	t.Helper()
	v, err := url.ParseQuery(params)
	if err != nil {
		t.Fatal(err)
	}
	defaults, err := c.Default(id)
	if err != nil {
		t.Fatal(err)
	}
	q, err := c.Parse(v, defaults)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.Parse(q.Values(defaults), defaults); err != nil || again != q {
		t.Fatalf("%v printed and read is %v (%v)", q, again, err)
	}
	f, err := r.Eval(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	rowsAddUp(t, r, f)
	return f
}

func valueAt(f Frame, economy Code, period Period, by Code) Observation {
	for _, o := range f.Observations {
		if o.Economy == economy && o.Period == period && o.By == by {
			return o
		}
	}
	return Observation{}
}

func TestRatio_sumsBeforeItDivides(t *testing.T) {
	c, r := made(t)
	f := evaluate(t, c, r, "share", "")
	for _, want := range []struct {
		economy Code
		period  Period
		value   float64
		known   bool
		n       int
	}{{"EU27_2020", "2024", 30, true, 3}, {"EU27_2020", "2025", 0, false, 1}, {"US", "2025", 0, true, 1}, {"US", "2024", 0, false, 0}} {
		o := valueAt(f, want.economy, want.period, "")
		if o.Value.Known != want.known || math.Abs(o.Value.Float-want.value) > 1e-9 || o.N != want.n {
			t.Errorf("%s %s: %+v, want %+v", want.economy, want.period, o, want)
		}
	}
	if o := valueAt(evaluate(t, c, r, "share", "by=sector&frequency=all"), "EU27_2020", "all", "health"); o.Value.Float != 0 || !o.Value.Known {
		t.Errorf("a sector without an open company has a share of %v", o.Value)
	}
}

func TestRatio_boundsCountTheUnknownAgainstAndFor(t *testing.T) {
	c, r := made(t)
	o := valueAt(evaluate(t, c, r, "bounds", ""), "EU27_2020", "all", "")
	if o.Value.Float != 37.5 || o.Low.Float != 30 || o.High.Float != 50 || o.Missing != 2 {
		t.Errorf("30 open, 50 not, 20 unknown: %+v", o)
	}
}

func TestRatio_ofTwoIndicators(t *testing.T) {
	c, r := made(t)
	f := evaluate(t, c, r, "mean", "")
	if o := valueAt(f, "EU27_2020", "2024", ""); math.Abs(o.Value.Float-100./3) > 1e-9 || o.N != 6 {
		t.Errorf("100 in 3 rounds: %+v", o)
	}
	if o := valueAt(f, "EU27_2020", "2025", ""); o.Value.Known {
		t.Errorf("an undisclosed amount divided: %+v", o)
	}
}

func TestSample_seesEntities(t *testing.T) {
	c, r := made(t)
	for params, want := range map[string][3]float64{
		"":                      {60, 20, 80}, // a: 80, b: 20
		"among=sector":          {40, 30, 70}, // chips: 30, health: 70
		"times=xx":              {120, 20, 80},
		"times=xx&among=sector": {80, 30, 70},
	} {
		o := valueAt(evaluate(t, c, r, "span", params), "EU27_2020", "all", "")
		if got := [3]float64{o.Value.Float, o.Low.Float, o.High.Float}; got != want || o.N != 4 || o.Missing != 1 {
			t.Errorf("%q: %v of %d rows, %d missing; want %v", params, got, o.N, o.Missing, want)
		}
	}
	f := evaluate(t, c, r, "span", "by=times")
	if one, two := valueAt(f, "EU27_2020", "all", "x"), valueAt(f, "EU27_2020", "all", "xx"); one.Value.Float != 60 || two.Value.Float != 120 || len(f.Codes) != 2 {
		t.Errorf("by option: %v, %v", one, two)
	}
	if o := valueAt(f, "US", "all", "x"); o.Value.Known || o.N != 1 {
		t.Errorf("one company has a span: %+v", o)
	}
}

func TestOptions_unknownValuesAreRefused(t *testing.T) {
	c, _ := made(t)
	defaults, err := c.Default("span")
	if err != nil {
		t.Fatal(err)
	}
	var invalid *InvalidError
	if _, err := c.Parse(url.Values{"times": {"xxx"}}, defaults); !errors.As(err, &invalid) || invalid.Param != "times" || !slices.Equal(invalid.Allowed, []string{"x", "xx"}) {
		t.Errorf("times=xxx: %v", err)
	}
	if _, err := c.Parse(url.Values{"months": {"3"}}, defaults); !errors.As(err, &invalid) || !strings.Contains(strings.Join(invalid.Allowed, " "), "times") {
		t.Errorf("months=3: %v", err)
	}
}
