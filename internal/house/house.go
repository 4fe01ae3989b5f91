// Package house holds the rules of the tree itself: which package may import which, what must be documented, how long a
// function may be. Each rule reads a file tree and returns findings; the tests run the rules over the repository, and over
// small trees that break them. It knows nothing of what the program does.
package house

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// A Finding is one place that breaks a rule.
type Finding struct {
	File   string
	Line   int // 1-based; 0 when the whole file is meant
	Reason string
}

func (f Finding) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Reason
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Reason)
}

// A Rule looks over a tree. The findings come in order of file and line.
type Rule func(tree fs.FS) ([]Finding, error)

// skipped are folders that hold no sources of ours: built, fetched, or state.
var skipped = map[string]bool{".git": true, "bin": true, "data": true, "node_modules": true, "dashboard/static": true, "dashboard/draw/engine": true}

// files returns the paths below root for which keep says yes, in order.
func files(tree fs.FS, keep func(name string) bool) ([]string, error) {
	var out []string
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if skipped[name] || skipped[d.Name()] {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.IsDir() && keep(name) {
			out = append(out, name)
		}
		return nil
	})
	return out, err
}

func goFiles(tree fs.FS) ([]string, error) {
	return files(tree, func(name string) bool { return path.Ext(name) == ".go" })
}

// eachLine calls f with every line of the files that keep chooses.
func eachLine(tree fs.FS, keep func(string) bool, f func(name string, number int, line string)) error {
	names, err := files(tree, keep)
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			f(name, i+1, line)
		}
	}
	return nil
}

func sorted(findings []Finding) []Finding {
	sort.SliceStable(findings, func(i, j int) bool {
		if findings[i].File != findings[j].File {
			return findings[i].File < findings[j].File
		}
		return findings[i].Line < findings[j].Line
	})
	return findings
}
