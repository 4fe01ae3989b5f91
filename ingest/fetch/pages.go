package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
)

// Pages say how an answer of several pages is walked. Paths are keys and positions in the JSON of a page, joined by dots.
type Pages struct {
	By           string // page: numbers; offset: numbers of records; cursor: each page names the next; link: its header does
	Parameter    string // of the number or the cursor: in the query, or a path in a body of JSON
	Size         int    // records of a page; where offsets are not empty, a shorter one is the last
	First        int    // number of the first page, or first offset
	Records      string // path of the list of records; a page without any is the last
	Count        string // path of the number of pages
	CountRecords string // path of the number of records of all pages
	More         string // path of what says whether there is another page
	Next         string // path of the next cursor: a value, or an address on the same server
	UntilEmpty   bool   // offset: only an empty page is the last
	Most         int    // pages at most; more is an error, never a silent cut
	Failed       string // path of what is true if a page is not complete
	Expired      string // what a refusal says whose cursor is too old: the walk starts anew, once
}

// A page is one answer of several.
type page struct {
	part    Part
	root    any   // of JSON
	records int64 // -1: it is not known where they are
	counted bool  // there is a list of records, maybe an empty one
}

// pages asks one question to its last page. A walk whose cursor expires on the way starts anew.
func (w *walk) pages(ctx context.Context, s Source) ([]Part, error) {
	parts, err := w.onePass(ctx, s)
	var refused *StatusError
	if s.Pages.Expired != "" && errors.As(err, &refused) && strings.Contains(refused.Said, s.Pages.Expired) {
		return w.onePass(ctx, s)
	}
	return parts, err
}

// onePass asks for one page after the other, and holds the number of records against the cap and the control.
func (w *walk) onePass(ctx context.Context, s Source) ([]Part, error) {
	var parts []Part
	var records int64
	asked := s
	if s.Pages.By == "page" || s.Pages.By == "offset" {
		var err error
		if asked, err = s.at(int64(s.Pages.First)); err != nil {
			return nil, err
		}
	}
	seen := map[string]bool{}
	for n := int64(1); ; n++ {
		if s.Pages.By != "" && n > int64(s.Pages.Most) {
			return nil, fmt.Errorf("%s: there are more than %d pages", s.URL, s.Pages.Most)
		}
		p, err := w.page(ctx, asked)
		if err != nil {
			return nil, err
		}
		parts, records = append(parts, p.part), records+max(0, p.records)
		if err := w.source.Windows.judge(p, records); err != nil {
			return nil, err
		}
		next, err := s.after(p, n, records, seen)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return parts, w.control(ctx, s, records)
		}
		asked = *next
	}
}

// page brings one page. One that says that it is not complete is asked for again.
func (w *walk) page(ctx context.Context, s Source) (page, error) {
	for try := 1; ; try++ {
		part, err := w.client.part(ctx, w.vault, s, w.before)
		if err != nil {
			return page{}, err
		}
		p, err := w.read(s, part)
		if err != nil {
			return page{}, fmt.Errorf("%s: %w", s.URL, err)
		}
		if s.Pages.Failed == "" || text(At(p.root, s.Pages.Failed)) != "true" {
			return p, nil
		}
		if try == maxUnready {
			return page{}, fmt.Errorf("%s: the answer says %s, %d times", s.URL, s.Pages.Failed, try)
		}
		if _, err := w.client.backoff(ctx, try, 0); err != nil {
			return page{}, err
		}
	}
}

// read counts the records of a page.
func (w *walk) read(s Source, part Part) (page, error) {
	p := page{part: part, records: -1}
	if s.Kind != JSON && s.Kind != Lines {
		return p, nil
	}
	bytes, err := os.ReadFile(w.vault.Raw(part.SHA256))
	if err != nil {
		return p, err
	}
	if s.Kind == Lines {
		p.records, err = countLines(bytes)
		p.counted = true
		return p, err
	}
	if p.root, err = Decode(bytes); err != nil {
		return p, err
	}
	switch found := At(p.root, s.Pages.Records).(type) {
	case []any:
		p.records, p.counted = int64(len(found)), true
	case map[string]any:
		p.records = 1
	}
	return p, nil
}

// countLines counts the values of an answer that has one on each line. A server that gives up in the middle says so in a
// line that is none.
func countLines(text []byte) (n int64, err error) {
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if line[0] != '{' || !json.Valid(line) {
			return n, fmt.Errorf("line %d is not JSON: %s", n+1, plain(string(line)))
		}
		n++
	}
	return n, nil
}

// judge holds a window against its cap.
func (p Windows) judge(one page, records int64) error {
	if p.Cap == 0 {
		return nil
	}
	if p.Count != "" {
		count, ok := Whole(one.root, p.Count)
		if !ok {
			return fmt.Errorf("the answer does not say how many records there are: %s", short(one.root))
		}
		records = count
	}
	if records > p.Cap {
		return &tooMany{records, p.Cap}
	}
	return nil
}

// after returns the question for the page after one, which is number n and the records so far; nothing after the last.
func (s Source) after(p page, n, records int64, seen map[string]bool) (*Source, error) {
	o := s.Pages
	known := p.counted && p.records == 0
	if o.By == "" || known && (o.Count == "" || o.By != "page") {
		return nil, nil
	}
	if o.More != "" && text(At(p.root, o.More)) != "true" {
		return nil, nil
	}
	if o.CountRecords != "" {
		count, ok := Whole(p.root, o.CountRecords)
		if !ok {
			return nil, fmt.Errorf("%s: the answer does not say how many records there are: %s", s.URL, short(p.root))
		}
		if records >= count {
			return nil, nil
		}
	}
	var next Source
	var err error
	switch o.By {
	case "page":
		return s.afterNumber(p, n)
	case "offset":
		if !o.UntilEmpty && p.counted && p.records < int64(o.Size) {
			return nil, nil
		}
		next, err = s.at(int64(o.First) + n*int64(o.Size))
	default:
		to := p.part.Next
		if o.By == "cursor" {
			to = text(At(p.root, o.Next))
		}
		if to == "" {
			return nil, nil
		}
		if seen[to] {
			return nil, fmt.Errorf("%s: the cursor goes round in a circle", s.URL)
		}
		seen[to] = true
		next, err = s.follow(to)
	}
	return &next, err
}

func (s Source) afterNumber(p page, n int64) (*Source, error) {
	if s.Pages.Count != "" {
		count, ok := Whole(p.root, s.Pages.Count)
		if !ok {
			return nil, fmt.Errorf("%s: the answer does not say how many pages there are: %s", s.URL, short(p.root))
		}
		if n >= count {
			return nil, nil
		}
	} else if !p.counted && s.Pages.More == "" && s.Pages.CountRecords == "" {
		return nil, nil
	}
	next, err := s.at(int64(s.Pages.First) + n)
	return &next, err
}

// at asks for the page of a number or an offset.
func (s Source) at(n int64) (Source, error) {
	if s.Text {
		f := filling{}
		f.set("limit", strconv.Itoa(s.Pages.Size))
		f.set("offset", strconv.FormatInt(n, 10))
		s.Body = f.into(s.Body, same, same)
		return s, nil
	}
	return s.with(s.Pages.Parameter, strconv.FormatInt(n, 10))
}

// control asks how many records there are, and says if others were read.
func (w *walk) control(ctx context.Context, s Source, records int64) error {
	if s.Control.Count == "" || strings.HasPrefix(s.URL, "file://") {
		return nil
	}
	r := s.request()
	r.kind = JSON
	if s.Control.URL != "" {
		r.url, r.body = s.Control.URL, ""
	}
	if s.Control.Body != "" {
		r.body = s.Control.Body
	}
	got, err := w.client.get(ctx, w.vault, r)
	if err != nil {
		return fmt.Errorf("control: %w", err)
	}
	bytes, err := os.ReadFile(got.path)
	if err := errors.Join(err, os.Remove(got.path), dropNote(got.path)); err != nil {
		return err
	}
	if bytes, err = unpacked(bytes, r.limits.Bytes); err != nil {
		return fmt.Errorf("control: %w", err)
	}
	v, err := Decode(bytes)
	if err != nil {
		return fmt.Errorf("control: %w", err)
	}
	count, ok := Whole(v, s.Control.Count)
	if !ok {
		return fmt.Errorf("control: the answer does not say how many records there are: %s", short(v))
	}
	if count != records {
		return fmt.Errorf("%s: %d records were read, and there are %d", s.URL, records, count)
	}
	return nil
}

// with sets a parameter: in the posted JSON, where its name is a path, or in the query.
func (s Source) with(parameter, value string) (Source, error) {
	if s.Body == "" {
		u, err := url.Parse(s.URL)
		if err != nil {
			return s, err
		}
		q := u.Query()
		q.Set(parameter, value)
		u.RawQuery = q.Encode()
		s.URL = u.String()
		return s, nil
	}
	v, err := Decode([]byte(s.Body))
	if err != nil {
		return s, fmt.Errorf("posted body: %w", err)
	}
	body, ok := v.(map[string]any)
	if !ok {
		return s, errors.New("posted body: it is no object")
	}
	steps := strings.Split(parameter, ".")
	inner := body
	for _, step := range steps[:len(steps)-1] {
		deeper, ok := inner[step].(map[string]any)
		if !ok {
			deeper = map[string]any{}
			inner[step] = deeper
		}
		inner = deeper
	}
	inner[steps[len(steps)-1]] = value
	if n, err := strconv.ParseInt(value, 10, 64); err == nil && strconv.FormatInt(n, 10) == value {
		inner[steps[len(steps)-1]] = n
	}
	text, err := json.Marshal(body)
	s.Body = string(text)
	return s, err
}

// follow goes to the next page: by a cursor, or by an address, which must be on the same server.
func (s Source) follow(next string) (Source, error) {
	if !strings.Contains(next, "://") {
		return s.with(s.Pages.Parameter, next)
	}
	from, err := url.Parse(s.URL)
	if err != nil {
		return s, err
	}
	to, err := url.Parse(next)
	if err != nil {
		return s, err
	}
	if to.Host != from.Host || to.Scheme != from.Scheme {
		return s, &Forbidden{fmt.Sprintf("the next page is on another server, %s", to.Host)}
	}
	s.URL = next
	return s, nil
}

// Decode reads one JSON value with its numbers as written.
func Decode(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if d.More() {
		return nil, errors.New("not JSON: something follows the value")
	}
	return v, nil
}

// At returns what stands at a path in a decoded JSON value; nil if there is nothing. An empty path is the value itself.
func At(v any, path string) any {
	if path == "" {
		return v
	}
	for key := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[key]
		case []any:
			n, err := strconv.Atoi(key)
			if err != nil || n < 0 || n >= len(in) {
				return nil
			}
			v = in[n]
		default:
			return nil
		}
	}
	return v
}

// Whole returns the whole number at a path, written as number or text.
func Whole(v any, path string) (int64, bool) {
	n, err := strconv.ParseInt(text(At(v, path)), 10, 64)
	return n, err == nil
}

// text returns a single JSON value as text; empty for null and for what is no single value.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// short shows the beginning of a JSON value.
func short(v any) string {
	out, _ := json.Marshal(v) // decoded from JSON a moment ago
	return plain(string(out))
}
