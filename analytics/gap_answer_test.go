package analytics

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func gapModel(t *testing.T) (*testModel, *Release) {
	t.Helper()
	m := newModel(t)
	a, err := txtar.ParseFile(filepath.Join("testdata", "gap", "gap.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	m.load(t, a)
	return m, m.release(t)
}

func answerGap(t *testing.T, r *Release, params string) GapAnswer {
	t.Helper()
	v, _ := url.ParseQuery(params)
	q, err := r.catalogue.ParseGap(v)
	if err != nil {
		t.Fatal(err)
	}
	a, err := r.Gap(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func isNear(t *testing.T, what string, got Value, want float64) {
	t.Helper()
	if math.IsNaN(want) != !got.Known || got.Known && math.Abs(got.Float-want) > 1e-6*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %+v, want %v", what, got, want)
	}
}

// By hand, in euros: 60.5 against 288 in 2023, 65 against 250 in 2022. The window begins with the edition of 2021: 100 becomes 121 and 400
// becomes 576 in two years, ten and twenty percent; 200 becomes 162, less ten.
func TestGap_byHand(t *testing.T) {
	_, r := gapModel(t)
	a := answerGap(t, r, "indicator=private-investment")
	us, cn := a.Side("US"), a.Side("CN")
	if a.Subject != "EUROPE" || us.Gap.Period != "2023" || us.Gap.Trend != trendWidening || cn.Gap.Trend != trendClosing {
		t.Errorf("subject %s, gaps %+v, %+v", a.Subject, us.Gap, cn.Gap)
	}
	isNear(t, "ratio", us.Gap.Ratio, 60.5/288)
	isNear(t, "ratio before", us.Gap.PreviousRatio, 65.0/250)
	isNear(t, "difference", us.Difference, 60.5-288)
	g := us.Growth
	if g.First != "2021" || g.Last != "2023" || g.Cut != "2021" || g.Years != 2 || g.Trend != trendWidening {
		t.Errorf("window %+v", g)
	}
	isNear(t, "ours", g.Ours, 0.1)
	isNear(t, "theirs", g.Theirs, 0.2)
	isNear(t, "relative", g.Relative, 1.1/1.2-1)
	isNear(t, "parity of a widening gap", g.YearsToParity, math.NaN())
	isNear(t, "halving of the ratio", g.YearsToFactor, math.Log(0.5)/math.Log(1.1/1.2))
	isNear(t, "line", g.OursLine, math.Pow(1.21, 0.5)-1) // the middle year weighs nothing in the slope of three
	isNear(t, "China", cn.Growth.Theirs, -0.1)
	ratio := 60.5 / 81
	isNear(t, "years to parity", cn.Growth.YearsToParity, math.Log(1/ratio)/math.Log(1.1/0.9))
	isNear(t, "years to half the distance", cn.Growth.YearsToHalf, math.Log((1+ratio)/2/ratio)/math.Log(1.1/0.9))
}

// The ratios of all years by SQL over the same rows.
func TestGap_ratiosBySQL(t *testing.T) {
	m, r := gapModel(t)
	got := map[Period]float64{}
	for _, o := range answerGap(t, r, "indicator=private-investment").Ratios().Observations {
		if o.Economy == "US" && o.Value.Known {
			got[o.Period] = o.Value.Float
		}
	}
	rows, err := m.Query(t.Context(), `select ours.dated, cast(100 * ours.value / theirs.value as double)
		from observation as ours join observation as theirs using (series_id, dated)
		where series_id = 'aiindex-private-investment' and ours.economy = 'EUROPE' and theirs.economy = 'US'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var year string
		var want float64
		if err := rows.Scan(&year, &want); err != nil {
			t.Fatal(err)
		}
		if math.Abs(got[Period(year)]-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", year, got[Period(year)], want)
		}
	}
	if n != 5 || len(got) != 5 {
		t.Errorf("%d years by SQL, %d by the program", n, len(got))
	}
}

// A window of the address: 2021 to 2022, 100 to 130 and 400 to 500. One before the break is one edition, and one year.
func TestGap_window(t *testing.T) {
	_, r := gapModel(t)
	g := answerGap(t, r, "indicator=private-investment&from=2021&to=2022").Side("US").Growth
	isNear(t, "ours", g.Ours, 0.3)
	isNear(t, "theirs", g.Theirs, 0.25)
	if g.Cut != "" || g.Trend != trendClosing {
		t.Errorf("%+v", g)
	}
	if g = answerGap(t, r, "indicator=private-investment&to=2021").Side("US").Growth; g.Why != WhyBreak || g.Cut != "2021" || g.Ours.Known {
		t.Errorf("across the break: %+v", g)
	}
	if g = answerGap(t, r, "indicator=private-investment&to=2020").Side("US").Growth; g.Why != WhyOnce {
		t.Errorf("one year: %+v", g)
	}
	if g = answerGap(t, r, "indicator=private-investment&from=2024").Side("US").Growth; g.Why != WhyNoYear {
		t.Errorf("a provisional year: %+v", g)
	}
	// Nothing grows from zero: the window of the models begins in 2021.
	if g = answerGap(t, r, "indicator=notable-models").Side("US").Growth; g.First != "2021" || g.Trend != trendUnchanged {
		t.Errorf("after a zero: %+v", g)
	}
}

// By hand: the US stands still at 288; 60.5 becomes 288 in ten years at the tenth root of 288/60.5. The money is added up year by year.
func TestGap_catchUp(t *testing.T) {
	_, r := gapModel(t)
	c := answerGap(t, r, "indicator=private-investment&by_year=2033").CatchUp
	rate := math.Pow(288/60.5, 0.1) - 1
	sum, now := 0.0, 60.5
	for range 10 {
		now *= 1 + rate
		sum += now
	}
	if c.Why != "" || c.From != "2023" || c.Years != 10 || !c.Money || c.Reached {
		t.Fatalf("%+v", c)
	}
	isNear(t, "needed", c.Needed, rate)
	isNear(t, "target", c.Level, 288)
	isNear(t, "total", c.Total, sum)
	isNear(t, "standing", c.Standing, 605)
	isNear(t, "more", c.More, sum-605)
	isNear(t, "projected", c.Projected, 60.5/288*math.Pow(1.1/1.2, 10))

	c = answerGap(t, r, "indicator=private-investment&by_year=2033&other=trend&target=half").CatchUp
	then := 288 * math.Pow(1.2, 10)
	isNear(t, "the other then", c.OtherThen, then)
	isNear(t, "half of it", c.Level, then/2)
	isNear(t, "needed for it", c.Needed, math.Pow(then/2/60.5, 0.1)-1)

	c = answerGap(t, r, "indicator=private-investment&of=CN&target=50&by_year=2033").CatchUp
	if !c.Reached {
		t.Errorf("60.5 is more than half of 81: %+v", c)
	}
	if c = answerGap(t, r, "indicator=notable-models").CatchUp; c.Why != "" || c.Money || c.Total.Known {
		t.Errorf("models are no money: %+v", c)
	}
}

func TestGap_catchUpRefused(t *testing.T) {
	_, r := gapModel(t)
	for params, want := range map[string]string{
		"indicator=top500-share":                                     WhyWhole,
		"indicator=private-investment&to=2020&other=trend":           WhyNoRate,
		"indicator=private-investment&group=EU27_2020":               WhyNoEurope,
		"indicator=notable-models&of=CN":                             WhyNoOther,
		"indicator=private-investment&from=2024":                     WhyNoYear,
		"indicator=private-investment&to=2020":                       "",
		"indicator=private-investment&per=gdp":                       WhyNoEurope,
		"indicator=private-investment&per=capita&group=WIDER_EUROPE": WhyNoEurope,
	} {
		if got := answerGap(t, r, params).CatchUp.Why; got != want {
			t.Errorf("%s: %q, want %q", params, got, want)
		}
	}
	v, _ := url.ParseQuery("indicator=private-investment&by_year=2023")
	q, err := r.catalogue.ParseGap(v)
	if err != nil {
		t.Fatal(err)
	}
	var invalid *InvalidError
	if _, err := r.Gap(t.Context(), q); !errors.As(err, &invalid) || invalid.Param != "by_year" {
		t.Errorf("a year that is over: %v", err)
	}
}

func TestGap_perHead(t *testing.T) {
	_, r := gapModel(t)
	a := answerGap(t, r, "indicator=notable-models")
	if len(a.Divided) != 2 {
		t.Fatalf("%+v", a.Divided)
	}
	isNear(t, "undivided", a.Divided[0].Ratios["US"], 0.1)
	isNear(t, "per head", a.Divided[1].Ratios["US"], 0.05) // 5 of 5 million against 50 of 2.5 million
}

func TestGaps_table(t *testing.T) {
	_, r := gapModel(t)
	table, err := r.Gaps(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, row := range table.Rows {
		ids = append(ids, row.Indicator.ID+":"+string(row.Subject))
		if row.Indicator.ID == "notable-models" {
			isNear(t, "per head", row.PerHead["US"], 0.05)
			if row.Sides[1].Why != WhyNoOther {
				t.Errorf("China has no models: %+v", row.Sides[1])
			}
		}
	}
	if want := "notable-models:EU27_2020 population:EU27_2020 private-investment:EUROPE top500-share:EU27_2020"; strings.Join(ids, " ") != want {
		t.Errorf("rows %v", ids)
	}
	if again, err := r.Gaps(t.Context(), ""); err != nil || again != table {
		t.Error("the table is made again")
	}
	if other, err := r.Gaps(t.Context(), "EU27_2020"); err != nil || other.Rows[2].Compares() {
		t.Errorf("the 27 have no private investment: %v", err)
	}
	var b bytes.Buffer
	if err := WriteGapsCSV(&b, table, DialectStandard); err != nil {
		t.Fatal(err)
	}
	hasLine(t, &b, table.Lines(), "private-investment", "EUROPE", "Europe", "2021/2023", "US", "growth", "10", "percent per year", "A", "0", "0", "2026-11-23.1", "sample;rates")
}

func hasLine(t *testing.T, b *bytes.Buffer, n int, want ...string) {
	t.Helper()
	lines, err := csv.NewReader(b).ReadAll()
	if err != nil || len(lines) != n+1 {
		t.Fatalf("%d lines, want %d: %v", len(lines)-1, n, err)
	}
	if !slices.ContainsFunc(lines, func(line []string) bool { return slices.Equal(line, want) }) {
		t.Errorf("no line %v", want)
	}
}

func TestGap_files(t *testing.T) {
	_, r := gapModel(t)
	a := answerGap(t, r, "indicator=private-investment&by_year=2033&other=trend")
	var b bytes.Buffer
	if err := WriteGapCSV(&b, a, DialectStandard); err != nil {
		t.Fatal(err)
	}
	hasLine(t, &b, a.Lines(), "private-investment", "US", "United States", "2033", "EUROPE", "catch_up_other", "1783.22", "EUR", "F", "0", "0", "2026-11-23.1", "sample;rates")
	b.Reset()
	if err := WriteGapJSON(&b, a, r.catalogue); err != nil {
		t.Fatal(err)
	}
	var j struct {
		Query   map[string]string
		Sides   []struct{ Subject, Other, Trend, Window string }
		Numbers []struct {
			Measure, Period string
			Value           *float64
		}
	}
	if err := json.Unmarshal(b.Bytes(), &j); err != nil {
		t.Fatal(err)
	}
	if j.Query["by_year"] != "2033" || len(j.Numbers) != a.Lines() || j.Sides[0].Window != "2021/2023" || j.Sides[0].Trend != trendWidening {
		t.Errorf("%+v", j)
	}
}

func TestParseGap(t *testing.T) {
	c := load(t)
	for _, text := range []string{"indicator=investment", "by_year=2030&from=2018&group=WIDER_EUROPE&indicator=notable-models&of=CN&other=trend&per=capita&target=half&to=2024",
		"currency=usd&indicator=investment&target=75&where.sector=chips"} {
		v, _ := url.ParseQuery(text)
		q, err := c.ParseGap(v)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := q.Values(c).Encode(); got != text {
			t.Errorf("%q prints as %q", text, got)
		}
	}
	usual, _ := url.ParseQuery("indicator=investment&target=100&other=still&by_year=2035&of=US&group=")
	if q, err := c.ParseGap(usual); err != nil || q.Values(c).Encode() != "indicator=investment" {
		t.Errorf("what is usual is printed: %v, %v", q.Values(c), err)
	}
	for text, param := range map[string]string{"": "indicator", "indicator=companies": "indicator", "indicator=investment&economies=US": "economies",
		"indicator=investment&frequency=quarter": "frequency", "indicator=investment&group=US": "group", "indicator=investment&of=CN": "of",
		"indicator=investment&target=0": "target", "indicator=investment&target=x": "target", "indicator=investment&by_year=35": "by_year",
		"indicator=investment&other=falls": "other", "indicator=investment&from=2020&to=2020": "from", "indicator=investment&per=head": "per",
		"indicator=investment&to=99": "to", "indicator=gdp&currency=yen": "currency", "indicator=investment&of=US&of=CN": "of"} {
		v, _ := url.ParseQuery(text)
		var invalid *InvalidError
		if _, err := c.ParseGap(v); !errors.As(err, &invalid) || invalid.Param != param {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, ok := range map[string]bool{"": true, "group=europe": true, "group=FR": false, "by_year=2030": false} {
		v, _ := url.ParseQuery(text)
		if _, err := ParseGapGroup(v); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}
