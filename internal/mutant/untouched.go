package mutant

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// untouched names the exported functions and methods of the package in dir that no mutant changes, in order of file and line. Code that
// does not parse has no functions: the compiler says so.
func untouched(dir string, mutants []mutant) []string {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil
	}
	var names []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil || !f.Name.IsExported() || printing[f.Name.Name] {
				continue
			}
			from, to := set.Position(f.Body.Pos()).Offset, set.Position(f.Body.End()).Offset
			if !slices.ContainsFunc(mutants, func(m mutant) bool {
				return m.file == filepath.Base(file) && m.offset >= from && m.offset < to
			}) {
				names = append(names, filepath.Base(file)+": "+f.Name.Name)
			}
		}
	}
	return names
}

// printing are methods that say what something is and compute nothing.
var printing = map[string]bool{"String": true, "Error": true}
