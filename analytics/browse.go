package analytics

import (
	"embed"
	"fmt"
	"slices"

	"sextant/internal/warehouse"
)

//go:embed browse/*.sql
var browseFiles embed.FS

// browseSQL is the text of one of the fixed queries. A name that is not there is a slip in this package.
func browseSQL(name string) string {
	text, err := browseFiles.ReadFile("browse/" + name + ".sql")
	if err != nil {
		panic(fmt.Sprintf("query %s: %v", name, err))
	}
	return string(text)
}

// A ListedCode is an entry of a code list.
type ListedCode struct {
	Code Code
	Name Name
}

// An Economy is a country or a published aggregate.
type Economy struct {
	Code       Code
	Name       Name
	Bloc       Code   // EU27_2020, EU, EUROPE_OTHER, US, CN, OTHER; an aggregate is its own bloc
	Aggregate  bool   // EU, EUROPE, WORLD, EU27_2020: reported as one, has no members here
	MemberFrom string // ISO date of joining the European Union; empty for others
	Latitude   Value
	Longitude  Value
}

// A Group is a set of economies that is asked for by one code.
type Group struct {
	Code    Code
	Name    Name
	Members []Code
}

// A Dataset says where rows come from and under which terms.
type Dataset struct {
	ID, Title, Producer, URL, Citation, Licence string
	Redistribution                              string // "open", "quote" or "restricted"
	Cadence                                     string
	AsOf                                        string // ISO date
	Curated                                     bool   // a hand-compiled sample
	Coverage                                    string
	Caveats                                     []string
}

func (d Dataset) source() Source {
	return Source{Dataset: d.ID, Title: d.Title, Producer: d.Producer, URL: d.URL, Citation: d.Citation, Licence: d.Licence,
		Redistribution: d.Redistribution, AsOf: d.AsOf}
}

// Datasets returns the datasets of the release, by id.
func (r *Release) Datasets() []Dataset { return slices.Clone(r.words.datasets) }

// Codes returns a code list in the order of display, or nil if there is none of that name.
func (r *Release) Codes(list string) []ListedCode { return slices.Clone(r.words.lists[list]) }

// CodeName returns what a code of a list is called; list "economy" names economies and groups. A code without a name is its
// own name.
func (r *Release) CodeName(list string, code Code) Name { return r.words.nameOf(list, code) }

// Economies returns economies and published aggregates, by code.
func (r *Release) Economies() []Economy { return slices.Clone(r.words.economies) }

// Groups returns the groups of more than one economy, by code.
func (r *Release) Groups() []Group {
	return slices.DeleteFunc(slices.Clone(r.words.groups), func(g Group) bool { return len(g.Members) < 2 })
}

// A Summary is what a release says about its making.
type Summary struct {
	ID, AsOf, Program string
	Inputs            []Input
	Tables            []Table
	Checks            []Check
	Corrections       []Correction
	Errors, Warnings  int // findings by level
}

// An Input is a file that went into the release.
type Input struct {
	Dataset, File, URL, SHA256, Fetched string
	Bytes, Rows, Staged, Rejected       int64
	Live                                bool   // fetched from its publisher, not bundled
	Stale                               string // why the last look before the release brought nothing newer
}

// A Table is a table of the release with its number of rows and content hash.
type Table struct {
	Name, SHA256 string
	Rows         int64
}

// A Check is a query over the release that should find nothing, and how many rows it found.
type Check struct {
	ID, Level, Sense string
	Rows             int64
}

// A Correction is a declared repair of a known error of a source.
type Correction struct{ ID, Dataset, Table, Key, Reason, Source string }

// Manifest returns what the release is made of: inputs, tables, checks and corrections in the order of its manifest.
func (r *Release) Manifest() Summary {
	m := r.manifest
	s := Summary{ID: string(m.ID), AsOf: m.AsOf, Program: m.Program}
	for _, i := range m.Inputs {
		s.Inputs = append(s.Inputs, Input{i.Dataset, i.File, i.URL, i.SHA256, i.Fetched, i.Bytes, i.Rows, i.Staged, i.Rejected, i.Live, i.Stale})
	}
	for _, t := range m.Tables {
		s.Tables = append(s.Tables, Table{t.Name, t.SHA256, t.Rows})
	}
	for _, c := range m.Checks {
		s.Checks = append(s.Checks, Check{c.ID, string(c.Level), c.Sense, c.Rows})
	}
	for _, c := range m.Corrections {
		s.Corrections = append(s.Corrections, Correction{c.ID, c.Dataset, c.Table, c.Key, c.Reason, c.Source})
	}
	for _, f := range m.Findings {
		switch f.Level {
		case warehouse.LevelError:
			s.Errors++
		case warehouse.LevelWarning:
			s.Warnings++
		}
	}
	return s
}
