package analytics

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// A database answers SQL: a published release, or in tests one that is being built.
type database interface {
	Query(ctx context.Context, query string, args ...sql.NamedArg) (*sql.Rows, error)
}

// ask runs a query and reads every row with scan. There are no rows of what a release is too old to have.
func ask[T any](ctx context.Context, d database, query string, scan func(*sql.Rows) (T, error), args ...sql.NamedArg) ([]T, error) {
	all, err := askStrictly(ctx, d, query, scan, args...)
	if errors.Is(err, errPredates) {
		return nil, nil
	}
	return all, err
}

// askStrictly is ask with errPredates for what a release is too old to have.
func askStrictly[T any](ctx context.Context, d database, query string, scan func(*sql.Rows) (T, error), args ...sql.NamedArg) ([]T, error) {
	rows, err := d.Query(ctx, query, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("read a row: %w", err)
		}
		all = append(all, one)
	}
	return all, classify(rows.Err())
}

// unknown is the code of facts without one.
const unknown Code = "UNKNOWN"

var unknownName = Name{"en": "Unknown", "fr": "Inconnu"}

// A vocabulary is what a release calls things: its economies, groups, code lists, datasets and series. It is read once.
type vocabulary struct {
	rates     []string // datasets of exchange rates
	asOf      string
	economies []Economy
	groups    []Group
	names     map[Code]Name // of economies and groups
	lists     map[string][]ListedCode
	datasets  []Dataset
	series    map[string]seriesText
	composite compositeMemo // made when it is first asked for
	gaps      gapMemo       // as well
}

type seriesText struct{ label, definition, note, dataset string }

func readVocabulary(ctx context.Context, d database) (*vocabulary, error) {
	v := &vocabulary{names: map[Code]Name{}, lists: map[string][]ListedCode{}, series: map[string]seriesText{}}
	for _, read := range []func(context.Context, database) error{v.readLists, v.readEconomies, v.readGroups, v.readDatasets, v.readSeries, v.readRates} {
		if err := read(ctx, d); err != nil {
			return nil, fmt.Errorf("vocabulary: %w", err)
		}
	}
	return v, nil
}

func (v *vocabulary) readLists(ctx context.Context, d database) error {
	type entry struct {
		list string
		code ListedCode
	}
	all, err := ask(ctx, d, browseSQL("codes"), func(r *sql.Rows) (entry, error) {
		var e entry
		var en, fr string
		err := r.Scan(&e.list, &e.code.Code, &en, &fr)
		e.code.Name = Name{"en": en, "fr": fr}
		return e, err
	})
	for _, e := range all {
		v.lists[e.list] = append(v.lists[e.list], e.code)
	}
	return err
}

func (v *vocabulary) readEconomies(ctx context.Context, d database) (err error) {
	v.economies, err = ask(ctx, d, browseSQL("economies"), func(r *sql.Rows) (Economy, error) {
		var e Economy
		var en, fr string
		var latitude, longitude sql.NullFloat64
		err := r.Scan(&e.Code, &en, &fr, &e.Bloc, &e.Aggregate, &e.MemberFrom, &latitude, &longitude)
		e.Name, e.Latitude, e.Longitude = Name{"en": en, "fr": fr}, valueOf(latitude), valueOf(longitude)
		return e, err
	})
	for _, e := range v.economies {
		v.names[e.Code] = e.Name
	}
	return err
}

func (v *vocabulary) readGroups(ctx context.Context, d database) error {
	type member struct{ group, economy Code }
	all, err := ask(ctx, d, browseSQL("groups"), func(r *sql.Rows) (m member, err error) {
		return m, r.Scan(&m.group, &m.economy)
	})
	for _, m := range all {
		if n := len(v.groups); n == 0 || v.groups[n-1].Code != m.group {
			v.groups = append(v.groups, Group{Code: m.group, Name: v.groupName(m.group)})
			v.names[m.group] = v.groupName(m.group)
		}
		last := &v.groups[len(v.groups)-1]
		last.Members = append(last.Members, m.economy)
	}
	return err
}

func (v *vocabulary) groupName(code Code) Name {
	if name, ok := v.names[code]; ok {
		return name
	}
	for _, list := range []string{"economy_group_name", "bloc"} {
		if name, ok := v.codeName(list, code); ok {
			return name
		}
	}
	return Name{"en": string(code)}
}

func (v *vocabulary) readDatasets(ctx context.Context, d database) (err error) {
	v.datasets, err = ask(ctx, d, browseSQL("datasets"), func(r *sql.Rows) (Dataset, error) {
		var s Dataset
		var caveats string
		err := r.Scan(&s.ID, &s.Title, &s.Producer, &s.URL, &s.Citation, &s.Licence, &s.Redistribution, &s.Cadence, &s.AsOf,
			&s.Curated, &s.Coverage, &caveats)
		s.Caveats = slices.DeleteFunc(strings.Split(caveats, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
		return s, err
	})
	return err
}

func (v *vocabulary) readSeries(ctx context.Context, d database) error {
	type entry struct {
		id   string
		text seriesText
	}
	all, err := ask(ctx, d, browseSQL("series"), func(r *sql.Rows) (e entry, err error) {
		return e, r.Scan(&e.id, &e.text.label, &e.text.definition, &e.text.note, &e.text.dataset)
	})
	for _, e := range all {
		v.series[e.id] = e.text
	}
	return err
}

func (v *vocabulary) dataset(id string) Dataset {
	at := slices.IndexFunc(v.datasets, func(d Dataset) bool { return d.ID == id })
	if at < 0 {
		return Dataset{ID: id}
	}
	return v.datasets[at]
}

func (v *vocabulary) codeName(list string, code Code) (Name, bool) {
	if list == "economy" {
		name, ok := v.names[code]
		return name, ok
	}
	for _, one := range v.lists[list] {
		if one.Code == code {
			return one.Name, true
		}
	}
	return nil, false
}

// nameOf is the name of a code of a dimension; a code that its list lacks is its own name.
func (v *vocabulary) nameOf(list string, code Code) Name {
	if name, ok := v.codeName(list, code); ok {
		return name
	}
	if name, ok := v.codeName("bloc", code); ok {
		return name
	}
	if code == unknown {
		return unknownName
	}
	return Name{"en": string(code)}
}

// blocOf is the bloc of an economy; empty of a code that is none.
func (v *vocabulary) blocOf(code Code) Code {
	at := slices.IndexFunc(v.economies, func(e Economy) bool { return e.Code == code })
	if at < 0 {
		return ""
	}
	return v.economies[at].Bloc
}

// order sorts codes as their list has them; codes outside the list come last, by name.
func (v *vocabulary) order(list string, codes []Code) {
	place := func(c Code) int {
		entries := v.lists[list]
		at := slices.IndexFunc(entries, func(one ListedCode) bool { return one.Code == c })
		if at < 0 {
			return len(entries)
		}
		return at
	}
	sort.Slice(codes, func(a, b int) bool {
		if pa, pb := place(codes[a]), place(codes[b]); pa != pb {
			return pa < pb
		}
		return codes[a] < codes[b]
	})
}

// check says whether the economies and codes that a query names exist.
func (v *vocabulary) check(q Query, i Indicator) error {
	for _, code := range splitList(q.Economies) {
		if _, ok := v.names[Code(code)]; !ok && code != allEconomies {
			return &InvalidError{Param: "economies", Value: code, Reason: "no such economy or group", Allowed: v.askable()}
		}
	}
	for dimension, codes := range parseWhere(q.Where) {
		d, _ := i.Dimension(dimension)
		if d.List != "economy" && len(v.lists[d.List]) == 0 {
			continue // the release is older than the list, and than the facts that have its codes
		}
		for _, code := range codes {
			if _, ok := v.codeName(d.List, Code(code)); !ok && Code(code) != unknown {
				return &InvalidError{Param: wherePrefix + dimension, Value: code, Reason: "no such code", Allowed: v.listed(d.List)}
			}
		}
	}
	return nil
}

// askable lists groups before single economies.
func (v *vocabulary) askable() []string {
	var all []string
	for _, g := range v.groups {
		if len(g.Members) > 1 {
			all = append(all, string(g.Code))
		}
	}
	for _, e := range v.economies {
		all = append(all, string(e.Code))
	}
	return unique(all)
}

func (v *vocabulary) listed(list string) []string {
	if list == "economy" {
		return v.askable()
	}
	var all []string
	for _, one := range v.lists[list] {
		all = append(all, string(one.Code))
	}
	return all
}

func valueOf(n sql.NullFloat64) Value { return Value{Float: n.Float64, Known: n.Valid} }

func (v *vocabulary) readRates(ctx context.Context, d database) (err error) {
	v.rates, err = ask(ctx, d, browseSQL("rates"), func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
	return err
}
