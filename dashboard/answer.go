package dashboard

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/valyala/fasthttp"
)

// Content types of everything that is sent.
const (
	typeHTML   = "text/html; charset=utf-8"
	typeCSV    = "text/csv; charset=utf-8; header=present"
	typeJSON   = "application/json; charset=utf-8"
	typeSVG    = "image/svg+xml; charset=utf-8"
	typePNG    = "image/png"
	typeScript = "text/javascript; charset=utf-8"
	typeStyle  = "text/css; charset=utf-8"
)

// An answer is the body of a response with what must be said about it. It is immutable once made, and kept in the cache with
// its compressed forms, which are made at most once.
type answer struct {
	kind   string
	body   []byte
	header [][2]string // in order

	brotli, gzip func() []byte // nil where compression does not pay
}

// compressed levels: pages are compressed once and kept, so some more work is well spent.
const (
	brotliLevel  = 6
	gzipLevel    = 6
	minCompress  = 512
	encodingBr   = "br"
	encodingGzip = "gzip"
)

// newAnswer wraps a body; header is name, value, name, value.
func newAnswer(kind string, body []byte, header ...string) *answer {
	a := &answer{kind: kind, body: body}
	for i := 0; i+1 < len(header); i += 2 {
		a.header = append(a.header, [2]string{header[i], header[i+1]})
	}
	if len(body) >= minCompress && kind != typePNG {
		a.brotli = sync.OnceValue(func() []byte { return fasthttp.AppendBrotliBytesLevel(nil, body, brotliLevel) })
		a.gzip = sync.OnceValue(func() []byte { return fasthttp.AppendGzipBytesLevel(nil, body, gzipLevel) })
	}
	return a
}

// size is what the answer may come to cost in memory.
func (a *answer) size() int {
	if a.brotli == nil {
		return len(a.body)
	}
	return len(a.body) + len(a.body)/2
}

// encoded returns the bytes in the best form that a client accepts, and the form's name ("" is as it is).
func (a *answer) encoded(accept string) ([]byte, string) {
	if a.brotli == nil {
		return a.body, ""
	}
	switch {
	case accepts(accept, encodingBr):
		return a.brotli(), encodingBr
	case accepts(accept, encodingGzip):
		return a.gzip(), encodingGzip
	}
	return a.body, ""
}

// accepts says whether an Accept-Encoding header names a coding and does not refuse it.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q := strings.ReplaceAll(params, " ", "")
		return q != "q=0" && !strings.HasPrefix(q, "q=0.0")
	}
	return false
}

// guarded runs a rendering and turns a panic into an error with its stack: a broken page must not end the program.
func guarded(render func() (*answer, error)) (a *answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			a, err = nil, fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return render()
}
