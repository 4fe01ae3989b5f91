package datasets

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"sextant/internal/definition"
)

// A Live is one source of a dataset at its publisher: where its bytes are fetched from, and how they become a staged table
// with columns of its own, staged.<dataset>__<name>. The table has no rows while nothing is held.
type Live struct {
	Name    string
	URL     string
	Instead []string // addresses to ask where those before are gone
	Body    string   // JSON to post; empty: the address is got
	Member  string   // base name, or pattern, of a member of a zip archive
	Pages   LivePages
	Limits  LiveLimits

	Format    string   // csv, json or json-stat
	Delimiter string   // csv: comma if empty
	Missing   []string // texts that stand for no value, beside an empty cell
	Records   string   // json: path of the list of records in each answer
	Melt      LiveMelt // csv: turns columns into rows
	Key       []string
	Columns   []Column // what is taken; other columns of the source are passed over and named once
}

// LivePages say how an answer of several pages is walked; paths are keys and positions joined by dots.
type LivePages struct {
	By        string // page, cursor or window; empty: one answer
	Parameter string // of page and cursor
	First     int    // number of the first page
	Count     string // path of the number of pages (page), of records (window)
	Next      string // path of the next cursor or address
	Most      int    // pages at most
	From, To  string // parameters of a window
	Start     string // ISO day of the first window
	Cap       int64  // records that the server gives for a window at most
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

// LiveLine is the column of a staged live table that says on which line, or in which record, a row was read.
const LiveLine = "source_line"

// LiveSQL returns the name of the query that reads a file's rows from the live tables of its dataset. Its rows take the place
// of bundled ones with the same key; the others stay.
func (f File) LiveSQL() string { return strings.TrimSuffix(f.Name, path.Ext(f.Name)) + ".live.sql" }

var (
	liveName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	formats  = []string{"csv", "json", "json-stat"}
	walks    = []string{"", "page", "cursor", "window"}
)

// live checks one source of a descriptor.
func (l *linter) live(d definition.Located[Dataset], at int, v Live) {
	fail := func(reason string, place ...any) { l.add(d.Finding(reason, append([]any{"live", at}, place...)...)) }
	taken := slices.ContainsFunc(d.Value.Files, func(f File) bool { return strings.TrimSuffix(f.Name, path.Ext(f.Name)) == v.Name }) ||
		slices.ContainsFunc(d.Value.Live[:at], func(other Live) bool { return other.Name == v.Name })
	if !liveName.MatchString(v.Name) || taken {
		fail(fmt.Sprintf("name %q is taken, or is no name in snake_case", v.Name), "name")
	}
	for i, url := range append([]string{v.URL}, v.Instead...) {
		if !isURL(url) || !strings.HasPrefix(url, "https://") {
			fail(fmt.Sprintf("address %d is no https address", i+1), "url")
		}
	}
	if v.Body != "" && !json.Valid([]byte(v.Body)) {
		fail("body is no JSON", "body")
	}
	l.oneOf(d, v.Format, formats, "live", at, "format")
	if len([]rune(v.Delimiter)) > 1 || v.Delimiter != "" && v.Format != "csv" || v.Melt != (LiveMelt{}) && v.Format != "csv" {
		fail("delimiter is one sign, and delimiter and melt are for csv", "format")
	}
	if _, err := path.Match(v.Member, ""); err != nil {
		fail("member is no pattern", "member")
	}
	l.livePages(d, at, v.Pages)
	l.columns(d, "live", at, File{Key: v.Key, Columns: v.Columns})
	declared := func(name string) bool {
		return slices.ContainsFunc(v.Columns, func(c Column) bool { return c.Name == name })
	}
	if v.Melt != (LiveMelt{}) && (!declared(v.Melt.Name) || !declared(v.Melt.Value) || v.Melt.Name == v.Melt.Value) {
		fail("melt names two columns that are declared", "melt")
	}
}

func (l *linter) livePages(d definition.Located[Dataset], at int, p LivePages) {
	fail := func(reason, key string) { l.add(d.Finding(reason, "live", at, "pages", key)) }
	if !slices.Contains(walks, p.By) {
		fail(fmt.Sprintf("pages by %q; allowed are page, cursor, window", p.By), "by")
	}
	if p.By == "" {
		return
	}
	if p.Most < 1 {
		fail("pages need most, a number of pages that is never passed", "most")
	}
	if p.By != "window" && p.Parameter == "" {
		fail("pages need the name of a parameter", "parameter")
	}
	if p.By == "cursor" && p.Next == "" {
		fail("pages by cursor need next", "next")
	}
	if _, err := time.Parse(time.DateOnly, p.Start); p.By == "window" && (err != nil || p.From == "" || p.To == "" || p.Count == "" || p.Cap < 1) {
		fail("pages by window need from, to, start (a date), count and cap", "start")
	}
}

// liveSQL reports queries for live rows without sources, and sources of which nothing is read.
func (l *linter) liveSQL(d definition.Located[Dataset]) {
	v := d.Value
	if len(v.LiveSQL) > 0 && len(v.Live) == 0 {
		l.add(d.Finding("there are queries for live rows, but no live sources"))
	}
	all := v.Conform
	for _, query := range sortedMap(v.LiveSQL) {
		all += query
	}
	for i, source := range v.Live {
		if !strings.Contains(all, v.Staged(source.Table())) {
			l.add(d.Finding(fmt.Sprintf("nothing reads %s", v.Staged(source.Table())), "live", i))
		}
	}
	for i, f := range v.Files {
		for j, c := range f.Columns {
			if c.From != "" || c.Optional {
				l.add(d.Finding("from and optional are for live sources", "files", i, "columns", j))
			}
		}
	}
}
