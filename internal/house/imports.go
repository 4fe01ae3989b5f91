package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

const module = "sextant"

// directions say which of our packages a package may import, by the longest prefix that fits. A package may always import what
// lies below it. Tests are free to build what they need, except where closed says otherwise.
var directions = map[string][]string{
	"cmd":                  {"dashboard", "analytics", "ingest", "ingest/fetch", "datasets", "internal/warehouse"},
	"dashboard":            {"analytics", "internal/definition"},
	"dashboard/plot":       {"analytics", "dashboard/locale"},
	"dashboard/draw":       {},
	"dashboard/locale":     {},
	"dashboard/search":     {"internal/fold"},
	"analytics":            {"analytics/index", "analytics/statistics", "internal/warehouse", "internal/definition"},
	"analytics/index":      {},
	"analytics/statistics": {},
	"ingest":               {"datasets", "internal/warehouse", "internal/definition"},
	"ingest/fetch":         {},
	"ingest/identity":      {"internal/fold"},
	"ingest/reshape":       {"datasets", "ingest/fetch", "internal/sheet"},
	"ingest/upstreamtest":  {"internal/sheet", "internal/warehouse"}, // the engine writes Parquet
	"datasets":             {"internal/definition"},
	"internal/warehouse":   {},
	"internal/definition":  {},
	"internal/fold":        {},
	"internal/house":       {},
	"internal/mutant":      {},
	"internal/sheet":       {},
	"internal/demo":        {"datasets", "ingest/upstreamtest"},
	"internal/bench":       {"analytics", "ingest", "internal/warehouse"},
}

// importers name, for each outside library, the packages that may import it.
var importers = map[string][]string{
	"github.com/marcboeker/go-duckdb/v2":      {"internal/warehouse"},
	"github.com/gofiber/fiber/v2":             {"dashboard"},
	"github.com/valyala/fasthttp":             {"dashboard"},
	"github.com/go-echarts/go-echarts/v2":     {"dashboard/plot"},
	"github.com/goccy/go-yaml":                {"internal/definition"},
	"github.com/dop251/goja":                  {"dashboard/draw"},
	"github.com/tetratelabs/wazero":           {"dashboard/draw"},
	"golang.org/x/image":                      {"dashboard/draw"},
	"golang.org/x/text":                       {"dashboard/locale"},
	"golang.org/x/text/unicode/norm":          {"internal/fold"},
	"github.com/hbollon/go-edlib":             {"internal/fold"},
	"gonum.org/v1/gonum":                      {"analytics/index", "analytics/statistics"},
	"github.com/spf13/cobra":                  {"cmd/sextant"},
	"github.com/spf13/pflag":                  {"cmd/sextant"},
	"github.com/schollz/progressbar/v3":       {"cmd/sextant"},
	"golang.org/x/term":                       {"cmd/sextant"},
	"github.com/andybalholm/brotli":           {"dashboard"},
	"github.com/PuerkitoBio/goquery":          {"dashboard"},
	"github.com/xuri/excelize/v2":             {"internal/sheet"},
	"golang.org/x/tools":                      {"analytics", "cmd/sextant", "dashboard", "datasets", "ingest", "internal/house", "internal/mutant"},
	"github.com/duckdb/duckdb-go-bindings":    {},
	"github.com/marcboeker/go-duckdb/mapping": {},
}

// testOnly are libraries that no shipped code may import.
var testOnly = map[string]bool{"github.com/PuerkitoBio/goquery": true, "golang.org/x/tools": true}

// barred are packages of the standard library that a part must not touch.
var barred = map[string][]string{
	"dashboard": {"database/sql"},
	"datasets":  {"database/sql", "net/http"},
	"analytics": {"net/http"},
}

// Imports finds imports that go the wrong way, outside libraries imported by a package that is not theirs, and packages that
// no direction is written down for.
func Imports(tree fs.FS) ([]Finding, error) {
	names, err := goFiles(tree)
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if reason := judge(name, imported); reason != "" {
				found = append(found, Finding{name, set.Position(spec.Pos()).Line, reason})
			}
		}
	}
	return sorted(found), nil
}

// judge says what is wrong with a file's import, or nothing.
func judge(file, imported string) string {
	from, test := path.Dir(file), strings.HasSuffix(file, "_test.go")
	if imported == module || strings.HasPrefix(imported, module+"/") {
		return judgeOwn(from, strings.TrimPrefix(imported, module+"/"), test)
	}
	if !strings.Contains(strings.Split(imported, "/")[0], ".") {
		if !test && slices.Contains(barred[top(from)], imported) {
			return top(from) + " must not import " + imported
		}
		return ""
	}
	library := longest(importers, imported)
	switch {
	case library == "":
		return "no importer is written down for " + imported
	case !slices.Contains(importers[library], from):
		return library + " is imported outside of " + strings.Join(importers[library], ", ")
	case testOnly[library] && !test:
		return library + " is for tests"
	}
	return ""
}

func judgeOwn(from, to string, test bool) string {
	rule := longest(directions, from)
	if rule == "" {
		return "no direction is written down for package " + from
	}
	if test || strings.HasPrefix(to, from+"/") {
		return ""
	}
	for _, allowed := range directions[rule] {
		if to == allowed || strings.HasPrefix(to, allowed+"/") && !specific(allowed, to) {
			return ""
		}
	}
	return rule + " must not import " + to
}

// specific says whether a package below allowed has a rule of its own that the permission does not reach.
func specific(allowed, to string) bool { return longest(directions, to) != allowed }

// longest returns the longest key that is a path prefix of name, or "".
func longest[V any](m map[string]V, name string) string {
	best := ""
	for key := range m {
		if (name == key || strings.HasPrefix(name, key+"/")) && len(key) > len(best) {
			best = key
		}
	}
	return best
}

func top(from string) string { return strings.Split(from, "/")[0] }
