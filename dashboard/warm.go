package dashboard

import (
	"context"
	"fmt"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// warm renders what readers ask first on a release: the overview, every page and every chart's page, in every language. A release that
// fails one of them does not answer, and is not put in place. The first release of a server is put in place after its overview,
// and the rest follows behind it.
func (s *Server) warm(ctx context.Context, id string, first bool) error {
	list := s.warmList()
	if !first {
		return s.warmAll(ctx, id, list)
	}
	if err := s.warmAll(ctx, id, list[:1]); err != nil {
		return err
	}
	go func() {
		if err := s.warmAll(s.background, id, list[1:]); err != nil && s.background.Err() == nil {
			s.config.Log.Error("warm", "release", id, "error", err.Error())
		}
	}()
	return nil
}

func (s *Server) warmAll(ctx context.Context, id string, list []warmOne) error {
	for _, lang := range locale.Languages() {
		for _, one := range list {
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
			list = append(list, warmOne{"/" + page.Slug, nil, s.pageHTML(page)})
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
