package house

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

const (
	decisions = "docs/decisions.md"
	webFolder = "dashboard/web/"
)

// Dependencies finds libraries that the sources import, or that package.json names, without a line in docs/decisions.md that gives
// the name and the version in use.
func Dependencies(tree fs.FS) ([]Finding, error) {
	text, err := fs.ReadFile(tree, decisions)
	if err != nil {
		return nil, err
	}
	versions, err := goVersions(tree)
	if err != nil {
		return nil, err
	}
	used := map[string]string{}
	err = eachGo(tree, func(_ string, _ *token.FileSet, file *ast.File) {
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if m := longest(versions, imported); m != "" {
				used[m] = versions[m]
			}
		}
	})
	if err != nil {
		return nil, err
	}
	packages, err := webPackages(tree)
	if err != nil {
		return nil, err
	}
	for name, version := range packages {
		used[name] = version
	}
	var found []Finding
	for name, version := range used {
		if !mentions(string(text), "`"+name+"`", version) {
			found = append(found, Finding{decisions, 0, "no line for " + name + " " + version})
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Reason < found[j].Reason })
	return found, nil
}

// mentions says whether one line holds all the words.
func mentions(text string, words ...string) bool {
lines:
	for _, line := range strings.Split(text, "\n") {
		for _, w := range words {
			if !strings.Contains(line, w) {
				continue lines
			}
		}
		return true
	}
	return false
}

var requirement = regexp.MustCompile(`^\s*(?:require )?([a-zA-Z0-9.-]+\.[a-z]+/\S+) (v\S+)`)

func goVersions(tree fs.FS) (map[string]string, error) {
	f, err := tree.Open("go.mod")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if m := requirement.FindStringSubmatch(lines.Text()); m != nil {
			out[m[1]] = m[2]
		}
	}
	return out, nil
}

func webPackages(tree fs.FS) (map[string]string, error) {
	text, err := fs.ReadFile(tree, webFolder+"package.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var p struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, fmt.Errorf("%spackage.json: %w", webFolder, err)
	}
	out := map[string]string{}
	for _, m := range []map[string]string{p.Dependencies, p.DevDependencies} {
		for name, version := range m {
			out[name] = version
		}
	}
	return out, nil
}

var exact = regexp.MustCompile(`^\d+\.\d+\.\d+$`)

// Lockfile finds web packages that are not pinned to one version, and addresses in the lock file.
func Lockfile(tree fs.FS) ([]Finding, error) {
	packages, err := webPackages(tree)
	if err != nil {
		return nil, err
	}
	var found []Finding
	for name, version := range packages {
		if !exact.MatchString(version) {
			found = append(found, Finding{webFolder + "package.json", 0, name + " is not pinned: " + version})
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Reason < found[j].Reason })
	isLock := func(name string) bool { return name == webFolder+"package-lock.json" }
	err = eachLine(tree, isLock, func(name string, number int, line string) {
		if strings.Contains(line, `"resolved"`) {
			found = append(found, Finding{name, number, "an address in the lock file"})
		}
	})
	return found, err
}
