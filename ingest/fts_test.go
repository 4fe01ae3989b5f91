package ingest

import (
	"strings"
	"testing"

	"sextant/ingest/upstreamtest"
)

func TestFTS_rows(t *testing.T) {
	s := newStationOf(t, "cordis", "eu-financial-transparency", "exchange-rates")
	s.released()
	for _, one := range []struct{ what, query, want string }{
		{"amounts of beneficiaries, once", `select year, recipient, economy, role, amount::varchar as amount, is_counted, coalesce(counted_reason, ''), note from award where title like '109999100%' order by year, source_line`,
			"2023|EXAMPLE DATA BV|NL|beneficiary|350000.25|false|duplicate|comes again in a later year\n2024|EXAMPLE DATA BV|NL|coordinator|400000.50|true|\n" +
				"2024|SAMPLE OY|FI|beneficiary|599999.50|true|\n2024|SAMPLE OY|FI|beneficiary|-100.25|true|"},
		{"people are added up", `select recipient, economy, organisation_kind, amount::varchar as amount, is_counted, note from award where recipient like 'Natural persons%'`,
			"Natural persons|BE|person|1500.10|true|rows of people added up: 2"},
		{"projects of CORDIS are not counted again", `select recipient, amount::varchar as amount, is_counted, counted_reason, duplicate_of, ai_score, ai_reasons from award where dataset_id = 'eu-financial-transparency' and scheme = 'horizon-europe' and recipient not like 'Natural%'`,
			"INSTITUT EXEMPLE|520625.00|false|duplicate|101999001|100|cordis:101999001"},
		{"a budget line of AI, an estimated amount", `select recipient, amount::varchar as amount, obs_status, ai_score, ai_reasons from award where recipient = 'Echantillon SA'`, "Echantillon SA|2500.50|E|80|programme:artificial intelligence"},
		{"an unknown country", `select distinct recipient, recipient_bloc, note from award where recipient = 'Elsewhere Inc' and year = 2024`, "Elsewhere Inc|UNKNOWN|place as the source has it: Atlantis"},
		{"nothing else", `select count(*) from award where dataset_id = 'eu-financial-transparency'`, "10"},
		{"no names of stars", `select count(*) from award where label like '%*%'`, "0"},
		{"the year and its sheet", `select distinct dated, quarter, source_url from award where recipient = 'Echantillon SA'`,
			"2024|https://ec.europa.eu/budget/financial-transparency-system/download/2024_FTS_dataset_en.xlsx"},
		{"equal kinds of money only", `select distinct amount_kind from award where dataset_id = 'eu-financial-transparency'`, "commitment"},
	} {
		if got := strings.Join(s.lines(one.query), "\n"); got != one.want {
			t.Errorf("%s:\n%s\nwant\n%s", one.what, got, one.want)
		}
	}
}

func TestFTS_badDays(t *testing.T) {
	const path = "/budget/financial-transparency-system/download/2024_FTS_dataset_en.xlsx"
	badDays(t, newStationOf(t, "cordis", "eu-financial-transparency", "exchange-rates"), sourceTest{path: path, dataset: "eu-financial-transparency", source: "commitments",
		renamed: change{"Subject of grant or contract", "Subject"}, packed: true})
	s := newStationOf(t, "cordis", "eu-financial-transparency", "exchange-rates")
	s.upstream.Break(path, upstreamtest.Missing)
	if l := s.look("eu-financial-transparency")["eu-financial-transparency/commitments"]; l.Outcome != Renewed || l.Rows != 83 {
		t.Errorf("a year that is not there yet: %v", l)
	}
}
