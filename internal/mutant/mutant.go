// Package mutant asks whether the tests of a package would notice a wrong formula. A list of the package names pieces of its code and
// what each is changed into; every such mutant is built on the side and must fail the package's own tests. It knows nothing of what the
// code computes, and changes no file.
package mutant

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// list is the file of mutants, below the package's folder: lines of file, from and to with a tab between them, where from stands exactly
// once in the file. Empty lines and those that begin with # are for readers.
const list = "testdata/mutants.txt"

// inside is set while the tests of a mutant run: they ask for no mutants of their own.
const inside = "SEXTANT_MUTANT"

// patience is how long the tests of a mutant may take. One that runs on is noticed too.
const patience = "60s"

// A mutant is one change of one file.
type mutant struct {
	line     int // of the list, 1-based
	file     string
	from, to string
	offset   int // of from, in bytes
}

// Test tries every mutant of the package in the working folder. It fails where a list is wrong, where the body of an exported function
// has no mutant, where a mutant does not compile, and where a mutant passes the package's tests.
func Test(t *testing.T) {
	if os.Getenv(inside) != "" {
		t.Skip("the tests of a mutant")
	}
	mutants, err := read(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range untouched(".", mutants) {
		t.Errorf("%s: no mutant of %s", list, name)
	}
	for _, m := range mutants {
		t.Run(fmt.Sprintf("%s:%d", m.file, m.line), func(t *testing.T) {
			t.Parallel()
			by, err := m.try(t, ".")
			if err != nil {
				t.Fatalf("%s:%d: %q for %q: %v", list, m.line, m.to, m.from, err)
			}
			t.Logf("%q for %q: noticed by %s", m.to, m.from, by)
		})
	}
}

// read reads the list of the package in dir, with all that is wrong with it as one error.
func read(dir string) ([]mutant, error) {
	text, err := os.ReadFile(filepath.Join(dir, list))
	if err != nil {
		return nil, err
	}
	var mutants []mutant
	var wrong []error
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m, err := parse(dir, line)
		if err == nil && slices.ContainsFunc(mutants, func(o mutant) bool { return o.file == m.file && o.from == m.from && o.to == m.to }) {
			err = errors.New("a mutant that stands above")
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s:%d: %w", list, n+1, err))
			continue
		}
		m.line = n + 1
		mutants = append(mutants, m)
	}
	return mutants, errors.Join(wrong...)
}

func parse(dir, line string) (mutant, error) {
	parts := strings.Split(line, "\t")
	if len(parts) != 3 || parts[1] == "" || parts[1] == parts[2] {
		return mutant{}, errors.New("want file, from and to with one tab between them")
	}
	m := mutant{file: parts[0], from: parts[1], to: parts[2]}
	if filepath.Base(m.file) != m.file || !strings.HasSuffix(m.file, ".go") || strings.HasSuffix(m.file, "_test.go") {
		return mutant{}, fmt.Errorf("%s is no code of this package", m.file)
	}
	text, err := os.ReadFile(filepath.Join(dir, m.file))
	if err != nil {
		return mutant{}, err
	}
	if n := strings.Count(string(text), m.from); n != 1 {
		return mutant{}, fmt.Errorf("%q stands %d times in %s", m.from, n, m.file)
	}
	m.offset = strings.Index(string(text), m.from)
	return m, nil
}

// failed finds the name of a test in what a test binary prints.
var failed = regexp.MustCompile(`--- FAIL: (\S+)`)

// try builds the mutant and runs the package's tests on it. It returns what noticed the change, or an error.
func (m mutant) try(t *testing.T, dir string) (by string, err error) {
	t.Helper()
	binary, err := m.build(t, dir)
	if err != nil {
		return "", err
	}
	run := exec.CommandContext(t.Context(), binary, "-test.failfast", "-test.timeout="+patience)
	run.Dir, run.Env = dir, append(os.Environ(), inside+"=1")
	out, err := run.CombinedOutput()
	if err == nil {
		return "", errors.New("the tests pass")
	}
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
		return "", err
	}
	if name := failed.FindSubmatch(out); name != nil {
		return string(name[1]), nil
	}
	return "a panic or the time limit", nil
}

// build compiles the package's tests with the changed file in the place of the real one.
func (m mutant) build(t *testing.T, dir string) (binary string, err error) {
	t.Helper()
	file, err := filepath.Abs(filepath.Join(dir, m.file))
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	temp := t.TempDir()
	changed, overlay := filepath.Join(temp, m.file), filepath.Join(temp, "overlay.json")
	binary = filepath.Join(temp, "mutant.test")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {file: changed}})
	if err != nil {
		return "", err
	}
	text = slices.Concat(text[:m.offset], []byte(m.to), text[m.offset+len(m.from):])
	if err := cmp.Or(os.WriteFile(changed, text, 0o600), os.WriteFile(overlay, replace, 0o600)); err != nil {
		return "", err
	}
	compile := exec.CommandContext(t.Context(), "go", "test", "-c", "-ldflags=-s -w", "-overlay", overlay, "-o", binary, ".")
	compile.Dir = dir
	if out, err := compile.CombinedOutput(); err != nil {
		return "", fmt.Errorf("it does not compile: %w\n%s", err, out)
	}
	return binary, nil
}
