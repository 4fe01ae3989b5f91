package analytics

import (
	"context"
	"database/sql"
	"fmt"
)

// An Investor is named in a round of the AI companies list.
type Investor struct {
	ID, Label string
	Economy   Code    // home; empty if unknown
	Kind      Code    // list investor_kind
	Rounds    []Round // led or joined, the latest first, undated ones last; By is the role (list investor_role)
	Provenance
}

// Investor returns one investor with its rounds, or ErrNotFound. The amount of a round is that of all its investors together.
func (r *Release) Investor(ctx context.Context, id string) (Investor, error) {
	found, err := one(ask(ctx, r.data, browseSQL("investor"), func(rows *sql.Rows) (i Investor, err error) {
		return i, rows.Scan(append([]any{&i.ID, &i.Label, &i.Economy, &i.Kind}, i.into()...)...)
	}, sql.Named("id", id)))
	if err != nil {
		return Investor{}, fmt.Errorf("investor %s: %w", id, err)
	}
	found.Rounds, err = ask(ctx, r.data, browseSQL("investor_rounds"), func(rows *sql.Rows) (one Round, err error) {
		var organisation string
		err = one.scan(rows, &organisation)
		one.Link = facts["round"].page + organisation
		return one, err
	}, sql.Named("id", id))
	return found, err
}

// A Backer is an investor of a company.
type Backer struct{ ID, Label string }

// investors are those of a company, the one that led most rounds first.
func (r *Release) investors(ctx context.Context, organisation string) ([]Backer, error) {
	return ask(ctx, r.data, browseSQL("organisation_investors"), func(rows *sql.Rows) (i Backer, err error) {
		return i, rows.Scan(&i.ID, &i.Label)
	}, sql.Named("id", organisation))
}

// scan reads the columns that every list of rounds begins with, then others.
func (one *Round) scan(rows *sql.Rows, more ...any) error {
	var eur, amount, rate sql.NullFloat64
	err := rows.Scan(append([]any{&one.ID, &one.Label, &one.Economy, &one.Dated, &one.By, &eur, &amount, &one.Currency, &rate, &one.Counted,
		&one.Status, &one.Note, &one.Dataset, &one.SourceURL, &one.SourceTitle, &one.SnapshotSHA, &one.SourceLine}, more...)...)
	one.Value, one.Amount, one.FXRate = valueOf(eur), valueOf(amount), valueOf(rate)
	return err
}
