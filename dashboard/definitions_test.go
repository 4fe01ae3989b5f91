package dashboard_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"sextant/analytics"
	"sextant/dashboard/plot"
	"sextant/internal/definition"
)

// A page mirrors dashboard/pages/<slug>.yaml.
type page struct {
	Title    string    `yaml:"title"`
	Question string    `yaml:"question"`
	Intro    string    `yaml:"intro"`
	Order    int       `yaml:"order"`
	Sections []section `yaml:"sections"`
}

type section struct {
	Title  string   `yaml:"title"`
	Text   string   `yaml:"text"`
	Charts []string `yaml:"charts"`

	Indicators []string `yaml:"indicators"`
	Aside      bool     `yaml:"aside"`
}

// promised are the charts whose ids and meanings do not change.
var promised = []string{
	"investment-by-economy", "rounds-by-type", "capital-origin", "companies-by-economy", "companies-by-sector",
	"public-funds-by-stage", "public-funds-by-instrument", "private-investment", "notable-models", "enterprise-ai-use",
	"github-developers", "ai-topic-developers", "compute-sites-map", "european-cloud-share", "oss-projects-by-origin",
	"policy-timeline",
}

func load[T any](t *testing.T, pattern string) []definition.Located[T] {
	t.Helper()
	all, err := definition.Load[T](os.DirFS("."), pattern)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCharts_eachIsSound(t *testing.T) {
	catalogue, err := analytics.Load()
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]page{}
	for _, p := range load[page](t, "pages/*.yaml") {
		pages[p.ID] = p.Value
	}
	for _, c := range load[plot.Spec](t, "charts/*.yaml") {
		t.Run(c.ID, func(t *testing.T) {
			for _, problem := range c.Value.Lint() {
				t.Error(c.Finding(problem))
			}
			for n, id := range c.Value.Indicators {
				if _, err := catalogue.Indicator(id); err != nil {
					t.Error(c.Finding(err.Error(), "indicators", n))
				}
			}
			q := c.Value.Defaults()
			if len(c.Value.Indicators) > 0 {
				if _, err := catalogue.Parse(nil, q); err != nil {
					t.Error(c.Finding("its own question is not valid: "+err.Error(), "query"))
				}
			}
			if _, ok := pages[c.Value.Page]; !ok {
				t.Error(c.Finding("no page "+c.Value.Page, "page"))
			}
			if len(c.Value.Notes) == 0 {
				t.Error(c.Finding("nothing says what a reader must know before quoting", "notes"))
			}
		})
	}
}

func TestCharts_promisedAndEveryFormUsed(t *testing.T) {
	used := map[plot.Form]bool{}
	var ids []string
	for _, c := range load[plot.Spec](t, "charts/*.yaml") {
		ids = append(ids, c.ID)
		used[c.Value.Form] = true
	}
	for _, id := range promised {
		if !slices.Contains(ids, id) {
			t.Errorf("no chart %s", id)
		}
	}
	for _, form := range plot.Forms() {
		if !used[form] {
			t.Errorf("no chart of form %s", form)
		}
	}
}

func TestPages_chartsExistAndEachIsShown(t *testing.T) {
	home := map[string]string{}
	for _, c := range load[plot.Spec](t, "charts/*.yaml") {
		home[c.ID] = c.Value.Page
	}
	shown, orders := map[string][]string{}, map[int]string{}
	for _, p := range load[page](t, "pages/*.yaml") {
		if other, ok := orders[p.Value.Order]; ok || p.Value.Order < 1 {
			t.Error(p.Finding("order is missing or also that of "+other, "order"))
		}
		orders[p.Value.Order] = p.ID
		if !strings.HasSuffix(p.Value.Question, "?") || p.Value.Title == "" {
			t.Error(p.Finding("a title and a question that ends in ? are wanted", "question"))
		}
		if n := strings.Count(p.Value.Intro, ". ") + 1; p.Value.Intro == "" || n > 2 {
			t.Error(p.Finding("an intro of one or two sentences is wanted", "intro"))
		}
		for n, s := range p.Value.Sections {
			for m, id := range s.Charts {
				if _, ok := home[id]; !ok {
					t.Error(p.Finding("no chart "+id, "sections", n, "charts", m))
				}
				shown[id] = append(shown[id], p.ID)
			}
		}
	}
	for id, slug := range home {
		if !slices.Contains(shown[id], slug) {
			t.Errorf("chart %s is not on its own page %s", id, slug)
		}
	}
}
