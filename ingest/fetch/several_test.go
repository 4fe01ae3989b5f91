package fetch

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestFetch_archive(t *testing.T) {
	cases := map[string]struct {
		zip    []byte
		member string
		fails  string
	}{
		"member in a folder":      {zipped(t, "readme.txt", "hello", "2026/data.csv", table), "data.csv", ""},
		"by pattern":              {zipped(t, "data_2026.csv", table), "data*.csv", ""},
		"shadow of another":       {zipped(t, "data.csv", table, "__MACOSX/data.csv", "x"), "data.csv", ""},
		"by its folder":           {zipped(t, "a/data.csv", table, "b/data.csv", "x"), "a/data.csv", ""},
		"in whatever folder":      {zipped(t, "data.csv", table), "*/data.csv", ""},
		"no such member":          {zipped(t, "other.csv", table), "data.csv", "no member data.csv"},
		"two members":             {zipped(t, "a/data.csv", table, "b/data.csv", table), "data.csv", "two members"},
		"no archive":              {[]byte("PK\x03\x04 but then not"), "data.csv", "not a zip archive"},
		"html in it":              {zipped(t, "data.csv", "<html>"), "data.csv", "a page of HTML"},
		"larger than allowed":     {zipped(t, "data.csv", noise(2000001)), "data.csv", "larger than 2000000 bytes"},
		"bomb by ratio":           {zipped(t, "data.csv", strings.Repeat("a", 2<<20)), "data.csv", "unpacks to"},
		"bomb by size of others":  {zipped(t, many(17, strings.Repeat("a", smallMember))...), "data.csv", "are larger than"},
		"bomb by number of files": {zipped(t, many(maxMembers+1, "")...), "data.csv", "more than 10000"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { w.Write(c.zip) })
			f, v, _ := client(t)
			s, err := f.Fetch(t.Context(), v, Source{URL: u.URL + "/a.zip", Kind: CSV, Member: c.member, Limits: Limits{Bytes: 2000000}}, Snapshot{})
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
				return
			}
			if err != nil || s.SHA256 != digest([]byte(table)) {
				t.Errorf("snapshot is %+v (%v)", s, err)
			}
		})
	}
}

// noise is text that packs badly enough not to look like a bomb.
func noise(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	text := make([]byte, n)
	for i := range text {
		text[i] = "0123456789abcdef"[random.IntN(16)]
	}
	return string(text)
}

func many(n int, text string) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprint("f", i), text)
	}
	return all
}

// Several sources of one archive cost one download, and an archive packed again is no change.
func TestFetch_archiveOnce(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
		w.Write(zipped(t, "a.csv", table, "b.csv", long, fmt.Sprint("packed", n), ""))
	})
	f, v, _ := client(t)
	var first Snapshot
	for i, member := range []string{"a.csv", "b.csv"} {
		s, err := f.Fetch(t.Context(), v, Source{URL: u.URL + "/all.zip", Kind: CSV, Member: member}, Snapshot{})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = s
		}
	}
	if u.asked() != 1 {
		t.Errorf("the archive was downloaded %d times", u.asked())
	}
	f.Close()
	again, err := f.Fetch(t.Context(), v, Source{URL: u.URL + "/all.zip", Kind: CSV, Member: "a.csv"}, first)
	if err != nil || u.asked() != 2 || again.SHA256 != first.SHA256 {
		t.Errorf("second run: %+v (%v) after %d downloads", again, err, u.asked())
	}
	f.Close()
	if left, _ := filepath.Glob(filepath.Join(v.dir, "partial", "*.zip")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFetch_instead(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		if strings.HasSuffix(r.URL.Path, ".csv") {
			http.NotFound(w, r)
			return
		}
		w.Write(zipped(t, "models/models.csv", table))
	})
	f, v, _ := client(t)
	s, err := f.Fetch(t.Context(), v, Source{URL: u.URL + "/models.csv", Instead: []string{u.URL + "/models.zip"}, Member: "models.csv", Kind: CSV}, Snapshot{})
	if err != nil || s.SHA256 != digest([]byte(table)) || s.Parts[0].URL != u.URL+"/models.zip" {
		t.Errorf("snapshot is %+v (%v)", s, err)
	}
}

func TestFetch_pagesByNumber(t *testing.T) {
	pages := Pages{By: "page", Parameter: "page", First: 1, Count: "0.pages", Records: "1", Most: 10}
	answer := func(w http.ResponseWriter, r *http.Request, _ int) {
		fmt.Fprintf(w, `[{"page":%s,"pages":3},[{"n":%[1]s}]]`, r.URL.Query().Get("page"))
	}
	cases := map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request, n int)
		change func(*Pages)
		parts  int
		fails  string
	}{
		"as the first page says": {answer, nil, 3, ""},
		"to the page without records": {func(w http.ResponseWriter, r *http.Request, n int) {
			if n > 4 {
				fmt.Fprint(w, `[{},[]]`)
				return
			}
			answer(w, r, n)
		}, func(p *Pages) { p.Count = "" }, 5, ""},
		"more than allowed": {answer, func(p *Pages) { p.Most = 2 }, 0, "more than 2 pages"},
		"an error with status 200": {func(w http.ResponseWriter, _ *http.Request, _ int) {
			fmt.Fprint(w, `[{"message":[{"id":"120","value":"Invalid value"}]}]`)
		}, nil, 0, `does not say how many pages there are: [{"message":[{"id":"120","value":"Invalid value"}]}]`},
		"502 once": {func(w http.ResponseWriter, r *http.Request, n int) {
			if n == 2 {
				w.WriteHeader(502)
				return
			}
			answer(w, r, n)
		}, nil, 3, ""},
		"half a page": {func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, `[{"pages":1},[{"n":`) }, nil, 0, "not JSON"},
		"two values":  {func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, `[{"pages":1}] []`) }, nil, 0, "something follows"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := pages
			if c.change != nil {
				c.change(&p)
			}
			u := serve(t, c.answer)
			f, v, _ := client(t)
			source := Source{URL: u.URL + "/v2?format=json", Kind: JSON, Pages: p}
			s, err := f.Fetch(t.Context(), v, source, Snapshot{})
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
				return
			}
			if err != nil || len(s.Parts) != c.parts {
				t.Fatalf("%d parts (%v), want %d", len(s.Parts), err, c.parts)
			}
			if list, err := os.ReadFile(v.Raw(s.SHA256)); err != nil || strings.Count(string(list), "\n") != c.parts {
				t.Errorf("the list of parts is %q (%v)", list, err)
			}
		})
	}
}

func TestFetch_pagesByCursor(t *testing.T) {
	next := map[string]string{"": "b", "b": "c"}
	get := func(w http.ResponseWriter, r *http.Request, _ int) {
		fmt.Fprintf(w, `{"meta":{"next":%q}}`, next[r.URL.Query().Get("cursor")])
	}
	post := func(w http.ResponseWriter, r *http.Request, _ int) {
		var body struct{ Query, Cursor string }
		text, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(text, &body); err != nil || body.Query != "AI" || r.Method != "POST" {
			w.WriteHeader(400)
			return
		}
		fmt.Fprintf(w, `{"meta":{"next":%q}}`, next[body.Cursor])
	}
	address := func(w http.ResponseWriter, r *http.Request, n int) {
		if n == 1 {
			fmt.Fprintf(w, `{"meta":{"next":"http://%s/second"}}`, r.Host)
			return
		}
		fmt.Fprint(w, `{"meta":{"next":null}}`)
	}
	cases := map[string]struct {
		answer func(w http.ResponseWriter, r *http.Request, n int)
		body   string
		parts  int
		fails  string
	}{
		"in the query":       {get, "", 3, ""},
		"in the posted body": {post, `{"query":"AI"}`, 3, ""},
		"by address":         {address, "", 2, ""},
		"in a circle":        {func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, `{"meta":{"next":"x"}}`) }, "", 0, "circle"},
		"to another server": {func(w http.ResponseWriter, _ *http.Request, _ int) {
			fmt.Fprint(w, `{"meta":{"next":"https://elsewhere.example/x"}}`)
		}, "", 0, "another server"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := serve(t, c.answer)
			f, v, _ := client(t)
			s, err := f.Fetch(t.Context(), v, Source{URL: u.URL + "/search", Body: c.body, Kind: JSON,
				Pages: Pages{By: "cursor", Parameter: "cursor", Next: "meta.next", Most: 5}}, Snapshot{})
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
				return
			}
			if err != nil || len(s.Parts) != c.parts {
				t.Errorf("%d parts (%v), want %d", len(s.Parts), err, c.parts)
			}
		})
	}
}

func TestFetch_folder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"stats/data.csv": table, "v2/all?page=1": `{"pages":1}`} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, v, _ := client(t)
	for address, want := range map[string]int{"https://example.org/stats/data.csv?x=1": len(table), "https://example.org/v2/all?page=1": 11, "https://example.org/none.csv": -1} {
		at, err := Rebase(address, "file://"+dir)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.Fetch(t.Context(), v, Source{URL: at, Kind: map[bool]Kind{true: JSON, false: CSV}[want == 11]}, Snapshot{})
		if want < 0 && !isGone(err) || want >= 0 && (err != nil || s.Bytes != int64(want)) {
			t.Errorf("%s: %d bytes (%v), want %d", at, s.Bytes, err, want)
		}
	}
}

func TestRebase(t *testing.T) {
	for in, want := range map[[2]string]string{
		{"https://a.example/x/y.csv?q=1", "http://127.0.0.1:80"}: "http://127.0.0.1:80/x/y.csv?q=1",
		{"https://a.example/x", "https://b.example/base/"}:       "https://b.example/base/x",
		{"https://a.example/x", "file:///srv/m"}:                 "file:///srv/m/x",
		{"https://a.example/{x}?q={y}", "http://127.0.0.1:80"}:   "http://127.0.0.1:80/{x}?q={y}",
		{"https://a.example/x", "b.example"}:                     "",
	} {
		got, err := Rebase(in[0], in[1])
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%s on %s is %q (%v), want %q", in[0], in[1], got, err, want)
		}
	}
}

// What waits is random but repeats with the seed, and never passes a limit that doubles.
func TestClient_backoff(t *testing.T) {
	draw := func(seed uint64) []time.Duration {
		at := newClock()
		c := New(Options{Seed: seed, Now: at.Now, Sleep: at.Sleep})
		for attempt := 1; attempt < 9; attempt++ {
			if _, err := c.backoff(t.Context(), attempt, 0); err != nil {
				t.Fatal(err)
			}
		}
		return at.waits
	}
	first, again, other := draw(1), draw(1), draw(2)
	if fmt.Sprint(first) != fmt.Sprint(again) || fmt.Sprint(first) == fmt.Sprint(other) {
		t.Errorf("waits are %v, %v and with another seed %v", first, again, other)
	}
	for i, d := range first {
		if most := min(time.Minute, time.Second<<i); d > most {
			t.Errorf("wait %s is %s, more than %s", strconv.Itoa(i+1), d, most)
		}
	}
}
