package dashboard

import (
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"sextant/dashboard/locale"
)

// preferred returns the language of ours that an Accept-Language header likes best; English if it names none.
func preferred(header string) string {
	best, weight := "en", 0.0
	for part := range strings.SplitSeq(header, ",") {
		tag, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		q := 1.0
		if text, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil || v < 0 || v > 1 {
				continue
			}
			q = v
		}
		if q > weight && slices.Contains(locale.Languages(), base) {
			best, weight = base, q
		}
	}
	return best
}

// toLanguage redirects an address without a language to the page in the reader's own.
func toLanguage(c *fiber.Ctx) error {
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptLanguage)
	lang := preferred(c.Get(fiber.HeaderAcceptLanguage))
	return redirect(c, "/"+lang+string(c.Request().URI().Path()), string(c.Request().URI().QueryString()))
}

// toSlash redirects /en to /en/.
func toSlash(c *fiber.Ctx) error {
	return c.Redirect(string(c.Request().URI().Path())+"/", http.StatusMovedPermanently)
}

// pageLanguage returns the language in which an error is shown as a page, or "" where it is shown as JSON.
func pageLanguage(c *fiber.Ctx) string {
	p := string(c.Request().URI().Path())
	first, _, _ := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	if slices.Contains(locale.Languages(), first) {
		return first
	}
	if strings.HasPrefix(p, "/embed/") {
		if lang := c.Query("lang"); slices.Contains(locale.Languages(), lang) {
			return lang
		}
		return "en"
	}
	if path.Ext(p) != "" || !strings.Contains(c.Get(fiber.HeaderAccept), "text/html") {
		return ""
	}
	return preferred(c.Get(fiber.HeaderAcceptLanguage))
}
