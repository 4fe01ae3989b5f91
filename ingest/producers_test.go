package ingest

import (
	"strings"
	"testing"

	"sextant/ingest/upstreamtest"
)

const eurostatAPI = "/eurostat/api/dissemination/"

// The further tables of the statistical offices: cubes, rows in SDMX-CSV, the wide form with tabs, and jobs that take a while.
func TestEurostat_tables(t *testing.T) {
	s := newStationOf(t, "eurostat", "exchange-rates")
	s.upstream.Break(upstreamtest.EurostatGDP, upstreamtest.Deferred)
	s.upstream.Break(upstreamtest.EurostatStatus, upstreamtest.Processing)
	s.upstream.Break(eurostatAPI+"statistics/1.0/data/isoc_eb_ain2", upstreamtest.Faulted)
	for id, l := range s.look("eurostat") {
		if wantStale := id == "eurostat/ai_use_by_activity"; (l.Outcome == Stale) != wantStale || wantStale && !strings.Contains(l.Reason, "INVALID_QUERY_PARAMETER") {
			t.Errorf("%s: %v", id, l)
		}
	}
	if n := s.upstream.Asked(upstreamtest.EurostatStatus); n != 3 {
		t.Errorf("the job was looked at %d times", n)
	}
	s.upstream.Break(eurostatAPI+"statistics/1.0/data/isoc_eb_ain2", nil)
	s.upstream.Break(upstreamtest.EurostatGDP, nil)
	for id, l := range s.look("eurostat") {
		if l.Outcome == Stale {
			t.Errorf("%s: %v", id, l)
		}
	}
	s.built()
	s.answers(map[string]string{
		"select value::bigint, obs_status, note from observation where observation_id = 'eurostat-gdp/GR/2024'":                                                       "5024000000|A",
		"select value::bigint, obs_status from observation where observation_id = 'eurostat-gdp/FR/2025'":                                                             "4025000000|B",
		"select count(*) from observation where series_id = 'eurostat-gdp' and (economy in ('NA', 'US', 'GB') or economy = 'GR' and year = 2025)":                     "0",
		"select value::double, obs_status from observation where observation_id = 'eurostat-people-generative-ai/EU27_2020/2025'":                                     "20.0|A",
		"select string_agg(distinct series_id || ' ' || economy, ', ' order by series_id || ' ' || economy) from observation where series_id like 'eurostat-people%'": "eurostat-people-generative-ai EU27_2020, eurostat-people-generative-ai FR, eurostat-people-generative-ai GR, eurostat-people-generative-ai-young EU27_2020, eurostat-people-generative-ai-young FR, eurostat-people-generative-ai-young GR",
		"select value::double from observation where observation_id = 'eurostat-government-research/EU27_2020/2023'":                                                  "1000500000.0",
		"select value::double from observation where observation_id = 'eurostat-research-spending-share/FR/2024'":                                                     "1.25",
		"select value::double from observation where observation_id = 'eurostat-enterprise-cloud-use/EU27_2020/2023'":                                                 "4.5",
		"select value::double from observation where observation_id = 'eurostat-enterprise-ai-use-by-activity/EU27_2020/2023/J'":                                      "2.5",
	})
}

func TestWorldBank_tables(t *testing.T) {
	s := newStationOf(t, "world-bank", "exchange-rates")
	for id, l := range s.look("world-bank") {
		if l.Outcome != Renewed {
			t.Errorf("%s: %v", id, l)
		}
	}
	s.built()
	s.answers(map[string]string{
		"select count(distinct series_id) from observation where dataset_id = 'world-bank'":                                  "10",
		"select value::varchar, source_url from observation where observation_id = 'research-spending-share/EU27_2020/2024'": "0.449000|https://data.worldbank.org/indicator/GB.XPD.RSDV.GD.ZS",
		"select value::varchar from observation where observation_id = 'patent-applications-residents/CN/2024'":              "1408014.000000",
	})
}

func TestDiffusion(t *testing.T) {
	s := newStationOf(t, "microsoft-ai-diffusion")
	s.look()
	m := s.built()
	if !hasFinding(m, "microsoft-ai-diffusion", `"Atlantis" is not in the code list economy`) {
		t.Errorf("no finding on Atlantis: %v", m.Findings)
	}
	s.answers(map[string]string{
		"select value::double, note from observation where observation_id = 'microsoft-ai-user-share/FR/2025-Q2'":                       "10.1|first half of 2025",
		"select value::double, note is null, source_title from observation where observation_id = 'microsoft-ai-user-share/KR/2026-Q1'": "16.0|true|Microsoft AI Diffusion Q1 2026 update",
		"select count(*) from observation where observation_id like 'microsoft-ai-user-share/AE/%'":                                     "3", // bundled
	})
	s.upstream.Revise()
	s.upstream.Revise()
	s.look()
	s.built()
	s.answers(map[string]string{"select value::double from observation where observation_id = 'microsoft-ai-user-share/FR/2026-Q2'": "13.5"})
}

func TestProducers_badDays(t *testing.T) {
	for _, p := range []sourceTest{
		{upstreamtest.EurostatGDP, "eurostat", "gdp", change{"OBS_VALUE", "VALUE"}, change{}, change{",201", ",x01"}, false},
		{"/microsoft/ai-diffusion-report/main/data/AI_Diffusion_Q12026_Update.csv", "microsoft-ai-diffusion", "diffusion", change{"Economy", "Country"}, change{}, change{}, false},
		{"/lists/top500/2026/06/download/TOP500_202606.xlsx", "top500", "list_202606", change{}, change{}, change{}, true},
	} {
		t.Run(p.dataset, func(t *testing.T) { badDays(t, newStationOf(t, p.dataset), p) })
	}
}

const (
	zenodoRecord = "/api/records/13984221"
	zenodoFile   = "/api/records/22772306/files/cat.zip/content"
)

// The record names the file and its sum; rows of one field in two cases add up, groups stay out, years to come are forecasts.
func TestActivity(t *testing.T) {
	s := newStationOf(t, "eto")
	for id, l := range s.look("eto") {
		if l.Outcome != Renewed {
			t.Errorf("%s: %v", id, l)
		}
	}
	if n := s.upstream.Asked(zenodoFile); n != 1 {
		t.Errorf("the archive was asked %d times", n)
	}
	if m := s.built(); !hasFinding(m, "eto", `"Atlantis" is not in the code list economy`) || !hasFinding(m, "", "A restricted dataset is loaded") {
		t.Errorf("findings %v", m.Findings)
	}
	s.answers(map[string]string{
		"select string_agg(distinct economy, ' ' order by economy) from observation where dataset_id = 'eto'":                                                                      "CN EU27_2020 FR US",
		"select value::double, obs_status from observation where observation_id = 'eto-papers/CN/2024'":                                                                            "18000.5|A",
		"select value::double from observation where observation_id = 'eto-papers-by-field/CN/2024/computer-vision'":                                                               "7201.0",
		"select value::double from observation where observation_id = 'eto-estimated-investment-by-field/US/2024/computer-vision'":                                                 "8100500000.0",
		"select string_agg(concat_ws(' ', year, obs_status), ', ' order by year) from observation where series_id = 'eto-estimated-investment' and economy = 'US' and year > 2023": "2024 A, 2025 F, 2026 F",
		"select max(year) from observation where series_id = 'eto-disclosed-investment'":                                                                                           "2024",
	})
	s.upstream.Revise(zenodoRecord, zenodoFile)
	s.upstream.Break(zenodoRecord, upstreamtest.WrongSum)
	for id, l := range s.look("eto") {
		if l.Outcome != Stale || !strings.Contains(l.Reason, "md5 sum") {
			t.Errorf("wrong sum, %s: %v", id, l)
		}
	}
	s.upstream.Break(zenodoRecord, upstreamtest.Replacing("cat.zip", "cat.tar"))
	if l := s.look("eto")["eto/papers"]; l.Outcome != Stale || !strings.Contains(l.Reason, "none of its 2 entries") {
		t.Errorf("another file: %v", l)
	}
	s.upstream.Break(zenodoRecord, nil)
	if l := s.look("eto")["eto/papers"]; l.Outcome != Renewed {
		t.Errorf("repaired: %v", l)
	}
}

// A dataset that may not be handed on is fetched when somebody asks for it by name, or for all such datasets.
func TestFetch_restricted(t *testing.T) {
	s := newStationOf(t, "eto", "microsoft-ai-diffusion")
	s.openOnly = true
	for id := range s.look() {
		if strings.HasPrefix(id, "eto/") {
			t.Errorf("%s was asked though nobody wanted restricted data", id)
		}
	}
	if looks := s.look("eto"); looks["eto/papers"].Outcome != Renewed {
		t.Errorf("by name: %v", looks)
	}
}

// One archive for all measures: what cannot be repaired leaves the last good bytes of all of them.
func TestActivity_badDays(t *testing.T) {
	s := newStationOf(t, "eto")
	s.look("eto")
	for _, day := range []struct {
		name  string
		fault upstreamtest.Fault
		want  Outcome
	}{
		{"503 twice", upstreamtest.DownTwice, Renewed}, {"429", upstreamtest.TooMany, Renewed}, {"breaks off once", upstreamtest.TruncatedOnce, Renewed}, {"no tag", upstreamtest.Untagged, Renewed},
		{"down", upstreamtest.Down, Stale}, {"html", upstreamtest.HTML, Stale}, {"breaks off always", upstreamtest.Truncated, Stale}, {"empty", upstreamtest.Empty, Stale},
	} {
		held := s.receipt("eto", "papers")
		s.upstream.Revise(zenodoRecord, zenodoFile)
		s.upstream.Break(zenodoFile, day.fault)
		for id, l := range s.look("eto") {
			if l.Outcome != day.want {
				t.Errorf("%s: %s: %v", day.name, id, l)
			}
		}
		if now := s.receipt("eto", "papers"); day.want == Stale && now.SHA256 != held.SHA256 {
			t.Errorf("%s: the receipt is %+v", day.name, now)
		}
	}
	s.upstream.Break(zenodoFile, nil)
	s.upstream.Break(zenodoRecord, upstreamtest.HTML)
	if l := s.look("eto")["eto/papers"]; l.Outcome != Stale {
		t.Errorf("no record: %v", l)
	}
}

// Of a list of systems only sums by economy are kept.
func TestTop500(t *testing.T) {
	s := newStationOf(t, "top500")
	looks := s.look("top500")
	for id, l := range looks {
		if want := map[bool]Outcome{true: Stale, false: Renewed}[id == "top500/list_202611"]; l.Outcome != want || want == Renewed && l.Rows != 500 {
			t.Errorf("%s: %v", id, l)
		}
	}
	if m := s.built(); !hasFinding(m, "top500", `"Atlantis" is not in the code list economy`) {
		t.Errorf("no finding on Atlantis: %v", m.Findings)
	}
	s.answers(map[string]string{
		"select value::bigint, source_url, source_on from observation where observation_id = 'top500-systems/CZ/2026-Q2'": "71|https://www.top500.org/lists/top500/2026/06/|2026-06",
		"select sum(value)::bigint from observation where series_id = 'top500-systems' and dated = '2026-Q2'":             "428",
		"select value::varchar from observation where observation_id = 'top500-performance-share/US/2026-Q2'":             "14.110000",
		"select count(*) from observation where series_id = 'top500-systems' and dated = '2010-Q2' and economy = 'CA'":    "1", // bundled
	})
}
