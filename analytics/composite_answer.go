package analytics

import (
	"net/url"
	"slices"
	"strconv"

	"sextant/analytics/index"
)

// A CompositeQuery is a reader's choice of method. It prints as an address and parses from one.
type CompositeQuery struct {
	Normalisation string
	Aggregation   string
	Missing       string
	Weights       []int // of the pillars that have indicators, in points
}

// Every pillar has so many points unless a reader says otherwise, and at most so many.
const (
	usualPoints  = 10
	maxPoints    = 100
	weightPrefix = "weight."
)

// CompositeChoices are the values of a parameter of the index, the usual one first; nil for others.
func CompositeChoices(parameter string) []string {
	return map[string][]string{"normalisation": index.Normalisations, "aggregation": index.Aggregations, "missing": index.MissingRules}[parameter]
}

// ParseComposite reads the parameters of the index's address. It reports the first problem as an *InvalidError.
func (c *Catalogue) ParseComposite(v url.Values) (CompositeQuery, error) {
	q := CompositeQuery{Normalisation: index.MinMax, Aggregation: index.Arithmetic, Missing: index.Available}
	pillars := c.composite.Used()
	allowed := []string{"normalisation", "aggregation", "missing"}
	for _, p := range pillars {
		allowed = append(allowed, weightPrefix+p.ID)
	}
	for name, list := range v {
		if !slices.Contains(allowed, name) {
			return q, &InvalidError{Param: name, Reason: "unknown parameter", Allowed: allowed}
		}
		if len(list) > 1 {
			return q, &InvalidError{Param: name, Reason: "given more than once"}
		}
	}
	for name, field := range map[string]*string{"normalisation": &q.Normalisation, "aggregation": &q.Aggregation, "missing": &q.Missing} {
		value := v.Get(name)
		if value == "" {
			continue
		}
		if *field = value; !slices.Contains(CompositeChoices(name), value) {
			return q, &InvalidError{Param: name, Value: value, Reason: "unknown value", Allowed: CompositeChoices(name)}
		}
	}
	sum := 0
	for _, p := range pillars {
		points, err := parsePoints(weightPrefix+p.ID, v.Get(weightPrefix+p.ID))
		if err != nil {
			return q, err
		}
		q.Weights = append(q.Weights, points)
		sum += points
	}
	if sum == 0 {
		return q, &InvalidError{Param: weightPrefix + pillars[0].ID, Value: "0", Reason: "at least one pillar needs a weight"}
	}
	return q, nil
}

func parsePoints(name, text string) (int, error) {
	if text == "" {
		return usualPoints, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxPoints {
		return 0, &InvalidError{Param: name, Value: text, Reason: "a whole number of points from 0 to 100"}
	}
	return n, nil
}

// Values prints a query as canonical parameters, leaving out what is usual.
func (q CompositeQuery) Values(d CompositeDefinition) url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"normalisation": q.Normalisation, "aggregation": q.Aggregation, "missing": q.Missing} {
		if value != CompositeChoices(name)[0] {
			v.Set(name, value)
		}
	}
	for n, p := range d.Used() {
		if q.Weights[n] != usualPoints {
			v.Set(weightPrefix+p.ID, strconv.Itoa(q.Weights[n]))
		}
	}
	return v
}

// Judged is a query with the weights of the definition.
func (q CompositeQuery) Judged(d CompositeDefinition) CompositeQuery {
	q.Weights = nil
	for _, p := range d.Used() {
		q.Weights = append(q.Weights, p.Weight)
	}
	return q
}

// Equal is a query with equal weights.
func (q CompositeQuery) Equal() CompositeQuery {
	q.Weights = slices.Repeat([]int{usualPoints}, len(q.Weights))
	return q
}

func (q CompositeQuery) method() index.Method {
	m := index.Method{Normalisation: q.Normalisation, Aggregation: q.Aggregation, Missing: q.Missing}
	for _, w := range q.Weights {
		m.Weights = append(m.Weights, float64(w))
	}
	return m
}

// A CompositeAnswer is the index by a reader's method.
type CompositeAnswer struct {
	*Composite
	Query        CompositeQuery
	Result       index.Result
	Robustness   index.Robustness
	Correlations []index.Correlation
	Holes        index.Holes    // of the ranked economies
	History      []index.Result // one per year of Composite.Years
}

// Answer makes the index by a reader's method. The same query on the same release gives the same answer.
func (c *Composite) Answer(q CompositeQuery) (CompositeAnswer, error) {
	a := CompositeAnswer{Composite: c, Query: q}
	method := q.method()
	var err error
	if a.Result, err = c.Matrix.Score(method); err != nil {
		return a, err
	}
	if a.Robustness, err = c.Matrix.Test(method, index.Draws); err != nil {
		return a, err
	}
	a.Correlations = c.Matrix.Correlations(a.Result)
	scored := make([]bool, len(c.Matrix.Economies))
	for r, rank := range a.Result.Ranks {
		scored[r] = rank > 0
	}
	a.Holes = c.Matrix.Holes(scored)
	if c.hasHistory(method) {
		a.History, err = index.History(c.matrices(), method)
	}
	return a, err
}

// hasHistory says whether a pillar of the history has a weight.
func (c *Composite) hasHistory(method index.Method) bool {
	if len(c.Years) == 0 {
		return false
	}
	for _, i := range c.Years[0].Matrix.Indicators {
		if method.Weights[i.Pillar] > 0 {
			return true
		}
	}
	return false
}

func (c *Composite) matrices() []index.Matrix {
	list := make([]index.Matrix, len(c.Years))
	for n, y := range c.Years {
		list[n] = y.Matrix
	}
	return list
}

// HistoryPillars are the pillars with an indicator that has figures in all years of the history.
func (c *Composite) HistoryPillars() []string {
	var list []string
	if len(c.Years) > 0 {
		m := c.Years[0].Matrix
		for _, i := range m.Indicators {
			if id := m.Pillars[i.Pillar]; !slices.Contains(list, id) {
				list = append(list, id)
			}
		}
	}
	return list
}

// Of returns an economy's scores of all years of the history, NaN where it has none.
func (a CompositeAnswer) Of(code Code) []float64 { return a.scoresOver(string(code)) }

// Row returns the place of an economy in the matrix, -1 if it has no figure.
func (c *Composite) Row(code Code) int { return slices.Index(c.Matrix.Economies, string(code)) }
