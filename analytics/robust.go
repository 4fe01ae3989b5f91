package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Robustness says how far the figures of a question hang on how it is asked: the same figures again inside other borders and at other
// places, without the largest facts, with the fact in the middle beside the mean, and what stands behind each.
type Robustness struct {
	Release string
	Tables  []RobustTable // one for each indicator of the question
}

// A RobustTable is the figures of one indicator at the latest complete period, or over the whole range, without a breakdown.
type RobustTable struct {
	Indicator string
	Title     string // English; key indicator.<id>.title
	Unit      Unit
	Period    Period
	Where     string // restrictions of the question, as in Query.Where: codes that may not be summed are one of them
	Basis     string // where a fact counts as asked; empty if there is one place
	Economies []Code // columns: at most five
	Names     map[Code]Name
	Published bool // the figure is the producer's own: there are no facts of ours to leave out
	Variants  []Variant
	Coverage  Coverage
	Sources   int    // datasets with facts of the frame
	Shift     *Shift // what changes the reading most; nil where nothing was asked another way
}

// The ways in which figures are asked again.
const (
	VariantAsked   = "asked"
	VariantBorder  = "border"        // Europe is another group: Detail
	VariantBasis   = "basis"         // facts count at another place: Detail
	VariantOne     = "without-one"   // without the largest fact of each economy
	VariantThree   = "without-three" // without the largest three
	VariantMedian  = "median"        // of the facts
	VariantMean    = "mean"          // of the facts
	mostEconomies  = 5
	mostIndicators = 3
)

// A Variant is a line of a table.
type Variant struct {
	ID     string
	Detail string       // a group or a basis
	Cells  []RobustCell // in the order of the table's economies
}

// A RobustCell is a figure of a variant. Change is its distance from the figure as asked in percent; missing where either is, where
// that is zero, and where a variant is no other way to ask (median, mean, the columns that it leaves as they are).
type RobustCell struct {
	Value, Change Value
	N, Missing    int
}

// A Shift is what a variant does to the reading. Where Europe is compared it is the ratio of Subject to Other that moves, farthest by
// the absolute logarithm; else it is the figure of Subject, and Other is empty.
type Shift struct {
	Variant, Detail string
	Subject, Other  Code
	Before, After   Value
}

// borders are the groups that stand for Europe, in the order of size.
var borders = []Code{"EU27_2020", "EUROPE", "WIDER_EUROPE"}

// Robustness asks a question again in other ways. Every figure comes from Eval, or, without the largest facts, from the facts behind it.
// A question over more than three indicators has no tables. Errors are those of Eval.
func (r *Release) Robustness(ctx context.Context, q Query) (Robustness, error) {
	q.Nowcast = "" // an estimate is none of the figures whose robustness is told
	all := Robustness{Release: r.id}
	asked, err := r.catalogue.several(q.Indicators)
	if err != nil || len(asked) > mostIndicators {
		return all, err
	}
	for _, i := range asked {
		t, err := r.robustTable(ctx, i, q)
		if err != nil {
			return all, fmt.Errorf("indicator %s: robustness: %w", i.ID, err)
		}
		if t != nil {
			all.Tables = append(all.Tables, *t)
		}
	}
	return all, nil
}

// robustTable is nil where the indicator has no figure.
func (r *Release) robustTable(ctx context.Context, i Indicator, q Query) (*RobustTable, error) {
	q.Indicators = i.ID
	q, err := r.catalogue.Parse(nil, together(i, q))
	if err != nil {
		return nil, err
	}
	wide := q
	wide.Economies = r.withBorders(q.Economies)
	f, err := r.Eval(ctx, wide)
	if err != nil {
		return nil, err
	}
	t := &RobustTable{Indicator: i.ID, Title: i.Title, Unit: i.unit(q), Where: q.Where, Basis: q.Basis, Published: i.Aggregate == aggPublished, Names: f.EconomyNames}
	if t.Period = f.Latest(i.ID, askedOf(q, f)); t.Period == "" {
		return nil, nil
	}
	t.Economies = columns(q, f, t.Period)
	at := atPeriod(f, t.Period)
	t.Variants = append(t.Variants, t.variant(VariantAsked, "", at, nil))
	t.addBorders(at)
	if err := r.addBases(ctx, i, q, t); err != nil {
		return nil, err
	}
	if i.Aggregate == aggSum {
		if err := r.addSpread(ctx, i, q, t); err != nil {
			return nil, err
		}
	}
	if err := r.cover(ctx, i, q, t); err != nil {
		return nil, err
	}
	t.Shift = t.shift(i)
	return t, nil
}

// together asks for all codes of a breakdown at once; of codes that may not be added up it leaves the usual one to be asked for.
func together(i Indicator, q Query) Query {
	if d, ok := i.Dimension(q.By); ok && !d.Additive {
		where := parseWhere(q.Where)
		if len(where[q.By]) > 1 {
			delete(where, q.By)
			q.Where = printWhere(where)
		}
	}
	q.By = ""
	return q
}

// askedOf are the economies of a question, in its order.
func askedOf(q Query, f Frame) []Code {
	if q.Economies == allEconomies {
		return f.Economies
	}
	var list []Code
	for _, e := range splitList(q.Economies) {
		list = append(list, Code(e))
	}
	return list
}

// withBorders adds the other borders of Europe to the economies of a question that has one of them.
func (r *Release) withBorders(economies string) string {
	list := splitList(economies)
	if !slices.ContainsFunc(borders, func(c Code) bool { return slices.Contains(list, string(c)) }) {
		return economies
	}
	for _, c := range borders {
		if _, known := r.words.names[c]; known && !slices.Contains(list, string(c)) {
			list = append(list, string(c))
		}
	}
	return strings.Join(list, ",")
}

// Latest returns the latest complete period of an indicator in a frame that at least half as many of the economies have as have the
// fullest one; where there is none, the last with any value. A frame over all years has one period. Empty without values.
func (f Frame) Latest(indicator string, among []Code) Period {
	count, most, last := map[Period]int{}, 0, Period("")
	for _, o := range f.Observations {
		if o.Indicator != indicator || !o.Value.Known || !slices.Contains(among, o.Economy) {
			continue
		}
		last = max(last, o.Period)
		if o.Period == freqAll || o.Status != StatusProvisional && o.Status != StatusForecast {
			count[o.Period]++
			most = max(most, count[o.Period])
		}
	}
	for _, p := range slices.Backward(f.Periods) {
		if count[p] > 0 && 2*count[p] >= most {
			return p
		}
	}
	return last
}

// columns are the economies asked for, of more than five those that are compared, of none of these the largest.
func columns(q Query, f Frame, p Period) []Code {
	list := askedOf(q, f)
	if len(list) <= mostEconomies {
		return list
	}
	compared := slices.Concat(gapSubjects, gapOthers)
	if some := slices.DeleteFunc(slices.Clone(list), func(c Code) bool { return !slices.Contains(compared, c) }); len(some) > 1 && len(some) <= mostEconomies {
		return some
	}
	at := atPeriod(f, p)
	slices.SortStableFunc(list, func(a, b Code) int {
		switch x, y := at[a].Value, at[b].Value; {
		case x.Known != y.Known && x.Known, x.Known && y.Known && x.Float > y.Float:
			return -1
		case x.Known != y.Known, x.Float < y.Float:
			return 1
		}
		return 0
	})
	return list[:mostEconomies]
}

// atPeriod finds the observations of a period by economy.
func atPeriod(f Frame, p Period) map[Code]Observation {
	at := map[Code]Observation{}
	for _, o := range f.Observations {
		if o.Period == p {
			at[o.Economy] = o
		}
	}
	return at
}

// variant is a line of observations beside those as asked. Only names the economies that it asks another way; nil is all.
func (t *RobustTable) variant(id, detail string, at map[Code]Observation, only []Code) Variant {
	v := Variant{ID: id, Detail: detail}
	for n, e := range t.Economies {
		o := at[e]
		cell := RobustCell{Value: o.Value, N: o.N, Missing: o.Missing}
		if id != VariantAsked && (only == nil || slices.Contains(only, e)) {
			cell.Change = change(t.Variants[0].Cells[n].Value, o.Value)
		}
		v.Cells = append(v.Cells, cell)
	}
	return v
}

// change is how far a value lies from another, in percent of that.
func change(from, to Value) Value {
	if !from.Known || !to.Known || from.Float == 0 {
		return Value{}
	}
	return Value{Float: 100 * (to.Float - from.Float) / math.Abs(from.Float), Known: true}
}

// addBorders puts each other border of Europe in the place of the one asked for.
func (t *RobustTable) addBorders(at map[Code]Observation) {
	mine := slices.IndexFunc(t.Economies, func(c Code) bool { return slices.Contains(borders, c) })
	if mine < 0 {
		return
	}
	for _, border := range borders {
		if o := at[border]; o.Value.Known && !slices.Contains(t.Economies, border) {
			moved := map[Code]Observation{}
			for _, e := range t.Economies {
				moved[e] = at[e]
			}
			moved[t.Economies[mine]] = o
			t.Variants = append(t.Variants, t.variant(VariantBorder, string(border), moved, t.Economies[mine:mine+1]))
		}
	}
}

// addBases counts the facts at each other place that they may count at.
func (r *Release) addBases(ctx context.Context, i Indicator, q Query, t *RobustTable) error {
	for _, basis := range i.Bases {
		if basis == q.Basis {
			continue
		}
		q := q
		q.Basis = basis
		f, err := r.Eval(ctx, q)
		if err != nil {
			return err
		}
		t.Variants = append(t.Variants, t.variant(VariantBasis, basis, atPeriod(f, t.Period), nil))
	}
	return nil
}

// A spread is how the facts behind a sum lie.
type spread struct {
	economy                                  Code
	known                                    int
	whole, withoutOne, withoutThree, inMidst sql.NullFloat64
}

// addSpread leaves the largest facts out, and puts the median beside the mean where the figure is not divided. What is left of a
// divided figure is the same part as is left of the sum.
func (r *Release) addSpread(ctx context.Context, i Indicator, q Query, t *RobustTable) error {
	c := compiler{i: i, q: q, d: *i.def, frequency: i.frequency(q), cell: Cell{Period: t.Period}}
	s := c.facts(figures)
	s.Limits = append(s.Limits, "cast($period as varchar) = "+s.Period)
	var text strings.Builder
	if err := templates.ExecuteTemplate(&text, "facts-spread", s); err != nil {
		return err
	}
	all, err := ask(ctx, r.data, text.String(), func(rows *sql.Rows) (spread, error) {
		var s spread
		err := rows.Scan(&s.economy, &s.known, &s.whole, &s.withoutOne, &s.withoutThree, &s.inMidst)
		return s, err
	}, c.named(text.String(), figures)...)
	if err != nil {
		return err
	}
	one, three, median, mean := map[Code]Observation{}, map[Code]Observation{}, map[Code]Observation{}, map[Code]Observation{}
	for _, s := range all {
		n := slices.Index(t.Economies, s.economy)
		if n < 0 {
			continue
		}
		base := t.Variants[0].Cells[n]
		left := func(rest sql.NullFloat64, facts int) Observation {
			o := Observation{N: max(0, base.N-facts), Missing: base.Missing}
			if rest.Valid && s.whole.Float64 != 0 && base.Value.Known {
				o.Value = Value{Float: base.Value.Float * rest.Float64 / s.whole.Float64, Known: true}
			}
			return o
		}
		one[s.economy], three[s.economy] = left(s.withoutOne, 1), left(s.withoutThree, 3)
		median[s.economy] = Observation{Value: valueOf(s.inMidst), N: base.N, Missing: base.Missing}
		mean[s.economy] = Observation{Value: Value{Float: s.whole.Float64 / float64(s.known), Known: true}, N: base.N, Missing: base.Missing}
	}
	t.Variants = append(t.Variants, t.variant(VariantOne, "", one, nil), t.variant(VariantThree, "", three, nil))
	if q.Per == "" {
		t.Variants = append(t.Variants, t.variant(VariantMedian, "", median, []Code{}), t.variant(VariantMean, "", mean, []Code{}))
	}
	return nil
}

// cover says what stands behind the figures of the period.
func (r *Release) cover(ctx context.Context, i Indicator, q Query, t *RobustTable) error {
	if t.Period != freqAll {
		q.From, q.To = string(t.Period[:4]), string(t.Period[:4])
	}
	if !slices.Contains([]string{aggSum, aggCount, aggDistinct, aggMedian, aggSample, aggPublished}, i.Aggregate) { // made of other indicators
		f, err := r.Eval(ctx, q)
		t.Coverage = f.Coverage
		t.Sources = len(slices.DeleteFunc(f.Sources, func(s Source) bool { return s.Rows == 0 }))
		return err
	}
	backings, err := askCompiled(ctx, r.data, i, q, coverage, scanBacking)
	t.Coverage = r.coverage([]*answer{{i: i, q: q, backings: backings}})
	t.Sources = len(slices.DeleteFunc(backings, func(b backing) bool { return b.n == 0 }))
	return err
}

// shift finds the variant that changes the reading most: the ratio where Europe's is known, else single figures.
func (t *RobustTable) shift(i Indicator) *Shift {
	asked := t.Variants[0].Cells
	mine := slices.IndexFunc(t.Economies, func(c Code) bool { return slices.Contains(gapSubjects, c) })
	compared := func(n int) bool {
		return mine >= 0 && slices.Contains(i.Compared, t.Economies[n]) && over(asked[mine].Value, asked[n].Value).Known
	}
	ratios := slices.ContainsFunc(t.Economies, func(c Code) bool { return compared(slices.Index(t.Economies, c)) })
	var best *Shift
	farthest := 0.0
	for _, v := range t.Variants[1:] {
		for n, e := range t.Economies {
			if v.ID == VariantMedian || v.ID == VariantMean || ratios && !compared(n) {
				continue
			}
			s := Shift{Variant: v.ID, Detail: v.Detail, Subject: e, Before: asked[n].Value, After: v.Cells[n].Value}
			if ratios {
				s.Subject, s.Other = t.Economies[mine], e
				s.Before, s.After = over(asked[mine].Value, asked[n].Value), over(v.Cells[mine].Value, v.Cells[n].Value)
			}
			if far := distance(s.Before, s.After); far > farthest {
				farthest, best = far, &s
			}
		}
	}
	return best
}

func over(a, b Value) Value {
	if !a.Known || !b.Known || b.Float == 0 {
		return Value{}
	}
	return Value{Float: a.Float / b.Float, Known: true}
}

// distance is how far apart two values are: the absolute logarithm of their ratio, so that a half and a double are equally far. Values
// that have none are 0.
func distance(a, b Value) float64 {
	if q := over(b, a); q.Known && q.Float > 0 {
		return math.Abs(math.Log(q.Float))
	}
	return 0
}
