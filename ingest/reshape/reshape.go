// Package reshape turns what publishers send (CSV of many habits, JSON records, JSON-stat cubes, spreadsheets) into the one
// form that staging reads: CSV with the declared columns and, last, the line or record that each row comes from. It changes
// form only: no value is converted, no row is chosen. It fetches nothing and knows no database.
package reshape

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sextant/datasets"
)

// maxRecord is the longest record that is read, in bytes.
const maxRecord = 1 << 20

// maxRejects is how many rejected records are listed; the rest is counted.
const maxRejects = 1000

// A Part is one answer of a source.
type Part struct {
	Path   string
	SHA256 string            // that its bytes must have
	Values map[string]string // that filled the address, by name
}

// A Report says what became of the bytes.
type Report struct {
	Records  int64 // written
	Rejected int64
	Rejects  []Reject // the first of them
	Same     int64    // records left out as equal to another one
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

// Write reads the answers of a source, in order, and writes its table. The error is a *FileError if the bytes are not what the
// descriptor expects.
func Write(out io.Writer, source datasets.Live, parts []Part) (Report, error) {
	t := &table{source: source, out: bufio.NewWriterSize(out, 1<<18)}
	for _, c := range source.Columns {
		t.header = append(t.header, c.Name)
	}
	for _, token := range source.Missing {
		t.longestMissing = max(t.longestMissing, len(token)+16)
	}
	if _, err := t.out.WriteString(strings.Join(append(slices.Clone(t.header), datasets.LiveLine), ",") + "\n"); err != nil {
		return t.report, err
	}
	read := map[string]func(io.Reader) error{"csv": t.csv, "json": t.json, "ndjson": t.lines, "json-stat": t.jsonStat}[source.Format]
	if read == nil && source.Format != "xlsx" {
		return t.report, fmt.Errorf("format %q is not known", source.Format)
	}
	for _, part := range parts {
		t.fill(part.Values)
		if err := t.part(part, read); err != nil {
			return t.report, err
		}
	}
	if err := t.complete(); err != nil {
		return t.report, err
	}
	return t.report, t.out.Flush()
}

// part reads one answer and holds it to its hash. What is wrong with bytes that are not those received does not matter.
func (t *table) part(part Part, read func(io.Reader) error) error {
	f, err := os.Open(part.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	hash := newHashing(f)
	if read == nil {
		if err = hash.drain(); err == nil {
			err = t.sheet(part.Path, filepath.Dir(part.Path))
		}
	} else {
		err = read(hash)
	}
	if failed := hash.drain(); failed != nil {
		return failed
	}
	if sum := hash.sum(); part.SHA256 != "" && sum != part.SHA256 {
		return &FileError{Reason: "the stored bytes have hash " + sum + ", the receipt says " + part.SHA256 + "; the next fetch brings them anew"}
	}
	return err
}

// table is the output on its way.
type table struct {
	source         datasets.Live
	out            *bufio.Writer
	buf            []byte // of the row in hand
	header         []string
	constant       []string // cells that are the same in all records of an answer, by declared column
	longestMissing int      // bytes of a cell that may stand for no value, with blanks around
	report         Report
	line           int64                 // of records that have no line of their own: their number over all answers
	seen           map[string]bool       // json: columns that some record has
	known          map[[16]byte]struct{} // rows that were written, if equal ones are left out
}

// fill sets the cells that come from what filled the address.
func (t *table) fill(values map[string]string) {
	t.constant = make([]string, len(t.source.Columns))
	for i, c := range t.source.Columns {
		if isFilled(c) {
			t.constant[i] = values[c.From[1:]]
		}
	}
}

func isFilled(c datasets.Column) bool { return strings.HasPrefix(c.From, "@") }

// filled returns the cells of a record before it is read.
func (t *table) filled() []string { return slices.Clone(t.constant) }

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
	t.begin()
	for i, cell := range cells {
		if !utf8.ValidString(cell) || strings.ContainsRune(cell, 0) {
			t.report.Replaced++
			cell = strings.ReplaceAll(strings.ToValidUTF8(cell, "\ufffd"), "\x00", "\ufffd")
		}
		if t.isMissing(cell) {
			cell = ""
		}
		size += len(cell)
		t.separate(i)
		t.cell(cell)
	}
	if size > maxRecord {
		t.reject(line, fmt.Sprintf("the record is longer than %d bytes", maxRecord))
		return nil
	}
	return t.end(line)
}

// isMissing tells whether a cell stands for no value.
func (t *table) isMissing(cell string) bool {
	return len(t.source.Missing) > 0 && slices.Contains(t.source.Missing, strings.TrimSpace(cell))
}

func (t *table) begin() { t.buf = t.buf[:0] }

func (t *table) separate(column int) {
	if column > 0 {
		t.buf = append(t.buf, ',')
	}
}

// cell writes a text so that the engine reads it as it is.
func (t *table) cell(text string) {
	if !strings.ContainsAny(text, ",\"\r\n") {
		t.buf = append(t.buf, text...)
		return
	}
	t.buf = append(t.buf, '"')
	t.buf = append(t.buf, strings.ReplaceAll(text, `"`, `""`)...)
	t.buf = append(t.buf, '"')
}

// end completes the row in hand, unless an equal one is there.
func (t *table) end(line int64) error {
	if t.source.Same {
		if t.known == nil {
			t.known = map[[16]byte]struct{}{}
		}
		sum := sha256.Sum256(t.buf)
		if _, known := t.known[[16]byte(sum[:16])]; known {
			t.report.Same++
			return nil
		}
		t.known[[16]byte(sum[:16])] = struct{}{}
	}
	t.report.Records++
	t.buf = append(t.buf, ',')
	t.buf = append(strconv.AppendInt(t.buf, line, 10), '\n')
	_, err := t.out.Write(t.buf)
	return err
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

// hashing reads and hashes at once.
type hashing struct {
	in   io.Reader
	hash interface {
		io.Writer
		Sum([]byte) []byte
	}
}

func newHashing(in io.Reader) *hashing { return &hashing{in, sha256.New()} }

// Read implements io.Reader.
func (h *hashing) Read(b []byte) (int, error) {
	n, err := h.in.Read(b)
	h.hash.Write(b[:n])
	return n, err
}

func (h *hashing) drain() error {
	_, err := io.Copy(io.Discard, h)
	return err
}

func (h *hashing) sum() string { return hex.EncodeToString(h.hash.Sum(nil)) }
