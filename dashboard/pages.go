package dashboard

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed web/style/10-tokens.css web/style/embed/embed.css
var embedStyles embed.FS

// A pages holds the templates of every page in every language. It does not change.
type pages struct {
	sets      map[string]map[string]*template.Template // language, then page
	sheet     string                                   // style sheet of embeds, inside their page
	sheetHash string                                   // its name in a content policy
	hash      string                                   // of all of the above
}

// Parts that every page may use; the other files are pages.
var templateParts = []string{"templates/layout.html", "templates/parts.html", "templates/facts.html", "templates/events.html", "templates/cards.html"}

func newPages(printers map[string]*locale.Printer) (*pages, error) {
	p := &pages{sets: map[string]map[string]*template.Template{}}
	sum := sha256.New()
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		b, err := templateFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sum.Write(b)
	}
	for lang, printer := range printers {
		if p.sets[lang], err = parsePages(files, printer); err != nil {
			return nil, err
		}
	}
	if p.sheet, err = embedSheet(); err != nil {
		return nil, err
	}
	p.sheetHash = styleHash(p.sheet)
	sum.Write([]byte(p.sheet))
	p.hash = hex.EncodeToString(sum.Sum(nil))
	return p, nil
}

func parsePages(files []string, printer *locale.Printer) (map[string]*template.Template, error) {
	base, err := template.New("base").Funcs(functions(printer)).ParseFS(templateFiles, templateParts...)
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	set := map[string]*template.Template{}
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "templates/"), ".html")
		clone, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if set[name], err = clone.ParseFS(templateFiles, file); err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
	}
	return set, nil
}

// functions are what templates may call: texts and dates in their language.
func functions(p *locale.Printer) template.FuncMap {
	return template.FuncMap{
		"t":     p.Text,
		"date":  p.Date,
		"class": economyClass,
		"exact": func(n int) string { return p.Exact(float64(n)) },
	}
}

// economyClass is the style class of an economy's colour.
func economyClass(code analytics.Code) string {
	switch code {
	case "EU27_2020", "EU", "EUROPE":
		return "eu"
	case "US":
		return "us"
	case "CN":
		return "cn"
	}
	return ""
}

// page renders a page.
func (p *pages) page(lang, name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := p.sets[lang][name].ExecuteTemplate(&b, "layout", data); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// embedSheet joins the style of embeds, without comments and needless space.
func embedSheet() (string, error) {
	var b strings.Builder
	for _, name := range []string{"web/style/10-tokens.css", "web/style/embed/embed.css"} {
		text, err := embedStyles.ReadFile(name)
		if err != nil {
			return "", err
		}
		b.WriteString(squeeze(string(text)))
	}
	return b.String(), nil
}

// squeeze takes comments, line ends and indentation out of our own style sheets.
func squeeze(css string) string {
	var b strings.Builder
	for {
		start := strings.Index(css, "/*")
		if start < 0 {
			break
		}
		end := strings.Index(css[start:], "*/")
		if end < 0 {
			break
		}
		b.WriteString(css[:start])
		css = css[start+end+2:]
	}
	b.WriteString(css)
	s := strings.Join(strings.Fields(b.String()), " ")
	for _, mark := range []string{"{", "}", ";", ",", ">"} {
		s = strings.ReplaceAll(s, mark+" ", mark)
	}
	return strings.NewReplacer(" {", "{", ";}", "}", " }", "}").Replace(s)
}
