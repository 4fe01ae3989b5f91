package ingest

import (
	"net/http"
	"strings"
	"testing"

	"sextant/ingest/upstreamtest"
)

// The charts of a publisher of charts: the column is found by its title, projections and sums of others stay out.
func TestCharts(t *testing.T) {
	all := []string{"our-world-in-data", "our-world-in-data-cset", "our-world-in-data-ai-index"}
	s := newStationOf(t, all...)
	for id, l := range s.look(all...) {
		if l.Outcome != Renewed {
			t.Errorf("%s: %v", id, l)
		}
	}
	m := s.built()
	for _, dataset := range []string{"our-world-in-data-cset"} {
		if !hasFinding(m, dataset, `"Atlantis" is not in the code list economy`) {
			t.Errorf("%s: no finding on Atlantis: %v", dataset, m.Findings)
		}
	}
	s.answers(map[string]string{
		"select string_agg(distinct economy, ' ' order by economy) from observation where series_id = 'owid-cset-private-investment'":                                                                       "CN DE EU27_2020 FR US",
		"select value::bigint, obs_status, source_on, source_url from observation where observation_id = 'owid-cset-private-investment/US/2025'":                                                            "20000000|A|2026-04-10|https://ourworldindata.org/grapher/private-investment-in-artificial-intelligence-cset",
		"select count(*) from observation where year = 2026 and series_id like 'owid-cset%'":                                                                                                                "0",
		"select value::double from observation where observation_id = 'owid-cset-papers-per-million/EU27_2020/2016'":                                                                                        "25.0",
		"select string_agg(distinct economy, ' ' order by economy) from observation where series_id = 'owid-ai-index-private-investment'":                                                                   "CN EUROPE US WORLD",
		"select string_agg(distinct coalesce(breakdown, 'whole'), ' ' order by coalesce(breakdown, 'whole')) from observation where series_id = 'owid-ai-index-corporate-investment' and economy = 'WORLD'": "merger-acquisition private-investment whole",
		"select value::double, dated from observation where observation_id = 'owid-generative-ai-users/FR/2026-Q1'":                                                                                         "18.0|2026-Q1",
		"select count(*) from observation where series_id = 'owid-systems-by-affiliation' and breakdown = 'industry'":                                                                                       "10",
		"select string_agg(dataset_id || ' ' || redistribution, ', ' order by dataset_id) from dataset where dataset_id like 'our-world%'":                                                                  "our-world-in-data open, our-world-in-data-ai-index restricted, our-world-in-data-cset restricted",
	})
	// The columns are renamed, one chart is too: its old address leads to the new one.
	const papers, renamed = "/grapher/annual-scholarly-publications-on-artificial-intelligence.csv", "/grapher/renamed-annual-scholarly-publications-on-artificial-intelligence.csv"
	for range 2 {
		s.upstream.Revise()
		s.upstream.Revise(renamed)
	}
	s.upstream.Break(papers, func(w http.ResponseWriter, r *http.Request, _ []byte, _ int) {
		http.Redirect(w, r, renamed+"?"+r.URL.RawQuery, http.StatusMovedPermanently)
	})
	for id, l := range s.look(all...) {
		if l.Outcome != Renewed {
			t.Errorf("revised %s: %v", id, l)
		}
	}
	s.built()
	s.answers(map[string]string{
		"select value::bigint, source_on from observation where observation_id = 'owid-cset-private-investment/US/2025'": "20000002|2026-04-12",
	})
}

// A chart that its publisher may not hand on, or that is gone, is stale, and the others go on.
func TestCharts_refused(t *testing.T) {
	s := newStationOf(t, "our-world-in-data-ai-index")
	const dataset = "our-world-in-data-ai-index" // named, for it is restricted
	s.look(dataset)
	s.upstream.Revise()
	s.upstream.Break("/grapher/private-investment-in-artificial-intelligence.csv", func(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"error":"Forbidden","message":"not redistributable"}`))
	})
	s.upstream.Break("/grapher/corporate-investment-in-artificial-intelligence-by-type.csv", upstreamtest.Missing)
	for id, l := range s.look(dataset) {
		if wantStale := !strings.HasSuffix(id, "_about"); (l.Outcome == Stale) != wantStale {
			t.Errorf("%s: %v", id, l)
		}
	}
}

func TestCharts_badDays(t *testing.T) {
	for _, p := range []sourceTest{
		{"/grapher/private-investment-in-artificial-intelligence-cset.csv", "our-world-in-data-cset", "investment", change{"Entity", "Country"}, change{"CHN,2016", "CHN,x016"}, change{",20", ",x20"}, false},
		{"/grapher/estimated-share-people-generative-ai.csv", "our-world-in-data", "generative_ai", change{"Entity", "Country"}, change{}, change{"2025-", "x025-"}, false},
		{"/grapher/private-investment-in-artificial-intelligence.metadata.json", "our-world-in-data-ai-index", "private_investment_about", change{`"columns"`, `"fields"`}, change{}, change{}, false},
	} {
		t.Run(p.dataset, func(t *testing.T) { badDays(t, newStationOf(t, p.dataset), p) })
	}
}
