package ingest

import (
	"strings"
	"testing"
	"testing/fstest"

	"sextant/datasets"
	"sextant/ingest/upstreamtest"
)

// companies is a station whose list of companies holds three that the stand-ins of publishers know.
func companies(t *testing.T) *station {
	t.Helper()
	s := newStationOf(t)
	tr := copyTree(t, append(identified, "epoch-company-rounds", "sec-form-d", "wikidata")...)
	const list, source = "ai-companies/organisations.csv", "https://example.org/,Example,2026,\n"
	tr.set(t, list, string(tr[list].Data)+
		"example-labs,Example Labs,US,San Francisco,37.7,-122.4,2019,foundation-models,none,,active,,,,"+source+
		"sample-ia,Sample IA,FR,,48.8,2.3,2021,foundation-models,none,,active,,,,"+source+
		"demo-ai,Demo AI,DE,Berlin,52.5,13.4,2021,foundation-models,none,,active,,,,"+source)
	const rounds = "ai-companies/rounds.csv"
	tr.set(t, rounds, string(tr[rounds].Data)+
		"example-labs-b,example-labs,2026-04,series-b,200000000,USD,,,,,"+source+"sample-ia-a,sample-ia,2025-11,series-a,60000000,USD,,,,,"+source)
	var err error
	if s.catalogue, err = datasets.Load(fstest.MapFS(tr)); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompanies(t *testing.T) {
	s := companies(t)
	looks := s.look("epoch-company-rounds", "sec-form-d", "wikidata")
	for id, rows := range map[string]int64{"epoch-company-rounds/rounds": 155, "sec-form-d/submissions": 308, "sec-form-d/issuers": 308, "sec-form-d/offerings": 308, "wikidata/companies": 125} {
		if l := looks[id]; l.Outcome != Renewed || l.Rows != rows {
			t.Errorf("%s: %v, want %d rows", id, l, rows)
		}
	}
	m := s.built()
	s.answers(map[string]string{
		"select organisation_id, amount::varchar, valuation::varchar, status, dated, quarter, obs_status, note, source_url from round_report where round_report_id = 'epoch/example-labs-b'": "example-labs|250000000.00|1500000000.00|closed|2026-03-31|2026-Q1|P|confidence: confident|https://epoch.ai/data/ai-companies",
		"select organisation_id, amount_kind, amount::varchar, dated, obs_status from round_report where company = 'Sample IA' and dataset_id = 'epoch-company-rounds' order by amount_kind": "sample-ia|debt-round|10000000.00|2025-11|U\nsample-ia|equity-round|60000000.00|2025-11|U",
		"select status, dated, note from round_report where round_report_id = 'epoch/demo-ai-c'":                                                                                             "in-discussion|2026-10-02|confidence: speculative; the source leaves it out of its own graph",
		"select round_report_id, amount::varchar, organisation_id is null from round_report where company like 'The \"%'":                                                                    `epoch/The "Quoted" Company/2024/1000001|1000000.50|true`,
		"select status, amount is null, currency is null from round_report where company = 'Nobody Knows'":                                                                                   "cancelled|true|true",
		"select count(*) from round where round_id like 'epoch%'":                                                                                                                            "0",
		"select round_report_id, organisation_id, amount::varchar, filings, dated, source_on, note from round_report where dataset_id = 'sec-form-d' order by 1":                             "form-d/0009999999-26-000001|example-labs|30000000.00|3|2026-02-15|2026-05-20|of 30000000 offered; newest of 3 filings\nform-d/0009999999-26-000004|sample-ia|5000000.00|1|2026-03-01|2026-03-05|of an amount without a limit",
		"select economy, round_type, source_url from round_report where round_report_id = 'form-d/0009999999-26-000004'":                                                                     "FR|equity and debt|https://www.sec.gov/Archives/edgar/data/900004/000999999926000004/",
		"select organisation_id, method, reason from organisation_match where dataset_id = 'sec-form-d' and organisation_id = 'example-labs'":                                                "example-labs|identifier|the cik 900001 is equal",
		"select city, website, note from organisation where organisation_id = 'example-labs'":                                                                                                "San Francisco|https://example-labs.example|website from Wikidata (Q990000001)",
		"select city, website, dated, note from organisation where organisation_id = 'sample-ia'":                                                                                            "Paris|https://sample-ia.example|2021|city and website from Wikidata (Q990000002)",
		"select city, website is null from organisation where organisation_id = 'demo-ai'":                                                                                                   "Berlin|true",
		"select reason from organisation_doubt where other_key = 'Q990000004' or source_key = 'Q990000004'":                                                                                  `the name "demo ai" is equal, but their cities differ`,
		"select dated, year from organisation_record where source_key = 'Q990000001'":                                                                                                        "2019|2019",
		"select count(*) from organisation_record where source_key = 'Q990000003'":                                                                                                           "0",
		"select identifier from organisation_identifier where organisation_id = 'example-labs' and scheme = 'cik' and dataset_id = 'wikidata'":                                               "900001",
	})
	var differing []string
	for _, f := range m.Findings {
		if f.Check == "round-report-differs" {
			differing = append(differing, f.Key)
		}
		if strings.Contains(f.Detail, "Should-Read") {
			t.Errorf("a person's name: %v", f)
		}
	}
	if len(differing) != 1 || differing[0] != "epoch/example-labs-b" {
		t.Errorf("reports that differ from the list: %v", differing)
	}
	if got := s.ask("select count(*) from round_report where concat(columns(*)) like '%Should-Read%'"); strings.Trim(got, "0|") != "" {
		t.Errorf("persons are in the release: %s", got)
	}
	s.upstream.Break("/data/ai_companies_funding_rounds.csv", upstreamtest.Missing)
	s.upstream.Revise("/data/ai_companies.zip")
	if l := s.look("epoch-company-rounds")["epoch-company-rounds/rounds"]; l.Outcome != Renewed || l.Rows != 155 {
		t.Errorf("from the archive: %v", l)
	}
}

func TestFetch_badDaysOfCompanies(t *testing.T) {
	for _, p := range []sourceTest{
		{"/data/ai_companies_funding_rounds.csv", "epoch-company-rounds", "rounds", change{"Funding (equity)", "Equity"}, change{"example-labs-b,Example Labs,Closed,Series B,2026-03-31,2026-04-01,25", "example-labs-b,Example Labs,Closed,Series B,2026-03-31,2026-04-01,many25"}, change{"2022-06", "June 2022"}, false},
		{"/files/structureddata/data/form-d-data-sets/2026q2_d.zip", "sec-form-d", "offerings", change{"TOTALAMOUNTSOLD", "SOLD"}, change{"\t30000000\t30000", "\t30000000\tthirty30000"}, change{"\t1000\t1000\t", "\t1000\tthousand\t"}, true},
		{"/sparql", "wikidata", "companies", change{`"cLabel"`, `"label"`}, change{}, change{`"cLabel"`, `"label"`}, false},
	} {
		t.Run(p.dataset, func(t *testing.T) { badDays(t, companies(t), p) })
	}
}
