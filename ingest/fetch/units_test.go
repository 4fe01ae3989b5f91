package fetch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// awards is a server that gives ten records at most, whatever is asked for.
type awards struct {
	perDay map[string]int
	spans  []string // asked, in order
	fails  map[string]int
}

func (a *awards) answer(w http.ResponseWriter, r *http.Request, _ int) {
	q := r.URL.Query()
	span := q.Get("from") + ".." + q.Get("to") + q.Get("kind")
	a.spans = append(a.spans, span)
	if status := a.fails[span]; status > 0 {
		w.WriteHeader(status)
		return
	}
	var list []string
	for _, day := range slices.Sorted(maps(a.perDay)) {
		for i := range a.perDay[day] {
			kind := "ab"[i%2 : i%2+1]
			if day >= q.Get("from") && day <= q.Get("to") && (!q.Has("kind") || q.Get("kind") == kind) {
				list = append(list, fmt.Sprintf("%q", fmt.Sprint(day, "/", i)))
			}
		}
	}
	fmt.Fprintf(w, `{"total":%d,"list":[%s]}`, len(list), strings.Join(list[:min(len(list), 10)], ","))
}

func maps[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// lists reads the texts in a list of all parts.
func lists(t *testing.T, v *Vault, parts []Part) []string {
	t.Helper()
	var all []string
	for _, p := range parts {
		root, err := Decode(read(t, v, p))
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range At(root, "list").([]any) {
			all = append(all, one.(string))
		}
	}
	return all
}

// Windows are halved until each is below the cap, a day is divided by a parameter, and every record comes.
func TestFetch_windows(t *testing.T) {
	all := &awards{perDay: map[string]int{"2026-09-30": 3, "2026-10-01": 4, "2026-10-02": 6, "2026-10-20": 14, "2026-10-31": 1, "2026-11-24": 2}}
	u := serve(t, all.answer)
	f, v, _ := client(t)
	source := Source{URL: u.URL + "/awards?from={from}&to={to}&kind={kind}", Kind: JSON, Pages: Pages{Records: "list"},
		Windows: Windows{Span: "month", Start: "2026-09-15", Cap: 8, Count: "total", Split: []Split{{"kind", []string{"a", "b"}}}}}
	s, err := f.Fetch(t.Context(), v, source, Snapshot{})
	if err != nil {
		t.Fatal(err)
	}
	got := lists(t, v, s.Parts)
	if slices.Sort(got); len(slices.Compact(got)) != 30 || len(got) != 30 {
		t.Errorf("%d records: %v", len(got), got)
	}
	if all.spans[0] != "2026-09-15..2026-09-30" || !slices.Contains(all.spans, "2026-10-20..2026-10-20b") || all.spans[len(all.spans)-1] != "2026-11-01..2026-11-30" {
		t.Errorf("asked for %v", all.spans)
	}
	all.perDay["2026-10-20"] = 40
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err == nil || !strings.Contains(err.Error(), "2026-10-20 cannot be divided any more: there are 20 records, more than 8") {
		t.Errorf("a day that does not fit: %v", err)
	}
}

// Records that are read are counted where the server does not, and a window is wider than its days.
func TestFetch_windowsOverlap(t *testing.T) {
	all := &awards{perDay: map[string]int{"2026-11-01": 5, "2026-11-10": 6}}
	u := serve(t, all.answer)
	f, v, _ := client(t)
	source := Source{URL: u.URL + "/?from={from}&to={to}", Kind: JSON, Pages: Pages{Records: "list"}, Windows: Windows{Span: "all", Start: "2026-11-01", Overlap: 1, Cap: 9}}
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"2026-10-31..2026-12-01", "2026-10-31..2026-11-16", "2026-10-31..2026-11-08", "2026-11-07..2026-11-16", "2026-11-15..2026-12-01"}; !slices.Equal(all.spans, want) {
		t.Errorf("asked for %v, want %v", all.spans, want)
	}
	source.Windows = Windows{Span: "quarter", Start: "2026-01-01", Layout: "01/02/2006"}
	all.spans = nil
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err != nil || all.spans[3] != "10/01/2026..12/31/2026" {
		t.Errorf("asked for %v (%v)", all.spans, err)
	}
}

// What was asked for after it had settled is not asked for again; a window that fails costs that window only.
func TestFetch_settled(t *testing.T) {
	all := &awards{perDay: map[string]int{"2026-06-05": 1, "2026-10-05": 2}, fails: map[string]int{"2026-08-01..2026-08-31": 404}}
	u := serve(t, all.answer)
	f, v, at := client(t)
	var kept []Part
	source := Source{URL: u.URL + "/?from={from}&to={to}", Kind: JSON, Pages: Pages{Records: "list"}, Windows: Windows{Span: "month", Start: "2026-06-01", Settled: 45},
		Keep: func(parts []Part) error { kept = slices.Clone(parts); return nil }}
	_, err := f.Fetch(t.Context(), v, source, Snapshot{})
	if err == nil || !strings.Contains(err.Error(), "1 of 6 units failed: 2026-08-01..2026-08-31: ") || len(kept) != 5 {
		t.Fatalf("error is %v, kept are %d", err, len(kept))
	}
	all.fails, all.spans, source.Pending = nil, nil, kept
	first, err := f.Fetch(t.Context(), v, source, Snapshot{})
	if err != nil || !slices.Equal(all.spans, []string{"2026-08-01..2026-08-31"}) || len(first.Parts) != 6 || len(kept) != 6 {
		t.Fatalf("the next run asks for %v: %v", all.spans, err)
	}
	at.now = at.now.Add(24 * time.Hour)
	all.spans, source.Pending = nil, nil
	again, err := f.Fetch(t.Context(), v, source, first)
	if err != nil || !slices.Equal(all.spans, []string{"2026-10-01..2026-10-31", "2026-11-01..2026-11-30"}) || again.SHA256 != first.SHA256 {
		t.Errorf("a day later it asks for %v: %v", all.spans, err)
	}
	// October settles in the middle of December, and was asked for before: it is asked for once more.
	at.now, all.spans = time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC), nil
	late, err := f.Fetch(t.Context(), v, source, again)
	if err != nil || !slices.Equal(all.spans, []string{"2026-10-01..2026-10-31", "2026-11-01..2026-11-30", "2026-12-01..2026-12-31"}) {
		t.Errorf("in December it asks for %v: %v", all.spans, err)
	}
	all.spans = nil
	if _, err := f.Fetch(t.Context(), v, source, late); err != nil || len(all.spans) != 2 {
		t.Errorf("after that it asks for %v: %v", all.spans, err)
	}
	// Asked in another way, nothing that is held will do.
	all.spans, source.URL = nil, source.URL+"&more=1"
	if _, err := f.Fetch(t.Context(), v, source, late); err != nil || len(all.spans) != 7 {
		t.Errorf("with another address it asks for %v: %v", all.spans, err)
	}
}

func TestFetch_settledGivesUp(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { w.WriteHeader(400) })
	f, v, _ := client(t)
	source := Source{URL: u.URL + "/?from={from}&to={to}", Kind: JSON, Windows: Windows{Span: "month", Start: "2026-01-01"}}
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err == nil || !strings.Contains(err.Error(), "3 of 11 units failed") || u.asked() != 3 {
		t.Errorf("error is %v after %d requests", err, u.asked())
	}
}

func TestFetch_each(t *testing.T) {
	echo := func(w http.ResponseWriter, r *http.Request, _ int) {
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(r.URL.Path, "gone") {
			w.WriteHeader(404)
			return
		}
		text, _ := json.Marshal(map[string]any{"list": []string{r.URL.EscapedPath() + "?" + r.URL.RawQuery + " " + string(body) + r.Header.Get("Content-Type")}})
		w.Write(text)
	}
	cases := map[string]struct {
		change func(*Source)
		want   []string
		absent []string
		fails  string
	}{
		"in the query":    {func(s *Source) { s.URL += "/?q={who}&n=1"; s.Each.Values = []string{"a&b", "ü"} }, []string{"/?q=a%26b&n=1 ", "/?q=%C3%BC&n=1 "}, nil, ""},
		"in the path":     {func(s *Source) { s.URL += "/repos/{who}"; s.Each.Values = []string{"a/b c"} }, []string{"/repos/a/b%20c? "}, nil, ""},
		"out of the path": {func(s *Source) { s.URL += "/repos/{who}"; s.Each.Values = []string{"a/../b"} }, nil, nil, "cannot be part of an address"},
		"in JSON":         {func(s *Source) { s.Body = `{"q":"x {who}"}`; s.Each.Values = []string{`"}`} }, []string{`/? {"q":"x \"}"}application/json`}, nil, ""},
		"in a text": {func(s *Source) {
			s.Body, s.Text, s.Each = "in ('{who}')", true, Each{"who", []string{"a", "b", "c"}, 2, "','", "[a-z]"}
		}, []string{"/? in ('a','b')text/plain; charset=utf-8", "/? in ('c')text/plain; charset=utf-8"}, nil, ""},
		"off the pattern": {func(s *Source) { s.Each = Each{Name: "who", Values: []string{"a", "b'"}, Pattern: "[a-z]"} }, nil, nil, `who "b'" does not match`},
		"one absent": {func(s *Source) { s.URL += "/{who}"; s.Each.Values, s.Absent = []string{"gone", "here"}, []int{404} },
			[]string{"/here? "}, []string{"gone (404)"}, ""},
		"all absent":    {func(s *Source) { s.URL += "/{who}"; s.Each.Values, s.Absent = []string{"gone", "gone2"}, []int{404} }, nil, nil, "there is nothing for any of 2 values"},
		"one not there": {func(s *Source) { s.URL += "/{who}"; s.Each.Values = []string{"gone", "here"} }, nil, nil, "1 of 2 units failed: gone:"},
		"no value":      {func(*Source) {}, nil, nil, "no value of who"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := serve(t, echo)
			f, v, _ := client(t)
			source := Source{URL: u.URL, Kind: JSON, Each: Each{Name: "who"}}
			c.change(&source)
			s, err := f.Fetch(t.Context(), v, source, Snapshot{})
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := lists(t, v, s.Parts); !slices.Equal(got, c.want) || !slices.Equal(s.Absent, c.absent) {
				t.Errorf("got %q and without %q, want %q and without %q", got, s.Absent, c.want, c.absent)
			}
			if one := s.Parts[0].Values["who"]; source.Each.Together < 2 && !slices.Contains(source.Each.Values, one) {
				t.Errorf("value of the part is %q", one)
			}
		})
	}
}

// What is absent is part of what a source is: its hash tells.
func TestFetch_absentChanges(t *testing.T) {
	status := 200
	u := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		if r.URL.Path == "/b" {
			w.WriteHeader(status)
		}
		fmt.Fprint(w, "[1]")
	})
	f, v, _ := client(t)
	source := Source{URL: u.URL + "/{who}", Kind: JSON, Each: Each{Name: "who", Values: []string{"a", "b"}}, Absent: []int{401}}
	both, err := f.Fetch(t.Context(), v, source, Snapshot{})
	if err != nil {
		t.Fatal(err)
	}
	status = 401
	one, err := f.Fetch(t.Context(), v, source, both)
	if err != nil || one.SHA256 == both.SHA256 || len(one.Parts) != 1 {
		t.Errorf("snapshot is %+v (%v)", one, err)
	}
}

func TestFetch_optionalMember(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { w.Write(zipped(t, "a.csv", table)) })
	f, v, _ := client(t)
	source := Source{URL: u.URL + "/all.zip", Kind: CSV, Member: "b.csv", Optional: true}
	s, err := f.Fetch(t.Context(), v, source, Snapshot{})
	if err != nil || len(s.Parts) != 0 || len(s.Absent) != 1 || s.SHA256 == "" {
		t.Errorf("snapshot is %+v (%v)", s, err)
	}
	source.Optional = false
	var none *NoMemberError
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); !errors.As(err, &none) {
		t.Errorf("error is %v", err)
	}
}

func TestFetch_secret(t *testing.T) {
	elsewhere := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) { fmt.Fprint(w, "[]") })
	u := serve(t, func(w http.ResponseWriter, r *http.Request, n int) {
		if n == 1 {
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
			return
		}
		w.WriteHeader(401)
		fmt.Fprint(w, "bad key "+r.Header.Get("X-Key"))
	})
	f, v, _ := client(t)
	source := Source{URL: u.URL, Kind: JSON, Secret: Secret{"X-Key", "Bearer abc123"}, Headers: map[string]string{"Accept": "application/x", "X-Api": "1"}}
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err != nil {
		t.Fatal(err)
	}
	if h := u.requests[0].Header; h.Get("X-Key") != "Bearer abc123" || h.Get("Accept") != "application/x" || h.Get("X-Api") != "1" {
		t.Errorf("headers are %v", h)
	}
	if h := elsewhere.requests[0].Header; h.Get("X-Key") != "" || h.Get("X-Api") != "1" {
		t.Errorf("headers to another host are %v", h)
	}
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err == nil || strings.Contains(err.Error(), "abc123") {
		t.Errorf("error is %v", err)
	}
}

// A share that is used up is waited for, if that is not too long.
func TestFetch_quota(t *testing.T) {
	cases := map[string]struct {
		status int
		header func(w http.ResponseWriter, now time.Time)
		waits  time.Duration
		fails  string
	}{
		"403 until a time": {403, func(w http.ResponseWriter, now time.Time) {
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset", fmt.Sprint(now.Add(90*time.Second).Unix()))
		}, 90 * time.Second, ""},
		"403 for an hour": {403, func(w http.ResponseWriter, now time.Time) {
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset", fmt.Sprint(now.Add(time.Hour).Unix()))
		}, 0, "wants a pause of 1h0m0s"},
		"403":             {403, func(http.ResponseWriter, time.Time) {}, 0, "403 Forbidden"},
		"403 with pause":  {403, func(w http.ResponseWriter, _ time.Time) { w.Header().Set("Retry-After", "7") }, 7 * time.Second, ""},
		"429 of a window": {429, func(w http.ResponseWriter, _ time.Time) { w.Header().Set("RateLimit", `"api";r=0;t=120`) }, 120 * time.Second, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			f, v, at := client(t)
			u := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
				if n == 1 {
					c.header(w, at.Now())
					w.WriteHeader(c.status)
					return
				}
				fmt.Fprint(w, "[]")
			})
			_, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: JSON}, Snapshot{})
			if c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)) || c.fails == "" && (err != nil || at.waits[0] != c.waits) {
				t.Errorf("waits %v, error %v", at.waits, err)
			}
		})
	}
}

func TestFetch_kinds(t *testing.T) {
	cases := map[string]struct {
		kind  Kind
		body  string
		fails string
	}{
		"lines":                {Lines, `{"a":1}` + "\n", ""},
		"no lines":             {Lines, "", ""},
		"an exception":         {Lines, "Code: 241. DB::Exception: memory", "not JSON: Code: 241."},
		"a page for lines":     {Lines, "<html>", "a page of HTML"},
		"a sheet":              {XLSX, "PK\x03\x04...", ""},
		"an old sheet":         {XLSX, "\xd0\xcf\x11\xe0", "not xlsx"},
		"a page for a sheet":   {XLSX, "<html>blocked</html>", "a page of HTML"},
		"parquet":              {Parquet, "PAR1....PAR1", ""},
		"something in parquet": {Parquet, "a,b\n", "not parquet"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, c.body) })
			f, v, _ := client(t)
			_, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: c.kind}, Snapshot{})
			if c.fails == "" && err != nil || c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)) {
				t.Errorf("error is %v, want one with %q", err, c.fails)
			}
		})
	}
}
