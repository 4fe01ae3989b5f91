package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// How often and how long is waited.
const (
	maxAttempts = 5
	firstWait   = time.Second
	longestWait = time.Minute
	maxPatience = 10 * time.Minute // a server that asks for more is asked again in the next run
)

// A StatusError is an answer that is no data.
type StatusError struct {
	Status int
	Said   string // the beginning of the answer, on one line
}

// Error gives status and words.
func (e *StatusError) Error() string {
	text := fmt.Sprintf("the server answers %d %s", e.Status, http.StatusText(e.Status))
	if e.Said != "" {
		text += ": " + e.Said
	}
	return text
}

func isGone(err error) bool {
	var s *StatusError
	return errors.As(err, &s) && (s.Status == http.StatusNotFound || s.Status == http.StatusGone)
}

// passing is an error that may be gone after a while.
type passing struct {
	err   error
	after time.Duration // the server's wish; 0 is none
}

func (e *passing) Error() string { return e.err.Error() }
func (e *passing) Unwrap() error { return e.err }

var passingStatus = []int{408, 425, 429, 500, 502, 503, 504}

// statusError classifies an answer that is no data.
func (c *Client) statusError(r *http.Response, said string) error {
	err := &StatusError{r.StatusCode, said}
	after := max(c.retryAfter(r.Header.Get("Retry-After")), c.quota(r))
	if !slices.Contains(passingStatus, r.StatusCode) && (r.StatusCode != http.StatusForbidden || after == 0) {
		return err
	}
	return &passing{err, after}
}

var quotaReset = regexp.MustCompile(`\bt=(\d{1,9})\b`)

// quota reads how long a server refuses because a client's share is used up, from the headers of those that do not say
// Retry-After: X-RateLimit-Remaining and -Reset (the time in seconds), and RateLimit (r=0;t=seconds).
func (c *Client) quota(r *http.Response) time.Duration {
	if r.Header.Get("X-RateLimit-Remaining") == "0" {
		if at, err := strconv.ParseInt(r.Header.Get("X-RateLimit-Reset"), 10, 64); err == nil {
			return max(time.Second, time.Unix(at, 0).Sub(c.options.Now()))
		}
	}
	if share := r.Header.Get("RateLimit"); strings.Contains(share, "r=0") {
		if m := quotaReset.FindStringSubmatch(share); m != nil {
			seconds, _ := strconv.Atoi(m[1]) // digits
			return max(time.Second, time.Duration(seconds)*time.Second)
		}
	}
	return 0
}

// retryAfter reads seconds or a date; 0 if it is neither, or past.
func (c *Client) retryAfter(text string) time.Duration {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 32); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(c.options.Now()))
	}
	return 0
}

// transportError classifies an error without an answer: the network may recover, a forbidden address or a wrong
// certificate will not.
func transportError(ctx context.Context, err error) error {
	var wrapped *url.Error // tells the address again, with what may be secret in it
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var certificate *tls.CertificateVerificationError
	if ctx.Err() != nil || isForbidden(err) || errors.As(err, &certificate) {
		return err
	}
	return &passing{err: err}
}

// backoff waits before the next attempt: a random time below a limit that doubles, and never less than the server asked.
// False if that would be too long.
func (c *Client) backoff(ctx context.Context, attempt int, after time.Duration) (bool, error) {
	if after > maxPatience {
		return false, nil
	}
	most := min(longestWait, firstWait<<(attempt-1))
	c.mu.Lock()
	wait := time.Duration(c.random.Int64N(int64(most) + 1))
	c.mu.Unlock()
	return true, c.options.Sleep(ctx, max(wait, after))
}

// get brings one answer to a file, in as many attempts as it may take.
func (c *Client) get(ctx context.Context, v *Vault, r request) (answer, error) {
	if strings.HasPrefix(r.url, "file://") {
		return readLocal(v, r)
	}
	for attempt := 1; ; attempt++ {
		got, err := c.once(ctx, v, r)
		if err == nil {
			return got, nil
		}
		var again *passing
		if !errors.As(err, &again) {
			return answer{}, fmt.Errorf("%s: %w", r.url, err)
		}
		if attempt == maxAttempts {
			return answer{}, fmt.Errorf("%s: given up after %d attempts: %w", r.url, attempt, again.err)
		}
		patient, err := c.backoff(ctx, attempt, again.after)
		if err != nil {
			return answer{}, err
		}
		if !patient {
			return answer{}, fmt.Errorf("%s: wants a pause of %s: %w", r.url, again.after, again.err)
		}
	}
}

// host is the queue before one server.
type host struct {
	mu   sync.Mutex
	next time.Time // when the next request may be sent
}

// enter waits until a host may be asked again and returns the function to call when its answer is complete.
func (c *Client) enter(ctx context.Context, name string, every time.Duration) (func(), error) {
	c.mu.Lock()
	h, ok := c.hosts[name]
	if !ok {
		h = &host{}
		c.hosts[name] = h
	}
	c.mu.Unlock()
	h.mu.Lock()
	if wait := h.next.Sub(c.options.Now()); wait > 0 {
		if err := c.options.Sleep(ctx, wait); err != nil {
			h.mu.Unlock()
			return nil, err
		}
	}
	h.next = c.options.Now().Add(every)
	return h.mu.Unlock, nil
}
