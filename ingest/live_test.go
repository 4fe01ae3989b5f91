package ingest

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

// ask returns the rows of a query on the current release, cells joined by a bar.
func (s *station) ask(query string) string {
	s.t.Helper()
	release, done, err := s.store.Acquire(s.t.Context(), "")
	if err != nil {
		s.t.Fatal(err)
	}
	defer done()
	rows, err := release.Query(s.t.Context(), "select concat_ws('|', *columns(*)) from ("+query+") as answer")
	if err != nil {
		s.t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

// dollars is the mean of the invented dollar rates of a year, calculated without the program: six decimals, half up.
func dollars(year int) string {
	sum, n := new(big.Rat), int64(0)
	for day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			sum.Add(sum, big.NewRat(int64(11200+10*(day.YearDay()%20)), 10000))
			n++
		}
	}
	return sum.Quo(sum, big.NewRat(n, 1)).FloatString(6)
}

// The whole way: bundled data, then what publishers have, then a publisher that fails, then one that is back.
func TestBuild_live(t *testing.T) {
	s := newStation(t)
	const eurostat, population = "/eurostat/api/dissemination/statistics/1.0/data/isoc_eb_ai", "/v2/country/all/indicator/SP.POP.TOTL"
	s.upstream.Break(eurostat, upstreamtest.Down)
	s.look()
	m, err := s.build()
	if err != nil {
		t.Fatal(err, m.Findings)
	}
	if m.AsOf != "2026-11-24" || !hasFinding(m, "eurostat", "stale: the bundled bytes stay in use") {
		t.Errorf("as of %s, findings %v", m.AsOf, m.Findings)
	}
	if !slices.ContainsFunc(m.Findings, func(f warehouse.Finding) bool {
		return f.File == "models.live.sql" && f.Column == "economy" && f.Detail == `"Atlantis" is not in the code list economy`
	}) {
		t.Errorf("no finding on Atlantis: %v", m.Findings)
	}
	gdp := s.receipt("world-bank", "gdp")
	usd := dollars(2024)
	for query, want := range map[string]string{
		"select units_per_eur, source_title from exchange_rate where currency = 'USD' and year = 2024":                                                                                       usd + "|ECB euro reference rates (eurofxref-hist), mean of daily rates",
		"select round(d.units_per_eur * 3.6725, 6) = p.units_per_eur from exchange_rate d join exchange_rate p using (year) where d.currency = 'USD' and p.currency = 'AED' and year = 2024": "true",
		"select obs_status, source_title like '%, to 2026-11-20' from exchange_rate where currency = 'USD' and year = 2026":                                                                  "P|true",
		"select units_per_eur, source_title like '%mean of daily rates' from exchange_rate where currency = 'USD' and year = 2010":                                                           "1.325717|true", // bundled
		"select value::bigint from observation where observation_id = 'population/FR/2024'":                                                                                                  "68014001",
		"select value::bigint from observation where observation_id = 'gdp-current-usd/FR/2024'":                                                                                             "2720577043500",
		"select value::bigint from observation where observation_id = 'population/EU27_2020/2024'":                                                                                           "449014001",
		"select count(*) from observation where series_id = 'population' and year = 2025":                                                                                                    "0",
		"select obs_status, source_url from observation where observation_id = 'eurostat-enterprise-ai-use/AL/2021'":                                                                         "A|https://ec.europa.eu/eurostat/databrowser/view/isoc_eb_ai/default/table?lang=en", // bundled
		"select value::bigint, quarter from observation where observation_id = 'github-developers/EU27_2020/2025-Q3'":                                                                        "25620000|2025-Q3",
		"select value::bigint from observation where observation_id = 'github-topic-developers/US/2020-Q2/llm'":                                                                              "4440",
		"select string_agg(economy, ' ' order by economy), min(dated), min(openness), min(domain), min(parameters), min(label) from ai_model where ai_model_id = 'modele-exemple'":           "FR US|2026-01|closed|multimodal|8000000000.0|Modèle Exemple",
		"select economy, label, organisation, openness, training_compute_flop, source_line from ai_model where ai_model_id = 'sample-phase-1'":                                               "FR|\"Sample, Phase 1\"|Agency A;Agency B|open-weights|2e+24|2",
		"select economy, domain, openness from ai_model where ai_model_id = 'seoul-1'":                                                                                                       "KR|other|unknown",
		"select count(*) from ai_model where ai_model_id in ('old-model', 'everywhere', 'lost')":                                                                                             "0",
		"select count(*) from ai_model where ai_model_id in ('gpt-4', 'dalle-2')":                                                                                                            "2", // bundled
		"select count(*) from observation where breakdown = 'gardening' or economy = 'XK'":                                                                                                   "0",
		"select weight::bigint from collaboration where collaboration_id = 'US-EU27_2020-2020-Q1'":                                                                                           "1103",
		"select snapshot_sha256, source_line from observation where observation_id = 'gdp-current-usd/FR/2024'":                                                                              gdp.SHA256 + "|2",
		"select url, fetched_on, rows_staged from snapshot where file = 'gdp' and dataset_id = 'world-bank'":                                                                                 gdp.URL + "|2026-11-24|128",
	} {
		if got := s.ask(query); got != want {
			t.Errorf("%s\ngives %q, want %q", query, got, want)
		}
	}
	s.day = s.day.AddDate(0, 0, 1)
	s.look()
	if m, err := s.build(); !errors.Is(err, warehouse.ErrUnchanged) {
		t.Errorf("a second time: %v %v", err, m.Findings)
	}
	s.upstream.Revise()
	s.upstream.Break(population, upstreamtest.HTML)
	s.upstream.Break(eurostat, nil)
	s.look()
	if m, err = s.build(); err != nil {
		t.Fatal(err, m.Findings)
	}
	i := slices.IndexFunc(m.Inputs, func(i warehouse.Input) bool { return i.Dataset == "world-bank" && i.File == "population" })
	if m.AsOf != "2026-11-25" || !strings.Contains(m.Inputs[i].Stale, "HTML") || !hasFinding(m, "world-bank", "stale: the bytes of 2026-11-24 stay in use") {
		t.Errorf("as of %s, %+v, findings %v", m.AsOf, m.Inputs[i], m.Findings)
	}
	for query, want := range map[string]string{
		"select value::bigint from observation where observation_id = 'population/FR/2024'":                                                           "68014001",
		"select value::bigint from observation where observation_id = 'gdp-current-usd/FR/2024'":                                                      "2720577083501",
		"select value::double, obs_status from observation where observation_id = 'eurostat-enterprise-ai-use/FR/2025'":                               "22.51|B",
		"select value::double, obs_status from observation where observation_id = 'eurostat-enterprise-ai-use-large/DE/2024'":                         "26.01|A",
		"select value::bigint, obs_status from observation where observation_id = 'eurostat-population-1-january/GR/2025'":                            "10002001|E",
		"select value::bigint, obs_status, source_line from observation where observation_id = 'eurostat-population-1-january/EU27_2020/2024'":        "449001001|A|2",
		"select count(*) from observation where series_id like 'eurostat-enterprise%' and economy in ('US', 'EL')":                                    "0",
		"select source_line = 0 from observation where observation_id = 'eurostat-enterprise-ai-use/AL/2021'":                                         "false",
		"select count(*) from observation where series_id = 'eurostat-enterprise-ai-use' and economy = 'NO' and year = 2021 and source_title is null": "0",
	} {
		if got := s.ask(query); got != want {
			t.Errorf("%s\ngives %q, want %q", query, got, want)
		}
	}
}

func hasFinding(m warehouse.Manifest, dataset, detail string) bool {
	return slices.ContainsFunc(m.Findings, func(f warehouse.Finding) bool {
		return f.Level == warehouse.LevelWarning && f.Dataset == dataset && strings.Contains(f.Detail, detail)
	})
}

// Bytes that were good when they came, and that the program cannot read since its descriptor changed, give way to the
// bundled ones. Rows that the query for live rows gets wrong stay out, one finding each.
func TestBuild_liveThatCannotBeUsed(t *testing.T) {
	s := newStation(t)
	s.look()
	for i, d := range s.catalogue.Datasets {
		switch d.ID {
		case "eurostat":
			s.catalogue.Datasets[i].Live[0].Columns[0].From = "size_class"
		case "github-innovation-graph":
			query := strings.Replace(d.LiveSQL["collaboration.csv"], "source as source_economy", "case when year = 2020 and source = 'US' then 'ZZ' else source end as source_economy", 1)
			s.catalogue.Datasets[i].LiveSQL["collaboration.csv"] = query
		}
	}
	damaged := s.receipt("world-bank", "gdp").Parts[1].SHA256
	if err := os.WriteFile(filepath.Join(s.store.Dir(), "raw", damaged), []byte("[]"), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := s.build()
	if err != nil {
		t.Fatal(err, m.Findings)
	}
	if !hasFinding(m, "world-bank", "the receipt says "+damaged) {
		t.Errorf("no finding on damaged bytes: %v", m.Findings)
	}
	if !hasFinding(m, "eurostat", `the bytes that are held cannot be used: eurostat/enterprise_ai_use column size: the cube has no dimension "size_class" any more`) {
		t.Errorf("findings %v", m.Findings)
	}
	n := 0
	for _, f := range m.Findings {
		if f.File == "collaboration.live.sql" {
			n++
			if f.Column != "source_economy" || f.Line == 0 || f.Detail != `"ZZ" is not in the code list economy` {
				t.Errorf("finding %v", f)
			}
		}
	}
	if n != 8 {
		t.Errorf("%d rows have an unknown code, want 8", n)
	}
	// The bundled rows with the keys of those that stay out are shown.
	if got := s.ask("select count(*) from collaboration where economy = 'US' and year = 2020"); got != fmt.Sprint(4*8) {
		t.Errorf("%s rows of the United States in 2020", got)
	}
}
