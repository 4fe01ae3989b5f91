package dashboard

import (
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A state stands where a drawing would, when there is nothing to draw.
type state struct {
	Head, Text string
	Links      []choice
	How        string // what whoever runs the site does about it; empty if there is nothing to do
	Command    string
}

// A blank is a chart without anything to draw, as the end of a section lists it.
type blank struct {
	Heading, Href string
	Why           string
	Needs         []choice // datasets that are not loaded; without any, Why says what is the matter
}

// blanks are the charts of a section that have nothing to draw.
type blanks struct {
	Items   []blank
	How     string
	Command string
}

// notLoaded says which datasets a figure needs that the release was built without, or that it was made before there was such a
// figure.
func (f figure) notLoaded(p *locale.Printer, at place) *state {
	if f.frame.Predates {
		return &state{Head: p.Text("ui.predates", "Not measured in this release"),
			Text: p.Text("note.predates", "This release is older than the figure: it was made before such facts were loaded. Nothing here is zero.")}
	}
	st := lackState(p, f.frame.Lacks)
	titles := lackTitles(p, f.frame.Lacks)
	for i, title := range titles {
		titles[i] = p.Text("ui.quoted", "“{0}”", title)
	}
	st.Text = p.Text("ui.not-loaded.text", "The facts of this chart come from {0}. This release was built before they were fetched from the publisher. Nothing here is zero.", listed(p, titles))
	st.Links = lackLinks(p, at, f.frame.Lacks)
	return st
}

// lackState says that datasets are not loaded, and how they are.
func lackState(p *locale.Printer, lacks []analytics.Lack) *state {
	return &state{Head: p.Text("ui.not-loaded", "Not loaded in this release"), How: howToLoad(p), Command: loadCommand(lacks)}
}

func howToLoad(p *locale.Printer) string {
	return p.Text("ui.not-loaded.how", "Whoever runs this site loads it with")
}

// loadCommand fetches datasets and builds a release with them.
func loadCommand(lacks []analytics.Lack) string {
	command := "sextant ingest"
	for _, lack := range lacks {
		command += " " + lack.Dataset
	}
	return command
}

func lackTitles(p *locale.Printer, lacks []analytics.Lack) []string {
	titles := make([]string, len(lacks))
	for i, lack := range lacks {
		titles[i] = p.Text("dataset."+lack.Dataset+".title", lack.Title)
	}
	return titles
}

func lackLinks(p *locale.Printer, at place, lacks []analytics.Lack) []choice {
	links := make([]choice, len(lacks))
	for i, title := range lackTitles(p, lacks) {
		links[i] = choice{Href: at.page("/datasets/"+lacks[i].Dataset, nil), Text: title}
	}
	return links
}

// listed joins names as a sentence does.
func listed(p *locale.Printer, names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return p.Text("ui.list.and", "{0} and {1}", strings.Join(names[:last], ", "), names[last])
}

// neededLines are the sources of a chart that are not loaded, as the table of sources shows them.
func neededLines(p *locale.Printer, at place, lacks []analytics.Lack) []sourceLine {
	var lines []sourceLine
	for i, link := range lackLinks(p, at, lacks) {
		line := sourceLine{Href: link.Href, Title: link.Text, Producer: lacks[i].Producer, Rows: p.Text("ui.not-loaded.rows", "not loaded"),
			Licence: p.Text("dataset."+lacks[i].Dataset+".licence", lacks[i].Licence)}
		if web(lacks[i].URL) {
			line.URL = lacks[i].URL
		}
		lines = append(lines, line)
	}
	return lines
}

// blank is a figure without anything to draw, in one line.
func (f figure) blank(p *locale.Printer, at place) blank {
	one := blank{Heading: chartTitle(p, f.spec), Href: at.page("/charts/"+f.spec.ID, nil)}
	if f.frame.NotLoaded() && !f.frame.Predates {
		one.Needs = lackLinks(p, at, f.frame.Lacks)
	} else {
		one.Why = f.emptyState(p, at).Text
	}
	return one
}

// gather lists figures without anything to draw; nil if there are none.
func gather(p *locale.Printer, at place, figures []figure) *blanks {
	if len(figures) == 0 {
		return nil
	}
	all := &blanks{}
	var lacks []analytics.Lack
	known := map[string]bool{}
	for _, f := range figures {
		all.Items = append(all.Items, f.blank(p, at))
		for _, lack := range f.frame.Lacks {
			if f.frame.NotLoaded() && !known[lack.Dataset] {
				known[lack.Dataset] = true
				lacks = append(lacks, lack)
			}
		}
	}
	if len(lacks) > 0 {
		all.How, all.Command = howToLoad(p), loadCommand(lacks)
	}
	return all
}

// emptyState says why there is nothing to draw.
func (f figure) emptyState(p *locale.Printer, at place) *state {
	if f.frame.NotLoaded() {
		return f.notLoaded(p, at)
	}
	st := &state{Head: p.Text("ui.empty.head", "Nothing here"),
		Text:  p.Text("ui.empty.text", "No source has a fact for this selection. That is not a zero."),
		Links: []choice{{Href: at.page("/charts/"+f.spec.ID, nil), Text: p.Text("ui.empty.reset", "Back to the usual selection")}}}
	facts, missing, uncovered := 0, 0, len(f.frame.Economies) > 0
	for _, o := range f.frame.Observations {
		facts += o.N
		missing += o.Missing
	}
	for _, economy := range f.frame.Economies {
		uncovered = uncovered && f.notCovered(economy)
	}
	switch {
	case f.known() > 0:
		st.Head = p.Text("ui.empty.few", "Too little to draw")
		st.Text = p.Text("ui.empty.few.text", "There are figures, but not enough for this drawing. The table has them all.")
	case facts > 0 && facts == missing:
		st.Head = p.Text("ui.empty.undisclosed", "Undisclosed only")
		st.Text = p.Plural("ui.empty.undisclosed.text", facts, "There is {0} fact, and its amount is not public.", "There are {0} facts, and none of their amounts is public.")
	case uncovered:
		st.Head = p.Text("ui.empty.uncovered", "Not covered")
		st.Text = p.Text("ui.empty.uncovered.text", "The source does not cover these economies. That is not a zero.")
	}
	return st
}
