package analytics

import (
	"errors"
	"testing"
)

func TestBrowse(t *testing.T) {
	m, r := caseModel(t, "oss-projects")
	for _, statement := range []string{
		`insert into programme values ('part', 'Part of plan', null, 'Ministry', 'DE', 'national', 'grant', 'compute', 2024, null, 'plan', null, false, true, null, 'A', null, 'sample', repeat('0a', 32), 3, 'https://example.org/part', null, null)`,
		`update oss_project set is_featured = true, is_osi_approved = false where oss_project_id = 'q6'`,
	} {
		if err := m.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	projects, err := r.Projects(t.Context())
	if err != nil || len(projects) != 6 || projects[0].ID != "q6" || projects[0].OSIApproved != "no" || projects[1].OSIApproved != "" {
		t.Errorf("projects are %+v, %v", projects, err)
	}
	programmes, err := r.programmes(t.Context())
	if err != nil || len(programmes) != 4 || programmes[2].ID != "plan" || programmes[2].Parts[0] != "part" || programmes[0].Start != 2024 || programmes[0].End != 0 {
		t.Errorf("programmes are %+v, %v", programmes, err)
	}
	if p, err := r.Programme(t.Context(), "part"); err != nil || p.Parent != "plan" || p.SourceURL == "" {
		t.Errorf("programme is %+v, %v", p, err)
	}
	if _, err := r.Programme(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no programme: %v", err)
	}
	if o, err := r.Organisation(t.Context(), "maker"); err != nil || o.Economy != "DE" || o.Dated != "2015" {
		t.Errorf("organisation is %+v, %v", o, err)
	}
	if _, err := r.Organisation(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no organisation: %v", err)
	}
}

func TestBrowse_identity(t *testing.T) {
	m, r := caseModel(t, "oss-projects")
	for _, statement := range []string{
		`insert into redirect values ('organisation', 'was', 'maker', 'for a test'), ('programme', 'was', 'plan', 'for a test')`,
		`insert into organisation_identifier values ('maker', 'qid', 'Q1', 'sample', 'k', null), ('nobody', 'qid', 'Q2', 'sample', 'k', null)`,
		`insert into round_report by name select 'r' as round_report_id, 'R' as label, 'Maker' as company, 'k' as company_key, 'maker' as organisation_id, 'equity-round' as amount_kind,
			'closed' as status, '2024-05' as dated, 5 as amount, 'USD' as currency, 'A' as obs_status, 'sample' as dataset_id, repeat('0a', 32) as snapshot_sha256, 1 as source_line,
			'https://example.org/r' as source_url`,
	} {
		if err := m.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ kind, id, want string }{
		{PageOrganisation, "was", "maker"}, {PageProgramme, "was", "plan"}, {PageOrganisation, "qid-q1", "maker"},
		{PageOrganisation, "qid-q2", ""}, {PageProgramme, "qid-q1", ""}, {PageOrganisation, "maker", ""},
	} {
		if to, err := r.Moved(t.Context(), c.kind, c.id); to != c.want || (err == nil) != (c.want != "") || err != nil && !errors.Is(err, ErrNotFound) {
			t.Errorf("%s %s moved to %q, %v, want %q", c.kind, c.id, to, err, c.want)
		}
	}
	o, err := r.Organisation(t.Context(), "maker")
	if err != nil || len(o.Identifiers) != 1 || o.Identifiers[0].Value != "Q1" || len(o.Reports) != 1 || o.Reports[0].State != "closed" || o.Reports[0].Amount.Float != 5 {
		t.Errorf("organisation is %+v, %v", o, err)
	}
}

func TestBrowse_projectMetrics(t *testing.T) {
	m, r := caseModel(t, "oss-projects")
	if err := m.Exec(t.Context(), `insert into oss_metric
		select id, 'l', 'q1', metric, source, value, dated, 2024, quarter, 'A', null, 'sample', repeat('0a', 32), 1, 'https://example.org/' || id, null, null
		from (values ('a', 'stars', 'x', 10, '2024-02', '2024-Q1'), ('b', 'stars', 'x', 20, '2024-05', '2024-Q2'), ('c', 'stars', 'y', 11, '2024-02', '2024-Q1'))
			as t(id, metric, source, value, dated, quarter)`); err != nil {
		t.Fatal(err)
	}
	if err := m.Exec(t.Context(), `insert into oss_metric select 'd', 'l', 'q2', metric, source_series, 5, dated, year, quarter, obs_status, note, dataset_id, snapshot_sha256, source_line, source_url, source_title, source_on
		from oss_metric where oss_metric_id = 'a'`); err != nil {
		t.Fatal(err)
	}
	p, metrics, err := r.Project(t.Context(), "q1")
	if err != nil || p.ID != "q1" || len(metrics) != 2 || len(metrics[0].Points) != 2 || metrics[0].Points[1].Value.Float != 20 {
		t.Errorf("project %+v has %+v, %v", p, metrics, err)
	}
	if err := m.Exec(t.Context(), `update oss_project set proxy_for = 'q1' where oss_project_id = 'q2'`); err != nil {
		t.Fatal(err)
	}
	if _, metrics, err = r.Project(t.Context(), "q1"); err != nil || len(metrics) != 3 || metrics[0].Project != "" || metrics[2].Project == "" || metrics[2].Points[0].Value.Float != 5 {
		t.Errorf("with what stands for it, the project has %+v, %v", metrics, err)
	}
	if _, _, err := r.Project(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no project: %v", err)
	}
}

func TestBrowse_lists(t *testing.T) {
	_, r := caseModel(t, "policy-events")
	if got := r.Codes("round_type"); len(got) != 3 || got[0].Code != "seed" {
		t.Errorf("round types are %+v", got)
	}
	if r.Codes("nothing") != nil {
		t.Error("a list that is not there has codes")
	}
	for _, one := range []struct {
		list string
		code Code
		want string
	}{{"economy", "US", "États-Unis"}, {"bloc", "UNKNOWN", "UNKNOWN"}, {"sector", "alchemy", "alchemy"}, {"sector", "UNKNOWN", "UNKNOWN"}} {
		if got := r.CodeName(one.list, one.code).In("fr"); got != one.want {
			t.Errorf("%s %s is %q", one.list, one.code, got)
		}
	}
	if groups := r.Groups(); len(groups) != 2 || groups[0].Code != "EU27_2020" || len(groups[0].Members) != 2 || groups[1].Name.In("fr") != "Europe élargie" {
		t.Errorf("groups are %+v", groups)
	}
	if e := r.Economies(); len(e) != 11 || len(r.Datasets()) != 3 {
		t.Errorf("%d economies, %d datasets", len(e), len(r.Datasets()))
	}
}

func TestBrowse_organisationRounds(t *testing.T) {
	m, r := caseModel(t, "investment")
	if err := m.Exec(t.Context(), `update round set is_counted = false where round_id = 'r01'`); err != nil {
		t.Fatal(err)
	}
	found, err := r.Organisation(t.Context(), "maker")
	if err != nil || len(found.Rounds) < 2 {
		t.Fatalf("rounds are %+v, %v", found.Rounds, err)
	}
	for n, one := range found.Rounds {
		if one.ID == "r01" && one.Counted || one.ID == "r02" && !one.Counted || one.SourceURL == "" || one.By == "" {
			t.Errorf("round is %+v", one)
		}
		if n > 0 && one.Dated != "" && found.Rounds[n-1].Dated > one.Dated {
			t.Errorf("%s of %s stands after %s", one.ID, one.Dated, found.Rounds[n-1].Dated)
		}
	}
}
