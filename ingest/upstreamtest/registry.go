package upstreamtest

import (
	"net/http"
	"slices"
	"strings"
)

// A publisher answers at addresses of its own. Each has a file here, and registers itself.
type publisher struct {
	paths  []string // addresses without their host; Paths lists them
	under  string   // beginning of further addresses, which are too many to list; empty: there are none
	answer func(r *http.Request, revision int) (answer, bool)
}

// An answer is what a publisher says. With a status it is said as it is, whatever the fault of the address; without one it is
// a good answer, which a fault may change.
type answer struct {
	body   []byte
	kind   string // media type
	status int
	header http.Header // beside the type; may be nil
}

var publishers []publisher

func register(p publisher) { publishers = append(publishers, p) }

// Paths are the addresses that the server knows by name, without their host, in order.
func Paths() []string {
	var all []string
	for _, p := range publishers {
		all = append(all, p.paths...)
	}
	slices.Sort(all)
	return all
}

// answerOf asks the publisher of an address: the one that lists it, or the one under whose address it is.
func answerOf(r *http.Request, revision int) (answer, bool) {
	mine := func(p publisher) bool { return slices.Contains(p.paths, r.URL.Path) }
	if !slices.ContainsFunc(publishers, mine) {
		mine = func(p publisher) bool { return p.under != "" && strings.HasPrefix(r.URL.Path, p.under) }
	}
	if i := slices.IndexFunc(publishers, mine); i >= 0 {
		return publishers[i].answer(r, revision)
	}
	return answer{}, false
}

// always is the answer of a publisher that has one body, whatever the question.
func always(kind string, body func(revision int) []byte) func(*http.Request, int) (answer, bool) {
	return func(_ *http.Request, revision int) (answer, bool) {
		return answer{body: body(revision), kind: kind}, true
	}
}
