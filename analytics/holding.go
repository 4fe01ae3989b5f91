package analytics

import (
	"context"
	"database/sql"
	"slices"
)

// A Holding says who holds a project with a profile: where it was begun, who looks after it, where the money of the company behind it
// comes from and where it is used. What the lists do not say is empty.
type Holding struct {
	Project
	CompanyEconomy Code // of the company behind it; empty if none is listed
	Money          []LeadMoney
	Leads          []Holder
	Sales          []Sale
	Grants         []ProjectGrant
	Developers     Adoption // who push to repositories with its topic
	Downloads      Adoption // of its package, or of the one that stands for it
}

// LeadMoney is the disclosed equity of the rounds that investors of one bloc led; MIXED of several, UNKNOWN where nobody says.
type LeadMoney struct {
	Origin              Code
	Rounds, Undisclosed int   // rounds; those of them without an amount
	EUR                 Value // missing if all are undisclosed
}

// A Holder is an investor that led a round.
type Holder struct {
	ID, Label string
	Economy   Code // empty if unknown
}

// A Sale is a purchase or listing of the company behind a project.
type Sale struct {
	Label, Dated    string
	Instrument      Code
	AcquirerEconomy Code // empty if unknown
	Counted         bool // false: not closed, undone, or part of another
	Note, SourceURL string
}

// A ProjectGrant is a grant to open source that names a project.
type ProjectGrant struct {
	Label, Funder string
	Economy       Code // of the funder
	Dated         string
	EUR           Value
	SourceURL     string
}

// Adoption is a count by economy in the latest period that has one for every economy asked, or else for most.
type Adoption struct {
	Indicator string
	Code      Code // of the topic or package; empty if nothing counts the project
	Period    Period
	Values    []AdoptionValue // of the European Union, the United States and China; nil if nothing is loaded
}

// An AdoptionValue is a count in one economy; it may be missing.
type AdoptionValue struct {
	Economy Code
	Value   Value
}

// Holdings returns who holds each project with a profile, by name; with an id that of one project, of which there is none if it has no
// profile.
func (r *Release) Holdings(ctx context.Context, id string) ([]Holding, error) {
	projects, err := r.projects(ctx, id)
	if err != nil {
		return nil, err
	}
	var all []Holding
	for _, p := range projects {
		if p.Featured {
			all = append(all, Holding{Project: p})
		}
	}
	for _, fill := range []func(context.Context, string, []Holding) error{r.holdCompanies, r.holdMoney, r.holdLeads, r.holdSales, r.holdGrants, r.holdUse} {
		if err := fill(ctx, id, all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// into runs a query whose first column is a project, and hands each row to the project's holding.
func (r *Release) into(ctx context.Context, query, id string, all []Holding, columns func() ([]any, func(*Holding))) error {
	_, err := ask(ctx, r.data, browseSQL(query), func(rows *sql.Rows) (struct{}, error) {
		var project string
		fields, keep := columns()
		err := rows.Scan(append([]any{&project}, fields...)...)
		if at := slices.IndexFunc(all, func(h Holding) bool { return h.ID == project }); at >= 0 {
			keep(&all[at])
		}
		return struct{}{}, err
	}, sql.Named("id", id))
	return err
}

func (r *Release) holdMoney(ctx context.Context, id string, all []Holding) error {
	return r.into(ctx, "project_money", id, all, func() ([]any, func(*Holding)) {
		var m LeadMoney
		var eur sql.NullFloat64
		return []any{&m.Origin, &m.Rounds, &m.Undisclosed, &eur}, func(h *Holding) {
			m.EUR = valueOf(eur)
			h.Money = append(h.Money, m)
		}
	})
}

func (r *Release) holdLeads(ctx context.Context, id string, all []Holding) error {
	return r.into(ctx, "project_leads", id, all, func() ([]any, func(*Holding)) {
		var one Holder
		return []any{&one.ID, &one.Label, &one.Economy}, func(h *Holding) { h.Leads = append(h.Leads, one) }
	})
}

func (r *Release) holdSales(ctx context.Context, id string, all []Holding) error {
	return r.into(ctx, "project_sales", id, all, func() ([]any, func(*Holding)) {
		var s Sale
		return []any{&s.Label, &s.Dated, &s.Instrument, &s.AcquirerEconomy, &s.Counted, &s.Note, &s.SourceURL},
			func(h *Holding) { h.Sales = append(h.Sales, s) }
	})
}

func (r *Release) holdGrants(ctx context.Context, id string, all []Holding) error {
	return r.into(ctx, "project_grants", id, all, func() ([]any, func(*Holding)) {
		var g ProjectGrant
		var eur sql.NullFloat64
		return []any{&g.Label, &g.Funder, &g.Economy, &g.Dated, &eur, &g.SourceURL}, func(h *Holding) {
			g.EUR = valueOf(eur)
			h.Grants = append(h.Grants, g)
		}
	})
}

// holdUse fills in where projects are used.
func (r *Release) holdUse(ctx context.Context, _ string, all []Holding) error {
	var topics, packages []string
	for n := range all {
		all[n].Developers = Adoption{Indicator: "ai-topic-developers", Code: all[n].Topic}
		all[n].Downloads = Adoption{Indicator: "featured-downloads", Code: r.packageOf(all[n].Project)}
		topics, packages = append(topics, string(all[n].Topic)), append(packages, string(all[n].Downloads.Code))
	}
	developers, err := r.counts(ctx, "ai-topic-developers", "topic", topics)
	if err != nil {
		return err
	}
	downloads, err := r.counts(ctx, "featured-downloads", "package", packages)
	for n := range all {
		all[n].Developers.count(developers)
		all[n].Downloads.count(downloads)
	}
	return err
}

func (r *Release) holdCompanies(ctx context.Context, id string, all []Holding) error {
	return r.into(ctx, "project_companies", id, all, func() ([]any, func(*Holding)) {
		var economy Code
		return []any{&economy}, func(h *Holding) { h.CompanyEconomy = economy }
	})
}

// packageOf is the package whose downloads are counted for a project, or stand for it; empty if none is loaded.
func (r *Release) packageOf(p Project) Code {
	for _, name := range []Code{Code(p.PackageName), map[string]Code{"stable-diffusion": "diffusers"}[p.ID]} {
		if _, counted := r.words.codeName("package", name); counted && name != "" {
			return name
		}
	}
	return ""
}

// counts asks an indicator for codes of a dimension, by quarter; the frame is empty if there are none.
func (r *Release) counts(ctx context.Context, indicator, dimension string, codes []string) (Frame, error) {
	codes = slices.DeleteFunc(unique(codes), func(code string) bool { return code == "" })
	if len(codes) == 0 {
		return Frame{}, nil
	}
	q, err := r.catalogue.Parse(nil, Query{Indicators: indicator, Economies: StandardEconomies, Frequency: freqQuarter, By: dimension,
		Where: printWhere(map[string][]string{dimension: codes})})
	if err != nil {
		return Frame{}, err
	}
	return r.Eval(ctx, q)
}

// count takes the latest of the periods that have a value for most economies.
func (a *Adoption) count(f Frame) {
	best := 0
	for _, period := range f.Periods {
		values, known := []AdoptionValue{}, 0
		for _, o := range f.Observations {
			if o.Period == period && o.By == a.Code && a.Code != "" {
				values = append(values, AdoptionValue{o.Economy, o.Value})
				if o.Value.Known && o.Status != StatusProvisional {
					known++
				}
			}
		}
		if known > 0 && known >= best {
			best, a.Period, a.Values = known, period, values
		}
	}
}
