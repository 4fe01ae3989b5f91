// Package analytics says what numbers mean: it holds the indicators and turns a Query on a release into a Frame.
// It knows nothing of HTTP, charts or how data got into the release.
package analytics

import (
	"context"
	"errors"

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

// A Catalogue is the set of indicators, linted.
type Catalogue struct{ indicators []Indicator }

// Load reads the indicators that are part of the program. It reports all problems at once.
func Load() (*Catalogue, error) { return &Catalogue{}, nil }

// Indicators returns all indicators in order of id.
func (c *Catalogue) Indicators() []Indicator { return c.indicators }

// Indicator returns one indicator, or ErrNotFound.
func (c *Catalogue) Indicator(id string) (Indicator, error) { return Indicator{}, ErrNotFound }

// An Engine answers questions over the releases of a store. Safe for concurrent use.
type Engine struct{}

// NewEngine returns an engine over the releases in store.
func NewEngine(store *warehouse.Store, c *Catalogue) *Engine { return &Engine{} }

// Catalogue returns the engine's indicators.
func (e *Engine) Catalogue() *Catalogue { return nil }

// Acquire returns the release with an id, "" being the current one, and a function that lets it go. ErrNotFound if there is
// no such release, ErrUnavailable if there is none at all.
func (e *Engine) Acquire(id string) (*Release, func(), error) { return nil, nil, ErrUnavailable }

// A Release is a published release that answers questions. Safe for concurrent use.
type Release struct{}

// ID returns the release's id, such as 2026-11-23.1.
func (r *Release) ID() string { return "" }

// AsOf returns the release's date, ISO.
func (r *Release) AsOf() string { return "" }

// Eval answers a query. The same query on the same release gives the same frame.
func (r *Release) Eval(ctx context.Context, q Query) (Frame, error) { return Frame{}, ErrUnavailable }

// Rows returns the facts behind one figure, largest value first, then by id. Their values add up to the figure where the
// indicator sums; for others the frame's N is their number.
func (r *Release) Rows(ctx context.Context, q Query, c Cell) ([]Row, error) {
	return nil, ErrUnavailable
}
