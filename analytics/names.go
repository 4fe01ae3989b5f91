package analytics

import (
	"context"
	"database/sql"
)

// A Named is a thing with a page of its own: a company, a public programme, an open project or an investor.
type Named struct {
	Kind    string // "organisation", "programme", "project" or "investor"
	ID      string
	Label   string
	Economy Code   // empty if unknown
	More    string // other words that lead to it: city, sponsor, steward, …
}

// Names returns everything that has a page of its own, by kind and id.
func (r *Release) Names(ctx context.Context) ([]Named, error) {
	return ask(ctx, r.data, browseSQL("names"), func(rows *sql.Rows) (n Named, err error) {
		return n, rows.Scan(&n.Kind, &n.ID, &n.Label, &n.Economy, &n.More)
	})
}
