package analytics

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Citation is how a figure is quoted: short under a chart, long in a list of references.
type Citation struct {
	Short string `json:"short"`
	Long  string `json:"long"`
}

// Cite returns the citation of a frame under a title, found at an address.
func (f Frame) Cite(title, address string) Citation {
	var producers, works []string
	for _, s := range f.Sources {
		producers = union(producers, []string{s.Producer})
		works = union(works, []string{strings.TrimSuffix(s.Citation, ".")})
	}
	short := fmt.Sprintf("Sextant, release %s", f.Release)
	long := fmt.Sprintf("Sextant (%.4s). %s. Release %s, %s", f.AsOf, title, f.Release, address)
	if len(producers) > 0 {
		short = strings.Join(producers, "; ") + "; " + short
		long += ". Based on: " + strings.Join(works, "; ")
	}
	return Citation{Short: short, Long: long + "."}
}

// Licences are the terms of the frame's sources, each once, the strictest kind of redistribution first.
func (f Frame) Licences() []string {
	var list []string
	for _, kind := range []string{"restricted", "quote", "open"} {
		for _, s := range f.Sources {
			if s.Redistribution == kind {
				list = union(list, []string{s.Licence})
			}
		}
	}
	return list
}

// Restricted says whether a source forbids to hand its data on: the frame may be shown and not exported.
func (f Frame) Restricted() bool {
	return slices.ContainsFunc(f.Sources, func(s Source) bool { return s.Redistribution == "restricted" })
}

type (
	jsonMetadata struct {
		Title       string            `json:"title"`
		Address     string            `json:"url"`
		Release     string            `json:"release"`
		AsOf        string            `json:"as_of"`
		Citation    Citation          `json:"citation"`
		Licences    []string          `json:"licences"`
		Filters     map[string]string `json:"filters"`
		File        jsonFile          `json:"csv"`
		Columns     []jsonColumn      `json:"columns"`
		Indicators  []jsonDefinition  `json:"indicators"`
		LastUpdated string            `json:"last_updated"`
		Coverage    jsonCoverage      `json:"coverage"`
		Notes       []jsonNote        `json:"notes"`
		Sources     []jsonSource      `json:"sources"`
	}
	jsonFile struct {
		Rows   int    `json:"rows"`
		Bytes  int    `json:"bytes"`
		SHA256 string `json:"sha256"`
	}
	jsonColumn struct {
		Name       string `json:"name"`
		Type       string `json:"type"`
		Definition string `json:"definition"`
	}
	jsonDefinition struct {
		Indicator string   `json:"indicator"`
		Title     string   `json:"title"`
		Question  string   `json:"question"`
		Unit      string   `json:"unit"`
		Kind      Kind     `json:"kind"`
		Aggregate string   `json:"aggregate"`
		IsNot     []string `json:"is_not"`
	}
)

// WriteMetadata writes what a reader of a frame's CSV needs to know: citation, licences, active filters, columns, definitions,
// coverage, notes, sources, and the rows and hash of the file itself.
func (c *Catalogue) WriteMetadata(w io.Writer, f Frame, title, address string) error {
	var file bytes.Buffer
	if err := WriteCSV(&file, f, DialectStandard); err != nil {
		return err
	}
	sum := sha256.Sum256(file.Bytes())
	m := jsonMetadata{
		Title: title, Address: address, Release: f.Release, AsOf: f.AsOf, Citation: f.Cite(title, address), Licences: f.Licences(),
		Filters: f.Query.params(), File: jsonFile{len(f.Observations), file.Len(), hex.EncodeToString(sum[:])},
		Columns: f.columns(), Coverage: jsonCoverage(f.Coverage), Notes: []jsonNote{}, Sources: []jsonSource{},
	}
	for _, s := range f.Series {
		i, err := c.Indicator(s.Indicator)
		if err != nil {
			return err
		}
		m.Indicators = append(m.Indicators, jsonDefinition{i.ID, i.Title, i.Question, s.Unit.Text(), i.Kind, i.Aggregate, i.IsNot})
	}
	for _, n := range f.Notes {
		m.Notes = append(m.Notes, jsonNote{n.Kind, n.Key, n.Args, f.NoteText(n)})
	}
	for _, s := range f.Sources {
		m.Sources = append(m.Sources, jsonSource(s))
		m.LastUpdated = max(m.LastUpdated, s.AsOf)
	}
	return writeJSON(w, m)
}

// columns defines every column of the CSV.
func (f Frame) columns() []jsonColumn {
	known := map[string]jsonColumn{
		"indicator":    {"indicator", "string", "Identifier of the indicator."},
		"economy":      {"economy", "string", "ISO 3166-1 alpha-2 code of an economy, or the code of a group or published aggregate."},
		"economy_name": {"economy_name", "string", "Name of the economy in English."},
		"period":       {"period", "string", "Year (2025), quarter (2025-Q3), or all for the whole range."},
		"value":        {"value", "number", "The value in the unit of the line; empty if missing, which is not zero."},
		"unit":         {"unit", "string", "What the value is counted in."},
		"obs_status":   {"obs_status", "string", "SDMX observation status: A normal, B break, E estimated, F forecast, M missing, P provisional, U low reliability."},
		"n":            {"n", "integer", "Number of facts behind the value."},
		"missing":      {"missing", "integer", "Number of those facts without a value, such as undisclosed amounts."},
		"release":      {"release", "string", "Release of Sextant that the value belongs to."},
		"sources":      {"sources", "string", "Identifiers of the datasets behind the table, separated by semicolons."},
	}
	var list []jsonColumn
	for _, name := range f.header() {
		column, ok := known[name]
		if !ok {
			column = jsonColumn{name, "string", "Code of the dimension " + f.Dimension + "."}
		}
		list = append(list, column)
	}
	return list
}
