package reshape

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sextant/datasets"
)

// plan says which cell of a record becomes which column.
type plan struct {
	cells  []int  // by declared column; -1: the source lacks it, or it comes from melting
	melted []melt // columns that become rows
	fields int
}

type melt struct {
	at     int
	header string
}

// csv reads one file. Columns are found by name, never by position.
func (t *table) csv(in io.Reader) error {
	body := bufio.NewReaderSize(in, 1<<16)
	if head, _ := body.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		_, _ = body.Discard(3) // they were just seen
	}
	r := csv.NewReader(body)
	if t.source.Delimiter != "" {
		r.Comma = []rune(t.source.Delimiter)[0]
	}
	r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = true, -1, true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return &FileError{Reason: "the file is empty"}
	}
	if err != nil {
		return &FileError{Reason: err.Error()}
	}
	p, err := t.plan(header)
	if err != nil {
		return err
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &FileError{Reason: err.Error()}
		}
		line, _ := r.FieldPos(0)
		if err := t.record(p, int64(line), record); err != nil {
			return err
		}
	}
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
		if t.isMelted(c) {
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

// plainHeader makes names comparable: without spreadsheet wrapping, doubled blanks, case and curly apostrophes.
func plainHeader(name string) string {
	name = strings.TrimSpace(name)
	if strings.HasPrefix(name, `="`) && strings.HasSuffix(name, `"`) && len(name) > 2 {
		name = name[2 : len(name)-1]
	}
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(name, "’", "'")), " "))
}

// record writes a record as one row, or as one for each melted cell that holds something.
func (t *table) record(p plan, line int64, record []string) error {
	if len(record) != p.fields {
		t.reject(line, fmt.Sprintf("the record has %d fields, the header %d", len(record), p.fields))
		return nil
	}
	cells := make([]string, len(t.source.Columns), len(t.source.Columns)+1)
	for i, at := range p.cells {
		if at >= 0 {
			cells[i] = strings.Clone(record[at])
		}
	}
	if t.source.Melt.Name == "" {
		return t.row(line, cells)
	}
	name, value := slices.Index(t.header, t.source.Melt.Name), slices.Index(t.header, t.source.Melt.Value)
	for _, m := range p.melted {
		cell := strings.TrimSpace(record[m.at])
		if cell == "" || slices.Contains(t.source.Missing, cell) {
			continue
		}
		one := append(make([]string, 0, len(cells)+1), cells...)
		one[name], one[value] = m.header, strings.Clone(cell)
		if err := t.row(line, one); err != nil {
			return err
		}
	}
	return nil
}
