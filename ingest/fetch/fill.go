package fetch

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A filling is what fills the places of an address and of a body, by name of the place.
type filling map[string]filler

// A filler is one value, or several that are asked together.
type filler struct {
	values []string
	join   string
}

func (f filling) set(name, value string) { f[name] = filler{values: []string{value}} }

// texts are the values that stand alone, for the records of the answer.
func (f filling) texts() map[string]string {
	all := map[string]string{}
	for name, one := range f {
		if len(one.values) == 1 {
			all[name] = one.values[0]
		}
	}
	return all
}

var place = regexp.MustCompile(`\{[A-Za-z_]+\}`)

// into fills the places of a text. What is not known stays.
func (f filling) into(text string, escape func(string) string, join func(string) string) string {
	return place.ReplaceAllStringFunc(text, func(name string) string {
		one, ok := f[strings.Trim(name, "{}")]
		if !ok {
			return name
		}
		escaped := make([]string, len(one.values))
		for i, value := range one.values {
			escaped[i] = escape(value)
		}
		return strings.Join(escaped, join(one.join))
	})
}

func same(text string) string { return text }

// source fills address and bodies. Parameters of the address named by leave that have no value are left out.
func (f filling) source(s Source, leave []string) (Source, error) {
	var err error
	if s.URL, err = f.url(s.URL, leave); err == nil && s.Control.URL != "" {
		s.Control.URL, err = f.url(s.Control.URL, nil)
	}
	escape := same
	if !s.Text {
		escape = jsonText
	}
	s.Body, s.Control.Body = f.into(s.Body, escape, same), f.into(s.Control.Body, escape, same)
	return s, err
}

// url fills an address: a value keeps its slashes in the path, and nothing in the query.
func (f filling) url(address string, leave []string) (string, error) {
	path, query, asked := strings.Cut(address, "?")
	for name, one := range f {
		for _, value := range one.values {
			if strings.Contains(path, "{"+name+"}") && slices.ContainsFunc(strings.Split(value, "/"), func(step string) bool { return step == "" || step == "." || step == ".." }) {
				return "", fmt.Errorf("%q cannot be part of an address", value)
			}
		}
	}
	path = f.into(path, func(text string) string { return strings.ReplaceAll(url.PathEscape(text), "%2F", "/") }, same)
	if !asked {
		return path, nil
	}
	var kept []string
	for _, pair := range strings.Split(query, "&") {
		if !slices.ContainsFunc(leave, func(name string) bool { _, ok := f[name]; return !ok && strings.HasSuffix(pair, "={"+name+"}") }) {
			kept = append(kept, f.into(pair, url.QueryEscape, url.QueryEscape))
		}
	}
	return path + "?" + strings.Join(kept, "&"), nil
}

// jsonText escapes a value for a place within a string of JSON.
func jsonText(text string) string {
	quoted, _ := json.Marshal(text) // a string always has a form
	return string(quoted[1 : len(quoted)-1])
}
