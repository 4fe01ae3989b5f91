package analytics

import (
	"encoding/json"
	"io"
	"strings"
)

// The JSON forms. Field names are those of the CSV header where both have a thing.
type (
	jsonFrame struct {
		Query        map[string]string `json:"query"`
		Release      string            `json:"release"`
		AsOf         string            `json:"as_of"`
		Series       []jsonSeries      `json:"series"`
		Dimension    string            `json:"dimension,omitempty"`
		Economies    []jsonCode        `json:"economies"`
		Periods      []Period          `json:"periods"`
		Codes        []jsonCode        `json:"codes,omitempty"`
		Observations []jsonObservation `json:"observations"`
		Gaps         []jsonGap         `json:"gaps"`
		Coverage     Coverage          `json:"coverage"`
		Notes        []jsonNote        `json:"notes"`
		Sources      []Source          `json:"sources"`
		Nowcasts     []jsonNowcast     `json:"nowcasts,omitempty"`
		NotLoaded    []Lack            `json:"not_loaded,omitempty"`
	}
	jsonNowcast struct {
		Indicator string          `json:"indicator"`
		Economy   Code            `json:"economy"`
		Period    Period          `json:"period"`
		Value     json.RawMessage `json:"value"`
		Low       json.RawMessage `json:"low"`
		High      json.RawMessage `json:"high"`
		Interval  string          `json:"interval"`
		Status    Status          `json:"obs_status"`
		Known     json.RawMessage `json:"known"`
		Until     string          `json:"until"`
		Factor    float64         `json:"factor,omitempty"`
		Years     int             `json:"years,omitempty"`
		Trials    []jsonTry       `json:"former_years"`
		Refused   string          `json:"refused,omitempty"`
	}
	jsonTry struct {
		Year  int     `json:"year"`
		Value float64 `json:"value"`
		Low   float64 `json:"low"`
		High  float64 `json:"high"`
		Real  float64 `json:"became"`
		Held  bool    `json:"within"`
	}
	jsonSeries struct {
		Indicator string `json:"indicator"`
		Title     string `json:"title"`
		Unit      string `json:"unit"`
		Kind      Kind   `json:"kind"`
		Interval  string `json:"interval,omitempty"`
	}
	jsonCode struct {
		Code Code `json:"code"`
		Name Name `json:"name"`
	}
	jsonObservation struct {
		Indicator string          `json:"indicator"`
		Economy   Code            `json:"economy"`
		Period    Period          `json:"period"`
		By        Code            `json:"by,omitempty"`
		Value     json.RawMessage `json:"value"`
		Low       json.RawMessage `json:"low,omitempty"`
		High      json.RawMessage `json:"high,omitempty"`
		Status    Status          `json:"obs_status"`
		N         int             `json:"n"`
		Missing   int             `json:"missing"`
	}
	jsonGap struct {
		Indicator     string          `json:"indicator"`
		Subject       Code            `json:"subject"`
		Other         Code            `json:"other"`
		Period        Period          `json:"period"`
		Ratio         json.RawMessage `json:"ratio"`
		Previous      Period          `json:"previous,omitempty"`
		PreviousRatio json.RawMessage `json:"previous_ratio"`
		Trend         string          `json:"trend,omitempty"`
	}
	jsonNote struct {
		Kind string   `json:"kind"`
		Key  string   `json:"key"`
		Args []string `json:"args,omitempty"`
		Text string   `json:"text"`
	}
)

// WriteJSON writes a frame as JSON, with its notes in English, its sources and gaps. Values have the digits of the CSV; missing
// ones are null.
func WriteJSON(w io.Writer, f Frame) error {
	j := jsonFrame{
		Query: f.Query.params(), Release: f.Release, AsOf: f.AsOf, Dimension: f.Dimension, Economies: coded(f.Economies, f.EconomyNames),
		Periods: append([]Period{}, f.Periods...), Codes: coded(f.Codes, f.CodeNames), Observations: []jsonObservation{}, Gaps: []jsonGap{},
		Coverage: f.Coverage, Notes: []jsonNote{}, Sources: []Source{}, NotLoaded: f.Lacks,
	}
	for _, s := range f.Series {
		j.Series = append(j.Series, jsonSeries{s.Indicator, s.Title, s.Unit.Text(), s.Kind, s.Interval})
	}
	for _, o := range f.Observations {
		u := f.unit(o.Indicator)
		one := jsonObservation{Indicator: o.Indicator, Economy: o.Economy, Period: o.Period, By: o.By, Value: jsonNumber(o.Value, u),
			Status: o.Status, N: o.N, Missing: o.Missing}
		if f.HasIntervals() {
			one.Low, one.High = jsonNumber(o.Low, u), jsonNumber(o.High, u)
		}
		j.Observations = append(j.Observations, one)
	}
	for _, n := range f.Nowcasts {
		j.Nowcasts = append(j.Nowcasts, nowcastJSON(n, f.unit(n.Indicator)))
	}
	for _, g := range f.Gaps {
		j.Gaps = append(j.Gaps, jsonGap{g.Indicator, g.Subject, g.Other, g.Period, jsonNumber(g.Ratio, Unit{}), g.Previous,
			jsonNumber(g.PreviousRatio, Unit{}), g.Trend})
	}
	for _, n := range f.Notes {
		j.Notes = append(j.Notes, jsonNote{n.Kind, n.Key, n.Args, f.NoteText(n)})
	}
	for _, s := range f.Sources {
		j.Sources = append(j.Sources, s)
	}
	return writeJSON(w, j)
}

func nowcastJSON(n Nowcast, u Unit) jsonNowcast {
	j := jsonNowcast{Indicator: n.Indicator + NowcastSuffix, Economy: n.Economy, Period: n.Period, Value: jsonNumber(n.Value, u), Low: jsonNumber(n.Low, u),
		High: jsonNumber(n.High, u), Interval: IntervalPrediction, Status: n.Status, Known: jsonNumber(n.Known, u), Until: n.Until, Factor: n.Factor, Years: n.Years,
		Trials: []jsonTry{}, Refused: n.Refused}
	for _, t := range n.Trials {
		j.Trials = append(j.Trials, jsonTry(t))
	}
	return j
}

func coded(codes []Code, names map[Code]Name) []jsonCode {
	list := make([]jsonCode, len(codes))
	for n, c := range codes {
		list[n] = jsonCode{c, names[c]}
	}
	return list
}

// params is the whole query by the names of its parameters; empty ones are left out.
func (q Query) params() map[string]string {
	all := map[string]string{"indicator": q.Indicators}
	for name, values := range q.Values(Query{}) {
		all[name] = strings.Join(values, ",")
	}
	return all
}

// WriteRowsJSON writes the rows behind a figure of a frame as JSON: the fields of WriteRowsCSV, unknown values null.
func WriteRowsJSON(w io.Writer, f Frame, rows []Row) error {
	type jsonRow struct {
		Indicator    string          `json:"indicator"`
		ID           string          `json:"id"`
		Label        string          `json:"label"`
		Economy      Code            `json:"economy"`
		Dated        string          `json:"dated"`
		By           Code            `json:"by,omitempty"`
		Value        json.RawMessage `json:"value"`
		Unit         string          `json:"unit"`
		Amount       json.RawMessage `json:"amount"`
		Currency     string          `json:"currency,omitempty"`
		FXRate       json.RawMessage `json:"fx_rate"`
		Denominator  json.RawMessage `json:"denominator"`
		Status       Status          `json:"obs_status"`
		Note         string          `json:"note,omitempty"`
		Dataset      string          `json:"dataset"`
		SourceURL    string          `json:"source_url"`
		SourceTitle  string          `json:"source_title,omitempty"`
		SnapshotSHA  string          `json:"snapshot_sha256"`
		SourceLine   int             `json:"source_line"`
		Latitude     json.RawMessage `json:"latitude"`
		Longitude    json.RawMessage `json:"longitude"`
		EconomyOwner Code            `json:"owner_economy,omitempty"`
		Link         string          `json:"link,omitempty"`
	}
	list := make([]jsonRow, len(rows))
	for n, r := range rows {
		null := func(v Value) json.RawMessage { return jsonNumber(v, Unit{}) }
		list[n] = jsonRow{r.Indicator, r.ID, r.Label, r.Economy, r.Dated, r.By, null(r.Value), f.rowUnit(r), null(r.Amount), r.Currency,
			null(r.FXRate), null(r.Denominator), r.Status, r.Note, r.Dataset, r.SourceURL, r.SourceTitle, r.SnapshotSHA, r.SourceLine,
			null(r.Latitude), null(r.Longitude), r.EconomyOwner, r.Link}
	}
	return writeJSON(w, map[string]any{"query": f.Query.params(), "release": f.Release, "rows": list})
}
