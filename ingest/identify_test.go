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
