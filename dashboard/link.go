package dashboard

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// A place is where a reader stands: its links keep her language, theme and release.
type place struct {
	lang    string
	theme   string
	release string // pinned, or empty
}

func (q *request) place() place { return place{lang: q.lang(), theme: q.theme, release: q.release} }

// page returns the address of one of our pages; path starts with a slash and has no language.
func (p place) page(path string, values url.Values) string {
	return address("/"+p.lang+path, p.keep(values, true))
}

// file returns the address of a machine form.
func (p place) file(path string, values url.Values) string {
	return address(path, p.keep(values, false))
}

// picture returns the address of a form that speaks the reader's language.
func (p place) picture(path string, values url.Values) string {
	values = p.keep(values, false)
	if p.lang != "en" {
		values.Set("lang", p.lang)
	}
	return address(path, values)
}

func (p place) keep(values url.Values, themed bool) url.Values {
	kept := url.Values{}
	maps.Copy(kept, values)
	if p.release != "" {
		kept.Set("release", p.release)
	}
	if themed && p.theme != "" {
		kept.Set("theme", p.theme)
	}
	return kept
}

// A hidden is a field of a form that nobody sees.
type hidden struct{ Name, Value string }

// hidden are the fields by which a form keeps what links keep.
func (p place) hidden() []hidden {
	var list []hidden
	for _, one := range []hidden{{"release", p.release}, {"theme", p.theme}} {
		if one.Value != "" {
			list = append(list, one)
		}
	}
	return list
}

// with returns values with one parameter set, or taken out if value is empty.
func with(values url.Values, name, value string) url.Values {
	changed := url.Values{}
	maps.Copy(changed, values)
	if value == "" {
		changed.Del(name)
	} else {
		changed.Set(name, value)
	}
	return changed
}

// split cuts a comma list; an empty one has no parts.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func has(list, one string) bool { return slices.Contains(split(list), one) }
