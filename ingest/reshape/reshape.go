// Package reshape turns what publishers send (CSV of many habits, JSON records, JSON-stat cubes) into the one form that
// staging reads: CSV with the declared columns and, last, the line or record that each row comes from. It changes form only:
// no value is converted, no row is chosen. It fetches nothing and knows no database.
package reshape

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sextant/datasets"
)

// maxRecord is the longest record that is read, in bytes of its cells.
const maxRecord = 1 << 20

// maxRejects is how many rejected records are listed; the rest is counted.
const maxRejects = 1000

// A Report says what became of the bytes.
type Report struct {
	Records  int64 // written
	Rejected int64
	Rejects  []Reject // the first of them
	Extra    []string // columns or keys that the source has and the descriptor does not take, in order
	Replaced int64    // cells with bytes that are no UTF-8: such bytes stand as U+FFFD
}

// A Reject is a record that cannot be read.
type Reject struct {
	Line   int64
	Reason string
}

// A FileError says that the bytes as a whole are not what the descriptor expects: nothing of them can be used.
type FileError struct {
	Column string // declared column that is missing; empty if something else is wrong
	Reason string
}

// Error tells what is wrong.
func (e *FileError) Error() string {
	if e.Column != "" {
		return fmt.Sprintf("column %s: %s", e.Column, e.Reason)
	}
	return e.Reason
}

// Write reads the answers of a source from files, in order, and writes its table. The error is a *FileError if the bytes
// are not what the descriptor expects.
func Write(out io.Writer, source datasets.Live, files []string) (Report, error) {
	t := &table{source: source, out: csv.NewWriter(out)}
	for _, c := range source.Columns {
		t.header = append(t.header, c.Name)
	}
	if err := t.out.Write(append(slices.Clone(t.header), datasets.LiveLine)); err != nil {
		return t.report, err
	}
	read := map[string]func(io.Reader) error{"csv": t.csv, "json": t.json, "json-stat": t.jsonStat}[source.Format]
	if read == nil {
		return t.report, fmt.Errorf("format %q is not known", source.Format)
	}
	for _, file := range files {
		if err := readFile(file, read); err != nil {
			return t.report, err
		}
	}
	if err := t.complete(); err != nil {
		return t.report, err
	}
	t.out.Flush()
	return t.report, t.out.Error()
}

func readFile(path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return read(f)
}

// table is the output on its way.
type table struct {
	source datasets.Live
	out    *csv.Writer
	header []string
	report Report
	line   int64           // of records that have no line of their own: their number over all answers
	seen   map[string]bool // json: columns that some record has
}

// complete says whether anything was read.
func (t *table) complete() error {
	if t.report.Records == 0 {
		return &FileError{Reason: fmt.Sprintf("there is no record in it that can be read, of %d", t.report.Rejected)}
	}
	return t.lacking()
}

// row writes one record with its cells in the order of the declared columns.
func (t *table) row(line int64, cells []string) error {
	size := 0
	for i, cell := range cells {
		if !utf8.ValidString(cell) || strings.ContainsRune(cell, 0) {
			t.report.Replaced++
			cell = strings.ReplaceAll(strings.ToValidUTF8(cell, "\ufffd"), "\x00", "\ufffd")
		}
		if slices.Contains(t.source.Missing, strings.TrimSpace(cell)) {
			cell = ""
		}
		cells[i] = cell
		size += len(cell)
	}
	if size > maxRecord {
		t.reject(line, fmt.Sprintf("the record is longer than %d bytes", maxRecord))
		return nil
	}
	t.report.Records++
	return t.out.Write(append(cells, strconv.FormatInt(line, 10)))
}

func (t *table) reject(line int64, reason string) {
	if t.report.Rejected++; t.report.Rejected <= maxRejects {
		t.report.Rejects = append(t.report.Rejects, Reject{line, reason})
	}
}

// extra notes a column or key that is not taken.
func (t *table) extra(name string) {
	if name != "" && !slices.Contains(t.report.Extra, name) && len(t.report.Extra) < 100 {
		t.report.Extra = append(t.report.Extra, name)
	}
}

// from returns where the source keeps a column.
func from(c datasets.Column) string {
	if c.From != "" {
		return c.From
	}
	return c.Name
}
