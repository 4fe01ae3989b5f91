package analytics

import (
	"context"
	"fmt"
	"math"
	"slices"

	"sextant/analytics/statistics"
)

// A networkMeasure makes figures of all weights between the economies of a network in one period.
type networkMeasure struct {
	// figures returns the figures of a period: what is asked of pairs has the partner as code.
	figures func(w web, option func(id string) string) []figure
	pairs   bool // figures are of pairs; if not, of the network as a whole
}

// networkMeasures are the methods of indicators of a network, by id. Their pages are analytics/methods/<id>.yaml.
var networkMeasures = map[string]networkMeasure{
	"observed-expected": {figures: againstExpectation, pairs: true},
	"assortativity":     {figures: mixing},
}

// wholeNetwork is the code that a figure of all economies of a network stands under.
const wholeNetwork Code = "WORLD"

// partner is the dimension of the indicator that a network is made of: the economy at the other end.
const partner = "partner"

// A web is the weights between the economies of a network in one period.
type web struct {
	period    Period
	economies []Code
	weights   statistics.Network
	cells     map[place]figure // of the indicator that weights are of
	blocs     []Code           // of the economies
}

// networkOf answers an indicator of a network. All pairs among the economies of its definition make the expectation, whichever economies
// are asked for; a pair without a complete figure in a period is not counted in it.
func (r *Release) networkOf(ctx context.Context, i Indicator, q Query) (*answer, error) {
	a := newAnswer(i, q)
	weighed, asked, err := r.weights(i, q)
	if err != nil {
		return nil, err
	}
	of, err := r.answer(ctx, weighed, asked)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", weighed.ID, err)
	}
	a.parts, a.backings, a.predates = []*answer{of}, of.backings, of.predates
	measure := networkMeasures[i.Method]
	for _, period := range of.periods {
		w := r.web(of, period)
		for _, f := range w.asked(i, q, measure) {
			a.keep(f)
		}
	}
	a.settle(r.words.asOf)
	return a, nil
}

// weights is the question for all pairs of a network.
func (r *Release) weights(i Indicator, q Query) (Indicator, Query, error) {
	weighed, err := r.catalogue.Indicator(i.def.Of.Indicator)
	if err != nil {
		return Indicator{}, Query{}, err
	}
	asked, err := r.catalogue.Parse(nil, Query{Indicators: weighed.ID, Economies: i.def.Among, From: q.From, To: q.To, Frequency: q.Frequency, By: partner})
	return weighed, asked, err
}

// web lays the figures of a period out as a matrix.
func (r *Release) web(of *answer, period Period) web {
	w := web{period: period, economies: of.economies(), cells: of.figures}
	for _, from := range w.economies {
		var row []float64
		for _, to := range w.economies {
			weight := math.NaN()
			if f, there := of.figures[place{from, period, to}]; there && f.value.Known && from != to {
				weight = f.value.Float
			}
			row = append(row, weight)
		}
		w.weights = append(w.weights, row)
		w.blocs = append(w.blocs, r.words.blocOf(from))
	}
	return w
}

// asked are the figures of a period that a query asks for.
func (w web) asked(i Indicator, q Query, measure networkMeasure) []figure {
	if o, ok := i.Option(q.By); ok {
		var all []figure
		for _, value := range o.Values {
			for _, f := range measure.figures(w, q.with(o.ID, value).Option) {
				all = append(all, f.at(Code(value)))
			}
		}
		return all
	}
	all := measure.figures(w, q.Option)
	if !measure.pairs {
		return all
	}
	economies, partners := splitList(q.Economies), parseWhere(q.Where)[partner]
	all = slices.DeleteFunc(all, func(f figure) bool {
		return q.Economies != allEconomies && !slices.Contains(economies, string(f.economy)) ||
			len(partners) > 0 && !slices.Contains(partners, string(f.code))
	})
	if q.By == "" {
		for n := range all {
			all[n].code = "" // a question names one partner unless it is broken down by partner
		}
	}
	return all
}

// againstExpectation divides the weight of each counted pair by what it would be if partners were chosen by size alone.
func againstExpectation(w web, _ func(string) string) []figure {
	expected := w.weights.Expected()
	var all []figure
	for i, from := range w.economies {
		for j, to := range w.economies {
			f, there := w.cells[place{from, w.period, to}]
			if !there || i == j {
				continue
			}
			f.value = Value{}
			if e := expected[i][j]; e > 0 {
				f.value = knownOr(w.weights[i][j] / e)
			}
			all = append(all, f)
		}
	}
	return all
}

// The options of assortativity: what the expectation is made of, and which economies of Europe are one bloc.
const (
	optionBaseline, baselineNewman = "baseline", "newman"
	optionEurope, europeUnion      = "europe", "union"
)

// mixing is how far the economies of a network keep to their own bloc.
func mixing(w web, option func(string) string) []figure {
	f := figure{place: place{wholeNetwork, w.period, ""}, complete: true}
	for _, from := range w.economies {
		for _, to := range w.economies {
			if cell, there := w.cells[place{from, w.period, to}]; there {
				f.n, f.missing, f.statuses = f.n+cell.n, f.missing+cell.missing, f.statuses|cell.statuses
			}
		}
	}
	groups := w.groups(option(optionEurope) != europeUnion)
	if option(optionBaseline) == baselineNewman {
		f.value = knownOr(statistics.Assortativity(w.weights.Mixing(groups)))
	} else {
		f.value = knownOr(w.weights.AssortativityAmong(groups))
	}
	if f.n == 0 {
		return nil
	}
	return []figure{f}
}

// groups numbers the blocs of the economies. Wide: Europe outside the Union is one bloc with it.
func (w web) groups(wide bool) []int {
	var seen []Code
	numbers := make([]int, len(w.blocs))
	for n, bloc := range w.blocs {
		if wide && bloc == "EUROPE_OTHER" {
			bloc = euMembers
		}
		seen = union(seen, []Code{bloc})
		numbers[n] = slices.Index(seen, bloc)
	}
	return numbers
}

// euMembers is the bloc of the 27.
const euMembers Code = "EU27_2020"

// knownOr is a value, or missing where a formula has no answer.
func knownOr(x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Value{}
	}
	return Value{Float: math.Round(x*1e9)/1e9 + 0, Known: true} // + 0 turns a negative zero round
}

// behindNetwork are the facts behind a figure: the weights of its pair, or all weights of its period.
func (r *Release) behindNetwork(ctx context.Context, i Indicator, q Query, c Cell) ([]rowAt, error) {
	weighed, asked, err := r.weights(i, q)
	if err != nil {
		return nil, err
	}
	if !networkMeasures[i.Method].pairs {
		if c.Economy != "" && c.Economy != wholeNetwork {
			return nil, nil
		}
		all, err := r.behind(ctx, weighed, asked, Cell{Period: c.Period})
		for n := range all {
			all[n].By, all[n].at.code, all[n].at.economy = "", "", wholeNetwork
		}
		return all, err
	}
	if q.Economies != allEconomies {
		asked.Economies = q.Economies
	}
	asked.Where = q.Where
	all, err := r.behind(ctx, weighed, asked, c)
	if q.By == "" {
		for n := range all {
			all[n].By, all[n].at.code = "", ""
		}
	}
	return slices.DeleteFunc(all, func(row rowAt) bool { return !slices.Contains(splitList(i.def.Among), string(row.at.economy)) }), err
}

// lintNetwork says what is wrong with the definition of a network.
func (c *Catalogue) lintNetwork(i Indicator) []string {
	var found []string
	check := func(wrong bool, reason string) {
		if wrong {
			found = append(found, reason)
		}
	}
	weighed, err := c.Indicator(i.def.Of.Indicator)
	check(err != nil, "indicator "+i.def.Of.Indicator+" does not exist")
	if err == nil {
		_, has := weighed.Dimension(partner)
		check(!has, weighed.ID+" has no dimension "+partner)
	}
	_, measured := networkMeasures[i.Method]
	check(!measured, "a network names a method of the program")
	check(len(splitList(i.def.Among)) < 2, "a network has economies")
	return found
}
