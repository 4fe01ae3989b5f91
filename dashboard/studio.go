package dashboard

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"

	"sextant/dashboard/draw"
	"sextant/dashboard/plot"
)

// A studio draws and remembers what it drew, by content: first in memory, then in the drawn folder of releases. Safe for
// concurrent use.
type studio struct {
	drawer   *draw.Drawer // nil if the front end was not built: then there are no drawings
	releases string
	cache    *cache
}

// A sheet is something to draw.
type sheet struct {
	release     string // whose drawn folder may hold it
	option      []byte
	width       int
	height      int
	title, desc string
}

// The widths of drawings inside a page. Each place has a wide one and the narrow one, and CSS shows what fits; the overview has a
// band from side to side.
const (
	wideWidth, tileWidth, narrowWidth = 860, 540, 360
	bandWidth, bandHeight             = 1120, 188
)

var errNoDrawer = fmt.Errorf("%w: no pictures", draw.ErrNotBuilt)

func newStudio(drawer *draw.Drawer, releases string, limit int) *studio {
	return &studio{drawer: drawer, releases: releases, cache: newCache(limit)}
}

// key names a drawing by everything that it is made from.
func (s *studio) key(sh sheet) string {
	sum := sha256.Sum256([]byte(sh.title + "\x00" + sh.desc))
	return s.drawer.Key(sh.option, sh.width, sh.height) + hex.EncodeToString(sum[:4])
}

// svg returns the drawing of a sheet.
func (s *studio) svg(ctx context.Context, sh sheet) ([]byte, error) {
	if s.drawer == nil {
		return nil, errNoDrawer
	}
	key := s.key(sh)
	a, err := s.cache.get(ctx, key, func() (*answer, error) {
		b, err := s.drawn(sh.release, key)
		if err != nil {
			b, err = s.drawer.SVG(ctx, sh.option, sh.width, sh.height, sh.title, sh.desc)
		}
		if err != nil {
			return nil, err
		}
		return &answer{kind: typeSVG, body: b}, nil
	})
	if err != nil {
		return nil, err
	}
	return a.body, nil
}

// drawn reads a drawing that was made when the release was published.
func (s *studio) drawn(release, key string) ([]byte, error) {
	if s.releases == "" || release == "" {
		return nil, os.ErrNotExist
	}
	return os.ReadFile(filepath.Join(s.releases, release, "drawn", key+".svg"))
}

// inline returns a drawing for the body of a page, whose colours follow the page's theme. Empty without a front end.
func (s *studio) inline(ctx context.Context, sh sheet) (template.HTML, error) {
	b, err := s.svg(ctx, sh)
	if errors.Is(err, draw.ErrNotBuilt) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return template.HTML(plot.Inline(b)), nil
}

// raster turns a drawing into a picture of twice its size.
func (s *studio) raster(ctx context.Context, svg []byte, meta map[string]string) ([]byte, error) {
	return s.drawer.PNG(ctx, svg, 2, meta)
}

// write draws a sheet into a folder under its key.
func (s *studio) write(ctx context.Context, dir string, sh sheet) error {
	b, err := s.svg(ctx, sh)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, s.key(sh)+".svg"), b, 0o644)
}
