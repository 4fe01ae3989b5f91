package datasets

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Live is one source of a dataset at its publisher: where its bytes are fetched from, and how they become a staged table
// with columns of its own, staged.<dataset>__<name>. The table has no rows while nothing is held.
//
// Address, body and the body of the control may hold places to fill: {<each.name>}, {from} and {to} of a window, the names
// of splits, and in a text body {limit} and {offset}.
type Live struct {
	Name     string
	URL      string
	Instead  []string // addresses to ask where those before are gone
	Body     string   // to post; empty: the address is got
	BodyType string   `yaml:"body_type"` // of the body: json if empty, or text
	Headers  map[string]string
	Secret   LiveSecret
	Member   string // base name, or pattern, of a member of a zip archive; with a slash, of its whole path
	Optional bool   // the archive may lack the member: then there are no rows
	Each     LiveEach
	Windows  LiveWindows
	Pages    LivePages
	Control  LiveControl
	Deferred LiveDeferred
	Index    LiveIndex
	Absent   []int // statuses of one value of each that mean that there is nothing
	Limits   LiveLimits
	Dated    string // month: one snapshot of each month stays in use, and rows say when theirs was fetched; empty: only the newest counts

	Format    string   // csv, json, ndjson, json-stat, xlsx or parquet
	Delimiter string   // csv: comma if empty
	Sheet     string   // xlsx: name of the sheet; empty: the first
	Missing   []string // texts that stand for no value, beside an empty cell
	Records   string   // json: path of the list of records in each answer; an object there is one record
	Melt      LiveMelt // csv: turns columns into rows
	Same      bool     // records that are equal in every column taken are one
	Key       []string
	Columns   []Column // what is taken; other columns of the source are passed over and named once
}

// LiveEach asks once for each of several values: distinct ones of a column of a bundled file, or those listed.
type LiveEach struct {
	Name         string // the place that a value fills, and @name in from
	File, Column string
	Values       []string
	Together     int    // values in one request; 0 is one
	Join         string // stands between them; comma if empty
	Pattern      string // regular expression that the whole of each value must match
}

// LiveWindows ask for one span of days after the other, from a day to the present one.
type LiveWindows struct {
	Start   string // ISO day
	Span    string // day, month, quarter, year or all
	Layout  string // of {from} and {to}, as package time writes it; ISO if empty
	Overlap int    // days that a window is wider on both sides
	Settled int    // a window that ended more days ago and is held is not asked again; 0: always asked
	Cap     int64  // records of a window at most; one with more is halved, down to a day
	Count   string // path of the number of records; empty: those read are counted
	Split   []LiveSplit
}

// LiveSplit divides a day that is above the cap by the values of a parameter of the address, which is left out elsewhere.
type LiveSplit struct {
	Name   string
	Values []string
}

// LivePages say how an answer of several pages is walked; paths are keys and positions joined by dots. An empty page is the
// last one, whatever else is said.
type LivePages struct {
	By           string // page, offset, cursor or link; empty: one answer
	Parameter    string // of page, offset and cursor: in the address, or a path in a body of JSON
	Size         int    // offset: records of a page
	First        int    // number of the first page, or the first offset
	Count        string // path of the number of pages
	CountRecords string `yaml:"count_records"` // path of the number of records of all pages
	More         string // path of what says whether there is another page
	Next         string // path of the next cursor or address
	UntilEmpty   bool   `yaml:"until_empty"` // offset: a short page is not the last one
	Most         int    // pages at most
	Failed       string // path of what is true if the page is not complete
	Expired      string // cursor: what a refusal says whose cursor is too old; the walk starts anew, once
}

// LiveSecret is a header with a key from the environment. It is sent if the variable is set, and never kept or printed.
type LiveSecret struct{ Header, Prefix, Env string }

// LiveControl asks the publisher how many records there are. Another number than was read fails the source.
type LiveControl struct {
	URL, Body string // as those of the source, which stand where one is empty
	Count     string // path of the number
}

// LiveDeferred is how the data come where an answer is the number of a job. {id} in the addresses is that number.
type LiveDeferred struct{ Status, Data string }

// LiveIndex is a JSON document that names the address of the file, which url then only describes.
type LiveIndex struct {
	URL           string
	List          string // path of the list of files
	Name, Address string // paths in an entry
	Pattern       string // that the name matches
	Sum           string // path of the sum of the file, such as md5:5a0e…
}

// LiveLimits bound what a source may cost. What is left out has the fetcher's standard.
type LiveLimits struct {
	Connect, Whole, Every Duration
	Bytes                 int64
}

// LiveMelt turns every cell of a column that is not declared into a row. Name and Value are the declared columns that take
// the header and the cell.
type LiveMelt struct{ Name, Value string }

// A Duration is written as 90s or 10m.
type Duration time.Duration

// String prints a duration as time.Duration does.
func (d Duration) String() string { return time.Duration(d).String() }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Duration) UnmarshalText(text []byte) error {
	n, err := time.ParseDuration(string(text))
	*d = Duration(n)
	return err
}

// Table returns the file that a source is staged as: its columns, and the line or record that a row comes from.
func (l Live) Table() File {
	columns := slices.Concat(l.Columns, []Column{{Name: LiveLine, Type: "integer", Required: true}})
	return File{Name: l.Name, URL: l.URL, Shape: "table", Key: l.Key, Columns: columns}
}

// LiveDay is the column of the staged table of a dated source that says on which day a row was fetched.
const LiveDay = "fetched_on"

// Alone says whether rows of a live source have no bundled ones that stand for them while nothing of it is held: the dataset's
// own SQL reads them, or nothing is bundled.
func (d Dataset) Alone(l Live) bool {
	return len(d.Files) == 0 || regexp.MustCompile(regexp.QuoteMeta(d.Staged(l.Table()))+`\b`).MatchString(d.Conform)
}

// LiveLine is the column of a staged live table that says on which line, or in which record, a row was read.
const LiveLine = "source_line"

// LiveSQL returns the name of the query that reads a file's rows from the live tables of its dataset. Its rows take the place
// of bundled ones with the same key; the others stay.
func (f File) LiveSQL() string { return strings.TrimSuffix(f.Name, path.Ext(f.Name)) + ".live.sql" }
