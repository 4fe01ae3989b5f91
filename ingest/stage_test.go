package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// stageFruits stages a file of fruits, and returns the staged rows as text, what went in, and the findings.
func stageFruits(t *testing.T, csv, query string) (rows [][]string, in warehouse.Input, found []string) {
	t.Helper()
	c, err := datasets.Load(fstest.MapFS(fruits(t, csv)))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	db, err := warehouse.Create(t.Context(), filepath.Join(dir, "x.duckdb"), warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(t.Context(), "attach ':memory:' as staged"); err != nil {
		t.Fatal(err)
	}
	lists, err := c.Lists()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "fruit.csv")
	if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	d, _ := c.Dataset("fruits")
	s := stager{db: db, lists: lists, scratch: dir}
	in, findings, err := s.stage(t.Context(), d, d.Files[0], path)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		found = append(found, fmt.Sprintf("%s %d %s: %s", f.Level, f.Line, f.Column, f.Detail))
	}
	if query == "" || in.Staged == 0 {
		return nil, in, found
	}
	err = db.Each(t.Context(), query, func(_ []string, row []*string) error {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = text(cell)
		}
		rows = append(rows, cells)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows, in, found
}

func TestStage_types(t *testing.T) {
	rows, in, found := stageFruits(t, fruitHeader+
		"apple,red,red;blue,12,1.50,0.25,true,2025-09-01,2025,2025-Q3,https://example.org/a\n"+
		"fig,,,,,,,,,,\n"+
		`"a ""b"", c",blue,blue,-3,0,1e-3,false,2024-02-29,2025-03,2025,http://example.org/é`+"\n",
		"select *, dataset_id || left(snapshot_sha256, 0) as origin from staged.fruits__fruit order by source_line")
	if len(found) > 0 || in.Rows != 3 || in.Staged != 3 {
		t.Fatalf("%+v, %v", in, found)
	}
	want := [][]string{
		{"apple", "red", "red;blue", "12", "1.5", "0.25", "true", "2025-09-01", "2025", "2025-Q3", "https://example.org/a"},
		{"fig", "nothing", "nothing", "nothing", "nothing", "nothing", "nothing", "nothing", "nothing", "nothing", "nothing"},
		{`a "b", c`, "blue", "blue", "-3", "0", "0.001", "false", "2024-02-29", "2025-03", "2025", "http://example.org/é"},
	}
	for i, row := range rows {
		if !reflect.DeepEqual(row[:11], want[i]) || row[13] != fmt.Sprint(i+2) || row[14] != "fruits" {
			t.Errorf("row %d: %q, want %q", i, row, want[i])
		}
	}
}

func TestStage_rejects(t *testing.T) {
	line := func(cells ...string) string {
		return strings.Join(append(cells, make([]string, 11-len(cells))...), ",") + "\n"
	}
	csv := fruitHeader +
		line("apple") +
		line("", "red") + // 3
		line("fig", "green") + // 4
		line("kiwi", "", "red; mauve") + // 5
		line("plum", "", "", "1.5") + // 6
		line("pear", "", "", "", "1,5", "", "") + // 7: a comma makes a twelfth field
		line("lime", "", "", "", "1.2.3", "heavy") + // 8: two cells
		"\"two\nlines\",red,,x,,,,,,,\n" + // 9 and 10
		line("date", "", "", "", "", "", "yes", "2025-02-30") + // 11
		line("nut", "", "", "", "", "", "", "", "2025-13", "2025-Q5", "ftp://x") + // 12
		line("apple", "blue") + // 13
		"\n" + // 14: empty
		"short,red\n" + // 15
		`big"quote` + ",,,,,,,,,,\n" + // 16
		`"closed"x` + ",,,,,,,,,,\n" + // 17
		"bad\xff,,,,,,,,,,\n" + // 18
		"zero\x00,,,,,,,,,,\n" + // 19
		line("melon", "", "", "99999999999999999999") + // 20
		line("last") // 21
	rows, in, found := stageFruits(t, csv, "select name, source_line from staged.fruits__fruit order by source_line")
	want := []string{
		`warning 3 name: is empty, but every row needs it`,
		`warning 4 colour: "green" is not in the code list colour`,
		`warning 5 colours: "red; mauve" is not in the code list colour`,
		`warning 6 count: "1.5" is not a whole number`,
		`warning 7 : the record has 12 fields, the header 11`,
		`warning 8 price: "1.2.3" is not a decimal number`,
		`warning 8 weight: "heavy" is not a number`,
		`warning 9 count: "x" is not a whole number`,
		`warning 11 sweet: "yes" is not true or false`,
		`warning 11 picked: "2025-02-30" is not a date such as 2025-03-14`,
		`warning 12 known_since: "2025-13" is not a date such as 2025, 2025-03 or 2025-03-14`,
		`warning 12 season: "2025-Q5" is not a period such as 2025 or 2025-Q3`,
		`warning 12 page: "ftp://x" is not a web address`,
		`warning 13 name: the key is that of line 2`,
		`warning 15 : the record has 2 fields, the header 11`,
		`warning 16 : field 1 holds a quote but is not quoted`,
		`warning 17 : text follows the closing quote of field 1`,
		`warning 18 : the record is not text in UTF-8`,
		`warning 19 : the record holds a zero byte`,
		`warning 20 count: "99999999999999999999" is not a whole number`,
	}
	if !reflect.DeepEqual(found, want) {
		t.Errorf("findings:\n%s\nwant:\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"))
	}
	if !reflect.DeepEqual(rows, [][]string{{"apple", "2"}, {"last", "21"}}) || in.Rows != 18 || in.Rejected != 16 {
		t.Errorf("rows %v, %+v", rows, in)
	}
}

func TestStage_linesAfterLineEndsInFields(t *testing.T) {
	csv := strings.ReplaceAll(fruitHeader, "\n", "\r\n") +
		"a,,,,,,,,,,\r\n" + "\"b\r\n\r\nb\",,,,,,,,,,\r\n" + "c,,,,,,,,,,\r\n" + "\r\n" + "\"d\nd\",,,,,,,,,,\r\n" + "e,,,,,,,,,,"
	rows, in, found := stageFruits(t, csv, "select name, source_line from staged.fruits__fruit order by source_line")
	want := [][]string{{"a", "2"}, {"b\r\n\r\nb", "3"}, {"c", "6"}, {"d\nd", "8"}, {"e", "10"}}
	if !reflect.DeepEqual(rows, want) || len(found) > 0 || in.Staged != 5 {
		t.Errorf("rows %q, %+v, %v", rows, in, found)
	}
}

// A field as long as a record may be, and hostile text, come through unchanged; longer ones are refused.
func TestStage_hostileFields(t *testing.T) {
	hostile := []string{"</script><script>alert(1)</script>", "=HYPERLINK(\"https://example.org\")", "\u202Egnp.exe", "'; drop table x; --", "\\", "a\tb", "NULL", " ", strings.Repeat("x", 1<<19)}
	var csv strings.Builder
	csv.WriteString(fruitHeader)
	for _, h := range hostile {
		fmt.Fprintf(&csv, "\"%s\",,,,,,,,,,\n", strings.ReplaceAll(h, `"`, `""`))
	}
	csv.WriteString(strings.Repeat("y", 10<<20) + ",,,,,,,,,,\n")
	csv.WriteString("\"" + strings.Repeat("z\n", 1<<20) + "\",,,,,,,,,,\n")
	rows, in, found := stageFruits(t, csv.String(), "select name from staged.fruits__fruit order by source_line")
	if len(rows) < len(hostile) {
		t.Fatalf("%d rows, %v", len(rows), found[:min(len(found), 5)])
	}
	for i, h := range hostile {
		if rows[i][0] != h {
			t.Errorf("%.40q came through as %.40q", h, rows[i][0])
		}
	}
	if want := "warning 11 : the record is longer than 1048576 bytes"; found[0] != want {
		t.Errorf("got %q, want %q", found[0], want)
	}
	if in.Staged != int64(len(hostile)) || in.Rejected != 2 {
		t.Errorf("%+v", in)
	}
}

func TestStage_filesThatAreNone(t *testing.T) {
	for name, c := range map[string]struct{ csv, want string }{
		"html":      {"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "error 1 : this is a page of HTML or XML, not CSV"},
		"empty":     {"", "error 1 : the file is empty"},
		"binary":    {"\x00\x01\x02", "error 1 : this is not text in UTF-8"},
		"truncated": {fruitHeader + "apple,red,,,,,,,,,\n\"fig,blue,,,\nkiwi,,,,,,,,,,\n", "error 3 : a quote is opened here and never closed: the file is cut off"},
		"short":     {fruitHeader + "apple,red,,,,,,,,,\nfig,bl", "warning 3 : the record has 2 fields, the header 11; the file ends within it"},
		"renamed":   {strings.Replace(fruitHeader, "colour,", "color,", 1), "error 1 colour: the column is declared, but the file does not have it\nerror 1 color: the file has the column, but it is not declared"},
		"reordered": {strings.Replace(fruitHeader, "name,colour,", "colour,name,", 1) + "red,apple,,,,,,,,,\n", "error 1 : the columns are repeated or stand in another order than declared"},
		"no rows":   {fruitHeader, "error 0 : no record is left of 0"},
		"no sound":  {fruitHeader + ",,,,,,,,,,\n", "warning 2 name: is empty, but every row needs it\nerror 0 : no record is left of 1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, found := stageFruits(t, c.csv, "")
			if got := strings.Join(found, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestStage_manyRejectsAreCounted(t *testing.T) {
	csv := fruitHeader + "apple,,,,,,,,,,\n" + strings.Repeat("fig,green,,,,,,,,,\n", maxRejects+5)
	_, in, found := stageFruits(t, csv, "")
	if len(found) != maxRejects+1 || in.Rejected != maxRejects+5 || !strings.Contains(found[maxRejects], "1005 records are rejected") {
		t.Errorf("%d findings, %+v, %s", len(found), in, found[len(found)-1])
	}
}

// Whatever the bytes are, the engine reads exactly the records that the scan finds sound, and the lines are those of the file.
func FuzzScanCSV(f *testing.F) {
	f.Add("a,b\n1,2\n")
	f.Add("a,b\r\n\"1\n\",2\r\n\r\n3,4")
	f.Add("a,b\n\"1\"\"\",2\nx\"y,3\n\"z\",\"\n\"\n")
	f.Fuzz(func(t *testing.T, csv string) {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.csv")
		if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := scanCSV(path, filepath.Join(dir, "b.csv"))
		if err != nil {
			return
		}
		lines := int64(strings.Count(csv, "\n") + 1)
		last := int64(1)
		for n := range s.records {
			line := s.lineOf(n)
			if line <= last || line > lines {
				t.Fatalf("record %d on line %d after %d, of %d", n, line, last, lines)
			}
			last = line
		}
		if s.records+s.rejected > lines {
			t.Fatalf("%d records on %d lines", s.records+s.rejected, lines)
		}
	})
}
