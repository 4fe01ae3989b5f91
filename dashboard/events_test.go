package dashboard_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestEvents_areTheSameEverywhere(t *testing.T) {
	const query = "?events=ai-act-gpai,us-export-2022&frequency=quarter"
	d := get(t, "/en/charts/investment-by-economy"+query, 200).document(t)
	items := d.Find("#chart ol.events li")
	if items.Length() != 2 || !strings.Contains(items.First().Text(), "2022 Advanced computing") || items.First().Find(`a[rel="noopener nofollow"]`).Length() != 1 {
		t.Errorf("the list under the chart: %s", items.Text())
	}
	var list struct {
		Events []struct{ Event, Dated string }
	}
	if err := json.Unmarshal([]byte(get(t, "/charts/investment-by-economy/events.json"+query, 200).Body), &list); err != nil || len(list.Events) != 2 || list.Events[1].Event != "ai-act-gpai" {
		t.Errorf("the file: %+v, %v", list, err)
	}
	frame := get(t, "/embed/investment-by-economy"+query, 200).document(t)
	if frame.Find("ol.events li").Length() != 2 || frame.Find(`ol.events a:not([target="_top"])`).Length() != 0 {
		t.Error("the list in a frame, whose links leave it")
	}
	if plain := get(t, "/en/charts/investment-by-economy", 200).document(t); plain.Find("ol.events").Length() != 0 {
		t.Error("events that nobody asked for")
	}
}

func TestEvents_canonicalOrRefused(t *testing.T) {
	for from, to := range map[string]string{
		"?events=summit&events=law":              "?events=law,summit",
		"?events=":                               "",
		"?window=2":                              "",
		"?event=us-export-2022&window=1":         "?event=us-export-2022",
		"?events=law&form=table":                 "?form=table",
		"?event=us-eo-14110&events=law&window=3": "",
	} {
		r := get(t, "/en/charts/investment-by-economy"+from, map[bool]int{true: 302, false: 200}[to != "" || from == "?events=" || from == "?window=2"])
		if r.Status == 302 && r.Header.Get("Location") != "/en/charts/investment-by-economy"+to {
			t.Errorf("%s leads to %s", from, r.Header.Get("Location"))
		}
	}
	for _, query := range []string{"?events=festival", "?event=nothing", "?events=law&window=9", "?event=../x"} {
		get(t, "/charts/investment-by-economy.option.json"+query, 400)
	}
	get(t, "/charts/compute-sites-map.json?events=law", 400)
}

func TestBeforeAfter_section(t *testing.T) {
	d := get(t, "/en/charts/investment-by-economy?event=us-export-2022&window=2", 200).document(t)
	section := d.Find("#before-after")
	for _, want := range []string{"Before and after, not because of", "Where it does not apply", "2020–2021 → 2023–2024"} {
		if !strings.Contains(section.Text(), want) {
			t.Errorf("no %q in %s", want, section.Text())
		}
	}
	if section.Find("tbody tr").Length() != 3 || section.Find("tbody tr").First().Find("td.n").Length() != 4 {
		t.Errorf("the table: %s", section.Find("table").Text())
	}
	for query, want := range map[string]string{
		"?event=ai-act-nudifier-ban":      "there is no after yet",
		"?event=ai-act-prohibitions":      "No complete year lies after",
		"?by=sector&event=us-export-2022": "not broken down",
		"?event=cn-ai-plan-2017":          "Only the year",
		"?event=us-export-2022&form=bar":  "Mean before",
	} {
		if text := get(t, "/en/charts/investment-by-economy"+query, 200).document(t).Find("#before-after").Text(); !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in %s", query, want, text)
		}
	}
	if text := get(t, "/en/charts/private-investment-ai-act?event=eu-ai-act-in-force", 200).document(t).Find("#before-after").Text(); !strings.Contains(text, "not comparable") {
		t.Errorf("editions change between: %s", text)
	}
}
