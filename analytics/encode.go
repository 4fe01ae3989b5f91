package analytics

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"
)

// WriteCSV writes a frame as CSV: one header, one line per observation, in the frame's order. Money has two decimals, other
// values are the shortest text that reads back exactly; a missing value is an empty cell. The columns and their order are part
// of the format: indicator, economy, economy_name, period, the dimension if there is one, value, low and high if a series has
// intervals, unit, obs_status, n, missing, release, sources. Nowcasts of the running year come last, under ids of their own
// (NowcastSuffix), with status F: they are estimates beside the figures.
func WriteCSV(w io.Writer, f Frame, d Dialect) error {
	t := table{header: f.header()}
	sources := f.sourceIDs()
	for _, o := range f.Observations {
		line := []cell{text(o.Indicator), text(string(o.Economy)), text(f.EconomyNames[o.Economy].In("en")), text(string(o.Period))}
		if f.Dimension != "" {
			line = append(line, text(string(o.By)))
		}
		u := f.unit(o.Indicator)
		line = append(line, number(o.Value, u))
		if f.HasIntervals() {
			line = append(line, number(o.Low, u), number(o.High, u))
		}
		t.lines = append(t.lines, append(line, text(u.Text()), text(string(o.Status)),
			count(o.N), count(o.Missing), text(f.Release), text(sources)))
	}
	for _, n := range f.Nowcasts {
		if u := f.unit(n.Indicator); n.Value.Known {
			t.lines = append(t.lines, []cell{text(n.Indicator + NowcastSuffix), text(string(n.Economy)), text(f.EconomyNames[n.Economy].In("en")),
				text(string(n.Period)), number(n.Value, u), number(n.Low, u), number(n.High, u), text(u.Text()), text(string(n.Status)),
				count(n.N), count(n.Missing), text(f.Release), text(sources)})
		}
	}
	return t.write(w, d)
}

func (f Frame) header() []string {
	header := []string{"indicator", "economy", "economy_name", "period"}
	if f.Dimension != "" {
		header = append(header, snake(f.Dimension))
	}
	header = append(header, "value")
	if f.HasIntervals() {
		header = append(header, "low", "high")
	}
	return append(header, "unit", "obs_status", "n", "missing", "release", "sources")
}

func (f Frame) sourceIDs() string {
	ids := make([]string, len(f.Sources))
	for n, s := range f.Sources {
		ids[n] = s.Dataset
	}
	return strings.Join(ids, ";")
}

func (f Frame) unit(indicator string) Unit {
	for _, s := range f.Series {
		if s.Indicator == indicator {
			return s.Unit
		}
	}
	return Unit{}
}

// Text is the unit in words, as data files carry it.
func (u Unit) Text() string {
	switch u.Per {
	case perCapita:
		return u.Code + " per inhabitant"
	case "million":
		return u.Code + " per million inhabitants"
	case perGDP:
		return "percent of GDP"
	case "":
		return u.Code
	}
	return u.Code + " per " + u.Per
}

// isMoney says whether values of the unit are sums of money.
func (u Unit) isMoney() bool {
	switch u.Code {
	case "EUR", "USD", "CNY":
		return true
	}
	return false
}

// Digits prints a value as data files carry it, or nothing if it is missing: money with two decimals, other values as the
// shortest decimal that reads back exactly.
func (u Unit) Digits(v Value) string {
	switch {
	case !v.Known:
		return ""
	case u.isMoney():
		return strconv.FormatFloat(v.Float, 'f', 2, 64)
	case v.Float >= 1e21 || v.Float <= -1e21:
		return strconv.FormatFloat(v.Float, 'e', -1, 64)
	}
	return strconv.FormatFloat(v.Float, 'f', -1, 64)
}

// WriteRowsCSV writes the rows behind a figure of a frame as CSV. Values are exact, in the unit of the frame before any division;
// amounts are in the currency of the source.
func WriteRowsCSV(w io.Writer, f Frame, rows []Row) error {
	t := table{header: []string{"indicator", "id", "label", "economy", "dated"}}
	if f.Dimension != "" {
		t.header = append(t.header, snake(f.Dimension))
	}
	t.header = append(t.header, "value", "unit", "amount", "currency", "fx_rate", "denominator", "obs_status", "note", "dataset",
		"source_url", "source_title", "snapshot_sha256", "source_line", "latitude", "longitude", "owner_economy", "link", "release")
	for _, r := range rows {
		line := []cell{text(r.Indicator), text(r.ID), text(r.Label), text(string(r.Economy)), text(r.Dated)}
		if f.Dimension != "" {
			line = append(line, text(string(r.By)))
		}
		t.lines = append(t.lines, append(line, exact(r.Value), text(f.rowUnit(r)), exact(r.Amount), text(r.Currency), exact(r.FXRate),
			exact(r.Denominator), text(string(r.Status)), text(r.Note), text(r.Dataset), text(r.SourceURL), text(r.SourceTitle),
			text(r.SnapshotSHA), count(r.SourceLine), exact(r.Latitude), exact(r.Longitude), text(string(r.EconomyOwner)),
			text(r.Link), text(f.Release)))
	}
	return t.write(w, DialectStandard)
}

// rowUnit is what the values of rows are in: that of the figure before any division.
func (f Frame) rowUnit(r Row) string {
	u := f.unit(r.Indicator)
	if u.Per == perGDP {
		return currencyCode(f.Query.Currency)
	}
	return u.Code
}

func exact(v Value) cell { return number(v, Unit{}) }

// jsonNumber is a value in JSON: the digits of CSV, or null.
func jsonNumber(v Value, u Unit) json.RawMessage {
	if !v.Known {
		return json.RawMessage("null")
	}
	return json.RawMessage(u.Digits(v))
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(v)
}
