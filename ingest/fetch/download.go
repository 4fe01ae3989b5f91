package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// A request is one question to a server.
type request struct {
	url, body      string
	text           bool // the body is no JSON
	headers        map[string]string
	secret         Secret
	kind           Kind // of the answer, as far as the Accept header goes
	archive        bool
	etag, modified string // of the bytes that are held
	limits         Limits
}

// An answer is a complete file, or the word that nothing has changed.
type answer struct {
	path           string // to be moved or removed by the caller
	etag, modified string
	next           string // address of the next page
	unchanged      bool
}

// once asks one time.
func (c *Client) once(ctx context.Context, v *Vault, r request) (answer, error) {
	u, err := url.Parse(r.url)
	if err != nil {
		return answer{}, &Forbidden{"the address cannot be read"}
	}
	if err := c.judgeURL(u); err != nil {
		return answer{}, err
	}
	leave, err := c.enter(ctx, u.Host, r.limits.Every)
	if err != nil {
		return answer{}, err
	}
	defer leave()
	inner := context.WithValue(context.WithValue(ctx, connectKey{}, r.limits.Connect), secretKey{}, r.secret.Header)
	inner, cancel := context.WithTimeout(inner, r.limits.Whole)
	defer cancel()
	p, err := v.partial(r.id())
	if err != nil {
		return answer{}, err
	}
	q, err := c.build(inner, r, p)
	if err != nil {
		return answer{}, err
	}
	response, err := c.http.Do(q)
	if err != nil {
		return answer{}, transportError(ctx, err)
	}
	defer response.Body.Close()
	return c.receive(ctx, r, p, response)
}

// build writes the request: for what has changed, or for the rest of what broke off.
func (c *Client) build(ctx context.Context, r request, p *partial) (*http.Request, error) {
	method, body := http.MethodGet, io.Reader(nil)
	if r.body != "" {
		method, body = http.MethodPost, strings.NewReader(r.body)
	}
	q, err := http.NewRequestWithContext(ctx, method, r.url, body)
	if err != nil {
		return nil, err
	}
	q.Header.Set("User-Agent", c.options.UserAgent)
	q.Header.Set("Accept-Encoding", "identity")
	q.Header.Set("Accept", accepts(r))
	for name, value := range r.headers {
		q.Header.Set(name, value)
	}
	if r.secret.Value != "" {
		q.Header.Set(r.secret.Header, r.secret.Value)
	}
	if r.body != "" {
		if q.Header.Get("Content-Type") == "" {
			q.Header.Set("Content-Type", map[bool]string{true: "text/plain; charset=utf-8", false: "application/json"}[r.text])
		}
		return q, nil
	}
	if p.size > 0 {
		q.Header.Set("Range", fmt.Sprintf("bytes=%d-", p.size))
		q.Header.Set("If-Range", p.validator)
		return q, nil
	}
	if r.etag != "" {
		q.Header.Set("If-None-Match", r.etag)
	}
	if r.modified != "" {
		q.Header.Set("If-Modified-Since", r.modified)
	}
	return q, nil
}

func accepts(r request) string {
	switch {
	case r.archive:
		return "application/zip, */*;q=0.1"
	case r.kind == JSON:
		return "application/json, */*;q=0.1"
	case r.kind == Lines:
		return "application/x-ndjson, */*;q=0.1"
	case r.kind == CSV:
		return "text/csv, */*;q=0.1"
	}
	return "*/*"
}

// receive judges the status and stores the body.
func (c *Client) receive(ctx context.Context, r request, p *partial, response *http.Response) (answer, error) {
	got := answer{path: p.path, etag: response.Header.Get("ETag"), modified: response.Header.Get("Last-Modified"), next: nextLink(response)}
	switch response.StatusCode {
	case http.StatusOK:
		if err := p.restart(validator(got)); err != nil {
			return answer{}, err
		}
	case http.StatusPartialContent:
		if from, _ := contentRange(response.Header.Get("Content-Range")); from != p.size || p.size == 0 {
			return answer{}, &passing{err: errors.Join(fmt.Errorf("the server sends bytes from %d on, not from %d", from, p.size), p.drop())}
		}
	case http.StatusNotModified:
		if r.etag == "" && r.modified == "" {
			return answer{}, &StatusError{Status: response.StatusCode}
		}
		return answer{unchanged: true}, p.drop()
	case http.StatusRequestedRangeNotSatisfiable, http.StatusPreconditionFailed:
		return answer{}, &passing{err: errors.Join(&StatusError{Status: response.StatusCode}, p.drop())}
	default:
		return answer{}, c.statusError(response, r.secret.hide(said(response.Body)))
	}
	return got, c.copy(ctx, r, p, response)
}

// hide takes the secret out of a text that somebody will read.
func (s Secret) hide(text string) string {
	if key := s.Value[strings.LastIndexByte(s.Value, ' ')+1:]; key != "" {
		return strings.ReplaceAll(text, key, "…")
	}
	return text
}

var link = regexp.MustCompile(`<([^>]*)>((?:\s*;\s*[^;,"]+(?:"[^"]*")?)*)`)

// nextLink returns the address of the next page that the headers of an answer name; empty if they name none.
func nextLink(response *http.Response) string {
	for _, one := range link.FindAllStringSubmatch(strings.Join(response.Header.Values("Link"), ", "), -1) {
		if rel := strings.ToLower(one[2]); !strings.Contains(rel, `rel="next"`) && !strings.Contains(rel, "rel=next") {
			continue
		}
		if to, err := response.Request.URL.Parse(one[1]); err == nil {
			return to.String()
		}
	}
	return ""
}

// copy stores the body after what is held. A body that breaks off is kept if the server can go on from there.
func (c *Client) copy(ctx context.Context, r request, p *partial, response *http.Response) error {
	total := int64(-1)
	if response.ContentLength >= 0 {
		total = p.size + response.ContentLength
	}
	if _, all := contentRange(response.Header.Get("Content-Range")); all >= 0 {
		total = all
	}
	if total > r.limits.Bytes {
		return errors.Join(tooLarge(r.limits.Bytes), p.drop())
	}
	file, err := os.OpenFile(p.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	watch := &watched{in: response.Body, client: c, url: r.url, done: p.size, total: total}
	n, err := io.Copy(file, io.LimitReader(watch, r.limits.Bytes-p.size+1))
	closed := file.Close()
	p.size += n
	var disk *os.PathError
	switch {
	case p.size > r.limits.Bytes:
		return errors.Join(tooLarge(r.limits.Bytes), p.drop())
	case errors.As(err, &disk) || closed != nil:
		return errors.Join(err, closed, p.drop())
	case err != nil || total >= 0 && p.size != total:
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		err = fmt.Errorf("the answer breaks off after %d bytes: %w", p.size, err)
		if p.validator == "" {
			err = errors.Join(err, p.drop())
		}
		return transportError(ctx, err)
	}
	return nil
}

func tooLarge(limit int64) error { return fmt.Errorf("the answer is larger than %d bytes", limit) }

// watched tells how far a download is.
type watched struct {
	in          io.Reader
	client      *Client
	url         string
	done, total int64
}

// Read implements io.Reader.
func (w *watched) Read(b []byte) (int, error) {
	n, err := w.in.Read(b)
	w.done += int64(n)
	if w.client.options.Progress != nil {
		w.client.options.Progress(w.url, w.done, w.total)
	}
	return n, err
}

// validator is what names the bytes of an answer exactly enough to go on with them: a strong tag, else a time.
func validator(a answer) string {
	if a.etag != "" && !strings.HasPrefix(a.etag, "W/") {
		return a.etag
	}
	return a.modified
}

// contentRange reads "bytes 10-99/100": the first byte and the number of all; -1 where there is none.
func contentRange(text string) (from, all int64) {
	span, size, ok := strings.Cut(strings.TrimPrefix(text, "bytes "), "/")
	first, _, ranged := strings.Cut(span, "-")
	if !ok || !ranged {
		return -1, -1
	}
	number := func(s string) int64 {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 0 {
			return -1
		}
		return n
	}
	return number(first), number(size)
}

// said returns the beginning of an answer on one line, without what a terminal could take for a command.
func said(body io.Reader) string {
	text, _ := io.ReadAll(io.LimitReader(body, 512)) // what cannot be read is not shown
	return plain(string(text))
}

func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0xfffd {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, " "))
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > 160 {
		return string(runes[:160]) + "…"
	}
	return string(runes)
}
