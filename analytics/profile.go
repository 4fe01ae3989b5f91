package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// A Provenance says where a row was read.
type Provenance struct {
	Status      Status
	Note        string
	Dataset     string
	SourceURL   string
	SourceTitle string
	SourceOn    string // date of the source, ISO, as precise as known
	SnapshotSHA string
	SourceLine  int
}

func (p *Provenance) into() []any {
	return []any{&p.Status, &p.Note, &p.Dataset, &p.SourceURL, &p.SourceTitle, &p.SourceOn, &p.SnapshotSHA, &p.SourceLine}
}

// A Project is an open project or model family. Codes are named by Release.CodeName.
type Project struct {
	ID, Label                    string
	Kind                         Code // list project_kind
	OriginOrganisation           string
	Economy                      Code // origin; empty if unknown
	Steward                      string
	StewardEconomy               Code // empty if unknown
	Governance                   Code // list governance
	Licence                      string
	OSIApproved                  string // "yes", "no", or "" where no licence is shown
	Repository                   string
	PackageRegistry, PackageName string
	Featured                     bool   // one of the seven with a profile of its own
	Dated                        string // year of origin
	Topic                        Code   // list topic: what its developers are counted under; empty if nothing counts them
	Organisation, Company        string // id and name of the company behind it; empty if none is listed
	Provenance
}

// A ProjectMetric is one count of a project as one compilation has it. Counts of different compilations are never one line.
type ProjectMetric struct {
	Project string // name of the project counted, if it is another one that stands for this one
	Metric  Code   // list project_metric
	Source  Code   // list metric_source
	Dataset string
	Points  []MetricPoint // in order of time
}

// A MetricPoint is the last reading of a quarter.
type MetricPoint struct {
	Period    Period
	Dated     string // month read
	Value     Value
	Status    Status
	Note      string
	SourceURL string
}

// A Programme is a public programme or fund. Programmes nest: a part names its whole.
type Programme struct {
	ID, Label, LocalName     string
	Sponsor                  string
	Economy                  Code // of the funder; EU is the institutions
	Level, Instrument, Focus Code // lists government_level, funding_instrument, focus
	Start, End               int  // years; 0 if unknown
	Parent                   string
	OpenSource, AIOnly       bool
	BroaderReason            string // why it is broader than AI
	Amounts                  []ProgrammeAmount
	Parts                    []string // ids of the programmes that it contains
	Provenance
}

// A ProgrammeAmount is what was reported of a programme at one stage. Only counted amounts enter totals.
type ProgrammeAmount struct {
	Stage, Qualifier, PeriodKind, Role Code // lists funding_stage, amount_qualifier, period_kind, money_role
	Counted                            bool
	Dated                              string
	Amount                             Value // in Currency
	Currency                           string
	EUR                                Value
	Status                             Status
	Note                               string
}

// An Organisation is a company of the AI companies list.
type Organisation struct {
	ID, Label                 string
	Economy, FoundingEconomy  Code
	City, Dated               string // year of founding
	Sector, OpenSource, State Code   // lists sector, openness, company_status
	Acquirer                  string
	AcquirerEconomy           Code
	AcquiredOn, Website       string
	Rounds                    []Round  // in order of time, undated ones last
	Investors                 []Backer // the one that led most rounds first
	Identifiers               []Identifier
	Reports                   []Report // as Rounds
	Provenance
}

// A Round is a financing or exit event of a company. By is its instrument (list round_instrument), Value its amount in euros.
type Round struct {
	Row
	Counted bool // false: lies inside another event, is a ceiling, or came undone; shown, never summed
}

// Projects returns all open projects, those with a profile first, then by name.
func (r *Release) Projects(ctx context.Context) ([]Project, error) { return r.projects(ctx, "") }

// Project returns one project and its counts, followed by those of the projects that stand for it, or ErrNotFound.
func (r *Release) Project(ctx context.Context, id string) (Project, []ProjectMetric, error) {
	found, err := one(r.projects(ctx, id))
	if err != nil {
		return Project{}, nil, fmt.Errorf("project %s: %w", id, err)
	}
	metrics, err := r.metrics(ctx, id)
	return found, metrics, err
}

// one returns the only element of a list, or ErrNotFound.
func one[T any](list []T, err error) (T, error) {
	var none T
	switch {
	case err != nil:
		return none, err
	case len(list) != 1:
		return none, ErrNotFound
	}
	return list[0], nil
}

func (r *Release) projects(ctx context.Context, id string) ([]Project, error) {
	return ask(ctx, r.data, browseSQL("projects"), func(rows *sql.Rows) (p Project, err error) {
		return p, rows.Scan(append([]any{&p.ID, &p.Label, &p.Kind, &p.OriginOrganisation, &p.Economy, &p.Steward, &p.StewardEconomy,
			&p.Governance, &p.Licence, &p.OSIApproved, &p.Repository, &p.PackageRegistry, &p.PackageName, &p.Featured, &p.Dated, &p.Topic,
			&p.Organisation, &p.Company}, p.into()...)...)
	}, sql.Named("id", id))
}

func (r *Release) metrics(ctx context.Context, id string) ([]ProjectMetric, error) {
	var all []ProjectMetric
	_, err := ask(ctx, r.data, browseSQL("project_metrics"), func(rows *sql.Rows) (struct{}, error) {
		var m ProjectMetric
		var p MetricPoint
		err := rows.Scan(&m.Project, &m.Metric, &m.Source, &p.Period, &p.Dated, &p.Value.Float, &p.Status, &p.Note, &p.SourceURL, &m.Dataset)
		p.Value.Known = true
		if n := len(all); n == 0 || all[n-1].Project != m.Project || all[n-1].Metric != m.Metric || all[n-1].Source != m.Source {
			all = append(all, m)
		}
		last := &all[len(all)-1]
		last.Points = append(last.Points, p)
		return struct{}{}, err
	}, sql.Named("id", id))
	return all, err
}

// programmes are all public programmes by name, each with its amounts and parts.
func (r *Release) programmes(ctx context.Context) ([]Programme, error) {
	all, err := ask(ctx, r.data, browseSQL("programmes"), scanProgramme)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for n, p := range all {
		at[p.ID] = n
	}
	for _, p := range all {
		if whole, ok := at[p.Parent]; ok {
			all[whole].Parts = append(all[whole].Parts, p.ID)
		}
	}
	_, err = ask(ctx, r.data, browseSQL("programme_amounts"), func(rows *sql.Rows) (struct{}, error) {
		var id string
		var a ProgrammeAmount
		var amount, eur sql.NullFloat64
		err := rows.Scan(&id, &a.Stage, &a.Qualifier, &a.PeriodKind, &a.Role, &a.Counted, &a.Dated, &amount, &a.Currency, &eur, &a.Status, &a.Note)
		a.Amount, a.EUR = valueOf(amount), valueOf(eur)
		if n, ok := at[id]; ok {
			all[n].Amounts = append(all[n].Amounts, a)
		}
		return struct{}{}, err
	})
	return all, err
}

func scanProgramme(rows *sql.Rows) (p Programme, err error) {
	var start, end sql.NullInt64
	err = rows.Scan(append([]any{&p.ID, &p.Label, &p.LocalName, &p.Sponsor, &p.Economy, &p.Level, &p.Instrument, &p.Focus,
		&start, &end, &p.Parent, &p.OpenSource, &p.AIOnly, &p.BroaderReason}, p.into()...)...)
	p.Start, p.End = int(start.Int64), int(end.Int64)
	return p, err
}

// Programme returns one programme, or ErrNotFound.
func (r *Release) Programme(ctx context.Context, id string) (Programme, error) {
	all, err := r.programmes(ctx)
	found, err := one(slices.DeleteFunc(all, func(p Programme) bool { return p.ID != id }), err)
	if err != nil {
		return Programme{}, fmt.Errorf("programme %s: %w", id, err)
	}
	return found, nil
}

// Organisation returns one company with its rounds, or ErrNotFound.
func (r *Release) Organisation(ctx context.Context, id string) (Organisation, error) {
	found, err := one(ask(ctx, r.data, browseSQL("organisation"), func(rows *sql.Rows) (o Organisation, err error) {
		return o, rows.Scan(append([]any{&o.ID, &o.Label, &o.Economy, &o.FoundingEconomy, &o.City, &o.Dated, &o.Sector, &o.OpenSource,
			&o.State, &o.Acquirer, &o.AcquirerEconomy, &o.AcquiredOn, &o.Website}, o.into()...)...)
	}, sql.Named("id", id)))
	if err != nil {
		return Organisation{}, fmt.Errorf("organisation %s: %w", id, err)
	}
	if found.Rounds, err = r.rounds(ctx, id); err != nil {
		return found, err
	}
	if found.Identifiers, err = r.identifiers(ctx, id); err != nil {
		return found, err
	}
	if found.Investors, err = r.investors(ctx, id); err != nil {
		return found, err
	}
	found.Reports, err = r.reports(ctx, id)
	return found, err
}

func (r *Release) rounds(ctx context.Context, organisation string) ([]Round, error) {
	return ask(ctx, r.data, browseSQL("organisation_rounds"), func(rows *sql.Rows) (one Round, err error) {
		return one, one.scan(rows)
	}, sql.Named("id", organisation))
}
