package dashboard

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Names of what a request carries along.
const (
	localRequestID = "request"
	localFramed    = "framed"
	localStyle     = "style" // hash of the style sheet inside an embed
)

// observe gives every request an id, handles its error and writes one line about it: no query values, no addresses, no headers.
// Should the error's own page break, a line of text answers: one request must not end the program.
func (s *Server) observe(c *fiber.Ctx) (err error) {
	began := time.Now()
	id := newRequestID()
	defer func() {
		if p := recover(); p != nil {
			s.config.Log.Error("error page", "id", id, "panic", fmt.Sprint(p))
			c.Response().ResetBody()
			err = c.Status(fiber.StatusInternalServerError).Type("txt").SendString("internal error " + id)
		}
	}()
	c.Locals(localRequestID, id)
	c.Set(fiber.HeaderXRequestID, id)
	if err = c.Next(); err != nil {
		if failed := s.fail(c, err); failed != nil {
			return failed
		}
	}
	s.policy(c)
	s.config.Log.Info("request", "id", id, "method", c.Method(), "path", printable(c.Path()),
		"status", c.Response().StatusCode(), "bytes", len(c.Response().Body()), "took", time.Since(began).Round(10*time.Microsecond).String())
	return nil
}

func newRequestID() string {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil { // never fails on the systems we run on
		return "0"
	}
	return hex.EncodeToString(b[:])
}

// printable keeps what strangers send from breaking the log's lines or filling them.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if isControl(r) {
			return '?'
		}
		return r
	}, s)
	return s[:min(len(s), 200)]
}

// protect refuses what no reader needs: other methods, long addresses, too many requests.
func (s *Server) protect(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead:
	case fiber.MethodOptions:
		c.Set(fiber.HeaderAllow, "GET, HEAD, OPTIONS")
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
		c.Set(fiber.HeaderAccessControlAllowMethods, "GET, HEAD")
		c.Set(fiber.HeaderAccessControlMaxAge, "86400")
		return c.SendStatus(http.StatusNoContent)
	default:
		c.Set(fiber.HeaderAllow, "GET, HEAD, OPTIONS")
		return fiber.ErrMethodNotAllowed
	}
	if len(c.Request().RequestURI()) > maxQuery+1024 {
		return fiber.ErrRequestURITooLong
	}
	ok, wait := s.limiter.allow(c.IP(), time.Now())
	if !ok {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		return fiber.ErrTooManyRequests
	}
	return c.Next()
}

// policy sets what browsers may do with the answer. Only pages need most of it, but every answer gets it: a CSV that a browser is
// talked into showing as a page must not run anything either.
func (s *Server) policy(c *fiber.Ctx) {
	ancestors, style := "'none'", "'self'"
	if c.Locals(localFramed) != nil {
		ancestors = "*"
		if len(s.config.EmbedHosts) > 0 {
			ancestors = strings.Join(s.config.EmbedHosts, " ")
		}
	}
	if hash, ok := c.Locals(localStyle).(string); ok {
		style += " '" + hash + "'"
	}
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; script-src 'self'; style-src "+style+
		"; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "+ancestors)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "strict-origin-when-cross-origin")
	c.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if len(c.Response().Header.Peek("Cross-Origin-Resource-Policy")) == 0 {
		c.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
}

// fail is the one place where errors become answers.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	id, _ := c.Locals(localRequestID).(string)
	p := problemOf(err, id)
	if p.Status == http.StatusInternalServerError {
		s.config.Log.Error("internal", "id", id, "path", printable(c.Path()), "error", err.Error())
	}
	if p.Status == http.StatusServiceUnavailable {
		c.Set(fiber.HeaderRetryAfter, "2")
	}
	c.Status(p.Status)
	c.Set(fiber.HeaderCacheControl, "no-store")
	if lang := pageLanguage(c); lang != "" {
		page, failed := guarded(func() (*answer, error) {
			return s.problemPage(lang, string(c.Request().URI().Path()), string(c.Request().URI().QueryString()), p)
		})
		if failed == nil {
			return send(c, page)
		}
		s.config.Log.Error("problem page", "id", id, "error", failed.Error())
	}
	c.Set(fiber.HeaderContentType, typeJSON)
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	return c.Send(p.json())
}

func (s *Server) panicked(c *fiber.Ctx, e any) {
	id, _ := c.Locals(localRequestID).(string)
	s.config.Log.Error("panic", "id", id, "path", printable(c.Path()), "error", errors.New("panic in a handler"), "value", e)
}
