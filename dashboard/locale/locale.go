// Package locale prints texts, numbers, money, periods and dates in the reader's language. English stands where it is used, in
// the definitions and beside the calls; a catalogue translates it by key. It knows nothing of releases, charts or HTTP.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed *.json
var catalogues embed.FS

// names holds the languages in the order offered to readers, each by its own name. English has no catalogue.
var names = []struct{ lang, name string }{{"en", "English"}, {"fr", "Français"}}

// Languages returns the codes of all languages, English first.
func Languages() []string {
	codes := make([]string, len(names))
	for i, n := range names {
		codes[i] = n.lang
	}
	return codes
}

// Name returns what a language calls itself, or the code of an unknown one.
func Name(lang string) string {
	for _, n := range names {
		if n.lang == lang {
			return n.name
		}
	}
	return lang
}

// A Printer prints in one language. Safe for concurrent use.
type Printer struct {
	lang   string
	tag    language.Tag
	texts  map[string]string
	number *message.Printer
}

// New returns the printer of a language of Languages.
func New(lang string) (*Printer, error) {
	if Name(lang) == lang {
		return nil, fmt.Errorf("locale: unknown language %q", lang)
	}
	p := &Printer{lang: lang, tag: language.Make(lang)}
	p.number = message.NewPrinter(p.tag)
	if lang == "en" {
		return p, nil
	}
	b, err := catalogues.ReadFile(lang + ".json")
	if err != nil {
		return nil, fmt.Errorf("locale: %w", err)
	}
	if err := json.Unmarshal(b, &p.texts); err != nil {
		return nil, fmt.Errorf("locale: %s.json: %w", lang, err)
	}
	return p, nil
}

// Lang returns the language's code, for the lang attribute and addresses.
func (p *Printer) Lang() string { return p.lang }

// Dir returns the direction of writing, for the dir attribute.
func (p *Printer) Dir() string { return "ltr" }

// Text returns the text of a key in the printer's language, or the English one where the catalogue has none. {0}, {1} … take
// the arguments: strings as they are, whole numbers grouped, other numbers with at most three significant digits.
func (p *Printer) Text(key, english string, args ...any) string {
	text, ok := p.texts[key]
	if !ok {
		text = english
	}
	return p.fill(text, args)
}

// fill replaces the placeholders of a text in one pass: an argument that looks like a placeholder stays as it is.
func (p *Printer) fill(text string, args []any) string {
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i), p.argument(a))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (p *Printer) argument(a any) string {
	switch v := a.(type) {
	case string:
		return v
	case int:
		return p.Exact(float64(v))
	case int64:
		return p.Exact(float64(v))
	case float64:
		return p.Number(v, 3)
	default:
		return fmt.Sprint(v)
	}
}

// List joins names as a sentence does: "a, b and c".
func (p *Printer) List(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + p.Text("list.and", "and") + " " + names[last]
}
