package dashboard

import (
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// Limits of what a stranger may send in an address.
const (
	maxQuery  = 2048 // bytes of the query string
	maxValues = 64   // parameters, repeated ones counted each
)

var (
	idPattern      = regexp.MustCompile(`^[a-z0-9]+([-_.][a-z0-9]+)*$`)
	releasePattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\.\d{1,4}$`)
)

// themes are the values of the parameter theme; auto, the default, follows the reader's system.
var themes = []string{"auto", "light", "dark"}

// A request is everything that is read from a request, copied and checked. Nothing else looks at a *fiber.Ctx.
type request struct {
	path    string     // decoded, without the query
	params  []string   // the parts of the path that the route leaves open, decoded
	values  url.Values // query parameters that are left for the handler
	printer *locale.Printer
	release string // pinned release, or empty
	theme   string // light, dark or empty
}

// read copies a request. lang is the language that the route stands for, empty where the query may say it.
func (s *Server) read(c *fiber.Ctx, lang string) (*request, error) {
	raw := string(c.Request().URI().QueryString())
	if len(raw) > maxQuery {
		return nil, fiber.ErrRequestURITooLong
	}
	values, err := parseQuery(raw)
	if err != nil {
		return nil, err
	}
	q := &request{path: string(c.Request().URI().Path()), values: values}
	for _, name := range c.Route().Params {
		part, err := url.PathUnescape(c.Params(name))
		if err != nil || !utf8.ValidString(part) {
			return nil, analytics.ErrNotFound
		}
		q.params = append(q.params, part)
	}
	if err := q.common(lang); err != nil {
		return nil, err
	}
	q.printer = s.printers[lang]
	if lang == "" {
		q.printer = s.printers[q.take("lang", "en")]
	}
	return q, nil
}

// parseQuery splits a query string. Lists may come as repeated parameters, as a form's boxes send them: they are joined.
func parseQuery(raw string) (url.Values, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, &analytics.InvalidError{Param: "query", Reason: "the query string is not well formed"}
	}
	count := 0
	for name, list := range values {
		count += len(list)
		for _, v := range list {
			if !utf8.ValidString(name+v) || strings.ContainsFunc(name+v, isControl) {
				return nil, &analytics.InvalidError{Param: "query", Reason: "the query string holds bytes that are no text"}
			}
		}
		if name == "economies" || name == "events" || strings.HasPrefix(name, "where.") {
			values.Set(name, strings.Join(list, ","))
		}
	}
	if count > maxValues {
		return nil, &analytics.InvalidError{Param: "query", Reason: "too many parameters"}
	}
	return values, nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// common takes out the parameters that every address has: lang, release and theme.
func (q *request) common(lang string) error {
	for _, p := range []struct {
		name    string
		allowed []string
	}{{"lang", locale.Languages()}, {"theme", themes}, {"release", nil}} {
		value, err := q.single(p.name)
		if err != nil {
			return err
		}
		if value != "" && p.allowed != nil && !slices.Contains(p.allowed, value) {
			return &analytics.InvalidError{Param: p.name, Value: value, Reason: "unknown value", Allowed: p.allowed}
		}
	}
	if lang != "" && q.values.Has("lang") {
		return &analytics.InvalidError{Param: "lang", Reason: "the address says the language already"}
	}
	if q.release = q.take("release", ""); q.release != "" && !releasePattern.MatchString(q.release) {
		return &analytics.InvalidError{Param: "release", Value: q.release, Reason: "a release looks like 2026-11-23.1"}
	}
	if q.theme = q.take("theme", ""); q.theme == "auto" {
		q.theme = ""
	}
	return nil
}

// single returns the only value of a parameter, empty if it is not given.
func (q *request) single(name string) (string, error) {
	list := q.values[name]
	if len(list) > 1 {
		return "", &analytics.InvalidError{Param: name, Reason: "given more than once"}
	}
	return q.values.Get(name), nil
}

// take removes a parameter and returns its value, or the default.
func (q *request) take(name, otherwise string) string {
	value := q.values.Get(name)
	q.values.Del(name)
	if value == "" {
		return otherwise
	}
	return value
}

// choose removes a parameter with a closed list of values, the first being the default.
func (q *request) choose(name string, allowed ...string) (string, error) {
	value, err := q.single(name)
	if err != nil {
		return "", err
	}
	q.values.Del(name)
	if value == "" {
		return allowed[0], nil
	}
	if !slices.Contains(allowed, value) {
		return "", &analytics.InvalidError{Param: name, Value: value, Reason: "unknown value", Allowed: allowed}
	}
	return value, nil
}

// done reports a parameter that nobody took.
func (q *request) done(known ...string) error {
	for _, name := range sortedKeys(q.values) {
		return &analytics.InvalidError{Param: name, Reason: "unknown parameter",
			Allowed: append([]string{"release", "theme"}, known...)}
	}
	return nil
}

// id returns the n-th open part of the path, which must look like an id.
func (q *request) id(n int) (string, error) {
	if n >= len(q.params) || len(q.params[n]) > 120 || !idPattern.MatchString(q.params[n]) {
		return "", analytics.ErrNotFound
	}
	return q.params[n], nil
}

func (q *request) lang() string { return q.printer.Lang() }

// address prints a path with its query in the canonical form: parameters in order of name, commas and colons as they are.
func address(path string, values url.Values) string {
	if query := encode(values); query != "" {
		return path + "?" + query
	}
	return path
}

var readable = strings.NewReplacer("%2C", ",", "%3A", ":")

func encode(values url.Values) string {
	var b strings.Builder
	for _, name := range sortedKeys(values) {
		for _, value := range values[name] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(url.QueryEscape(name) + "=" + readable.Replace(url.QueryEscape(value)))
		}
	}
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
