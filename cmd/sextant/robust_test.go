package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

// What the tests of this file break.
const (
	ratesPath  = "/stats/eurofxref/eurofxref-hist.zip"
	peoplePath = "/v2/country/all/indicator/SP.POP.TOTL"
)

// A plant is a data folder with publishers around it, live ingests in processes of their own, and a server whose pages are read
// all the time.
type plant struct {
	t        *testing.T
	upstream *upstreamtest.Server
	data     string
	tree     string
	store    *warehouse.Store
	takes    time.Duration // an ingest that nothing disturbs
}

// newPlant starts a plant in a folder, with a first release.
func newPlant(t *testing.T, data string) *plant {
	t.Helper()
	if _, err := os.Stat("../../dashboard/static/manifest.json"); err != nil {
		t.Skip("the front end is not built: make assets")
	}
	t.Setenv(asProgram, "yes")
	t.Setenv(allowLoopback, "true")
	p := &plant{t: t, upstream: upstreamtest.New(), data: data, tree: liveTree(t)}
	t.Cleanup(p.upstream.Close)
	var err error
	if p.store, err = warehouse.NewStore(data, warehouse.Options{}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	p.ingest(exitDone, "11 new")
	p.takes = min(time.Since(began), 2*time.Second) // a busy machine shall not make the test long
	p.serve()
	return p
}

// command is a live ingest.
func (p *plant) command(data string) *exec.Cmd {
	return exec.Command(os.Args[0], "ingest", "--quiet", "--data", data, "--datasets", p.tree,
		"--base-url", "exchange-rates="+p.upstream.URL, "--base-url", "world-bank="+p.upstream.URL)
}

// ingest runs one, which has to end with an exit code and to say some words.
func (p *plant) ingest(code int, words ...string) {
	p.t.Helper()
	said, err := p.command(p.data).CombinedOutput()
	got := exitDone
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else if err != nil {
		p.t.Fatal(err)
	}
	if got != code {
		p.t.Fatalf("exit code %d, want %d:\n%s", got, code, said)
	}
	for _, word := range words {
		if !strings.Contains(string(said), word) {
			p.t.Errorf("no %q in:\n%s", word, said)
		}
	}
}

// serve starts a server that is read until the test ends. Every answer has to be good, and of a release that is whole.
func (p *plant) serve() {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	in, log := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--data", p.data, "--datasets", p.tree, "--listen", "127.0.0.1:0", "--rate", "-1"}, io.Discard, log)
		log.Close()
	}()
	lines := bufio.NewScanner(in)
	address := ""
	for address == "" && lines.Scan() {
		_, address, _ = strings.Cut(lines.Text(), "serving on ")
	}
	if address == "" {
		p.t.Fatalf("it does not serve: exit code %d", <-ended)
	}
	go io.Copy(io.Discard, in)
	stop, read := make(chan struct{}), make(chan int)
	go p.read(address, stop, read)
	p.t.Cleanup(func() {
		close(stop)
		if answered := <-read; answered < 10 {
			p.t.Errorf("only %d pages were read", answered)
		}
		cancel()
		<-ended
	})
}

// read asks for pages until it is stopped, and says how many were read.
func (p *plant) read(address string, stop chan struct{}, read chan int) {
	answered := 0
	defer func() { read <- answered }()
	for {
		for _, path := range []string{"/readyz", "/en/policy", "/charts/oss-projects-by-origin.csv", "/api/v1/datasets"} {
			select {
			case <-stop:
				return
			case <-time.After(30 * time.Millisecond):
			}
			r, err := http.Get(address + path)
			if err != nil {
				p.t.Errorf("%s: %v", path, err)
				return
			}
			_, err = io.Copy(io.Discard, r.Body)
			if r.Body.Close(); err != nil || r.StatusCode != http.StatusOK {
				p.t.Errorf("%s: %d, %v", path, r.StatusCode, err)
			}
			answered++
		}
	}
}

// current is the release that readers get; it has to be whole.
func (p *plant) current() warehouse.ReleaseID {
	p.t.Helper()
	id, err := p.store.Current()
	if err != nil {
		p.t.Fatal(err)
	}
	if wrong, err := p.store.Verify(p.t.Context(), id); err != nil || len(wrong) > 0 {
		p.t.Fatalf("release %s is damaged: %v, %v", id, wrong, err)
	}
	return id
}

// repaired wants one more ingest to put everything right: the release is that of a folder where nothing ever went wrong, no
// source is stale, and nothing is left lying about.
func (p *plant) repaired() {
	p.t.Helper()
	if said, err := p.command(p.data).CombinedOutput(); err != nil && !strings.Contains(string(said), "nothing new") {
		p.t.Fatalf("the ingest after: %v\n%s", err, said)
	}
	clean := p.t.TempDir()
	if said, err := p.command(clean).CombinedOutput(); err != nil {
		p.t.Fatalf("an undisturbed ingest: %v\n%s", err, said)
	}
	other, err := warehouse.NewStore(clean, warehouse.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	mine, err := p.store.Manifest(p.current())
	if err != nil {
		p.t.Fatal(err)
	}
	theirs, err := other.Manifest("")
	if err != nil {
		p.t.Fatal(err)
	}
	if !mine.SameContent(theirs) {
		p.t.Errorf("the repaired release %s differs from one that nothing disturbed", mine.ID)
	}
	for _, in := range mine.Inputs {
		if in.Stale != "" {
			p.t.Errorf("%s/%s is stale: %s", in.Dataset, in.File, in.Stale)
		}
	}
	for _, pattern := range []string{"releases/.*", "raw/.*", "raw/*.tmp", "receipts/.*", "partial/raw-*", "partial/try-*", "*.tmp"} {
		if left, err := filepath.Glob(filepath.Join(p.data, pattern)); err != nil || len(left) > 0 {
			p.t.Errorf("left behind: %v, %v", left, err)
		}
	}
}

// A live ingest may be killed at any moment, get half of what it asked for, or a page of HTML: readers have a whole release all
// the time, and the next ingest repairs everything.
func TestIngest_survives(t *testing.T) {
	p := newPlant(t, t.TempDir())
	t.Run("bad answers", func(t *testing.T) { p.badAnswers(t) })
	t.Run("kills", func(t *testing.T) { p.kills(t) })
	p.repaired()
}

// badAnswers leave what was good in use; the other sources go on.
func (p *plant) badAnswers(t *testing.T) {
	first := p.current()
	p.upstream.Break(ratesPath, upstreamtest.Truncated)
	p.upstream.Break(peoplePath, upstreamtest.Truncated)
	p.ingest(exitUnchanged, "stale fetch: exchange-rates/daily", "stale fetch: world-bank/population", "0 new, 9 unchanged, 2 stale")
	if id := p.current(); id != first {
		t.Errorf("two truncated downloads made release %s", id)
	}
	p.upstream.Break(peoplePath, nil)
	p.upstream.Break(ratesPath, upstreamtest.HTML)
	p.upstream.Revise()
	p.ingest(exitDone, "stale fetch: exchange-rates/daily: ", "a page of HTML or XML", "10 new, 0 unchanged, 1 stale")
	m, err := p.store.Manifest(p.current())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(m.Inputs, func(in warehouse.Input) bool {
		return in.Dataset == "exchange-rates" && in.Live && in.Stale != "" && in.Staged > 0
	}) {
		t.Error("the rates before are not in use, or not said to be stale")
	}
	p.upstream.Break(ratesPath, nil)
}

// kills end ten ingests at any moment.
func (p *plant) kills(t *testing.T) {
	dice := rand.New(rand.NewPCG(2026, 11))
	for n := range 10 {
		p.upstream.Revise()
		cmd := p.command(p.data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		at := time.Duration(dice.Float64() * 1.1 * float64(p.takes)) // beside a server it takes longer
		time.Sleep(at)                                               // there is nothing to wait for: the moment is what is tested
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed, or had ended before
		t.Logf("kill %d after %s of %s: %s is current", n+1, at.Round(time.Millisecond), p.takes.Round(time.Millisecond), p.current())
	}
}
