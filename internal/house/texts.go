package house

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// topLevel are the entries that the repository consists of.
var topLevel = map[string]bool{
	"cmd": true, "ingest": true, "analytics": true, "dashboard": true, "datasets": true, "internal": true, "docs": true,
	"go.mod": true, "go.sum": true, "README.md": true, "LICENSE": true, "Makefile": true,
}

// Layout finds entries at the top that do not belong there.
func Layout(tree fs.FS) ([]Finding, error) {
	entries, err := fs.ReadDir(tree, ".")
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, e := range entries {
		if name := e.Name(); !topLevel[name] && !skipped[name] && !strings.HasPrefix(name, ".") {
			found = append(found, Finding{name, 0, "no such entry in the layout"})
		}
	}
	programs, err := fs.Glob(tree, "cmd/*")
	for _, name := range programs {
		if name != "cmd/sextant" {
			found = append(found, Finding{name, 0, "there is one program, cmd/sextant"})
		}
	}
	return found, err
}

// A pattern is text that must not be in the files it applies to. Parts are written apart where this file would trip itself.
type pattern struct {
	re     *regexp.Regexp
	reason string
	in     func(name string) bool
}

var (
	machine = pattern{regexp.MustCompile(`(^|[^A-Za-z0-9_./-])/(wo` + `rk|fa` + `rm|ro` + `ot|tm` + `p/wt)/`), "path of a machine", anyText}
	host    = pattern{regexp.MustCompile(`"resolved": ?"http|GOPRO` + `XY=|GOSUM` + `DB=|registry\.npm` + `js\.org|proxy\.golang` + `\.org|deb\.debi` + `an\.org`), "address of a package registry", anyText}
	undone  = pattern{regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X|not imple` + `mented|lorem ip` + `sum)\b`), "unfinished by its own word", sources}
	loud    = pattern{regexp.MustCompile(`(?i)\b(massive|lagging|the AI race|cutting-edge|world-class|seamless)\b`), "a word the pages do not use", readerTexts}
)

func anyText(name string) bool {
	return !strings.HasPrefix(name, "datasets/") || path.Ext(name) != ".csv"
}

func sources(name string) bool {
	switch path.Ext(name) {
	case ".go", ".js", ".mjs", ".ts", ".css", ".html", ".sql", ".yaml", ".md", ".sh":
		return true
	}
	return path.Base(name) == "Makefile"
}

func readerTexts(name string) bool {
	for _, dir := range []string{"dashboard/charts/", "dashboard/pages/", "dashboard/templates/", "dashboard/locale/", "analytics/indicators/", "analytics/methods/", "docs/"} {
		if strings.HasPrefix(name, dir) && path.Ext(name) != ".go" && path.Ext(name) != ".png" {
			return true
		}
	}
	return name == "README.md"
}

// Words finds machine paths, registry addresses, marks of unfinished work, and words that readers' texts do without.
func Words(tree fs.FS) ([]Finding, error) {
	var found []Finding
	for _, p := range []pattern{machine, host, undone, loud} {
		err := eachLine(tree, p.in, func(name string, number int, line string) {
			if m := p.re.FindString(line); m != "" {
				found = append(found, Finding{name, number, p.reason + ": " + strings.TrimSpace(m)})
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return sorted(found), nil
}
