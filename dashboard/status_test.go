package dashboard_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"sextant/dashboard"
)

// standing is what the fields of a source mean to a program.
type standing struct {
	Release  string
	Datasets []struct {
		ID, Title, Licence, Cadence, State string
		DueAt                              *time.Time `json:"due_at"`
		IsDue                              bool       `json:"is_due"`
		Sources                            []struct {
			Name, State, Reason string
			FetchedOn           string     `json:"fetched_on"`
			LookedAt            *time.Time `json:"looked_at"`
			StaleSince          *time.Time `json:"stale_since"`
			Rows, Rejected      int64
		}
	}
}

// What the release says and what the looks since say stand together; without looks there is what the release says.
func TestStatus_sources(t *testing.T) {
	good, bad := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC), time.Date(2026, 11, 24, 4, 30, 0, 0, time.UTC)
	kept := dashboard.Upkeep{Every: 24 * time.Hour, Due: map[string]time.Time{"contract-register": bad.Add(time.Hour), "policy-events": {}}, Looks: []dashboard.Look{
		{Dataset: "contract-register", Source: "notices", FailedAt: bad, Reason: "the answer is <b>HTML</b>"},
		{Dataset: "policy-events", Source: "feed", FetchedOn: "2026-11-24", CheckedAt: good, Rows: 7},
		{Dataset: "oss-projects", Source: "stars"},
		{Dataset: "elsewhere", Source: "x"},
	}}
	s := bare(t, dashboard.Config{Rate: -1, Upkeep: func() (dashboard.Upkeep, error) { return kept, nil }}.WithoutDrawings())
	var all standing
	first := want(t, s, "/api/v1/datasets")
	first.decode(t, &all)
	states := map[string]string{}
	for _, d := range all.Datasets {
		for _, source := range d.Sources {
			states[d.ID+"/"+source.Name] = source.State
			if source.State == "bundled" && (source.Rows == 0 || source.FetchedOn == "") {
				t.Errorf("%s: %+v", d.ID, source)
			}
		}
		if d.ID == "contract-register" && (d.State != "not-loaded" || d.Sources[0].Reason == "" || !d.Sources[0].StaleSince.Equal(bad) || d.Cadence != "daily" || d.Licence != "CC-BY-4.0") {
			t.Errorf("%+v", d)
		}
		if d.ID == "policy-events" && (!d.IsDue || d.DueAt != nil) {
			t.Errorf("%+v", d)
		}
	}
	for source, state := range map[string]string{"contract-register/notices": "not-loaded", "policy-events/feed": "waiting", "policy-events/events.csv": "bundled",
		"oss-projects/stars": "stand-in", "elsewhere/x": ""} {
		if states[source] != state {
			t.Errorf("%s: %q, want %q", source, states[source], state)
		}
	}
	t.Run("conditional", func(t *testing.T) {
		for _, path := range []string{"/api/v1/datasets", "/en/status"} {
			r := want(t, s, path)
			tag := r.Header.Get("ETag")
			if r.Header.Get("Cache-Control") != "no-cache" || ask(t, s, http.MethodGet, path, "If-None-Match", tag).Status != http.StatusNotModified {
				t.Errorf("%s: %v", path, r.Header)
			}
			kept.Running = !kept.Running
			if again := ask(t, s, http.MethodGet, path, "If-None-Match", tag); again.Status != http.StatusOK {
				t.Errorf("%s: %d after something happened", path, again.Status)
			}
		}
	})
	t.Run("pinned", func(t *testing.T) {
		r := want(t, s, "/api/v1/datasets?release=2026-11-23.1")
		if strings.Contains(r.Body, "waiting") || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%v %s", r.Header, r.Body)
		}
	})
	t.Run("page", func(t *testing.T) { testStatusPage(t, s) })
}

func testStatusPage(t *testing.T, s *dashboard.Server) {
	for lang, words := range map[string][]string{
		"en": {"not loaded", "No good look since 24 November 2026, 04:30", "<b>HTML</b>", "CC-BY-4.0", "daily", "due"},
		"fr": {"pas chargé", "Aucune consultation réussie depuis le 24 novembre 2026, 04:30", "<b>HTML</b>", "CC-BY-4.0", "chaque jour", "à revoir"},
	} {
		r := want(t, s, "/"+lang+"/status")
		d := r.document(t)
		soundPage(t, lang, "/"+lang+"/status", r, d)
		text := strings.ReplaceAll(d.Find("main").Text(), "\u00a0", " ")
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s: no %q in %s", lang, word, text)
			}
		}
		if d.Find("#contract-register").Length() != 1 || d.Find(`.troubles a[href="#contract-register"]`).Length() != 1 {
			t.Errorf("%s: what is not loaded is not said first", lang)
		}
		for _, from := range []string{"/" + lang + "/data", "/" + lang + "/"} {
			if want(t, s, from).document(t).Find(`a[href="/`+lang+`/status"]`).Length() == 0 {
				t.Errorf("%s does not lead to the status", from)
			}
		}
	}
}

// docs/operations.md names every field of the JSON.
func TestStatus_documented(t *testing.T) {
	text, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for name, one := range v {
				if !strings.Contains(string(text), "| `"+name+"` |") {
					t.Errorf("docs/operations.md has no word on %s", name)
				}
				walk(one)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	now := time.Now()
	s := bare(t, dashboard.Config{Rate: -1, Upkeep: func() (dashboard.Upkeep, error) {
		return dashboard.Upkeep{Due: map[string]time.Time{"contract-register": now}, Looks: []dashboard.Look{
			{Dataset: "contract-register", Source: "notices", FetchedOn: "2026-11-23", CheckedAt: now, FailedAt: now, Reason: "x"}}}, nil
	}}.WithoutDrawings())
	var answer any
	if err := json.Unmarshal([]byte(want(t, s, "/api/v1/datasets").Body), &answer); err != nil {
		t.Fatal(err)
	}
	walk(answer)
}
