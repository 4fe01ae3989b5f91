package analytics

import (
	"encoding/json"
	"io"
)

// Rows is how many lines of CSV the tables have.
func (r Robustness) Rows() int {
	n := 0
	for _, t := range r.Tables {
		n += len(t.Variants) * len(t.Economies)
	}
	return n
}

// WriteRobustCSV writes the tables as CSV: one line for each variant and economy. change_percent is the distance from the figure as
// asked; n and missing are the facts behind the figure and those of them without a value. A missing value is an empty cell.
func WriteRobustCSV(w io.Writer, r Robustness) error {
	all := table{header: []string{"indicator", "period", "variant", "detail", "economy", "economy_name", "value", "unit", "change_percent", "n", "missing", "release"}}
	for _, t := range r.Tables {
		for _, v := range t.Variants {
			for n, c := range v.Cells {
				e := t.Economies[n]
				all.lines = append(all.lines, []cell{text(t.Indicator), text(string(t.Period)), text(v.ID), text(v.Detail), text(string(e)),
					text(t.Names[e].In("en")), number(c.Value, t.Unit), text(t.Unit.Text()), exact(c.Change), count(c.N), count(c.Missing), text(r.Release)})
			}
		}
	}
	return all.write(w, DialectStandard)
}

// The JSON form of the tables. Field names are those of the CSV header where both have a thing.
type (
	jsonRobustness struct {
		Release string            `json:"release"`
		Tables  []jsonRobustTable `json:"tables"`
	}
	jsonRobustTable struct {
		Indicator string        `json:"indicator"`
		Title     string        `json:"title"`
		Unit      string        `json:"unit"`
		Period    Period        `json:"period"`
		Where     string        `json:"where,omitempty"`
		Basis     string        `json:"basis,omitempty"`
		Economies []jsonCode    `json:"economies"`
		Published bool          `json:"published"`
		Variants  []jsonVariant `json:"variants"`
		Coverage  Coverage      `json:"coverage"`
		Sources   int           `json:"sources"`
		Shift     *jsonShift    `json:"largest_shift,omitempty"`
	}
	jsonVariant struct {
		ID     string           `json:"variant"`
		Detail string           `json:"detail,omitempty"`
		Cells  []jsonRobustCell `json:"cells"`
	}
	jsonRobustCell struct {
		Economy Code            `json:"economy"`
		Value   json.RawMessage `json:"value"`
		Change  json.RawMessage `json:"change_percent"`
		N       int             `json:"n"`
		Missing int             `json:"missing"`
	}
	jsonShift struct {
		Variant string          `json:"variant"`
		Detail  string          `json:"detail,omitempty"`
		Subject Code            `json:"subject"`
		Other   Code            `json:"other,omitempty"`
		Before  json.RawMessage `json:"before"`
		After   json.RawMessage `json:"after"`
	}
)

// WriteRobustJSON writes the tables as JSON. Values have the digits of the CSV; missing ones are null.
func WriteRobustJSON(w io.Writer, r Robustness) error {
	j := jsonRobustness{Release: r.Release, Tables: []jsonRobustTable{}}
	for _, t := range r.Tables {
		one := jsonRobustTable{Indicator: t.Indicator, Title: t.Title, Unit: t.Unit.Text(), Period: t.Period, Where: t.Where, Basis: t.Basis,
			Economies: coded(t.Economies, t.Names), Published: t.Published, Coverage: t.Coverage, Sources: t.Sources}
		for _, v := range t.Variants {
			line := jsonVariant{ID: v.ID, Detail: v.Detail}
			for n, c := range v.Cells {
				line.Cells = append(line.Cells, jsonRobustCell{t.Economies[n], jsonNumber(c.Value, t.Unit), jsonNumber(c.Change, Unit{}), c.N, c.Missing})
			}
			one.Variants = append(one.Variants, line)
		}
		if s := t.Shift; s != nil {
			u := t.Unit
			if s.Other != "" {
				u = Unit{}
			}
			one.Shift = &jsonShift{s.Variant, s.Detail, s.Subject, s.Other, jsonNumber(s.Before, u), jsonNumber(s.After, u)}
		}
		j.Tables = append(j.Tables, one)
	}
	return writeJSON(w, j)
}
