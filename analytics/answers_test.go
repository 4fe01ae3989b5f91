package analytics

import (
	"slices"
	"testing"
)

// Every indicator answers its usual question, every breakdown and every restriction, on a model without facts
// but for one company, which other rows need.
func TestAnswers_emptyModel(t *testing.T) {
	m := newModel(t)
	r := m.release(t)
	for _, i := range r.catalogue.Indicators() {
		q, err := r.catalogue.Default(i.ID)
		if err != nil {
			t.Errorf("%s: %v", i.ID, err)
			continue
		}
		from := i.def.From
		if of, err := r.catalogue.Indicator(i.def.Of.Indicator); err == nil {
			from = of.def.From
		}
		for _, by := range append([]string{""}, i.dimensionIDs()...) {
			for n, frequency := range i.Frequencies {
				if n > 0 && by != "" {
					continue
				}
				q := q
				q.By, q.Frequency = by, frequency
				f, err := r.Eval(t.Context(), q)
				if err != nil {
					t.Errorf("%s by %q: %v", i.ID, by, err)
				}
				if slices.ContainsFunc(f.Observations, func(o Observation) bool { return o.Status != StatusMissing || o.Value.Known }) && from != "organisation" {
					t.Errorf("%s by %q: a figure from nothing", i.ID, by)
				}
				if _, err := r.Rows(t.Context(), q, Cell{Economy: "US"}); err != nil {
					t.Errorf("%s by %q: rows: %v", i.ID, by, err)
				}
			}
		}
	}
}

func TestDefinitions_columnsOfTheModel(t *testing.T) {
	catalogue, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][]string{}
	for _, table := range readModel(t) {
		columns[table.name] = table.columns
	}
	for _, problem := range catalogue.lintModel(columns) {
		t.Error(problem)
	}
}
