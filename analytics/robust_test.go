package analytics

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func robustCase(t *testing.T) (*Release, *txtar.Archive) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/robust/investment.txtar")
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(t)
	m.load(t, a)
	return m.release(t), a
}

func robustOf(t *testing.T, r *Release, id, query string) Robustness {
	t.Helper()
	all, err := r.Robustness(t.Context(), asked(t, r, id, query).Query)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A cellOf names a cell of a table.
type cellOf struct {
	variant, detail string
	economy         Code
}

func TestRobustness_figuresAreThoseOfIndependentSQL(t *testing.T) {
	r, a := robustCase(t)
	table := robustOf(t, r, "investment", "").Tables[0]
	if table.Period != "2025" || !slices.Equal(table.Economies, []Code{"EU27_2020", "US", "CN"}) {
		t.Fatalf("period %s, economies %v", table.Period, table.Economies)
	}
	for _, difference := range robustDifferences(t, r, table, string(*section(a, "independent.sql"))) {
		t.Error(difference)
	}
	first := table.Variants[0].Cells[0]
	if first.N != 4 || first.Missing != 1 || table.Coverage.Rows != 8 || table.Coverage.Missing != 1 || table.Sources != 1 || table.Coverage.LastRow != "2025-07" {
		t.Errorf("behind it: %+v, %+v, %d sources", first, table.Coverage, table.Sources)
	}
}

// robustDifferences compares a table with the answer of another query: the same cells with a value, the same values and changes.
func robustDifferences(t *testing.T, r *Release, table RobustTable, query string) []string {
	t.Helper()
	var found []string
	want := map[cellOf]float64{}
	if _, err := ask(t.Context(), r.data, query, func(rows *sql.Rows) (struct{}, error) {
		var at cellOf
		var v float64
		err := rows.Scan(&at.variant, &at.detail, &at.economy, &v)
		want[at] = v
		return struct{}{}, err
	}); err != nil {
		t.Fatal(err)
	}
	asked := maps.Clone(want)
	for _, v := range table.Variants {
		for n, c := range v.Cells {
			at := cellOf{v.ID, v.Detail, table.Economies[n]}
			value, ok := want[at]
			if ok != c.Value.Known || math.Abs(value-c.Value.Float) > 1e-9*value {
				found = append(found, fmt.Sprintf("%v: %v, want %v (%v)", at, c.Value, value, ok))
			}
			base := asked[cellOf{"asked", "", at.economy}]
			if c.Change.Known && math.Abs(c.Change.Float-100*(value-base)/base) > 1e-9 {
				found = append(found, fmt.Sprintf("%v: change %v", at, c.Change))
			}
			delete(want, at)
		}
	}
	for at := range want {
		found = append(found, fmt.Sprintf("no cell %v", at))
	}
	return found
}

func TestRobustness_noticesWrongSQL(t *testing.T) {
	r, a := robustCase(t)
	query := asked(t, r, "investment", "").Query
	for _, line := range strings.Split(strings.TrimSpace(string(*section(a, "mutants"))), "\n") {
		from, to, _ := strings.Cut(line, " => ")
		changed, wrapped := *r, &mutated{database: r.data, from: from, to: to}
		changed.data = wrapped
		all, err := changed.Robustness(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		if !wrapped.found || len(robustDifferences(t, r, all.Tables[0], string(*section(a, "independent.sql")))) == 0 {
			t.Errorf("nothing notices %q (found: %v)", line, wrapped.found)
		}
	}
}

func TestRobustness_saysWhatChangesTheReadingMost(t *testing.T) {
	r, _ := robustCase(t)
	got := robustOf(t, r, "investment", "").Tables[0].Shift
	want := Shift{Variant: VariantBasis, Detail: "founding", Subject: "EU27_2020", Other: "US", Before: Value{200.0 / 850, true}, After: Value{700.0 / 350, true}}
	if got == nil || *got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestRobustness_leavesOutOfADividedFigureTheSamePart(t *testing.T) {
	r, _ := robustCase(t)
	whole, divided := robustOf(t, r, "investment", "").Tables[0], robustOf(t, r, "investment", "per=capita").Tables[0]
	if got := divided.Variants[0].Cells[0].Value; got != (Value{200.0 / 50, true}) {
		t.Errorf("per inhabitant: %v", got)
	}
	if slices.ContainsFunc(divided.Variants, func(v Variant) bool { return v.ID == VariantMedian || v.ID == VariantMean }) {
		t.Error("the median of facts stands beside a sum per inhabitant")
	}
	line := func(t RobustTable) Variant {
		return t.Variants[slices.IndexFunc(t.Variants, func(v Variant) bool { return v.ID == VariantOne })]
	}
	if got, want := line(divided).Cells[0].Change, line(whole).Cells[0].Change; !got.Known || math.Abs(got.Float-want.Float) > 1e-9 {
		t.Errorf("change %v, want %v", got, want)
	}
}

func TestRobustness_ofABreakdownIsOfItsTotal(t *testing.T) {
	r, _ := robustCase(t)
	whole, broken := robustOf(t, r, "investment", "").Tables[0], robustOf(t, r, "investment", "by=sector").Tables[0]
	if broken.Variants[0].Cells[0] != whole.Variants[0].Cells[0] {
		t.Errorf("got %+v, want %+v", broken.Variants[0], whole.Variants[0])
	}
}

func TestRobustness_columnsOfALongList(t *testing.T) {
	r, _ := robustCase(t)
	if got := robustOf(t, r, "investment", "economies=EU27_2020,US,CN,DE,FR,GB").Tables[0].Economies; !slices.Equal(got, []Code{"EU27_2020", "US", "CN"}) {
		t.Errorf("compared: %v", got)
	}
	if got := robustOf(t, r, "investment", "economies=DE,FR,GB,IT,JP,US").Tables[0].Economies; !slices.Equal(got, []Code{"US", "GB", "DE", "FR", "IT"}) {
		t.Errorf("largest: %v", got)
	}
}

func TestRobustness_everyIndicatorOnAnEmptyModel(t *testing.T) {
	r := newModel(t).release(t)
	for _, i := range r.catalogue.Indicators() {
		q, err := r.catalogue.Default(i.ID)
		if err == nil {
			_, err = r.Robustness(t.Context(), q)
		}
		if err != nil {
			t.Errorf("%s: %v", i.ID, err)
		}
	}
}

func TestWriteRobust_formsAgree(t *testing.T) {
	r, _ := robustCase(t)
	all := robustOf(t, r, "investment", "")
	var csv, js bytes.Buffer
	if err := WriteRobustCSV(&csv, all); err != nil {
		t.Fatal(err)
	}
	if err := WriteRobustJSON(&js, all); err != nil {
		t.Fatal(err)
	}
	const line = "investment,2025,without-one,,EU27_2020,European Union (27),100.00,EUR,-50,3,1,2026-11-23.1\n"
	if !strings.Contains(csv.String(), line) || strings.Count(csv.String(), "\n") != all.Rows()+1 {
		t.Errorf("got\n%s", csv.String())
	}
	var got struct {
		Tables []struct {
			Variants []struct {
				Variant string
				Cells   []struct{ Value *float64 }
			}
			Shift struct{ Before, After float64 } `json:"largest_shift"`
		}
	}
	if err := json.Unmarshal(js.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if v := got.Tables[0].Variants[4]; v.Variant != VariantThree || v.Cells[0].Value != nil || v.Cells[1].Value == nil || *v.Cells[1].Value != 50 || got.Tables[0].Shift.After != 2 {
		t.Errorf("got %s", js.String())
	}
}

func TestTogether_ofCodesThatAreNotAddedUp(t *testing.T) {
	i := Indicator{Dimensions: []Dimension{{ID: "stage"}, {ID: "sector", Additive: true}}}
	for asked, want := range map[Query]Query{
		{By: "stage", Where: "sector:chips;stage:a,b"}: {Where: "sector:chips"},
		{By: "stage", Where: "stage:a"}:                {Where: "stage:a"},
		{By: "sector", Where: "sector:chips,health"}:   {Where: "sector:chips,health"},
	} {
		if got := together(i, asked); got != want {
			t.Errorf("%+v: got %+v, want %+v", asked, got, want)
		}
	}
}
