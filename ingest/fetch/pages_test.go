package fetch

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
)

func read(t *testing.T, v *Vault, p Part) []byte {
	t.Helper()
	text, err := os.ReadFile(v.Raw(p.SHA256))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// numbered answers with the records from one on, up to 25 of them.
func numbered(from, size int) string {
	var all []string
	for i := from; i < min(from+size, 25); i++ {
		all = append(all, fmt.Sprintf(`{"n":%d}`, i))
	}
	return strings.Join(all, ",")
}

func TestFetch_pagesByOffset(t *testing.T) {
	get := func(w http.ResponseWriter, r *http.Request, _ int) {
		from, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		fmt.Fprintf(w, `{"all":25,"list":[%s]}`, numbered(from, 10))
	}
	query := func(w http.ResponseWriter, r *http.Request, _ int) {
		text, _ := io.ReadAll(r.Body)
		var size, from int
		if n, _ := fmt.Sscanf(string(text), "select limit %d offset %d", &size, &from); n == 2 {
			fmt.Fprintln(w, strings.ReplaceAll(numbered(from, size), ",", "\n"))
			return
		}
		fmt.Fprint(w, `{"c":"25"}`)
	}
	short := func(w http.ResponseWriter, r *http.Request, n int) { // pages that end early, as a server that cuts them does
		if text, _ := io.ReadAll(r.Body); strings.Contains(string(text), "count") {
			fmt.Fprint(w, `{"c":"25"}`)
			return
		}
		fmt.Fprintln(w, `{"n":1}`)
	}
	broken := func(w http.ResponseWriter, _ *http.Request, _ int) {
		fmt.Fprint(w, `{"n":1}`+"\nCode: 159. DB::Exception: Timeout exceeded\n")
	}
	lines := Source{Body: "select limit {limit} offset {offset}", Text: true, Kind: Lines, Control: Control{Body: "select count()", Count: "c"},
		Pages: Pages{By: "offset", Size: 10, Most: 9}}
	list := Source{Kind: JSON, Pages: Pages{By: "offset", Parameter: "offset", Size: 10, Records: "list", Most: 9}}
	cases := map[string]struct {
		answer func(http.ResponseWriter, *http.Request, int)
		source Source
		change func(*Source)
		parts  int
		fails  string
	}{
		"to a short page":        {get, list, nil, 3, ""},
		"to an empty page":       {get, list, func(s *Source) { s.Pages.UntilEmpty = true }, 4, ""},
		"to the number":          {get, list, func(s *Source) { s.Pages.UntilEmpty, s.Pages.CountRecords = true, "all" }, 3, ""},
		"without the number":     {get, list, func(s *Source) { s.Pages.CountRecords = "total" }, 0, "does not say how many records"},
		"more than allowed":      {get, list, func(s *Source) { s.Pages.Most = 2 }, 0, "more than 2 pages"},
		"in a text":              {query, lines, nil, 3, ""},
		"a text cut short":       {short, lines, nil, 0, "1 records were read, and there are 25"},
		"an exception at end":    {broken, lines, nil, 0, "line 2 is not JSON: Code: 159. DB::Exception: Timeout exceeded"},
		"a control that is none": {query, lines, func(s *Source) { s.Control.Count = "x" }, 0, "control: the answer does not say"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := serve(t, c.answer)
			f, v, _ := client(t)
			c.source.URL = u.URL + "/"
			if c.change != nil {
				c.change(&c.source)
			}
			s, err := f.Fetch(t.Context(), v, c.source, Snapshot{})
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

// A body of JSON takes its page at a path, keeps large numbers, and ends where the answer says that there is no more.
func TestFetch_pagesInBody(t *testing.T) {
	var bodies []string
	u := serve(t, func(w http.ResponseWriter, r *http.Request, n int) {
		text, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(text))
		fmt.Fprintf(w, `{"results":[{}],"meta":{"more":%t}}`, n < 3)
	})
	f, v, _ := client(t)
	s, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Body: `{"id":12345678901234567890,"at":{"page":7}}`, Kind: JSON,
		Pages: Pages{By: "page", Parameter: "at.page", First: 1, Records: "results", More: "meta.more", Most: 9}}, Snapshot{})
	if err != nil || len(s.Parts) != 3 || bodies[2] != `{"at":{"page":3},"id":12345678901234567890}` {
		t.Errorf("%d parts (%v), bodies %q", len(s.Parts), err, bodies)
	}
}

// An empty page ends a walk even if it names a next one, and a page that is not complete is asked for again.
func TestFetch_pagesUnready(t *testing.T) {
	answer := func(unready int) func(http.ResponseWriter, *http.Request, int) {
		return func(w http.ResponseWriter, r *http.Request, n int) {
			list := `{"n":1}`
			if r.URL.Query().Get("token") != "" {
				list = ""
			}
			fmt.Fprintf(w, `{"notices":[%s],"token":"t%d","timedOut":%t}`, list, n, n <= unready)
		}
	}
	source := Source{Kind: JSON, Pages: Pages{By: "cursor", Parameter: "token", Next: "token", Records: "notices", Most: 9, Failed: "timedOut"}}
	u := serve(t, answer(2))
	f, v, _ := client(t)
	source.URL = u.URL
	if s, err := f.Fetch(t.Context(), v, source, Snapshot{}); err != nil || len(s.Parts) != 2 || u.asked() != 4 {
		t.Errorf("%d parts (%v) after %d requests", len(s.Parts), err, u.asked())
	}
	u = serve(t, answer(9))
	source.URL = u.URL
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err == nil || !strings.Contains(err.Error(), "the answer says timedOut, 3 times") {
		t.Errorf("error is %v", err)
	}
}

func TestFetch_pagesByLink(t *testing.T) {
	to := map[string]string{"": `<%s/m?cursor=b>; rel="next", <%[1]s/m>; rel="first"`, "b": `</m?cursor=c>; title="a, b"; rel=next`, "c": `<%s/m>; rel="prev"`}
	answer := func(w http.ResponseWriter, r *http.Request, _ int) {
		cursor := r.URL.Query().Get("cursor")
		if r.Header.Get("If-None-Match") == `"`+cursor+`"` {
			w.WriteHeader(304)
			return
		}
		w.Header().Set("ETag", `"`+cursor+`"`)
		w.Header().Set("Link", strings.ReplaceAll(to[cursor], "%s", "http://"+r.Host))
		w.Header().Set("Link", strings.ReplaceAll(w.Header().Get("Link"), "%[1]s", "http://"+r.Host))
		fmt.Fprintf(w, `[{"n":%q}]`, cursor)
	}
	u := serve(t, answer)
	f, v, _ := client(t)
	source := Source{URL: u.URL + "/m", Kind: JSON, Pages: Pages{By: "link", Most: 5}}
	first, err := f.Fetch(t.Context(), v, source, Snapshot{})
	if err != nil || len(first.Parts) != 3 {
		t.Fatalf("%d parts (%v)", len(first.Parts), err)
	}
	again, err := f.Fetch(t.Context(), v, source, first)
	if err != nil || again.SHA256 != first.SHA256 || u.asked() != 6 {
		t.Errorf("unchanged pages: %+v (%v) after %d requests", again, err, u.asked())
	}
	to[""] = `<https://elsewhere.example/m>; rel="next"`
	if _, err := f.Fetch(t.Context(), v, source, Snapshot{}); err == nil || !strings.Contains(err.Error(), "another server") {
		t.Errorf("error is %v", err)
	}
}
