package dashboard

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"sextant/analytics"
)

// A plan is what a request comes to: the canonical address, and how to make the bytes. Until render is called nothing has been
// asked of the release, so that an answer that a client or the cache holds costs nothing.
type plan struct {
	values    url.Values // canonical parameters, without release, theme and lang
	languaged bool       // the bytes depend on lang, which is a parameter (embeds, pictures)
	themed    bool       // the bytes depend on theme
	links     []link
	download  string // file name offered to a browser; empty shows it in place
	framed    bool   // may be put into frames of other sites
	version   string // of what the bytes depend on beside the release; empty: on nothing
	style     string // hash of the style sheet inside the page, if there is one
	render    func(ctx context.Context, r *analytics.Release) (*answer, error)
}

// A link is another form of the same thing, for the Link header and the head of the page.
type link struct{ Rel, Href, Type, Lang string }

// A planner understands a request.
type planner func(q *request) (*plan, error)

// serve is every handler: read, plan, redirect to the canonical address, answer from the client's copy, the cache or anew.
func (s *Server) serve(lang string, understand planner) fiber.Handler {
	return func(c *fiber.Ctx) error {
		q, err := s.read(c, lang)
		if err != nil {
			return err
		}
		p, err := understand(q)
		if err != nil {
			return err
		}
		canonical := encode(q.canonical(p, lang == ""))
		if canonical != string(c.Request().URI().QueryString()) {
			return redirect(c, q.path, canonical)
		}
		release := q.release
		if release == "" {
			if release = s.live.current(); release == "" {
				return analytics.ErrUnavailable
			}
		}
		return s.respond(c, q, p, release, s.key(release, q, canonical)+p.version)
	}
}

// key names an answer in the cache.
func (s *Server) key(release string, q *request, canonical string) string {
	return strings.Join([]string{release, q.lang(), q.path, canonical}, "\x00")
}

// canonical returns all parameters of the canonical address.
func (q *request) canonical(p *plan, asked bool) url.Values {
	values := url.Values{}
	for name, list := range p.values {
		values[name] = list
	}
	if q.release != "" {
		values.Set("release", q.release)
	}
	if p.themed && q.theme != "" {
		values.Set("theme", q.theme)
	}
	if asked && p.languaged && q.lang() != "en" {
		values.Set("lang", q.lang())
	}
	return values
}

func redirect(c *fiber.Ctx, path, query string) error {
	to := (&url.URL{Path: path, RawQuery: query}).String()
	c.Set(fiber.HeaderCacheControl, "public, max-age=300")
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*") // a sandboxed embed follows it to its option
	return c.Redirect(to, http.StatusFound)
}

func (s *Server) respond(c *fiber.Ctx, q *request, p *plan, release, key string) error {
	tag := s.tag(key)
	describe(c, q, p, tag)
	if matches(c.Get(fiber.HeaderIfNoneMatch), tag) {
		return c.SendStatus(http.StatusNotModified)
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), s.config.Timeout)
	defer cancel()
	a, err := s.cache.get(ctx, key, func() (*answer, error) { return s.render(release, p) })
	if err != nil {
		undescribe(c)
		return forward(c, err)
	}
	return send(c, a)
}

// render makes the bytes with a deadline of its own: several clients may wait for them.
func (s *Server) render(release string, p *plan) (*answer, error) {
	ctx, cancel := context.WithTimeout(s.background, s.config.Timeout)
	defer cancel()
	r, done, err := s.config.Engine.Acquire(release)
	if err != nil {
		return nil, err
	}
	defer done()
	a, err := p.render(ctx, r)
	if err != nil && ctx.Err() != nil {
		return nil, errors.Join(analytics.ErrUnavailable, err)
	}
	return a, err
}

// tag is weak, because the same bytes travel in several encodings. It changes with the release, the canonical address, the
// language and the program.
func (s *Server) tag(key string) string {
	sum := sha256.Sum256([]byte(s.build + "\x00" + key))
	return `W/"` + hex.EncodeToString(sum[:10]) + `"`
}

// matches compares an If-None-Match header with a tag, weakly.
func matches(header, tag string) bool {
	if header == "" {
		return false
	}
	for one := range strings.SplitSeq(header, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// describe sets the headers that an answer shares with its not-modified form.
func describe(c *fiber.Ctx, q *request, p *plan, tag string) {
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	switch {
	case p.version != "":
		c.Set(fiber.HeaderCacheControl, "no-cache") // kept by readers, and asked for again with its tag
	case q.release != "":
		c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	default:
		c.Set(fiber.HeaderCacheControl, "public, max-age=300")
	}
	if len(p.links) > 0 {
		parts := make([]string, len(p.links))
		for i, l := range p.links {
			parts[i] = l.header()
		}
		c.Set(fiber.HeaderLink, strings.Join(parts, ", "))
	}
	if p.download != "" {
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+p.download+`"`)
	}
	if p.framed {
		c.Locals(localFramed, true)
	}
	if p.style != "" {
		c.Locals(localStyle, p.style)
	}
}

func undescribe(c *fiber.Ctx) {
	for _, name := range []string{fiber.HeaderETag, fiber.HeaderCacheControl, fiber.HeaderLink, fiber.HeaderContentDisposition} {
		c.Response().Header.Del(name)
	}
}

// header prints a link as in RFC 8288.
func (l link) header() string {
	s := "<" + l.Href + `>; rel="` + l.Rel + `"`
	if l.Type != "" {
		s += `; type="` + l.Type + `"`
	}
	if l.Lang != "" {
		s += `; hreflang="` + l.Lang + `"`
	}
	return s
}

// send writes an answer in the encoding that the client likes best.
func send(c *fiber.Ctx, a *answer) error {
	body, encoding := a.encoded(c.Get(fiber.HeaderAcceptEncoding))
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	c.Set(fiber.HeaderContentType, a.kind)
	if a.kind != typeHTML {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
		c.Set(fiber.HeaderAccessControlExposeHeaders, "ETag, Link, X-Rows, X-Sha256, X-Release")
	}
	for _, h := range a.header {
		c.Set(h[0], h[1])
	}
	return c.Send(body)
}
