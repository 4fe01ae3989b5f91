package dashboard_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sextant/analytics"
)

// Every method has a page with all its formulas, and they are drawn without a script and without a style that the policy refuses.
func TestMethods_eachHasAPage(t *testing.T) {
	catalogue, err := analytics.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "fr"} {
		list := get(t, "/"+lang+"/methodology", 200).document(t).Find("#methods")
		for _, m := range catalogue.Methods() {
			path := "/" + lang + "/methods/" + m.ID
			if list.Find(`a[href="`+path+`"]`).Length() != 1 {
				t.Errorf("%s is not on the list of methods", path)
			}
			d := get(t, path, 200).document(t)
			if n := d.Find(".formula").Length(); n != len(m.Formulas) || d.Find(".symbols dt").Length() != len(m.Symbols) {
				t.Errorf("%s: %d formulas of %d", path, n, len(m.Formulas))
			}
			d.Find(".formula, .symbols dt").Each(func(n int, one *goquery.Selection) {
				if one.Find("math[alttext], code").Length() != 1 || one.Find("[style]").Length() > 0 {
					t.Errorf("%s: formula %d is not drawn", path, n)
				}
			})
			for _, source := range m.Sources {
				if d.Find(`a[href="`+source.URL+`"]`).Length() == 0 {
					t.Errorf("%s: %s is not linked", path, source.Title)
				}
			}
		}
	}
	get(t, "/en/methods/nothing", 404)
	get(t, "/methods/nothing.json", 404)
}

func TestMethods_linkedWhereTheyAreUsed(t *testing.T) {
	for path, method := range map[string]string{
		"/en/indicators/median-round":             "/en/methods/median",
		"/fr/charts/investment-by-economy":        "/fr/methods/currency",
		"/en/index":                               "/en/methods/composite-index",
		"/en/methods/composite-index":             "/en/index",
		"/en/methods/median":                      "/en/indicators/median-round",
		"/en/methods/median?release=2026-11-23.1": "/en/indicators/median-round?release=2026-11-23.1",
	} {
		if get(t, path, 200).document(t).Find(`main a[href="`+method+`"]`).Length() == 0 {
			t.Errorf("%s does not link to %s", path, method)
		}
	}
}

func TestMethods_forPrograms(t *testing.T) {
	var one struct {
		ID, Asks   string
		Formulas   []struct{ TeX, Says string }
		Indicators []string
	}
	if err := json.Unmarshal([]byte(get(t, "/methods/median.json", 200).Body), &one); err != nil {
		t.Fatal(err)
	}
	if one.ID != "median" || !strings.Contains(one.Formulas[0].TeX, "cases") || !slices.Contains(one.Indicators, "median-round") {
		t.Errorf("got %+v", one)
	}
	var all struct{ Methods []struct{ ID string } }
	if err := json.Unmarshal([]byte(get(t, "/methods.json", 200).Body), &all); err != nil || len(all.Methods) < 6 {
		t.Errorf("got %+v, %v", all, err)
	}
}
