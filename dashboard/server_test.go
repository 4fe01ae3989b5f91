package dashboard_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"sextant/dashboard"
)

func TestServer_headersOfAPage(t *testing.T) {
	r := get(t, "/en/charts/investment-by-economy", 200)
	for name, want := range map[string]string{
		"Content-Type":           "text/html; charset=utf-8",
		"Cache-Control":          "public, max-age=300",
		"X-Content-Type-Options": "nosniff",
		"Vary":                   "Accept-Encoding",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	policy := r.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("policy has no %s: %s", part, policy)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("policy: %s", policy)
	}
	if r.Header.Get("Set-Cookie") != "" || r.Header.Get("X-Frame-Options") != "" {
		t.Errorf("cookie or frame options: %v", r.Header)
	}
	link := r.Header.Get("Link")
	for _, want := range []string{`</charts/investment-by-economy.csv>; rel="alternate"; type="text/csv"`, "metadata.json", ".svg", ".png"} {
		if !strings.Contains(link, want) {
			t.Errorf("Link has no %s: %s", want, link)
		}
	}
}

func TestServer_notModified(t *testing.T) {
	for _, path := range []string{"/en/", "/en/charts/investment-by-economy", "/charts/investment-by-economy.csv", "/embed/private-investment"} {
		first := get(t, path, 200)
		tag := first.Header.Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Fatalf("%s: tag %q", path, tag)
		}
		again := get(t, path, 304, "If-None-Match", tag)
		if again.Body != "" || again.Header.Get("ETag") != tag || again.Header.Get("Cache-Control") == "" {
			t.Errorf("%s: not modified: %q, %v", path, again.Body, again.Header)
		}
		get(t, path, 200, "If-None-Match", `"another"`)
	}
}

func TestServer_tagsTellRepresentationsApart(t *testing.T) {
	seen := map[string]string{}
	for _, path := range []string{"/en/charts/private-investment", "/fr/charts/private-investment", "/en/charts/private-investment?theme=dark",
		"/en/charts/private-investment?economies=US", "/charts/private-investment.csv", "/charts/private-investment.json", "/embed/private-investment",
		"/embed/private-investment?lang=fr", "/en/charts/private-investment?release=2026-11-23.1"} {
		tag := get(t, path, 200).Header.Get("ETag")
		if before := seen[tag]; before != "" {
			t.Errorf("%s and %s share a tag", before, path)
		}
		seen[tag] = path
	}
}

func TestServer_headIsGetWithoutBody(t *testing.T) {
	for _, path := range []string{"/en/", "/charts/private-investment.csv", "/healthz"} {
		head := ask(t, server(t), http.MethodHead, path)
		if head.Status != 200 || head.Body != "" {
			t.Errorf("HEAD %s: %d, %d bytes", path, head.Status, len(head.Body))
		}
		if want := get(t, path, 200).Header.Get("ETag"); head.Header.Get("ETag") != want {
			t.Errorf("HEAD %s: another tag", path)
		}
	}
}

func TestServer_pinnedReleaseIsImmutable(t *testing.T) {
	r := get(t, "/charts/private-investment.csv?release=2026-11-23.1", 200)
	if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control: %s", got)
	}
	get(t, "/charts/private-investment.csv?release=2020-01-01.1", 404)
	page := get(t, "/en/charts/private-investment?release=2026-11-23.1", 200).document(t)
	if page.Find(".banner a").Length() != 1 {
		t.Error("a pinned page does not say so")
	}
	if href, _ := page.Find(".nav a").First().Attr("href"); !strings.Contains(href, "release=2026-11-23.1") {
		t.Errorf("the navigation leaves the release: %s", href)
	}
}

func TestServer_compresses(t *testing.T) {
	plain := get(t, "/en/charts/private-investment", 200)
	for _, coding := range []string{"br", "gzip"} {
		r := get(t, "/en/charts/private-investment", 200, "Accept-Encoding", coding)
		if r.Header.Get("Content-Encoding") != coding || len(r.Body) > len(plain.Body)/3 {
			t.Errorf("%s: %q, %d of %d bytes", coding, r.Header.Get("Content-Encoding"), len(r.Body), len(plain.Body))
		}
		if r.Header.Get("ETag") != plain.Header.Get("ETag") {
			t.Errorf("%s: another tag", coding)
		}
	}
	r := get(t, "/en/charts/private-investment", 200, "Accept-Encoding", "gzip")
	unzipped, err := gzip.NewReader(strings.NewReader(r.Body))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(unzipped)
	if err != nil || string(body) != plain.Body {
		t.Errorf("unzipped is not the page: %v", err)
	}
}

func TestServer_redirects(t *testing.T) {
	for _, c := range []struct{ path, header, want string }{
		{"/", "fr-FR,fr;q=0.9", "/fr/"},
		{"/", "de", "/en/"},
		{"/charts/private-investment", "fr", "/fr/charts/private-investment"},
		{"/charts/private-investment?from=2024", "", "/en/charts/private-investment?from=2024"},
		{"/policy", "", "/en/policy"},
		{"/en", "", "/en/"},
		{"/en/charts/investment-by-economy?economies=EU27_2020%2CUS%2CCN", "", "/en/charts/investment-by-economy"},
		{"/en/charts/investment-by-economy?to=2024&economies=US&economies=CN&by=", "", "/en/charts/investment-by-economy?economies=US,CN&to=2024"},
		{"/charts/investment-by-economy.csv?currency=EUR&per=", "", "/charts/investment-by-economy.csv"},
		{"/en/charts/investment-by-economy?scale=linear&theme=auto", "", "/en/charts/investment-by-economy"},
	} {
		r := ask(t, server(t), http.MethodGet, c.path, "Accept-Language", c.header)
		if (r.Status != 302 && r.Status != 301) || r.Header.Get("Location") != c.want {
			t.Errorf("%s (%s): %d to %q, want %q", c.path, c.header, r.Status, r.Header.Get("Location"), c.want)
		}
	}
}

func TestServer_operations(t *testing.T) {
	if r := get(t, "/healthz", 200); r.Body != "ok\n" {
		t.Errorf("healthz: %q", r.Body)
	}
	if r := get(t, "/readyz", 200); r.Body != "2026-11-23.1\n" {
		t.Errorf("readyz: %q", r.Body)
	}
}

func TestServer_withoutRelease(t *testing.T) {
	s, err := open(t.TempDir(), dashboard.Config{}.WithoutDrawings())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Shutdown(t.Context())
	for path, kind := range map[string]string{"/en/": "text/html", "/charts/private-investment.csv": "application/json", "/readyz": "application/json"} {
		r := ask(t, s, http.MethodGet, path)
		if r.Status != 503 || r.Header.Get("Retry-After") == "" || !strings.HasPrefix(r.Header.Get("Content-Type"), kind) {
			t.Errorf("%s: %d, %v", path, r.Status, r.Header)
		}
	}
	if r := ask(t, s, http.MethodGet, "/healthz"); r.Status != 200 {
		t.Errorf("healthz: %d", r.Status)
	}
}

func TestServer_limitsClientsWhateverTheirHeadersSay(t *testing.T) {
	s, err := open(t.TempDir(), dashboard.Config{Rate: 0.001, Burst: 3}.WithoutDrawings())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Shutdown(t.Context())
	last := reply{}
	for n := range 4 {
		last = ask(t, s, http.MethodGet, "/healthz", "X-Forwarded-For", "192.0.2."+string(rune('1'+n)))
	}
	if last.Status != 429 || last.Header.Get("Retry-After") == "" {
		t.Errorf("fourth request: %d", last.Status)
	}
}

func TestServer_machineFormsMayBeReadFromAnywhere(t *testing.T) {
	for _, path := range []string{"/charts/private-investment.csv", "/charts/private-investment.json", "/charts/private-investment.metadata.json", "/datasets.json", "/indicators.json", "/releases.json"} {
		if got := get(t, path, 200).Header.Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s: %q", path, got)
		}
	}
	if r := ask(t, server(t), http.MethodOptions, "/charts/private-investment.csv"); r.Status != 204 || r.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("OPTIONS: %d", r.Status)
	}
}
