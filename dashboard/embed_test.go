package dashboard_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"

	"sextant/dashboard"
)

var sheet = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

func TestEmbed_mayBeFramedAndStandsAlone(t *testing.T) {
	for _, id := range charts(t) {
		r := get(t, "/embed/"+id, 200)
		policy := r.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "frame-ancestors *") || r.Header.Get("X-Frame-Options") != "" {
			t.Errorf("%s: %s", id, policy)
		}
		css := sheet.FindStringSubmatch(r.Body)
		if css == nil {
			t.Fatalf("%s: no style", id)
		}
		sum := sha256.Sum256([]byte(css[1]))
		if name := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, name) {
			t.Errorf("%s: the policy does not allow the page's own style", id)
		}
		d := r.document(t)
		for selector, what := range map[string]string{"h1": "title", ".credit a": "source", "details a": "data", "#embed": "frame"} {
			if d.Find(selector).Length() == 0 {
				t.Errorf("%s: no %s", id, what)
			}
		}
		if !strings.Contains(d.Find(".credit").Text(), "2026-11-23.1") {
			t.Errorf("%s: no release", id)
		}
		if n := d.Find("script[src]").Length(); n > 1 {
			t.Errorf("%s: %d scripts", id, n)
		}
		if small := get(t, "/embed/"+id, 200, "Accept-Encoding", "br"); len(small.Body) > 25<<10 {
			t.Errorf("%s: %d bytes", id, len(small.Body))
		}
	}
}

func TestEmbed_hostsCanBeNamed(t *testing.T) {
	s, err := open(data(t), dashboard.Config{Rate: -1, EmbedHosts: []string{"https://news.example"}}.WithoutDrawings())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Shutdown(t.Context())
	r := ask(t, s, "GET", "/embed/private-investment")
	if policy := r.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors https://news.example") {
		t.Error(policy)
	}
}

func TestEmbed_speaksTheLanguageAsked(t *testing.T) {
	d := get(t, "/embed/private-investment?lang=fr&theme=dark", 200).document(t)
	if lang, _ := d.Find("html").Attr("lang"); lang != "fr" {
		t.Errorf("lang %s", lang)
	}
	if theme, _ := d.Find("html").Attr("data-theme"); theme != "dark" {
		t.Errorf("theme %s", theme)
	}
}

func TestSnippet_hasNameAndHeight(t *testing.T) {
	text := get(t, "/fr/charts/private-investment?from=2024", 200).document(t).Find("textarea").Text()
	for _, want := range []string{`src="https://sextant.example/embed/private-investment?from=2024&amp;lang=fr"`, `loading="lazy"`, "aspect-ratio", `title="`, "/embed.js"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

func TestPictures_areWhole(t *testing.T) {
	s := drawing(t)
	for _, path := range []string{"/charts/investment-by-economy.svg", "/charts/private-investment.svg?lang=fr&theme=dark&width=600", "/charts/compute-sites-map.svg"} {
		r := want(t, s, path)
		decoder := xml.NewDecoder(strings.NewReader(r.Body))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		for _, want := range []string{"<title>", "<desc>", "2026-11-23.1", `role="img"`} {
			if !strings.Contains(r.Body, want) {
				t.Errorf("%s: no %s", path, want)
			}
		}
	}
	r := want(t, s, "/charts/private-investment.png?width=600")
	picture, err := png.Decode(bytes.NewReader([]byte(r.Body)))
	if err != nil || picture.Bounds().Dx() != 1200 {
		t.Errorf("PNG: %v", err)
	}
}

func TestPage_weighsLittle(t *testing.T) {
	s := drawing(t)
	for path, most := range map[string]int{"/en/": 60 << 10, "/fr/charts/investment-by-economy": 30 << 10, "/en/charts/compute-sites-map": 35 << 10,
		"/embed/investment-by-economy": 22 << 10, "/embed/policy-timeline": 22 << 10} {
		r := want(t, s, path, "Accept-Encoding", "br")
		if n := len(r.Body); n > most {
			t.Errorf("%s: %d bytes", path, n)
		}
		t.Logf("%s: %d bytes", path, len(r.Body))
	}
	page := want(t, s, "/en/charts/investment-by-economy").document(t)
	if page.Find(".draw.wide svg[role=img] title").Length() != 1 || page.Find(".draw.narrow svg[role=img] desc").Length() != 1 {
		t.Error("the page has no drawings with names")
	}
	if n := page.Find("svg [style]").Length(); n != 0 {
		t.Errorf("%d styles in the drawing", n)
	}
}
