package analytics

import (
	"encoding/json"
	"io"
	"math"
	"strings"

	"sextant/analytics/index"
)

// compositeID stands in the column of indicators for the index itself.
const compositeID = "composite-index"

// WriteCompositeCSV writes an answer as CSV, in the columns of a frame broken down by measure. For every economy: score, rank, 5th, 50th
// and 95th percentile of its rank and the share of draws in which it is first, its pillars, its indicators as they are and normalised,
// and its scores over the years. What an economy does not have is an empty cell with status M. n and missing count its indicators.
func WriteCompositeCSV(w io.Writer, a CompositeAnswer, d Dialect) error {
	t := compositeTable{a: a, table: table{header: []string{"indicator", "economy", "economy_name", "period", "measure", "value", "unit",
		"obs_status", "n", "missing", "release", "sources"}}}
	for r := range a.Matrix.Economies {
		t.economy(r)
	}
	return t.table.write(w, d)
}

type compositeTable struct {
	a     CompositeAnswer
	table table
}

func (t *compositeTable) economy(r int) {
	span := t.a.Period()
	t.line(r, compositeID, span, "score", t.a.Result.Scores[r], "points", StatusNormal)
	i := t.a.Robustness.Intervals[r]
	for _, one := range []struct {
		measure string
		rank    int
	}{{"rank", t.a.Result.Ranks[r]}, {"rank_p5", i.Low}, {"rank_p50", i.Median}, {"rank_p95", i.High}} {
		t.line(r, compositeID, span, one.measure, orNaN(float64(one.rank), one.rank > 0), "rank", StatusNormal)
	}
	t.line(r, compositeID, span, "first", orNaN(100*i.First, i.Low > 0), "percent", StatusNormal)
	for p, id := range t.a.Matrix.Pillars {
		t.line(r, compositeID, span, "pillar."+id, t.a.Result.Pillars[r][p], "points", StatusNormal)
	}
	for c, column := range t.a.Columns {
		status := StatusNormal
		if column.Estimated && t.a.Matrix.Economies[r] == t.a.Definition.Group {
			status = StatusEstimated
		}
		t.line(r, column.Indicator.ID, column.Period, "value", t.a.Matrix.Values[r][c], column.Unit.Text(), status)
		t.line(r, column.Indicator.ID, column.Period, "normalised", t.a.Result.Cells[r][c], "points", status)
	}
	for n, score := range t.a.scoresOver(t.a.Matrix.Economies[r]) {
		t.line(r, compositeID, t.a.Years[n].Period, "history", score, "points", StatusNormal)
	}
}

func (t *compositeTable) line(r int, indicator string, period Period, measure string, v float64, unit string, status Status) {
	value := Value{Float: v, Known: !math.IsNaN(v)}
	if !value.Known {
		status = StatusMissing
	}
	n, missing := t.a.cells(r)
	code := t.a.Matrix.Economies[r]
	t.table.lines = append(t.table.lines, []cell{text(indicator), text(code), text(t.a.Names[Code(code)].In("en")), text(string(period)), text(measure),
		number(value, Unit{}), text(unit), text(string(status)), count(n), count(missing), text(t.a.Release), text(strings.Join(t.a.sourceIDs(), ";"))})
}

// Measures is how many lines of CSV an economy has.
func (a CompositeAnswer) Measures() int {
	return 6 + len(a.Matrix.Pillars) + 2*len(a.Columns) + len(a.History)
}

// cells counts the known and the missing cells of an economy.
func (c *Composite) cells(r int) (known, missing int) {
	for _, v := range c.Matrix.Values[r] {
		if math.IsNaN(v) {
			missing++
		} else {
			known++
		}
	}
	return known, missing
}

// Period is what years the index is made of: one, or first/last.
func (c *Composite) Period() Period {
	var first, last Period
	for _, column := range c.Columns {
		if column.Period != "" && (first == "" || column.Period < first) {
			first = column.Period
		}
		last = max(last, column.Period)
	}
	if first == last {
		return first
	}
	return first + "/" + last
}

func (c *Composite) sourceIDs() []string {
	ids := make([]string, len(c.Sources))
	for n, s := range c.Sources {
		ids[n] = s.Dataset
	}
	return ids
}

// scoresOver are an economy's scores of all years, NaN where it has none.
func (a CompositeAnswer) scoresOver(economy string) []float64 {
	list := make([]float64, len(a.History))
	for n, y := range a.Years[:len(a.History)] {
		list[n] = math.NaN()
		for r, code := range y.Matrix.Economies {
			if code == economy {
				list[n] = a.History[n].Scores[r]
			}
		}
	}
	return list
}

func orNaN(v float64, known bool) float64 {
	if !known {
		return math.NaN()
	}
	return v
}

// The JSON form of an answer.
type (
	jsonComposite struct {
		Title        string                 `json:"title"`
		Release      string                 `json:"release"`
		AsOf         string                 `json:"as_of"`
		Period       Period                 `json:"period"`
		Method       jsonMethod             `json:"method"`
		Pillars      []jsonPillar           `json:"pillars"`
		Economies    []jsonIndexed          `json:"economies"`
		Correlations []jsonCorrelation      `json:"correlations"`
		Missing      map[string]json.Number `json:"missing_share"`
		LeftOut      []jsonLeftOut          `json:"left_out"`
		Sources      []Source               `json:"sources"`
	}
	jsonMethod struct {
		Normalisation string         `json:"normalisation"`
		Aggregation   string         `json:"aggregation"`
		Missing       string         `json:"missing"`
		Weights       map[string]int `json:"weights"`
		Draws         int            `json:"draws"`
	}
	jsonPillar struct {
		ID         string          `json:"id"`
		Title      string          `json:"title"`
		Without    string          `json:"without,omitempty"`
		Indicators []jsonIndexPart `json:"indicators"`
	}
	jsonIndexPart struct {
		Indicator string `json:"indicator"`
		Title     string `json:"title"`
		Unit      string `json:"unit"`
		Period    Period `json:"period"`
		Economies int    `json:"economies"`
	}
	jsonIndexed struct {
		Economy   Code                       `json:"economy"`
		Name      Name                       `json:"name"`
		Scale     bool                       `json:"makes_the_scale"`
		Score     json.RawMessage            `json:"score"`
		Rank      *int                       `json:"rank"`
		Interval  *[3]int                    `json:"rank_interval"`
		Pillars   map[string]json.RawMessage `json:"pillars"`
		Values    map[string]json.RawMessage `json:"values"`
		History   map[string]json.RawMessage `json:"history"`
		Estimated []string                   `json:"estimated,omitempty"`
	}
	jsonCorrelation struct {
		A string          `json:"a"`
		B string          `json:"b"`
		R json.RawMessage `json:"r"`
		N int             `json:"n"`
	}
	jsonLeftOut struct {
		Indicators []string `json:"indicators"`
		Why        string   `json:"why"`
	}
)

// WriteCompositeJSON writes an answer as JSON. Numbers have the digits of the CSV; what is missing is null.
func WriteCompositeJSON(w io.Writer, a CompositeAnswer) error {
	j := jsonComposite{Title: a.Definition.Title, Release: a.Release, AsOf: a.AsOf, Period: a.Period(), Pillars: a.jsonPillars(), Sources: a.Sources,
		Method:    jsonMethod{a.Query.Normalisation, a.Query.Aggregation, a.Query.Missing, map[string]int{}, a.Robustness.Draws},
		Economies: []jsonIndexed{}, Correlations: []jsonCorrelation{}, Missing: map[string]json.Number{}}
	for n, id := range a.Matrix.Pillars {
		j.Method.Weights[id] = a.Query.Weights[n]
		if share := a.Holes.Pillar[n]; !math.IsNaN(share) {
			j.Missing[id] = json.Number(Unit{}.Digits(Value{share, true}))
		}
	}
	for r := range a.Matrix.Economies {
		j.Economies = append(j.Economies, a.jsonEconomy(r))
	}
	for _, c := range a.Correlations {
		j.Correlations = append(j.Correlations, jsonCorrelation{a.Matrix.Pillars[c.A], a.Matrix.Pillars[c.B], jsonFloat(c.R), c.N})
	}
	for _, one := range a.Definition.LeftOut {
		j.LeftOut = append(j.LeftOut, jsonLeftOut{splitList(one.What), one.Why})
	}
	return writeJSON(w, j)
}

func (a CompositeAnswer) jsonPillars() []jsonPillar {
	var list []jsonPillar
	for _, p := range a.Definition.Pillars {
		one := jsonPillar{ID: p.ID, Title: p.Title, Without: p.Without, Indicators: []jsonIndexPart{}}
		for _, c := range a.Columns {
			if c.Pillar == p.ID {
				one.Indicators = append(one.Indicators, jsonIndexPart{c.Indicator.ID, c.Indicator.Title, c.Unit.Text(), c.Period, c.Economies})
			}
		}
		list = append(list, one)
	}
	return list
}

func (a CompositeAnswer) jsonEconomy(r int) jsonIndexed {
	code := a.Matrix.Economies[r]
	one := jsonIndexed{Economy: Code(code), Name: a.Names[Code(code)], Scale: a.Matrix.Reference[r], Score: jsonFloat(a.Result.Scores[r]),
		Pillars: map[string]json.RawMessage{}, Values: map[string]json.RawMessage{}, History: map[string]json.RawMessage{}}
	if rank, i := a.Result.Ranks[r], a.Robustness.Intervals[r]; rank > 0 && i != (index.Interval{}) {
		one.Rank, one.Interval = &rank, &[3]int{i.Low, i.Median, i.High}
	}
	for p, id := range a.Matrix.Pillars {
		one.Pillars[id] = jsonFloat(a.Result.Pillars[r][p])
	}
	for c, column := range a.Columns {
		one.Values[column.Indicator.ID] = jsonFloat(a.Matrix.Values[r][c])
		if column.Estimated && code == a.Definition.Group {
			one.Estimated = append(one.Estimated, column.Indicator.ID)
		}
	}
	for n, score := range a.scoresOver(code) {
		one.History[string(a.Years[n].Period)] = jsonFloat(score)
	}
	return one
}

func jsonFloat(v float64) json.RawMessage {
	return jsonNumber(Value{Float: v, Known: !math.IsNaN(v)}, Unit{})
}
