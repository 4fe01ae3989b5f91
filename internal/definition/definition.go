// Package definition reads the project's YAML definitions: datasets, indicators, charts, pages. It is strict: an unknown or
// repeated key, an anchor, a value of the wrong type and a file name that cannot be an id are problems, and all problems of
// all files are reported at once, each with its file and line. It knows nothing of what the definitions mean; the packages
// that own them check that, and report through the same Finding.
package definition

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A Finding is one problem in a definition.
type Finding struct {
	File   string // path inside the tree that was read
	Line   int    // from 1; 0 if the problem has no line
	Reason string
}

// String prints file, line and reason in the form that editors jump to.
func (f Finding) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Reason
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Reason)
}

// Findings are problems as one error. An empty list is not an error: return Err(), not the list.
type Findings []Finding

// Error prints one finding a line.
func (f Findings) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// Err returns the findings in order of file and line, or nil if there are none.
func (f Findings) Err() error {
	if len(f) == 0 {
		return nil
	}
	sorted := slices.Clone(f)
	sort.SliceStable(sorted, func(i, j int) bool {
		if sorted[i].File != sorted[j].File {
			return sorted[i].File < sorted[j].File
		}
		return sorted[i].Line < sorted[j].Line
	})
	return sorted
}

// A Located value is a definition that remembers where it was written.
type Located[T any] struct {
	ID    string // name of the file without its extension, or of its folder where all files have one name
	File  string // path inside the tree
	Value T
	root  ast.Node
}

// Finding returns a problem at a place in the definition: keys are strings, positions in lists are ints. If the place does
// not exist, the line is that of the nearest place around it.
func (l Located[T]) Finding(reason string, place ...any) Finding {
	return Finding{File: l.File, Line: lineOf(l.root, place), Reason: reason}
}

// Load reads every file of the tree that matches the pattern (as fs.Glob) and returns the definitions in order of id. If the
// pattern ends in a plain file name, the ids are names of folders, otherwise names of files. The error is Findings; then
// the definitions without problems are still returned.
func Load[T any](fsys fs.FS, pattern string) ([]Located[T], error) {
	files, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, fmt.Errorf("pattern %s: %w", pattern, err)
	}
	byFolder := !strings.ContainsAny(path.Base(pattern), `*?[\`)
	var all []Located[T]
	var found Findings
	for _, file := range files {
		id := strings.TrimSuffix(path.Base(file), path.Ext(file))
		if byFolder {
			id = path.Base(path.Dir(file))
		}
		one, problems := read[T](fsys, file, id)
		found = append(found, problems...)
		if len(problems) == 0 {
			all = append(all, one)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ID < all[j].ID })
	for i := 1; i < len(all); i++ {
		if all[i].ID == all[i-1].ID {
			found = append(found, all[i].Finding(fmt.Sprintf("id %s is also that of %s", all[i].ID, all[i-1].File)))
		}
	}
	return all, found.Err()
}

var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func read[T any](fsys fs.FS, file, id string) (Located[T], Findings) {
	one := Located[T]{ID: id, File: file}
	fail := func(line int, reason string) (Located[T], Findings) {
		return one, Findings{{File: file, Line: line, Reason: reason}}
	}
	if !idPattern.MatchString(id) {
		return fail(0, fmt.Sprintf("%q cannot be an id: lower-case letters, digits and single dashes only", id))
	}
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return fail(0, err.Error())
	}
	parsed, err := parser.ParseBytes(text, 0)
	if err != nil {
		return fail(explain(err))
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		return fail(0, fmt.Sprintf("one document is wanted, found %d", countDocs(parsed)))
	}
	one.root = parsed.Docs[0].Body
	d := decoder{file: file}
	d.decode(one.root, valueOf(&one.Value))
	return one, d.found
}

func countDocs(f *ast.File) int {
	n := 0
	for _, doc := range f.Docs {
		if doc.Body != nil {
			n++
		}
	}
	return n
}
