package ingest

import (
	"testing"

	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

// answers holds queries on the current release to what they give, cells joined by a bar.
func (s *station) answers(want map[string]string) {
	s.t.Helper()
	for query, cells := range want {
		if got := s.ask(query); got != cells {
			s.t.Errorf("%s\ngives %q, want %q", query, got, cells)
		}
	}
}

// built is the manifest of a build that must succeed.
func (s *station) built() warehouse.Manifest {
	s.t.Helper()
	m, err := s.build()
	if err != nil {
		s.t.Fatal(err, m.Findings)
	}
	return m
}

func TestDataCentres(t *testing.T) {
	s := newStationOf(t, "epoch-data-centres", "exchange-rates")
	looks := s.look("epoch-data-centres")
	for id, rows := range map[string]int64{"data_centers": 126, "timelines": 130, "gpu_clusters": 135} {
		if l := looks["epoch-data-centres/"+id]; l.Outcome != Renewed || l.Rows != rows {
			t.Errorf("%v, want %d rows", l, rows)
		}
	}
	m := s.built()
	if !hasFinding(m, "epoch-data-centres", `"Atlantis" is not in the code list economy`) {
		t.Errorf("no finding on Atlantis: %v", m.Findings)
	}
	s.answers(map[string]string{
		"select label, owner, users, economy, owner_economy, owner_bloc, status, chip_types, cost_usd_2025_bn::varchar, dated, latitude, longitude from data_centre where data_centre_id = 'sample-campus-north'": "Sample Campus North|Microsoft|OpenAI;Microsoft|US|US|US|operational|NVIDIA GB200|12.500|2026-10-01|32.597306|-99.734722",
		"select label, owner, economy, owner_bloc, latitude, longitude, is_counted from data_centre where data_centre_id = 'campus-phase-1'":                                                                      "Campus, Phase 1|Mistral AI|FR|EU27_2020|48.5|2.25|true",
		"select economy, owner_economy, latitude, longitude from data_centre where data_centre_id = 'shared-halls'":                                                                                               "CN|CN|40.166667|116.508333",
		"select economy, owner_bloc, status, latitude is null from data_centre where data_centre_id = 'two-owners'":                                                                                               "US|UNKNOWN|planned|true",
		"select count(*) from data_centre where label in ('Private Halls', 'Lost Halls', 'Rumoured Machine', 'Sample Twice')":                                                                                     "0",
		"select label, status, obs_status, is_counted, dated, h100_equivalents::varchar, note from data_centre where data_centre_id = 'cluster-sample-phase-1'":                                                   "Sample, Phase 1|operational|E|false|2025-06-10|23536.0|from a list that ended in 2025, as it stood on 2026-11-24",
		"select count(*), bool_and(is_anonymised), min(economy), min(obs_status) from data_centre where label = 'Anonymized Chinese System'":                                                                      "130|true|CN|U",
		"select string_agg(concat_ws(' ', year, power_mw::varchar, obs_status), ', ' order by year) from data_centre_year where data_centre_id = 'sample-campus-north'":                                           "2024 200.000 E, 2025 200.000 E, 2026 300.500 P, 2027 1000.000 F",
		"select string_agg(concat_ws(' ', year, coalesce(power_mw::varchar, 'none'), read_on, obs_status), ', ' order by year) from data_centre_year where data_centre_id = 'shared-halls'":                       "2025 none 2025-01-31 E, 2026 80.000 2026-02-01 P, 2027 80.000 2026-02-01 F",
		"select string_agg(concat_ws(' ', year, power_mw::varchar, obs_status), ', ' order by year) from data_centre_year where data_centre_id = 'two-owners'":                                                    "2027 700.000 F",
		"select note like 'as read on 2026-10-01; Roof on,%', quarter is null, source_url from data_centre_year where data_centre_year_id = 'sample-campus-north/2026'":                                           "true|true|https://epoch.ai/data/data-centers",
		"select count(*) from compute_site": "0",
	})
	s.upstream.Revise()
	for _, path := range []string{"/data/data_centers/data_centers.csv", "/data/data_centers/data_center_timelines.csv", "/data/gpu_clusters.csv"} {
		s.upstream.Break(path, upstreamtest.Missing)
	}
	for id, l := range s.look("epoch-data-centres") {
		if l.Outcome != Renewed {
			t.Errorf("%s from the archive: %v", id, l)
		}
	}
	s.built()
	s.answers(map[string]string{"select h100_equivalents::varchar from data_centre where data_centre_id = 'sample-campus-north'": "400001.0"})
}

func TestDataCentres_badDays(t *testing.T) {
	for _, p := range []sourceTest{
		{"/data/data_centers/data_centers.csv", "epoch-data-centres", "data_centers", change{"Country", "Land"}, change{"300.5", "three hundred"}, change{",,,,1", ",,,,x1"}, false},
		{"/data/data_centers/data_center_timelines.csv", "epoch-data-centres", "timelines", change{"Power (MW)", "Watts"}, change{"2024-01-01", "soon"}, change{"2025-", "x025-"}, false},
		{"/data/gpu_clusters.csv", "epoch-data-centres", "gpu_clusters", change{"Status", "State"}, change{"23536.0,NVIDIA", "many,NVIDIA"}, change{".5,", ".5x,"}, false},
	} {
		t.Run(p.source, func(t *testing.T) { badDays(t, newStationOf(t, p.dataset), p) })
	}
}
