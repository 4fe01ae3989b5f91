package dashboard

import (
	"context"
	"fmt"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// warm asks every indicator of a release and renders the overview in every language: a release that fails here does not answer, and
// is not put in place. What readers ask next, every page and every chart's page, is rendered behind it.
func (s *Server) warm(ctx context.Context, id string) error {
	r, done, err := s.config.Engine.Acquire(id)
	if err != nil {
		return err
	}
	defer done()
	if err := r.AnswerAll(ctx); err != nil {
		return err
	}
	list := s.warmList()
	if err := s.warmAll(ctx, id, list[:1]); err != nil || s.config.lean {
		return err
	}
	go func() {
		if err := s.warmAll(s.background, id, list[1:]); err != nil && s.background.Err() == nil {
			s.config.Log.Error("warm", "release", id, "error", err.Error())
		}
	}()
	return nil
}

// warmAll stops when another release is in place: then nobody asks for this one.
func (s *Server) warmAll(ctx context.Context, id string, list []warmOne) error {
	for _, lang := range locale.Languages() {
		for _, one := range list {
			if current := s.live.current(); len(list) > 1 && current != id && current != "" {
				return nil
			}
			q := &request{path: "/" + lang + one.path, params: one.params, printer: s.printers[lang]}
			p, err := one.understand(q)
			if err != nil {
				return fmt.Errorf("warm %s: %w", q.path, err)
			}
			key := s.key(id, q, encode(q.canonical(p, false)))
			if _, err := s.cache.get(ctx, key, func() (*answer, error) { return s.render(id, p) }); err != nil {
				return fmt.Errorf("warm %s: %w", q.path, err)
			}
		}
	}
	return nil
}

type warmOne struct {
	path       string
	params     []string
	understand planner
}

func (s *Server) warmList() []warmOne {
	list := []warmOne{{"/", nil, s.overviewHTML}}
	for _, page := range s.content.pages {
		if page.Slug != overview {
			list = append(list, warmOne{"/" + page.Slug, nil, s.planOf(page)})
		}
	}
	for _, spec := range s.content.charts {
		list = append(list, warmOne{"/charts/" + spec.ID, []string{spec.ID}, s.chartHTML})
	}
	return list
}

// ready says whether there is a release to answer with.
func (s *Server) ready() error {
	if s.live.current() == "" {
		return analytics.ErrUnavailable
	}
	return nil
}
