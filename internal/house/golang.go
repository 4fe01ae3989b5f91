package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

const (
	maxFunction = 100 // lines
	maxFile     = 500
)

// Documented finds exported names of the program without a comment, and packages without one.
func Documented(tree fs.FS) ([]Finding, error) {
	var found []Finding
	commented := map[string]bool{}
	first := map[string]string{}
	err := eachGo(tree, func(name string, set *token.FileSet, file *ast.File) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		dir := path.Dir(name)
		if file.Doc != nil {
			commented[dir] = true
		}
		if first[dir] == "" {
			first[dir] = name
		}
		for _, d := range file.Decls {
			for _, id := range undocumented(d) {
				found = append(found, Finding{name, set.Position(id.Pos()).Line, "no comment on " + id.Name})
			}
		}
	})
	for dir, name := range first {
		if !commented[dir] {
			found = append(found, Finding{name, 0, "no comment on the package"})
		}
	}
	return sorted(found), err
}

// undocumented returns the exported names that a declaration introduces without a comment. A comment on a group of constants or
// variables counts for all of them.
func undocumented(d ast.Decl) []*ast.Ident {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) && !wellKnown[d.Name.Name] {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		var ids []*ast.Ident
		for _, s := range d.Specs {
			ids = append(ids, specNames(s, d.Doc)...)
		}
		return ids
	}
	return nil
}

// wellKnown are methods whose contract is that of the standard library's interface.
var wellKnown = map[string]bool{"Error": true, "String": true, "Len": true, "Less": true, "Swap": true, "Unwrap": true}

func specNames(s ast.Spec, group *ast.CommentGroup) []*ast.Ident {
	switch s := s.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() && s.Doc == nil && group == nil {
			return []*ast.Ident{s.Name}
		}
	case *ast.ValueSpec:
		if s.Doc != nil || s.Comment != nil || group != nil {
			return nil
		}
		var ids []*ast.Ident
		for _, id := range s.Names {
			if id.IsExported() {
				ids = append(ids, id)
			}
		}
		return ids
	}
	return nil
}

func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	t := f.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

// Sizes finds functions and files that are too long to be read at once.
func Sizes(tree fs.FS) ([]Finding, error) {
	var found []Finding
	err := eachGo(tree, func(name string, set *token.FileSet, file *ast.File) {
		if n := set.File(file.Pos()).LineCount(); n > maxFile {
			found = append(found, Finding{name, 0, fmt.Sprintf("%d lines, more than %d", n, maxFile)})
		}
		ast.Inspect(file, func(n ast.Node) bool {
			f, ok := n.(*ast.FuncDecl)
			if !ok {
				return true
			}
			from, to := set.Position(f.Pos()).Line, set.Position(f.End()).Line
			if lines := to - from + 1; lines > maxFunction {
				found = append(found, Finding{name, from, fmt.Sprintf("%s has %d lines, more than %d", f.Name.Name, lines, maxFunction)})
			}
			return true
		})
	})
	return sorted(found), err
}

func eachGo(tree fs.FS, f func(name string, set *token.FileSet, file *ast.File)) error {
	names, err := goFiles(tree)
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		f(name, set, file)
	}
	return nil
}
