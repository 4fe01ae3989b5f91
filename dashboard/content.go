package dashboard

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"sort"
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
	"sextant/internal/definition"
)

//go:embed charts/*.yaml pages/*.yaml
var definitions embed.FS

// A Page is a page's definition, the content of dashboard/pages/<slug>.yaml. Its English texts are translated by the keys
// page.<slug>.title, .question, .intro and page.<slug>.section.<n>.title, .text.
type Page struct {
	Slug     string    `yaml:"-"`        // the file's name and the address
	Title    string    `yaml:"title"`    // word in the navigation
	Question string    `yaml:"question"` // heading
	Intro    string    `yaml:"intro"`    // what a reader should know first
	Order    int       `yaml:"order"`    // place in the navigation
	Sections []Section `yaml:"sections"` // from top to bottom
}

// A Section is a part of a page: a heading, a text and charts.
type Section struct {
	Title      string   `yaml:"title"`
	Text       string   `yaml:"text"`
	Charts     []string `yaml:"charts"`     // ids
	Indicators []string `yaml:"indicators"` // page gap only: ids, in the order of the table
	Aside      bool     `yaml:"aside"`      // page gap only: measures size, and is in no count
}

// overview is the page at /{lang}/.
const overview = "overview"

// A content is all charts and pages, linted. It does not change.
type content struct {
	catalogue *analytics.Catalogue
	charts    []plot.Spec // in order of id
	pages     []Page      // in order of the navigation
}

// Lint reads the charts, pages, languages and formulas that are part of the program, and reports all problems at once.
func Lint(catalogue *analytics.Catalogue) error {
	_, err := loadContent(catalogue)
	built, builtErr := builtAssets()
	if builtErr == nil {
		var f formulas
		f, builtErr = readFormulas(built)
		err = errors.Join(append(f.lint(catalogue), err)...)
	}
	err = errors.Join(err, builtErr)
	for _, lang := range locale.Languages() {
		_, langErr := locale.New(lang)
		err = errors.Join(err, langErr)
	}
	return err
}

// loadContent reads the definitions that are part of the program.
func loadContent(catalogue *analytics.Catalogue) (*content, error) {
	return loadContentFrom(definitions, catalogue)
}

// loadContentFrom reads definitions and reports all problems at once.
func loadContentFrom(tree fs.FS, catalogue *analytics.Catalogue) (*content, error) {
	var found definition.Findings
	charts, err := definition.Load[plot.Spec](tree, "charts/*.yaml")
	if err != nil && !errors.As(err, &found) {
		return nil, err
	}
	pages, err := definition.Load[Page](tree, "pages/*.yaml")
	var more definition.Findings
	if err != nil && !errors.As(err, &more) {
		return nil, err
	}
	found = append(found, more...)
	c := &content{catalogue: catalogue}
	for _, one := range charts {
		one.Value.ID = one.ID
		if one.Value.Form == plot.Timeline && len(one.Value.Indicators) == 0 {
			one.Value.Indicators = []string{"policy-events"} // a timeline shows events, and there is one kind
		}
		c.charts = append(c.charts, one.Value)
	}
	for _, one := range pages {
		one.Value.Slug = one.ID
		c.pages = append(c.pages, one.Value)
	}
	sort.SliceStable(c.pages, func(i, j int) bool { return c.pages[i].Order < c.pages[j].Order })
	for _, one := range charts {
		found = append(found, c.lintChart(one)...)
	}
	for _, one := range pages {
		found = append(found, c.lintPage(one)...)
	}
	return c, found.Err()
}

func (c *content) lintChart(one definition.Located[plot.Spec]) definition.Findings {
	var found definition.Findings
	spec := one.Value
	spec.ID = one.ID
	for _, reason := range spec.Lint() {
		found = append(found, one.Finding(reason))
	}
	if _, ok := c.page(spec.Page); !ok {
		found = append(found, one.Finding("page "+strconv.Quote(spec.Page)+" does not exist", "page"))
	}
	for n, id := range spec.Indicators {
		if _, err := c.catalogue.Indicator(id); err != nil {
			found = append(found, one.Finding("indicator "+strconv.Quote(id)+" does not exist", "indicators", n))
		}
	}
	return found
}

func (c *content) lintPage(one definition.Located[Page]) definition.Findings {
	var found definition.Findings
	if one.Value.Title == "" || one.Value.Question == "" {
		found = append(found, one.Finding("title and question are required"))
	}
	for n, section := range one.Value.Sections {
		for m, id := range section.Charts {
			if _, err := c.chart(id); err != nil {
				found = append(found, one.Finding("chart "+strconv.Quote(id)+" does not exist", "sections", n, "charts", m))
			}
		}
		for m, id := range section.Indicators {
			if _, err := c.catalogue.Indicator(id); err != nil {
				found = append(found, one.Finding("indicator "+strconv.Quote(id)+" does not exist", "sections", n, "indicators", m))
			}
		}
	}
	return found
}

// chart returns a chart's definition, or ErrNotFound.
func (c *content) chart(id string) (plot.Spec, error) {
	at := slices.IndexFunc(c.charts, func(s plot.Spec) bool { return s.ID == id })
	if at < 0 {
		return plot.Spec{}, analytics.ErrNotFound
	}
	return c.charts[at], nil
}

func (c *content) page(slug string) (Page, bool) {
	at := slices.IndexFunc(c.pages, func(p Page) bool { return p.Slug == slug })
	if at < 0 {
		return Page{}, false
	}
	return c.pages[at], true
}

// chartTitle returns a chart's title in the printer's language.
func chartTitle(p *locale.Printer, s plot.Spec) string {
	return p.Text("chart."+s.ID+".title", s.Title)
}

func chartQuestion(p *locale.Printer, s plot.Spec) string {
	return p.Text("chart."+s.ID+".question", s.Question)
}

func pageText(p *locale.Printer, page Page, field, english string) string {
	return p.Text("page."+page.Slug+"."+field, english)
}
