package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

// liveIDs are the datasets with live sources.
var liveIDs = []string{"epoch-models", "eurostat", "exchange-rates", "github-innovation-graph", "world-bank"}

// liveTree is some datasets with live sources, the code lists, and the projects, without which no release is whole.
func liveTree(t *testing.T, ids ...string) *datasets.Catalogue {
	t.Helper()
	tree := fstest.MapFS{}
	for _, id := range append([]string{"codes", "oss-projects"}, ids...) {
		files, err := fs.Glob(datasets.Embedded(), id+"/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(datasets.Embedded(), file)
			if err != nil {
				t.Fatal(err)
			}
			tree[file] = &fstest.MapFile{Data: text}
		}
	}
	c, err := datasets.Load(tree)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// station is a data folder with publishers around it, on a day of its own.
type station struct {
	t         *testing.T
	upstream  *upstreamtest.Server
	catalogue *datasets.Catalogue
	store     *warehouse.Store
	day       time.Time
	openOnly  bool // does not ask for what may not be handed on
}

func newStation(t *testing.T) *station { return newStationOf(t, liveIDs...) }

// newStationOf is newStation for the datasets that are named: the tests of a dataset look at its publisher alone.
func newStationOf(t *testing.T, ids ...string) *station {
	t.Helper()
	s := &station{t: t, upstream: upstreamtest.New(), catalogue: liveTree(t, ids...), day: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)}
	t.Cleanup(s.upstream.Close)
	var err error
	if s.store, err = warehouse.NewStore(t.TempDir(), warehouse.Options{}); err != nil {
		t.Fatal(err)
	}
	return s
}

// refresh describes a look at the publishers, in which waiting takes no time.
func (s *station) refresh(ctx context.Context, only ...string) ([]Look, error) {
	bases := map[string]string{}
	for _, d := range s.catalogue.Datasets {
		bases[d.ID] = s.upstream.URL
	}
	client := fetch.New(fetch.Options{AllowLoopback: true, Now: func() time.Time { return s.day }, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	defer client.Close()
	return Fetch(ctx, Refresh{Catalogue: s.catalogue, Store: s.store, Client: client, Now: func() time.Time { return s.day }, Only: only, Bases: bases, Restricted: !s.openOnly})
}

// look fetches and returns what was answered, by dataset and source.
func (s *station) look(only ...string) map[string]Look {
	s.t.Helper()
	looks, err := s.refresh(s.t.Context(), only...)
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[string]Look{}
	for _, l := range looks {
		all[l.Dataset+"/"+l.Source] = l
	}
	return all
}

func (s *station) receipt(dataset, source string) fetch.Receipt {
	s.t.Helper()
	all, err := fetch.Reading(s.store.Dir()).Receipts(dataset)
	if err != nil {
		s.t.Fatal(err)
	}
	return all[source]
}

func (s *station) build() (warehouse.Manifest, error) {
	return Build(s.t.Context(), Inputs{Catalogue: s.catalogue, Store: s.store, Program: "test"})
}

func TestFetch_everySource(t *testing.T) {
	s := newStation(t)
	rows := map[string]int64{
		"epoch-models/notable": 207, "eurostat/enterprise_ai_use": 96, "eurostat/population": 15, "exchange-rates/daily": 4060, "world-bank/population": 128, "world-bank/gdp": 128,
		"github-innovation-graph/developers": 161, "github-innovation-graph/topics": 644, "github-innovation-graph/collaborators": 575,
	}
	first := s.look()
	if len(first) != 26 {
		t.Errorf("%d sources were looked at, want 26", len(first))
	}
	for id, l := range first {
		if l.Outcome != Renewed {
			t.Errorf("first look at %v", l)
		}
		if want, ok := rows[id]; ok && l.Rows != want {
			t.Errorf("%s has %d rows, want %d", id, l.Rows, want)
		}
	}
	if text := first["epoch-models/notable"].String(); !strings.HasSuffix(text, "207 rows; columns not taken: Task, Abstract, Frontier model") {
		t.Errorf("first look at %s", text)
	}
	s.day = s.day.AddDate(0, 0, 1)
	for _, l := range s.look() {
		if l.Outcome != Unchanged {
			t.Errorf("second look at %v", l)
		}
	}
	if r := s.receipt("world-bank", "gdp"); r.FetchedOn != "2026-11-24" || r.CheckedAt.Day() != 25 || len(r.Parts) != 3 {
		t.Errorf("receipt of unchanged bytes is %+v", r)
	}
	s.upstream.Revise()
	s.day = s.day.AddDate(0, 0, 1)
	for id, l := range s.look() {
		if l.Outcome != Renewed {
			t.Errorf("look at revised %v", l)
		}
		dataset, source, _ := strings.Cut(id, "/")
		if r := s.receipt(dataset, source); r.FetchedOn != "2026-11-26" {
			t.Errorf("%s was fetched on %s", id, r.FetchedOn)
		}
	}
}

// A change is a text in an answer, and what stands in its place on a bad day.
type change struct{ old, text string }

// A sourceTest is what is changed in the answers of an address to test a live source: a required column renamed, one record that
// cannot be read, many. Without one there is no test of it.
type sourceTest struct {
	path, dataset, source string
	renamed, one, many    change
	packed                bool // an archive, which no publisher packs again
}

// Every publisher on every kind of bad day.
func TestFetch_badDays(t *testing.T) {
	for _, p := range []sourceTest{
		{"/stats/eurofxref/eurofxref-hist.zip", "exchange-rates", "daily", change{"Date,", "Day,"}, change{"2026-11-20,", "2026-11-x0,"}, change{"2024-", "x024-"}, true},
		{"/data/notable_ai_models.csv", "epoch-models", "notable", change{"Country (of organization)", "Country"}, change{`"1000"`, `"a thousand"`}, change{".5e+23", ".5 septillion"}, false},
		{"/eurostat/api/dissemination/statistics/1.0/data/isoc_eb_ai", "eurostat", "enterprise_ai_use", change{`"size_emp"`, `"size"`}, change{}, change{`"2024"`, `"x024"`}, false},
		{"/v2/country/all/indicator/SP.POP.TOTL", "world-bank", "population", change{`"date"`, `"year"`}, change{`"FRA","date":"2024"`, `"FRA","date":"x024"`}, change{`"date":"20`, `"date":"x0`}, false},
		{"/github/innovationgraph/main/data/developers.csv", "github-innovation-graph", "developers", change{"iso2_code", "economy_code"}, change{",FR,2020,1\n", ",FR,x020,1\n"}, change{",2020,", ",x020,"}, false},
	} {
		t.Run(p.dataset, func(t *testing.T) { badDays(t, newStation(t), p) })
	}
}

// badDays holds a source to what is said of every publisher: what can be repaired is, and what cannot be used leaves the last
// good bytes, and the other sources alone.
func badDays(t *testing.T, s *station, p sourceTest) {
	id := p.dataset + "/" + p.source
	s.look(p.dataset)
	for name, fault := range map[string]upstreamtest.Fault{
		"503 twice": upstreamtest.DownTwice, "429": upstreamtest.TooMany, "breaks off once": upstreamtest.TruncatedOnce,
		"gzip without a header": upstreamtest.Zipped, "no tag": upstreamtest.Untagged,
	} {
		if name == "gzip without a header" && p.packed {
			continue
		}
		s.upstream.Revise(p.path)
		s.upstream.Break(p.path, fault)
		if l := s.look(p.dataset)[id]; l.Outcome != Renewed {
			t.Errorf("%s: %v", name, l)
		}
	}
	held := s.receipt(p.dataset, p.source)
	for name, fault := range p.bad() {
		s.upstream.Revise(p.path)
		s.upstream.Break(p.path, fault)
		looks := s.look(p.dataset)
		l, now := looks[id], s.receipt(p.dataset, p.source)
		if l.Outcome != Stale || l.Reason == "" || now.SHA256 != held.SHA256 || now.FetchedOn != held.FetchedOn || now.Failure == nil {
			t.Errorf("%s: %v; the receipt is %+v", name, l, now)
		}
		for other, l := range looks {
			if other != id && l.Outcome == Stale && !p.packed { // the members of an archive fail together
				t.Errorf("%s: also %v", name, l)
			}
		}
	}
	s.upstream.Break(p.path, nil)
	if l := s.look(p.dataset)[id]; l.Outcome != Renewed || s.receipt(p.dataset, p.source).Failure != nil {
		t.Errorf("repaired: %v", l)
	}
	if p.one.old == "" {
		return
	}
	s.upstream.Revise(p.path)
	s.upstream.Break(p.path, upstreamtest.First(p.one.old, p.one.text))
	if l := s.look(p.dataset)[id]; l.Outcome != Renewed {
		t.Errorf("one record that cannot be read: %v", l)
	}
}

// bad are the days on which nothing comes that can be used.
func (p sourceTest) bad() map[string]upstreamtest.Fault {
	bad := map[string]upstreamtest.Fault{
		"down": upstreamtest.Down, "html": upstreamtest.HTML, "breaks off always": upstreamtest.Truncated, "empty": upstreamtest.Empty,
	}
	if p.renamed.old != "" {
		bad["a column renamed"] = upstreamtest.Replacing(p.renamed.old, p.renamed.text)
	}
	if p.many.old != "" {
		bad["many records that cannot be read"] = upstreamtest.Replacing(p.many.old, p.many.text)
	}
	return bad
}

// Much less than before is taken only if somebody says so.
func TestFetch_shrinks(t *testing.T) {
	s := newStation(t)
	s.look("github-innovation-graph")
	const path = "/github/innovationgraph/main/data/developers.csv"
	s.upstream.Break(path, func(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
		_, _ = w.Write(good[:strings.LastIndexByte(string(good[:len(good)/2]), '\n')+1])
	})
	l := s.look("github-innovation-graph")["github-innovation-graph/developers"]
	if l.Outcome != Stale || !strings.Contains(l.Reason, "--accept github-innovation-graph") {
		t.Errorf("half the rows: %v", l)
	}
	client := fetch.New(fetch.Options{AllowLoopback: true, Sleep: func(context.Context, time.Duration) error { return nil }})
	looks, err := Fetch(t.Context(), Refresh{Catalogue: s.catalogue, Store: s.store, Client: client, Now: time.Now, Only: []string{"github-innovation-graph"},
		Bases: map[string]string{"github-innovation-graph": s.upstream.URL}, Accept: []string{"github-innovation-graph"}})
	if err != nil || looks[0].Outcome != Renewed {
		t.Errorf("accepted: %v (%v)", looks, err)
	}
}

// Where the file is gone, the archive of all files has it.
func TestFetch_instead(t *testing.T) {
	s := newStation(t)
	s.look("epoch-models")
	s.upstream.Break("/data/notable_ai_models.csv", upstreamtest.Missing)
	if l := s.look("epoch-models")["epoch-models/notable"]; l.Outcome != Unchanged {
		t.Errorf("the same bytes from the archive: %v", l)
	}
	s.upstream.Revise()
	if l := s.look("epoch-models")["epoch-models/notable"]; l.Outcome != Renewed || !strings.HasSuffix(s.receipt("epoch-models", "notable").Parts[0].URL, "/data/ai_models.zip") {
		t.Errorf("new bytes from the archive: %v", l)
	}
}

// sourcePaths are the paths of all sources of a catalogue.
func sourcePaths(t *testing.T, c *datasets.Catalogue) []string {
	t.Helper()
	var all []string
	for _, d := range c.Datasets {
		for _, l := range d.Live {
			for _, address := range append([]string{l.URL}, l.Instead...) {
				u, err := url.Parse(address)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, u.Path)
			}
		}
	}
	return all
}

// A folder that is laid out as the publishers are takes their place.
func TestFetch_folder(t *testing.T) {
	s := newStation(t)
	dir := t.TempDir()
	for _, path := range sourcePaths(t, s.catalogue) {
		query := ""
		if strings.Contains(path, "/indicator/") {
			query = "?format=json&per_page=20000&date=2010:2026&page=1"
		}
		answer, err := http.Get(s.upstream.URL + path + query)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		if err := errors.Join(err, answer.Body.Close(), os.MkdirAll(filepath.Join(dir, filepath.Dir(path)), 0o755)); err != nil {
			t.Fatal(err)
		}
		text = []byte(strings.Replace(string(text), `"pages":3`, `"pages":1`, 1))
		if err := os.WriteFile(filepath.Join(dir, path), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s.upstream.URL = "file://" + dir
	for id, l := range s.look() {
		if l.Outcome != Renewed {
			t.Errorf("%s: %v", id, l)
		}
	}
}

// A process that is killed in the middle of a download leaves receipts and bytes as they were; the next one goes on.
func TestFetch_killed(t *testing.T) {
	if dir := os.Getenv("SEXTANT_TEST_FETCH"); dir != "" {
		store, err := warehouse.NewStore(dir, warehouse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := &station{t: t, upstream: &upstreamtest.Server{}, catalogue: liveTree(t, liveIDs...), store: store, day: time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC)}
		t.Setenv("SEXTANT_TEST_FETCH", "")
		looks, err := Fetch(t.Context(), Refresh{Catalogue: s.catalogue, Store: store, Client: fetch.New(fetch.Options{AllowLoopback: true}), Now: func() time.Time { return s.day },
			Only: []string{"github-innovation-graph"}, Bases: map[string]string{"github-innovation-graph": os.Getenv("SEXTANT_TEST_UPSTREAM")}})
		t.Fatalf("nobody killed this: %v (%v)", looks, err)
	}
	s := newStation(t)
	s.look("github-innovation-graph")
	before := s.receipt("github-innovation-graph", "topics")
	const path = "/github/innovationgraph/main/data/topics.csv"
	s.upstream.Revise(path)
	half, once, release := make(chan struct{}), sync.Once{}, make(chan struct{})
	s.upstream.Break(path, func(w http.ResponseWriter, r *http.Request, good []byte, _ int) {
		w.Header().Set("ETag", `"half"`)
		w.Header().Set("Content-Length", fmt.Sprint(len(good)))
		_, _ = w.Write(good[:len(good)/2])
		w.(http.Flusher).Flush()
		once.Do(func() { close(half) })
		select {
		case <-r.Context().Done():
		case <-release:
		}
	})
	process := exec.Command(os.Args[0], "-test.run=^TestFetch_killed$")
	process.Env = append(os.Environ(), "SEXTANT_TEST_FETCH="+s.store.Dir(), "SEXTANT_TEST_UPSTREAM="+s.upstream.URL)
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	<-half
	if err := process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	close(release)
	if err := process.Wait(); err == nil {
		t.Fatal("the process was not killed")
	}
	if now := s.receipt("github-innovation-graph", "topics"); now.SHA256 != before.SHA256 {
		t.Errorf("the killed process left receipt %+v", now)
	}
	s.upstream.Break(path, nil)
	looks := s.look("github-innovation-graph")
	if l := looks["github-innovation-graph/topics"]; l.Outcome != Renewed {
		t.Errorf("after the kill: %v", l)
	}
	if l := looks["github-innovation-graph/developers"]; l.Outcome != Unchanged {
		t.Errorf("what the killed process had received: %v", l)
	}
	if left, _ := filepath.Glob(filepath.Join(s.store.Dir(), "partial", "[0-9a-f]*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestParseBases(t *testing.T) {
	c := liveTree(t, liveIDs...)
	got, err := ParseBases(c, []string{"world-bank=http://127.0.0.1:1", "eurostat=file:///srv/mirror"})
	if err != nil || got["world-bank"] != "http://127.0.0.1:1" || got["eurostat"] != "file:///srv/mirror" {
		t.Errorf("bases are %v (%v)", got, err)
	}
	for _, wrong := range []string{"world-bank", "world-bank=", "nobody=http://127.0.0.1", "codes=http://127.0.0.1"} {
		if _, err := ParseBases(c, []string{wrong}); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}
