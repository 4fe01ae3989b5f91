package reshape

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sextant/datasets"
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
	records = datasets.Live{Format: "json", Records: "1", Columns: columns("code=country.id", "value", "updated=/0.lastupdated")}
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
		"semicolons":                     {datasets.Live{Format: "csv", Delimiter: ";", Columns: columns("code")}, []string{"\"code\";\"x\"\n\"FR;DE\";1\n"}, "FR;DE,2\n", "x", "", ""},
		"an optional column missing":     {datasets.Live{Format: "csv", Columns: columns("code", "new?")}, []string{"code\nFR\n"}, "FR,,2\n", "", "", ""},
		"a column renamed":               {plainCSV, []string{"code,amount\nFR,1\n"}, "", "", "", `column value: the source has no column "value" any more; it has code, amount`},
		"a header alone":                 {plainCSV, []string{"code,value\n"}, "", "", "", "no record in it that can be read, of 0"},
		"nothing":                        {plainCSV, []string{""}, "", "", "", "the file is empty"},
		"a huge record":                  {plainCSV, []string{"code,value\n" + strings.Repeat("x", 1<<20) + ",1\nFR,1\n"}, "FR,1,3\n", "", "2: the record is longer than 1048576 bytes", ""},
		"two files":                      {plainCSV, []string{"code,value\nFR,1\n", "value,code\n2,DE\n"}, "FR,1,2\nDE,2,2\n", "", "", ""},
		"columns to rows":                {rates, []string{"Date,USD,JPY,CYP,\n2026-11-20,1.1,171.1,N/A,\n2026-11-19,1.2,,N/A,\n"}, "2026-11-20,USD,1.1,2\n2026-11-20,JPY,171.1,2\n2026-11-19,USD,1.2,3\n", "", "", ""},
		"columns to rows, none left":     {rates, []string{"Date,\n2026-11-20,\n"}, "", "", "", "no column is left"},
		"records":                        {records, []string{`[{"lastupdated":"2026-07-13"},[{"country":{"id":"US"},"value":1.50,"unit":""},{"country":{"id":"CN"},"value":null}]]`}, "US,1.50,2026-07-13,1\nCN,,2026-07-13,2\n", "unit", "", ""},
		"records of two pages":           {records, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"value":1}]]`, `[{"lastupdated":"b"},[{"country":{"id":"CN"},"value":2}]]`}, "US,1,a,1\nCN,2,b,2\n", "", "", ""},
		"a page without records":         {records, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"value":1}]]`, `[{"lastupdated":"a"},null]`}, "US,1,a,1\n", "", "", ""},
		"numbers stay as written":        {records, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"value":123456789012345678901}]]`}, "US,123456789012345678901,a,1\n", "", "", ""},
		"a record that is none":          {records, []string{`[{"lastupdated":"a"},[7,{"country":{"id":"US"},"value":1}]]`}, "US,1,a,2\n", "", "1: the record is no object", ""},
		"a key renamed":                  {records, []string{`[{"lastupdated":"a"},[{"country":{"id":"US"},"amount":1}]]`}, "", "", "", `no record of the source has "value" any more`},
		"an error instead":               {records, []string{`[{"message":[{"id":"120"}]}]`}, "", "", "", "no record in it"},
		"a text instead of records":      {records, []string{`[{},"sorry"]`}, "", "", "", "no list of records"},
		"cut off":                        {records, []string{`[{"lastupdated":"a"},[{"coun`}, "", "", "", "not JSON"},
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
			var files []string
			for i, text := range c.answer {
				files = append(files, filepath.Join(t.TempDir(), fmt.Sprint(i)))
				if err := os.WriteFile(files[i], []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out bytes.Buffer
			report, err := Write(&out, c.source, files)
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
		if _, err := Write(&out, source, []string{path}); err == nil && !strings.HasSuffix(out.String(), "\n") {
			t.Errorf("%q does not end with its last record", out.String())
		}
	})
}
