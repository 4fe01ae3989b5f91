package ingest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxRecord is the longest record that is read. Longer ones are an attack or a missing quote.
const maxRecord = 1 << 20

// maxRejects is how many rejects of one file are listed one by one; the rest is counted.
const maxRejects = 1000

// A reject is a record that cannot be read.
type reject struct {
	line   int64 // physical line on which the record begins, from 1
	column string
	reason string
}

// jump says that the record with a number (from 0, rejected ones left out) begins on a line; those after it follow on.
type jump struct{ record, line int64 }

// A scan is what a pass over the bytes of a CSV file tells: where each record begins, and which ones cannot be read. The
// engine reads values; this pass knows lines, which the engine does not.
type scan struct {
	header   []string
	records  int64 // sound ones
	jumps    []jump
	rejects  []reject
	rejected int64
	path     string // file for the engine: the original, or a copy of its sound records
	hash     string // SHA-256 of the original
}

// fileError is a problem of the whole file: nothing of it is staged.
type fileError struct {
	line   int64
	reason string
}

func (e *fileError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.reason) }

// A scanner walks the physical lines of one file.
type scanner struct {
	scan
	in     *bufio.Reader
	line   int64 // number of the line read last
	offset int64 // bytes consumed
	start  int64 // line on which the record in hand begins
	copyTo string
	out    *bufio.Writer // copy of the sound records; nil while the original will do
	file   *os.File
	next   int64 // line on which the next record is expected if nothing jumps
}

// scanCSV reads the file at path. If some of its records cannot be given to the engine, it writes the sound ones to copyTo.
func scanCSV(path, copyTo string) (*scan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	hash := sha256.New()
	s := &scanner{in: bufio.NewReaderSize(io.TeeReader(f, hash), maxRecord), copyTo: copyTo, scan: scan{path: path}}
	err = s.run()
	s.hash = hex.EncodeToString(hash.Sum(nil))
	if s.file != nil {
		err = errors.Join(err, s.out.Flush(), s.file.Close())
	}
	return &s.scan, err
}

func (s *scanner) run() error {
	record, more, err := s.record()
	if err != nil {
		return err
	}
	if err := s.readHeader(record, more); err != nil {
		return err
	}
	s.next = s.line + 1
	for more {
		begin := s.offset
		if record, more, err = s.record(); err != nil {
			return err
		}
		if err := s.take(record, begin); err != nil {
			return err
		}
	}
	return nil
}

// readHeader takes the names of the columns and refuses what is no CSV at all.
func (s *scanner) readHeader(record []byte, more bool) error {
	text := strings.TrimPrefix(strings.TrimRight(string(record), "\r\n"), "\ufeff")
	switch {
	case strings.HasPrefix(strings.ToLower(strings.TrimSpace(text)), "<"):
		return &fileError{1, "this is a page of HTML or XML, not CSV"}
	case text == "" && !more:
		return &fileError{1, "the file is empty"}
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return &fileError{1, "this is not text in UTF-8"}
	}
	for name := range strings.SplitSeq(text, ",") {
		s.header = append(s.header, strings.Trim(name, `"`))
	}
	if len(text)+1 != len(record) {
		return s.copySoFar([]byte(text + "\n"))
	}
	return nil
}

// take judges one record: it counts it, or rejects it and leaves it out.
func (s *scanner) take(record []byte, begin int64) error {
	body := bytes.TrimRight(record, "\r\n")
	if len(body) == 0 {
		if len(record) == 0 {
			return nil
		}
		return s.leaveOut(begin)
	}
	if reason := s.judge(record, body); reason != "" {
		s.reject(reject{line: s.start, reason: reason})
		return s.leaveOut(begin)
	}
	if s.start != s.next {
		s.jumps = append(s.jumps, jump{s.records, s.start})
	}
	s.records++
	s.next = s.start + 1
	if len(body)+1 != len(record) && len(body) != len(record) { // ends in CR LF
		if err := s.leaveOut(begin); err != nil {
			return err
		}
	}
	if s.out == nil {
		return nil
	}
	_, err := s.out.Write(append(body, '\n'))
	return err
}

func (s *scanner) reject(r reject) {
	if s.rejected++; s.rejected <= maxRejects {
		s.rejects = append(s.rejects, r)
	}
}

// judge returns why a record cannot be read, or nothing.
func (s *scanner) judge(record, body []byte) string {
	switch {
	case len(record) > maxRecord:
		return fmt.Sprintf("the record is longer than %d bytes", maxRecord)
	case !utf8.Valid(body):
		return "the record is not text in UTF-8"
	case bytes.IndexByte(body, 0) >= 0:
		return "the record holds a zero byte"
	}
	fields, open, problem := countFields(body)
	if open {
		problem = "a quote is opened and never closed"
	}
	if problem != "" {
		return problem
	}
	if fields == len(s.header) {
		return ""
	}
	reason := fmt.Sprintf("the record has %d fields, the header %d", fields, len(s.header))
	if record[len(record)-1] != '\n' {
		reason += "; the file ends within it"
	}
	return reason
}

// record reads one record with its line end: one line, or more if a quoted field holds line ends. False after the last.
// What is longer than maxRecord is cut; after a single line of that length the next line is a record again.
func (s *scanner) record() ([]byte, bool, error) {
	s.start = s.line + 1
	line, err := s.readLine()
	record, open := line, false
	if bytes.IndexByte(line, '"') >= 0 {
		record = slices.Clone(line)
		_, open, _ = countFields(bytes.TrimRight(record, "\r\n"))
	}
	for open = open && len(line) <= maxRecord; open && err == nil; {
		line, err = s.readLine()
		if len(record) <= maxRecord {
			record = append(record, line...)
		}
		open = bytes.Count(line, []byte{'"'})%2 == 0 && len(line) <= maxRecord
	}
	if errors.Is(err, io.EOF) {
		if open {
			return nil, false, &fileError{s.start, "a quote is opened here and never closed: the file is cut off"}
		}
		return record, false, nil
	}
	return record, true, err
}

// readLine reads one physical line with its end; of a line longer than maxRecord it keeps one byte too many and drops the
// rest.
func (s *scanner) readLine() ([]byte, error) {
	line, err := s.in.ReadSlice('\n')
	s.line++
	s.offset += int64(len(line))
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, err
	}
	line = append(slices.Clone(line), '\n')
	for errors.Is(err, bufio.ErrBufferFull) {
		var rest []byte
		rest, err = s.in.ReadSlice('\n')
		s.offset += int64(len(rest))
	}
	return line, err
}

// leaveOut makes sure that the engine reads a copy, without the record that begins at an offset of the original.
func (s *scanner) leaveOut(begin int64) error {
	if s.out != nil {
		return nil
	}
	original, err := os.Open(s.path)
	if err != nil {
		return err
	}
	defer original.Close()
	if err := s.copySoFar(nil); err != nil {
		return err
	}
	_, err = io.CopyN(s.out, original, begin)
	return err
}

func (s *scanner) copySoFar(text []byte) error {
	file, err := os.Create(s.copyTo)
	if err != nil {
		return err
	}
	s.file, s.out, s.scan.path = file, bufio.NewWriterSize(file, 1<<16), s.copyTo
	_, err = s.out.Write(text)
	return err
}

// countFields counts the fields of a record, and says whether the last one is quoted and not closed, or what is wrong with
// the quotes of another.
func countFields(record []byte) (fields int, open bool, problem string) {
	if bytes.IndexByte(record, '"') < 0 {
		return bytes.Count(record, []byte{','}) + 1, false, ""
	}
	fields = 1
	for i := 0; i < len(record); {
		if record[i] == '"' {
			end := closingQuote(record, i+1)
			if end == len(record) {
				return fields, true, ""
			}
			if end+1 < len(record) && record[end+1] != ',' {
				return fields, false, fmt.Sprintf("text follows the closing quote of field %d", fields)
			}
			i = end + 1
		} else {
			for i < len(record) && record[i] != ',' {
				if record[i] == '"' {
					return fields, false, fmt.Sprintf("field %d holds a quote but is not quoted", fields)
				}
				i++
			}
		}
		if i < len(record) {
			fields++
			i++
		}
	}
	return fields, false, ""
}

// closingQuote finds the quote that ends a field which begins at an index; two quotes in a row are a quote in the text.
func closingQuote(record []byte, from int) int {
	for i := from; i < len(record); i++ {
		if record[i] != '"' {
			continue
		}
		if i+1 < len(record) && record[i+1] == '"' {
			i++
			continue
		}
		return i
	}
	return len(record)
}

// lineOf returns the line on which a sound record begins.
func (s *scan) lineOf(record int64) int64 {
	at, found := slices.BinarySearchFunc(s.jumps, record, func(j jump, n int64) int { return int(j.record - n) })
	if !found {
		at--
	}
	if at < 0 {
		return record + 2
	}
	return s.jumps[at].line + record - s.jumps[at].record
}
