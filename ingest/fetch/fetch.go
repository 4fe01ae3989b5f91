// Package fetch brings bytes from upstream servers: politely, within limits, and without trusting what comes. It asks for
// what has changed, repeats what failed for a moment, goes on where a download broke off, refuses what is not the kind of
// data that was asked for, and stores what it received under its hash. It does not know what the bytes mean: package ingest
// reads them. Clock, waiting, randomness and dialling are given from outside, so that tests need none of them.
package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Options are the surroundings of a client. What is empty has a sound standard.
type Options struct {
	UserAgent     string                                                            // product, version and whom to write to
	AllowLoopback bool                                                              // tests only: this machine may be asked, without TLS
	Seed          uint64                                                            // of the jitter
	Now           func() time.Time                                                  // the clock
	Sleep         func(context.Context, time.Duration) error                        // waits, or returns the context's error
	Dial          func(ctx context.Context, network, addr string) (net.Conn, error) // replaces dialling and its guard
	Progress      func(url string, done, total int64)                               // bytes of a download; total is -1 if unknown
}

// A Client asks upstream servers. Safe for concurrent use; requests to one host wait for each other.
type Client struct {
	options Options
	http    *http.Client

	mu       sync.Mutex
	random   *rand.Rand
	hosts    map[string]*host
	archives map[string]archive // downloaded in this run, by request
}

// New returns a client.
func New(o Options) *Client {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.UserAgent == "" {
		o.UserAgent = "sextant"
	}
	c := &Client{options: o, random: rand.New(rand.NewPCG(o.Seed, 1)), hosts: map[string]*host{}, archives: map[string]archive{}}
	c.http = &http.Client{Transport: c.transport(), CheckRedirect: c.redirect}
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// A Kind is what an answer has to be.
type Kind string

// The kinds of data. Anything else in their place is refused.
const (
	CSV     Kind = "csv"
	JSON    Kind = "json"
	Lines   Kind = "ndjson" // a JSON value on each line; none at all is an answer
	XLSX    Kind = "xlsx"
	Parquet Kind = "parquet"
)

// Limits are what one source may cost. What is zero has a standard.
type Limits struct {
	Connect time.Duration // to the server: 15 s
	Whole   time.Duration // for one request and its answer: 180 s, 600 s for an archive
	Bytes   int64         // of the answer, and of it unpacked: 64 MiB
	Every   time.Duration // least time between two requests to the host: 1 s
}

func (l Limits) filled(archive bool) Limits {
	if l.Connect <= 0 {
		l.Connect = 15 * time.Second
	}
	if l.Whole <= 0 {
		l.Whole = 180 * time.Second
		if archive {
			l.Whole = 600 * time.Second
		}
	}
	if l.Bytes <= 0 {
		l.Bytes = 64 << 20
	}
	if l.Every <= 0 {
		l.Every = time.Second
	}
	return l
}

// A Source is one thing to fetch: a file, a member of an archive, or the answers to several questions. Address and bodies may
// hold places in braces, which values of Each, days of Windows and, in a text, the offset of Pages fill.
type Source struct {
	URL      string   // with its query
	Instead  []string // asked in turn where an address before it answers 404 or 410
	Body     string   // sent by POST; empty: GET
	Text     bool     // the body is a text, not JSON
	Headers  map[string]string
	Secret   Secret
	Kind     Kind
	Member   string // base name, or pattern as path.Match, of a member of a zip archive; empty: the answer itself
	Optional bool   // the archive may lack the member
	Each     Each
	Windows  Windows
	Pages    Pages
	Control  Control
	Absent   []int // statuses that mean that there is nothing for a value of Each
	Limits   Limits
	Deferred Deferred
	Index    Index // names the address, which then is not that of the source

	sum string // that the index promises

	Pending []Part             // complete units that a run before, which failed, has brought
	Keep    func([]Part) error // told after each unit which ones are complete; may be nil
}

// A Secret is a header that is sent to the source's host only, and never kept or told. Without a value it is not sent.
type Secret struct{ Header, Value string }

// A Control says how many records there are. Address and body are those of the source where they are empty.
type Control struct {
	URL, Body string
	Count     string // path of the number; empty: there is no control
}

// A Part is the bytes of one answer, or of the wanted member of one archive.
type Part struct {
	URL          string            `json:"url"`
	SHA256       string            `json:"sha256"`
	Bytes        int64             `json:"bytes"`
	ETag         string            `json:"etag,omitempty"`
	LastModified string            `json:"last_modified,omitempty"`
	Next         string            `json:"next,omitempty"`   // page after it, as its header said
	Unit         string            `json:"unit,omitempty"`   // of what is asked and kept as a whole: value and window
	Values       map[string]string `json:"values,omitempty"` // that filled the address
	Asked        time.Time         `json:"asked,omitzero"`   // of parts with a unit
}

// A Snapshot is what a source answered at one time. With one part its hash is that of the part; with more it is that of a
// list of them, which is stored beside the parts.
type Snapshot struct {
	SHA256 string   `json:"sha256"`
	Bytes  int64    `json:"bytes"` // of all parts
	Parts  []Part   `json:"parts"`
	Absent []string `json:"absent,omitempty"` // what there is not, for people
}

// Fetch brings what a source holds into the vault. Bytes that are as they were in the last snapshot give an equal hash,
// whether the server says so or sends them again.
func (c *Client) Fetch(ctx context.Context, v *Vault, s Source, last Snapshot) (Snapshot, error) {
	s.Limits = s.Limits.filled(s.Member != "")
	if s.Index.URL != "" {
		var err error
		if s, err = c.named(ctx, v, s); err != nil {
			return Snapshot{}, err
		}
	}
	before := byID(last.Parts, s.Pending)
	if s.Pages.By != "" || s.Each.Name != "" || s.Windows.Span != "" || s.Control.Count != "" || s.Pages.Failed != "" {
		w := &walk{client: c, vault: v, source: s, last: last.Parts, before: before, pending: slices.Clone(s.Pending)}
		return w.run(ctx)
	}
	var err error
	for _, url := range append([]string{s.URL}, s.Instead...) {
		s.URL = url
		var p Part
		if p, err = c.part(ctx, v, s, before); err == nil {
			return v.join([]Part{p}, nil)
		}
		if reason := s.lacks(err); reason != "" {
			return v.join(nil, []string{reason})
		}
		if !isGone(err) {
			break
		}
	}
	return Snapshot{}, err
}

// byID finds parts by their request; those that came later win.
func byID(all ...[]Part) map[string]Part {
	found := map[string]Part{}
	for _, parts := range all {
		for _, p := range parts {
			found[p.URL] = p
		}
	}
	return found
}

// lacks returns what is not there, if an error says that and the source may lack it.
func (s Source) lacks(err error) string {
	var none *NoMemberError
	if s.Optional && errors.As(err, &none) {
		return none.Error()
	}
	return ""
}

// part brings one answer, or one member of one archive. Of what was held before, only what has changed is sent.
func (c *Client) part(ctx context.Context, v *Vault, s Source, before map[string]Part) (Part, error) {
	r := s.request()
	held, ok := before[r.id()]
	if ok = ok && v.holds(held.SHA256); ok {
		r.etag, r.modified = held.ETag, held.LastModified
	}
	if s.isArchive() {
		return c.member(ctx, v, s, r, held)
	}
	got, err := c.get(ctx, v, r)
	if err != nil {
		return Part{}, err
	}
	if got.unchanged {
		return held, nil
	}
	if s.Deferred.Status != "" {
		id, err := job(got.path)
		if err != nil {
			return Part{}, err
		}
		if id != "" {
			if got, err = c.deferred(ctx, v, s, id); err != nil {
				return Part{}, err
			}
			got.etag, got.modified = "", "" // they are those of the job
		}
	}
	if err := hasSum(got.path, s.sum); err != nil {
		return Part{}, fmt.Errorf("%s: %w", s.URL, err)
	}
	hash, size, err := v.accept(got.path, s.Kind, s.Limits.Bytes)
	if err != nil {
		return Part{}, fmt.Errorf("%s: %w", s.URL, err)
	}
	return Part{URL: r.id(), SHA256: hash, Bytes: size, ETag: got.etag, LastModified: got.modified, Next: got.next}, nil
}

func (s Source) request() request {
	return request{url: s.URL, body: s.Body, text: s.Text, headers: s.Headers, secret: s.Secret, kind: s.Kind, limits: s.Limits}
}

// isArchive tells whether the address gives an archive. Of two addresses of the same data one may be a plain file.
func (s Source) isArchive() bool {
	return s.Member != "" && !strings.HasSuffix(strings.SplitN(s.URL, "?", 2)[0], ".csv")
}

// id names a request in receipts: its address, and the hash of what was posted to it.
func (r request) id() string {
	if r.body == "" {
		return r.url
	}
	return r.url + "#" + digest([]byte(r.body))
}

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
