package datasets

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/textproto"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"sextant/internal/definition"
)

var (
	liveName  = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	livePlace = regexp.MustCompile(`\{[A-Za-z_]+\}`)
	liveEnv   = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	formats   = []string{"csv", "json", "ndjson", "json-stat", "xlsx", "parquet"}
	walks     = []string{"", "page", "offset", "cursor", "link"}
	spans     = []string{"day", "month", "quarter", "year", "all"}
	ours      = []string{"Authorization", "Cookie", "Host", "User-Agent", "Content-Length", "Accept-Encoding", "Range", "If-Range", "If-None-Match", "If-Modified-Since"}
)

// liveLinter checks one source of a descriptor.
type liveLinter struct {
	*linter
	dataset definition.Located[Dataset]
	at      int
	source  Live
}

// fail reports a problem at a place within the source.
func (l liveLinter) fail(reason string, place ...any) {
	l.add(l.dataset.Finding(reason, append([]any{"live", l.at}, place...)...))
}

func (l *linter) live(d definition.Located[Dataset], at int, v Live) {
	one := liveLinter{l, d, at, v}
	taken := slices.ContainsFunc(d.Value.Files, func(f File) bool { return strings.TrimSuffix(f.Name, path.Ext(f.Name)) == v.Name }) ||
		slices.ContainsFunc(d.Value.Live[:at], func(other Live) bool { return other.Name == v.Name })
	if !liveName.MatchString(v.Name) || taken {
		one.fail(fmt.Sprintf("name %q is taken, or is no name in snake_case", v.Name), "name")
	}
	one.request()
	one.places()
	one.each()
	one.windows()
	one.pages()
	one.format()
	l.columns(d, "live", at, File{Key: v.Key, Columns: v.Columns})
}

// request checks what is asked, and of whom.
func (l liveLinter) request() {
	v := l.source
	for i, url := range append([]string{v.URL}, v.Instead...) {
		server, _, _ := strings.Cut(strings.TrimPrefix(url, "https://"), "/")
		if !isURL(url) || !strings.HasPrefix(url, "https://") || strings.ContainsAny(server, "{}") {
			l.fail(fmt.Sprintf("address %d is no https address", i+1), "url")
		}
	}
	if len(v.Instead) > 0 && (v.Each.Name != "" || v.Windows.Span != "" || v.Pages.By != "") {
		l.fail("instead is for a source of one answer", "instead")
	}
	if v.BodyType != "" && v.BodyType != "json" && v.BodyType != "text" {
		l.fail(fmt.Sprintf("body_type is %q; allowed are json, text", v.BodyType), "body_type")
	}
	for _, body := range []string{v.Body, v.Control.Body} {
		if body != "" && v.BodyType != "text" && !json.Valid([]byte(body)) {
			l.fail("body is no JSON", "body")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.Headers)) {
		if !isHeader(name) || slices.Contains(ours, textproto.CanonicalMIMEHeaderKey(name)) || strings.ContainsAny(v.Headers[name], "\r\n") {
			l.fail(fmt.Sprintf("header %q is none that a source may set", name), "headers")
		}
	}
	if v.Secret != (LiveSecret{}) && (!isHeader(v.Secret.Header) || !liveEnv.MatchString(v.Secret.Env)) {
		l.fail("secret needs a header, and in env the name of a variable", "secret")
	}
	if v.Control != (LiveControl{}) && (v.Control.Count == "" || v.Control.URL != "" && !strings.HasPrefix(v.Control.URL, "https://")) {
		l.fail("control needs count, and an https address if it has one of its own", "control")
	}
	for _, address := range []string{v.Deferred.Status, v.Deferred.Data} {
		if v.Deferred != (LiveDeferred{}) && (!strings.HasPrefix(address, "https://") || !strings.Contains(address, "{id}")) {
			l.fail("deferred needs status and data, https addresses with {id}", "deferred")
		}
	}
	if i := v.Index; i != (LiveIndex{}) {
		if _, err := path.Match(i.Pattern, ""); err != nil || !strings.HasPrefix(i.URL, "https://") || i.List == "" || i.Name == "" || i.Pattern == "" || i.Address == "" {
			l.fail("index needs an https address in url, list, name, pattern and address", "index")
		}
	}
	if _, err := path.Match(v.Member, ""); err != nil {
		l.fail("member is no pattern", "member")
	}
	if v.Optional && v.Member == "" {
		l.fail("optional is for a member of an archive", "optional")
	}
}

func isHeader(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}

// places checks that what stands in braces can be filled, and that what fills something is used.
func (l liveLinter) places() {
	v := l.source
	var known, wanted []string
	if v.Each.Name != "" {
		known, wanted = append(known, v.Each.Name), append(wanted, v.Each.Name)
	}
	if v.Windows.Span != "" {
		known, wanted = append(known, "from", "to"), append(wanted, "from", "to")
	}
	for _, s := range v.Windows.Split {
		known, wanted = append(known, s.Name), append(wanted, s.Name)
		if !strings.Contains(v.URL, "={"+s.Name+"}") {
			l.fail(fmt.Sprintf("{%s} must be the value of a parameter of the address", s.Name), "windows", "split")
		}
	}
	if v.BodyType == "text" && v.Pages.By == "offset" {
		known, wanted = append(known, "limit", "offset"), append(wanted, "offset")
	}
	text := v.URL + v.Body
	for _, place := range livePlace.FindAllString(text+v.Control.URL+v.Control.Body, -1) {
		if !slices.Contains(known, strings.Trim(place, "{}")) {
			l.fail(place+" is filled by nothing", "url")
		}
	}
	for _, name := range wanted {
		if !strings.Contains(text, "{"+name+"}") {
			l.fail(fmt.Sprintf("{%s} stands neither in the address nor in the body", name), "url")
		}
	}
}

func (l liveLinter) each() {
	v, e := l.source, l.source.Each
	if e.Name == "" {
		if e.File != "" || e.Column != "" || len(e.Values) > 0 || len(v.Absent) > 0 {
			l.fail("each needs a name, and absent needs each", "each")
		}
		return
	}
	if !liveName.MatchString(e.Name) || slices.Contains([]string{"from", "to", "limit", "offset"}, e.Name) {
		l.fail(fmt.Sprintf("name %q is no name in snake_case, or has another meaning", e.Name), "each", "name")
	}
	column := slices.ContainsFunc(l.dataset.Value.Files, func(f File) bool {
		return f.Name == e.File && slices.ContainsFunc(f.Columns, func(c Column) bool { return c.Name == e.Column })
	})
	if column == (len(e.Values) > 0) {
		l.fail("each needs values, or file and column of a bundled file of the dataset", "each")
	}
	if e.Together < 0 || e.Together < 2 && e.Join != "" {
		l.fail("together is a number of values, and join is for several", "each", "together")
	}
	pattern, err := regexp.Compile("^(?:" + e.Pattern + ")$")
	if err != nil {
		l.fail("pattern is no regular expression: "+err.Error(), "each", "pattern")
		return
	}
	if e.Pattern == "" && v.BodyType == "text" {
		l.fail("values get into a text only if a pattern says what they may be", "each", "pattern")
	}
	for _, value := range e.Values {
		if value == "" || e.Pattern != "" && !pattern.MatchString(value) {
			l.fail(fmt.Sprintf("value %q is empty, or does not match the pattern", value), "each", "values")
		}
	}
	for _, status := range v.Absent {
		if status < 400 || status > 499 || status == 408 || status == 429 {
			l.fail(fmt.Sprintf("status %d does not say that there is nothing", status), "absent")
		}
	}
}

func (l liveLinter) windows() {
	w := l.source.Windows
	if w.Span == "" {
		if w.Start != "" || w.Cap != 0 || len(w.Split) > 0 {
			l.fail("windows need a span: "+strings.Join(spans, ", "), "windows")
		}
		return
	}
	if _, err := time.Parse(time.DateOnly, w.Start); err != nil || !slices.Contains(spans, w.Span) {
		l.fail("windows need start, a date, and a span: "+strings.Join(spans, ", "), "windows", "start")
	}
	day := time.Date(2031, 12, 24, 0, 0, 0, 0, time.UTC)
	if w.Layout != "" {
		if read, err := time.Parse(w.Layout, day.Format(w.Layout)); err != nil || !read.Equal(day) {
			l.fail(fmt.Sprintf("layout %q does not write day, month and year", w.Layout), "windows", "layout")
		}
	}
	if w.Overlap < 0 || w.Settled < 0 || w.Cap < 0 || w.Cap == 0 && (w.Count != "" || len(w.Split) > 0) {
		l.fail("numbers of windows are not negative, and count and split need a cap", "windows")
	}
	for _, s := range w.Split {
		if !liveName.MatchString(s.Name) || len(s.Values) < 2 {
			l.fail("a split needs a name in snake_case and several values", "windows", "split")
		}
	}
}

func (l liveLinter) pages() {
	v, p := l.source, l.source.Pages
	fail := func(reason, key string) { l.fail(reason, "pages", key) }
	if !slices.Contains(walks, p.By) {
		fail(fmt.Sprintf("pages by %q; allowed are page, offset, cursor, link", p.By), "by")
	}
	if p.By == "" {
		if p != (LivePages{Failed: p.Failed}) {
			fail("pages need by: page, offset, cursor or link", "by")
		}
		return
	}
	if p.Most < 1 {
		fail("pages need most, a number of pages that is never passed", "most")
	}
	if p.Parameter == "" && p.By != "link" && v.BodyType != "text" {
		fail("pages need the name of a parameter", "parameter")
	}
	if p.By == "cursor" && p.Next == "" {
		fail("pages by cursor need next", "next")
	}
	if p.By == "offset" && p.Size < 1 {
		fail("pages by offset need size, the number of records of a page", "size")
	}
	if v.BodyType == "text" && p.By != "offset" {
		fail("a text is paged by offset", "by")
	}
	if v.Format != "json" && v.Format != "ndjson" || v.Format == "ndjson" && p.By != "offset" && p.By != "link" {
		fail("pages are for json; ndjson has no more than offset and link", "by")
	}
}

// format checks what the answers are read as.
func (l liveLinter) format() {
	v := l.source
	l.oneOf(l.dataset, v.Format, formats, "live", l.at, "format")
	if len(v.Delimiter) > 1 || v.Delimiter != "" && v.Format != "csv" || v.Melt != (LiveMelt{}) && v.Format != "csv" {
		l.fail("delimiter is one sign, and delimiter and melt are for csv", "format")
	}
	if v.Sheet != "" && v.Format != "xlsx" || v.Records != "" && v.Format != "json" {
		l.fail("sheet is for xlsx, and records for json", "format")
	}
	declared := func(name string) bool {
		return slices.ContainsFunc(v.Columns, func(c Column) bool { return c.Name == name })
	}
	if v.Dated != "" && (v.Dated != "month" || declared(LiveDay)) {
		l.fail("dated is month or left out, and a dated source has no column of its own called "+LiveDay, "dated")
	}
	if v.Melt != (LiveMelt{}) && (!declared(v.Melt.Name) || !declared(v.Melt.Value) || v.Melt.Name == v.Melt.Value) {
		l.fail("melt names two columns that are declared", "melt")
	}
	for i, c := range v.Columns {
		name, filled := strings.CutPrefix(c.From, "@")
		known := name == v.Each.Name && v.Each.Together < 2 || v.Windows.Span != "" && (name == "from" || name == "to")
		if filled && (name == "" || !known) {
			l.fail(fmt.Sprintf("column %s takes %s, which has no single value", c.Name, c.From), "columns", i, "from")
		}
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
