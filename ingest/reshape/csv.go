package reshape

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"sextant/datasets"
)

// plan says which cell of a record becomes which column.
type plan struct {
	cells  []int  // by declared column; -1: the source lacks it, or it comes from elsewhere
	melted []melt // columns that become rows
	fields int
}

type melt struct {
	at     int
	header string
}

// csv reads one file. Columns are found by name, never by position.
func (t *table) csv(in io.Reader) error {
	r := newRecords(in, t.source.Delimiter)
	r.skipMark()
	header, ok := r.next()
	if !ok {
		return r.failed(&FileError{Reason: "the file is empty"})
	}
	if header.reason != "" {
		return &FileError{Reason: header.reason}
	}
	names := make([]string, len(header.cells))
	for i, cell := range header.cells {
		names[i] = r.text(cell)
	}
	p, err := t.plan(names)
	if err != nil {
		return err
	}
	r.fields = p.fields
	for {
		one, ok := r.next()
		if !ok {
			return r.failed(nil)
		}
		if one.reason != "" {
			t.reject(one.line, one.reason)
			continue
		}
		if err := t.record(p, r, one); err != nil {
			return err
		}
	}
}

// failed returns what went wrong with reading, or else an error of the text.
func (r *records) failed(otherwise error) error {
	if r.err != nil {
		return r.err
	}
	return otherwise
}

// plan looks for the declared columns in a header.
func (t *table) plan(header []string) (plan, error) {
	p := plan{cells: make([]int, len(t.source.Columns)), fields: len(header)}
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = plainHeader(h)
	}
	taken := map[int]bool{}
	for i, c := range t.source.Columns {
		p.cells[i] = -1
		if t.isMelted(c) || isFilled(c) {
			continue
		}
		at := slices.Index(names, plainHeader(from(c)))
		if at < 0 && !c.Optional {
			return p, &FileError{c.Name, fmt.Sprintf("the source has no column %q any more; it has %s", from(c), shown(header))}
		}
		p.cells[i] = at
		taken[at] = true
	}
	for i, h := range header {
		switch {
		case taken[i] || names[i] == "":
		case t.source.Melt.Name != "":
			p.melted = append(p.melted, melt{i, strings.TrimSpace(h)})
		default:
			t.extra(strings.TrimSpace(h))
		}
	}
	if t.source.Melt.Name != "" && len(p.melted) == 0 {
		return p, &FileError{t.source.Melt.Name, "no column is left to become rows; the file has " + shown(header)}
	}
	return p, nil
}

// Columns finds the declared columns of a source among those of a table that is no text: for each of them its place, -1 where
// there is none, and what is not taken. The error is a *FileError.
func Columns(source datasets.Live, header []string) (places []int, extra []string, err error) {
	t := &table{source: source}
	p, err := t.plan(header)
	return p.cells, t.report.Extra, err
}

func (t *table) isMelted(c datasets.Column) bool {
	return t.source.Melt.Name != "" && (c.Name == t.source.Melt.Name || c.Name == t.source.Melt.Value)
}

// shown is a header for people, cut if it is long.
func shown(header []string) string {
	if len(header) > 40 {
		header = append(slices.Clone(header[:40]), "…")
	}
	return strings.Join(header, ", ")
}

// plainHeader makes names comparable: without byte order mark, spreadsheet wrapping, doubled blanks, case and curly apostrophes.
func plainHeader(name string) string {
	name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
	if strings.HasPrefix(name, `="`) && strings.HasSuffix(name, `"`) && len(name) > 2 {
		name = name[2 : len(name)-1]
	}
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(name, "’", "'")), " "))
}

// record writes a record as one row, or as one for each melted cell that holds something.
func (t *table) record(p plan, r *records, one record) error {
	if t.source.Melt.Name == "" && utf8.Valid(one.body) && bytes.IndexByte(one.body, 0) < 0 {
		return t.copied(p, r, one)
	}
	cells := t.filled()
	for i, at := range p.cells {
		if at >= 0 {
			cells[i] = r.text(one.cells[at])
		}
	}
	if t.source.Melt.Name == "" {
		return t.row(one.line, cells)
	}
	name, value := slices.Index(t.header, t.source.Melt.Name), slices.Index(t.header, t.source.Melt.Value)
	for _, m := range p.melted {
		cell := strings.TrimSpace(r.text(one.cells[m.at]))
		if cell == "" || slices.Contains(t.source.Missing, cell) {
			continue
		}
		row := slices.Clone(cells)
		row[name], row[value] = m.header, cell
		if err := t.row(one.line, row); err != nil {
			return err
		}
	}
	return nil
}

// copied writes a record of sound text as one row. A quoted field stands as it stood, if nothing in it needs another form.
func (t *table) copied(p plan, r *records, one record) error {
	t.begin()
	for i, at := range p.cells {
		t.separate(i)
		if at < 0 {
			t.cell(t.constant[i])
			continue
		}
		cell := one.cells[at]
		raw := r.buf[cell.from:cell.to]
		switch {
		case len(raw) == 0 || len(raw) <= t.longestMissing && t.isMissing(string(raw)):
		case !cell.quoted && bytes.IndexByte(raw, '"') < 0 && bytes.IndexByte(raw, ',') < 0 && bytes.IndexByte(raw, '\r') < 0:
			t.buf = append(t.buf, raw...)
		case cell.quoted && !cell.odd && bytes.IndexByte(raw, '\r') < 0:
			t.buf = append(append(append(t.buf, '"'), raw...), '"')
		default:
			t.cell(r.text(cell))
		}
	}
	return t.end(one.line)
}
