package analytics

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestParseComposite(t *testing.T) {
	c := load(t)
	d := c.Composite()
	for _, text := range []string{"", "aggregation=geometric&missing=lowest&normalisation=rank&weight.models=0&weight.open-source=100"} {
		v, _ := url.ParseQuery(text)
		q, err := c.ParseComposite(v)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Values(d).Encode(); got != text {
			t.Errorf("%q prints as %q", text, got)
		}
	}
	usual, _ := url.ParseQuery("normalisation=min-max&weight.models=10&missing=")
	if q, err := c.ParseComposite(usual); err != nil || len(q.Values(d)) != 0 {
		t.Errorf("what is usual is printed: %v, %v", q.Values(d), err)
	}
	all := "weight.models=0&weight.open-source=0&weight.compute=0&weight.adoption=0"
	for _, text := range []string{"weight.models=101", "weight.models=-1", "weight.models=x", "weight.research=1", "missing=zero", "normalisation=a&normalisation=b", all} {
		v, _ := url.ParseQuery(text)
		var invalid *InvalidError
		if _, err := c.ParseComposite(v); !errors.As(err, &invalid) || invalid.Param == "" {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestComposite_lint(t *testing.T) {
	d := CompositeDefinition{
		Pillars: []CompositePillar{
			{ID: "a", Weight: 90, Indicators: []CompositeIndicator{{ID: "investment", Per: "heads"}, {ID: "nothing"}, {ID: "gdp", Members: "area"}}},
			{ID: "b"},
		},
		LeftOut: []LeftOut{{What: "investment, companies"}},
	}
	got := strings.Join(d.lint(load(t)), "\n")
	for _, want := range []string{"weights add up to 90", "pillar b ", "investment is named more than once", "nothing does not exist", "not divided by heads", "members is population"} {
		if !strings.Contains(got, want) {
			t.Errorf("no finding %q in\n%s", want, got)
		}
	}
}

// By hand: DE has 80 people and 10, FR 20 and 60: (80 x 10 + 20 x 60) / 100 = 20. Without FR 80 of 100 people are too few, and with 900
// more in DE they are enough.
func TestMeanOfMembers(t *testing.T) {
	members := []Code{"DE", "FR"}
	people := divisors{"DE": {2025: 80}, "FR": {2024: 20}}
	if got, ok := meanOfMembers(members, map[Code]float64{"DE": 10, "FR": 60, "US": 99}, people, 2025); !ok || got != 20 {
		t.Errorf("got %v, %v", got, ok)
	}
	if _, ok := meanOfMembers(members, map[Code]float64{"DE": 10}, people, 2025); ok {
		t.Error("four fifths of the people are enough")
	}
	people["DE"][2025] = 980
	if got, ok := meanOfMembers(members, map[Code]float64{"DE": 10}, people, 2025); !ok || got != 10 {
		t.Errorf("got %v, %v", got, ok)
	}
	if _, ok := meanOfMembers(members, map[Code]float64{"DE": 10, "FR": 60}, divisors{"DE": {2025: 80}}, 2025); ok {
		t.Error("a member without a population is passed over")
	}
}

// seriesOf makes a series by hand: for each year, economy and figure in turn.
func seriesOf(id string, pillar int, years map[Period]map[Code]float64) compositeSeries {
	return compositeSeries{def: CompositeIndicator{ID: id}, pillar: pillar, figures: years}
}

func TestCompositeSeries_latest(t *testing.T) {
	d := CompositeDefinition{Group: "EU27_2020"}
	for _, c := range []struct {
		years map[Period]map[Code]float64
		want  Period
	}{
		{map[Period]map[Code]float64{"2023": {"US": 1, "CN": 1, "JP": 1, "GB": 1}, "2025": {"US": 1, "EU27_2020": 1}}, "2023"}, // one of four: the group does not count
		{map[Period]map[Code]float64{"2023": {"US": 1, "CN": 1, "JP": 1, "GB": 1}, "2025": {"US": 1, "CN": 1}}, "2025"},        // two of four
		{map[Period]map[Code]float64{"2022": {"US": 1}, "2026": {"US": 1}}, ""},                                                // too old, not over
		{nil, ""},
	} {
		s := seriesOf("x", 0, c.years)
		if got := s.latest(d, "2026-11-23"); got != c.want {
			t.Errorf("%v: %q, want %q", c.years, got, c.want)
		}
	}
}

func TestCombinable(t *testing.T) {
	open, quoted := Source{Dataset: "a", Redistribution: "open"}, Source{Dataset: "b", Redistribution: "quote"}
	if !combinable(nil) || !combinable([]Source{open}) || combinable([]Source{open, quoted}) || combinable([]Source{{Redistribution: "restricted"}}) {
		t.Error("only what is open may become part of an index")
	}
}

// handMade is a release that knows one group, and a composite of two indicators over two years.
func handMade() (*Release, CompositeDefinition, []compositeSeries) {
	r := &Release{id: "2026-11-23.1", words: &vocabulary{groups: []Group{{Code: "EU27_2020", Members: []Code{"DE", "FR"}}}, names: map[Code]Name{"US": {"en": "United States"}}}}
	d := CompositeDefinition{Group: "EU27_2020", Least: 3, History: 2, Compared: []string{"EU27_2020", "US"}, Pillars: []CompositePillar{
		{ID: "one", Weight: 50, Indicators: []CompositeIndicator{{ID: "a"}}}, {ID: "none", Without: "Nothing."}, {ID: "two", Weight: 50, Indicators: []CompositeIndicator{{ID: "b"}}}}}
	a := seriesOf("a", 0, map[Period]map[Code]float64{"2024": {"US": 1, "DE": 2, "FR": 3, "EU27_2020": 2}, "2025": {"US": 4, "DE": 2, "FR": 3, "EU27_2020": 9}})
	b := seriesOf("b", 1, map[Period]map[Code]float64{"2025": {"US": 10, "DE": 0, "JP": 5}})
	a.column, b.column = CompositeColumn{Indicator: Indicator{ID: "a"}, Period: "2025", Economies: 3}, CompositeColumn{Indicator: Indicator{ID: "b"}, Period: "2025", Economies: 3}
	return r, d, []compositeSeries{a, b}
}

func TestCompositeMatrix(t *testing.T) {
	r, d, all := handMade()
	m := r.compositeMatrix(d, economiesOf(all), all, func(s compositeSeries) Period { return s.column.Period })
	if want := []string{"DE", "EU27_2020", "FR", "JP", "US"}; !slices.Equal(m.Economies, want) {
		t.Fatalf("economies %v", m.Economies)
	}
	if !slices.Equal(m.Reference, []bool{true, false, true, true, true}) || !slices.Equal(m.Ranked, []bool{false, true, false, true, true}) {
		t.Errorf("reference %v, ranked %v", m.Reference, m.Ranked)
	}
	if m.Values[1][0] != 9 || !math.IsNaN(m.Values[1][1]) || !slices.Equal(m.Pillars, []string{"one", "two"}) {
		t.Errorf("values %v, pillars %v", m.Values, m.Pillars)
	}
	years := r.compositeYears(d, economiesOf(all), all)
	if len(years) != 2 || years[0].Period != "2024" || len(years[0].Matrix.Indicators) != 1 || years[0].Matrix.Indicators[0].ID != "a" {
		t.Errorf("years %+v", years)
	}
}

// The answer by hand. a: 2 to 4, the Union beyond it at 100; b: 0 to 10. US (100, 100) leads the Union (100, hole) by nothing: both 100.
func TestComposite_answer(t *testing.T) {
	r, d, all := handMade()
	c := &Composite{Definition: d, Release: r.id, Names: r.words.names}
	c.Matrix = r.compositeMatrix(d, economiesOf(all), all, func(s compositeSeries) Period { return s.column.Period })
	c.Columns = []CompositeColumn{all[0].column, all[1].column}
	c.Years = r.compositeYears(d, economiesOf(all), all)
	q := CompositeQuery{Normalisation: "min-max", Aggregation: "arithmetic", Missing: "lowest", Weights: []int{30, 10}}
	a, err := c.Answer(q)
	if err != nil {
		t.Fatal(err)
	}
	us, eu, jp := c.Row("US"), c.Row("EU27_2020"), c.Row("JP")
	if a.Result.Scores[us] != 100 || a.Result.Scores[eu] != 75 || a.Result.Scores[jp] != 12.5 || a.Result.Ranks[jp] != 3 {
		t.Errorf("scores %v, ranks %v", a.Result.Scores, a.Result.Ranks)
	}
	// Over both years a runs from 1 to 4: the US goes from 0 to 100, the Union from a third to beyond the scale.
	if got := a.Of("US"); !slices.Equal(got, []float64{0, 100}) {
		t.Errorf("history %v", got)
	}
	if again, err := c.Answer(q); err != nil || !reflect.DeepEqual(again.Robustness, a.Robustness) {
		t.Error("the same question has two answers")
	}
	checkFiles(t, a)
}

func checkFiles(t *testing.T, a CompositeAnswer) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCompositeCSV(&b, a, DialectStandard); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(lines)-1, len(a.Matrix.Economies)*a.Measures(); got != want {
		t.Errorf("%d lines, want %d", got, want)
	}
	want := []string{"composite-index", "US", "United States", "2025", "score", "100", "points", "A", "2", "0", "2026-11-23.1", ""}
	if !slices.ContainsFunc(lines, func(line []string) bool { return slices.Equal(line, want) }) {
		t.Errorf("no line %v", want)
	}
	hole := []string{"b", "EU27_2020", "", "2025", "value", "", "", "M", "1", "1", "2026-11-23.1", ""}
	if !slices.ContainsFunc(lines, func(line []string) bool { return slices.Equal(line, hole) }) {
		t.Errorf("no line %v", hole)
	}
	b.Reset()
	if err := WriteCompositeJSON(&b, a); err != nil {
		t.Fatal(err)
	}
	var j struct {
		Period    string
		Economies []struct {
			Economy string
			Score   *float64
			Rank    *int
			Values  map[string]*float64
			History map[string]*float64
		}
	}
	if err := json.Unmarshal(b.Bytes(), &j); err != nil {
		t.Fatal(err)
	}
	for _, e := range j.Economies {
		if e.Economy == "EU27_2020" && (*e.Score != 75 || *e.Rank != 2 || e.Values["b"] != nil || *e.History["2025"] != 100) {
			t.Errorf("%+v", e)
		}
		if e.Economy == "DE" && (e.Rank != nil || *e.Values["a"] != 2) {
			t.Errorf("a member is ranked: %+v", e)
		}
	}
}
