package dashboard_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sextant/dashboard"
)

// twin copies the bundled release into a folder of its own and puts a second one with the same rows beside it.
func twin(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	from := filepath.Join(data(t), "releases", "2026-11-23.1")
	for _, id := range []string{"2026-11-23.1", "2026-11-23.2"} {
		to := filepath.Join(dir, "releases", id)
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		manifest, err := os.ReadFile(filepath.Join(to, "manifest.json"))
		if err != nil {
			t.Fatal(err)
		}
		manifest = bytes.Replace(manifest, []byte("2026-11-23.1"), []byte(id), 1)
		if err := os.WriteFile(filepath.Join(to, "manifest.json"), manifest, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	point(t, dir, "2026-11-23.1")
	return dir
}

// point makes a release current, by one rename.
func point(t *testing.T, dir, id string) {
	t.Helper()
	aside := filepath.Join(dir, "current.next")
	if err := os.WriteFile(aside, []byte(id+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(aside, filepath.Join(dir, "current")); err != nil {
		t.Fatal(err)
	}
}

func TestSwap_underLoadFailsNoRequest(t *testing.T) {
	dir := twin(t)
	s, err := open(dir, dashboard.Config{Rate: -1, Poll: 50 * time.Millisecond}.WithoutDrawings())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Shutdown(t.Context())
	var failed, answered atomic.Int64
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for _, path := range []string{"/en/charts/private-investment", "/charts/notable-models.csv"} {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if r := ask(t, s, http.MethodGet, path); r.Status != 200 {
					failed.Add(1)
					t.Errorf("%s: %d %.200s", path, r.Status, r.Body)
				}
				answered.Add(1)
			}
		})
	}
	for _, id := range []string{"2026-11-23.2", "2026-11-23.1"} {
		point(t, dir, id)
		if err := s.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := ask(t, s, http.MethodGet, "/readyz"); r.Body != id+"\n" {
			t.Errorf("after the swap to %s: %q", id, r.Body)
		}
	}
	close(stop)
	readers.Wait()
	if failed.Load() != 0 || answered.Load() < 20 {
		t.Errorf("%d of %d requests failed", failed.Load(), answered.Load())
	}
}

func TestSwap_keepsTheOldReleaseIfTheNextIsBroken(t *testing.T) {
	dir := twin(t)
	s, err := open(dir, dashboard.Config{Rate: -1, Poll: time.Hour}.WithoutDrawings())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Shutdown(t.Context())
	if err := os.WriteFile(filepath.Join(dir, "releases", "2026-11-23.2", "sextant.duckdb"), []byte("not a database"), 0o644); err != nil {
		t.Fatal(err)
	}
	point(t, dir, "2026-11-23.2")
	if err := s.Refresh(t.Context()); err == nil {
		t.Error("a broken release is taken over")
	}
	if r := ask(t, s, http.MethodGet, "/readyz"); r.Status != 200 || r.Body != "2026-11-23.1\n" {
		t.Errorf("readyz: %d %q", r.Status, r.Body)
	}
	if r := ask(t, s, http.MethodGet, "/en/charts/private-investment"); r.Status != 200 {
		t.Errorf("page: %d", r.Status)
	}
}
