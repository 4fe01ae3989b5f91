package dashboard_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sextant/dashboard/locale"
)

// TestStatements_everyChartHasOne holds the sentences of every chart that has facts to its observations (which TestNumbers holds to the CSV), in
// every language, and that machines read the same sentence.
func TestStatements_everyChartHasOne(t *testing.T) {
	for _, id := range charts(t) {
		t.Run(id, func(t *testing.T) {
			var f frame
			get(t, "/charts/"+id+".json", 200).decode(t, &f)
			var m struct {
				Chart      struct{ Statement, Question string }
				Indicators []struct{ ID, Unit, Per string }
			}
			get(t, "/charts/"+id+".metadata.json", 200).decode(t, &m)
			units := map[string][2]string{}
			for _, i := range m.Indicators {
				units[i.ID] = [2]string{i.Unit, i.Per}
			}
			for _, lang := range locale.Languages() {
				page := get(t, "/"+lang+"/charts/"+id, 200).document(t)
				said := page.Find("p.statement")
				if len(f.Observations) == 0 {
					if said.Length() > 0 && page.Find(".empty").Length() > 0 {
						t.Errorf("%s: says something of nothing: %s", lang, said.Text())
					}
					continue
				}
				text := said.Text()
				if text == "" || !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "{}\x00") || strings.Contains(text, "  ") {
					t.Errorf("%s: %q", lang, text)
				}
				if lang == "en" && m.Chart.Statement != text {
					t.Errorf("machines read %q, people %q", m.Chart.Statement, text)
				}
				if description, _ := page.Find(`meta[name="description"]`).Attr("content"); description != text {
					t.Errorf("%s: the head says %q, the page %q", lang, description, text)
				}
				if alt := page.Find("svg desc").First().Text(); alt != "" && !strings.Contains(alt, text) {
					t.Errorf("%s: the alternative text is without the statement: %s", lang, alt)
				}
				linked(t, said, f, units, lang)
			}
		})
	}
}

// linked compares every number that leads to rows with the observation that it leads to.
func linked(t *testing.T, said *goquery.Selection, f frame, units map[string][2]string, lang string) {
	t.Helper()
	p, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	said.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		address, err := url.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		ask := address.Query()
		for _, o := range f.Observations {
			unit := units[o.Indicator]
			if o.Economy == ask.Get("economy") && o.Period == ask.Get("period") && o.By == ask.Get("code") && o.Value != nil &&
				(ask.Get("indicator") == "" || o.Indicator == ask.Get("indicator")) && p.Quantity(*o.Value, unit[0], unit[1]) == a.Text() {
				return
			}
		}
		t.Errorf("%s: no observation has %q (%s)", lang, a.Text(), href)
	})
}
