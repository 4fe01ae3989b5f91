package analytics

import (
	"context"
	"database/sql"
	"errors"

	"sextant/internal/warehouse"
)

// errPredates says that a release was made before a table or column existed. It stays inside this package.
var errPredates = errors.New("the release is older than this part of the model")

// published is a release that may be older than the program, and then lacks tables and columns that came later. A release
// that is being built lacks nothing: there the same error is a mistake.
type published struct{ *warehouse.Release }

// Query answers SQL; errPredates if it names what the release does not have.
func (p published) Query(ctx context.Context, query string, args ...sql.NamedArg) (*sql.Rows, error) {
	rows, err := p.Release.Query(ctx, query, args...)
	var refused *warehouse.QueryError
	if errors.As(err, &refused) && refused.Unknown {
		return nil, errPredates
	}
	return rows, err
}
