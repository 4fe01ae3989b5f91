package ingest

import (
	"slices"
	"strings"
	"testing"

	"sextant/datasets"
	"sextant/ingest/upstreamtest"
)

const (
	tedPath      = "/v3/notices/search"
	spendingPath = "/api/v2/search/spending_by_award/"
	nsfPath      = "/services/v1/awards.json"
	decpPath     = "/api/1/datasets/r/11cea8e8-df3e-4ed1-932b-781e2635e432"
)

// registerStation has the publishers of some registers, whose windows begin on a day, so that a look asks for few. It asks for
// every one of them, settled or not.
func registerStation(t *testing.T, start string, ids ...string) *station {
	t.Helper()
	s := newStationOf(t, append([]string{"exchange-rates"}, ids...)...)
	for i, d := range s.catalogue.Datasets {
		for j, l := range d.Live {
			if l.Windows.Span != "" {
				s.catalogue.Datasets[i].Live[j].Windows.Start, s.catalogue.Datasets[i].Live[j].Windows.Settled = start, 0
			}
		}
	}
	return s
}

// An answerCase is a query, and the rows that it must give.
type answerCase struct{ what, query, want string }

// expect holds the current release to the answers of queries.
func (s *station) expect(cases ...answerCase) {
	s.t.Helper()
	for _, one := range cases {
		if got := strings.Join(s.lines(one.query), "\n"); got != one.want {
			s.t.Errorf("%s:\n%s\nwant\n%s", one.what, got, one.want)
		}
	}
}

func TestTED_rows(t *testing.T) {
	s := registerStation(t, "2026-07-01", "ted")
	s.released()
	s.expect(
		answerCase{"stages", `select contract_id, stage, economy, buyer, label, dated, cpv, deadline_on, procedure_id, source_url from contract where contract_id like 'ted-9000%' order by 1`,
			"ted-900001-2026|tender|FR|Ministère Exemple|Sampleland – Software development services – AI translation platform|2026-10-02|72262000|2026-11-15|proc-1|https://ted.europa.eu/en/notice/-/detail/900001-2026\n" +
				"ted-900002-2026|award|DE|Beispielamt; Zweites Amt|Beispiel – KI-Plattform|2026-10-05|48000000|proc-1|https://ted.europa.eu/en/notice/-/detail/900002-2026\n" +
				"ted-900003-2026|plan|PL|Urząd|Przykład – sztuczna inteligencja|2026-10-06|https://ted.europa.eu/en/notice/-/detail/900003-2026"},
		answerCase{"languages", `select contract_id, ai_score, ai_reasons, is_counted from contract where contract_id like 'ted-9000%' order by 1`,
			"ted-900001-2026|70|title:AI|true\nted-900002-2026|70|title:KI|true\nted-900003-2026|70|title:sztuczna inteligencj|true"},
		answerCase{"values, and what they are", `select right(contract_id, 11), stage, value_kind, amount::varchar, currency, amount_eur::double, note from contract where contract_id like 'ted-9100%' or contract_id = 'ted-900002-2026' order by 1`,
			"900002-2026|award|total|1250000.50|EUR|1.2500005e+06\n" +
				"910001-2026|award|result|500000.25|SEK|" + s.lines("select round(500000.25 / units_per_eur, 8)::double from exchange_rate where currency = 'SEK' and year = 2026")[0] + "\n" +
				"910002-2026|award|tender-sum|3000.50|EUR|3000.5\n" +
				"910003-2026|award|Tenders in several currencies\n" +
				"910004-2026|award\n" +
				"910005-2026|award|No value of the award; the procedure was estimated at 400000.00 EUR\n" +
				"910006-2026|framework|framework-maximum|316800000.00|EUR|3.168e+08\n" +
				"910007-2026|award\n" +
				"910008-2026|award|total|70000.00|XXQ"},
		answerCase{"suppliers", `select right(contract_id, 11), supplier, supplier_economy, supplier_bloc from contract where supplier is not null order by 1`,
			"900002-2026|Muster KI GmbH|DE|EU27_2020\n910001-2026|One AB; Two AB|EU27_2020\n910002-2026|One AB; Two AB|MIXED\n910004-2026|One AB|UNKNOWN\n910006-2026|One AB|UNKNOWN"},
		answerCase{"what mentions AI by the way, and what does not", `select right(contract_id, 11), ai_score, ai_reasons, is_counted, counted_reason from contract where contract_id like '%20001-2026' or contract_id like '%20002-2026' or contract_id like '%20003-2026'`,
			"920001-2026|30|device:inteligencia artificial|false|below-threshold"},
		answerCase{"a buyer nowhere, a number that is padded", `select contract_id, economy from contract where contract_id like '%920004-2026' or contract_id like '%920005-2026' order by 1`, "ted-920004-2026\nted-920005-2026|ES"},
		answerCase{"estimates are estimates", `select value_kind, amount::varchar, obs_status from contract where contract_id = 'ted-900001-2026'`, "estimated|400000.00|P"},
		answerCase{"all months", `select count(*), count(distinct procedure_id) from contract`, "34|1"},
	)
}

func TestUSAspending_rows(t *testing.T) {
	s := registerStation(t, "2025-01-01", "nsf", "usaspending")
	s.released()
	s.expect(
		answerCase{"grants", `select project_key, recipient, recipient_key, economy, recipient_bloc, organisation_kind, agency, listing, amount::varchar, is_counted
			from award where dated between '2025-01-17' and '2025-01-21' and agency <> 'energy' order by 1`,
			"0599002|Example College|US|US|nsf|other|110000.00|true\n" +
				"ABROAD|SAMPLE INSTITUTE|UEIABROAD|FR|EU27_2020|state|47.070|40000.00|true\n" +
				"HR0099|EXAMPLE LABS INC|UEIHR0099|US|US|defense|47.070|-5000.00|true\n" +
				"M|US|US|health|47.070|12000.00|true\n" +
				"N|DEMO SCHOOL|UEIN|US|US|education|47.070|true\n" +
				"R|Natural person|US|US|person|health|47.070|13000.00|true\n" +
				"W|FARM STATION|UEIW|US|US|agriculture|47.070|15000.00|false"},
		answerCase{"awards that the foundation's register has are its own", `select award_id, duplicate_of, counted_reason, is_counted, amount::varchar from award where project_key in ('2599001', '2599777') order by 1`,
			"nsf-2599001|true|600000.50\nusaspending-ASST_NON_2599001_049|2599001|duplicate|false|600000.00\nusaspending-ASST_NON_2599777_049|true|90000.00"},
		answerCase{"obligations taken back", `select amount_usd::double, amount_eur < 0, amount_kind from award where project_key = 'HR0099'`, "-5000|true|obligation"},
		answerCase{"tribes and an award without words are not about AI", `select count(*) from award where project_key in ('X', 'HR0100')`, "0"},
		answerCase{"all pages of all months", `select count(*) from award where agency = 'energy'`, "154"},
		answerCase{"contracts", `select contract_id, buyer, agency, supplier, supplier_economy, supplier_bloc, stage, value_kind, amount::varchar, is_counted
			from contract where dated between '2025-02-03' and '2025-02-05' order by 1`,
			"usaspending-CONT_AWD_K1_9700|Department of Defense|defense|EXAMPLE LABS INC|US|US|award|obligation|2500000.25|true\n" +
				"usaspending-CONT_AWD_K2_9700|Department of Defense|defense|EXAMPLE LABS INC|US|US|award|obligation|-100.50|true\n" +
				"usaspending-CONT_AWD_K3_7500|Department of Health and Human Services|health|UNKNOWN|award|obligation|0.00|true"},
	)
}

// Without the foundation's register its awards count where they are.
func TestUSAspending_alone(t *testing.T) {
	s := registerStation(t, "2025-01-01", "nsf", "usaspending")
	s.upstream.Break(nsfPath, upstreamtest.Down)
	s.released()
	s.expect(answerCase{"awards of the foundation", `select award_id, is_counted from award where agency = 'nsf' order by 1`,
		"usaspending-ASST_NON_2599001_049|true\nusaspending-ASST_NON_2599777_049|true"})
}

func TestNSF_rows(t *testing.T) {
	s := registerStation(t, "2025-01-01", "nsf")
	s.released()
	s.expect(
		answerCase{"awards", `select project_key, title, dated, amount::varchar, note, ai_score, ai_reasons, economy, listing, programme from award where dated < '2025-03-01' order by 1`,
			"0599002|CAREER: Moss|2025-01-20|110000.00|Intended total: 550000.00 USD|50|text:artificial intelligence|US|other\n" +
				"2599001|Collaborative Research: Trustworthy machine learning for bridges|2025-01-15|600000.50|Intended total: 900000.00 USD|80|programme:7364; programme:075Z; title:machine learning|US|47.070|Info Integration & Informatics\n" +
				"2599003|I-Corps: AI|2025-01-31|70|title:AI; text:machine learning|US|other\n" +
				"2599004|Moss and deep learning on the first of a month|2025-02-01|-250.00|Intended total: 50000.00 USD|70|title:deep learning|US|other\n" +
				"2599005|Workshop on robotics and big data|2025-02-02|10000.00|Intended total: 10000.00 USD|50|text:machine learning; weak:big data, robotic|US|other"},
		answerCase{"days with more than a window holds lose none", `select dated, count(*), sum(amount)::varchar from award where dated >= '2025-03-01' group by 1 order by 1`,
			"2025-03-03|20|20000.00\n2025-03-17|70|70000.00\n2025-03-30|12|12000.00"},
	)
}

// Every register on every kind of bad day.
func TestRegisters_badDays(t *testing.T) {
	for _, p := range []sourceTest{
		{tedPath, "ted", "notices", change{`"form-type"`, `"form"`}, change{`"publication-number":"920003-2026"`, `"publication-number":null`}, change{`"publication-number":"7`, `"number":"7`}, false},
		{spendingPath, "usaspending", "grants", change{`"generated_internal_id"`, `"internal"`}, change{`"Start Date":"2025-01-15"`, `"Start Date":"soon"`}, change{`"Start Date":"2025-0`, `"Start Date":"x025-0`}, false},
		{decpPath, "decp", "contracts", change{"donneesActuelles", "donneesAnciennes"}, change{}, change{}, false},
		{nsfPath, "nsf", "awards", change{`"title"`, `"name"`}, change{`"date":"01/15/2025",`, ``}, change{`"date":"03`, `"day":"03`}, false},
	} {
		t.Run(p.dataset, func(t *testing.T) {
			start := map[string]string{"ted": "2024-11-01", "decp": "", "usaspending": "2025-01-01", "nsf": "2025-01-01"}[p.dataset]
			s := registerStation(t, start, slices.Compact([]string{"nsf", p.dataset})...)
			for i, d := range s.catalogue.Datasets {
				if d.ID == "usaspending" {
					s.catalogue.Datasets[i].Live = d.Live[:1] // the other one has the same address, and the same bad days
				}
			}
			badDays(t, s, p)
		})
	}
}

// A search that gives up is asked again; one that always does leaves what is held, as does a page of HTML with an error.
func TestTED_givesUp(t *testing.T) {
	s := registerStation(t, "2026-09-01", "ted")
	s.upstream.Break(tedPath, upstreamtest.TimedOutOnce)
	if l := s.look("ted")["ted/notices"]; l.Outcome != Renewed || l.Rows != 21 {
		t.Errorf("once: %v", l)
	}
	held := s.receipt("ted", "notices")
	for name, fault := range map[string]upstreamtest.Fault{"always": upstreamtest.TimedOut, "HTML": upstreamtest.ErrorPage} {
		s.upstream.Revise(tedPath)
		s.upstream.Break(tedPath, fault)
		s.day = s.day.AddDate(0, 0, 1)
		if l := s.look("ted")["ted/notices"]; l.Outcome != Stale || s.receipt("ted", "notices").SHA256 != held.SHA256 {
			t.Errorf("%s: %v", name, l)
		}
	}
	if _, err := s.build(); err != nil {
		t.Fatal(err)
	}
	s.expect(answerCase{"what is held stays", "select amount::varchar from contract where contract_id = 'ted-900002-2026'", "1250000.50"})
}

// A token that is too old starts its window anew.
func TestTED_expired(t *testing.T) {
	s := registerStation(t, "2026-10-01", "ted")
	s.upstream.Break(tedPath, upstreamtest.ExpiredOnce)
	if l := s.look("ted")["ted/notices"]; l.Outcome != Renewed {
		t.Errorf("%v", l)
	}
}

// A window that is settled is not asked again.
func TestTED_settled(t *testing.T) {
	s := registerStation(t, "2026-07-01", "ted")
	ted := slices.IndexFunc(s.catalogue.Datasets, func(d datasets.Dataset) bool { return d.ID == "ted" })
	s.catalogue.Datasets[ted].Live[0].Windows.Settled = 45
	s.look("ted")
	s.upstream.Break(tedPath, upstreamtest.Untagged) // counts anew
	s.day = s.day.AddDate(0, 0, 1)
	s.look("ted")
	if n := s.upstream.Asked(tedPath); n != 3+1 {
		t.Errorf("%d requests, want three for the window of October, and one for November, which has no notice yet", n)
	}
}

func TestDECP_rows(t *testing.T) {
	s := registerStation(t, "", "decp")
	s.released()
	s.expect(
		answerCase{"contracts", `select contract_id, stage, supplier, supplier_economy, supplier_bloc, value_kind, amount::varchar, obs_status, dated, is_counted, note from contract order by 1`,
			"decp-99990000100010-2025-010|award|IA SERVICES SAS|FR|EU27_2020|U|2025-02-02|true|Amount held back until reviewed: 999999999999.00 EUR\n" +
				"decp-99990000100010-2025-011|framework|IA SERVICES SAS|FR|EU27_2020|framework-maximum|2000000.00|A|2025-03-02|true\n" +
				"decp-99990000100010-2025-012|award|Exemple NV|UNKNOWN|A|2025-04-02|true\n" +
				"decp-99990000100010-2026-001|award|DATA COOP; IA SERVICES SAS|FR|EU27_2020|contract|85000.00|P|2026-03-02|true"},
		answerCase{"evidence", `select ai_score, ai_reasons, buyer, cpv, economy, open_source from contract where contract_id like '%2025-011'`, "70|title:ia générative|COMMUNE EXEMPLE|72262000|FR|no"},
	)
}
