package dashboard_test

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sextant/dashboard"
	"sextant/datasets"
	"sextant/ingest"
	"sextant/internal/warehouse"
)

// moving is what a release has beside the bundled rows: ids that have moved, and a round that another source reports.
const moving = `
insert into redirect values ('organisation', 'old-name', 'mistral-ai', 'for a test'), ('programme', 'old-plan', 'new-plan', 'for a test');
insert into programme by name
select 'new-plan' as programme_id, 'New plan' as label, 'Ministry' as sponsor, 'FR' as economy, 'national' as level, 'grant' as instrument, 'compute' as focus, false as is_open_source,
    true as is_ai_only, 'A' as obs_status, dataset_id, snapshot_sha256, source_line, source_url
from organisation where organisation_id = 'mistral-ai';
insert into round_report by name
select 'other/x "y" z' as round_report_id, 'Sample <Round>' as label, 'Mistral AI' as company, 'Mistral AI' as company_key, organisation_id, 'equity-round' as amount_kind, 'in-discussion' as status,
    5000000 as amount, 'USD' as currency, 'A' as obs_status, dataset_id, snapshot_sha256, source_line, source_url
from organisation where organisation_id = 'mistral-ai';
`

// movedServer serves a release with ids that have moved.
func movedServer(t *testing.T) *dashboard.Server {
	t.Helper()
	tree, dir := t.TempDir(), t.TempDir()
	for _, id := range []string{"codes", "policy-events", "oss-projects", "exchange-rates", "ai-companies", "identities"} {
		sub, err := fs.Sub(datasets.Embedded(), id)
		if err == nil {
			err = os.CopyFS(filepath.Join(tree, id), sub)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	conform := filepath.Join(tree, "identities", "conform.sql")
	text, err := os.ReadFile(conform)
	if err == nil {
		err = os.WriteFile(conform, append(text, moving...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := datasets.Load(os.DirFS(tree))
	if err != nil {
		t.Fatal(err)
	}
	store, err := warehouse.NewStore(dir, warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := ingest.Build(context.Background(), ingest.Inputs{Catalogue: catalogue, Store: store, Program: "test"}); err != nil {
		t.Fatal(err, m.Findings)
	}
	s, err := open(dir, dashboard.Config{Rate: -1}.WithoutDrawings())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Shutdown(context.Background()) })
	return s
}

// TestMoved: the address of an organisation or programme that has become another one leads there, as does one made of an identifier.
func TestMoved(t *testing.T) {
	s := movedServer(t)
	for from, to := range map[string]string{
		"/en/organisations/old-name": "/en/organisations/mistral-ai", "/fr/programmes/old-plan": "/fr/programmes/new-plan",
		"/en/organisations/hugging-face-mistralai": "/en/organisations/mistral-ai", "/en/organisations/nobody": "", "/en/projects/old-name": "",
	} {
		r := ask(t, s, http.MethodGet, from)
		switch {
		case to == "" && r.Status != http.StatusNotFound:
			t.Errorf("%s answers %d", from, r.Status)
		case to != "" && (r.Status != http.StatusPermanentRedirect || r.Header.Get("Location") != to || r.Header.Get("ETag") != ""):
			t.Errorf("%s answers %d to %q", from, r.Status, r.Header.Get("Location"))
		}
	}
	for _, lang := range []string{"en", "fr"} {
		d := ask(t, s, http.MethodGet, "/"+lang+"/organisations/mistral-ai").document(t)
		if text := d.Find("main").Text(); !strings.Contains(text, "Sample <Round>") || !strings.Contains(text, "mistralai") {
			t.Errorf("the page says neither what another source reports nor its account: %s", text)
		}
		if href, _ := d.Find(`dl.facts a[href^="https://huggingface.co/"]`).Attr("href"); href != "https://huggingface.co/mistralai" {
			t.Errorf("the account is at %q", href)
		}
	}
}
