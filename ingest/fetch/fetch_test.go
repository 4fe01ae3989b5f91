package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// answers are what servers say, and what becomes of it.
var answers = map[string]struct {
	answer func(w http.ResponseWriter, r *http.Request, n int)
	want   string // bytes in the vault
	fails  string // or a part of the error
	asked  int
}{
	"plain": {func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, table) }, table, "", 1},
	"503 twice": {func(w http.ResponseWriter, _ *http.Request, n int) {
		if n < 3 {
			http.Error(w, "later", 503)
			return
		}
		fmt.Fprint(w, table)
	}, table, "", 3},
	"503 for ever":               {func(w http.ResponseWriter, _ *http.Request, _ int) { http.Error(w, "down\x1b[31m", 503) }, "", "given up after 5 attempts: the server answers 503 Service Unavailable: down [31m", 5},
	"404":                        {func(w http.ResponseWriter, _ *http.Request, _ int) { http.Error(w, "gone", 404) }, "", "404 Not Found: gone", 1},
	"304 that was not asked for": {func(w http.ResponseWriter, _ *http.Request, _ int) { w.WriteHeader(304) }, "", "304", 1},
	"html": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "\n <!DOCTYPE html><title>Sorry</title>")
	}, "", "a page of HTML or XML, not csv: <!DOCTYPE html><title>Sorry</title>", 1},
	"empty": {func(w http.ResponseWriter, _ *http.Request, _ int) {}, "", "the answer is empty", 1},
	"gzip without a header": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		w.Write(gzipped(table))
	}, table, "", 1},
	"gzip cut off": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		whole := gzipped(long)
		w.Write(whole[:len(whole)-9])
	}, "", "unexpected EOF", 1},
	"gzip bomb": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		w.Write(gzipped(strings.Repeat("FR,1\n", 40000)))
	}, "", "larger than 100000 bytes", 1},
	"too large": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		w.Header().Set("Content-Length", "100001")
		fmt.Fprint(w, strings.Repeat("x", 100001))
	}, "", "larger than 100000 bytes", 1},
	"too large without a length": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		for range 30 {
			fmt.Fprint(w, strings.Repeat("x", 10000))
			w.(http.Flusher).Flush()
		}
	}, "", "larger than 100000 bytes", 1},
	"truncated for ever": {func(w http.ResponseWriter, _ *http.Request, _ int) { truncated(w, long, 100) }, "", "breaks off after 100 bytes", 5},
	"truncated, and no way to go on": {func(w http.ResponseWriter, r *http.Request, n int) {
		if n == 1 {
			truncated(w, long, 5000)
		}
		rest(w, r, long, "")
	}, long, "", 2},
	"truncated twice, resumed": {func(w http.ResponseWriter, r *http.Request, n int) {
		w.Header().Set("ETag", `"a"`)
		switch n {
		case 1:
			truncated(w, long, 5000)
		case 2:
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 5000-%d/%d", len(long)-1, len(long)))
			w.WriteHeader(206)
			fmt.Fprint(w, long[5000:9000])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
		rest(w, r, long, `"a"`)
	}, long, "", 3},
	"truncated, then changed": {func(w http.ResponseWriter, r *http.Request, n int) {
		if n == 1 {
			w.Header().Set("ETag", `"a"`)
			truncated(w, long, 5000)
		}
		w.Header().Set("ETag", `"b"`)
		rest(w, r, table, `"b"`)
	}, table, "", 2},
	"a range that was not asked for": {func(w http.ResponseWriter, r *http.Request, n int) {
		w.Header().Set("ETag", `"a"`)
		switch n {
		case 1:
			truncated(w, long, 5000)
		case 2:
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 10-%d/%d", len(long)-1, len(long)))
			w.WriteHeader(206)
			fmt.Fprint(w, long[10:])
		default:
			rest(w, r, long, `"a"`)
		}
	}, long, "", 3},
}

func TestFetch_answers(t *testing.T) {
	for name, c := range answers {
		t.Run(name, func(t *testing.T) {
			u := serve(t, c.answer)
			f, v, _ := client(t)
			s, err := f.Fetch(t.Context(), v, Source{URL: u.URL + "/data.csv", Kind: CSV, Limits: Limits{Bytes: 100000}}, Snapshot{})
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("error is %v, want one with %q", err, c.fails)
				}
			} else if err != nil {
				t.Fatal(err)
			} else if text, err := os.ReadFile(v.Raw(s.SHA256)); err != nil || string(text) != c.want {
				t.Errorf("the vault holds %d bytes (%v), want %d", len(text), err, len(c.want))
			}
			if u.asked() != c.asked {
				t.Errorf("the server was asked %d times, want %d", u.asked(), c.asked)
			}
			left, err := os.ReadDir(filepath.Join(v.dir, "partial"))
			if err != nil || len(left) != 1 { // the lock
				if c.fails == "" {
					t.Errorf("left in partial: %v (%v)", left, err)
				}
			}
		})
	}
}

func TestFetch_conditional(t *testing.T) {
	for _, header := range []string{"ETag", "Last-Modified"} {
		t.Run(header, func(t *testing.T) {
			value := map[string]string{"ETag": `"v1"`, "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}[header]
			question := map[string]string{"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
			u := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) {
				w.Header().Set(header, value)
				if r.Header.Get(question) == value {
					w.WriteHeader(304)
					return
				}
				fmt.Fprint(w, table)
			})
			f, v, _ := client(t)
			source := Source{URL: u.URL + "/data.csv", Kind: CSV}
			first, err := f.Fetch(t.Context(), v, source, Snapshot{})
			if err != nil {
				t.Fatal(err)
			}
			second, err := f.Fetch(t.Context(), v, source, first)
			if err != nil || second.SHA256 != first.SHA256 || !reflect.DeepEqual(second.Parts, first.Parts) {
				t.Errorf("second is %+v (%v), first %+v", second, err, first)
			}
			if err := os.Remove(v.Raw(first.SHA256)); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Fetch(t.Context(), v, source, first); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(v.Raw(first.SHA256), []byte("damaged"), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Fetch(t.Context(), v, source, first); err != nil || !v.holds(first.SHA256) {
				t.Fatal("damaged bytes stay", err)
			}
			if u.requests[2].Header.Get(question) != "" || u.requests[3].Header.Get(question) != "" {
				t.Error("asks for changes of bytes that are not held, or damaged")
			}
		})
	}
}

func TestFetch_whoAsks(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, table) })
	f, v, _ := client(t)
	if _, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: CSV}, Snapshot{}); err != nil {
		t.Fatal(err)
	}
	h := u.requests[0].Header
	if h.Get("User-Agent") != "sextant/test (+https://example.org; data@example.org)" || h.Get("Accept-Encoding") != "identity" {
		t.Errorf("headers are %v", h)
	}
}

func TestFetch_waits(t *testing.T) {
	date := func(at *clock) string { return at.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat) }
	cases := map[string]struct {
		after       func(*clock) string
		least, most time.Duration
	}{
		"seconds": {func(*clock) string { return "7" }, 7 * time.Second, 7 * time.Second},
		"date":    {date, 89 * time.Second, 91 * time.Second},
		"past":    {func(*clock) string { return "Mon, 01 Jan 2024 00:00:00 GMT" }, 0, time.Second},
		"none":    {func(*clock) string { return "" }, 0, time.Second},
		"words":   {func(*clock) string { return "soon" }, 0, time.Second},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			f, v, at := client(t)
			u := serve(t, func(w http.ResponseWriter, _ *http.Request, n int) {
				if n == 1 {
					w.Header().Set("Retry-After", c.after(at))
					w.WriteHeader(429)
					return
				}
				fmt.Fprint(w, table)
			})
			if _, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: CSV}, Snapshot{}); err != nil {
				t.Fatal(err)
			}
			if at.waits[0] < c.least || at.waits[0] > c.most {
				t.Errorf("waits %s, want %s to %s", at.waits[0], c.least, c.most)
			}
		})
	}
	t.Run("longer than anyone waits", func(t *testing.T) {
		f, v, at := client(t)
		u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(429)
		})
		_, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: CSV}, Snapshot{})
		if err == nil || len(at.waits) != 0 || u.asked() != 1 {
			t.Errorf("error %v after %d waits and %d requests", err, len(at.waits), u.asked())
		}
	})
}

func TestFetch_spacing(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, table) })
	f, v, at := client(t)
	for range 3 {
		if _, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: CSV, Limits: Limits{Every: 5 * time.Second}}, Snapshot{}); err != nil {
			t.Fatal(err)
		}
	}
	if len(at.waits) != 2 || at.waits[0] != 5*time.Second || at.waits[1] != 5*time.Second {
		t.Errorf("waits between requests are %v", at.waits)
	}
}

func TestFetch_slow(t *testing.T) {
	stop := make(chan struct{})
	u := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	})
	t.Cleanup(func() { close(stop) })
	f, v, _ := client(t)
	_, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: CSV, Limits: Limits{Whole: 20 * time.Millisecond}}, Snapshot{})
	if !errors.Is(err, context.DeadlineExceeded) || u.asked() != maxAttempts {
		t.Errorf("error is %v after %d requests", err, u.asked())
	}
}

func TestFetch_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	u := serve(t, func(w http.ResponseWriter, r *http.Request, _ int) {
		cancel()
		<-r.Context().Done()
	})
	f, v, _ := client(t)
	if _, err := f.Fetch(ctx, v, Source{URL: u.URL, Kind: CSV}, Snapshot{}); !errors.Is(err, context.Canceled) || u.asked() != 1 {
		t.Errorf("error is %v after %d requests", err, u.asked())
	}
}

// A process that ends in the middle of a download leaves a part; the next one goes on with it.
func TestFetch_nextRunGoesOn(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	u := serve(t, func(w http.ResponseWriter, r *http.Request, n int) {
		w.Header().Set("ETag", `"a"`)
		if n == 1 {
			w.Header().Set("Content-Length", fmt.Sprint(len(long)))
			fmt.Fprint(w, long[:8000])
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		rest(w, r, long, `"a"`)
	})
	at := newClock()
	run := func(ctx context.Context, stop int64) (Snapshot, error) {
		v, letGo, err := OpenVault(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer letGo()
		c := New(Options{AllowLoopback: true, Now: at.Now, Sleep: at.Sleep, Progress: func(_ string, done, _ int64) {
			if stop > 0 && done >= stop {
				cancel()
			}
		}})
		return c.Fetch(ctx, v, Source{URL: u.URL + "/data.csv", Kind: CSV}, Snapshot{})
	}
	if _, err := run(ctx, 8000); !errors.Is(err, context.Canceled) {
		t.Fatalf("error of the first run is %v", err)
	}
	s, err := run(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if s.Bytes != int64(len(long)) || u.requests[1].Header.Get("Range") != "bytes=8000-" {
		t.Errorf("%d bytes; the second run asked for %q", s.Bytes, u.requests[1].Header.Get("Range"))
	}
}

func TestFetch_redirects(t *testing.T) {
	cases := map[string]struct {
		to    func(n int) string
		fails string
	}{
		"once":        {func(n int) string { return map[bool]string{true: "/next"}[n == 1] }, ""},
		"for ever":    {func(int) string { return "/again" }, "redirected more than 5 times"},
		"to http":     {func(int) string { return "http://example.org/data.csv" }, "is not https"},
		"to a file":   {func(int) string { return "file:///etc/passwd" }, "is no address of a server"},
		"to a secret": {func(int) string { return "https://user:word@example.org/" }, "is no address of a server"},
		"to inside":   {func(int) string { return "https://10.1.2.3/" }, "address 10.1.2.3 is not on the public internet"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			u := serve(t, func(w http.ResponseWriter, r *http.Request, n int) {
				if to := c.to(n); to != "" {
					http.Redirect(w, r, to, http.StatusFound)
					return
				}
				fmt.Fprint(w, table)
			})
			f, v, at := client(t)
			_, err := f.Fetch(t.Context(), v, Source{URL: u.URL, Kind: CSV}, Snapshot{})
			if c.fails == "" && err != nil || c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)) {
				t.Errorf("error is %v, want one with %q", err, c.fails)
			}
			if len(at.waits) > 0 || err != nil && strings.Contains(err.Error(), "word") {
				t.Errorf("tried again, or told a password: %v", err)
			}
		})
	}
}

func TestFetch_privateAddresses(t *testing.T) {
	for _, address := range []string{"127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
		"255.255.255.255", "198.18.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "::"} {
		if judgeAddress(netip.MustParseAddr(address), false) == nil {
			t.Errorf("%s may be dialled", address)
		}
	}
	for _, address := range []string{"1.1.1.1", "93.184.216.34", "2606:4700::1111"} {
		if err := judgeAddress(netip.MustParseAddr(address), false); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"127.0.0.1", "::1"} {
		if err := judgeAddress(netip.MustParseAddr(address), true); err != nil {
			t.Errorf("%s with the switch of tests: %v", address, err)
		}
	}
}

// A name is judged by the address it stands for.
func TestFetch_nameOfThisMachine(t *testing.T) {
	v, letGo, err := OpenVault(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer letGo()
	for _, url := range []string{"https://localhost:1/", "http://127.0.0.1:1/", "http://example.org/", "ftp://example.org/"} {
		at := newClock()
		_, err = New(Options{Now: at.Now, Sleep: at.Sleep}).Fetch(t.Context(), v, Source{URL: url, Kind: CSV}, Snapshot{})
		if !isForbidden(err) || len(at.waits) > 0 {
			t.Errorf("%s: error is %v after %d waits", url, err, len(at.waits))
		}
	}
}

func TestVault_oneAtATime(t *testing.T) {
	dir := t.TempDir()
	_, letGo, err := OpenVault(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := OpenVault(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("error of a second one is %v", err)
	}
	letGo()
	_, letGo, err = OpenVault(dir)
	if err != nil {
		t.Fatal(err)
	}
	letGo()
}

func TestVault_sweeps(t *testing.T) {
	dir := t.TempDir()
	_, letGo, err := OpenVault(dir)
	if err != nil {
		t.Fatal(err)
	}
	letGo()
	left := []string{"raw/.new-1", "receipts/.new-2", "partial/raw-3", "partial/try-4", "partial/aa.zip"}
	for _, name := range append(left, "partial/aa", "raw/bb") {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, letGo, err = OpenVault(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer letGo()
	for _, name := range left {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is still there", name)
		}
	}
	for _, name := range []string{"partial/aa", "raw/bb"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestVault_receipts(t *testing.T) {
	_, v, at := client(t)
	if all, err := v.Receipts("a"); err != nil || len(all) != 0 {
		t.Fatalf("receipts of nothing are %v (%v)", all, err)
	}
	want := map[string]Receipt{"x": {URL: "https://example.org/x.csv", FetchedOn: "2026-11-24", CheckedAt: at.Now(), Rows: 3,
		Snapshot: Snapshot{SHA256: "00", Bytes: 4, Parts: []Part{{URL: "https://example.org/x.csv", SHA256: "00", Bytes: 4}}},
		Failure:  &Failure{at.Now(), "it rained"}}}
	if err := v.KeepReceipts("a", want); err != nil {
		t.Fatal(err)
	}
	got, err := Reading(v.dir).Receipts("a")
	if err != nil || got["x"].SHA256 != "00" || got["x"].Failure.Reason != "it rained" || !got["x"].CheckedAt.Equal(at.Now()) {
		t.Errorf("got %+v (%v)", got, err)
	}
	if err := os.WriteFile(v.receipts("a"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Receipts("a"); err == nil {
		t.Error("receipts that cannot be read are taken for none")
	}
}
