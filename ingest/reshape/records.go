package reshape

import (
	"bytes"
	"fmt"
	"io"
	"slices"
)

// What a reader of records keeps in memory at first and at most, and how many bytes it looks at twice to find the next sound one.
const (
	firstBuffer = 1 << 20
	mostBuffer  = 4 * maxRecord
	mostTried   = 256 << 20
)

// records reads CSV as publishers write it. A quote within a field that is not followed by the end of the field is text; so is
// one in a field that is not quoted. Where a quote is missing, lines run together: such a record is rejected, and reading goes
// on with the next line that begins a sound one.
type records struct {
	in     io.Reader
	comma  byte
	fields int // of the header; 0 while it is not read

	buf      []byte
	from, to int // what is not consumed
	ended    bool
	err      error
	line     int64 // of what is at from
	cells    []span
	open     bool // the last of them is quoted to the end of all
}

// A span is a field within the buffer, without its quotes.
type span struct {
	from, to int
	quoted   bool
	doubled  bool // holds doubled quotes
	odd      bool // holds quotes that are not doubled
}

// A record is one record in place: it is gone when the next one is read.
type record struct {
	line   int64
	body   []byte // with its end of line
	cells  []span
	reason string // why it cannot be read
}

func newRecords(in io.Reader, delimiter string) *records {
	r := &records{in: in, comma: ',', buf: make([]byte, firstBuffer), line: 1}
	if delimiter != "" {
		r.comma = delimiter[0]
	}
	return r
}

// skipMark passes over a byte order mark.
func (r *records) skipMark() {
	for r.to < 3 && !r.ended {
		r.fill()
	}
	if bytes.HasPrefix(r.buf[:r.to], []byte("\xef\xbb\xbf")) {
		r.from = 3
	}
}

// fill reads more behind what is there. Places in the buffer move.
func (r *records) fill() {
	if r.from > 0 {
		r.to = copy(r.buf, r.buf[r.from:r.to])
		r.from = 0
	}
	if r.to == len(r.buf) {
		larger := make([]byte, 2*len(r.buf))
		copy(larger, r.buf)
		r.buf = larger
	}
	n, err := r.in.Read(r.buf[r.to:])
	r.to += n
	if err != nil {
		r.ended = true
		if err != io.EOF {
			r.err = err
		}
	}
}

// next returns the next record, or false after the last. Empty lines are none.
func (r *records) next() (record, bool) {
	for {
		end, whole := r.parse(r.from)
		switch {
		case !whole && !r.ended && r.to-r.from <= mostBuffer/2:
			r.fill()
			continue
		case r.from == r.to:
			return record{}, false
		case !whole && !r.ended: // a record that does not end within all that is read ahead
			end = r.to
		}
		body := r.buf[r.from:end]
		if len(bytes.TrimRight(body, "\r\n")) == 0 && len(r.cells) == 1 && !r.cells[0].quoted {
			r.pass(end)
			continue
		}
		one := record{line: r.line, body: body, cells: r.cells}
		if one.reason = r.judge(one); one.reason == "" {
			r.pass(end)
		} else {
			r.recover(end)
		}
		return one, true
	}
}

// pass consumes what stands before a place.
func (r *records) pass(end int) {
	r.line += int64(bytes.Count(r.buf[r.from:end], []byte{'\n'}))
	r.from = end
}

func (r *records) judge(one record) string {
	switch {
	case len(one.body) > maxRecord:
		return fmt.Sprintf("the record is longer than %d bytes", maxRecord)
	case r.open:
		return "a quote is opened and never closed"
	case r.fields > 0 && len(one.cells) != r.fields:
		return fmt.Sprintf("the record has %d fields, the header %d", len(one.cells), r.fields)
	}
	return ""
}

// recover goes on after a record that cannot be read. If it has several lines, some of them may be records of their own that a
// stray quote has swallowed: the next line that begins a sound record is looked for.
func (r *records) recover(end int) {
	first := bytes.IndexByte(r.buf[r.from:end], '\n')
	if first < 0 || r.from+first+1 == end || r.fields == 0 {
		if first < 0 && !r.ended {
			r.passLine()
			return
		}
		r.pass(end)
		return
	}
	r.pass(r.from + first + 1)
	for tried := 0; tried < mostTried; {
		next, whole := r.parse(r.from)
		tried += next - r.from
		if !whole && !r.ended && r.to-r.from <= mostBuffer/2 {
			r.fill()
			continue
		}
		if whole && len(r.cells) == r.fields && next-r.from <= maxRecord && r.sound() || r.from == r.to {
			return
		}
		r.passLine()
	}
}

// sound tells whether the fields parsed last have quotes only where they belong.
func (r *records) sound() bool {
	return !r.open && !slices.ContainsFunc(r.cells, func(c span) bool {
		return c.odd || !c.quoted && bytes.IndexByte(r.buf[c.from:c.to], '"') >= 0
	})
}

// passLine consumes the rest of one line, however long.
func (r *records) passLine() {
	for {
		if at := bytes.IndexByte(r.buf[r.from:r.to], '\n'); at >= 0 {
			r.pass(r.from + at + 1)
			return
		}
		r.from = r.to
		if r.ended {
			return
		}
		r.fill()
	}
}

// parse finds the fields of the record at a place, and where it ends; false if it may go on behind what is read.
func (r *records) parse(at int) (end int, whole bool) {
	r.cells, r.open = r.cells[:0], false
	for {
		var cell span
		var more bool
		if at < r.to && r.buf[at] == '"' {
			cell, end, more, whole = r.quoted(at + 1)
		} else {
			cell, end, more, whole = r.bare(at)
		}
		r.cells = append(r.cells, cell)
		if !more {
			return end, whole
		}
		at = end
	}
}

// bare finds the end of a field without quotes.
func (r *records) bare(at int) (cell span, end int, more, whole bool) {
	buf := r.buf[:r.to]
	for i := at; i < len(buf); i++ {
		switch buf[i] {
		case r.comma:
			return span{from: at, to: i}, i + 1, true, true
		case '\n':
			return r.trimmed(at, i), i + 1, false, true
		}
	}
	return r.trimmed(at, r.to), r.to, false, r.ended
}

func (r *records) trimmed(from, to int) span {
	if to > from && r.buf[to-1] == '\r' {
		to--
	}
	return span{from: from, to: to}
}

// quoted finds the end of a field whose text begins at a place.
func (r *records) quoted(at int) (cell span, end int, more, whole bool) {
	cell = span{from: at, quoted: true}
	for p := at; ; {
		i := bytes.IndexByte(r.buf[p:r.to], '"')
		if i < 0 {
			cell.to, r.open = r.to, true
			return cell, r.to, false, r.ended
		}
		q := p + i
		cell.to = q
		switch rest := r.buf[q+1 : r.to]; {
		case len(rest) == 0:
			return cell, r.to, false, r.ended
		case rest[0] == '"':
			cell.doubled = true
			p = q + 2
		case rest[0] == r.comma:
			return cell, q + 2, true, true
		case rest[0] == '\n':
			return cell, q + 2, false, true
		case rest[0] == '\r' && (len(rest) == 1 || rest[1] == '\n'):
			return cell, min(q+3, r.to), false, len(rest) > 1 || r.ended
		default:
			cell.odd = true
			p = q + 1
		}
	}
}

// text returns a field as the text it stands for: with single quotes, and line ends as one sign.
func (r *records) text(cell span) string {
	raw := r.buf[cell.from:cell.to]
	if !cell.quoted {
		return string(raw)
	}
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	}
	if cell.doubled {
		raw = bytes.ReplaceAll(raw, []byte(`""`), []byte(`"`))
	}
	return string(raw)
}
