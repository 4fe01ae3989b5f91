package analytics

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The SQL of every indicator's usual question, in full: a change of the compiler shows as a difference of SQL.
func TestCompile_golden(t *testing.T) {
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range catalogue.Indicators() {
		t.Run(i.ID, func(t *testing.T) {
			q, err := catalogue.Default(i.ID)
			if err != nil {
				t.Fatal(err)
			}
			if i.isComposed() {
				t.Skip("its sides have SQL of their own")
			}
			kinds := []string{figures, coverage, rows}
			if i.Aggregate == aggSample {
				kinds[0] = samples
			}
			var got strings.Builder
			for _, kind := range kinds {
				s, err := compile(i, q, kind, Cell{})
				if err != nil {
					t.Fatal(err)
				}
				got.WriteString(s.text)
				for _, a := range s.args {
					fmt.Fprintf(&got, "-- $%s = %q\n", a.Name, a.Value)
				}
				got.WriteString("\n")
			}
			golden(t, filepath.Join("testdata", "sql", i.ID+".sql"), got.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s", file, got)
	}
}

// What a reader sends is an argument and never text of the query, and every argument in the text is there.
func TestCompile_valuesAreArguments(t *testing.T) {
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	hostile := "x' or 1=1 --"
	for _, i := range catalogue.Indicators() {
		if i.isComposed() {
			continue
		}
		where := map[string][]string{}
		for _, d := range i.Dimensions {
			where[d.ID] = []string{hostile}
		}
		q := Query{Indicators: i.ID, Economies: hostile, From: hostile, To: hostile, Frequency: i.Frequencies[0], Where: printWhere(where), Currency: "eur"}
		for _, kind := range []string{figures, coverage, rows} {
			s, err := compile(i, q, kind, Cell{Economy: Code(hostile), Period: Period(hostile), By: Code(hostile)})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(s.text, "1=1") {
				t.Errorf("%s %s: a value is in the text:\n%s", i.ID, kind, s.text)
			}
			given := map[string]bool{}
			for _, a := range s.args {
				given["$"+a.Name] = true
			}
			for _, name := range regexp.MustCompile(`\$\w+`).FindAllString(s.text, -1) {
				if !given[name] {
					t.Errorf("%s %s: no argument %s", i.ID, kind, name)
				}
			}
		}
	}
}
