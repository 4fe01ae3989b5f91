package analytics

import (
	"fmt"
	"slices"
	"testing"
)

func noteOf(f Frame, key string) string {
	for _, n := range f.Notes {
		if n.Key == key {
			return f.NoteText(n)
		}
	}
	return ""
}

func TestNotes(t *testing.T) {
	releases := map[string]*Release{}
	for _, one := range []struct{ id, params, key, want string }{
		{"investment", "economies=EU27_2020,JP", "note.not-covered", "Not covered: Japan. No source has a figure, which is not zero."},
		{"investment", "", "note.provisional", "Periods marked provisional are incomplete or will be revised."},
		{"investment", "frequency=all", "note.to-date", "The sum runs to 2026-11-23; that year is not over."},
		{"investment", "frequency=all&to=2025", "note.to-date", ""},
		{"investment", "", "note.currency", "Converted to EUR at the mean rate of the European Central Bank for each year; current prices."},
		{"investment", "", "note.small-n", "6 of 6 figures rest on fewer than five facts."},
		{"investment", "", "note.undisclosed", "Facts without a disclosed value: 1. They are counted, and are in no sum."},
		{"investment", "", "note.undated", "Facts without a date: 1. They are in no period."},
		{"investment", "frequency=quarter", "note.year-only", "Facts known by year only: 1. They are in no quarter."},
		{"investment", "", "dataset.sample.coverage", "A sample."},
		{"investment", "", "dataset.sample.caveat.1", "Large rounds are favoured."},
		{"investment", "", "indicator.investment.is_not.3", "Money spent. A round is counted in full on the day it was announced."},
		{"investment-rounds", "", "note.small-n", ""},
		{"companies", "", "note.stands", "As the sources had it by 2026-11-23."},
		{"companies", "", "note.uncertain", "Facts of low reliability, read in a single compilation or a doubtful source: 2."},
		{"private-investment", "", "note.break", "Editions of the source differ. Values marked as a break are not one line with the value before."},
		{"private-investment", "currency=usd", "note.currency.native", "In USD at current prices, as printed."},
		{"private-investment", "currency=usd", "note.currency", ""},
		{"population", "economies=WIDER_EUROPE,US", "note.summed", "The source prints no total for Wider Europe; it is the sum of all members."},
		{"gdp", "per=capita&economies=EU27_2020,US", "note.carried.population", "Divided by the population of up to two years before, the latest published: European Union (27)."},
		{"gdp", "per=capita&economies=EU27_2020,US", "note.lacking.population", "No population is loaded for some or all periods: United States."},
	} {
		if releases[one.id] == nil {
			_, releases[one.id] = caseModel(t, one.id)
		}
		t.Run(one.id+" "+one.params+" "+one.key, func(t *testing.T) {
			r := releases[one.id]
			f := frameOf(t, r, one.id, one.params)
			if got := noteOf(f, one.key); got != one.want {
				t.Errorf("got %q\nwant %q", got, one.want)
			}
		})
	}
}

func TestNoteArgs_namesInTheLanguage(t *testing.T) {
	_, r := caseModel(t, "investment")
	f := frameOf(t, r, "investment", "economies=JP,US,EU")
	at := slices.IndexFunc(f.Notes, func(n Note) bool { return n.Kind == "not-covered" })
	if got := f.NoteArgs(f.Notes[at], "fr")[0]; got != "Japon, Institutions de l'UE" {
		t.Errorf("in French: %q", got)
	}
}

func TestFrame_notCoveredIsNeverZero(t *testing.T) {
	_, r := caseModel(t, "companies-founded")
	for _, o := range frameOf(t, r, "companies-founded", "economies=JP,US&from=2019").Observations {
		if o.Economy == "JP" && (o.Value.Known || o.Status != StatusMissing) {
			t.Errorf("an economy without a fact has %+v", o)
		}
		if o.Economy == "US" && !o.Value.Known {
			t.Errorf("a year without a founding is missing: %+v", o)
		}
	}
}

func TestFrame_severalIndicators(t *testing.T) {
	_, r := caseModel(t, "investment")
	q, err := r.catalogue.Parse(nil, Query{Indicators: "investment,investment-rounds,companies", Economies: "US,EU27_2020", From: "2024", To: "2025"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Eval(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, o := range f.Observations {
		order = append(order, o.Indicator+" "+string(o.Economy)+" "+string(o.Period))
	}
	want := []string{"investment US 2024", "investment US 2025", "investment EU27_2020 2024", "investment EU27_2020 2025",
		"investment-rounds US 2024", "investment-rounds US 2025", "investment-rounds EU27_2020 2024", "investment-rounds EU27_2020 2025",
		"companies US all", "companies EU27_2020 all"}
	if !slices.Equal(order, want) {
		t.Errorf("order is %v", order)
	}
	if f.Series[0].Unit.Code != "EUR" || f.Series[1].Unit.Code != "rounds" || f.Series[2].Kind != Stock {
		t.Errorf("series are %+v", f.Series)
	}
	if f.Coverage.Rows != 6+6+1 || !f.Coverage.Curated {
		t.Errorf("coverage is %+v", f.Coverage)
	}
}

func TestFrame_perHeadAndGDP(t *testing.T) {
	m, r := caseModel(t, "investment")
	for _, statement := range []string{
		`insert into series values ('population', 'p', 'people', 'd', 'sum', true, null, 'printed'), ('gdp-current-usd', 'g', 'USD', 'd', 'sum', true, null, 'printed')`,
		`insert into observation
			select 'o' || row_number() over (), 'l', s, e, null, '', v, y, cast(y as integer), null, 'A', null, 'printed', repeat('0a', 32), 1, 'https://example.org/o', null, null
			from (values ('population', 'DE', 2, '2024'), ('population', 'FR', 3, '2024'), ('population', 'US', 10, '2024'), ('population', 'US', 10, '2023'),
				('gdp-current-usd', 'US', 4000, '2024')) as t(s, e, v, y)`,
	} {
		if err := m.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	r = m.release(t)
	head := frameOf(t, r, "investment", "per=capita&from=2024")
	for _, one := range []struct {
		economy Code
		period  Period
		value   float64
		status  Status
	}{{"EU27_2020", "2024", 20, "A"}, {"EU27_2020", "2025", 0, "E"}, {"US", "2024", 5, "A"}, {"US", "2025", 40, "E"}, {"US", "2026", 8, "P"}, {"CN", "2024", 0, "M"}} {
		o := at(head, one.economy, one.period, "")
		if o.Value.Float != one.value || o.Status != one.status || o.Value.Known != (one.status != "M") {
			t.Errorf("%s %s per head: %+v, want %v %s", one.economy, one.period, o, one.value, one.status)
		}
	}
	if u := head.Series[0].Unit; u != (Unit{"EUR", "capita"}) {
		t.Errorf("unit is %+v", u)
	}
	product := frameOf(t, r, "investment", "per=gdp&economies=US&from=2024&to=2024")
	if o := at(product, "US", "2024", ""); o.Value.Float != 2.5 { // 50 euros of 2000
		t.Errorf("share of product is %+v", o)
	}
	rounds := frameOf(t, r, "investment-rounds", "per=capita&economies=US&from=2024&to=2024")
	if o := at(rounds, "US", "2024", ""); o.Value.Float != 1e5 || rounds.Series[0].Unit != (Unit{"rounds", "million"}) {
		t.Errorf("rounds per million inhabitants are %+v %+v", o, rounds.Series[0].Unit)
	}
	if !slices.ContainsFunc(head.Sources, func(s Source) bool { return s.Dataset == "printed" && s.Rows == 0 }) {
		t.Errorf("the population's source is not named: %+v", head.Sources)
	}
}

func TestNotes_concentrated(t *testing.T) {
	m, r := caseModel(t, "investment")
	const copies = `insert into round
		select round.* replace (round_id || '-%[2]d-' || n as round_id, %[1]s as amount_eur, %[2]d as year)
		from round cross join range(1, 7) as copy (n) where round_id = 'r05'`
	for year, amount := range map[int]string{2022: "10", 2023: "n * n * n * n"} { // 1296 of 2275
		if err := m.Exec(t.Context(), fmt.Sprintf(copies, amount, year)); err != nil {
			t.Fatal(err)
		}
	}
	want := "In 1 of 2 figures of five facts and more, a single fact is more than half of the sum."
	if got := noteOf(frameOf(t, r, "investment", "economies=US"), "note.concentrated"); got != want {
		t.Errorf("got %q", got)
	}
}
