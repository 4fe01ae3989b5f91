package analytics

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"
)

func nowcastFrame(t *testing.T, address string) Frame {
	t.Helper()
	r, done, err := NewEngine(storeOf(t, filepath.Join("testdata", "nowcast.txtar")), load(t)).Acquire("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(done)
	return frameOf(t, r, "listed-models", address)
}

// By hand: of the years 2021 to 2025 the United States had 2, 3, 3, 2, 2 models, of which 1, 1, 2, 1, 1 were known by the 10th of
// March: the factor is 12 / 6, and of 2 so far become 4.
func TestNowcast(t *testing.T) {
	f := nowcastFrame(t, "nowcast=yes&economies=US,CN,EU27_2020")
	if len(f.Nowcasts) != 3 {
		t.Fatalf("%d nowcasts", len(f.Nowcasts))
	}
	us := f.Nowcasts[0]
	if us.Value.Float != 4 || us.Known.Float != 2 || us.Factor != 2 || us.Years != 5 || us.Until != "2026-03-10" || us.Status != StatusForecast || us.Period != "2026" {
		t.Errorf("got %+v", us)
	}
	if !us.Bounded() || us.Low.Float < 2 || us.High.Float <= 4 {
		t.Errorf("bounds are %v to %v", us.Low, us.High)
	}
	if len(us.Trials) != 1 || us.Trials[0].Year != 2025 || us.Trials[0].Real != 2 || us.Trials[0].Value != 2 {
		t.Errorf("2025 from 10 / 5 of the four years before it: %+v", us.Trials)
	}
	if cn := f.Nowcasts[1]; cn.Refused != RefusedFewYears || cn.Value.Known {
		t.Errorf("nothing was known of 2025 in China: %+v", cn)
	}
	if eu := f.Nowcasts[2]; eu.Refused != RefusedFewYears && eu.Refused != RefusedNothing {
		t.Errorf("the French model has not come: %+v", eu)
	}
}

// No figure, gap, note or source knows of a nowcast: without it the frame is the same.
func TestNowcast_isBesideTheFigures(t *testing.T) {
	with, without := nowcastFrame(t, "nowcast=yes"), nowcastFrame(t, "")
	with.Nowcasts, with.Query.Nowcast = nil, ""
	var a, b bytes.Buffer
	if err := WriteJSON(&a, with); err != nil {
		t.Fatal(err)
	}
	if err := WriteJSON(&b, without); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("a nowcast changes the frame")
	}
}

func TestNowcast_inFiles(t *testing.T) {
	f := nowcastFrame(t, "nowcast=yes&economies=US,CN")
	var asCSV, again, asJSON bytes.Buffer
	for _, b := range []*bytes.Buffer{&asCSV, &again} {
		if err := WriteCSV(b, f, DialectStandard); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(strings.TrimSpace(asCSV.String()), "\n")
	last := strings.Split(lines[len(lines)-1], ",")
	if lines[0] != "indicator,economy,economy_name,period,value,low,high,unit,obs_status,n,missing,release,sources" || last[0] != "listed-models.nowcast" || last[4] != "4" || last[8] != "F" {
		t.Errorf("got %s", asCSV.String())
	}
	if strings.Contains(asCSV.String(), "listed-models.nowcast,CN") || asCSV.String() != again.String() {
		t.Error("what is refused has no line, and the same frame the same bytes")
	}
	if n := f.Lines(); n != len(lines)-1 {
		t.Errorf("%d lines are said, %d are there", n, len(lines)-1)
	}
	if err := WriteJSON(&asJSON, f); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"refused": "few-years"`, `"until": "2026-03-10"`, `"obs_status": "F"`, `"interval": "prediction-80"`} {
		if !strings.Contains(asJSON.String(), want) {
			t.Errorf("no %s in %s", want, asJSON.String())
		}
	}
}

func TestNowcast_onlyOfWholeYears(t *testing.T) {
	for address, want := range map[string]int{"nowcast=yes&frequency=quarter": 0, "nowcast=yes&by=openness": 0, "nowcast=yes": 3, "": 0} {
		if f := nowcastFrame(t, address); len(f.Nowcasts) != want {
			t.Errorf("%s: %d", address, len(f.Nowcasts))
		}
	}
	for _, n := range nowcastFrame(t, "nowcast=yes&to=2024").Nowcasts {
		if n.Refused != RefusedOver {
			t.Errorf("until 2024: %+v", n)
		}
	}
	c := load(t)
	d, err := c.Default("companies")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Parse(map[string][]string{"nowcast": {"yes"}}, d); err == nil {
		t.Error("companies have no running year")
	}
}

// A list that stops being kept in the middle of the year: its latest weeks are empty.
func TestFaded(t *testing.T) {
	var list []parted
	for year := 2018; year < 2026; year++ {
		list = append(list, parted{part: "known", year: year, n: 50}, parted{part: "recent", year: year, n: 15})
	}
	kept := append(slices.Clone(list), parted{part: "known", year: 2026, n: 60}, parted{part: "recent", year: 2026, n: 14})
	left := append(slices.Clone(list), parted{part: "known", year: 2026, n: 60}, parted{part: "recent", year: 2026, n: 3})
	if faded(kept, 2026) || !faded(left, 2026) {
		t.Errorf("14 of 60 is kept: %v; 3 of 60 is not: %v", !faded(kept, 2026), faded(left, 2026))
	}
}

func TestSince(t *testing.T) {
	for day, want := range map[string]string{"2026-04-24": "-01-24", "2026-02-10": "-01-01", "2026-09-31": "-07-03", "2026-12-01": "-09-02"} {
		if got := since(day); got != want {
			t.Errorf("90 days before %s: %s, want %s", day, got, want)
		}
	}
	if lastOf("2026-02-31") != "2026-02-28" || lastOf("2024-02-31") != "2024-02-29" || lastOf("2026-03-10") != "2026-03-10" || lastOf("") != "" {
		t.Error("days of the calendar")
	}
}

// nowcastByHand are the parts of the years as a calendar has them: dates as days, and not as text.
const nowcastByHand = `
with model as (
    select
        economy, year, ai_model_id,
        cast(dated || substr('2000-01-01', length(dated) + 1) as date) as first_on,
        case length(dated) when 10 then cast(dated as date) when 7 then last_day(cast(dated || '-01' as date)) else make_date(year, 12, 31) end as last_on,
        case length(source_on)
            when 10 then cast(source_on as date) when 7 then last_day(cast(source_on || '-01' as date)) when 4 then make_date(cast(source_on as integer), 12, 31)
        end as told_on
    from ai_model
),
known as (
    select *, case when told_on is null then last_on when told_on > first_on then told_on else first_on end as known_on
    from model
),
part as (
    select 'whole' as part, * from known
    union all
    select 'known', * from known where known_on <= make_date(year, 3, 10)
    union all
    select 'recent', * from known where known_on <= make_date(year, 3, 10) and first_on >= make_date(year, 1, 1)
)
select part, economy, year, count(distinct ai_model_id) as n, cast(count(distinct ai_model_id) as double) as value
from part
where economy in ('US', 'CN', 'FR')
group by part, economy, year
order by part, economy, year`

func partsOf(t *testing.T, d database, text string, args ...sql.NamedArg) []parted {
	t.Helper()
	all, err := ask(t.Context(), d, text, func(rows *sql.Rows) (p parted, err error) {
		return p, rows.Scan(&p.part, &p.code, &p.year, &p.n, &p.value)
	}, args...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The statement says the same as one that was written by reading the method, and each change of it something else.
func TestNowcast_sql(t *testing.T) {
	f := nowcastFrame(t, "nowcast=yes&economies=CN,FR,US")
	r, done, err := NewEngine(storeOf(t, filepath.Join("testdata", "nowcast.txtar")), load(t)).Acquire("")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	i, err := r.catalogue.Indicator("listed-models")
	if err != nil {
		t.Fatal(err)
	}
	source, err := sqlFiles.ReadFile("sql/nowcast.sql")
	if err != nil {
		t.Fatal(err)
	}
	parts := func(text string) []parted {
		changed := template.Must(template.Must(templates.Clone()).Parse(text))
		q := f.Query
		q.From, q.To = "", ""
		s, err := compileNowcast(changed, i, q, nowcastRows, false)
		if err != nil {
			t.Fatal(err)
		}
		return partsOf(t, r.data, s.text, append(s.args, sql.Named("day", "-03-10"), sql.Named("since", "-01-01"))...)
	}
	want := partsOf(t, r.data, nowcastByHand)
	if got := parts(string(source)); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for from, to := range map[string]string{
		"when 4 then '-12-31' when 7 then '-31'":               "when 4 then '-01-01' when 7 then '-01'",
		"else greatest(":                                       "else least(",
		"source_on || case length(source_on)":                  "dated || case length(dated)",
		"where known_on <= cast(year as varchar) || $day\n":    "where known_on < cast(year as varchar) || $day\n",
		"when source_on is null then":                          "when source_on is not null then",
		"select 'whole' as part, asked_code, year, value from": "select 'whole' as part, asked_code, year + 1, value from",
	} {
		if strings.Count(string(source), from) == 0 {
			t.Errorf("%q is not in the statement", from)
		}
		if got := parts(strings.ReplaceAll(string(source), from, to)); slices.Equal(got, want) {
			t.Errorf("%q for %q: nothing notices", to, from)
		}
	}
}
