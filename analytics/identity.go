package analytics

import (
	"context"
	"database/sql"
	"fmt"
)

// An Identifier is what a register calls an organisation.
type Identifier struct {
	Scheme  Code // list identifier_scheme
	Value   string
	Dataset string // one that gives it
}

// A Report is a round as another source than the list of companies has it. It is never added to the list's rounds. By is what kind
// of amount it is (list report_amount_kind).
type Report struct {
	Row
	State Code // list report_status
}

// The kinds of page that have public ids.
const (
	PageOrganisation = "organisation"
	PageProgramme    = "programme"
)

// Moved returns the id under which a page lives on, or ErrNotFound: two organisations turn out to be one, or somebody asks by an
// identifier, such as siren-552100554.
func (r *Release) Moved(ctx context.Context, kind, id string) (string, error) {
	to, err := one(ask(ctx, r.data, browseSQL("moved"), func(rows *sql.Rows) (to string, err error) {
		return to, rows.Scan(&to)
	}, sql.Named("kind", kind), sql.Named("id", id)))
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", kind, id, err)
	}
	return to, nil
}

func (r *Release) identifiers(ctx context.Context, organisation string) ([]Identifier, error) {
	return ask(ctx, r.data, browseSQL("organisation_identifiers"), func(rows *sql.Rows) (i Identifier, err error) {
		return i, rows.Scan(&i.Scheme, &i.Value, &i.Dataset)
	}, sql.Named("id", organisation))
}

func (r *Release) reports(ctx context.Context, organisation string) ([]Report, error) {
	return ask(ctx, r.data, browseSQL("organisation_reports"), func(rows *sql.Rows) (one Report, err error) {
		var eur, amount, rate sql.NullFloat64
		err = rows.Scan(&one.ID, &one.Label, &one.Economy, &one.Dated, &one.By, &eur, &amount, &one.Currency, &rate, &one.State,
			&one.Status, &one.Note, &one.Dataset, &one.SourceURL, &one.SourceTitle, &one.SnapshotSHA, &one.SourceLine)
		one.Value, one.Amount, one.FXRate = valueOf(eur), valueOf(amount), valueOf(rate)
		return one, err
	}, sql.Named("id", organisation))
}
