package reshape

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sextant/datasets"
	"sextant/internal/sheet"
)

func columns(names ...string) []datasets.Column {
	var all []datasets.Column
	for _, name := range names {
		name, optional := strings.CutSuffix(name, "?")
		name, source, _ := strings.Cut(name, "=")
		all = append(all, datasets.Column{Name: name, From: source, Optional: optional, Type: "text"})
	}
	return all
}

var (
	plainCSV = datasets.Live{Format: "csv", Columns: columns("code", "value")}
	rates    = datasets.Live{Format: "csv", Missing: []string{"N/A"}, Melt: datasets.LiveMelt{Name: "currency", Value: "rate"},
		Columns: columns("day=Date", "currency", "rate")}
	entries = datasets.Live{Format: "json", Records: "1", Columns: columns("code=country.id", "value", "updated=/0.lastupdated")}
	lists   = datasets.Live{Format: "csv", Delimiter: ";", Columns: columns("id", "title", "n")}
	lines   = datasets.Live{Format: "ndjson", Columns: columns("code?", "n", "who=@who")}
	cubes   = datasets.Live{Format: "json-stat", Columns: columns("geo", "time", "value", "status")}
)

func TestWrite(t *testing.T) {
	cases := map[string]struct {
		source datasets.Live
		answer []string
		want   string // without the header
		extra  string
		reject string
		fails  string
	}{
		"as declared":                    {plainCSV, []string{"code,value\nFR,1\nDE,\n"}, "FR,1,2\nDE,,3\n", "", "", ""},
		"another order and more":         {plainCSV, []string{"new,value,code\nx,1,FR\n"}, "FR,1,2\n", "new", "", ""},
		"byte order mark and CR LF":      {plainCSV, []string{"\xef\xbb\xbfcode,value\r\nFR,1\r\n"}, "FR,1,2\n", "", "", ""},
		"header of a spreadsheet":        {plainCSV, []string{"=\"Code\", VALUE \nFR,1\n"}, "FR,1,2\n", "", "", ""},
		"several lines in a cell":        {plainCSV, []string{"code,value\n\"a\nb\",1\nDE,2\n"}, "\"a\nb\",1,2\nDE,2,4\n", "", "", ""},
		"quotes in quotes":               {plainCSV, []string{"code,value\n\"\"\"Sample, Phase 1\"\"\",1\n"}, "\"\"\"Sample, Phase 1\"\"\",1,2\n", "", "", ""},
		"a bare quote":                   {plainCSV, []string{"code,value\nit's \"so\",1\n"}, "\"it's \"\"so\"\"\",1,2\n", "", "", ""},
		"too few fields":                 {plainCSV, []string{"code,value\nFR\nDE,2\n"}, "DE,2,3\n", "", "2: the record has 1 fields, the header 2", ""},
		"a byte of another encoding":     {plainCSV, []string{"code,value\nCura\xe7ao,1\n"}, "Cura\ufffdao,1,2\n", "", "", ""},
		"semicolons":                     {datasets.Live{Format: "csv", Delimiter: ";", Columns: columns("code")}, []string{"\"code\";\"x\"\n\"FR;DE\";1\n"}, "\"FR;DE\",2\n", "x", "", ""},
		"an optional column missing":     {datasets.Live{Format: "csv", Columns: columns("code", "new?")}, []string{"code\nFR\n"}, "FR,,2\n", "", "", ""},
		"a column renamed":               {plainCSV, []string{"code,amount\nFR,1\n"}, "", "", "", `column value: the source has no column "value" any more; it has code, amount`},
		"a header alone":                 {plainCSV, []string{"code,value\n"}, "", "", "", "no record in it that can be read, of 0"},
		"nothing":                        {plainCSV, []string{""}, "", "", "", "the file is empty"},
		"a huge record":                  {plainCSV, []string{"code,value\n" + strings.Repeat("x", 1<<20) + ",1\nFR,1\n"}, "FR,1,3\n", "", "2: the record is longer than 1048576 bytes", ""},
		"two files":                      {plainCSV, []string{"code,value\nFR,1\n", "value,code\n2,DE\n"}, "FR,1,2\nDE,2,2\n", "", "", ""},
		"CR LF in a cell":                {plainCSV, []string{"code,value\r\n\"a\r\nb\",1\r\nDE,2"}, "\"a\nb\",1,2\nDE,2,4\n", "", "", ""},
		"a quote too many":               {lists, []string{"\"id\";\"title\";\"n\"\n\"1\";\"so \"quoted\" here\";\"1\"\n"}, "\"1\",\"so \"\"quoted\"\" here\",\"1\",2\n", "", "", ""},
		"a quote that is not closed":     {lists, []string{"\"id\";\"title\";\"n\"\n\"1\";\"open;\"1\"\n\"2\";\"b\";\"2\"\n\"3\";\"c\nd\";\"3\"\n"}, "\"2\",\"b\",\"2\",3\n\"3\",\"c\nd\",\"3\",4\n", "", "2: the record has 2 fields, the header 3", ""},
		"a quote open to the end":        {lists, []string{"\"id\";\"title\";\"n\"\n\"1\";\"a\";\"1\"\n\"2\";\"b\";\"2\n\"3\";\"c\";\"3\n"}, "\"1\",\"a\",\"1\",2\n", "", "3: a quote is opened and never closed", ""},
		"a field too many, two lines":    {lists, []string{"id;title;n\n1;\"a\nb\";1;x\n2;b;2\n"}, "2,b,2,4\n", "", "2: the record has 4 fields, the header 3", ""},
		"a record without an end":        {lists, []string{"id;title;n\n1;\"a\n" + strings.Repeat("some text\n", 300000) + "2;b;2\n"}, "2,b,2,300003\n", "", "2: the record is longer than 1048576 bytes", ""},
		"no line end at the end":         {plainCSV, []string{"code,value\nFR,\"1\""}, "FR,\"1\",2\n", "", "", ""},
		"empty lines":                    {plainCSV, []string{"code,value\n\nFR,1\n\r\n\nDE,2\n"}, "FR,1,3\nDE,2,6\n", "", "", ""},
		"an empty cell alone":            {datasets.Live{Format: "csv", Columns: columns("code")}, []string{"code\n\"\"\nFR\n"}, ",2\nFR,3\n", "", "", ""},
		"a curly apostrophe":             {datasets.Live{Format: "csv", Columns: columns("amount=Buyer's  amount")}, []string{"BUYER’S amount\n1\n"}, "1,2\n", "", "", ""},
		"a zero byte":                    {plainCSV, []string{"code,value\nF\x00R,1\n"}, "F\ufffdR,1,2\n", "", "", ""},
		"equal records":                  {datasets.Live{Format: "csv", Same: true, Columns: columns("code", "value")}, []string{"code,value\nFR,1\nFR,2\n", "code,value\nDE,1\nFR,1\n"}, "FR,1,2\nFR,2,3\nDE,1,2\n", "", "", ""},
		"the value that was asked for":   {datasets.Live{Format: "csv", Columns: columns("who=@who", "code")}, []string{"code\nFR\n", "code\nDE\n"}, "w0,FR,2\nw1,DE,2\n", "", "", ""},
		"lines":                          {lines, []string{"{\"code\":\"FR\",\"n\":\"12\"}\n\n{\"code\":\"\",\"n\":34}\n", "", "{\"n\":5}"}, "FR,12,w0,1\n,34,w0,2\n,5,w2,3\n", "", "", ""},
		"an exception after lines":       {lines, []string{"{\"code\":\"FR\",\"n\":\"12\"}\nCode: 159. DB::Exception: Timeout\n"}, "", "", "", "line 2 is no record: \"Code: 159. DB::Exception: Timeout\""},
		"a line that is a list":          {lines, []string{"[1]\n"}, "", "", "", "line 1 is no record"},
		"one record":                     {datasets.Live{Format: "json", Columns: columns("name", "licence=license.id?")}, []string{`{"name":"a","license":null}`, `{"name":"b","license":{"id":"MIT"}}`}, "a,,1\nb,MIT,2\n", "", "", ""},
		"columns to rows":                {rates, []string{"Date,USD,JPY,CYP,\n2026-11-20,1.1,171.1,N/A,\n2026-11-19,1.2,,N/A,\n"}, "2026-11-20,USD,1.1,2\n2026-11-20,JPY,171.1,2\n2026-11-19,USD,1.2,3\n", "", "", ""},
		"columns to rows, none left":     {rates, []string{"Date,\n2026-11-20,\n"}, "", "", "", "no column is left"},
		"records":                        {entries, []string{`[{"lastupdated":"2026-07-13"},[{"country":{"id":"US"},"value":1.50,"unit":""},{"country":{"id":"CN"},"value":null}]]`}, "US,1.50,2026-07-13,1\nCN,,2026-07-13,2\n", "unit", "", ""},
		"records of two pages":           {entries, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"value":1}]]`, `[{"lastupdated":"b"},[{"country":{"id":"CN"},"value":2}]]`}, "US,1,a,1\nCN,2,b,2\n", "", "", ""},
		"a page without records":         {entries, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"value":1}]]`, `[{"lastupdated":"a"},null]`}, "US,1,a,1\n", "", "", ""},
		"numbers stay as written":        {entries, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"value":123456789012345678901}]]`}, "US,123456789012345678901,a,1\n", "", "", ""},
		"a record that is none":          {entries, []string{`[{"lastupdated":"a"},[7,{"country":{"id":"US"},"value":1}]]`}, "US,1,a,2\n", "", "1: the record is no object", ""},
		"a key renamed":                  {entries, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"amount":1}]]`}, "", "", "", `no record of the source has "value" any more`},
		"an error instead":               {entries, []string{`[{"message":[{"id":"120"}]}]`}, "", "", "", "no record in it"},
		"a text instead of records":      {entries, []string{`[{},"sorry"]`}, "", "", "", "no list of records"},
		"cut off":                        {entries, []string{`[{"lastupdated":"a"},[{"coun`}, "", "", "", "not JSON"},
		"a sparse cube":                  {cubes, []string{cubeOf(`{"0":1.5,"3":2}`, `{"2":"c","3":"b"}`)}, "FR,2023,1.5,,1\nDE,2023,,c,3\nDE,2024,2,b,4\n", "freq", "", ""},
		"a dense cube":                   {cubes, []string{cubeOf(`[1.5,null,null,2]`, `{}`)}, "FR,2023,1.5,,1\nDE,2024,2,,4\n", "freq", "", ""},
		"a cube without a dimension":     {datasets.Live{Format: "json-stat", Columns: columns("geo", "size_emp", "value")}, []string{cubeOf(`[1,2,3,4]`, `{}`)}, "", "", "", `no dimension "size_emp" any more; it has freq, geo, time`},
		"a cube of wrong size":           {cubes, []string{strings.Replace(cubeOf(`[1]`, `{}`), "[1,2,2]", "[1,3,2]", 1)}, "", "", "", "dimension geo has 2 categories, its size is 3"},
		"a cube too large":               {cubes, []string{strings.Replace(cubeOf(`[1]`, `{}`), "[1,2,2]", "[1,2,999999999]", 1)}, "", "", "", "dimension time has 999999999 categories"},
		"an error instead of a cube":     {cubes, []string{`{"error":[{"status":400,"label":"no such code"}]}`}, "", "", "", "no JSON-stat dataset"},
		"two categories of one position": {cubes, []string{strings.Replace(cubeOf(`[1]`, `{}`), `"DE":1`, `"DE":0`, 1)}, "", "", "", "two have one position"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var parts []Part
			for i, text := range c.answer {
				sum := sha256.Sum256([]byte(text))
				parts = append(parts, Part{filepath.Join(t.TempDir(), fmt.Sprint(i)), hex.EncodeToString(sum[:]), map[string]string{"who": fmt.Sprint("w", i)}})
				if err := os.WriteFile(parts[i].Path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out bytes.Buffer
			report, err := Write(&out, c.source, parts)
			if c.fails != "" {
				var wrong *FileError
				if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			header, got, _ := strings.Cut(out.String(), "\n")
			if got != c.want || !strings.HasSuffix(header, ",source_line") && header != "source_line" {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			reject := ""
			for _, r := range report.Rejects {
				reject += fmt.Sprintf("%d: %s", r.Line, r.Reason)
			}
			if extra := strings.Join(report.Extra, ","); extra != c.extra || reject != c.reject || int(report.Rejected) != len(report.Rejects) {
				t.Errorf("extra %q, want %q; rejects %q, want %q", extra, c.extra, reject, c.reject)
			}
		})
	}
}

// Bytes that are no longer those received are not used, whatever is wrong with them.
func TestWrite_damaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answer")
	if err := os.WriteFile(path, []byte("what,ever\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Write(&bytes.Buffer{}, plainCSV, []Part{{Path: path, SHA256: "00"}})
	if err == nil || !strings.Contains(err.Error(), "the receipt says 00") {
		t.Errorf("error is %v", err)
	}
}

func TestWrite_sheet(t *testing.T) {
	source := datasets.Live{Format: "xlsx", Sheet: "Data", Missing: []string{"-"}, Columns: columns("name=Name of beneficiary", "amount=Beneficiary's amount (EUR)", "note?")}
	cases := map[string]struct {
		rows        [][]any
		want, fails string
	}{
		"below a title":  {[][]any{{"Commitments 2024"}, {}, {"Year", "Beneficiary’s amount  (EUR)", "NAME OF BENEFICIARY"}, {2024, 400000.5, "A, B"}, {}, {2024, "-", "*****"}, {2024, nil, "C"}}, "\"A, B\",400000.5,,4\n*****,,,6\nC,,,7\n", ""},
		"without column": {[][]any{{"Commitments 2024"}, {"Year", "Amount", "Name of beneficiary"}, {2024, 1, "A"}}, "", `column amount: the source has no column "Beneficiary's amount (EUR)" any more; it has`},
		"empty":          {nil, "", `sheet "Data" is empty`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			text, err := sheet.Write("Data", c.rows)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "book")
			if err := os.WriteFile(path, text, 0o644); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			report, err := Write(&out, source, []Part{{Path: path}})
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
				return
			}
			if _, got, _ := strings.Cut(out.String(), "\n"); err != nil || got != c.want || strings.Join(report.Extra, ",") != "Year" {
				t.Errorf("got\n%s(%v), without %v", got, err, report.Extra)
			}
		})
	}
}

func cubeOf(value, status string) string {
	return `{"version":"2.0","class":"dataset","id":["freq","geo","time"],"size":[1,2,2],"value":` + value + `,"status":` + status + `,
	 "dimension":{"freq":{"category":{"label":{"A":"Annual"}}},"geo":{"category":{"index":{"FR":0,"DE":1}}},"time":{"category":{"index":["2023","2024"]}}}}`
}

// A row can be found again in what was received.
func FuzzWrite(f *testing.F) {
	f.Add("code,value\nFR,1\n", "csv")
	f.Add("code,value\n\"a\nb\",\"1\"\"\"\n", "csv")
	f.Add(`[{"code":"FR","value":1}]`, "json")
	f.Add(cubeOf(`[1,2,3,4]`, `{}`), "json-stat")
	f.Fuzz(func(t *testing.T, text, format string) {
		path := filepath.Join(t.TempDir(), "answer")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		source := datasets.Live{Format: format, Columns: columns("code?", "value?")}
		var out bytes.Buffer
		if _, err := Write(&out, source, []Part{{Path: path}}); err == nil && !strings.HasSuffix(out.String(), "\n") {
			t.Errorf("%q does not end with its last record", out.String())
		}
	})
}
