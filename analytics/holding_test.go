package analytics

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
)

// held is a model with one featured project of a company with rounds, a purchase and a grant, and one of nobody's.
func held(t *testing.T) *Release {
	t.Helper()
	m, r := caseModel(t, "oss-projects")
	for _, statement := range []string{
		`update oss_project set is_featured = true, label = 'Rocket (engine)', organisation_id = 'maker', steward = 'Maker', steward_economy = 'US', licence = 'MIT', is_osi_approved = true where oss_project_id = 'q1'`,
		`update oss_project set is_featured = true, label = 'Jet', organisation_id = null where oss_project_id = 'q3'`,
		`insert into investor values ('led', 'Led & Co', 'US', 'vc', 'sample', repeat('0a', 32), 1), ('joined', 'Joined', null, 'vc', 'sample', repeat('0a', 32), 2)`,
		`insert into round by name select * from (values
			('a', 'A', 'equity', 'US', true, 30), ('b', 'B', 'equity', 'US', true, null), ('c', 'C', 'equity', 'UNKNOWN', true, 5), ('d', 'D', 'equity', 'US', false, 99),
			('e', 'E', 'debt', 'CN', true, 7), ('f', 'F', 'acquisition', 'UNKNOWN', false, 500)) as t(round_id, label, instrument, lead_origin, is_counted, amount_eur)
			cross join (select 'maker' as organisation_id, 'DE' as economy, 'DE' as founding_economy, 'chips' as sector, 'none' as open_source, 'seed' as round_type, 'UNKNOWN' as lead_side, 'undisclosed' as size_class,
				'US' as acquirer_economy, '2024' as dated, 2024 as year, 'A' as obs_status, 'sample' as dataset_id, repeat('0a', 32) as snapshot_sha256, 1 as source_line,
				'https://example.org/r' as source_url)`,
		`insert into round_investor values ('a', 'led', 'lead'), ('a', 'joined', 'other'), ('b', 'led', 'lead'), ('d', 'joined', 'lead')`,
		`insert into oss_grant by name select 'g' || n as oss_grant_id, label, 'Fund' as funder, 'DE' as economy, 'R' as recipient, true as is_counted, '2024' as dated,
			'A' as obs_status, 'sample' as dataset_id, repeat('0a', 32) as snapshot_sha256, 1 as source_line, 'https://example.org/g' as source_url
			from (values (1, 'Rocket: maintenance'), (2, 'Rocketry, a book'), (3, 'Jetty')) as t(n, label)`,
	} {
		if err := m.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestHoldings(t *testing.T) {
	r := held(t)
	all, err := r.Holdings(t.Context(), "")
	if err != nil || len(all) != 2 || all[0].ID != "q3" || all[1].ID != "q1" {
		t.Fatalf("%d holdings, %v", len(all), err)
	}
	if jet := all[0]; jet.Money != nil || jet.Leads != nil || jet.Sales != nil || jet.Grants != nil || jet.Developers.Code != "" {
		t.Errorf("nobody's project is held: %+v", jet)
	}
	rocket := all[1]
	if len(rocket.Money) != 2 || rocket.Money[0] != (LeadMoney{"US", 2, 1, Value{30, true}}) || rocket.Money[1] != (LeadMoney{"UNKNOWN", 1, 0, Value{5, true}}) {
		t.Errorf("money led: %+v", rocket.Money)
	}
	if len(rocket.Leads) != 1 || rocket.Leads[0] != (Holder{"led", "Led & Co", "US"}) {
		t.Errorf("leads: %+v", rocket.Leads)
	}
	if len(rocket.Sales) != 1 || rocket.Sales[0].Counted || rocket.Sales[0].AcquirerEconomy != "US" || rocket.CompanyEconomy != "DE" {
		t.Errorf("sales: %+v of %s", rocket.Sales, rocket.CompanyEconomy)
	}
	if len(rocket.Grants) != 1 || rocket.Grants[0].Label != "Rocket: maintenance" || rocket.Grants[0].EUR.Known {
		t.Errorf("grants: %+v", rocket.Grants)
	}
	if one, err := r.Holdings(t.Context(), "q1"); err != nil || len(one) != 1 || len(one[0].Money) != 2 {
		t.Errorf("one project: %+v, %v", one, err)
	}
	if none, err := r.Holdings(t.Context(), "q2"); err != nil || len(none) != 0 {
		t.Errorf("a project without a profile: %+v, %v", none, err)
	}
}

func TestHoldings_files(t *testing.T) {
	all, err := held(t).Holdings(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var asCSV, asJSON bytes.Buffer
	if err := WriteHoldingsCSV(&asCSV, all, "r1", DialectStandard); err != nil {
		t.Fatal(err)
	}
	if err := WriteHoldingsJSON(&asJSON, all, "r1"); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&asCSV).ReadAll()
	if err != nil || len(lines) != 3 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	var decoded struct{ Projects []map[string]any }
	if err := json.Unmarshal(asJSON.Bytes(), &decoded); err != nil {
		t.Fatal(err)
	}
	for n, want := range map[string][2]string{
		"project": {"q3", "q1"}, "equity_eur_led_from": {"", "US 30.00;UNKNOWN 5.00"}, "equity_rounds": {"", "3"}, "lead_investors": {"", "Led & Co US"},
		"sales": {"", "F 2024 US"}, "grants": {"0", "1"}, "developers_us": {"", ""}, "release": {"r1", "r1"},
	} {
		for i, line := range lines[1:] {
			column := -1
			for at, name := range lines[0] {
				if name == n {
					column = at
				}
			}
			if column < 0 || line[column] != want[i] {
				t.Errorf("%s of line %d: %q, want %q", n, i+1, strings.Join(line, ","), want[i])
				continue
			}
			if got := decoded.Projects[i][n]; (got == nil) != (want[i] == "") {
				t.Errorf("%s of object %d: %v", n, i+1, got)
			}
		}
	}
}
