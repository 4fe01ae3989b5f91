package dashboard

import (
	"strconv"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A facts is a table of the rows behind a figure.
type facts struct {
	Caption                                    string
	ShowEconomy, ShowBy, ShowAmount, ShowValue bool
	ByHead, ValueHead                          string
	Rows                                       []fact
}

// A fact is one row with where it was read.
type fact struct {
	ID, Href, Label, Note      string
	Economy, Dated, By         string
	Amount, Rate               string
	Value, Data, Mark          string
	SourceURL, SourceHost      string
	Dataset, DatasetHref, Line string
}

// facts lays rows out. Columns that no row fills are left out.
func (f figure) facts(p *locale.Printer, at place, r *analytics.Release, rows []analytics.Row) *facts {
	t := &facts{Caption: p.Plural("ui.rows.count", len(rows), "{0} row", "{0} rows")}
	unit := analytics.Unit{}
	if len(f.frame.Series) > 0 {
		unit = f.frame.Series[0].Unit
	}
	t.ValueHead = p.Unit(unit.Code, "")
	if f.frame.Dimension != "" {
		t.ByHead = upperFirst(p.Dimension(f.frame.Dimension))
	}
	for _, row := range rows {
		one := f.fact(names{r, p}, at, row, unit)
		t.ShowEconomy = t.ShowEconomy || row.Economy != rows[0].Economy
		t.ShowBy = t.ShowBy || f.frame.Dimension != "" && row.By != ""
		t.ShowAmount = t.ShowAmount || row.Currency != ""
		t.ShowValue = t.ShowValue || row.Value.Known && row.Value.Float != 1 || row.Currency != ""
		t.Rows = append(t.Rows, one)
	}
	return t
}

func (f figure) fact(n names, at place, row analytics.Row, unit analytics.Unit) fact {
	p := n.p
	one := fact{ID: row.ID, Label: row.Label, Note: row.Note, Economy: n.economy(row.Economy), Dated: p.Date(row.Dated),
		Mark: statusMark(row.Status), Dataset: row.Dataset, DatasetHref: at.page("/datasets/"+row.Dataset, nil)}
	if row.Link != "" {
		one.Href = at.page(row.Link, nil)
	}
	if row.By != "" {
		one.By = f.codeName(p, row.By)
	}
	if row.Currency != "" {
		one.Amount = p.Text("ui.missing.undisclosed", "undisclosed")
		if row.Amount.Known {
			one.Amount = p.Amount(row.Amount.Float, row.Currency)
		}
	}
	if row.FXRate.Known && row.Currency != "EUR" {
		one.Rate = p.Exact(row.FXRate.Float)
	}
	one.Value = p.Text("ui.missing.undisclosed", "undisclosed")
	if row.Value.Known {
		one.Value = p.Exact(row.Value.Float)
		one.Data = unit.Digits(row.Value)
	}
	if web(row.SourceURL) {
		one.SourceURL, one.SourceHost = row.SourceURL, host(row.SourceURL)
	}
	if row.SourceLine > 0 && len(row.SnapshotSHA) >= 8 {
		one.Line = p.Text("ui.facts.line", "line {0} of file {1}", strconv.Itoa(row.SourceLine), row.SnapshotSHA[:8])
	}
	return one
}
