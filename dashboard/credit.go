package dashboard

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A credit is the line under every drawing: where the numbers come from and how much stands behind them.
type credit struct {
	Sources  []choice
	Coverage string
	Licence  string
}

// A sourceLine is a dataset in the table of sources.
type sourceLine struct{ Href, Title, URL, Producer, Rows, AsOf, Licence string }

// shownNotes is how many notes stand beside a chart; the others are one step away.
const shownNotes = 6

// shownSources is how many sources the line under a drawing names; the table of sources has all.
const shownSources = 3

func (f figure) credit(p *locale.Printer, at place) credit {
	c := credit{Coverage: f.coverage(p)}
	for n, source := range f.frame.Sources {
		if n == shownSources {
			c.Sources = append(c.Sources, choice{Href: "#sources", Text: p.Text("ui.source.more", "{0} more", len(f.frame.Sources)-n)})
			break
		}
		c.Sources = append(c.Sources, choice{Href: at.page("/datasets/"+source.Dataset, nil), Text: source.Producer})
	}
	var licences []string
	for _, source := range f.frame.Sources {
		licence := p.Text("dataset."+source.Dataset+".licence", source.Licence)
		if licence != "" && !slices.Contains(licences, licence) {
			licences = append(licences, licence)
		}
	}
	if len(licences) <= 2 {
		c.Licence = strings.Join(licences, " · ")
	}
	return c
}

// coverage says in a few words how much stands behind the figure.
func (f figure) coverage(p *locale.Printer) string {
	cover := f.frame.Coverage
	if cover.Rows == 0 {
		return ""
	}
	text := p.Plural("ui.coverage.facts", cover.Rows, "{0} fact", "{0} facts")
	if share := 100 * float64(cover.Missing) / float64(cover.Rows); cover.Missing > 0 {
		text += p.Text("ui.coverage.undisclosed", ", {0} undisclosed", p.Percent(float64(int(share+0.5))))
	}
	if cover.Curated {
		text += p.Text("ui.coverage.curated", ", compiled by hand")
	}
	return text
}

// fillSources puts notes, what the number is not, and the sources on the page.
func (f figure) fillSources(p *locale.Printer, at place, page *chartPage) {
	page.Notes = f.notes(p)
	if len(page.Notes) > shownNotes+1 {
		page.Notes, page.More = page.Notes[:shownNotes], page.Notes[shownNotes:]
	}
	page.IsNot = f.isNot(p)
	for _, source := range f.frame.Sources {
		line := sourceLine{Href: at.page("/datasets/"+source.Dataset, nil), Title: p.Text("dataset."+source.Dataset+".title", source.Title), Producer: source.Producer,
			Rows: p.Exact(float64(source.Rows)), AsOf: p.Date(source.AsOf), Licence: licenceText(p, source)}
		if web(source.URL) {
			line.URL = source.URL
		}
		page.SourceTable = append(page.SourceTable, line)
	}
	if f.frame.NotLoaded() {
		page.SourceTable = neededLines(p, at, f.frame.Lacks)
	}
	page.CoverageLong = f.coverageLong(p)
}

func licenceText(p *locale.Printer, source analytics.Source) string {
	licence := p.Text("dataset."+source.Dataset+".licence", source.Licence)
	switch source.Redistribution {
	case "restricted":
		return licence + p.Text("ui.licence.restricted", " (shown, not exported)")
	case "quote":
		return licence + p.Text("ui.licence.quote", " (single figures, with attribution)")
	}
	return licence
}

// notes are the chart's own notes and those of the frame, each once.
func (f figure) notes(p *locale.Printer) []string {
	var list []string
	add := func(text string) {
		if text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for n, note := range f.spec.Notes {
		add(p.Text("chart."+f.spec.ID+".note."+strconv.Itoa(n+1), note))
	}
	for _, note := range f.frame.Notes {
		if note.Kind != "is-not" {
			add(f.noteText(p, note))
		}
	}
	return list
}

func (f figure) isNot(p *locale.Printer) []string {
	var list []string
	for _, note := range f.frame.Notes {
		if text := f.noteText(p, note); note.Kind == "is-not" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

func (f figure) noteText(p *locale.Printer, note analytics.Note) string {
	if note.Kind == "not-loaded" {
		return p.Text(note.Key, note.Text, strings.Join(lackTitles(p, f.frame.Lacks), ", "))
	}
	var args []any
	for _, arg := range f.frame.NoteArgs(note, p.Lang()) {
		args = append(args, p.Date(arg)) // anything but a date comes back as it is
	}
	return p.Text(note.Key, note.Text, args...)
}

func (f figure) coverageLong(p *locale.Printer) string {
	cover := f.frame.Coverage
	if cover.Rows == 0 {
		return ""
	}
	text := p.Text("ui.coverage.long", "Behind this chart: {0}, read in {1}.", f.coverage(p),
		p.Plural("ui.coverage.documents", cover.Documents, "{0} document", "{0} documents"))
	if cover.LastRow != "" {
		text += " " + p.Text("ui.coverage.last", "Latest fact: {0}.", p.Date(cover.LastRow))
	}
	return text
}

// hints are what a reader must see at the drawing itself, not below it.
func (f figure) hints(p *locale.Printer) []string {
	var list []string
	if n := f.frame.Coverage.Rows; f.frame.Coverage.Curated && n > 0 && n < 5 { // a published series has one value a period, not few facts
		list = append(list, p.Plural("ui.hint.few", n, "Only {0} fact stands behind this chart.", "Only {0} facts stand behind this chart."))
	}
	for _, o := range f.frame.Observations {
		if o.Value.Known && f.running(o.Period) {
			list = append(list, p.Text("ui.hint.running", "{0} is not over: figures to {1}, marked as provisional.", p.Period(string(o.Period)), p.Date(f.frame.AsOf)))
			break
		}
	}
	return list
}

// subtitle says what is drawn: unit, prices, period, basis.
func (f figure) subtitle(p *locale.Printer) string {
	parts := []string{}
	if len(f.frame.Series) == 1 {
		parts = append(parts, f.seriesTitle(p, f.frame.Series[0].Indicator))
	}
	if unit := f.unitText(p); unit != "" {
		parts = append(parts, unit)
	}
	if f.query.Prices == "current" && f.query.Per != "gdp" {
		parts = append(parts, p.Text("ui.prices.current", "current prices"))
	}
	switch f.query.Basis {
	case "headquarters":
		parts = append(parts, p.Text("ui.basis.headquarters", "by headquarters"))
	case "founding":
		parts = append(parts, p.Text("ui.basis.founding", "by place of founding"))
	case "host":
		parts = append(parts, p.Text("ui.basis.host", "by place of the site"))
	case "owner":
		parts = append(parts, p.Text("ui.basis.owner", "by home of the owner"))
	case "funder":
		parts = append(parts, p.Text("ui.basis.funder", "by funder"))
	case "recipient":
		parts = append(parts, p.Text("ui.basis.recipient", "by recipient"))
	}
	if len(parts) == 0 {
		return chartQuestion(p, f.spec)
	}
	return strings.Join(parts, " · ")
}

// plainStatement is the statement without links, for heads and files.
func (f figure) plainStatement(p *locale.Printer) string {
	if text := plain(f.statement(p, place{lang: p.Lang()})); text != "" {
		return text
	}
	if f.frame.NotLoaded() {
		st := f.notLoaded(p, place{lang: p.Lang()})
		return st.Head + ". " + st.Text
	}
	return chartQuestion(p, f.spec)
}

// web says whether an address may be a link: what upstream wrote is not trusted with other schemes.
func web(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// host is the publisher's name as far as the address says it.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
