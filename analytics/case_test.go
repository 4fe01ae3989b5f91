package analytics

import (
	"bytes"
	"database/sql"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the frames and SQL that the program gives into testdata")

// A case is one archive: a text that says what is in it, rows of the model as CSV, and questions, each with the expected frame and
// an SQL query over the same rows that was written by reading the definition, not the compiler.
func TestCases(t *testing.T) {
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range catalogue.Indicators() {
		t.Run(i.ID, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join("testdata", "cases", i.ID+".txtar")
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatalf("indicator without a case: %v", err)
			}
			m := newModel(t)
			m.load(t, a)
			m.derive(t, a, standsOn(catalogue, i))
			r := m.release(t)
			for n := 1; ; n++ {
				if !question(t, r, i.ID, a, suffix(n)) {
					if n == 1 {
						t.Error("a case without a question")
					}
					break
				}
			}
			noticed(t, r, i, a)
			if *update {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestCases_allHaveAnIndicator(t *testing.T) {
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join("testdata", "cases", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := catalogue.Indicator(strings.TrimSuffix(filepath.Base(file), ".txtar")); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// standsOn names the tables whose rows are an indicator's facts.
func standsOn(c *Catalogue, i Indicator) []string {
	if i.Aggregate != aggRatio {
		return []string{i.def.From}
	}
	var tables []string
	for _, part := range i.def.parts() {
		if one, err := c.Indicator(part.Indicator); err == nil {
			tables = append(tables, standsOn(c, one)...)
		}
	}
	return tables
}

func suffix(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(".%d", n)
}

func question(t *testing.T, r *Release, id string, a *txtar.Archive, suffix string) bool {
	t.Helper()
	text := section(a, "query"+suffix)
	if text == nil {
		return false
	}
	f := asked(t, r, id, string(*text))
	var got bytes.Buffer
	if err := WriteCSV(&got, f, DialectStandard); err != nil {
		t.Fatal(err)
	}
	want := section(a, "frame"+suffix+".csv")
	if want == nil {
		t.Fatalf("no frame%s.csv", suffix)
	}
	if *update {
		*want = got.Bytes()
	} else if got.String() != string(*want) {
		t.Errorf("query%s: got\n%swant\n%s", suffix, got.String(), *want)
	}
	for _, difference := range differences(t, r, f, string(*section(a, "independent"+suffix+".sql"))) {
		t.Error(difference)
	}
	rowsAddUp(t, r, f)
	return true
}

func section(a *txtar.Archive, name string) *[]byte {
	for n := range a.Files {
		if a.Files[n].Name == name {
			return &a.Files[n].Data
		}
	}
	return nil
}

// differences compares a frame with the answer of another query: same places with a value, same values.
func differences(t *testing.T, r *Release, f Frame, query string) []string {
	t.Helper()
	want := map[place]float64{}
	_, err := ask(t.Context(), r.data, query, func(rows *sql.Rows) (struct{}, error) {
		var at place
		var value sql.NullFloat64
		into := []any{&at.economy, &at.period, &value}
		if f.Dimension != "" {
			into = []any{&at.economy, &at.period, &at.code, &value}
		}
		err := rows.Scan(into...)
		if value.Valid {
			want[at] = value.Float64
		}
		return struct{}{}, err
	})
	if err != nil {
		t.Fatalf("independent SQL: %v", err)
	}
	if len(want) == 0 {
		t.Error("independent SQL finds nothing")
	}
	var found []string
	for _, o := range f.Observations {
		at := place{o.Economy, o.Period, o.By}
		value, ok := want[at]
		if ok != o.Value.Known || math.Abs(value-o.Value.Float) > 1e-9*math.Max(1, math.Abs(value)) {
			found = append(found, fmt.Sprintf("%v: frame has %v, independent SQL %v (%v)", at, o.Value, value, ok))
		}
		delete(want, at)
	}
	for at := range want {
		found = append(found, fmt.Sprintf("%v: independent SQL has a value, the frame has no such place", at))
	}
	return found
}

// rowsAddUp holds the rows against every figure: their number is the figure's n, and where the indicator sums, so do they. The
// rows of one figure alone are the same.
func rowsAddUp(t *testing.T, r *Release, f Frame) {
	t.Helper()
	i, err := r.catalogue.Indicator(f.Query.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	all, err := r.behind(t.Context(), i, f.Query, Cell{})
	if err != nil {
		t.Fatal(err)
	}
	behind := map[place][]rowAt{}
	for _, row := range all {
		behind[row.at] = append(behind[row.at], row)
	}
	for _, o := range f.Observations {
		mine := behind[place{o.Economy, o.Period, o.By}]
		if len(mine) != o.N {
			t.Errorf("%s %s %s: %d rows, n is %d", o.Economy, o.Period, o.By, len(mine), o.N)
		}
		if o.Value.Known && (!i.isFacts() || i.Aggregate == aggSum) {
			sumIs(t, o, mine)
		}
	}
	last := f.Observations[len(f.Observations)-1]
	alone, err := r.Rows(t.Context(), f.Query, Cell{Economy: last.Economy, Period: last.Period, By: last.By})
	if want := once(behind[place{last.Economy, last.Period, last.By}]); err != nil || !slices.Equal(alone, want) {
		t.Errorf("%v: rows of the cell are %v, want %v (%v)", last, alone, want, err)
	}
}

func sumIs(t *testing.T, o Observation, rows []rowAt) {
	t.Helper()
	var sum float64
	for _, row := range rows {
		if !row.Denominator.Known {
			row.Denominator.Float = 1
		}
		sum += row.Value.Float / row.Denominator.Float
	}
	if math.Abs(sum-o.Value.Float) > 1e-9*math.Max(1, math.Abs(sum)) {
		t.Errorf("%s %s %s: rows add up to %v, the figure is %v", o.Economy, o.Period, o.By, sum, o.Value.Float)
	}
}
