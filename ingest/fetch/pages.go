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
	"time"
)

// Pages say how an answer of several pages is walked. Paths are keys and positions in the JSON of a page, joined by dots.
type Pages struct {
	By        string // page: numbers; cursor: each page names the next; window: spans of days, halved until each fits
	Parameter string // of the page's number or of the cursor
	First     int    // number of the first page
	Records   string // path of the list of records; a page without any is the last
	Count     string // path of the number of pages (by page), of the number of records (by window)
	Next      string // path of the next cursor: a value, or an address on the same server
	Most      int    // pages at most; more is an error, never a silent cut
	From, To  string // parameters of a window's first and last day
	Start     string // ISO day of the first window; the last ends today
	Cap       int64  // records that the server gives for a window at most
}

// walk collects the pages of one source.
type walk struct {
	client *Client
	vault  *Vault
	source Source
	last   Snapshot
	parts  []Part
}

func (w *walk) run(ctx context.Context) error {
	switch w.source.Pages.By {
	case "page":
		return w.numbers(ctx)
	case "cursor":
		return w.cursors(ctx)
	case "window":
		start, err := time.Parse(time.DateOnly, w.source.Pages.Start)
		if err != nil {
			return err
		}
		return w.windows(ctx, start, w.client.options.Now().UTC().Truncate(24*time.Hour))
	}
	return fmt.Errorf("pages by %q are not known", w.source.Pages.By)
}

// page brings one page and returns its JSON.
func (w *walk) page(ctx context.Context, s Source) (any, error) {
	if len(w.parts) >= w.source.Pages.Most {
		return nil, fmt.Errorf("%s: there are more than %d pages", w.source.URL, w.source.Pages.Most)
	}
	p, err := w.client.part(ctx, w.vault, s, w.last)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(w.vault.Raw(p.SHA256))
	if err != nil {
		return nil, err
	}
	v, err := Decode(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.URL, err)
	}
	w.parts = append(w.parts, p)
	return v, nil
}

// numbers walks pages one after the other, to the number that the first one names, or to the first without records.
func (w *walk) numbers(ctx context.Context) error {
	p := w.source.Pages
	for n := p.First; ; n++ {
		s, err := w.source.with(p.Parameter, strconv.Itoa(n))
		if err != nil {
			return err
		}
		v, err := w.page(ctx, s)
		if err != nil {
			return err
		}
		if p.Count != "" {
			count, ok := Whole(v, p.Count)
			if !ok {
				return fmt.Errorf("%s: the answer does not say how many pages there are: %s", s.URL, short(v))
			}
			if int64(n-p.First+1) >= count {
				return nil
			}
			continue
		}
		if list, _ := At(v, p.Records).([]any); len(list) == 0 {
			return nil
		}
	}
}

// cursors walks from page to page as each names the next.
func (w *walk) cursors(ctx context.Context) error {
	seen := map[string]bool{}
	for s := w.source; ; {
		v, err := w.page(ctx, s)
		if err != nil {
			return err
		}
		next := text(At(v, w.source.Pages.Next))
		if next == "" {
			return nil
		}
		if seen[next] {
			return fmt.Errorf("%s: the cursor goes round in a circle", w.source.URL)
		}
		seen[next] = true
		if s, err = w.source.follow(next); err != nil {
			return err
		}
	}
}

// windows asks for a span of days, and for its halves if it holds more than the server gives at once.
func (w *walk) windows(ctx context.Context, from, to time.Time) error {
	p := w.source.Pages
	s, err := w.source.with(p.From, from.Format(time.DateOnly))
	if err == nil {
		s, err = s.with(p.To, to.Format(time.DateOnly))
	}
	if err != nil {
		return err
	}
	v, err := w.page(ctx, s)
	if err != nil {
		return err
	}
	count, ok := Whole(v, p.Count)
	if !ok {
		return fmt.Errorf("%s: the answer does not say how many records there are: %s", s.URL, short(v))
	}
	if count < p.Cap {
		return nil
	}
	days := int(to.Sub(from).Hours() / 24)
	if days < 1 {
		return fmt.Errorf("%s: one day holds %d records, and the server gives fewer than %d", s.URL, count, p.Cap)
	}
	w.parts = w.parts[:len(w.parts)-1]
	middle := from.AddDate(0, 0, days/2)
	if err := w.windows(ctx, from, middle); err != nil {
		return err
	}
	return w.windows(ctx, middle.AddDate(0, 0, 1), to)
}

// with sets a parameter: in the posted JSON, or in the query.
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
	var body map[string]any
	if err := json.Unmarshal([]byte(s.Body), &body); err != nil {
		return s, fmt.Errorf("posted body: %w", err)
	}
	body[parameter] = value
	if n, err := strconv.Atoi(value); err == nil {
		body[parameter] = n
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
