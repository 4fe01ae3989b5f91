package datasets_test

import (
	"strings"
	"testing"
)

// TestCleanUps has a case for each rule that the datasets' SQL and corrections apply: the rows that the rule is about, and what
// must stand in them.
func TestCleanUps(t *testing.T) {
	hold(t, []rule{
		// Public programmes: the note's prefix is an instruction, and stays in the note.
		{"context", `select money_role, is_counted, note like 'context:%' from programme_amount where programme_id = 'pt-gigafactory-bid'`, "context|false|true"},
		{"split", `select money_role, is_counted from programme_amount where programme_id = 'eu-investai-public-share'`, "split|false"},
		{"yearly", `select money_role, period_kind, is_counted from programme_amount where programme_id = 'no-language-models'`, "yearly|yearly|false"},
		{"mobilised is nobody's spending", `select money_role, is_counted from programme_amount where programme_id = 'eu-investai'`, "mobilised|false"},
		{"no mobilised row counts", `select count(*) from programme_amount join programme using (programme_id) where money_role = 'mobilised' and is_counted`, "0"},
		{"broader than AI", `select money_role, is_counted from programme_amount where programme_id = 'eu-horizon-europe'`, "broader|false"},
		{"an AI part of a broader whole counts", `select is_counted from programme_amount where programme_id = 'cn-national-ai-fund'`, "true"},
		{"a part of a counted whole does not", `select is_counted from programme_amount where programme_id = 'eu-ai-factories-wave-1'`, "false"},
		{"a part at another stage does", `select is_counted from programme_amount where programme_id = 'fr-snia-phase-1'`, "true"},
		{"an overlap whose other lies in a counted whole is not counted", `select money_role, is_counted from programme_amount where programme_id = 'gb-ai-hardware-plan-2026'`, "total|false"},
		{"its new parts are", `select count(*) from programme_amount join programme using (programme_id) where parent_id = 'gb-ai-hardware-plan-2026' and is_counted`, "4"},
		{"a whole named in overlaps.csv", `select parent_id from programme where programme_id = 'ca-sovereign-compute'`, "ca-budget-2024-ai"},
		{"replaced by a later plan", `select money_role, is_counted from programme_amount where programme_id = 'gb-ai-hardware-amc-2025'`, "context|false"},
		{"no date, no euros", `select dated is null, amount_eur is null, is_counted from programme_amount where programme_id = 'cn-guangzhou-ai-fund'`, "true|true|false"},
		{"up to", `select qualifier from programme_amount where programme_id = 'gb-sovereign-ai-unit'`, "up-to"},
		{"more than", `select qualifier from programme_amount where programme_id = 'sg-nais-2024'`, "more-than"},
		{"about", `select qualifier from programme_amount where programme_id = 'at-ffg-ai-oekosysteme-2026'`, "about"},
		{"a word before another amount", `select qualifier from programme_amount where programme_id = 'eu-chips-for-europe'`, "exact"},
		{"cumulative", `select period_kind from programme_amount where programme_id = 'de-sta-invested'`, "stock"},
		{"a note that doubts itself", `select obs_status from programme_amount where programme_id = 'cn-shanghai-ai-seed-fund'`, "U"},
		{"money of 2026 is provisional", `select obs_status from programme_amount where programme_id = 'gb-dawn-upgrade-2026'`, "P"},

		// Companies and rounds.
		{"founding economy", `select economy, founding_economy from organisation where organisation_id = 'uipath'`, "US|RO"},
		{"founding economy of a round", `select economy, founding_economy from round where round_id = 'hugging-face-2022-05-09-series-c'`, "US|FR"},
		{"elsewhere the headquarters", `select founding_economy from organisation where organisation_id = 'mistral-ai'`, "FR"},
		{"instruments apart", `select string_agg(distinct instrument, ',' order by instrument) from round where round_type in ('acquisition', 'ipo', 'debt', 'grant')`, "acquisition,debt,grant,ipo"},
		{"a round without a label is equity", `select instrument from round where round_id = 'olix-2026-undisclosed'`, "equity"},
		{"equity part", `select instrument, amount, is_counted from round where round_id = 'mistral-ai-2024-06-11-series-b'`, "equity|468000000.00|true"},
		{"debt part", `select instrument, amount, currency, lead_origin from round where round_id = 'mistral-ai-2024-06-11-series-b-debt'`, "debt|132000000.00|EUR|US"},
		{"a ceiling is not counted", `select is_counted, obs_status from round where round_id = 'neura-robotics-2026-06-10-series-c'`, "false|U"},
		{"inside another round", `select is_counted from round where round_id = 'nscale-2025-10-01-growth'`, "false"},
		{"announced before", `select is_counted, obs_status from round where round_id = 'openai-2026-03-31-growth'`, "true|U"},
		{"a year's total", `select label, obs_status from round where round_id = 'zhipu-2023-10-series-b'`, "Zhipu AI, several rounds of 2023|U"},
		{"tranches", `select count(*), sum(amount) from round where label like 'Horizon Robotics, Series C, tranche C_' and is_counted`, "3|900000000.00"},
		{"an earlier close", `select is_counted, obs_status from round where round_id = 'sipearl-2025-07-series-a'`, "true|U"},
		{"credit inside", `select is_counted, obs_status from round where round_id = 'celonis-2022-08-series-d'`, "true|U"},
		{"undone", `select is_counted from round where round_id = 'manus-2025-12-acquisition'`, "false"},
		{"mergers", `select count(*) from round where round_id in ('xai-2026-02-02-acquisition', 'anysphere-2026-06-acquisition') and not is_counted`, "2"},
		{"signed, not closed", `select round.is_counted, organisation.status from round join organisation using (organisation_id) where round_id = 'hugging-face-2026-09-03-acquisition'`, "false|active"},
		{"a single compilation", `select count(*) from organisation where organisation_id in ('theker', 'neuraltrust', 'health-force', 'exclaim-robotics', 'sigvi', 'agaton', 'elastics', 'metaview', 'cargofy', 'copla') and obs_status = 'U'`, "10"},
		{"and its rounds", `select string_agg(distinct obs_status, '') from round where organisation_id = 'theker'`, "U"},
		{"undated rounds are kept", `select count(*), count(year), count(amount_eur) from round where dated is null`, "15|0|0"},
		{"a label from memory", `select obs_status from round where round_id = 'gong-2019-12-series-c'`, "U"},
		{"equity mixed with a grant, without a split", `select obs_status from round where round_id = 'apoha-2026-06-03-undisclosed'`, "U"},
		{"shares of older holders", `select obs_status from round where round_id = 'onex-2024-01-11-series-b'`, "U"},
		{"leads of one bloc", `select lead_origin from round where round_id = 'arculus-2020-05-19-series-a'`, "EUROPE_OTHER"},
		{"leads of several blocs", `select lead_origin from round where round_id = 'ami-labs-2026-03-09-seed'`, "MIXED"},
		{"unknown leads", `select lead_origin from round where round_id = 'xai-2024-12-23-series-c'`, "UNKNOWN"},
		{"an unknown origin stays unknown", `select count(*) > 0 from investor where economy is null`, "true"},

		// Sites, contracts, grants.
		{"a whole programme names no site", `select count(*), bool_or(is_counted) from compute_site where note like '%programme total, do not sum%'`, "5|false"},
		{"owner and place", `select economy, owner_bloc from compute_site where compute_site_id = 'microsoft-gavle'`, "SE|US"},
		{"aggregates are no notices", `select count(*), bool_or(is_counted) from contract where note like '%do not sum%'`, "19|false"},
		{"totals are no grants", `select bool_or(is_counted) from oss_grant where note like '%do not sum%' or note like 'WITHDRAWN%'`, "false"},
		{"a part of an uncounted total counts", `select is_counted from oss_grant where oss_grant_id = 'czi-numpy-openblas-2019'`, "true"},

		// Open projects.
		{"no licence shown", `select is_osi_approved is null from oss_project where oss_project_id = 'telechat'`, "true"},
		{"not approved", `select is_osi_approved from oss_project where oss_project_id = 'stable-diffusion'`, "false"},
		{"seven projects", `select string_agg(oss_project_id, ' ' order by oss_project_id) from oss_project where is_featured`, "hugging-face jax onnx pytorch rasa stable-diffusion tensorflow"},
		{"proxies", `select string_agg(oss_project_id, ' ' order by oss_project_id) from oss_project where proxy_for = 'stable-diffusion'`, "diffusers sdxl stable-diffusion-webui"},
		{"companies are listed", `select count(*) from oss_project where organisation_id is not null and organisation_id not in (select organisation_id from organisation)`, "0"},
		{"topics are counted", `select count(*) from oss_project where topic is not null and topic not in (select breakdown from observation where breakdown is not null)`, "0"},
		{"compilations stay apart", `select count(distinct source_series) > 1 from oss_metric where oss_project_id = 'tensorflow' and metric = 'github_stars'`, "true"},
		{"the dip of December 2020", `select string_agg(distinct obs_status, '') from oss_metric where note like '%source dips for%'`, "U"},

		// Models and series.
		{"a model of three economies", `select string_agg(economy, ' ' order by economy) from ai_model where ai_model_id = (select ai_model_id from ai_model where economy = 'MY')`, "AR DK MY"},
		{"open, closed, unknown", `select count(distinct openness) from ai_model`, "3"},
		{"the 27 in collaboration", `select count(*) from collaboration where economy = 'EU' or destination_economy = 'EU'`, "0"},
		{"published rows of the 27", `select count(*) from observation where economy = 'EU'`, "0"},
		{"editions of the AI Index", `select string_agg(distinct edition, ' ' order by edition) from observation where series_id = 'aiindex-private-investment'`, "AI Index 2023 AI Index 2024 AI Index 2025 AI Index 2026"},
		{"projections are forecasts", `select string_agg(distinct obs_status, '') from observation where series_id like '%-projection'`, "F"},
		{"topics are one series", `select count(distinct breakdown), count(*) filter (where breakdown is null) from observation where series_id = 'github-topic-developers'`, "28|0"},
		{"a longer list is a break", `select obs_status from observation where series_id = 'eurostat-enterprise-ai-use' and economy = 'FR' and dated = '2025'`, "B"},
		{"a year read before its end", `select obs_status from observation where series_id = 'epoch-gpu-cluster-share' and economy = 'US' and dated = '2025'`, "P"},
		{"a second source that only adds", `select obs_status from round where round_id = 'xai-2026-01-06-series-e-plus'`, "P"},
		{"no wave of 2022", `select count(*) from observation where series_id = 'eurostat-enterprise-ai-use' and dated = '2022'`, "0"},
		{"the running year's rate", `select obs_status from exchange_rate where currency = 'USD' and year = 2026`, "P"},
		{"Brunei", `select name_fr, bloc from economy where economy = 'BN'`, "Brunei|OTHER"},
	})
}

// TestDerived: two stages are compared within one programme only, and money with power of one thing.
func TestDerived(t *testing.T) {
	hold(t, []rule{
		{"what a programme became", `select side, amount, amount_eur from programme_step where step = 'announced-committed' and programme_id = 'fr-ia-cluster' order by side limit 1`, "earlier|500000000.00|500000000.00000000"},
		{"at the rate of the announcement", `select count(distinct fx_rate), count(*) from programme_step where step = 'announced-committed' and programme_id = 'kr-ai-budget-2026'`, "1|2"},
		{"one amount has no other side", `select reported, count(*) from programme_step where step = 'announced-committed' and programme_id = 'us-darpa-ai-next' group by reported`, "later-only|1"},
		{"parts at the later stage", `select side, count(*), sum(amount_eur) from programme_step where reported = 'parts' and programme_id = 'nl-ai-factory-groningen' group by side order by side desc limit 1`, "later|2|130000000.00000000"},
		{"an announcement with private money is compared with nothing", `select count(*) from programme_step where programme_id = 'fr-snia-phase-2-announced'`, "0"},
		{"public and private money", `select side, amount from programme_leverage where programme_id = 'us-ny-empire-ai' order by side limit 1`, "private|125000000.00"},
		{"what an amount stands for", `select standing, counted, parent_id from programme_entry where programme_id = 'eu-ai-factories-wave-1'`, "committed|no|eu-ai-factories-and-antennas"},
		{"a member's owner beside the institutions", `select ownership from compute_site where compute_site_id = 'lumi'`, "same-bloc"},
		{"an owner elsewhere in Europe", `select distinct ownership from compute_site where economy = 'NO' and owner_economy = 'GB'`, "europe"},
		{"a loan beside a whole campus", `select is_priced from compute_site where compute_site_id = 'mistral-bruyeres'`, "false"},
		{"money for each megawatt", `select amount, amount_eur > 8000000 from site_cost where site_cost_id = 'aurora'`, "8333333.33|false"},
	})
}

// A rule is a query about a rule's rows and what it must answer.
type rule struct{ name, query, want string }

func hold(t *testing.T, rules []rule) {
	t.Helper()
	for _, one := range rules {
		t.Run(one.name, func(t *testing.T) {
			if got := strings.Join(answer(t, one.query), "\n"); got != one.want {
				t.Errorf("got %s, want %s", got, one.want)
			}
		})
	}
}

// TestReasons holds the small tables of judgement to the rows they speak of.
func TestReasons(t *testing.T) {
	programmes := by(table(t, "public-programmes/programmes.csv"), "programme_id")
	for _, row := range table(t, "public-programmes/broader.csv") {
		if programmes[row["programme_id"]] == nil || row["reason"] == "" {
			t.Errorf("broader.csv: %v", row)
		}
	}
	for _, row := range table(t, "public-programmes/stages.csv") {
		if programmes[row["programme_id"]] == nil || programmes[row["earlier_id"]] == nil || row["reason"] == "" {
			t.Errorf("stages.csv: %v", row)
		}
	}
	for _, row := range table(t, "public-programmes/leverage.csv") {
		if programmes[row["programme_id"]] == nil || row["reason"] == "" {
			t.Errorf("leverage.csv: %v", row)
		}
	}
	for _, row := range table(t, "public-programmes/overlaps.csv") {
		part := programmes[row["programme_id"]]
		if part == nil || programmes[row["contained_in"]] == nil || part["parent_id"] != "" || row["reason"] == "" {
			t.Errorf("overlaps.csv: %v", row)
		}
	}
	organisations := by(table(t, "ai-companies/organisations.csv"), "organisation_id")
	for _, row := range table(t, "ai-companies/founding.csv") {
		company := organisations[row["organisation_id"]]
		if company == nil || company["economy"] == row["economy"] || company["note"] == "" || row["reason"] == "" {
			t.Errorf("founding.csv: %v", row)
		}
	}
	for _, row := range table(t, "ai-companies/single_source.csv") {
		if organisations[row["organisation_id"]] == nil || row["reason"] == "" {
			t.Errorf("single_source.csv: %v", row)
		}
	}
}

// TestParts: the parts of a mixed event add up to what its source says.
func TestParts(t *testing.T) {
	rounds := by(table(t, "ai-companies/rounds.csv"), "round_id")
	for id := range by(table(t, "ai-companies/parts.csv"), "round_id") {
		sum := number(t, "0")
		for _, row := range table(t, "ai-companies/parts.csv") {
			if row["round_id"] == id {
				sum.Add(sum, number(t, row["amount"]))
			}
		}
		if rounds[id] == nil || sum.Cmp(number(t, rounds[id]["amount"])) != 0 {
			t.Errorf("%s: parts add up to %s", id, sum.FloatString(0))
		}
	}
}
