package datasets

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"sextant/internal/definition"
)

// The closed lists of a descriptor.
var (
	redistributions = []string{"open", "quote", "restricted"}
	cadences        = []string{"daily", "weekly", "monthly", "quarterly", "yearly", "irregular"}
	shapes          = []string{"table", "series"}
	types           = []string{"text", "integer", "decimal", "amount", "double", "boolean", "date", "partial-date", "period", "url", "list"}
)

// reserved are the columns that staging adds to those of a file.
var reserved = []string{"dataset_id", "snapshot_sha256", "source_line", "is_rejected"}

// A linter collects problems instead of stopping at the first.
type linter struct {
	fsys  fs.FS
	found definition.Findings
	lists map[string][]string
}

func (l *linter) add(found ...definition.Finding) { l.found = append(l.found, found...) }

func (l *linter) lint(all []definition.Located[Dataset], corrections map[string]definition.Located[[]Correction],
	withdrawals map[string]definition.Located[[]Withdrawal]) {
	var err error
	if l.lists, err = lists(l.fsys); err != nil {
		l.add(definition.Finding{File: codes, Reason: err.Error()})
	}
	l.folders(all)
	for _, d := range all {
		l.descriptor(d, all)
		for i, f := range d.Value.Files {
			l.file(d, i, f)
		}
		for i, v := range d.Value.Live {
			l.live(d, i, v)
		}
		l.liveSQL(d)
		l.receipts(d)
		l.corrections(corrections[d.ID])
		l.withdrawals(withdrawals[d.ID])
	}
}

// folders reports folders without a descriptor and data files that no descriptor names.
func (l *linter) folders(all []definition.Located[Dataset]) {
	files, err := fs.Glob(l.fsys, "*/*")
	if err != nil {
		l.add(definition.Finding{File: ".", Reason: err.Error()})
	}
	known := []string{"dataset.yaml", "receipt.json", "corrections.yaml", "withdrawn.yaml", "conform.sql"}
	for _, file := range files {
		folder, name := path.Split(file)
		folder = path.Clean(folder)
		i := slices.IndexFunc(all, func(d definition.Located[Dataset]) bool { return d.ID == folder })
		switch {
		case i < 0 && folder != "testdata":
			l.add(definition.Finding{File: file, Reason: "its folder has no sound dataset.yaml"})
		case i >= 0 && !slices.Contains(known, name) && !slices.ContainsFunc(all[i].Value.Files, func(f File) bool { return f.Name == name || f.LiveSQL() == name }):
			l.add(definition.Finding{File: file, Reason: "no file of this name is declared in dataset.yaml"})
		}
	}
}

func (l *linter) descriptor(d definition.Located[Dataset], all []definition.Located[Dataset]) {
	v := d.Value
	for _, field := range []struct{ key, value string }{
		{"title", v.Title}, {"producer", v.Producer}, {"url", v.URL}, {"citation", v.Citation}, {"licence", v.Licence}, {"coverage", v.Coverage},
	} {
		if strings.TrimSpace(field.value) == "" {
			l.add(d.Finding(field.key+" is missing", field.key))
		}
	}
	if v.URL != "" && !isOrigin(v, v.URL) {
		l.add(d.Finding("url is no web address", "url"))
	}
	l.oneOf(d, v.Redistribution, redistributions, "redistribution")
	l.oneOf(d, v.Cadence, cadences, "cadence")
	for i, id := range v.After {
		if !has(all, id) {
			l.add(d.Finding(fmt.Sprintf("there is no dataset %q", id), "after", i))
		}
	}
	if len(v.Files)+len(v.Live) == 0 {
		l.add(d.Finding("files are missing", "files"))
	}
	tables := len(v.Files) == 0 || slices.ContainsFunc(v.Files, func(f File) bool { return f.Shape == "table" })
	if tables && v.Conform == "" {
		l.add(d.Finding("files of shape table need a conform.sql", "files"))
	}
}

func (l *linter) oneOf(d definition.Located[Dataset], value string, allowed []string, place ...any) {
	if !slices.Contains(allowed, value) {
		l.add(d.Finding(fmt.Sprintf("%v is %q; allowed are %s", place[len(place)-1], value, strings.Join(allowed, ", ")), place...))
	}
}

func (l *linter) file(d definition.Located[Dataset], at int, f File) {
	if f.Name != path.Base(f.Name) || path.Ext(f.Name) != ".csv" {
		l.add(d.Finding(fmt.Sprintf("file name %q is not the name of a .csv file", f.Name), "files", at, "name"))
	}
	l.oneOf(d, f.Shape, shapes, "files", at, "shape")
	if !isOrigin(d.Value, f.URL) {
		l.add(d.Finding("url is no web address", "files", at, "url"))
	}
	l.columns(d, "files", at, f)
}

// columns checks the columns and the key of a file or of a live source, which is item at of a list of the descriptor.
func (l *linter) columns(d definition.Located[Dataset], list string, at int, f File) {
	names := map[string]bool{}
	for i, c := range f.Columns {
		if !isColumn(c.Name) || names[c.Name] || slices.Contains(reserved, c.Name) {
			l.add(d.Finding(fmt.Sprintf("column %q appears twice, is no name in snake_case, or is one that staging adds", c.Name), list, at, "columns", i, "name"))
		}
		names[c.Name] = true
		l.oneOf(d, c.Type, types, list, at, "columns", i, "type")
		if _, ok := l.lists[c.List]; c.List != "" && !ok {
			l.add(d.Finding(fmt.Sprintf("there is no code list %q", c.List), list, at, "columns", i, "list"))
		}
	}
	if len(f.Key) == 0 {
		l.add(d.Finding("key is missing", list, at, "key"))
	}
	for i, k := range f.Key {
		if !names[k] && (list != "live" || k != LiveLine) {
			l.add(d.Finding(fmt.Sprintf("key names %q, which is no column", k), list, at, "key", i))
		}
	}
}

// receipts holds the files against the receipt. Only restricted datasets may leave files to the operator.
func (l *linter) receipts(d definition.Located[Dataset]) {
	file := d.ID + "/receipt.json"
	fail := func(format string, args ...any) {
		l.add(definition.Finding{File: file, Reason: fmt.Sprintf(format, args...)})
	}
	for name, r := range sortedMap(d.Value.Receipts) {
		if !slices.ContainsFunc(d.Value.Files, func(f File) bool { return f.Name == name }) {
			fail("%s is not declared in dataset.yaml", name)
		}
		if _, err := time.Parse(time.DateOnly, r.FetchedOn); err != nil {
			fail("%s: fetched_on is %q, not a date", name, r.FetchedOn)
		}
	}
	for _, f := range d.Value.Files {
		r, ok := d.Value.Receipts[f.Name]
		text, err := fs.ReadFile(l.fsys, path.Join(d.ID, f.Name))
		switch {
		case !ok && err != nil && d.Value.Redistribution == "restricted":
		case !ok:
			fail("%s has no receipt", f.Name)
		case err != nil:
			fail("%s has a receipt but is not here", f.Name)
		default:
			sum := sha256.Sum256(text)
			if hash := hex.EncodeToString(sum[:]); hash != r.SHA256 || int64(len(text)) != r.Bytes {
				fail("%s has %d bytes with hash %s; the receipt says %d and %s", f.Name, len(text), hash, r.Bytes, r.SHA256)
			}
		}
	}
}

func (l *linter) corrections(c definition.Located[[]Correction]) {
	seen := map[string]bool{}
	for i, one := range c.Value {
		if one.ID == "" || seen[one.ID] {
			l.add(c.Finding(fmt.Sprintf("id %q is missing or appears twice", one.ID), i, "id"))
		}
		seen[one.ID] = true
		if one.Table == "" || one.Key == "" || len(one.Set) == 0 || len(one.Expect) == 0 || strings.TrimSpace(one.Reason) == "" {
			l.add(c.Finding("a correction needs table, key, set, expect and reason", i))
		}
		if !isURL(one.SourceURL) {
			l.add(c.Finding("source_url is no web address", i, "source_url"))
		}
		for column := range sortedMap(one.Set) {
			if _, guarded := one.Expect[column]; !guarded {
				l.add(c.Finding(fmt.Sprintf("set changes %s, but expect does not guard it", column), i, "expect"))
			}
		}
	}
}

func (l *linter) withdrawals(w definition.Located[[]Withdrawal]) {
	for i, one := range w.Value {
		if _, err := time.Parse(time.DateOnly, one.On); err != nil || one.Table == "" || one.Key == "" || strings.TrimSpace(one.Reason) == "" {
			l.add(w.Finding("a withdrawal needs table, key, on (a date) and reason", i))
		}
	}
}

func isURL(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n")
}

// isOrigin says whether a text is a web address or, for what was compiled here, an address of the dashboard itself.
func isOrigin(d Dataset, s string) bool {
	return isURL(s) || d.Curated && strings.HasPrefix(s, "/datasets/")
}

func isColumn(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && strings.Trim(s[:1], "0123456789_") != ""
}

// lists reads the first column of every code list.
func lists(fsys fs.FS) (map[string][]string, error) {
	files, err := fs.Glob(fsys, codes+"/*.csv")
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for _, file := range files {
		rows, err := readCSV(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		name := strings.TrimSuffix(path.Base(file), ".csv")
		all[name] = []string{}
		for _, row := range rows[min(1, len(rows)):] {
			all[name] = append(all[name], row[0])
		}
	}
	return all, nil
}

func readCSV(fsys fs.FS, file string) ([][]string, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return csv.NewReader(f).ReadAll()
}
