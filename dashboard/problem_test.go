package dashboard_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A problem is the one shape of errors.
type problem struct {
	Error struct {
		Code, Message, Parameter string
		Allowed                  []string
	}
}

func TestProblem_asJSON(t *testing.T) {
	for _, c := range []struct {
		path      string
		status    int
		code      string
		parameter string
		allowed   string
	}{
		{"/charts/nothing.csv", 404, "not-found", "", ""},
		{"/charts/private-investment.xyz", 404, "not-found", "", ""},
		{"/charts/../../etc/passwd.csv", 404, "not-found", "", ""},
		{"/charts/private-investment.csv?nonsense=1", 400, "invalid", "nonsense", "economies"},
		{"/charts/investment-by-economy.csv?currency=gbp", 400, "invalid", "currency", "usd"},
		{"/charts/investment-by-economy.csv?economies=XX", 400, "invalid", "economies", "FR"},
		{"/charts/investment-by-economy.csv?from=yesterday", 400, "invalid", "from", ""},
		{"/charts/investment-by-economy.csv?dialect=lotus", 400, "invalid", "dialect", "excel"},
		{"/charts/investment-by-economy.svg?width=9", 400, "invalid", "width", ""},
		{"/charts/investment-by-economy.csv?a=%zz", 400, "invalid", "query", ""},
		{"/charts/investment-by-economy.csv?release=latest", 400, "invalid", "release", ""},
		{"/charts/investment-by-economy/rows.csv?economy=%3Cscript%3E", 400, "invalid", "economy", ""},
		{"/charts/investment-by-economy/rows.csv?period=1", 400, "invalid", "period", ""},
		{"/charts/investment-by-economy/rows.csv?indicator=gdp", 400, "invalid", "indicator", "investment"},
		{"/releases/2020-01-01.1.json", 404, "not-found", "", ""},
		{"/releases/2026-11-23.1/bulk/..%2f..%2fcurrent.txt", 404, "not-found", "", ""},
		{"/static/nothing.0123456789.js", 404, "not-found", "", ""},
		{"/charts/x.csv?" + strings.Repeat("a", 2500), 414, "too-long", "", ""},
	} {
		r := get(t, c.path, c.status)
		var p problem
		r.decode(t, &p)
		if p.Error.Code != c.code || p.Error.Parameter != c.parameter || p.Error.Message == "" || p.Error.Allowed == nil {
			t.Errorf("%.80s: %+v", c.path, p.Error)
		}
		if c.allowed != "" && !strings.Contains(" "+strings.Join(p.Error.Allowed, " ")+" ", " "+c.allowed+" ") {
			t.Errorf("%.80s: allowed %v has no %s", c.path, p.Error.Allowed, c.allowed)
		}
		if r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag") != "" {
			t.Errorf("%.80s: an error may be kept: %v", c.path, r.Header)
		}
	}
}

func TestProblem_asPage(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		missing := get(t, "/"+lang+"/charts/notable-modells", 404).document(t)
		if missing.Find("h1").Length() != 1 || missing.Find(`.list a[href="/`+lang+`/charts/notable-models"]`).Length() != 1 {
			t.Errorf("%s: a missing chart suggests nothing", lang)
		}
		wrong := get(t, "/"+lang+"/charts/investment-by-economy?currency=gbp", 400).document(t)
		if wrong.Find(`.actions a[href="/`+lang+`/charts/investment-by-economy?currency=usd"]`).Length() != 1 {
			t.Errorf("%s: the allowed values are not links", lang)
		}
	}
	get(t, "/en/nothing", 404)
	get(t, "/EN/", 404)
	get(t, "/en/policy/", 404)
}

func TestProblem_methods(t *testing.T) {
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		r := ask(t, server(t), method, "/en/")
		if r.Status != 405 || !strings.Contains(r.Header.Get("Allow"), "GET") {
			t.Errorf("%s: %d, Allow %q", method, r.Status, r.Header.Get("Allow"))
		}
	}
}

func TestProblem_hostileQueries(t *testing.T) {
	for _, raw := range []string{
		"economies=" + url.QueryEscape(`"><script>alert(1)</script>`), "economies=" + strings.Repeat("US,", 400), "from=%00", "by=';drop+table+round;--",
		"where.round_type=" + url.QueryEscape("' or 1=1"), "release=" + url.QueryEscape("2026-11-23.1/../../x"), "theme=%ff", "form=table%0d%0aX:+y",
		strings.Repeat("a=1&", 100), "currency[]=eur", "economies=all&economies=US", "%", "from=99999999999999999999",
	} {
		for _, path := range []string{"/en/charts/investment-by-economy", "/charts/investment-by-economy.csv", "/embed/investment-by-economy"} {
			r := ask(t, server(t), http.MethodGet, path+"?"+raw)
			if r.Status != 400 && r.Status != 302 && r.Status != 404 && r.Status != 414 {
				t.Errorf("%s?%.60s: %d", path, raw, r.Status)
			}
			if strings.Contains(r.Body, "<script>alert") || r.Header.Get("X") != "" {
				t.Errorf("%s?%.60s: what was sent comes back alive", path, raw)
			}
		}
	}
}
