package reshape

import (
	"errors"
	"fmt"
	"slices"

	"sextant/internal/sheet"
)

// headerWithin is how far down the header of a sheet may stand, below titles and notes.
const headerWithin = 50

// sheet reads a spreadsheet. Its header is the first row that has all the columns that the source must have.
func (t *table) sheet(path, temporary string) error {
	var p *plan
	var first error // of the row that comes nearest to a header
	nearest := -1
	err := sheet.Each(path, t.source.Sheet, temporary, func(number int, row []string) error {
		if p != nil {
			return t.sheetRow(*p, int64(number), row)
		}
		if len(row) == 0 {
			return nil
		}
		extra := t.report.Extra
		found, err := t.plan(row)
		if err == nil {
			p = &found
			return nil
		}
		t.report.Extra = extra
		var lacks *FileError
		if errors.As(err, &lacks) {
			if at := slices.Index(t.header, lacks.Column); at > nearest {
				nearest, first = at, err
			}
		}
		if number >= headerWithin {
			return first
		}
		return nil
	})
	var wrong *FileError
	switch {
	case err != nil && !errors.As(err, &wrong):
		return &FileError{Reason: err.Error()}
	case err == nil && p == nil && first != nil:
		return first
	case err == nil && p == nil:
		return &FileError{Reason: fmt.Sprintf("sheet %q is empty", t.source.Sheet)}
	}
	return err
}

// sheetRow writes one row. A spreadsheet does not store the empty cells at the end of one, and a row without any is none.
func (t *table) sheetRow(p plan, number int64, row []string) error {
	cells, empty := t.filled(), true
	for i, at := range p.cells {
		if at >= 0 && at < len(row) {
			cells[i] = row[at]
			empty = empty && row[at] == ""
		}
	}
	if empty {
		return nil
	}
	return t.row(number, cells)
}
