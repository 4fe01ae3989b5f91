// Package dashboard shows what analytics answers: pages, embeds, pictures, tables and files, over HTTP. It reads nothing but
// releases through an analytics.Engine and their folders of drawn and bulk files; it never writes to a release that is served.
package dashboard

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"sextant/analytics"
	"sextant/dashboard/draw"
	"sextant/dashboard/locale"
	"sextant/dashboard/search"
)

// Config says what to serve and how. Only Engine is required.
type Config struct {
	Engine         *analytics.Engine
	Releases       string        // folder of releases, for their drawn and bulk files; empty: neither
	BaseURL        string        // address that readers see, such as https://sextant.example; empty: http://127.0.0.1:8080
	Version        string        // of the program; part of every entity tag
	EmbedHosts     []string      // sites that may frame /embed/; empty: all
	TrustedProxies []string      // addresses or networks whose ProxyHeader is believed; empty: none
	ProxyHeader    string        // header with the client's address, such as X-Forwarded-For
	Rate           float64       // requests a second and client; 0: 50; negative: no limit
	Burst          int           // requests at once and client; 0: 300
	CacheBytes     int           // memory for rendered answers; 0: 96 MB
	Timeout        time.Duration // for one answer; 0: 10 s
	Poll           time.Duration // how often to look for another current release; 0: 1 s
	Log            *slog.Logger  // nil: nowhere

	Upkeep func() (Upkeep, error) // how looks at publishers went; nil: only what releases say

	lean, undrawn bool // tests only: nothing rendered ahead of readers; no pictures, as without a built front end
}

func (c Config) withDefaults() Config {
	if c.BaseURL == "" {
		c.BaseURL = "http://127.0.0.1:8080"
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	if c.Rate == 0 {
		c.Rate = 50
	}
	if c.Burst == 0 {
		c.Burst = 300
	}
	if c.CacheBytes == 0 {
		c.CacheBytes = 96 << 20
	}
	if c.Timeout == 0 {
		c.Timeout = 10 * time.Second
	}
	if c.Poll == 0 {
		c.Poll = time.Second
	}
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return c
}

// A Server serves the dashboard. Safe for concurrent use.
type Server struct {
	config   Config
	app      *fiber.App
	content  *content
	assets   *assets
	formulas formulas
	printers map[string]*locale.Printer
	pages    *pages
	studio   *studio
	cache    *cache
	limiter  *limiter
	live     *live
	memo     memo[figure]        // by chart
	indexes  memo[*search.Index] // by language
	build    string              // version, style and templates, hashed: part of every tag

	background context.Context // ends at Shutdown
	stop       context.CancelFunc
}

// New returns a server over the releases of an engine, with the current release warmed if there is one. Shutdown ends it.
func New(config Config) (*Server, error) {
	s := &Server{config: config.withDefaults(), printers: map[string]*locale.Printer{}}
	if _, err := url.Parse(s.config.BaseURL); err != nil {
		return nil, fmt.Errorf("base url: %w", err)
	}
	if err := s.load(); err != nil {
		return nil, err
	}
	s.background, s.stop = context.WithCancel(context.Background())
	drawer, err := s.drawer()
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("draw: %w", err)
	}
	s.studio = newStudio(drawer, s.config.Releases, s.config.CacheBytes/3)
	s.cache = newCache(s.config.CacheBytes - s.config.CacheBytes/3)
	s.limiter = newLimiter(max(0, s.config.Rate), s.config.Burst)
	s.live = &live{acquire: s.config.Engine.Acquire, warm: s.warm, log: s.config.Log}
	s.app = s.newApp()
	if err := s.live.refresh(s.background); err != nil {
		s.config.Log.Warn("no release to serve yet", "error", err.Error())
	}
	go s.live.watch(s.background, s.config.Poll)
	return s, nil
}

// drawer starts what draws, or returns nil where the front end was not built: pages are complete without pictures.
func (s *Server) drawer() (*draw.Drawer, error) {
	if s.config.undrawn {
		return nil, nil
	}
	drawer, err := draw.New(s.background)
	if errors.Is(err, draw.ErrNotBuilt) {
		s.config.Log.Warn("no pictures", "reason", err.Error())
		return nil, nil
	}
	return drawer, err
}

// load reads everything that is part of the program: definitions, texts, templates, assets.
func (s *Server) load() error {
	for _, lang := range locale.Languages() {
		p, err := locale.New(lang)
		if err != nil {
			return err
		}
		s.printers[lang] = p
	}
	var err error
	if s.assets, err = builtAssets(); err != nil {
		return err
	}
	if s.formulas, err = readFormulas(s.assets); err != nil {
		return err
	}
	if s.content, err = loadContent(s.config.Engine.Catalogue()); err != nil {
		return err
	}
	if s.pages, err = newPages(s.printers); err != nil {
		return err
	}
	sum := sha256.New()
	for _, part := range []string{s.config.Version, s.config.BaseURL, strings.Join(s.config.EmbedHosts, ","), s.pages.hash} {
		fmt.Fprintf(sum, "%s\x00", part)
	}
	for _, logical := range sortedKeys(s.assets.names) {
		fmt.Fprintf(sum, "%s\x00", s.assets.names[logical])
	}
	s.build = hex.EncodeToString(sum.Sum(nil))
	return nil
}

// newApp returns the application: limits first, then what every request passes through, then the routes.
func (s *Server) newApp() *fiber.App {
	app := fiber.New(fiber.Config{
		AppName:                 "sextant",
		StrictRouting:           true,
		CaseSensitive:           true,
		Immutable:               true,
		DisableStartupMessage:   true,
		ReadTimeout:             10 * time.Second,
		WriteTimeout:            60 * time.Second,
		IdleTimeout:             90 * time.Second,
		BodyLimit:               4 << 10,
		ReadBufferSize:          16 << 10,
		Concurrency:             16 << 10,
		EnableTrustedProxyCheck: true,
		TrustedProxies:          s.config.TrustedProxies,
		ProxyHeader:             s.config.ProxyHeader,
		EnableIPValidation:      true,
		ErrorHandler:            s.fail,
	})
	app.Use(s.observe)
	app.Use(recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: s.panicked}))
	app.Use(s.protect)
	s.routes(app)
	app.Use(func(*fiber.Ctx) error { return fiber.ErrNotFound })
	return app
}

// App returns the application, for tests and for mounting.
func (s *Server) App() *fiber.App { return s.app }

// Serve answers requests on a listener until Shutdown.
func (s *Server) Serve(l net.Listener) error { return s.app.Listener(l) }

// Listen answers requests on an address such as 127.0.0.1:8080 until Shutdown.
func (s *Server) Listen(address string) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	return s.Serve(l)
}

// Refresh looks at once for another current release, warms it and puts it in place.
func (s *Server) Refresh(ctx context.Context) error { return s.live.refresh(ctx) }

// Shutdown stops taking requests, lets those under way finish until ctx ends, and lets the release go.
func (s *Server) Shutdown(ctx context.Context) error {
	err := s.app.ShutdownWithContext(ctx)
	s.stop()
	s.live.close()
	return err
}

// releaseFile opens a file of a release's folder, such as bulk/round.csv.
func (s *Server) releaseFile(release, kind, name string) ([]byte, error) {
	if s.config.Releases == "" {
		return nil, analytics.ErrNotFound
	}
	root, err := os.OpenRoot(s.config.Releases)
	if err != nil {
		return nil, analytics.ErrNotFound
	}
	defer root.Close()
	b, err := fs.ReadFile(root.FS(), release+"/"+kind+"/"+name)
	if err != nil {
		return nil, analytics.ErrNotFound
	}
	return b, nil
}
