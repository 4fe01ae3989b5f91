// Package analytics says what numbers mean: it holds the indicators and turns a Query on a release into a Frame.
// It knows nothing of HTTP, charts or how data got into the release.
package analytics

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"sextant/internal/warehouse"
)

// Errors that reach the border. Everything else is internal.
var (
	ErrNotFound    = errors.New("not found")
	ErrUnavailable = errors.New("unavailable") // no release, or the deadline passed
)

// An InvalidError says which parameter of a question is wrong and what would be right.
type InvalidError struct {
	Param, Value, Reason string
	Allowed              []string
}

func (e *InvalidError) Error() string { return e.Param + ": " + e.Reason }

// An Engine answers questions over the releases of a store. Safe for concurrent use.
type Engine struct {
	store     *warehouse.Store
	catalogue *Catalogue

	mu    sync.Mutex
	known map[warehouse.ReleaseID]*vocabulary
}

// maxKnown is how many releases' code lists are kept. A server reads one or two releases at a time.
const maxKnown = 8

// NewEngine returns an engine over the releases in store.
func NewEngine(store *warehouse.Store, c *Catalogue) *Engine {
	return &Engine{store: store, catalogue: c, known: map[warehouse.ReleaseID]*vocabulary{}}
}

// Catalogue returns the engine's indicators.
func (e *Engine) Catalogue() *Catalogue { return e.catalogue }

// Acquire returns the release with an id, "" being the current one, and a function that lets it go. ErrNotFound if there is
// no such release, ErrUnavailable if there is none at all.
func (e *Engine) Acquire(id string) (*Release, func(), error) {
	ctx := context.Background() // opening is short and shared by all who wait for it
	held, done, err := e.store.Acquire(ctx, warehouse.ReleaseID(id))
	if err != nil {
		return nil, nil, classify(err)
	}
	words, err := e.vocabulary(ctx, held)
	if err != nil {
		done()
		return nil, nil, fmt.Errorf("release %s: %w", held.ID(), err)
	}
	return &Release{id: string(held.ID()), manifest: held.Manifest(), data: published{held}, catalogue: e.catalogue, words: words}, done, nil
}

// Open opens a release that is not published yet, in the folder of a build, and returns a function that closes it.
func (e *Engine) Open(ctx context.Context, dir string) (*Release, func() error, error) {
	built, err := warehouse.OpenRelease(ctx, dir, warehouse.Options{})
	if err != nil {
		return nil, nil, classify(err)
	}
	words, err := readVocabulary(ctx, built)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("release %s: %w", built.ID(), err), built.Close())
	}
	words.asOf = built.Manifest().AsOf
	return &Release{id: string(built.ID()), manifest: built.Manifest(), data: built, catalogue: e.catalogue, words: words}, built.Close, nil
}

func (e *Engine) vocabulary(ctx context.Context, held *warehouse.Release) (*vocabulary, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if words := e.known[held.ID()]; words != nil {
		return words, nil
	}
	words, err := readVocabulary(ctx, held)
	if err != nil {
		return nil, err
	}
	words.asOf = held.Manifest().AsOf
	if len(e.known) >= maxKnown {
		clear(e.known)
	}
	e.known[held.ID()] = words
	return words, nil
}

// classify gives errors of the store their meaning at this border.
func classify(err error) error {
	switch {
	case errors.Is(err, warehouse.ErrNoRelease), errors.Is(err, warehouse.ErrDeadline), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	case errors.Is(err, warehouse.ErrNotFound):
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	return err
}

// A Release is a published release that answers questions. Safe for concurrent use.
type Release struct {
	id        string
	manifest  warehouse.Manifest
	data      database
	catalogue *Catalogue
	words     *vocabulary
}

// ID returns the release's id, such as 2026-11-23.1.
func (r *Release) ID() string { return r.id }

// AsOf returns the release's date, ISO; empty for the zero Release, which stands where there is none.
func (r *Release) AsOf() string {
	if r.words == nil {
		return ""
	}
	return r.words.asOf
}

// AnswerAll asks every indicator its usual question. A release that cannot answer them all must not become current.
func (r *Release) AnswerAll(ctx context.Context) error {
	for _, id := range r.catalogue.ids() {
		q, err := r.catalogue.Default(id)
		if err == nil {
			_, err = r.Eval(ctx, q)
		}
		if err != nil {
			return fmt.Errorf("indicator %s: %w", id, err)
		}
	}
	return nil
}
