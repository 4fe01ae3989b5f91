package dashboard

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"sextant/analytics"
	"sextant/dashboard/draw"
	"sextant/dashboard/locale"
	"sextant/dashboard/plot"
)

// Draw writes the drawings of every chart's usual question, in every language and in every size that pages show, into a folder: a
// release's drawn folder, before it is published. Files are named by their content, so a program that draws differently
// never takes a wrong one. It returns the number of drawings; without a built front end there are none, and that is no error.
func Draw(ctx context.Context, r *analytics.Release, catalogue *analytics.Catalogue, dir string) (int, error) {
	drawer, err := draw.New(ctx)
	if errors.Is(err, draw.ErrNotBuilt) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer drawer.Close()
	all, err := loadContent(catalogue)
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	s := &Server{content: all, studio: newStudio(drawer, "", 64<<20)}
	return s.drawAll(ctx, r, dir)
}

// drawAll draws every chart, as many at once as there are processors.
func (s *Server) drawAll(ctx context.Context, r *analytics.Release, dir string) (int, error) {
	var drawn atomic.Int64
	var workers sync.WaitGroup
	failed := make([]error, len(s.content.charts))
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for n, spec := range s.content.charts {
		turn <- struct{}{}
		workers.Go(func() {
			defer func() { <-turn }()
			count, err := s.drawChart(ctx, r, spec, dir)
			if err != nil {
				failed[n] = fmt.Errorf("draw chart %s: %w", spec.ID, err)
			}
			drawn.Add(int64(count))
		})
	}
	workers.Wait()
	return int(drawn.Load()), errors.Join(failed...)
}

// drawChart writes the drawings of one chart.
func (s *Server) drawChart(ctx context.Context, r *analytics.Release, spec plot.Spec, dir string) (int, error) {
	f, err := s.usual(ctx, r, spec.ID)
	if err != nil || f.isEmpty() {
		return 0, err
	}
	count := 0
	for _, lang := range locale.Languages() {
		p, err := locale.New(lang)
		if err != nil {
			return count, err
		}
		for _, size := range s.drawnSizes(spec) {
			sh, err := f.sheet(p, "", size[0], size[1])
			if isEmptyPlot(err) {
				continue
			}
			if err != nil {
				return count, err
			}
			if err := s.studio.write(ctx, filepath.Clean(dir), sh); err != nil {
				return count, err
			}
			count++
		}
	}
	return count, nil
}

// drawnSizes are the sizes in which pages show a chart.
func (s *Server) drawnSizes(spec plot.Spec) [][2]int {
	sizes := [][2]int{{wideWidth, 0}, {tileWidth, 0}, {narrowWidth, 0}}
	page, ok := s.content.page(overview)
	if ok && len(page.Sections) > 1 && slices.Contains(page.Sections[1].Charts, spec.ID) {
		sizes = append(sizes, [2]int{bandWidth, bandHeight})
	}
	return sizes
}
