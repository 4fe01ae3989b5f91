package dashboard_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sextant/dashboard/locale"
)

// TestRobustness_everyChart holds the section of every chart's page to its CSV: as many figures, the first line as the chart has it.
func TestRobustness_everyChart(t *testing.T) {
	for _, id := range charts(t) {
		t.Run(id, func(t *testing.T) {
			file := ask(t, server(t), "GET", "/charts/"+id+"/robustness.csv")
			if file.Status == 403 {
				return // a source forbids to hand it on
			}
			lines := get(t, "/charts/"+id+"/robustness.csv", 200).records(t)
			get(t, "/charts/"+id+"/robustness.json", 200)
			for _, lang := range locale.Languages() {
				part := get(t, "/"+lang+"/charts/"+id, 200).document(t).Find("#robust")
				if len(lines) == 0 {
					if part.Length() > 0 {
						t.Errorf("%s: a section about nothing", lang)
					}
					continue
				}
				if text := part.Find("p").First().Text(); !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "{}") {
					t.Errorf("%s: %q", lang, text)
				}
				figures := map[string]bool{}
				part.Find("td data").Each(func(_ int, d *goquery.Selection) {
					value, _ := d.Attr("value")
					figures[value] = true
				})
				if part.Find("table").Length() == 0 {
					continue
				}
				for _, l := range lines {
					if l["variant"] != "asked" && l["value"] != "" && !figures[l["value"]] && part.Find("table").Length() == indicators(lines) {
						t.Errorf("%s: %s of %s, %s, is not on the page", lang, l["variant"], l["economy"], l["value"])
					}
				}
			}
		})
	}
}

func indicators(lines []map[string]string) int {
	seen := map[string]bool{}
	for _, l := range lines {
		seen[l["indicator"]] = true
	}
	return len(seen)
}

func TestRobustness_asTheChartHasIt(t *testing.T) {
	var f frame
	get(t, "/charts/investment-by-economy.json", 200).decode(t, &f)
	for _, l := range get(t, "/charts/investment-by-economy/robustness.csv", 200).records(t) {
		if l["variant"] != "asked" {
			continue
		}
		found := false
		for _, o := range f.Observations {
			if o.Economy == l["economy"] && o.Period == l["period"] {
				found = true
				if (o.Value == nil) != (l["value"] == "") || o.Value != nil && !near(l["value"], *o.Value) || strconv.Itoa(o.N) != l["n"] {
					t.Errorf("%v, chart %+v", l, o)
				}
			}
		}
		if !found {
			t.Errorf("no observation for %v", l)
		}
	}
}
