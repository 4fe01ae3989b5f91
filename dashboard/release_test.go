package dashboard_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sextant/analytics"
	"sextant/dashboard"
	"sextant/datasets"
	"sextant/ingest"
	"sextant/internal/warehouse"
)

// bundled is a server over the release of the bundled data, made by the real pipeline once for all tests.
var bundled struct {
	once   sync.Once
	dir    string
	server *dashboard.Server
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if bundled.server != nil {
		bundled.server.Shutdown(context.Background())
	}
	if err := os.RemoveAll(bundled.dir); err != nil && bundled.dir != "" {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// build makes the release in bundled.dir.
func build() error {
	dir, err := os.MkdirTemp("", "sextant-dashboard-")
	if err != nil {
		return err
	}
	bundled.dir = dir
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		return err
	}
	store, err := warehouse.NewStore(dir, warehouse.Options{})
	if err != nil {
		return err
	}
	_, err = ingest.Build(context.Background(), ingest.Inputs{Catalogue: catalogue, Store: store, Program: "test"})
	return err
}

// data returns the folder of the bundled release's store. Tests do not change it.
func data(t testing.TB) string {
	t.Helper()
	server(t)
	return bundled.dir
}

// server returns the server that tests share. It has no rate limit.
func server(t testing.TB) *dashboard.Server {
	t.Helper()
	bundled.once.Do(func() {
		if bundled.err = build(); bundled.err == nil {
			bundled.server, bundled.err = open(bundled.dir, dashboard.Config{Rate: -1}.WithoutDrawings())
		}
	})
	if bundled.err != nil {
		t.Fatal(bundled.err)
	}
	return bundled.server
}

// open starts a server over a data folder.
func open(dir string, config dashboard.Config) (*dashboard.Server, error) {
	store, err := warehouse.NewStore(dir, warehouse.Options{})
	if err != nil {
		return nil, err
	}
	indicators, err := analytics.Load()
	if err != nil {
		return nil, err
	}
	config.Engine = analytics.NewEngine(store, indicators)
	config.Releases = filepath.Join(dir, "releases")
	config.BaseURL = "https://sextant.example"
	config.Version = "test"
	config.Timeout = time.Minute
	return dashboard.New(config)
}

// A page of tests is an answer that was read whole.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

// ask sends a request to a server; headers are name, value, name, value.
func ask(t testing.TB, s *dashboard.Server, method, path string, headers ...string) reply {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.App().Test(r, -1)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return reply{answer.StatusCode, answer.Header, string(body)}
}

// get asks the shared server and wants a status.
func get(t testing.TB, path string, status int, headers ...string) reply {
	t.Helper()
	r := ask(t, server(t), http.MethodGet, path, headers...)
	if r.Status != status {
		t.Fatalf("GET %s: %d, want %d\n%.600s", path, r.Status, status, r.Body)
	}
	return r
}

// document reads a page.
func (r reply) document(t testing.TB) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(r.Body))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// records reads a CSV as maps by column.
func (r reply) records(t testing.TB) []map[string]string {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(r.Body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, line := range lines[1:] {
		one := map[string]string{}
		for i, name := range lines[0] {
			one[name] = line[i]
		}
		all = append(all, one)
	}
	return all
}

// decode reads a JSON answer.
func (r reply) decode(t testing.TB, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.Body), into); err != nil {
		t.Fatalf("%v: %.200s", err, r.Body)
	}
}

// charts lists the ids of all charts.
func charts(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("charts/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no charts", err)
	}
	ids := make([]string, len(files))
	for i, file := range files {
		ids[i] = strings.TrimSuffix(filepath.Base(file), ".yaml")
	}
	return ids
}

// drawing returns a server that draws. Where the front end is not built, the test is skipped.
func drawing(t testing.TB) *dashboard.Server {
	t.Helper()
	if _, err := os.Stat("draw/engine/echarts.js"); err != nil {
		t.Skip("the front end is not built")
	}
	s, err := open(data(t), dashboard.Config{Rate: -1}.Lean())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Shutdown(context.Background()) })
	return s
}

// want asks a server and wants success.
func want(t testing.TB, s *dashboard.Server, path string, headers ...string) reply {
	t.Helper()
	r := ask(t, s, http.MethodGet, path, headers...)
	if r.Status != 200 {
		t.Fatalf("GET %s: %d\n%.600s", path, r.Status, r.Body)
	}
	return r
}
