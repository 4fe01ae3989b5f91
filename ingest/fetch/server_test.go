package fetch

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// upstream is a server that behaves as real ones do on their good and bad days.
type upstream struct {
	*httptest.Server
	mu       sync.Mutex
	requests []*http.Request
	answer   func(w http.ResponseWriter, r *http.Request, n int) // n counts from 1
}

func serve(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int)) *upstream {
	t.Helper()
	u := &upstream{answer: answer}
	u.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u.mu.Lock()
		u.requests = append(u.requests, r)
		n := len(u.requests)
		u.mu.Unlock()
		u.answer(w, r, n)
	}))
	t.Cleanup(u.Close)
	return u
}

func (u *upstream) asked() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.requests)
}

// clock is a time that passes only while somebody waits.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waits = append(c.waits, d)
	return ctx.Err()
}

func client(t *testing.T) (*Client, *Vault, *clock) {
	t.Helper()
	v, letGo, err := OpenVault(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(letGo)
	at := newClock()
	c := New(Options{UserAgent: "sextant/test (+https://example.org; data@example.org)", AllowLoopback: true, Seed: 7, Now: at.Now, Sleep: at.Sleep})
	t.Cleanup(c.Close)
	return c, v, at
}

func zipped(t *testing.T, members ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		w, err := z.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(members[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func gzipped(text string) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := z.Write([]byte(text))
	if err = errors.Join(err, z.Close()); err != nil {
		panic(err) // into memory
	}
	return out.Bytes()
}

// truncated declares the whole length, sends a part and hangs up.
func truncated(w http.ResponseWriter, text string, sent int) {
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	fmt.Fprint(w, text[:sent])
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// rest answers a request for a range, if what is held is still what it was.
func rest(w http.ResponseWriter, r *http.Request, text, etag string) {
	from := 0
	fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
	if from == 0 || r.Header.Get("If-Range") != etag {
		fmt.Fprint(w, text)
		return
	}
	w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(text)-1, len(text)))
	w.WriteHeader(http.StatusPartialContent)
	fmt.Fprint(w, text[from:])
}

const table = "code,value\nFR,1\nDE,2\nCN,3\n"

var long = "code,value\n" + strings.Repeat("FR,1\n", 4000)
