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

// TestProfile_dependence: each of the seven says who decides, what the licence allows and who pays, or that nobody on the lists says.
func TestProfile_dependence(t *testing.T) {
	for id, want := range map[string][]string{
		"tensorflow":       {"Who decides: Google, United States, One company", "Company behind it: no company of its own on the list", "Grants: None on the list names the project"},
		"pytorch":          {"Who decides: PyTorch Foundation (Linux Foundation), United States, Foundation", "without the steward"},
		"rasa":             {"Who decides: Rasa Technologies, Germany", "Company behind it: Rasa, Germany", "by home of the lead: United States €", "2 rounds", "Lead investor: Accel, United States"},
		"stable-diffusion": {"Who decides: Stability AI, United Kingdom", "is not approved by the Open Source Initiative", "by home of the lead: Unknown €", "3 rounds, 1 of them undisclosed"},
		"hugging-face":     {"Lead investor: Lux Capital, United States", "not in the totals"},
	} {
		var lines []string
		get(t, "/en/projects/"+id, 200).document(t).Find("#dependence dt").Each(func(_ int, s *goquery.Selection) {
			lines = append(lines, s.Text()+": "+s.Next().Text())
		})
		for _, text := range want {
			if all := strings.Join(lines, "\n"); !strings.Contains(all, text) {
				t.Errorf("%s: no %q in\n%s", id, text, all)
			}
		}
	}
}

// TestHoldings_table: the seven stand in one table, each a link to its profile, and the files have a line for each.
func TestHoldings_table(t *testing.T) {
	d := get(t, "/fr/open-source", 200).document(t)
	if n := d.Find("#holdings tbody tr th a[href^='/fr/projects/']").Length(); n != 7 {
		t.Errorf("%d projects in the table", n)
	}
	if text := d.Find("#holdings").Text(); !strings.Contains(text, "Qui tient les sept") || !strings.Contains(text, "Allemagne") {
		t.Errorf("the table says %s", text)
	}
	file := get(t, "/projects.csv", 200)
	if lines := strings.Split(strings.TrimSpace(string(file.Body)), "\n"); len(lines) != 8 || !strings.HasPrefix(lines[0], "project,name,kind,since,origin,origin_economy,steward,") {
		t.Errorf("%d lines, the first %s", len(lines), lines[0])
	}
	var all struct {
		Release  string
		Projects []map[string]any
	}
	get(t, "/projects.json", 200).decode(t, &all)
	if len(all.Projects) != 7 || all.Release == "" || all.Projects[0]["developers_cn"] == "" {
		t.Errorf("%d objects of release %q", len(all.Projects), all.Release)
	}
	get(t, "/projects.csv?colour=red", 400)
}
