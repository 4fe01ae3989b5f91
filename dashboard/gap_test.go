package dashboard_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func TestGap_table(t *testing.T) {
	lines := get(t, "/gap.csv", 200).records(t)
	for _, lang := range []string{"en", "fr"} {
		d := get(t, "/"+lang+"/gap", 200).document(t)
		rows := d.Find(".gaps-table tbody tr:not(.theme)")
		if rows.Length() < 15 {
			t.Fatalf("%s: %d rows", lang, rows.Length())
		}
		rows.Each(func(_ int, row *goquery.Selection) {
			href, _ := row.Find("th a").Attr("href")
			_, id, ok := strings.Cut(href, "/"+lang+"/gap?indicator=")
			if !ok {
				t.Errorf("%s: a row leads to %s", lang, href)
			}
			// The ratios of a row are those of the file, in the order of the others.
			var want []string
			for _, l := range lines {
				latest := len(want) == 0 || l["compared_with"] != want[len(want)-1]
				if l["indicator"] == id && l["measure"] == "ratio" && latest {
					want = append(want, l["value"], l["compared_with"])
				}
			}
			row.Find("td.ratio data").Each(func(n int, one *goquery.Selection) {
				if got, _ := one.Attr("value"); 2*n >= len(want) || got != want[2*n] {
					t.Errorf("%s: %s: ratio %s, the file has %v", lang, id, got, want)
				}
			})
		})
		for _, part := range []string{".statement .num", "#apart li", "#method li", "#sources a", `select[name="group"]`, `a[href="/gap.csv"]`, `a[href="/gap.json"]`} {
			if d.Find(part).Length() == 0 {
				t.Errorf("%s: no %s", lang, part)
			}
		}
	}
}

func TestGap_one(t *testing.T) {
	const query = "?by_year=2040&indicator=investment&other=trend&target=half"
	lines := get(t, "/gap.csv"+query, 200).records(t)
	inFile := map[string]bool{}
	for _, l := range lines {
		inFile[l["value"]] = true
	}
	for _, lang := range []string{"en", "fr"} {
		d := get(t, "/"+lang+"/gap"+query, 200).document(t)
		// Every number on the page is in the file.
		d.Find("#latest data, #growth data, #catch-up data, #table data").Each(func(_ int, one *goquery.Selection) {
			if v, _ := one.Attr("value"); !inFile[v] {
				t.Errorf("%s: %s (%s) is not in the file", lang, v, one.Text())
			}
		})
		if n := d.Find("#catch-up data").Length(); n != 7 {
			t.Errorf("%s: %d numbers of catching up", lang, n)
		}
		for name, want := range map[string]string{"target": "half", "by_year": "2040", "other": "trend", "of": "US", "indicator": "investment"} {
			if got, _ := d.Find(`select[name="` + name + `"] option[selected]`).Attr("value"); got != want && d.Find(`select[name="`+name+`"]`).Length() > 0 {
				t.Errorf("%s: %s is %q", lang, name, got)
			}
		}
		if got, _ := d.Find(`#catch-up input[name="indicator"]`).Attr("value"); got != "investment" {
			t.Errorf("%s: the form of catching up forgets the indicator: %q", lang, got)
		}
		href, _ := d.Find("#table td a").First().Attr("href")
		if !strings.Contains(href, "/rows?") {
			t.Errorf("%s: a number leads to %q", lang, href)
		}
		get(t, href, 200)
		for _, part := range []string{"#catch-up .notes li", "#is-not li", "#notes li", "#sources tbody tr"} {
			if d.Find(part).Length() == 0 {
				t.Errorf("%s: no %s", lang, part)
			}
		}
	}
}

// Every indicator of the table has its page; what has no figure of a side says so and shows no number for it.
func TestGap_everyIndicator(t *testing.T) {
	d := get(t, "/en/gap?indicator=investment", 200).document(t)
	options := d.Find(`select[name="indicator"] option`)
	if options.Length() < 25 {
		t.Fatalf("%d indicators", options.Length())
	}
	options.Each(func(_ int, one *goquery.Selection) {
		id, _ := one.Attr("value")
		get(t, "/en/gap?indicator="+id, 200)
	})
	d = get(t, "/en/gap?indicator=ai-user-share", 200).document(t)
	if d.Find("#latest data").Length() != 0 || !strings.Contains(d.Find("#latest").Text(), "not covered") || d.Find("#chart .empty").Length() != 1 {
		t.Errorf("Europe has no figure: %s", d.Find("#latest").Text())
	}
	d = get(t, "/en/gap?indicator=gpu-cluster-share", 200).document(t)
	if d.Find("#catch-up data").Length() != 0 || d.Find("#catch-up .hint").Length() != 1 {
		t.Error("shares of a whole are caught up with")
	}
}

func TestGap_address(t *testing.T) {
	long := get(t, "/en/gap?indicator=investment&target=100&other=still&by_year=2035&of=US", 302)
	if to := long.Header.Get("Location"); to != "/en/gap?indicator=investment" {
		t.Errorf("leads to %s", to)
	}
	for _, wrong := range []string{"indicator=companies", "target=x&indicator=investment", "other=falls&indicator=investment", "economies=US&indicator=investment",
		"by_year=2020&indicator=investment", "group=FR", "by_year=2035"} {
		name, _, _ := strings.Cut(wrong, "=")
		r := get(t, "/gap.json?"+wrong, 400)
		var p struct {
			Error struct {
				Parameter string
				Allowed   []string
			}
		}
		if r.decode(t, &p); p.Error.Parameter != name || len(p.Error.Allowed) == 0 {
			t.Errorf("%s: %s", wrong, r.Body)
		}
		get(t, "/en/gap?"+wrong, 400)
	}
	const path = "/gap.csv?dialect=excel-eu&indicator=notable-models"
	if first, again := get(t, path, 200), ask(t, server(t), "GET", path); first.Body != again.Body || first.Header.Get("X-Sha256") == "" {
		t.Error("the same address gives other bytes")
	}
	if to := get(t, "/gap?group=EUROPE", 302).Header.Get("Location"); to != "/en/gap?group=EUROPE" {
		t.Errorf("without a language: %s", to)
	}
}
