package ingest

import (
	"errors"
	"strings"
	"testing"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

// What a publisher takes back is withdrawn in the release; what our own reading loses stops it.
func TestBuild_publisherWithdraws(t *testing.T) {
	const path = "/github/innovationgraph/main/data/developers.csv"
	s := newStationOf(t, "github-innovation-graph")
	s.upstream.Revise(path) // a quarter that is not bundled
	s.look()
	if _, err := s.build(); err != nil {
		t.Fatal(err)
	}
	s.upstream.Break(path, upstreamtest.First("22140000,FR,2025,4\n", ""))
	if l := s.look()["github-innovation-graph/developers"]; l.Rows != 167 {
		t.Fatalf("look at %v", l)
	}
	m, err := s.build()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Withdrawals) != 1 || m.Withdrawals[0].Key != "github-developers/FR/2025-Q4" || m.Withdrawals[0].Reason != "no longer published by GitHub" {
		t.Errorf("withdrawals are %+v", m.Withdrawals)
	}
	d := &s.catalogue.Datasets[0]
	for i := range s.catalogue.Datasets {
		if s.catalogue.Datasets[i].ID == "github-innovation-graph" {
			d = &s.catalogue.Datasets[i]
		}
	}
	d.LiveSQL["values.csv"] = "select * from (" + d.LiveSQL["values.csv"] + ") where period <> '2025-Q4'"
	var loss *warehouse.LossError
	if _, err := s.build(); !errors.As(err, &loss) || !strings.HasSuffix(loss.First[0], "2025-Q4") {
		t.Errorf("rows lost with the same bytes: %v", err)
	}
}

func TestBuilder_withdrawn(t *testing.T) {
	bytes := func(hash string) warehouse.Manifest {
		return warehouse.Manifest{Inputs: []warehouse.Input{{Dataset: "register", SHA256: hash}}}
	}
	register := datasets.Dataset{ID: "register", Producer: "the office"}
	for _, c := range []struct {
		name   string
		loss   warehouse.Loss
		before string
		in     Inputs
		live   bool
		want   string
	}{
		{"revised", warehouse.Loss{Dataset: "register", Rows: 20, Before: 100}, "old", Inputs{}, true, "no longer published by the office"},
		{"too much", warehouse.Loss{Dataset: "register", Rows: 21, Before: 100}, "old", Inputs{}, true, ""},
		{"too much, accepted", warehouse.Loss{Dataset: "register", Rows: 21, Before: 100}, "old", Inputs{Accept: []string{"register"}}, true, "no longer published by the office"},
		{"same bytes", warehouse.Loss{Dataset: "register", Rows: 1, Before: 100}, "new", Inputs{}, true, ""},
		{"bundled", warehouse.Loss{Dataset: "register", Rows: 1, Before: 100}, "old", Inputs{}, false, ""},
		{"of no dataset", warehouse.Loss{Rows: 1, Before: 100}, "old", Inputs{}, true, ""},
		{"an operator's reason", warehouse.Loss{Rows: 99, Before: 100}, "new", Inputs{Withdraw: "moved"}, false, "moved"},
	} {
		c.in.Catalogue = &datasets.Catalogue{Datasets: []datasets.Dataset{register}}
		b := builder{in: c.in, manifest: bytes("new"), live: live{}}
		if c.live {
			b.live["register"] = map[string]fetch.Receipt{"file": {}}
		}
		if got := b.withdrawn(bytes(c.before), c.loss); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
