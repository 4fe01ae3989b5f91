package locale_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sextant/analytics"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
	"sextant/datasets"
	"sextant/internal/definition"
)

// families are keys that end in a code known only at run time: the codes that occur, by what the key begins with. Those of
// definitions are collected from the definitions.
var families = map[string][]string{
	"indicator.": nil, "dimension.": nil, "page.": nil, "chart.": nil, "unit.": nil, "count.": nil, "dataset.": nil,
	"option.": nil, "card.": nil, "method.": nil, "index.pillar.": nil, "index.left-out.": nil,
	"chart.form.":  forms(),
	"ui.problem.":  {"invalid", "not-found", "restricted", "unavailable", "method", "too-long", "too-many", "too-large", "internal"},
	"chart.short.": {"EU27_2020", "US", "CN", "EUROPE_OTHER", "OTHER", "GB"},
}

func forms() []string {
	var all []string
	for _, f := range plot.Forms() {
		all = append(all, string(f))
	}
	return all
}

// texts are English texts by key.
type texts map[string]string

// add keeps a text. One key with two texts is a mistake: only one of them can be translated.
func (x texts) add(t *testing.T, key, english, where string) {
	t.Helper()
	if before, ok := x[key]; ok && before != english {
		t.Errorf("%s: key %s says %q, elsewhere %q", where, key, english, before)
	}
	x[key] = english
}

// used collects every text that a reader can meet.
func used(t *testing.T) texts {
	t.Helper()
	all := texts{}
	all.charts(t)
	all.pages(t)
	all.indicators(t)
	all.datasets(t)
	all.code(t, "..")
	all.code(t, "../../analytics")
	all.templates(t, "../templates")
	return all
}

func load[T any](t *testing.T, pattern string) []definition.Located[T] {
	t.Helper()
	list, err := definition.Load[T](os.DirFS(".."), pattern)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (x texts) charts(t *testing.T) {
	for _, c := range load[plot.Spec](t, "charts/*.yaml") {
		x["chart."+c.ID+".title"] = c.Value.Title
		x["chart."+c.ID+".question"] = c.Value.Question
		for n, note := range c.Value.Notes {
			x[fmt.Sprintf("chart.%s.note.%d", c.ID, n+1)] = note
		}
	}
}

func (x texts) pages(t *testing.T) {
	type page struct {
		Title, Question, Intro string
		Order                  int
		Sections               []struct {
			Title, Text        string
			Charts, Indicators []string
			Aside              bool
		}
	}
	for _, p := range load[page](t, "pages/*.yaml") {
		x["page."+p.ID+".title"] = p.Value.Title
		x["page."+p.ID+".question"] = p.Value.Question
		x["page."+p.ID+".intro"] = p.Value.Intro
		for n, s := range p.Value.Sections {
			x[fmt.Sprintf("page.%s.section.%d.title", p.ID, n+1)] = s.Title
			x[fmt.Sprintf("page.%s.section.%d.text", p.ID, n+1)] = s.Text
		}
	}
}

func (x texts) indicators(t *testing.T) {
	catalogue, err := analytics.Load()
	if err != nil {
		t.Fatal(err)
	}
	en, err := locale.New("en")
	if err != nil {
		t.Fatal(err)
	}
	x.composite(catalogue.Composite())
	x.methods(catalogue.Methods())
	for key, english := range locale.Options {
		x["option."+key] = english
	}
	for _, i := range catalogue.Indicators() {
		x["indicator."+i.ID+".title"] = i.Title
		x["indicator."+i.ID+".question"] = i.Question
		for n, not := range i.IsNot {
			x[fmt.Sprintf("indicator.%s.is_not.%d", i.ID, n+1)] = not
		}
		for _, d := range i.Dimensions {
			x["dimension."+d.ID] = en.Dimension(d.ID)
		}
		for _, code := range append(i.Currencies, i.Unit.Code) {
			if i.IsMoney() {
				code = strings.ToUpper(code)
			}
			x.unit(t, en, code, i.ID)
		}
	}
}

// methods collects what explains figures.
func (x texts) methods(all []analytics.Method) {
	for _, m := range all {
		key := func(field string) string { return "method." + m.ID + "." + field }
		x[key("title")], x[key("asks")], x[key("library")] = m.Title, m.Asks, m.Library
		for n, one := range m.Formulas {
			x[key(fmt.Sprintf("formula.%d", n+1))] = one.Says
		}
		for n, one := range m.Symbols {
			x[key(fmt.Sprintf("symbol.%d", n+1))] = one.Says
		}
		for n, text := range m.Assumptions {
			x[key(fmt.Sprintf("assumption.%d", n+1))] = text
		}
		for n, text := range m.Limits {
			x[key(fmt.Sprintf("limit.%d", n+1))] = text
		}
	}
}

// composite collects the texts of the index.
func (x texts) composite(d analytics.CompositeDefinition) {
	for _, p := range d.Pillars {
		x["index.pillar."+p.ID] = p.Title
		if p.Without != "" {
			x["index.pillar."+p.ID+".without"] = p.Without
		}
	}
	for n, one := range d.LeftOut {
		x[fmt.Sprintf("index.left-out.%d", n+1)] = one.Why
	}
}

// datasets collects what datasets and series warn of.
func (x texts) datasets(t *testing.T) {
	all, err := datasets.Load(datasets.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all.Datasets {
		x["dataset."+d.ID+".title"] = d.Title
		x["dataset."+d.ID+".licence"] = d.Licence
		x["dataset."+d.ID+".coverage"] = d.Coverage
		for n, caveat := range d.Caveats {
			x[fmt.Sprintf("dataset.%s.caveat.%d", d.ID, n+1)] = caveat
		}
	}
	shown := shownSeries(t)
	files, err := fs.Glob(datasets.Embedded(), "*/series.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		b, err := fs.ReadFile(datasets.Embedded(), file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		id, note := slices.Index(rows[0], "series_id"), slices.Index(rows[0], "note")
		for _, row := range rows[1:] {
			if row[note] != "" && slices.Contains(shown, row[id]) {
				x["series."+row[id]+".note"] = row[note]
			}
		}
	}
}

// shownSeries returns the series that indicators are made from.
func shownSeries(t *testing.T) []string {
	var all []string
	files, err := filepath.Glob("../../analytics/indicators/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`(?m)^series: (\S+)$`).FindSubmatch(b); m != nil {
			all = append(all, string(m[1]))
		}
	}
	return all
}

// unit adds the words of a unit: its name, and beside a number one and many.
func (x texts) unit(t *testing.T, en *locale.Printer, code, indicator string) {
	title := en.Unit(code, "")
	x["unit."+code] = title
	one, many := en.Quantity(1, code, ""), en.Quantity(2, code, "")
	switch {
	case one == "1\u00a0"+code:
		t.Errorf("indicator %s: unit %s has no name", indicator, code)
	case code == "percent" || len(code) == 3 && code == strings.ToUpper(code):
	default:
		x["count."+code+".one"] = strings.Replace(one, "1", "{0}", 1)
		x["count."+code+".other"] = strings.Replace(many, "2", "{0}", 1)
	}
}

// code collects the texts of calls of Text and Plural and of notes in Go files under a folder.
func (x texts) code(t *testing.T, dir string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "node_modules" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				x.call(t, n, path)
				x.notes(t, n.Args, path)
			case *ast.CompositeLit:
				x.notes(t, n.Elts, path)
			case *ast.AssignStmt:
				x.notes(t, n.Rhs, path)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (x texts) call(t *testing.T, c *ast.CallExpr, path string) {
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "Text" && f.Sel.Name != "Plural" || len(c.Args) < 2 {
		return
	}
	key, whole := literal(c.Args[0])
	if key == "" {
		return
	}
	if !whole {
		x.family(t, key, path)
		return
	}
	if f.Sel.Name == "Plural" {
		one, _ := literal(c.Args[2])
		other, _ := literal(c.Args[3])
		x.add(t, key+".one", one, path)
		x.add(t, key+".other", other, path)
		return
	}
	english, whole := literal(c.Args[1])
	if !whole {
		t.Errorf("%s: the English text of %s does not stand beside its key", path, key)
	}
	x.add(t, key, english, path)
}

// apart is what a key begins with that stands in a variable or a table, its English text behind it.
var apart = regexp.MustCompile(`^(note|statement)\.`)

// notes collects such keys with the English text that follows them, in a call, a literal or an assignment.
func (x texts) notes(t *testing.T, list []ast.Expr, path string) {
	for n := 0; n+1 < len(list); n++ {
		key, whole := literal(list[n])
		if english, rest := literal(list[n+1]); whole && rest && apart.MatchString(key) {
			x.add(t, key, english, path)
		}
	}
}

func (x texts) family(t *testing.T, prefix, path string) {
	codes, ok := families[prefix]
	if !ok {
		t.Errorf("%s: which codes follow %q? List them in families", path, prefix)
	}
	for _, code := range codes {
		x[prefix+code] = ""
	}
}

// literal returns the text of an expression and whether it is all of it; of a sum it returns the text that it begins with.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, whole := literal(e.X)
		right, rest := literal(e.Y)
		if whole && rest {
			return left + right, true
		}
		return left, false
	}
	return "", false
}

// inTemplate finds calls such as {{t "ui.key" "English"}} and {{n "ui.key" .Count "one" "other"}}.
var inTemplate = regexp.MustCompile(`\bt "([^"]+)" "((?:[^"\\]|\\.)*)"`)

func (x texts) templates(t *testing.T, dir string) {
	files, err := filepath.Glob(dir + "/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inTemplate.FindAllStringSubmatch(string(b), -1) {
			english, err := strconv.Unquote(`"` + m[2] + `"`)
			if err != nil {
				t.Fatal(err)
			}
			x.add(t, m[1], english, path)
		}
	}
}

func catalogue(t *testing.T, lang string) (map[string]string, []byte) {
	t.Helper()
	b, err := os.ReadFile(lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]string
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	return all, b
}

var placeholder = regexp.MustCompile(`\{\d+\}`)

func placeholders(text string) []string {
	all := placeholder.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

func TestCatalogues_complete(t *testing.T) {
	english := used(t)
	for _, lang := range locale.Languages()[1:] {
		translated, _ := catalogue(t, lang)
		missing := 0
		for key, text := range english {
			if translated[key] == "" && text != "" || translated[key] == "" && isFamily(key) {
				missing++
				t.Errorf("%s: no translation of %s: %q", lang, key, text)
			}
		}
		if missing > 0 {
			t.Errorf("%s: %d texts are not translated", lang, missing)
		}
		for key, text := range translated {
			original, ok := english[key]
			if !ok {
				t.Errorf("%s: nobody uses %s", lang, key)
			}
			if original != "" && (strings.HasSuffix(original, " ") != strings.HasSuffix(text, " ") || strings.HasPrefix(text, "  ")) {
				t.Errorf("%s: %s ends in a space and the English does not, or the other way round", lang, key)
			}
			if original != "" && !slices.Equal(placeholders(original), placeholders(text)) {
				t.Errorf("%s: %s has the placeholders %v, in English %v", lang, key, placeholders(text), placeholders(original))
			}
		}
	}
}

func isFamily(key string) bool {
	for prefix, codes := range families {
		if code, ok := strings.CutPrefix(key, prefix); ok && slices.Contains(codes, code) {
			return true
		}
	}
	return false
}

func TestCatalogues_sortedAndClean(t *testing.T) {
	for _, lang := range locale.Languages()[1:] {
		translated, b := catalogue(t, lang)
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(translated); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), b) {
			t.Errorf("%s.json is not what printing it gives: two spaces, keys sorted, each once", lang)
		}
		for key, text := range translated {
			if strings.Contains(text, "  ") {
				t.Errorf("%s: %s has stray spaces: %q", lang, key, text)
			}
			if lang == "fr" && regexp.MustCompile(` [?!:;»%]|« |'`).MatchString(text) {
				t.Errorf("%s: %s needs a space that does not break, or ’: %q", lang, key, text)
			}
		}
	}
}
