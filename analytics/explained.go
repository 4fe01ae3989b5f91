package analytics

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"sextant/internal/definition"
)

//go:embed methods/*.yaml
var methodFiles embed.FS

// A Method explains how figures are made: the content of analytics/methods/<id>.yaml, whose README lists the fields. Its English texts are
// translated by the keys method.<id>.title, .asks and .library, and by method.<id>.formula.<n>, .symbol.<n>, .assumption.<n> and .limit.<n>,
// n from 1.
type Method struct {
	ID          string      `yaml:"-"` // the file's name and the address
	Title       string      `yaml:"title"`
	Asks        string      `yaml:"asks"`     // the question that it answers
	Formulas    []Formula   `yaml:"formulas"` // in the order of the calculation
	Symbols     []Formula   `yaml:"symbols"`  // what the letters of the formulas mean
	Assumptions []string    `yaml:"assumptions"`
	Limits      []string    `yaml:"limits"`
	Sources     []Reference `yaml:"sources"`
	Library     string      `yaml:"library"` // what computes it
}

// A Formula is mathematics with its meaning in words, which also stand for it where it cannot be seen.
type Formula struct {
	Says string `yaml:"says"`
	TeX  string `yaml:"tex"`
}

// A Reference is a work of the literature, in its own language.
type Reference struct {
	Title   string `yaml:"title"`
	Authors string `yaml:"authors"`
	Year    int    `yaml:"year"` // 0: a page that is kept up to date
	URL     string `yaml:"url"`
}

// The methods of figures that no definition has to name.
const (
	methodComposite    = "composite-index"
	methodDenominators = "per-head-and-product"
	methodCurrency     = "currency"
)

// impliedMethods are those of an aggregate.
var impliedMethods = map[string]string{aggMedian: "median", aggDistinct: "distinct-count", aggRatio: "ratio"}

// loadMethods reads the methods that are part of the program. It reports all problems at once.
func loadMethods() ([]Method, error) { return loadMethodsFrom(methodFiles, "methods/*.yaml") }

func loadMethodsFrom(tree fs.FS, pattern string) ([]Method, error) {
	all, err := definition.Load[Method](tree, pattern)
	var found definition.Findings
	if err != nil && !errors.As(err, &found) {
		return nil, fmt.Errorf("methods: %w", err)
	}
	list := make([]Method, len(all))
	for n, one := range all {
		for _, reason := range one.Value.problems() {
			found = append(found, one.Finding(reason))
		}
		list[n] = one.Value
		list[n].ID = one.ID
	}
	return list, found.Err()
}

// wordsInTeX finds words inside a formula, which nobody would translate. Names in roman letters, such as \mathrm{HHI}, are no words.
var wordsInTeX = regexp.MustCompile(`\\text\w*\{`)

// problems are what a definition lacks or has wrong.
func (m Method) problems() []string {
	var all []string
	check := func(wrong bool, reason string) {
		if wrong {
			all = append(all, reason)
		}
	}
	check(m.Title == "" || !strings.HasSuffix(m.Asks, "?"), "a title is wanted, and asks, which ends in ?")
	check(len(m.Formulas) == 0 || len(m.Symbols) == 0, "formulas and the symbols in them are wanted")
	check(len(m.Assumptions) == 0 || len(m.Limits) == 0, "assumptions and limits are wanted")
	check(len(m.Sources) == 0, "sources in the literature are wanted")
	check(m.Library == "", "library says what computes it")
	for _, f := range slices.Concat(m.Formulas, m.Symbols) {
		check(f.Says == "" || f.TeX == "", "a formula and a symbol have says and tex")
		check(wordsInTeX.MatchString(f.TeX), "a word in a formula is in no language but one: "+f.TeX)
	}
	for _, s := range m.Sources {
		check(s.Title == "" || s.Authors == "" || !strings.HasPrefix(s.URL, "https://"), "a source has a title, authors and an address that begins with https://")
		check(s.Year != 0 && (s.Year < 1700 || s.Year > 2100), fmt.Sprintf("%d is no year", s.Year))
	}
	return all
}

// lintMethods finds indicators whose methods have no page.
func (c *Catalogue) lintMethods() error {
	var found []error
	for _, i := range c.indicators {
		for _, id := range i.methodIDs() {
			if _, err := c.Method(id); err != nil {
				found = append(found, fmt.Errorf("indicators/%s.yaml: there is no methods/%s.yaml", i.ID, id))
			}
		}
	}
	if _, err := c.Method(methodComposite); err != nil {
		found = append(found, err)
	}
	return errors.Join(found...)
}

// methodIDs are the methods that make an indicator's figures, its own first, then those of its aggregate, its currencies and what it may
// be divided by.
func (i Indicator) methodIDs() []string {
	var ids []string
	add := func(id string) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	add(i.Method)
	add(impliedMethods[i.Aggregate])
	if i.IsMoney() {
		add(methodCurrency)
	}
	if len(i.Per) > 0 {
		add(methodDenominators)
	}
	return ids
}

// Methods returns all methods in order of id.
func (c *Catalogue) Methods() []Method { return slices.Clone(c.methods) }

// Method returns one method, or ErrNotFound.
func (c *Catalogue) Method(id string) (Method, error) {
	at := slices.IndexFunc(c.methods, func(m Method) bool { return m.ID == id })
	if at < 0 {
		return Method{}, fmt.Errorf("method %s: %w", id, ErrNotFound)
	}
	return c.methods[at], nil
}

// CompositeMethod returns the method of the composite index.
func (c *Catalogue) CompositeMethod() Method {
	m, _ := c.Method(methodComposite) // Load refuses a program without it
	return m
}

// MethodsOf returns the methods that make the figures of indicators, each once: the indicators' own in their order, then general ones.
func (c *Catalogue) MethodsOf(ids ...string) []Method {
	var own, general []Method
	for _, id := range ids {
		i, err := c.Indicator(id)
		if err != nil {
			continue
		}
		for _, id := range i.methodIDs() {
			m, err := c.Method(id)
			switch known := func(n Method) bool { return n.ID == id }; {
			case err != nil || slices.ContainsFunc(own, known) || slices.ContainsFunc(general, known):
			case id == i.Method || id == impliedMethods[i.Aggregate]:
				own = append(own, m)
			default:
				general = append(general, m)
			}
		}
	}
	return append(own, general...)
}

// MadeBy returns the indicators whose figures a method makes, in order of id.
func (c *Catalogue) MadeBy(id string) []Indicator {
	var list []Indicator
	for _, i := range c.indicators {
		if slices.Contains(i.methodIDs(), id) {
			list = append(list, i)
		}
	}
	return list
}
