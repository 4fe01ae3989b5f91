package warehouse

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Schema is the version of the model and of the release's folder. A program reads releases of its own version only.
const Schema = 1

// A Manifest says what a release is made of. It is manifest.json in the release's folder.
type Manifest struct {
	ID          ReleaseID    `json:"id"`
	AsOf        string       `json:"as_of"`   // ISO date: the only "today" of the release
	Schema      int          `json:"schema"`  // version of model and folder
	Program     string       `json:"program"` // version of the program that built it
	Inputs      []Input      `json:"inputs"`
	Unloaded    []Unloaded   `json:"unloaded,omitempty"`
	Tables      []Table      `json:"tables"`
	Corrections []Correction `json:"corrections"`
	Checks      []Check      `json:"checks"`
	Findings    []Finding    `json:"findings"`
	Withdrawals []Withdrawal `json:"withdrawals"`
	Difference  *Difference  `json:"difference,omitempty"` // to the release before; nil for the first
}

// An Input is one file that went into a release.
type Input struct {
	Dataset  string `json:"dataset"`
	File     string `json:"file"`
	URL      string `json:"url"`
	SHA256   string `json:"sha256"`
	Bytes    int64  `json:"bytes"`
	Fetched  string `json:"fetched_on"` // ISO date
	Rows     int64  `json:"rows"`       // staged + rejected
	Staged   int64  `json:"staged"`
	Rejected int64  `json:"rejected"`
	Live     bool   `json:"live,omitempty"`  // fetched from its publisher, not bundled
	Stale    string `json:"stale,omitempty"` // why the last look at the source brought nothing newer
}

// An Unloaded is a dataset whose rows are at its publisher only, and of which the release lacks some or all.
type Unloaded struct {
	Dataset        string   `json:"dataset"`
	Title          string   `json:"title"`
	Producer       string   `json:"producer"`
	URL            string   `json:"url"`
	Licence        string   `json:"licence"`
	Redistribution string   `json:"redistribution"`
	Cadence        string   `json:"cadence"`
	Sources        []string `json:"sources"`          // names of the live sources of which nothing is held
	Tables         []string `json:"tables"`           // of the model, which its rows go into
	Reason         string   `json:"reason,omitempty"` // why the last look brought nothing; empty if nobody has looked
}

// A Table is one table of a release.
type Table struct {
	Name   string   `json:"name"`
	Key    []string `json:"key"` // columns that make one row one row, in order
	Rows   int64    `json:"rows"`
	SHA256 string   `json:"sha256"` // of the table as CSV, ordered by key
}

// A Correction is a declared repair of a known error of a source.
type Correction struct {
	ID      string `json:"id"`
	Dataset string `json:"dataset"`
	Table   string `json:"table"`
	Key     string `json:"key"`
	Reason  string `json:"reason"`
	Source  string `json:"source_url"`
}

// A Check is a query that returns offending rows, and how many it returned.
type Check struct {
	ID    string `json:"id"`
	Level Level  `json:"level"`
	Sense string `json:"sense"`
	Rows  int64  `json:"rows"`
}

// A Level says what a finding does to a release.
type Level string

// The levels: an error stops publication, a warning travels with the release.
const (
	LevelError   Level = "error"
	LevelWarning Level = "warning"
)

// A Finding is a row that a check returned, or a line that staging refused.
type Finding struct {
	Level   Level  `json:"level"`
	Check   string `json:"check"` // id of the check, or "stage", "correct", "compare"
	Dataset string `json:"dataset,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int64  `json:"line,omitempty"` // from 1
	Column  string `json:"column,omitempty"`
	Key     string `json:"key,omitempty"` // enough to find the row
	Detail  string `json:"detail"`
}

// String prints a finding on one line: where, then what.
func (f Finding) String() string {
	where := f.Dataset
	if f.File != "" {
		where += "/" + f.File
	}
	if f.Line > 0 {
		where += fmt.Sprintf(":%d", f.Line)
	}
	if f.Column != "" {
		where += " column " + f.Column
	}
	if f.Key != "" {
		if where != "" {
			where += " "
		}
		where += f.Key
	}
	return fmt.Sprintf("%s %s: %s: %s", f.Level, f.Check, where, f.Detail)
}

// A Withdrawal is a published row that is taken back on purpose, or a number of rows of one dataset.
type Withdrawal struct {
	Table   string `json:"table"`
	Key     string `json:"key,omitempty"`     // values of the key columns, joined by commas; "*" is every row
	Dataset string `json:"dataset,omitempty"` // whose rows they are, where there are too many to name
	Rows    int64  `json:"rows,omitempty"`    // of the dataset
	On      string `json:"on"`                // ISO date
	Reason  string `json:"reason"`
}

// A Difference compares a release with another, row by row.
type Difference struct {
	From   ReleaseID         `json:"from"`
	Tables []TableDifference `json:"tables"` // those that differ, in order of name
}

// A TableDifference says which rows of a table differ; where a row was read (file hash and line) is not compared.
type TableDifference struct {
	Name    string `json:"name"`
	Added   Keys   `json:"added"`
	Changed Keys   `json:"changed"`
	Removed Keys   `json:"removed"` // all of them if the table is gone
}

// Keys are the keys of some rows, as in Withdrawal. First holds at most KeysKept of them, in order.
type Keys struct {
	Count int      `json:"count"`
	First []string `json:"first,omitempty"`
}

// KeysKept is how many keys of each kind of difference a manifest names.
const KeysKept = 200

// Table returns a table of the release, or false.
func (m Manifest) Table(name string) (Table, bool) {
	for _, t := range m.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// SameContent says whether two releases hold the same rows.
func (m Manifest) SameContent(other Manifest) bool {
	if m.Schema != other.Schema || len(m.Tables) != len(other.Tables) {
		return false
	}
	for _, t := range m.Tables {
		if o, ok := other.Table(t.Name); !ok || o.SHA256 != t.SHA256 {
			return false
		}
	}
	return true
}

// ReadManifest reads the manifest in the folder of a release. fs.ErrNotExist if there is none.
func ReadManifest(dir string) (Manifest, error) {
	var m Manifest
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, fmt.Errorf("manifest in %s: %w", dir, err)
	}
	return m, nil
}

func writeManifest(dir string, m Manifest) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "manifest.json"), append(text, '\n'), 0o644)
}
