package dashboard_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// A queue of addresses, as a reader comes upon them. Of things that are many, some stand for all.
type walk struct {
	seen  map[string]bool
	queue []string
	of    map[string]int
}

func (w *walk) add(href string) {
	path, _, _ := strings.Cut(href, "#")
	if path == "" || w.seen[path] || !strings.HasPrefix(path, "/") {
		return
	}
	w.seen[path] = true
	folder := "rows"
	if !strings.Contains(path, "/rows?") {
		parts := strings.Split(path, "/")
		folder = strings.Join(parts[:len(parts)-1], "/")
		if strings.Contains(path, "?") {
			folder += "?"
		}
	}
	most := 2
	if strings.HasSuffix(folder, "/charts") || strings.Count(folder, "/") == 1 {
		most = 60
	}
	if w.of[folder]++; w.of[folder] <= most {
		w.queue = append(w.queue, path)
	}
}

var unfilled = regexp.MustCompile(`\{\d\}|%!|<no value>|ZgotmplZ`)

// TestPages_areSound walks the site in both languages and asks of every page what every page promises.
func TestPages_areSound(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		w := &walk{seen: map[string]bool{}, of: map[string]int{}}
		w.add("/" + lang + "/")
		pages := 0
		for len(w.queue) > 0 {
			path := w.queue[0]
			w.queue = w.queue[1:]
			if !strings.HasPrefix(path, "/"+lang+"/") {
				continue
			}
			r := get(t, path, 200)
			d := r.document(t)
			soundPage(t, lang, path, r, d)
			d.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
				href, _ := a.Attr("href")
				w.add(href)
			})
			pages++
		}
		if pages < 60 {
			t.Errorf("%s: only %d pages are linked", lang, pages)
		}
	}
}

func soundPage(t *testing.T, lang, path string, r reply, d *goquery.Document) {
	t.Helper()
	if got, _ := d.Find("html").Attr("lang"); got != lang {
		t.Errorf("%s: lang %q", path, got)
	}
	if n := d.Find("h1").Length(); n != 1 {
		t.Errorf("%s: %d h1", path, n)
	}
	if hit := unfilled.FindString(r.Body); hit != "" {
		t.Errorf("%s: %q stands in the page", path, hit)
	}
	if n := d.Find("[style], [onclick], script:not([src]):not([type='application/ld+json']), style").Length(); n != 0 {
		t.Errorf("%s: %d inline styles or scripts", path, n)
	}
	if n := d.Find("link[rel=alternate][hreflang]").Length(); n != 3 {
		t.Errorf("%s: %d languages", path, n)
	}
	if n := d.Find("th:not([scope])").Length(); n != 0 {
		t.Errorf("%s: %d headings without a scope", path, n)
	}
	ids := map[string]bool{}
	d.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id, _ := e.Attr("id")
		if ids[id] && e.Closest("svg").Length() == 0 {
			t.Errorf("%s: id %s twice", path, id)
		}
		ids[id] = true
	})
	d.Find("a").Each(func(_ int, a *goquery.Selection) {
		href, ok := a.Attr("href")
		if name := strings.TrimSpace(a.Text()); !ok || name == "" && a.Find("title").Length() == 0 {
			t.Errorf("%s: a link without a name or target: %q", path, href)
		}
	})
}

func TestChartPage_hasItsParts(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, id := range charts(t) {
			path := "/" + lang + "/charts/" + id
			d := get(t, path, 200).document(t)
			if d.Find("#chart .empty").Length() > 0 {
				continue // its data are not bundled
			}
			for selector, what := range map[string]string{
				".credit a":                                  "source",
				`a[href^="/charts/` + id + `.csv"]`:          "CSV",
				`a[href^="/charts/` + id + `.json"]`:         "JSON",
				`form.filters button`:                        "filters",
				"textarea.copy":                              "snippet",
				"#cite p":                                    "citation",
				"#sources tbody tr":                          "sources",
				"#table tbody tr":                            "table",
				"script[type='application/ld+json']":         "data description",
				`link[rel=alternate][type='text/csv'][href]`: "link to the CSV",
			} {
				if d.Find(selector).Length() == 0 {
					t.Errorf("%s: no %s", path, what)
				}
			}
			var ld map[string]any
			if err := json.Unmarshal([]byte(d.Find("script[type='application/ld+json']").Text()), &ld); err != nil || ld["@type"] != "Dataset" {
				t.Errorf("%s: data description: %v, %v", path, err, ld["@type"])
			}
		}
	}
}

func TestChartPage_saysWhatIsAsked(t *testing.T) {
	d := get(t, "/en/charts/investment-by-economy?economies=FR,DE&from=2020&per=capita", 200).document(t)
	words := d.Find(".state").Text()
	for _, want := range []string{"France", "Germany", "since 2020", "Reset"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q does not say %s", words, want)
		}
	}
	if n := d.Find(`.chip input[value="FR"][checked]`).Length(); n != 1 {
		t.Errorf("France is checked %d times", n)
	}
	if href, _ := d.Find(`.actions a[type="text/csv"]`).Attr("href"); href != "/charts/investment-by-economy.csv?economies=FR,DE&from=2020&per=capita" {
		t.Errorf("CSV is %s", href)
	}
}

func TestChartPage_emptySelection(t *testing.T) {
	d := get(t, "/en/charts/investment-by-economy?economies=MC", 200).document(t)
	if d.Find(".empty").Length() != 1 || d.Find(".draw").Length() != 0 {
		t.Error("an empty selection is not said")
	}
	get(t, "/en/charts/notable-models?economies=MC", 200)
}

func TestOverview_saysWhereEachSideStands(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := get(t, "/"+lang+"/", 200).document(t)
		if n := d.Find(".cards .card").Length(); n != 6 {
			t.Errorf("%s: %d cards", lang, n)
		}
		if n := d.Find(".cards .card dd a.num").Length(); n < 14 {
			t.Errorf("%s: %d numbers", lang, n)
		}
		if n := d.Find(".cards .gaps li").Length(); n < 8 {
			t.Errorf("%s: %d gaps", lang, n)
		}
		d.Find(".cards dd a.num").Each(func(_ int, a *goquery.Selection) {
			href, _ := a.Attr("href")
			if rows := get(t, href, 200).document(t).Find("tbody tr").Length(); rows == 0 {
				t.Errorf("%s: %s opens no rows", lang, href)
			}
		})
	}
}

func TestThemeIsKept(t *testing.T) {
	d := get(t, "/fr/investments?theme=dark", 200).document(t)
	if theme, _ := d.Find("html").Attr("data-theme"); theme != "dark" {
		t.Errorf("theme %q", theme)
	}
	if href, _ := d.Find(".tile h3 a").First().Attr("href"); !strings.HasSuffix(href, "?theme=dark") {
		t.Errorf("a link leaves the theme: %s", href)
	}
	if href, _ := d.Find(`.switches a[hreflang="en"]`).Attr("href"); href != "/en/investments?theme=dark" {
		t.Errorf("the other language leaves the theme: %s", href)
	}
}
