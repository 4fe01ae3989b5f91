package analytics

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A gapLine is one number of a gap, as files carry it.
type gapLine struct {
	indicator      string
	economy, other Code
	period         string
	measure        string
	value          Value
	unit           Unit
	words          string // the unit in words, where it is none of an indicator
	status         Status
	n, missing     int
}

// Units of measures that are no indicator's.
const (
	unitRatio   = "ratio"
	unitPerYear = "percent per year"
	unitYears   = "years"
)

// WriteGapCSV writes an answer as CSV in the columns of a frame, with compared_with and measure where a frame has its breakdown. What is
// not known is an empty cell with status M; what is arithmetic on a year to come has status F.
func WriteGapCSV(w io.Writer, a GapAnswer, d Dialect) error {
	return writeGapCSV(w, a.lines(), a.Frame.EconomyNames, a.Frame.Release, map[string][]Source{a.Indicator.ID: a.Frame.Sources}, d)
}

// WriteGapsCSV writes a table as CSV, in the columns of WriteGapCSV: of each indicator the latest figures, ratio, ratio per head,
// difference, ratio before, and the growth of both sides.
func WriteGapsCSV(w io.Writer, t *GapTable, d Dialect) error {
	sources := map[string][]Source{}
	for _, row := range t.Rows {
		sources[row.Indicator.ID] = row.Sources
	}
	return writeGapCSV(w, t.lines(), t.Names, t.Release, sources, d)
}

func writeGapCSV(w io.Writer, lines []gapLine, names map[Code]Name, release string, sources map[string][]Source, d Dialect) error {
	t := table{header: []string{"indicator", "economy", "economy_name", "period", "compared_with", "measure", "value", "unit", "obs_status",
		"n", "missing", "release", "sources"}}
	for _, l := range lines {
		if !l.value.Known {
			l.status = StatusMissing
		}
		ids := Frame{Sources: sources[l.indicator]}.sourceIDs()
		t.lines = append(t.lines, []cell{text(l.indicator), text(string(l.economy)), text(names[l.economy].In("en")), text(l.period), text(string(l.other)),
			text(l.measure), number(l.value, l.unit), text(orElse(l.words, l.unit.Text())), text(string(l.status)), count(l.n), count(l.missing),
			text(release), text(ids)})
	}
	return t.write(w, d)
}

// Lines is how many lines of CSV an answer has.
func (a GapAnswer) Lines() int { return len(a.lines()) }

// Lines is how many lines of CSV a table has.
func (t *GapTable) Lines() int { return len(t.lines()) }

func (a GapAnswer) lines() []gapLine {
	var lines []gapLine
	unit := a.Frame.Series[0].Unit
	for _, o := range a.Frame.Observations {
		lines = append(lines, gapLine{indicator: o.Indicator, economy: o.Economy, period: string(o.Period), measure: "value", value: o.Value, unit: unit,
			status: o.Status, n: o.N, missing: o.Missing})
	}
	for _, o := range a.Ratios().Observations {
		lines = append(lines, gapLine{indicator: a.Indicator.ID, economy: a.Subject, other: o.Economy, period: string(o.Period), measure: "ratio",
			value: a.Ratio(o.Economy, o.Period), words: unitRatio, status: o.Status, n: o.N, missing: o.Missing})
	}
	for _, s := range a.Sides {
		lines = append(lines, gapLine{indicator: a.Indicator.ID, economy: a.Subject, other: s.Other, period: string(s.Gap.Period), measure: "difference",
			value: s.Difference, unit: unit, status: StatusNormal, n: min(s.Ours.N, s.Theirs.N), missing: s.Ours.Missing + s.Theirs.Missing})
		for _, d := range a.Divided {
			if d.Per != a.Query.Query.Per {
				lines = append(lines, gapLine{indicator: a.Indicator.ID, economy: a.Subject, other: s.Other, period: string(s.Gap.Period),
					measure: ratioMeasure(d.Per), value: d.Ratios[s.Other], words: unitRatio, status: StatusNormal})
			}
		}
		lines = append(lines, s.growthLines(a.Indicator.ID, a.Subject)...)
	}
	return append(lines, a.CatchUp.lines(a)...)
}

// ratioMeasure names the latest ratio by another divisor than the question's.
func ratioMeasure(per string) string {
	if per == "" {
		return "ratio_undivided"
	}
	return "ratio_per_" + per
}

func percentOf(v Value) Value { return Value{Float: 100 * v.Float, Known: v.Known} }

// growthLines are the rates of a pair; none without a window.
func (s GapSide) growthLines(indicator string, subject Code) []gapLine {
	g := s.Growth
	if g.Last == "" {
		return nil
	}
	var lines []gapLine
	say := func(economy, other Code, measure string, v Value, words string) {
		lines = append(lines, gapLine{indicator: indicator, economy: economy, other: other, period: string(g.First) + "/" + string(g.Last), measure: measure,
			value: v, words: words, status: StatusNormal})
	}
	say(subject, s.Other, "growth", percentOf(g.Ours), unitPerYear)
	say(s.Other, subject, "growth", percentOf(g.Theirs), unitPerYear)
	say(subject, s.Other, "growth_least_squares", percentOf(g.OursLine), unitPerYear)
	say(s.Other, subject, "growth_least_squares", percentOf(g.TheirsLine), unitPerYear)
	say(subject, s.Other, "growth_of_ratio", percentOf(g.Relative), unitPerYear)
	say(subject, s.Other, "years_to_parity", g.YearsToParity, unitYears)
	say(subject, s.Other, "years_to_half_distance", g.YearsToHalf, unitYears)
	say(subject, s.Other, "years_to_factor_two", g.YearsToFactor, unitYears)
	return lines
}

// lines are the numbers of a catch-up; none where there is no answer.
func (c CatchUp) lines(a GapAnswer) []gapLine {
	if c.Why != "" {
		return nil
	}
	var lines []gapLine
	unit, then := a.Frame.Series[0].Unit, fmt.Sprint(a.Query.ByYear)
	span := string(c.From) + "/" + then
	say := func(economy Code, period, measure string, v Value, u Unit, words string) {
		other := c.Side.Other
		if economy == other {
			other = a.Subject
		}
		lines = append(lines, gapLine{indicator: a.Indicator.ID, economy: economy, other: other, period: period, measure: measure, value: v, unit: u,
			words: words, status: StatusForecast})
	}
	say(c.Side.Other, then, "catch_up_other", c.OtherThen, unit, "")
	say(a.Subject, then, "catch_up_target", c.Level, unit, "")
	say(a.Subject, span, "catch_up_growth", percentOf(c.Needed), Unit{}, unitPerYear)
	say(a.Subject, then, "catch_up_ratio_at_present_rates", c.Projected, Unit{}, unitRatio)
	if c.Money {
		say(a.Subject, span, "catch_up_total", c.Total, unit, "")
		say(a.Subject, span, "catch_up_standing", c.Standing, unit, "")
		say(a.Subject, span, "catch_up_more", c.More, unit, "")
	}
	return lines
}

func (t *GapTable) lines() []gapLine {
	var lines []gapLine
	for _, row := range t.Rows {
		for _, s := range row.Sides {
			if s.Why != "" {
				continue
			}
			say := func(economy, other Code, period Period, measure string, v Value, u Unit, words string, o Observation) {
				lines = append(lines, gapLine{indicator: row.Indicator.ID, economy: economy, other: other, period: string(period), measure: measure, value: v,
					unit: u, words: words, status: StatusNormal, n: o.N, missing: o.Missing})
			}
			at := s.Gap.Period
			say(row.Subject, s.Other, at, "value", s.Ours.Value, row.Unit, "", s.Ours)
			say(s.Other, row.Subject, at, "value", s.Theirs.Value, row.Unit, "", s.Theirs)
			say(row.Subject, s.Other, at, "ratio", s.Gap.Ratio, Unit{}, unitRatio, Observation{})
			if row.PerHead != nil {
				say(row.Subject, s.Other, at, "ratio_per_capita", row.PerHead[s.Other], Unit{}, unitRatio, Observation{})
			}
			say(row.Subject, s.Other, at, "difference", s.Difference, row.Unit, "", Observation{})
			if s.Gap.Previous != "" {
				say(row.Subject, s.Other, s.Gap.Previous, "ratio", s.Gap.PreviousRatio, Unit{}, unitRatio, Observation{})
			}
			lines = append(lines, s.growthLines(row.Indicator.ID, row.Subject)...)
		}
	}
	return lines
}

// The JSON forms.
type (
	jsonGapNumber struct {
		Indicator string          `json:"indicator"`
		Economy   Code            `json:"economy"`
		Other     Code            `json:"compared_with,omitempty"`
		Period    string          `json:"period"`
		Measure   string          `json:"measure"`
		Value     json.RawMessage `json:"value"`
		Unit      string          `json:"unit"`
		Status    Status          `json:"obs_status"`
		N         int             `json:"n,omitempty"`
		Missing   int             `json:"missing,omitempty"`
	}
	jsonGapSide struct {
		Indicator string `json:"indicator"`
		Subject   Code   `json:"subject"`
		Other     Code   `json:"other"`
		Why       string `json:"no_ratio,omitempty"`
		Trend     string `json:"trend,omitempty"`
		Window    string `json:"window,omitempty"`
		WhyNot    string `json:"no_growth,omitempty"`
		Cut       Period `json:"edition_begins,omitempty"`
		Over      string `json:"trend_in_window,omitempty"`
	}
	jsonGapAnswer struct {
		Query    map[string]string `json:"query"`
		Release  string            `json:"release"`
		AsOf     string            `json:"as_of"`
		CatchUp  string            `json:"no_catch_up,omitempty"`
		Sides    []jsonGapSide     `json:"sides"`
		Numbers  []jsonGapNumber   `json:"numbers"`
		Coverage *Coverage         `json:"coverage,omitempty"`
		Notes    []jsonNote        `json:"notes,omitempty"`
		Sources  []Source          `json:"sources"`
	}
)

// WriteGapJSON writes an answer as JSON: the numbers of the CSV, and in words why others are not there.
func WriteGapJSON(w io.Writer, a GapAnswer, c *Catalogue) error {
	j := jsonGapAnswer{Query: map[string]string{}, Release: a.Frame.Release, AsOf: a.Frame.AsOf, CatchUp: a.CatchUp.Why, Sides: []jsonGapSide{},
		Numbers: jsonGapNumbers(a.lines()), Coverage: &a.Frame.Coverage, Sources: append([]Source{}, a.Frame.Sources...)}
	for name, list := range a.Query.Values(c) {
		j.Query[name] = strings.Join(list, ",")
	}
	for _, s := range a.Sides {
		j.Sides = append(j.Sides, s.json(a.Indicator.ID, a.Subject))
	}
	for _, n := range a.Frame.Notes {
		j.Notes = append(j.Notes, jsonNote{n.Kind, n.Key, n.Args, a.Frame.NoteText(n)})
	}
	return writeJSON(w, j)
}

// WriteGapsJSON writes a table as JSON.
func WriteGapsJSON(w io.Writer, t *GapTable) error {
	j := jsonGapAnswer{Query: map[string]string{}, Release: t.Release, AsOf: t.AsOf, Sides: []jsonGapSide{}, Numbers: jsonGapNumbers(t.lines()), Sources: t.Sources()}
	if t.Group != "" {
		j.Query["group"] = string(t.Group)
	}
	for _, row := range t.Rows {
		for _, s := range row.Sides {
			j.Sides = append(j.Sides, s.json(row.Indicator.ID, row.Subject))
		}
	}
	return writeJSON(w, j)
}

// Sources are the datasets behind a table, each once, in the order of its rows.
func (t *GapTable) Sources() []Source {
	all := []Source{}
	for _, row := range t.Rows {
		for _, s := range row.Sources {
			if !slices.ContainsFunc(all, func(have Source) bool { return have.Dataset == s.Dataset }) {
				all = append(all, s)
			}
		}
	}
	return all
}

func (s GapSide) json(indicator string, subject Code) jsonGapSide {
	j := jsonGapSide{Indicator: indicator, Subject: subject, Other: s.Other, Why: s.Why, Trend: s.Gap.Trend, WhyNot: s.Growth.Why, Cut: s.Growth.Cut, Over: s.Growth.Trend}
	if s.Growth.Last != "" {
		j.Window = string(s.Growth.First) + "/" + string(s.Growth.Last)
	}
	return j
}

func jsonGapNumbers(lines []gapLine) []jsonGapNumber {
	list := make([]jsonGapNumber, len(lines))
	for n, l := range lines {
		if !l.value.Known {
			l.status = StatusMissing
		}
		list[n] = jsonGapNumber{l.indicator, l.economy, l.other, l.period, l.measure, jsonNumber(l.value, l.unit), orElse(l.words, l.unit.Text()), l.status, l.n, l.missing}
	}
	return list
}
