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
	} {
		t.Run(p.dataset, func(t *testing.T) { badDays(t, newStationOf(t, p.dataset), p) })
	}
}
