package house

import (
	"go/ast"
	"go/token"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
)

var (
	flagCall = regexp.MustCompile(`^(String|Bool|Int|Int64|Uint|Float64|Duration|StringSlice|StringArray)(Var)?P?$`)
	flagName = regexp.MustCompile(`^[a-z][a-z0-9-]+$`)
)

// Settings finds flags of the program that neither README.md nor docs/operations.md names.
func Settings(tree fs.FS) ([]Finding, error) {
	var known string
	for _, name := range []string{"README.md", "docs/operations.md"} {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		known += string(text)
	}
	var found []Finding
	err := eachGo(tree, func(name string, set *token.FileSet, file *ast.File) {
		if !strings.HasPrefix(name, "cmd/") || strings.HasSuffix(name, "_test.go") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if flag, pos := flagOf(n); flag != "" && !strings.Contains(known, "`--"+flag+"`") {
				found = append(found, Finding{name, set.Position(pos).Line, "no word in README.md or docs/operations.md on --" + flag})
			}
			return true
		})
	})
	return sorted(found), err
}

// flagOf returns the name of the flag that a call declares.
func flagOf(n ast.Node) (string, token.Pos) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return "", 0
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !flagCall.MatchString(f.Sel.Name) {
		return "", 0
	}
	for _, arg := range call.Args[:min(2, len(call.Args))] {
		if literal, ok := arg.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if name, _ := strconv.Unquote(literal.Value); flagName.MatchString(name) {
				return name, literal.Pos()
			}
			return "", 0
		}
	}
	return "", 0
}
