package ingest

import (
	"strings"
	"testing"

	"sextant/internal/warehouse"
)

// identified is the bundled list of companies, and what else a release with it needs.
var identified = []string{"codes", "policy-events", "oss-projects", "exchange-rates", "ai-companies", "identities", "procurement-notices"}

// rowsOf returns the rows of a query on the current release of a store, cells joined by a bar.
func rowsOf(t *testing.T, store *warehouse.Store, query string) string {
	t.Helper()
	return (&station{t: t, store: store}).ask(query)
}

// The bundled records match, with a reason each.
func TestIdentify_bundled(t *testing.T) {
	store, _ := bundledRelease(t)
	for query, want := range map[string]string{
		"select organisation_id, method from organisation_match where source_key = 'Mistral AI, FR'": "mistral-ai|name",
		"select organisation_id, reason from organisation_match where source_key = 'Zhipu AI, CN'":   `zhipu|the name "zhipu ai" is equal, and nothing else is known`,
		"select organisation_id, method from organisation_match where source_key like 'Scaleway%'":   "fr-scaleway|decision\nfr-scaleway|decision",
		"select count(*) from organisation_match where label like 'all suppliers%'":                  "0",
		"select organisation_id from organisation_identifier where identifier = 'zai-org'":           "zhipu",
	} {
		if got := rowsOf(t, store, query); got != want {
			t.Errorf("%s\ngives %q, want %q", query, got, want)
		}
	}
}

// Lines of a file undo and force matches. Two pages that become one keep both addresses, and all rounds.
func TestIdentify_decisions(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, identified...)
	if _, err := tr.build(t, store); err != nil {
		t.Fatal(err)
	}
	rounds := rowsOf(t, store, "select count(*) from round where organisation_id in ('mistral-ai', 'aleph-alpha')")
	decisions := tr["identities/decisions.csv"].Data
	tr.set(t, "identities/decisions.csv", string(decisions)+
		`keep-apart,procurement-notices,"Zhipu AI, CN",ai-companies,zhipu,for a test,https://example.org/`+"\n"+
		`same,procurement-notices,"Baidu, CN",ai-companies,zhipu,for a test,https://example.org/`+"\n"+
		`same,ai-companies,aleph-alpha,ai-companies,mistral-ai,for a test,https://example.org/`+"\n"+
		`moved,organisation,old-name,organisation,mistral-ai,for a test,https://example.org/`+"\n")
	m, err := tr.build(t, store)
	if err != nil {
		t.Fatal(err, m.Findings)
	}
	if len(m.Withdrawals) < 2 || !strings.Contains(m.Withdrawals[0].Reason, "one organisation with mistral-ai: for a test") {
		t.Errorf("withdrawals are %+v", m.Withdrawals)
	}
	for query, want := range map[string]string{
		"select count(*) from organisation_match where source_key = 'Zhipu AI, CN' and organisation_id = 'zhipu'": "0",
		"select organisation_id, method, reason from organisation_match where source_key = 'Baidu, CN'":           "zhipu|decision|decided: for a test",
		"select count(*) from organisation where organisation_id = 'aleph-alpha'":                                 "0",
		"select count(*) from round where organisation_id = 'mistral-ai'":                                         rounds,
		"select kind, old_id, new_id from redirect order by old_id":                                               "organisation|aleph-alpha|mistral-ai\norganisation|old-name|mistral-ai",
	} {
		if got := rowsOf(t, store, query); got != want {
			t.Errorf("%s\ngives %q, want %q", query, got, want)
		}
	}
}

// grants are invented awards and contracts: of one recipient under two names and with two numbers, of a company of the list by its name and town,
// of namesakes in another town and in another economy, of a person.
const grants = `
insert into award by name
select given.*, 'x' as label, 'p' as project_key, 'x' as title, 'Funder' as funder, 'EU' as funder_economy, 'FR' as economy, 'EU27_2020' as recipient_bloc, 'eu-other' as scheme, 'participant' as role,
    'commitment' as amount_kind, true as is_counted, 60 as ai_score, 'x' as ai_reasons, 'A' as obs_status, dataset_id, snapshot_sha256, source_line, source_url
from (values ('1', 'Exemple', '999999999', 'Lyon', 'FR44732829320'), ('2', 'Exemple Nouveau', '999999999', 'Lyon', null), ('3', 'MISTRAL AI SAS', '999999998', 'PARIS 18', null),
    ('4', 'Mistral AI', '999999997', 'Brest', 'NOT APPLICABLE'), ('5', 'Natural person', null, 'Paris', null), ('7', 'EXEMPLE SARL', '999999996', 'Marseille', 'FR 44 732 829 320'),
    ('6', 'Aleph Alpha', null, 'Heidelberg', null)) as given(award_id, recipient, recipient_key, city, recipient_vat),
    (select dataset_id, snapshot_sha256, source_line, source_url from organisation where organisation_id = 'mistral-ai');
insert into contract by name
select given.*, 'compiled' as register, 'x' as label, 'Buyer' as buyer, 'EU27_2020' as supplier_bloc, 'award' as stage, 'no' as open_source, true as is_counted, 'A' as obs_status,
    dataset_id, snapshot_sha256, source_line, source_url
from (values ('x1', 'Mistral AI', 'FR'), ('x2', 'Mistral AI; Exemple', 'FR')) as given(contract_id, supplier, supplier_economy),
    (select dataset_id, snapshot_sha256, source_line, source_url from organisation where organisation_id = 'mistral-ai');
`

// Recipients of awards and suppliers of contracts are told from their namesakes.
func TestIdentify_awards(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, identified...)
	const conform = "identities/conform.sql"
	tr.set(t, conform, string(tr[conform].Data)+grants)
	if m, err := tr.build(t, store); err != nil {
		t.Fatal(err, m.Findings)
	}
	for query, want := range map[string]string{
		"select award_id, organisation_id from award where organisation_id is not null order by 1":        "1|siren-732829320\n2|siren-732829320\n3|mistral-ai\n7|siren-732829320",
		"select contract_id, organisation_id from contract where contract_id like 'x%' order by 1":        "x1|mistral-ai\nx2",
		"select reason from organisation_doubt where source_key = '999999997' or other_key = '999999997'": `the name "mistral ai" is equal, but their cities differ`,
	} {
		if got := rowsOf(t, store, query); !strings.HasPrefix(got, want) {
			t.Errorf("%s\ngives %q, want %q", query, got, want)
		}
	}
}

// Accounts of the Hub lead to the companies that run them.
func TestIdentify_hub(t *testing.T) {
	s := newStationOf(t, append([]string{"hugging-face-hub"}, identified[3:]...)...)
	s.look("hugging-face-hub")
	s.built()
	s.answers(map[string]string{
		"select organisation_id, method from organisation_match where dataset_id = 'hugging-face-hub' and source_key = 'mistralai'":       "mistral-ai|identifier",
		"select count(distinct dataset_id) from organisation_identifier where organisation_id = 'mistral-ai' and scheme = 'hugging-face'": "2",
	})
}
