package dashboard

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
)

// A gapPage is the table of every gap.
type gapPage struct {
	chrome
	Heading, Intro string
	Statement      []phrase
	Action         string
	Hidden         []hidden
	Group          selection
	Others         []gapOther
	Parts          []gapPart
	Columns        int
	Apart          []gapApart
	State          *state
	Methods        []methodLine
	Files          []fileChoice
	Sources        []choice
	Cite           string
}

// A gapOther is an economy that Europe is compared with.
type gapOther struct {
	Code analytics.Code
	Name string
}

// A gapPart is a part of the table.
type gapPart struct {
	Heading string
	Rows    []gapLine
}

// A gapLine is one indicator of the table.
type gapLine struct {
	Href, Title, Unit string
	Europe            string // which Europe, where it is not the one of most rows
	Strip             template.HTML
	Cells             []gapCell
}

// A gapCell is Europe beside one other.
type gapCell struct {
	Other            analytics.Code
	Name             string
	Ratio, Data      string
	PerHead, PerData string
	Way, Before      string
	Growth           string
	Why              string
}

// A gapApart is an indicator without any ratio, and why.
type gapApart struct{ Href, Title, Why string }

// table fills the page of all gaps.
func (v gapView) table(r *analytics.Release, t *analytics.GapTable) *gapPage {
	data := &gapPage{Heading: pageText(v.p, v.page, "question", v.page.Question), Intro: pageText(v.p, v.page, "intro", v.page.Intro),
		Action: "/" + v.p.Lang() + "/" + v.page.Slug, Hidden: v.at.hidden(), Group: v.groups(t.Names, t.Group), Files: v.files(), Methods: v.methods()}
	for _, code := range analytics.GapOthers() {
		data.Others = append(data.Others, gapOther{code, v.short(t.Names, code)})
	}
	data.Columns = 2 + 2*len(data.Others)
	var counted []analytics.GapRow
	for n, section := range v.sections(t) {
		part := gapPart{Heading: section.heading}
		for _, row := range section.rows {
			if !row.Compares() {
				data.Apart = append(data.Apart, v.apart(t, row))
				continue
			}
			part.Rows = append(part.Rows, v.line(t, row))
			if n >= len(v.page.Sections) || !v.page.Sections[n].Aside {
				counted = append(counted, row)
			}
		}
		if len(part.Rows) > 0 {
			data.Parts = append(data.Parts, part)
		}
	}
	if data.Statement = v.count(t, counted); len(data.Parts) == 0 {
		data.State = &state{Head: v.p.Text("ui.gap.empty", "No figure has both sides"),
			Text: v.p.Text("ui.gap.empty.text", "In this release no indicator has a figure of this Europe and of another economy in the same year. That is not a zero.")}
	}
	for _, s := range t.Sources() {
		data.Sources = append(data.Sources, choice{Href: v.at.page("/datasets/"+s.Dataset, nil), Text: v.p.Text("dataset."+s.Dataset+".title", s.Title)})
	}
	data.Cite = v.p.Text("ui.gap.cite", "Sextant, gaps between economies, release {0}, {1}", r.ID(), v.s.config.BaseURL+
		address("/"+v.p.Lang()+"/"+v.page.Slug, releaseOnly(v.values, r.ID())))
	return data
}

// methods are those of the gap, and of the figures of indicators.
func (v gapView) methods(indicators ...string) []methodLine {
	list := v.s.content.catalogue.MethodsOf(indicators...)
	for _, id := range []string{"gap", "catch-up"} {
		if m, err := v.s.content.catalogue.Method(id); err == nil {
			list = append(list, m)
		}
	}
	return v.s.methodLines(v.q, list)
}

type gapSection struct {
	heading string
	rows    []analytics.GapRow
}

// sections sorts the rows as the page's definition has them; those that it does not name stand in one more section.
func (v gapView) sections(t *analytics.GapTable) []gapSection {
	list := make([]gapSection, len(v.page.Sections)+1)
	placed := map[string]bool{}
	for n, section := range v.page.Sections {
		list[n].heading = pageText(v.p, v.page, "section."+strconv.Itoa(n+1)+".title", section.Title)
		for _, id := range section.Indicators {
			placed[id] = true
			at := slices.IndexFunc(t.Rows, func(row analytics.GapRow) bool { return row.Indicator.ID == id })
			if at >= 0 {
				list[n].rows = append(list[n].rows, t.Rows[at])
			}
		}
	}
	last := &list[len(v.page.Sections)]
	last.heading = v.p.Text("ui.gap.further", "Further figures")
	for _, row := range t.Rows {
		if !placed[row.Indicator.ID] {
			last.rows = append(last.rows, row)
		}
	}
	return list
}

func (v gapView) title(id, english string) string { return v.p.Text("indicator."+id+".title", english) }

// href is the page of one indicator; it keeps the reader's Europe.
func (v gapView) href(id string, group analytics.Code) string {
	values := url.Values{"indicator": {id}}
	if group != "" {
		values.Set("group", string(group))
	}
	return v.at.page("/"+v.page.Slug, values)
}

func (v gapView) apart(t *analytics.GapTable, row analytics.GapRow) gapApart {
	one := gapApart{Href: v.href(row.Indicator.ID, t.Group), Title: v.title(row.Indicator.ID, row.Indicator.Title)}
	var whys []string
	for _, s := range row.Sides {
		why := v.whyText(s.Why, v.short(t.Names, europeOf(row.Subject, t.Group)), v.short(t.Names, s.Other))
		if !slices.Contains(whys, why) {
			whys = append(whys, why)
		}
	}
	one.Why = strings.Join(whys, "; ")
	return one
}

// europeOf is the Europe to name where none has a figure.
func europeOf(subject, group analytics.Code) analytics.Code {
	for _, code := range []analytics.Code{subject, group} {
		if code != "" {
			return code
		}
	}
	return analytics.GapGroups()[0]
}

func (v gapView) line(t *analytics.GapTable, row analytics.GapRow) gapLine {
	one := gapLine{Href: v.href(row.Indicator.ID, t.Group), Title: v.title(row.Indicator.ID, row.Indicator.Title), Unit: v.p.Unit(row.Unit.Code, row.Unit.Per),
		Strip: distance(row.Sides)}
	if row.Subject != "EU27_2020" && t.Group == "" {
		one.Europe = v.short(t.Names, row.Subject)
	}
	for _, s := range row.Sides {
		one.Cells = append(one.Cells, v.cell(t, row, s))
	}
	return one
}

func (v gapView) cell(t *analytics.GapTable, row analytics.GapRow, s analytics.GapSide) gapCell {
	europe, other := v.short(t.Names, row.Subject), v.short(t.Names, s.Other)
	c := gapCell{Other: s.Other, Name: other}
	if s.Why != "" {
		c.Why = v.whyText(s.Why, europe, other)
		return c
	}
	c.Ratio, c.Data = v.p.Ratio(s.Gap.Ratio.Float), analytics.Unit{}.Digits(s.Gap.Ratio)
	if head := row.PerHead[s.Other]; head.Known {
		c.PerHead, c.PerData = v.p.Ratio(head.Float), analytics.Unit{}.Digits(head)
	}
	c.Way, c.Before = wayText(v.p, s.Gap.Trend), v.period(s.Gap.Period)
	if c.Way != "" && s.Gap.Ratio.Float > 1 {
		c.Way += v.p.Text("ui.gap.ahead", ", Europe ahead")
	}
	if s.Gap.Previous != "" {
		c.Before = v.p.Text("ui.gap.before", "{0} in {1}, {2} in {3}", v.share(s.Gap.PreviousRatio), v.period(s.Gap.Previous), v.share(s.Gap.Ratio), v.period(s.Gap.Period))
	}
	g := s.Growth
	if c.Growth = v.whyText(g.Why, europe, other); g.Why == "" {
		c.Growth = v.p.Text("ui.gap.growth.brief", "{0} {1}, {2} {3} a year {4}–{5}", europe, v.perYear(g.Ours), other, v.perYear(g.Theirs), v.period(g.First), v.period(g.Last))
	}
	return c
}

func (v gapView) period(p analytics.Period) string {
	if p == "all" {
		return v.p.Text("ui.span.all", "All years")
	}
	return v.p.Period(string(p))
}

// The picture of a distance: a scale of powers of ten from a hundredth to a hundred, parity in the middle.
const decades = 2

// distance draws where Europe stands towards each other: left of the middle it has less, right of it more. The numbers stand beside it.
func distance(sides []analytics.GapSide) template.HTML {
	var b strings.Builder
	b.WriteString(`<svg class="distance" viewBox="0 0 200 26" aria-hidden="true"><path d="M8 13H192" stroke="var(--line)"/><path d="M54 10v6M146 10v6" stroke="var(--rule)"/><path d="M100 4v18" stroke="var(--muted)"/>`)
	for _, s := range sides {
		if s.Why != "" {
			continue
		}
		x := 8.0
		if s.Gap.Ratio.Float > 0 {
			x = 100 + 92*max(-1, min(1, math.Log10(s.Gap.Ratio.Float)/decades))
		}
		fmt.Fprintf(&b, `<path d="M%s 13H100" stroke="%s" stroke-width="2.500" opacity=".35"/>`, short(x), hue(s.Other))
		b.WriteString(strings.NewReplacer("{x}", short(x), "{l}", short(x-5), "{r}", short(x+5), "{c}", hue(s.Other)).Replace(markOf(s.Other)))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// markOf is the shape of an economy, as everywhere: a square for the United States, a triangle for China.
func markOf(other analytics.Code) string {
	if other == "CN" {
		return `<path d="M{x} 7.500L{r} 17.500H{l}Z" fill="{c}"/>`
	}
	return `<path d="M{l} 8H{r}V18H{l}Z" fill="{c}"/>`
}

// than is an economy at the end of "less than".
func (v gapView) than(other analytics.Code) string {
	if other == "CN" {
		return v.p.Text("ui.gap.than.CN", "China")
	}
	return v.p.Text("ui.gap.than.US", "the United States")
}

// count says in how many figures Europe has less, and which way these gaps move.
func (v gapView) count(t *analytics.GapTable, rows []analytics.GapRow) []phrase {
	var list []phrase
	for _, other := range analytics.GapOthers() {
		all, less, wider, closer := 0, 0, 0, 0
		for _, row := range rows {
			for _, s := range row.Sides {
				if s.Other != other || s.Why != "" {
					continue
				}
				all++
				if s.Gap.Ratio.Float >= 1 {
					continue
				}
				less++
				switch s.Gap.Trend {
				case "widening":
					wider++
				case "closing":
					closer++
				}
			}
		}
		if all == 0 {
			continue
		}
		if len(list) > 0 {
			list = append(list, phrase{Text: " "})
		}
		list = append(list, sentence(v.p.Text("ui.gap.count", "Europe has less than {0} in {1} of {2} figures; of these gaps {3} have widened since the year before and {4} have narrowed.", marks(5)...),
			phrase{Text: v.than(other)}, phrase{Text: strconv.Itoa(less), Num: true, Economy: other}, strong(strconv.Itoa(all)),
			strong(strconv.Itoa(wider)), strong(strconv.Itoa(closer)))...)
	}
	return list
}
