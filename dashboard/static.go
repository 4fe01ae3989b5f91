package dashboard

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"

	"github.com/gofiber/fiber/v2"

	"sextant/analytics"
)

//go:embed static
var staticFiles embed.FS

// Assets are the built files of the front end. Their names hold a hash of their bytes, so they never change; compressed copies
// lie beside them. A program built without them serves complete pages without style and script.
type assets struct {
	files fs.FS
	names map[string]string // logical name to real name
}

// builtAssets are the files that are part of the program.
func builtAssets() (*assets, error) {
	files, err := fs.Sub(staticFiles, "static")
	if err != nil {
		return nil, err
	}
	return newAssets(files)
}

func newAssets(files fs.FS) (*assets, error) {
	a := &assets{files: files, names: map[string]string{}}
	b, err := fs.ReadFile(files, "manifest.json")
	if err != nil {
		return a, nil // not built
	}
	if err := json.Unmarshal(b, &a.names); err != nil {
		return nil, fmt.Errorf("static/manifest.json: %w", err)
	}
	for logical, name := range a.names {
		if _, err := fs.Stat(files, name); err != nil {
			return nil, fmt.Errorf("static/manifest.json: %s: %w", logical, err)
		}
	}
	return a, nil
}

// path returns the address of an asset, or "" if it was not built.
func (a *assets) path(logical string) string {
	if name, ok := a.names[logical]; ok {
		return "/static/" + name
	}
	return ""
}

// read returns the bytes of an asset by its logical name, or nil.
func (a *assets) read(logical string) []byte {
	b, err := fs.ReadFile(a.files, a.names[logical])
	if err != nil {
		return nil
	}
	return b
}

var assetTypes = map[string]string{
	".js": typeScript, ".css": typeStyle, ".json": typeJSON, ".svg": typeSVG, ".png": typePNG, ".woff2": "font/woff2",
}

var hashedName = regexp.MustCompile(`^[a-z0-9-]+\.[0-9a-f]{8,}\.[a-z0-9]+$`)

// serve sends one asset, in a compressed copy if there is one that the client takes.
func (a *assets) serve(c *fiber.Ctx) error {
	name := c.Params("name")
	kind, known := assetTypes[path.Ext(name)]
	if !known || !hashedName.MatchString(name) {
		return analytics.ErrNotFound
	}
	return a.send(c, name, kind, "public, max-age=31536000, immutable")
}

// script sends an asset under an address without a hash, for pages of other sites; it is checked again every hour.
func (a *assets) script(logical string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		name, ok := a.names[logical]
		if !ok {
			return analytics.ErrNotFound
		}
		return a.send(c, name, typeScript, "public, max-age=3600")
	}
}

func (a *assets) send(c *fiber.Ctx, name, kind, control string) error {
	body, err := fs.ReadFile(a.files, name)
	if err != nil {
		return analytics.ErrNotFound
	}
	tag := `W/"` + name + `"`
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, control)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	c.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if matches(c.Get(fiber.HeaderIfNoneMatch), tag) {
		return c.SendStatus(http.StatusNotModified)
	}
	for _, coding := range []struct{ name, suffix string }{{encodingBr, ".br"}, {encodingGzip, ".gz"}} {
		if !accepts(c.Get(fiber.HeaderAcceptEncoding), coding.name) {
			continue
		}
		if small, err := fs.ReadFile(a.files, name+coding.suffix); err == nil {
			body = small
			c.Set(fiber.HeaderContentEncoding, coding.name)
			break
		}
	}
	c.Set(fiber.HeaderContentType, kind)
	return c.Send(body)
}
