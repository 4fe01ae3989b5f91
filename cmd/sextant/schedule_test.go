package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

// asProgram makes the test binary the program itself, for processes that tests start.
const asProgram = "SEXTANT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// A server that ingests beside itself goes on serving: no request fails, and the new release appears.
func TestServe_ingestsBesideItself(t *testing.T) {
	if _, err := os.Stat("../../dashboard/static/manifest.json"); err != nil {
		t.Skip("the front end is not built: make assets")
	}
	upstream := upstreamtest.New()
	t.Cleanup(upstream.Close)
	t.Setenv(asProgram, "yes")
	t.Setenv(allowLoopback, "true")
	data, tree := t.TempDir(), liveTree(t)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	in, log := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--data", data, "--datasets", tree, "--listen", "127.0.0.1:0", "--rate", "-1", "--ingest-every", "1s",
			"--contact", "data@sextant.example", "--upstream", "exchange-rates=" + upstream.URL, "--upstream", "world-bank=" + upstream.URL}, io.Discard, log)
		log.Close()
	}()
	lines := bufio.NewScanner(in)
	address := ""
	for address == "" && lines.Scan() {
		_, address, _ = strings.Cut(lines.Text(), "serving on ")
	}
	if address == "" {
		t.Fatalf("it does not serve: exit code %d", <-ended)
	}
	said := make(chan string, 1)
	go func() {
		var all strings.Builder
		for lines.Scan() {
			if strings.Contains(lines.Text(), "ingest") {
				all.WriteString(lines.Text() + "\n")
			}
		}
		said <- all.String()
	}()
	answered := readUntil(t, ctx, address, func() bool {
		_, status := fetch(t, ctx, address+"/api/v1/datasets")
		return strings.Contains(status, `"state": "current"`) && !strings.Contains(status, `"release": "2026-11-23.1"`)
	})
	cancel()
	if code := <-ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
	log.Close()
	text := <-said
	for _, want := range []string{"ingest begins", "datasets=exchange-rates,world-bank", "new: world-bank/population", "ingest ended: a release was published"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log has no %q:\n%s", want, text)
		}
	}
	if answered < 20 {
		t.Errorf("only %d requests", answered)
	}
}

// readUntil asks for pages without a pause until done, and returns how often; each answer has to be good.
func readUntil(t *testing.T, ctx context.Context, address string, done func() bool) int64 {
	t.Helper()
	var answered atomic.Int64
	stop := make(chan struct{})
	readers := make(chan struct{})
	for _, path := range []string{"/en/", "/fr/policy", "/charts/policy-timeline.csv", "/en/status"} {
		go func() {
			defer func() { readers <- struct{}{} }()
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := http.Get(address + path)
				if err != nil {
					t.Errorf("%s: %v", path, err)
					return
				}
				_, err = io.Copy(io.Discard, r.Body)
				if r.Body.Close(); err != nil || r.StatusCode != http.StatusOK {
					t.Errorf("%s: %d, %v", path, r.StatusCode, err)
				}
				answered.Add(1)
				time.Sleep(20 * time.Millisecond) // readers are not the test of load: the ingest needs a processor
			}
		}()
	}
	for !done() && ctx.Err() == nil {
		time.Sleep(50 * time.Millisecond)
	}
	close(stop)
	for range 4 {
		<-readers
	}
	if ctx.Err() != nil {
		t.Error("the ingested release does not appear")
	}
	return answered.Load()
}

// An ingest ends with its server, and lets go of the folder.
func TestScheduler_endsWithTheServer(t *testing.T) {
	upstream := upstreamtest.New()
	t.Cleanup(upstream.Close)
	asked := make(chan struct{}, 8)
	upstream.Break("/stats/eurofxref/eurofxref-hist.zip", func(_ http.ResponseWriter, r *http.Request, _ []byte, _ int) {
		asked <- struct{}{}
		<-r.Context().Done()
	})
	t.Setenv(asProgram, "yes")
	t.Setenv(allowLoopback, "true")
	store, err := warehouse.NewStore(t.TempDir(), warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &app{log: io.Discard}
	c, err := catalogue(liveTree(t))
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.newScheduler(serveFlags{ingestEvery: time.Second, tree: liveTree(t), upstream: []string{"exchange-rates=" + upstream.URL}}, c, store, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	stop := s.start(t.Context())
	<-asked
	if busy, err := s.busy(); err != nil || !busy || !s.running.Load() {
		t.Errorf("busy %v, running %v, %v", busy, s.running.Load(), err)
	}
	began := time.Now()
	stop()
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("it took %s to end", took)
	}
	if busy, err := s.busy(); err != nil || busy || s.running.Load() {
		t.Errorf("after the end: busy %v, running %v, %v", busy, s.running.Load(), err)
	}
}

// What a process says reaches the log whole, without its progress, and its last word is the reason it failed for.
func TestScheduler_fails(t *testing.T) {
	t.Setenv(asProgram, "yes")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	s := &scheduler{program: program, args: []string{"ingest", "--data", t.TempDir(), "--datasets", t.TempDir()}, log: slog.New(slog.NewTextHandler(&log, nil))}
	err = s.run(t.Context(), []string{"nothing"})
	if err == nil || !strings.Contains(log.String(), "there is no dataset") {
		t.Errorf("%v, log %s", err, log.String())
	}
	l := &lines{log: s.log}
	log.Reset()
	for _, part := range []string{"stage…\nstale fe", "tch: a\n\nthe end"} {
		if _, err := l.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if l.flush(); l.last != "the end" || !strings.Contains(log.String(), `says="stale fetch: a"`) || strings.Contains(log.String(), "stage") {
		t.Errorf("last %q, log %s", l.last, log.String())
	}
}

// A process beside the server stands behind it.
func TestRunGently(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("no /proc")
	}
	out := filepath.Join(t.TempDir(), "nice")
	cmd := exec.Command("sh", "-c", "cut -d' ' -f19 /proc/self/stat > "+out)
	if err := runGently(cmd); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil || strings.TrimSpace(string(text)) == "0" {
		t.Errorf("niceness %q, %v", text, err)
	}
}
