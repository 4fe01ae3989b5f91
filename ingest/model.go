package ingest

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed model/*.sql
var modelFiles embed.FS

//go:embed shapes/series.sql
var seriesShape string

// A statement is one file of SQL.
type statement struct{ name, text string }

var (
	macroPattern     = regexp.MustCompile(`(?im)^create macro`)
	viewPattern      = regexp.MustCompile(`(?im)^create view`)
	fromPattern      = regexp.MustCompile(`\bfrom (\w+)`)
	referencePattern = regexp.MustCompile(`references (\w+)`)
)

// model returns the files of the model in an order in which they can run: macros, tables after those they refer to, macros that look into tables, views.
func model() ([]statement, error) {
	files, err := fs.Glob(modelFiles, "model/*.sql")
	if err != nil {
		return nil, err
	}
	var macros, tables, views []statement
	for _, file := range files {
		text, err := modelFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		s := statement{strings.TrimSuffix(path.Base(file), ".sql"), string(text)}
		switch {
		case macroPattern.MatchString(s.text):
			macros = append(macros, s)
		case viewPattern.MatchString(s.text):
			views = append(views, s)
		default:
			tables = append(tables, s)
		}
	}
	tables, err = referredFirst(tables)
	late := slices.DeleteFunc(slices.Clone(macros), func(m statement) bool { return !readsTable(m, tables) })
	early := slices.DeleteFunc(macros, func(m statement) bool { return readsTable(m, tables) })
	return slices.Concat(early, tables, late, views), err
}

// readsTable says whether a file of macros looks into a table, which then must be there before it.
func readsTable(m statement, tables []statement) bool {
	return slices.ContainsFunc(fromPattern.FindAllStringSubmatch(m.text, -1), func(found []string) bool {
		return slices.ContainsFunc(tables, func(t statement) bool { return t.name == found[1] })
	})
}

func referredFirst(tables []statement) ([]statement, error) {
	var sorted []statement
	done := map[string]bool{}
	for len(sorted) < len(tables) {
		next := slices.IndexFunc(tables, func(t statement) bool {
			return !done[t.name] && !slices.ContainsFunc(referencePattern.FindAllStringSubmatch(t.text, -1), func(m []string) bool {
				return m[1] != t.name && !done[m[1]]
			})
		})
		if next < 0 {
			return nil, fmt.Errorf("model: tables refer to each other in a circle, or to none that exists")
		}
		done[tables[next].name] = true
		sorted = append(sorted, tables[next])
	}
	return sorted, nil
}
