// Package upstreamtest is a stand-in for the publishers of live data, for tests: it answers at the addresses of the real ones,
// in their formats and with their habits, with invented figures. A test may make any of them behave as on a bad day.
package upstreamtest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Server answers for all publishers at once: their addresses differ in the path.
type Server struct {
	*httptest.Server

	mu       sync.Mutex
	revision map[string]int // by path
	faults   map[string]Fault
	asked    map[string]int
}

// A Fault changes what is answered at one path. It is given the good answer and how often the path was asked, from 1.
type Fault func(w http.ResponseWriter, r *http.Request, good []byte, n int)

// New starts a server. Close it.
func New() *Server {
	s := &Server{revision: map[string]int{}, faults: map[string]Fault{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Revise makes the publishers at some paths, or all of them, publish something new: figures change a little, or a period is
// added.
func (s *Server) Revise(paths ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(paths) == 0 {
		paths = Paths()
	}
	for _, path := range paths {
		s.revision[path]++
	}
}

// Break sets the fault of a path; nil repairs it.
func (s *Server) Break(path string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[path], s.asked[path] = f, 0
}

// Asked returns how often a path was asked since it was broken or repaired last.
func (s *Server) Asked(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	n, fault, revision := s.asked[r.URL.Path], s.faults[r.URL.Path], s.revision[r.URL.Path]
	s.mu.Unlock()
	a, ok := answerOf(r, revision)
	if !ok {
		http.NotFound(w, r)
		return
	}
	for key, values := range a.header {
		w.Header()[key] = values
	}
	w.Header().Set("Content-Type", a.kind)
	if a.status != 0 {
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // a reader that has gone is no matter of the server
		return
	}
	if fault != nil {
		fault(w, r, a.body, n)
		return
	}
	Good(w, r, a.body, n)
}

// Good is the fault of a publisher without one: whole, with a tag, and willing to say that nothing has changed or to go on
// where a download broke off.
func Good(w http.ResponseWriter, r *http.Request, good []byte, _ int) {
	sum := sha256.Sum256(good)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	from, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.Header.Get("Range"), "bytes="), "-"))
	if from > 0 && from < len(good) && r.Header.Get("If-Range") == tag {
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(good)-1, len(good)))
		w.WriteHeader(http.StatusPartialContent)
		good = good[from:]
	}
	_, _ = w.Write(good) // a reader that has gone is no matter of the server
}

// Untagged answers without a tag: only the bytes tell whether something has changed.
func Untagged(w http.ResponseWriter, _ *http.Request, good []byte, _ int) { _, _ = w.Write(good) }

// Dated answers with a date and no tag, and says by it whether something has changed since.
func Dated(w http.ResponseWriter, r *http.Request, good []byte, _ int) {
	sum := sha256.Sum256(good)
	modified := time.Date(2026, 1, 1, int(sum[0]), int(sum[1]), int(sum[2]), 0, time.UTC).Format(http.TimeFormat)
	w.Header().Set("Last-Modified", modified)
	if r.Header.Get("If-Modified-Since") == modified {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(good)
}

// HTML answers with a page for people and status 200.
func HTML(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Under maintenance</title></head></html>")
}

// Down is never there.
func Down(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
	w.WriteHeader(http.StatusServiceUnavailable)
}

// DownTwice is there the third time.
func DownTwice(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	if n < 3 {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	Good(w, r, good, n)
}

// TooMany asks for a pause first.
func TooMany(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	if n == 1 {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	Good(w, r, good, n)
}

// Truncated breaks off every time, and never goes on.
func Truncated(w http.ResponseWriter, _ *http.Request, good []byte, _ int) { cut(w, good) }

// TruncatedOnce breaks off the first time, and goes on the second.
func TruncatedOnce(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	if n > 1 {
		Good(w, r, good, n)
		return
	}
	sum := sha256.Sum256(good)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	cut(w, good)
}

func cut(w http.ResponseWriter, good []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(good)))
	_, _ = w.Write(good[:len(good)/2])
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// Zipped sends gzip without saying so.
func Zipped(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(good) // into memory
	_ = z.Close()
	_, _ = w.Write(out.Bytes())
}

// Missing is an address that is gone.
func Missing(w http.ResponseWriter, r *http.Request, _ []byte, _ int) { http.NotFound(w, r) }

// Empty answers with nothing.
func Empty(http.ResponseWriter, *http.Request, []byte, int) {}

// Replacing answers with another text in the place of one, in all places; in an archive, in its members.
func Replacing(old, text string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
		_, _ = w.Write(edit(good, func(member []byte) []byte { return bytes.ReplaceAll(member, []byte(old), []byte(text)) }))
	}
}

// First answers with another text in the place of the first one.
func First(old, text string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
		_, _ = w.Write(edit(good, func(member []byte) []byte { return bytes.Replace(member, []byte(old), []byte(text), 1) }))
	}
}
