package dashboard

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// broken is an error that cannot be told.
type broken struct{}

func (broken) Error() string { panic("secret") }

// TestServer_observe_brokenErrorPage: a server that cannot render an error page still answers, and goes on.
func TestServer_observe_brokenErrorPage(t *testing.T) {
	s := &Server{config: Config{}.withDefaults()}
	app := fiber.New()
	app.Use(s.observe)
	app.Get("/en/x", func(*fiber.Ctx) error { return broken{} })
	for range 2 {
		reply, err := app.Test(httptest.NewRequest("GET", "/en/x", nil), -1)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(reply.Body)
		if reply.StatusCode != 500 || !strings.HasPrefix(string(body), "internal error ") || strings.Contains(string(body), "secret") {
			t.Errorf("%d %q", reply.StatusCode, body)
		}
	}
}
