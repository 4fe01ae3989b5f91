package analytics

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// A component is one side of a ratio, as it is written.
type component struct {
	Indicator string              `yaml:"indicator"`
	Where     map[string][]string `yaml:"where"` // restrictions that always hold, beside those of the question
	Basis     string              `yaml:"basis"` // where its facts count; empty: as the question says
}

// parts are the sides of a ratio: what is divided, what it is divided by and, where a definition names it, the part of the latter of
// which nobody knows whether it belongs to the former.
func (d spec) parts() []component {
	if d.Unsure.Indicator == "" {
		return []component{d.Of, d.Over}
	}
	return []component{d.Of, d.Over, d.Unsure}
}

// isShare says whether the facts of the numerator are among those of the denominator.
func (d spec) isShare() bool { return d.Of.Indicator == d.Over.Indicator }

// ratio answers a ratio: both sides are added up first and divided then.
//
// Where the numerator's facts are some of the denominator's, a place without any of them is 0; otherwise it is missing. With
// facts that nobody can place, the figure is the share among those that are known, and its bounds count them against and for.
func (r *Release) ratio(ctx context.Context, i Indicator, q Query) (*answer, error) {
	a := newAnswer(i, q)
	for n, c := range i.def.parts() {
		part, asked, err := r.part(c, q)
		if err != nil {
			return nil, err
		}
		ask := r.answer
		if n != 1 && i.def.isShare() {
			ask = r.counted // what stands behind the whole stands behind its parts
		}
		one, err := ask(ctx, part, asked)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.ID, err)
		}
		a.parts = append(a.parts, one)
	}
	of, over := a.parts[0], a.parts[1]
	for _, at := range slices.SortedFunc(maps.Keys(over.figures), comparePlaces) {
		if f, ok := a.divide(at); ok {
			a.keep(f)
		}
	}
	a.settle(r.words.asOf)
	a.backings = over.backings
	if !i.def.isShare() {
		a.backings = append(slices.Clone(of.backings), over.backings...)
	}
	a.predates = of.predates || over.predates
	return a, nil
}

// part is the question about one side of a ratio.
func (r *Release) part(c component, q Query) (Indicator, Query, error) {
	i, err := r.catalogue.Indicator(c.Indicator)
	if err != nil {
		return Indicator{}, Query{}, err
	}
	where := parseWhere(q.Where)
	maps.Copy(where, c.Where)
	asked := Query{Indicators: i.ID, Economies: q.Economies, From: q.From, To: q.To, Frequency: q.Frequency, By: q.By, Where: printWhere(where),
		Basis: orElse(c.Basis, q.Basis)}
	if len(i.Bases) == 0 {
		asked.Basis = ""
	}
	if i.IsMoney() {
		asked.Currency = q.Currency
	}
	asked, err = r.catalogue.Parse(nil, asked)
	return i, asked, err
}

// divide makes the figure of a place. It says no where the denominator has no fact.
func (a *answer) divide(at place) (figure, bool) {
	over, there := a.parts[1].figures[at]
	if !there {
		return figure{}, false
	}
	share := a.i.def.isShare()
	of, has := a.parts[0].figures[at]
	if !has && share {
		of = figure{value: Value{Known: true}, complete: true, edition: over.edition}
	}
	f := figure{place: at, n: over.n, missing: over.missing, complete: over.complete && (of.complete || !has), edition: over.edition,
		statuses: a.parts[1].cleaned(over.statuses) | a.parts[0].cleaned(of.statuses), summed: over.summed || of.summed}
	if !share {
		f.n, f.missing, f.edition = f.n+of.n, f.missing+of.missing, of.edition+" "+over.edition
	}
	if !of.value.Known || !over.value.Known {
		return f, true
	}
	if len(a.parts) == 3 {
		return a.bounded(f, of, over), true
	}
	f.value = quotient(of.value.Float, over.value.Float, a.scaled())
	return f, true
}

// bounded is a share with facts that nobody can place.
func (a *answer) bounded(f, of, over figure) figure {
	unsure, there := a.parts[2].figures[f.place]
	f.missing += unsure.n - unsure.missing
	if there && !unsure.value.Known {
		unsure.value.Float = 0 // all of them undisclosed: they are in no sum
	}
	f.value = quotient(of.value.Float, over.value.Float-unsure.value.Float, a.scaled())
	f.low = quotient(of.value.Float, over.value.Float, a.scaled())
	f.high = quotient(of.value.Float+unsure.value.Float, over.value.Float, a.scaled())
	return f
}

// scaled is what a ratio is multiplied by to be in its unit.
func (a *answer) scaled() float64 {
	if a.i.Unit.Code == "percent" {
		return 100
	}
	return 1
}

func quotient(of, over, scale float64) Value {
	if over == 0 {
		return Value{}
	}
	return Value{Float: scale * of / over, Known: true}
}

// cleaned are the statuses of facts without what is about their rate of exchange, where none is used.
func (a *answer) cleaned(statuses int) int {
	if a.i.isFacts() && !a.i.IsMoney() && !a.i.isComposed() {
		return statuses &^ bitProvisional
	}
	return statuses
}

// behindRatio are the facts of both sides; of a share those of the whole, which hold the others.
func (r *Release) behindRatio(ctx context.Context, i Indicator, q Query, c Cell) ([]rowAt, error) {
	sides := []component{i.def.Over}
	if !i.def.isShare() {
		sides = []component{i.def.Of, i.def.Over}
	}
	var all []rowAt
	for _, side := range sides {
		part, asked, err := r.part(side, q)
		if err != nil {
			return nil, err
		}
		rows, err := r.behind(ctx, part, asked, c)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

func comparePlaces(a, b place) int {
	for _, one := range [][2]string{{string(a.economy), string(b.economy)}, {string(a.period), string(b.period)}} {
		if c := compare(one[0], one[1]); c != 0 {
			return c
		}
	}
	return compare(string(a.code), string(b.code))
}

// lintRatio says what is wrong with the sides of a ratio.
func (c *Catalogue) lintRatio(i Indicator) []string {
	var found []string
	for _, side := range i.def.parts() {
		part, err := c.Indicator(side.Indicator)
		if err != nil {
			found = append(found, "indicator "+side.Indicator+" does not exist")
			continue
		}
		if part.isComposed() || part.Aggregate == aggSample {
			found = append(found, side.Indicator+" is itself made by a formula")
		}
		for _, d := range i.Dimensions {
			if _, ok := part.Dimension(d.ID); !ok {
				found = append(found, side.Indicator+" has no dimension "+d.ID)
			}
		}
		for d := range side.Where {
			if _, ok := part.Dimension(d); !ok {
				found = append(found, side.Indicator+" has no dimension "+d)
			}
		}
		for _, frequency := range i.Frequencies {
			if !slices.Contains(part.Frequencies, frequency) {
				found = append(found, side.Indicator+" has no frequency "+frequency)
			}
		}
	}
	return found
}
