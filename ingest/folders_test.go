package ingest

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

// Publishers whose data are files, each with the datasets that theirs stands on: what was downloaded by other means is laid out
// as they lay it out.
var fileDatasets = [][]string{
	{"epoch-data-centres"}, {"epoch-company-rounds", "ai-companies", "exchange-rates"}, {"microsoft-ai-diffusion"}, {"top500"},
	{"eu-financial-transparency", "exchange-rates", "cordis"}, {"decp", "exchange-rates"}, {"sec-form-d", "ai-companies", "exchange-rates", "identities"},
	{"our-world-in-data"}, {"our-world-in-data-cset"}, {"our-world-in-data-ai-index"},
}

// A folder of a publisher's files gives the rows that the publisher gives.
func TestFetch_folders(t *testing.T) {
	for _, ids := range fileDatasets {
		id := ids[0]
		t.Run(id, func(t *testing.T) {
			s := newStationOf(t, ids...)
			asked := s.look(id)
			dir := t.TempDir()
			d, ok := s.catalogue.Dataset(id)
			if !ok {
				t.Fatal("there is no such dataset")
			}
			for _, l := range d.Live {
				for _, p := range s.receipt(id, l.Name).Parts {
					save(t, dir, p.URL)
				}
			}
			other := newStationOf(t, ids...)
			other.upstream.URL = "file://" + dir
			for key, got := range other.look(id) {
				if want := asked[key]; got.Outcome != want.Outcome || got.Rows != want.Rows || want.Outcome == Renewed && got.Rows == 0 {
					t.Errorf("from the folder %v, from the publisher %v", got, want)
				}
			}
		})
	}
}

// save keeps what an address answers under its path.
func save(t *testing.T, dir, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	file := filepath.Join(dir, filepath.FromSlash(u.Path))
	if err := errors.Join(err, answer.Body.Close(), os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, text, 0o644)); err != nil {
		t.Fatal(err)
	}
}
