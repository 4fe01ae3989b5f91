package dashboard

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"html/template"
	"net/url"

	"sextant/analytics"
	"sextant/dashboard/plot"
)

// An embedPage is a chart inside the page of another site.
type embedPage struct {
	Lang, Dir, Theme    string
	Title, Heading      string
	Canonical, PageHref string
	Home                string
	Sheet               template.CSS
	Script              string
	ID                  string
	Statement           []phrase
	Subtitle            string
	Wide, Narrow        template.HTML
	OptionHref          string
	State               *state
	Open                bool
	Files               []fileChoice
	Table               table
	Overlay             *eventList
	Release             string
	Pinned              bool
	Unpinned            string
	credit
}

// embedHTML is /embed/{id}.
func (s *Server) embedHTML(q *request) (*plan, error) {
	id, err := q.id(0)
	if err != nil {
		return nil, err
	}
	c, err := s.chartOf(q, id)
	if err != nil {
		return nil, err
	}
	p := &plan{values: c.values, languaged: true, themed: true, framed: true, style: s.pages.sheetHash}
	p.render = func(ctx context.Context, r *analytics.Release) (*answer, error) {
		f, err := answerChart(ctx, r, c)
		if err != nil {
			return nil, err
		}
		page, err := s.embedPage(ctx, q, r, f, c.values)
		if err != nil {
			return nil, err
		}
		return s.html(q, "embed", page)
	}
	return p, nil
}

func (s *Server) embedPage(ctx context.Context, q *request, r *analytics.Release, f figure, values url.Values) (*embedPage, error) {
	p, at, id := q.printer, q.place(), f.spec.ID
	// Links leave the frame, so they are absolute: a page may be shown from a copy.
	base := s.config.BaseURL
	page := &embedPage{Lang: p.Lang(), Dir: p.Dir(), Theme: q.theme, Title: chartTitle(p, f.spec), Heading: chartTitle(p, f.spec), ID: id,
		PageHref: base + at.page("/charts/"+id, values), Home: base + at.page("/", nil), Sheet: template.CSS(s.pages.sheet),
		Script: s.assets.path("frame.js"), Statement: firstSentence(f.statement(p, at)), Subtitle: f.subtitle(p), Release: r.ID(),
		Pinned: q.release != "", Unpinned: base + place{lang: at.lang}.picture("/embed/"+id, values), credit: f.credit(p, at)}
	page.Canonical = page.PageHref
	for i := range page.Sources {
		page.Sources[i].Href = page.PageHref + "#sources"
	}
	for _, form := range chartForms[:2] {
		page.Files = append(page.Files, fileChoice{Href: base + fileOf(at, id, form.suffix, values), Text: form.name})
	}
	if len(f.frame.Observations) <= mostCells {
		page.Table = f.table(p, at)
		for _, row := range page.Table.Rows {
			for i := range row.Cells {
				row.Cells[i].Href = ""
			}
		}
	}
	if f.isEmpty() {
		page.State = f.emptyState(p, at)
		return page, nil
	}
	if f.spec.Form == plot.Table || f.spec.Form == plot.Scorecard && s.studio.drawer == nil {
		page.Open = true
	}
	page.Overlay = f.eventList(p, at, r, values).framed(base)
	page.OptionHref = at.picture("/charts/"+id+".option.json", values)
	var err error
	page.Wide, page.Narrow, err = s.drawings(ctx, p, f, tileWidth)
	if isEmptyPlot(err) {
		page.State, page.Open, err = f.emptyState(p, at), true, nil
	}
	return page, err
}

// firstSentence cuts a statement where the next gap begins: a frame has little room.
func firstSentence(sentence []phrase) []phrase {
	for i, one := range sentence {
		if one.Text == " " && !one.Num {
			return sentence[:i]
		}
	}
	return sentence
}

// mostCells is the size of the largest table that an embed carries along; beyond it the CSV and the chart's page have the numbers.
const mostCells = 240

// snippet is what a journalist copies: the right height before any script, a name, and a script that only helps.
func (s *Server) snippet(at place, f figure, values url.Values) string {
	src := s.config.BaseURL + at.picture("/embed/"+f.spec.ID, values)
	title := html.EscapeString(chartTitle(s.printers[at.lang], f.spec))
	return `<iframe src="` + html.EscapeString(src) + `" title="` + title + `" loading="lazy" width="100%" height="560" ` +
		`style="width:100%;aspect-ratio:4/3;height:auto;min-height:560px;border:0" data-sextant></iframe>` + "\n" +
		`<script async src="` + s.config.BaseURL + `/embed.js"></script>`
}

// styleHash is how a content policy names a style sheet that is allowed inside a page.
func styleHash(sheet string) string {
	sum := sha256.Sum256([]byte(sheet))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
