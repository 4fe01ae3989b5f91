package dashboard_test

import (
	"encoding/csv"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func TestEconomy_page(t *testing.T) {
	for _, path := range []string{"/en/economies/FR", "/fr/economies/EU27_2020", "/en/economies/US", "/fr/economies/CN", "/en/economies/EUROPE"} {
		d := get(t, path, 200).document(t)
		if d.Find("h1").Text() == "" || d.Find("table.economy thead th").Length() < 4 {
			t.Errorf("%s: no table", path)
		}
		if strings.Contains(path, "EU27") && d.Find("details .ways a").Length() != 27 {
			t.Errorf("%s: %d members", path, d.Find("details .ways a").Length())
		}
	}
	if to := get(t, "/en/economies/fr", 308).Header.Get("Location"); to != "/en/economies/FR" {
		t.Errorf("small letters lead to %s", to)
	}
	if to := get(t, "/economies/FR", 302).Header.Get("Location"); to != "/en/economies/FR" {
		t.Errorf("without a language: %s", to)
	}
	for _, none := range []string{"XX", "F", "FR-IDF", "..", "FR%00"} {
		get(t, "/en/economies/"+none, 404)
	}
	get(t, "/en/economies/FR?from=2020", 400)
}

// The figure of an economy is the one that the chart's file has.
func TestEconomy_figuresAreThoseOfTheFiles(t *testing.T) {
	d := get(t, "/en/economies/FR", 200).document(t)
	rows, compared := d.Find("table.economy tbody tr:not(.set)"), 0
	rows.Each(func(_ int, row *goquery.Selection) {
		href, _ := row.Find("th a").Attr("href")
		rowsOf, linked := row.Find("td").First().Find("a").Attr("href")
		if !linked {
			return
		}
		u, err := url.Parse(rowsOf)
		if err != nil {
			t.Fatal(err)
		}
		file := strings.Replace(strings.TrimPrefix(href, "/en"), "?", ".csv?", 1)
		lines, err := csv.NewReader(strings.NewReader(get(t, file, 200).Body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, line := range lines[1:] {
			if line[1] == "FR" && line[3] == u.Query().Get("period") && line[4] != "" {
				found = true
			}
		}
		if !found {
			t.Errorf("%s has no figure of France in %s", file, u.Query().Get("period"))
		}
		compared++
	})
	if compared == 0 {
		t.Error("no figure leads to its rows")
	}
}

func TestInvestor_page(t *testing.T) {
	hits := found(t, "capital", "en")
	id := ""
	for _, hit := range hits {
		if rest, ok := strings.CutPrefix(hit, "investor "); ok {
			id = rest
			break
		}
	}
	if id == "" {
		t.Fatalf("no investor among %q", hits)
	}
	d := get(t, "/fr/investors/"+id, 200).document(t)
	if d.Find("h1").Text() == "" || d.Find("dl.facts dt").Length() < 4 {
		t.Errorf("%s: no facts", id)
	}
	link, ok := d.Find(`table th a[href^="/fr/organisations/"]`).First().Attr("href")
	if !ok {
		t.Fatalf("%s: no round leads to its company", id)
	}
	if n := get(t, link, 200).document(t).Find(`a[href="/fr/investors/` + id + `"]`).Length(); n == 0 {
		t.Errorf("%s does not name %s", link, id)
	}
	get(t, "/en/investors/nobody-at-all", 404)
}
