package dashboard

import (
	"errors"
	"net/url"
	"testing"

	"sextant/analytics"
)

func TestParseQuery_joinsListsAndRefusesRubbish(t *testing.T) {
	values, err := parseQuery("economies=EU27_2020&economies=US,CN&from=2018&where.stage=a&where.stage=b")
	if err != nil {
		t.Fatal(err)
	}
	if got := values.Get("economies"); got != "EU27_2020,US,CN" {
		t.Errorf("economies = %q", got)
	}
	if got := values["where.stage"]; len(got) != 1 || got[0] != "a,b" {
		t.Errorf("where.stage = %q", got)
	}
	for _, raw := range []string{"a=%zz", "a=%ff", "a=%00", "a;b", "a=%0d%0aSet-Cookie:x"} {
		var invalid *analytics.InvalidError
		if _, err := parseQuery(raw); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", raw, err)
		}
	}
}

func TestEncode_readsBack(t *testing.T) {
	values := url.Values{"economies": {"EU27_2020,US"}, "where.kind": {"a b&c"}, "from": {""}}
	text := encode(values)
	if want := "economies=EU27_2020,US&from=&where.kind=a+b%26c"; text != want {
		t.Errorf("got %s, want %s", text, want)
	}
	back, err := url.ParseQuery(text)
	if err != nil || encode(back) != text {
		t.Errorf("read back as %v, %v", back, err)
	}
}

func TestCommon_knowsEveryAddressParameter(t *testing.T) {
	for _, c := range []struct {
		query, lang, param string
	}{
		{"release=2026-11-23.1&theme=dark", "en", ""},
		{"theme=pink", "en", "theme"},
		{"release=../../etc", "en", "release"},
		{"release=2026-11-23.1&release=2026-11-23.2", "en", "release"},
		{"lang=fr", "", ""},
		{"lang=xx", "", "lang"},
		{"lang=fr", "en", "lang"},
	} {
		values, err := parseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		q := &request{values: values}
		err = q.common(c.lang)
		var invalid *analytics.InvalidError
		switch {
		case c.param == "" && err != nil:
			t.Errorf("%s: %v", c.query, err)
		case c.param != "" && (!errors.As(err, &invalid) || invalid.Param != c.param):
			t.Errorf("%s: %v, want a problem with %s", c.query, err, c.param)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{"", "economies=EU27_2020,US&from=2018", "a=%00", "where.x=1&where.x=2", "&&&=", "economies=" + "%2C%2C"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := parseQuery(raw)
		if err != nil {
			return
		}
		text := encode(values)
		again, err := parseQuery(text)
		if err != nil {
			t.Fatalf("%q prints as %q, which is refused: %v", raw, text, err)
		}
		if encode(again) != text {
			t.Fatalf("%q prints as %q and then as %q: a redirect would never end", raw, text, encode(again))
		}
	})
}

func TestPreferred_readsAcceptLanguage(t *testing.T) {
	for header, want := range map[string]string{
		"": "en", "fr": "fr", "fr-CA,en;q=0.8": "fr", "de,fr;q=0.5,en;q=0.9": "en", "*": "en", "fr;q=0": "en", "FR;q=0.9, en;q=bad": "fr", ";;;,": "en",
	} {
		if got := preferred(header); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}

func TestAccepts_readsAcceptEncoding(t *testing.T) {
	for _, c := range []struct {
		header string
		want   bool
	}{{"gzip, br", true}, {"br;q=0", false}, {"br;q=0.5", true}, {"br; q=0.0", false}, {"", false}, {"brotli", false}} {
		if got := accepts(c.header, "br"); got != c.want {
			t.Errorf("%q: %v", c.header, got)
		}
	}
}

func TestMatches_comparesTagsWeakly(t *testing.T) {
	for header, want := range map[string]bool{`W/"a"`: true, `"a"`: true, `"b", W/"a"`: true, `*`: true, `"b"`: false, "": false} {
		if got := matches(header, `W/"a"`); got != want {
			t.Errorf("%s: %v", header, got)
		}
	}
}

func TestCompareReleases_ordersSerialsAsNumbers(t *testing.T) {
	if compareReleases("2026-11-23.10", "2026-11-23.9") <= 0 || compareReleases("2026-11-24.1", "2026-11-23.10") <= 0 {
		t.Error("releases are out of order")
	}
}
