// Package datasets holds what comes into Sextant, and under which terms: one folder per dataset with its descriptor, its
// receipt, its SQL and, where the licence allows, its bytes. It reads and lints descriptors; it does not move data.
package datasets

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"sextant/internal/definition"
)

//go:embed */*
var tree embed.FS

// Embedded returns the datasets that are part of the program.
func Embedded() fs.FS { return tree }

// A Dataset is one coherent origin: dataset.yaml, and what lies beside it.
type Dataset struct {
	ID             string   `yaml:"-"` // name of the folder; never changes once published
	Title          string   // what people call it
	Producer       string   // who made the data
	URL            string   // landing page of the producer; a path of the dashboard if Sextant compiles the data
	Citation       string   // as the producer wants to be cited
	Licence        string   // SPDX id or the producer's words
	Redistribution string   // open, quote or restricted
	Cadence        string   // how often upstream changes
	Curated        bool     // a hand-compiled sample: counts are not the population
	Coverage       string   // what the source covers and what absence means
	Caveats        []string // one sentence each
	After          []string // datasets whose conformed rows must exist first
	Files          []File
	Live           []Live // what is fetched from the publisher

	Receipts    map[string]Receipt `yaml:"-"` // by name of file
	Corrections []Correction       `yaml:"-"`
	Withdrawals []Withdrawal       `yaml:"-"`
	Conform     string             `yaml:"-"` // conform.sql; empty if there is none
	LiveSQL     map[string]string  `yaml:"-"` // by name of file: the query for its rows over the live tables
}

// A File is one file of a dataset and the columns to expect in it.
type File struct {
	Name    string // such as rounds.csv
	URL     string // where the bytes come from; may be a path as well
	Shape   string // table, or series: then shapes/series.sql conforms it
	Key     []string
	Columns []Column
}

// A Column is one column of a file, in the order of the file.
type Column struct {
	Name     string
	Type     string // text, integer, decimal, double, boolean, date, partial-date, period, url or list
	Required bool   // an empty cell rejects the row
	List     string // code list that the value must be in
	Note     string
	From     string // live: header, or path in a record (from the answer's root if it begins with a slash); empty: the name
	Optional bool   // live: the source may lack it
}

// A Receipt says which bytes were received: the lock file of the dataset.
type Receipt struct {
	URL       string
	SHA256    string
	Bytes     int64
	FetchedOn string `yaml:"fetched_on"` // ISO date
}

// A Correction repairs a known error of the source in one conformed row. The guard fails the build once the source has
// changed, so that no correction outlives its error.
type Correction struct {
	ID        string
	Table     string
	Key       string             // value of the table's key; several columns are joined by commas
	Set       map[string]*string // column: value; null is no value
	Expect    map[string]*string // the guard: what stands there without the correction
	Reason    string
	SourceURL string `yaml:"source_url"`
}

// A Withdrawal takes published rows back.
type Withdrawal struct {
	Table  string
	Key    string // as in Correction; * is every row of the table
	On     string // ISO date
	Reason string
}

// AsOf returns the latest day on which bytes of the dataset were known to be current, ISO; empty if none are held.
func (d Dataset) AsOf() string {
	latest := ""
	for _, r := range d.Receipts {
		latest = max(latest, r.FetchedOn)
	}
	return latest
}

// Staged returns the name of the staged table of a file, such as staged.ai_companies__rounds.
func (d Dataset) Staged(f File) string {
	name := strings.TrimSuffix(f.Name, path.Ext(f.Name))
	return "staged." + strings.ReplaceAll(d.ID+"__"+name, "-", "_")
}

var insertion = regexp.MustCompile(`(?i)\binsert\s+into\s+([a-z_0-9]+)`)

// Fills returns the tables of the model that the dataset's own SQL puts rows into, in order.
func (d Dataset) Fills() []string {
	var tables []string
	for _, found := range insertion.FindAllStringSubmatch(d.Conform, -1) {
		if !slices.Contains(tables, found[1]) {
			tables = append(tables, found[1])
		}
	}
	slices.Sort(tables)
	return tables
}

// A Catalogue is a linted tree of datasets.
type Catalogue struct {
	Datasets []Dataset // in the order in which they are conformed: code lists first, then by After, then by id
	fsys     fs.FS
}

// Load reads and lints all datasets of a tree. All problems are reported at once, as definition.Findings.
func Load(fsys fs.FS) (*Catalogue, error) {
	l := linter{fsys: fsys}
	located := load[Dataset](&l, "*/dataset.yaml")
	receipts := byID(load[receiptFile](&l, "*/receipt.json"))
	corrections := byID(load[[]Correction](&l, "*/corrections.yaml"))
	withdrawals := byID(load[[]Withdrawal](&l, "*/withdrawn.yaml"))
	for i := range located {
		d := &located[i].Value
		d.ID = located[i].ID
		d.Receipts = receipts[d.ID].Value.Files
		d.Corrections = corrections[d.ID].Value
		d.Withdrawals = withdrawals[d.ID].Value
		text, err := fs.ReadFile(fsys, d.ID+"/conform.sql")
		if err == nil {
			d.Conform = string(text)
		}
		d.LiveSQL = map[string]string{}
		for _, f := range d.Files {
			if text, err := fs.ReadFile(fsys, d.ID+"/"+f.LiveSQL()); err == nil {
				d.LiveSQL[f.Name] = string(text)
			}
		}
	}
	l.lint(located, corrections, withdrawals)
	sorted, err := order(located)
	if err != nil {
		l.add(err.(definition.Findings)...)
	}
	if err := l.found.Err(); err != nil {
		return nil, err
	}
	return &Catalogue{Datasets: sorted, fsys: fsys}, nil
}

type receiptFile struct{ Files map[string]Receipt }

func load[T any](l *linter, pattern string) []definition.Located[T] {
	all, err := definition.Load[T](l.fsys, pattern)
	if found, ok := err.(definition.Findings); ok {
		l.add(found...)
	} else if err != nil {
		l.add(definition.Finding{File: pattern, Reason: err.Error()})
	}
	return all
}

func byID[T any](all []definition.Located[T]) map[string]definition.Located[T] {
	m := make(map[string]definition.Located[T], len(all))
	for _, one := range all {
		m[one.ID] = one
	}
	return m
}

// codes is the dataset of the code lists, which all others may name.
const codes = "codes"

// order sorts datasets so that each comes after those it needs; among equals by id.
func order(all []definition.Located[Dataset]) ([]Dataset, error) {
	var sorted []Dataset
	done := map[string]bool{}
	for len(sorted) < len(all) {
		next := slices.IndexFunc(all, func(d definition.Located[Dataset]) bool {
			return !done[d.ID] && (d.ID == codes || done[codes] || !has(all, codes)) &&
				!slices.ContainsFunc(d.Value.After, func(id string) bool { return !done[id] && has(all, id) })
		})
		if next < 0 {
			var found definition.Findings
			for _, d := range all {
				if !done[d.ID] {
					found = append(found, d.Finding("datasets wait for each other", "after"))
				}
			}
			return nil, found
		}
		done[all[next].ID] = true
		sorted = append(sorted, all[next].Value)
	}
	return sorted, nil
}

func has(all []definition.Located[Dataset], id string) bool {
	return slices.ContainsFunc(all, func(d definition.Located[Dataset]) bool { return d.ID == id })
}

// Dataset returns one dataset, or false.
func (c *Catalogue) Dataset(id string) (Dataset, bool) {
	i := slices.IndexFunc(c.Datasets, func(d Dataset) bool { return d.ID == id })
	if i < 0 {
		return Dataset{}, false
	}
	return c.Datasets[i], true
}

// Bytes returns the bytes of a file that is part of the tree.
func (c *Catalogue) Bytes(d Dataset, f File) ([]byte, error) {
	text, err := fs.ReadFile(c.fsys, path.Join(d.ID, f.Name))
	if err != nil {
		return nil, fmt.Errorf("dataset %s: %w", d.ID, err)
	}
	return text, nil
}

// Values returns the values that a live source asks for: those listed, or the distinct ones of a column of a bundled file, in
// its order. None if it asks for none.
func (c *Catalogue) Values(d Dataset, e LiveEach) ([]string, error) {
	if e.File == "" {
		return e.Values, nil
	}
	rows, err := readCSV(c.fsys, path.Join(d.ID, e.File))
	if err != nil {
		return nil, fmt.Errorf("dataset %s: %w", d.ID, err)
	}
	if len(rows) == 0 || !slices.Contains(rows[0], e.Column) {
		return nil, fmt.Errorf("dataset %s: %s has no column %s", d.ID, e.File, e.Column)
	}
	at := slices.Index(rows[0], e.Column)
	var values []string
	seen := map[string]bool{"": true}
	for _, row := range rows[1:] {
		if !seen[row[at]] {
			seen[row[at]] = true
			values = append(values, row[at])
		}
	}
	return values, nil
}

// Lists returns the codes of every code list, by name of list: the first column of each file under codes.
func (c *Catalogue) Lists() (map[string][]string, error) { return lists(c.fsys) }
