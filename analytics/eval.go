package analytics

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Eval answers a query. The same query on the same release gives the same frame.
//
// Periods run without a hole from the first to the last one with a fact; of a printed quarterly series only the quarters that
// it prints are there. An economy without any fact in the range is not covered: its observations are missing (M), never
// zero. Where facts are counted and an economy is covered, no fact in a period is a zero; where they are summed it is missing.
// A query that no Catalogue parsed is an *InvalidError or an internal error, never a wrong figure.
func (r *Release) Eval(ctx context.Context, q Query) (Frame, error) {
	asked, err := r.catalogue.several(q.Indicators)
	if err != nil {
		return Frame{}, err
	}
	answers := make([]*answer, len(asked))
	for n, i := range asked {
		if err := r.words.check(q, i); err != nil {
			return Frame{}, err
		}
		if answers[n], err = r.answerTo(ctx, i, q); err != nil {
			return Frame{}, fmt.Errorf("indicator %s: %w", i.ID, err)
		}
	}
	lacks, err := r.lacks(ctx, sides(answers))
	if err != nil {
		return Frame{}, err
	}
	f := r.frame(q, answers, lacks)
	if q.Nowcast == "" || f.NotLoaded() {
		return f, nil
	}
	for _, a := range answers {
		if !a.i.def.Nowcast {
			continue
		}
		list, err := r.nowcasts(ctx, a)
		if err != nil {
			return Frame{}, fmt.Errorf("indicator %s: nowcast: %w", a.i.ID, err)
		}
		f.Nowcasts = append(f.Nowcasts, list...)
	}
	return f, nil
}

// A place is where a figure stands.
type place struct {
	economy Code
	period  Period
	code    Code
}

// A figure is what SQL says about a place.
type figure struct {
	place
	n, missing int
	value      Value
	low, high  Value // bounds, where a method gives them
	largest    Value // of the facts that are summed
	statuses   int   // bits of the statuses of the facts behind it
	edition    string
	complete   bool // false: quarters of the year are missing
	summed     bool // the sum of a group's members, for want of a printed total
}

// A backing is what SQL says about the facts of one dataset.
type backing struct {
	dataset                      string
	n, missing, documents        int
	lastRow                      string
	undated, yearOnly, uncertain int
}

// An answer is everything that one indicator contributes to a frame.
type answer struct {
	i        Indicator
	q        Query
	figures  map[place]figure
	covered  map[Code]bool // economies with a fact in the range
	periods  []Period
	codes    []Code
	backings []backing
	divisors divisors
	carried  map[Code]bool // economies divided by an earlier year's denominator
	lacking  map[Code]bool // economies without a denominator
	cut      int           // codes that are left out because others are larger
	bare     bool          // the release holds no fact of the indicator, and a dataset that has some is not loaded
	predates bool          // the release was made before the facts of the indicator had their table and columns
	parts    []*answer     // the sides of a ratio
}

func newAnswer(i Indicator, q Query) *answer {
	return &answer{i: i, q: q, figures: map[place]figure{}, covered: map[Code]bool{}, carried: map[Code]bool{}, lacking: map[Code]bool{}}
}

// keep takes a figure in.
func (a *answer) keep(f figure) {
	a.figures[f.place] = f
	a.covered[f.economy] = true
	a.codes = union(a.codes, []Code{f.code})
}

// settle says what periods and codes the figures that are kept stand for.
func (a *answer) settle(asOf string) {
	a.periods = a.grid(asOf)
	if a.q.By == "" {
		a.codes = []Code{""}
	}
}

// answerTo answers an indicator in the way in which its figures are made.
func (r *Release) answerTo(ctx context.Context, i Indicator, q Query) (*answer, error) {
	switch i.Aggregate {
	case aggRatio:
		return r.ratio(ctx, i, q)
	case aggNetwork:
		return r.networkOf(ctx, i, q)
	}
	return r.answer(ctx, i, q)
}

// sides are answers with the sides of ratios in the place of the ratios: what facts may lack.
func sides(answers []*answer) []*answer {
	var all []*answer
	for _, a := range answers {
		if len(a.parts) > 0 {
			all = append(all, a.parts...)
		} else {
			all = append(all, a)
		}
	}
	return all
}

// measured are the figures of an indicator, as SQL or its method makes them.
func (r *Release) measured(ctx context.Context, i Indicator, q Query) ([]figure, error) {
	if i.Aggregate == aggSample {
		return r.sampled(ctx, i, q)
	}
	return askCompiled(ctx, r.data, i, q, figures, scanFigure)
}

func (r *Release) answer(ctx context.Context, i Indicator, q Query) (*answer, error) {
	a, err := r.counted(ctx, i, q)
	if err != nil {
		return nil, err
	}
	if !a.predates {
		if a.backings, err = askCompiled(ctx, r.data, i, q, coverage, scanBacking); err != nil {
			return nil, err
		}
	}
	if q.Per != "" {
		if a.divisors, err = readDivisors(ctx, r.data, q, a.economies()); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// counted is an answer without what stands behind it.
func (r *Release) counted(ctx context.Context, i Indicator, q Query) (*answer, error) {
	a := newAnswer(i, q)
	all, err := r.measured(ctx, i, q)
	if a.predates = errors.Is(err, errPredates); err != nil && !a.predates {
		return nil, err
	}
	if q.By != "" && !i.byOption(q) && i.def.dimension(q.By).Most > 0 {
		all, a.cut = leading(all, i.def.dimension(q.By).Most)
	}
	for _, f := range all {
		a.keep(f)
	}
	a.settle(r.words.asOf)
	return a, nil
}

// askCompiled asks about an indicator; errPredates if the release is too old to have its facts.
func askCompiled[T any](ctx context.Context, d database, i Indicator, q Query, kind string, scan func(*sql.Rows) (T, error)) ([]T, error) {
	s, err := compile(i, q, kind, Cell{})
	if err != nil {
		return nil, err
	}
	return askStrictly(ctx, d, s.text, scan, s.args...)
}

func scanFigure(rows *sql.Rows) (figure, error) {
	var f figure
	var value, largest sql.NullFloat64
	err := rows.Scan(&f.economy, &f.period, &f.code, &f.n, &f.missing, &value, &largest, &f.statuses, &f.edition, &f.complete, &f.summed)
	f.value, f.largest = valueOf(value), valueOf(largest)
	return f, err
}

func scanBacking(rows *sql.Rows) (backing, error) {
	var b backing
	var last sql.NullString
	err := rows.Scan(&b.dataset, &b.n, &b.missing, &b.documents, &last, &b.undated, &b.yearOnly, &b.uncertain)
	b.lastRow = last.String
	return b, err
}

// economies are those asked for, in that order; of "all", those with a fact.
func (a *answer) economies() []Code {
	var codes []Code
	if a.q.Economies != allEconomies {
		for _, code := range splitList(a.q.Economies) {
			codes = append(codes, Code(code))
		}
		return codes
	}
	for code := range a.covered {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// grid is the periods that the indicator answers for, in order.
func (a *answer) grid(asOf string) []Period {
	var found []Period
	for at := range a.figures {
		if !slices.Contains(found, at.period) {
			found = append(found, at.period)
		}
	}
	slices.Sort(found)
	frequency := a.i.frequency(a.q)
	switch {
	case frequency == freqAll:
		return []Period{freqAll}
	case len(found) == 0:
		year := asOf[:4]
		from := orElse(a.q.From, orElse(a.q.To, year))
		return between(Period(from), Period(orElse(a.q.To, max(from, year))))
	case frequency == freqQuarter && !a.i.isFacts():
		return found
	}
	return between(found[0], found[len(found)-1])
}

// between lists years or quarters from first to last.
func between(first, last Period) []Period {
	var all []Period
	for p := first; p <= last; p = p.next() {
		all = append(all, p)
	}
	return all
}

// next is the year after a year, the quarter after a quarter.
func (p Period) next() Period {
	year, _ := strconv.Atoi(string(p[:4])) // periods begin with a year
	if len(p) == 4 {
		return Period(fmt.Sprintf("%04d", year+1))
	}
	if quarter := p[6] - '0'; quarter < 4 {
		return Period(fmt.Sprintf("%04d-Q%d", year, quarter+1))
	}
	return Period(fmt.Sprintf("%04d-Q1", year+1))
}

// end is the last day of a period, ISO; of "all" it is empty.
func (p Period) end() string {
	switch {
	case p == freqAll:
		return ""
	case len(p) == 4:
		return string(p) + "-12-31"
	}
	return string(p[:4]) + []string{"-03-31", "-06-30", "-09-30", "-12-31"}[p[6]-'1']
}

// observe is the observation at a place, with the edition before it, which a break is told by.
func (a *answer) observe(at place, editionBefore, asOf string) Observation {
	f, there := a.figures[at]
	o := Observation{Indicator: a.i.ID, Economy: at.economy, Period: at.period, By: at.code, Value: f.value, Low: f.low, High: f.high, N: f.n, Missing: f.missing}
	if !there {
		f.complete = true
		counts := a.i.Aggregate == aggCount || a.i.Aggregate == aggDistinct
		o.Value = Value{Known: counts && a.covered[at.economy]}
	}
	f.statuses = a.cleaned(f.statuses)
	late := false
	if a.q.Per != "" && o.Value.Known {
		o.Value, late = a.divided(o.Value, at, asOf)
	}
	switch {
	case !o.Value.Known:
		o.Status = StatusMissing
	case at.period.end() > asOf, !f.complete, f.statuses&bitProvisional != 0:
		o.Status = StatusProvisional
	case there && editionBefore != "" && editionBefore != f.edition, f.statuses&bitBreak != 0:
		o.Status = StatusBreak
	case late, f.statuses&bitEstimated != 0:
		o.Status = StatusEstimated
	case f.statuses&bitForecast != 0:
		o.Status = StatusForecast
	case f.statuses == bitUncertain:
		o.Status = StatusUncertain
	default:
		o.Status = StatusNormal
	}
	return o
}

// Bits of the statuses of facts, as sql/facts.sql sets them. A figure is of low reliability only if every fact behind it is.
const (
	bitBreak       = 2
	bitEstimated   = 4
	bitForecast    = 8
	bitProvisional = 16
	bitUncertain   = 32
)
