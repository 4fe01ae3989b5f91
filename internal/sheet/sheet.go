// Package sheet reads the rows of a spreadsheet one after the other, without holding it in memory, and writes small ones.
package sheet

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// What a workbook may unpack to, and how much of a part of it is kept in memory; more goes to a temporary folder.
const (
	maxUnpacked = 4 << 30
	maxInMemory = 8 << 20
)

// Each calls a function for every row of a sheet, with its number from 1 and its cells as they are stored: a day is the number
// that the spreadsheet keeps for it, and an amount has no separators. An empty name is the first sheet. What does not fit into
// memory goes to files in a temporary folder.
func Each(path, name, temporary string, do func(number int, cells []string) error) (err error) {
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory, TmpDir: temporary})
	if err != nil {
		return fmt.Errorf("no spreadsheet that can be read: %w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	if name == "" {
		name = book.GetSheetName(0)
	}
	rows, err := book.Rows(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("row %d: %w", number, err)
		}
		if err := do(number, cells); err != nil {
			return err
		}
	}
	return rows.Error()
}

// Write makes a workbook of one sheet, for tests and for what stands in for publishers. An empty row is none: its number is
// passed over.
func Write(name string, rows [][]any) ([]byte, error) {
	book := excelize.NewFile()
	if err := book.SetSheetName(book.GetSheetName(0), name); err != nil {
		return nil, errors.Join(err, book.Close())
	}
	for i, row := range rows {
		if err := book.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return nil, errors.Join(err, book.Close())
		}
	}
	var out bytes.Buffer
	err := book.Write(&out)
	return out.Bytes(), errors.Join(err, book.Close())
}
