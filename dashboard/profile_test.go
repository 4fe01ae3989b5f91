package dashboard_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// TestProfile_featuredProjects: each of the seven says who made it, under which licence, and where its developers are.
func TestProfile_featuredProjects(t *testing.T) {
	for id, counted := range map[string]bool{"tensorflow": true, "pytorch": true, "hugging-face": true, "stable-diffusion": true,
		"onnx": false, "jax": false, "rasa": false} {
		d := get(t, "/en/projects/"+id, 200).document(t)
		for _, name := range []string{"Origin", "Steward", "Governance", "Licence", "Source"} {
			if d.Find("dl.facts dt").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == name }).Length() != 1 {
				t.Errorf("%s: no %s", id, name)
			}
		}
		use := d.Find("section").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Find("h2").Text() == "Where its developers are" })
		if got := use.Find(".card").Length() == 1; use.Length() != 1 || got != counted {
			t.Errorf("%s: developers by economy: %q", id, use.Text())
		}
	}
}

// TestProfile_proxies: what stands for Stable Diffusion carries its own name.
func TestProfile_proxies(t *testing.T) {
	headings := get(t, "/en/projects/stable-diffusion", 200).document(t).Find(".card h3").Text()
	for _, name := range []string{"SDXL", "Diffusers", "Stable Diffusion web UI"} {
		if !strings.Contains(headings, name) {
			t.Errorf("no counts of %s in %q", name, headings)
		}
	}
}

// TestProfile_rounds: a company lists its rounds with their sources, and says which are in no sum.
func TestProfile_rounds(t *testing.T) {
	d := get(t, "/en/organisations/hugging-face", 200).document(t)
	rows := d.Find("table tbody tr")
	if rows.Length() < 3 {
		t.Fatalf("%d rounds", rows.Length())
	}
	rows.Each(func(_ int, row *goquery.Selection) {
		if href, _ := row.Find("td a[href^=http]").Attr("href"); href == "" {
			t.Errorf("no source: %s", row.Text())
		}
	})
	if !strings.Contains(rows.Text(), "not in the totals") {
		t.Errorf("the purchase that is not closed counts: %s", rows.Text())
	}
}
