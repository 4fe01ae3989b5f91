package analytics

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/tools/txtar"
)

// caseModel is the model with the rows of an indicator's case.
func caseModel(t testing.TB, id string) (*testModel, *Release) {
	t.Helper()
	m := newModel(t)
	a, err := txtar.ParseFile(filepath.Join("testdata", "cases", id+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	m.load(t, a)
	return m, m.release(t)
}

func frameOf(t testing.TB, r *Release, id, params string) Frame {
	t.Helper()
	v, err := url.ParseQuery(params)
	if err != nil {
		t.Fatal(err)
	}
	defaults, err := r.catalogue.Default(id)
	if err != nil {
		t.Fatal(err)
	}
	q, err := r.catalogue.Parse(v, defaults)
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Eval(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func at(f Frame, economy Code, period Period, by Code) Observation {
	for _, o := range f.Observations {
		if o.Economy == economy && o.Period == period && o.By == by {
			return o
		}
	}
	return Observation{}
}

func TestLaw_membersAddUpToTheGroup(t *testing.T) {
	_, r := caseModel(t, "investment")
	f := frameOf(t, r, "investment", "economies=EU27_2020,DE,FR,WIDER_EUROPE,GB")
	for _, p := range f.Periods {
		sum := func(codes ...Code) (v float64, n int) {
			for _, c := range codes {
				o := at(f, c, p, "")
				v, n = v+o.Value.Float, n+o.N
			}
			return v, n
		}
		for group, members := range map[Code][]Code{"EU27_2020": {"DE", "FR"}, "WIDER_EUROPE": {"DE", "FR", "GB"}} {
			v, n := sum(members...)
			if o := at(f, group, p, ""); o.Value.Float != v || o.N != n {
				t.Errorf("%s %s: %v of %d, members have %v of %d", group, p, o.Value.Float, o.N, v, n)
			}
		}
	}
	parts := frameOf(t, r, "investment", "by=sector")
	whole := frameOf(t, r, "investment", "")
	for _, o := range whole.Observations {
		var sum float64
		for _, code := range parts.Codes {
			sum += at(parts, o.Economy, o.Period, code).Value.Float
		}
		if sum != o.Value.Float {
			t.Errorf("%s %s: the sectors add up to %v, the whole is %v", o.Economy, o.Period, sum, o.Value.Float)
		}
	}
}

func TestLaw_oneFrameInEveryForm(t *testing.T) {
	for _, id := range []string{"investment", "median-round", "notable-models", "contract-value", "max-training-compute"} {
		_, r := caseModel(t, id)
		f := frameOf(t, r, id, "")
		var asCSV, asJSON bytes.Buffer
		if err := errors.Join(WriteCSV(&asCSV, f, DialectStandard), WriteJSON(&asJSON, f)); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&asCSV).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var decoded struct {
			Observations []struct {
				Economy, Period string
				Value           *float64
				Status          string `json:"obs_status"`
			}
		}
		if err := json.Unmarshal(asJSON.Bytes(), &decoded); err != nil {
			t.Fatal(err)
		}
		if len(lines)-1 != len(f.Observations) || len(decoded.Observations) != len(f.Observations) {
			t.Fatalf("%s: %d lines, %d objects, %d observations", id, len(lines)-1, len(decoded.Observations), len(f.Observations))
		}
		value, status := slices.Index(lines[0], "value"), slices.Index(lines[0], "obs_status")
		for n, o := range f.Observations {
			text, number := lines[n+1][value], decoded.Observations[n].Value
			if (text == "") != !o.Value.Known || (number == nil) != !o.Value.Known {
				t.Errorf("%s %v: CSV %q, JSON %v", id, o, text, number)
				continue
			}
			if lines[n+1][status] != string(o.Status) || decoded.Observations[n].Status != string(o.Status) {
				t.Errorf("%s %v: status %s in CSV, %s in JSON", id, o, lines[n+1][status], decoded.Observations[n].Status)
			}
			if !o.Value.Known {
				continue
			}
			read, err := strconv.ParseFloat(text, 64)
			exact := o.Value.Float
			if f.Series[0].Unit.isMoney() {
				exact = math.Round(exact*100) / 100
			}
			if err != nil || read != *number || math.Abs(read-exact) > 1e-9*math.Abs(exact) {
				t.Errorf("%s %v: CSV %v, JSON %v", id, o, read, *number)
			}
		}
	}
}

func TestLaw_sameQuestionSameBytes(t *testing.T) {
	_, r := caseModel(t, "investment")
	var first string
	for range 5 {
		var b bytes.Buffer
		if err := WriteJSON(&b, frameOf(t, r, "investment", "by=lead-origin&economies=all&per=capita")); err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = b.String()
		}
		if b.String() != first {
			t.Fatal("the same question has two answers")
		}
	}
}

func TestLaw_currencies(t *testing.T) {
	_, r := caseModel(t, "investment")
	for currency, perEuro := range map[string]float64{"eur": 1, "usd": 2, "cny": 8} {
		f := frameOf(t, r, "investment", "economies=US&from=2024&to=2024&currency="+currency)
		if got := at(f, "US", "2024", "").Value.Float; got != 50*perEuro {
			t.Errorf("100 dollars are %v %s", got, currency)
		}
		if f.Series[0].Unit.Code != strings.ToUpper(currency) {
			t.Errorf("unit is %v", f.Series[0].Unit)
		}
	}
}

// From a figure to its rows, the dataset, the hash of the bytes and the address that they came from.
func TestLaw_walkBack(t *testing.T) {
	_, r := caseModel(t, "investment")
	f := frameOf(t, r, "investment", "")
	rows, err := r.Rows(t.Context(), f.Query, Cell{Economy: "EU27_2020", Period: "2024"})
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	first := rows[0]
	if first.ID != "r01" || first.Amount.Float != 100 || first.Currency != "EUR" || first.Economy != "DE" || first.Dated != "2024-03-05" {
		t.Errorf("first row is %+v", first)
	}
	if rows[1].Value.Known || rows[1].Amount.Known {
		t.Errorf("an undisclosed amount has a value: %+v", rows[1])
	}
	if len(first.SnapshotSHA) != 64 || first.SourceLine != 2 || first.SourceURL != "https://example.org/r01" {
		t.Errorf("origin is %s, line %d, %s", first.SnapshotSHA, first.SourceLine, first.SourceURL)
	}
	if d := r.words.dataset(first.Dataset); d.URL == "" || d.AsOf != "2026-11-23" {
		t.Errorf("dataset is %+v", d)
	}
	if f.Sources[0].Dataset != first.Dataset || f.Sources[0].Rows != 8 {
		t.Errorf("sources are %+v", f.Sources)
	}
}

func TestRows_cellThatIsNotThere(t *testing.T) {
	_, r := caseModel(t, "investment")
	q := frameOf(t, r, "investment", "").Query
	var invalid *InvalidError
	if _, err := r.Rows(t.Context(), q, Cell{Economy: "XX"}); !errors.As(err, &invalid) || invalid.Param != "economy" {
		t.Errorf("economy XX: %v", err)
	}
	q.Indicators = "investment,debt-finance"
	if _, err := r.Rows(t.Context(), q, Cell{}); !errors.As(err, &invalid) || invalid.Param != "indicator" {
		t.Errorf("no indicator: %v", err)
	}
	rows, err := r.Rows(t.Context(), q, Cell{Indicator: "debt-finance", Economy: "US", Period: "2024"})
	if err != nil || len(rows) != 1 || rows[0].ID != "r08" || rows[0].Indicator != "debt-finance" {
		t.Errorf("rows are %+v, %v", rows, err)
	}
	if rows, err := r.Rows(t.Context(), q, Cell{Indicator: "debt-finance", Period: "1990"}); err != nil || len(rows) != 0 {
		t.Errorf("rows of 1990 are %+v, %v", rows, err)
	}
}

func TestEval_unknownCodes(t *testing.T) {
	_, r := caseModel(t, "investment")
	q := frameOf(t, r, "investment", "").Query
	for _, one := range []struct {
		change       func(*Query)
		param, allow string
	}{
		{func(q *Query) { q.Economies = "EU27_2020,XX" }, "economies", "WIDER_EUROPE"},
		{func(q *Query) { q.Where = "sector:alchemy" }, "where.sector", "health"},
		{func(q *Query) { q.Indicators = "nothing" }, "indicator", "gdp"},
	} {
		asked := q
		one.change(&asked)
		_, err := r.Eval(t.Context(), asked)
		var invalid *InvalidError
		if !errors.As(err, &invalid) || invalid.Param != one.param || !slices.Contains(invalid.Allowed, one.allow) {
			t.Errorf("%+v: %v", asked, err)
		}
	}
}

func TestWriteCSV_dialects(t *testing.T) {
	f := Frame{
		Release: "2026-11-23.1", EconomyNames: map[Code]Name{"US": {"en": "=HYPERLINK(\"x\")"}},
		Series: []Series{{Indicator: "x", Unit: Unit{Code: "percent"}}},
		Observations: []Observation{
			{Indicator: "x", Economy: "US", Period: "2025", Value: Value{-1.5, true}, Status: StatusNormal, N: 1},
			{Indicator: "x", Economy: "US", Period: "2026", Status: StatusMissing},
		},
	}
	written := func(d Dialect) string {
		var b bytes.Buffer
		if err := WriteCSV(&b, f, d); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const header = "indicator,economy,economy_name,period,value,unit,obs_status,n,missing,release,sources"
	want := header + "\n" + `x,US,"=HYPERLINK(""x"")",2025,-1.5,percent,A,1,0,2026-11-23.1,` + "\n" + `x,US,"=HYPERLINK(""x"")",2026,,percent,M,0,0,2026-11-23.1,` + "\n"
	if got := written(DialectStandard); got != want {
		t.Errorf("standard:\n%s", got)
	}
	eu := written(DialectExcelEU)
	if !strings.HasPrefix(eu, "\ufeffindicator;") || !strings.Contains(eu, `;"'=HYPERLINK(""x"")";2025;-1,5;`) {
		t.Errorf("excel-eu:\n%s", eu)
	}
	raw := []byte(written(DialectExcel))
	units := make([]uint16, len(raw)/2)
	for n := range units {
		units[n] = uint16(raw[2*n]) | uint16(raw[2*n+1])<<8
	}
	if got := string(utf16.Decode(units)); !strings.HasPrefix(got, "\ufeffindicator\t") || !strings.Contains(got, "\t-1.5\t") || !strings.Contains(got, `'=HYPERLINK`) {
		t.Errorf("excel:\n%s", got)
	}
}

func TestCell_formulasAreHarmless(t *testing.T) {
	for _, one := range []string{"=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"} {
		if got := text(one).in(DialectExcelEU); got != "'"+one {
			t.Errorf("%q is written as %q", one, got)
		}
		if got := text(one).in(DialectStandard); got != one {
			t.Errorf("%q is changed in plain CSV to %q", one, got)
		}
	}
	if got := number(Value{-2.5, true}, Unit{}).in(DialectExcelEU); got != "-2,5" {
		t.Errorf("a number is written as %q", got)
	}
}

func TestUnit_Digits(t *testing.T) {
	for _, one := range []struct {
		unit Unit
		v    Value
		want string
	}{
		{Unit{Code: "EUR"}, Value{1234.5, true}, "1234.50"},
		{Unit{Code: "EUR", Per: "capita"}, Value{0.126, true}, "0.13"},
		{Unit{Code: "percent", Per: "gdp"}, Value{0.001, true}, "0.001"},
		{Unit{Code: "models"}, Value{3, true}, "3"},
		{Unit{Code: "FLOP"}, Value{5e26, true}, "5e+26"},
		{Unit{Code: "EUR"}, Value{}, ""},
	} {
		if got := one.unit.Digits(one.v); got != one.want {
			t.Errorf("%v %v is %q, want %q", one.unit, one.v, got, one.want)
		}
	}
}

// A row more upstream moves the figures that it belongs to and no others.
func TestLaw_oneRowMovesItsCells(t *testing.T) {
	m, r := caseModel(t, "investment")
	before := frameOf(t, r, "investment", "by=sector&economies=EU27_2020,DE,FR,US&to=2025")
	if err := m.Exec(t.Context(), `insert into round select * replace ('added' as round_id, 7 as amount_eur) from round where round_id = 'r01'`); err != nil {
		t.Fatal(err)
	}
	after := frameOf(t, r, "investment", "by=sector&economies=EU27_2020,DE,FR,US&to=2025")
	moved := map[place]float64{}
	for n, o := range after.Observations {
		if was := before.Observations[n]; o != was {
			moved[place{o.Economy, o.Period, o.By}] = o.Value.Float - was.Value.Float
		}
	}
	want := map[place]float64{{"EU27_2020", "2024", "chips"}: 7, {"DE", "2024", "chips"}: 7}
	if !maps.Equal(moved, want) {
		t.Errorf("moved are %v, want %v", moved, want)
	}
}
