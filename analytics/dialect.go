package analytics

import (
	"encoding/binary"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A Dialect is a way to write CSV.
type Dialect string

// The dialects. The standard one is RFC 4180: UTF-8, comma, line feed. The others open in a spreadsheet by a double click: cells
// of text that it could take for a formula begin with an apostrophe there.
const (
	DialectStandard Dialect = ""
	DialectExcel    Dialect = "excel"    // UTF-16LE with a mark, tabs
	DialectExcelEU  Dialect = "excel-eu" // UTF-8 with a mark, semicolons, decimal comma
)

// A cell is text or a number: only text is made harmless, only numbers get a decimal comma.
type cell struct {
	text     string
	isNumber bool
}

func text(s string) cell          { return cell{text: s} }
func count(n int) cell            { return cell{text: strconv.Itoa(n), isNumber: true} }
func number(v Value, u Unit) cell { return cell{text: u.Digits(v), isNumber: true} }

type table struct {
	header []string
	lines  [][]cell
}

func (t table) write(w io.Writer, d Dialect) error {
	var buffer strings.Builder
	c := csv.NewWriter(&buffer)
	switch d {
	case DialectExcel:
		c.Comma, c.UseCRLF = '\t', true
	case DialectExcelEU:
		c.Comma, c.UseCRLF = ';', true
	}
	c.Write(t.header) // a Builder never fails, so Error tells of all
	for _, line := range t.lines {
		record := make([]string, len(line))
		for n, one := range line {
			record[n] = one.in(d)
		}
		c.Write(record)
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return encode(w, buffer.String(), d)
}

func (c cell) in(d Dialect) string {
	switch {
	case c.isNumber && d == DialectExcelEU:
		return strings.Replace(c.text, ".", ",", 1)
	case c.isNumber, d == DialectStandard, c.text == "":
		return c.text
	case strings.ContainsRune("=+-@\t\r\n|%", rune(c.text[0])), strings.ContainsRune("＝＋－＠", []rune(c.text)[0]):
		return "'" + c.text
	}
	return c.text
}

const byteOrderMark = "\ufeff"

func encode(w io.Writer, text string, d Dialect) error {
	switch d {
	case DialectExcelEU:
		text = byteOrderMark + text
	case DialectExcel:
		return binary.Write(w, binary.LittleEndian, utf16.Encode([]rune(byteOrderMark+text)))
	}
	_, err := io.WriteString(w, text)
	return err
}
