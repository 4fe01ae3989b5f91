package dashboard_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// found asks the interface for programs and returns what it finds, "kind id" each.
func found(t *testing.T, asked, lang string) []string {
	t.Helper()
	path := "/api/v1/search?"
	if lang != "en" {
		path += "lang=" + lang + "&"
	}
	var answer struct {
		Results []struct{ Kind, ID, Title, URL string }
	}
	if err := json.Unmarshal([]byte(get(t, path+"q="+url.QueryEscape(asked), 200).Body), &answer); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, r := range answer.Results {
		list = append(list, r.Kind+" "+r.ID)
		if !strings.Contains(r.URL, "/"+lang+"/") || r.Title == "" {
			t.Errorf("%q: %+v", asked, r)
		}
	}
	return list
}

func TestFind_whatReadersType(t *testing.T) {
	for _, one := range []struct{ asked, lang, want string }{
		{"adoption", "en", "page adoption"},
		{"compuet", "en", "page compute"},
		{"index", "en", "page index"},
		{"modeles", "fr", "page models"},
		{"capital lead investors", "en", "chart capital-origin"},
		{"investissement prive", "fr", "chart private-investment"},
		{"tensorflow", "en", "project tensorflow"},
		{"tensrflow", "en", "project tensorflow"},
		{"composite index", "en", "method composite-index"},
		{"sequoia", "en", "investor sequoia"},
		{"allemagne", "fr", "economy DE"},
	} {
		list := found(t, one.asked, one.lang)
		if len(list) == 0 || !strings.Contains(strings.Join(list[:min(3, len(list))], "\n"), one.want) {
			t.Errorf("%s: %q finds %q, not %s among the first three", one.lang, one.asked, list, one.want)
		}
	}
}

// Whatever a search leads to is there.
func TestFind_leadsSomewhere(t *testing.T) {
	for _, asked := range []string{"ai", "investment", "open", "tensorflow", "france"} {
		d := get(t, "/fr/search?q="+asked, 200).document(t)
		links := d.Find("ol.found a")
		if links.Length() == 0 {
			t.Errorf("%q finds nothing", asked)
		}
		for n := range min(8, links.Length()) {
			href, _ := links.Eq(n).Attr("href")
			get(t, href, 200)
		}
	}
}

func TestFind_page(t *testing.T) {
	d := get(t, "/en/search", 200).document(t)
	if d.Find("ol.found").Length() != 0 || d.Find(`form.find input[name="q"]`).Length() != 1 || d.Find(".ways a").Length() < 5 {
		t.Error("without a question there is a form and the themes")
	}
	d = get(t, "/en/search?q=zzzzzzzzz", 200).document(t)
	if !strings.Contains(d.Find(".count").Text(), "0 answers") || d.Find(".ways a").Length() < 5 {
		t.Errorf("nothing found: %s", d.Find(".count").Text())
	}
	r := get(t, "/en/search?q="+url.QueryEscape(`"><script>alert(1)</script>`), 200)
	if strings.Contains(r.Body, "<script>alert") {
		t.Error("a question is markup")
	}
	if to := get(t, "/search?q=compute", 302).Header.Get("Location"); to != "/en/search?q=compute" {
		t.Errorf("without a language: %s", to)
	}
	for _, wrong := range []string{"q=" + strings.Repeat("a", 101), "q=a&q=b", "query=a"} {
		get(t, "/en/search?"+wrong, 400)
		get(t, "/api/v1/search?"+wrong, 400)
	}
	if n := get(t, "/fr/compute", 200).document(t).Find(`header form[role="search"][action="/fr/search"] input[name="q"]`).Length(); n != 1 {
		t.Errorf("%d fields in the masthead", n)
	}
}

func TestProblem_suggestsWhatIsMeant(t *testing.T) {
	d := get(t, "/en/charts/captial-orign", 404).document(t)
	if href, _ := d.Find(".list a").First().Attr("href"); href != "/en/charts/capital-origin" {
		t.Errorf("suggests %s", href)
	}
}
