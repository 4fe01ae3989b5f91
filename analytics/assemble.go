package analytics

import (
	"slices"
)

// frame puts the answers of the indicators together: one set of economies, periods and codes, one total order.
func (r *Release) frame(q Query, answers []*answer, lacks []Lack) Frame {
	f := Frame{Query: q, Release: r.id, AsOf: r.words.asOf, Dimension: q.By, Lacks: lacks, EconomyNames: map[Code]Name{}, CodeNames: map[Code]Name{}}
	bare := !slices.ContainsFunc(sides(answers), func(a *answer) bool { return !a.bare && !a.predates })
	f.Predates = bare && len(lacks) == 0
	compared := map[string][]Code{}
	for _, a := range answers {
		compared[a.i.ID] = a.i.Compared
		f.Series = append(f.Series, Series{Indicator: a.i.ID, Title: a.i.Title, Unit: a.i.unit(q), Kind: a.i.Kind, Interval: a.i.interval()})
		f.Economies = union(f.Economies, a.economies())
		if bare {
			continue
		}
		f.Periods = union(f.Periods, a.periods)
		if q.By != "" {
			f.Codes = union(f.Codes, a.codes)
		}
	}
	if q.Economies == allEconomies {
		slices.Sort(f.Economies)
	}
	slices.Sort(f.Periods)
	r.name(&f, answers[0].i)
	for _, a := range answers {
		if !bare {
			f.Observations = append(f.Observations, r.observations(f, a)...)
		}
	}
	f.Gaps = gaps(f, compared)
	f.Coverage = r.coverage(answers)
	f.Sources = r.sources(q, answers)
	f.Notes = r.notes(f, answers)
	return f
}

func union[T comparable](have, more []T) []T {
	for _, one := range more {
		if !slices.Contains(have, one) {
			have = append(have, one)
		}
	}
	return have
}

// name orders the codes and gives every code of the frame its name.
func (r *Release) name(f *Frame, i Indicator) {
	for _, code := range f.Economies {
		f.EconomyNames[code] = r.words.names[code]
	}
	if f.Dimension == "" {
		return
	}
	d, _ := i.Dimension(f.Dimension)
	if o, ok := i.Option(f.Dimension); ok {
		f.Codes = nil
		for _, value := range o.Values {
			f.Codes = append(f.Codes, Code(value))
		}
		return
	}
	r.words.order(d.List, f.Codes)
	for _, code := range f.Codes {
		f.CodeNames[code] = r.words.nameOf(d.List, code)
	}
}

func (r *Release) observations(f Frame, a *answer) []Observation {
	codes := f.Codes
	if f.Dimension == "" {
		codes = []Code{""}
	}
	all := make([]Observation, 0, len(f.Economies)*len(a.periods)*len(codes))
	for _, economy := range f.Economies {
		editions := map[Code]string{}
		for _, period := range a.periods {
			for _, code := range codes {
				at := place{economy, period, code}
				all = append(all, a.observe(at, editions[code], r.words.asOf))
				if figure, ok := a.figures[at]; ok {
					editions[code] = figure.edition
				}
			}
		}
	}
	return all
}

func (r *Release) coverage(answers []*answer) Coverage {
	var c Coverage
	for _, a := range answers {
		for _, b := range a.backings {
			c.Rows += b.n
			c.Missing += b.missing
			c.Documents += b.documents
			c.LastRow = max(c.LastRow, b.lastRow)
			c.Curated = c.Curated || b.n > 0 && r.words.dataset(b.dataset).Curated
		}
	}
	return c
}

// sources are the datasets behind the figures, the one with most facts first, then those that figures are converted or divided with.
func (r *Release) sources(q Query, answers []*answer) []Source {
	var all []Source
	add := func(id string, rows int) {
		at := slices.IndexFunc(all, func(s Source) bool { return s.Dataset == id })
		if at < 0 {
			all = append(all, r.words.dataset(id).source())
			at = len(all) - 1
		}
		all[at].Rows += rows
	}
	for _, a := range answers {
		for _, b := range a.backings {
			if b.n > 0 {
				add(b.dataset, b.n)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Source) int {
		if a.Rows != b.Rows {
			return b.Rows - a.Rows
		}
		return compare(a.Dataset, b.Dataset)
	})
	if len(all) == 0 {
		return nil
	}
	for _, id := range r.helpers(q, answers) {
		add(id, 0)
	}
	return all
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// converts says whether figures are made of amounts in one currency that were printed in several.
func (a *answer) converts() bool {
	if !a.i.isFacts() {
		return a.i.IsMoney() && currencyCode(a.q.Currency) != a.i.def.Unit
	}
	return a.i.def.Value == valueAmount
}

// helpers are the datasets of exchange rates and denominators that a query needs.
func (r *Release) helpers(q Query, answers []*answer) []string {
	var ids []string
	for _, a := range sides(answers) {
		if a.converts() || q.Per == perGDP {
			ids = union(ids, r.words.rates)
		}
	}
	switch q.Per {
	case perCapita:
		ids = union(ids, []string{r.words.series["population"].dataset})
	case perGDP:
		ids = union(ids, []string{r.words.series["gdp-current-usd"].dataset})
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}
