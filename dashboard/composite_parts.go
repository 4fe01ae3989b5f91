package dashboard

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
)

// fillRanks tells the ranking: the economies that are ranked from the first to the last, then the members of the group.
func (v compositeView) fillRanks(data *compositePage) {
	var ranked, members []int
	for r, score := range v.a.Result.Scores {
		switch {
		case math.IsNaN(score):
		case v.a.Result.Ranks[r] > 0:
			ranked = append(ranked, r)
		default:
			members = append(members, r)
		}
	}
	byScore := func(a, b int) int {
		if v.a.Result.Scores[a] > v.a.Result.Scores[b] {
			return -1
		}
		if v.a.Result.Scores[a] < v.a.Result.Scores[b] {
			return 1
		}
		return strings.Compare(v.a.Matrix.Economies[a], v.a.Matrix.Economies[b])
	}
	slices.SortFunc(ranked, byScore)
	slices.SortFunc(members, byScore)
	for _, r := range ranked {
		data.Ranked = append(data.Ranked, v.rankRow(r, len(ranked)))
	}
	for _, r := range members {
		data.Members = append(data.Members, v.rankRow(r, len(ranked)))
	}
	singles := 0
	for r := range v.a.Matrix.Economies {
		if v.a.Matrix.Reference[r] {
			singles++
		}
	}
	data.RankedIntro = v.p.Text("ui.index.set", "The scale is made by all {0} single economies with figures, the members of the Union among them.", strconv.Itoa(singles)) + " "
	if v.a.Query.Missing == "complete" {
		data.RankedIntro += v.p.Text("ui.index.set.complete", "Ranked are the {0} economies without a missing figure; the 27 members count as one, the European Union.", strconv.Itoa(len(ranked)))
	} else {
		data.RankedIntro += v.p.Text("ui.index.set.half", "Ranked are the {0} economies with figures in at least {1} of the pillars; the 27 members count as one, the European Union.", strconv.Itoa(len(ranked)), v.p.Percent(100*v.a.Definition.Enough))
	}
	data.Statement = v.statement(len(ranked))
}

// statement says where the compared economies rank and within which bounds.
func (v compositeView) statement(of int) []phrase {
	var list []phrase
	for _, code := range v.compared() {
		r := v.a.Row(code)
		if r < 0 || v.a.Result.Ranks[r] == 0 {
			list = append(list, phrase{Text: v.p.Text("ui.index.say.none", "{0} has no rank. ", v.name(code))})
			continue
		}
		i := v.a.Robustness.Intervals[r]
		list = append(list, phrase{Text: v.p.Text("ui.index.say.name", "{0}: rank ", v.name(code))},
			phrase{Text: strconv.Itoa(v.a.Result.Ranks[r]), Num: true, Economy: code},
			phrase{Text: v.p.Text("ui.index.say.of", " of {0}, from {1} to {2} in nine of ten draws. ", strconv.Itoa(of), strconv.Itoa(i.Low), strconv.Itoa(i.High))})
	}
	return list
}

func (v compositeView) rankRow(r, of int) rankRow {
	code := analytics.Code(v.a.Matrix.Economies[r])
	score := v.a.Result.Scores[r]
	one := rankRow{Code: code, Name: v.name(code), Score: v.number(score), Data: math.Round(score*10) / 10, Bar: bar(code, score),
		Holes: v.p.Percent(100 * v.a.Holes.Economy[r])}
	if economyClass(code) != "" {
		one.Shape = shape(code)
	}
	if rank := v.a.Result.Ranks[r]; rank > 0 {
		i := v.a.Robustness.Intervals[r]
		one.Rank, one.Span = strconv.Itoa(rank), strconv.Itoa(i.Low)+"–"+strconv.Itoa(i.High)
		one.Strip = strip(code, rank, i.Low, i.Median, i.High, of)
	}
	return one
}

func hue(code analytics.Code) string {
	if class := economyClass(code); class != "" {
		return "var(--" + class + ")"
	}
	return "var(--other)"
}

// bar draws a score of 0 to 100 as a bar. The number stands beside it, so it is hidden from readers who hear the page.
func bar(code analytics.Code, score float64) template.HTML {
	if math.IsNaN(score) {
		return ""
	}
	return template.HTML(fmt.Sprintf(`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><path d="M0 8H100" stroke="var(--line)" vector-effect="non-scaling-stroke"/><rect width="%s" height="8" fill="%s"/></svg>`,
		short(score), hue(code)))
}

// strip draws a rank interval: a line from its 5th to its 95th percentile, a stroke at the median, a ring at the rank by the reader's choice.
func strip(code analytics.Code, rank, low, median, high, of int) template.HTML {
	x := func(rank int) string { return short(3 + 94*float64(rank-1)/float64(max(1, of-1))) }
	return template.HTML(fmt.Sprintf(`<svg class="strip" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">`+
		`<path d="M0 8H100" stroke="var(--line)" vector-effect="non-scaling-stroke"/>`+
		`<path d="M%s 8H%s" stroke="%s" stroke-width="5" stroke-linecap="round" opacity=".45" vector-effect="non-scaling-stroke"/>`+
		`<path d="M%s 2V14" stroke="%s" stroke-width="2" vector-effect="non-scaling-stroke"/>`+
		`<path d="M%s 8h.01" stroke="var(--paper)" stroke-width="10" stroke-linecap="round" vector-effect="non-scaling-stroke"/>`+
		`<path d="M%s 8h.01" stroke="%s" stroke-width="7" stroke-linecap="round" vector-effect="non-scaling-stroke"/></svg>`,
		x(low), x(high), hue(code), x(median), hue(code), x(rank), x(rank), hue(code)))
}

func (v compositeView) pillars() []pillarRow {
	var list []pillarRow
	place, weights := 0, 0
	for _, w := range v.a.Query.Weights {
		weights += w
	}
	for _, pillar := range v.a.Definition.Pillars {
		one := pillarRow{Name: v.pillarTitle(pillar)}
		if pillar.Without != "" {
			one.Without = v.p.Text("index.pillar."+pillar.ID+".without", pillar.Without)
			list = append(list, one)
			continue
		}
		one.Weight = v.p.Percent(100 * float64(v.a.Query.Weights[place]) / float64(weights))
		for _, code := range v.compared() {
			score := math.NaN()
			if r := v.a.Row(code); r >= 0 {
				score = v.a.Result.Pillars[r][place]
			}
			one.Scores = append(one.Scores, pillarScore{code, v.number(score), bar(code, score)})
		}
		if share := v.a.Holes.Pillar[place]; !math.IsNaN(share) {
			one.Holes = v.p.Percent(100 * share)
		}
		list = append(list, one)
		place++
	}
	return list
}

// fillHistory tells the scores over the years, on one scale.
func (v compositeView) fillHistory(data *compositePage) {
	if len(v.a.History) == 0 {
		return
	}
	var names []string
	for _, pillar := range v.a.Definition.Pillars {
		if slices.Contains(v.a.HistoryPillars(), pillar.ID) {
			names = append(names, v.pillarTitle(pillar))
		}
	}
	data.HistoryText = v.p.Text("ui.index.history.text", "Only of these pillars every year has figures: {0}. The scale is that of all years together, so scores of different years can be compared, but not with the index above, which has more pillars.", v.p.List(names))
	for _, y := range v.a.Years {
		data.HistoryYears = append(data.HistoryYears, v.p.Period(string(y.Period)))
	}
	for _, code := range v.compared() {
		row := historyRow{Code: code, Name: v.name(code), Key: lineKey(code)}
		for _, score := range v.a.Of(code) {
			row.Scores = append(row.Scores, v.number(score))
		}
		data.History = append(data.History, row)
	}
	data.Drawing = v.lines()
}

// lines draws the history of the compared economies; the table beside it has the numbers.
func (v compositeView) lines() template.HTML {
	most := 1.0
	for _, code := range v.compared() {
		for _, score := range v.a.Of(code) {
			if !math.IsNaN(score) {
				most = max(most, score)
			}
		}
	}
	var b strings.Builder
	b.WriteString(`<svg class="history" viewBox="0 0 320 120" preserveAspectRatio="none" aria-hidden="true"><path d="M0 118.500H320" stroke="var(--rule)" vector-effect="non-scaling-stroke"/>`)
	for _, code := range slices.Backward(v.compared()) {
		path, move := "", "M"
		scores := v.a.Of(code)
		for n, score := range scores {
			if math.IsNaN(score) {
				move = "M"
				continue
			}
			path += move + short(4+312*float64(n)/float64(max(1, len(scores)-1))) + " " + short(116-108*score/most)
			if move == "M" {
				path += "h.01"
			}
			move = "L"
		}
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" %s stroke-linejoin="round" vector-effect="non-scaling-stroke"/>`, path, hue(code), pen(code))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// pen is how an economy's line is drawn: told apart without colour.
func pen(code analytics.Code) string {
	switch economyClass(code) {
	case "eu":
		return `stroke-width="3.500"`
	case "cn":
		return `stroke-width="2" stroke-dasharray="6 4"`
	}
	return `stroke-width="2"`
}

// lineKey is a piece of an economy's line, to stand beside its name.
func lineKey(code analytics.Code) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="key" viewBox="0 0 28 10" aria-hidden="true"><path d="M0 5H28" stroke="%s" %s/></svg>`, hue(code), pen(code)))
}

// correlations is the lower half of the table of all pairs of pillars.
func (v compositeView) correlations() correlationTable {
	var t correlationTable
	used := v.a.Definition.Used()
	for n, pillar := range used {
		if n < len(used)-1 {
			t.Heads = append(t.Heads, v.pillarTitle(pillar))
		}
		if n == 0 {
			continue
		}
		row := correlationRow{Name: v.pillarTitle(pillar)}
		for _, c := range v.a.Correlations {
			if c.B != n {
				continue
			}
			cell := correlationCell{Text: "–", N: v.p.Text("ui.index.pairs", "of {0}", strconv.Itoa(c.N))}
			if !math.IsNaN(c.R) {
				cell.Text = v.p.Fixed(c.R, 2)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// columns tells what each indicator contributes: its year, its economies, its values.
func (v compositeView) columns() []columnRow {
	var list []columnRow
	for c, column := range v.a.Columns {
		id := column.Indicator.ID
		one := columnRow{Href: v.q.place().page("/indicators/"+id, nil), Title: v.p.Text("indicator."+id+".title", column.Indicator.Title),
			Unit: v.p.Unit(column.Unit.Code, column.Unit.Per), Period: v.p.Period(string(column.Period)), Economies: strconv.Itoa(column.Economies), Estimated: column.Estimated}
		for _, pillar := range v.a.Definition.Pillars {
			if pillar.ID == column.Pillar {
				one.Pillar = v.pillarTitle(pillar)
			}
		}
		for _, code := range v.compared() {
			text := v.p.Text("ui.index.no-figure", "no figure")
			if r := v.a.Row(code); r >= 0 && !math.IsNaN(v.a.Matrix.Values[r][c]) {
				text = v.p.Number(v.a.Matrix.Values[r][c], 3)
			}
			one.Values = append(one.Values, text)
		}
		list = append(list, one)
	}
	return list
}

func (v compositeView) sources() []sourceLine {
	var list []sourceLine
	for _, source := range v.a.Sources {
		list = append(list, sourceLine{Href: v.q.place().page("/datasets/"+source.Dataset, nil), Title: v.p.Text("dataset."+source.Dataset+".title", source.Title),
			Producer: source.Producer, URL: source.URL, AsOf: v.p.Date(source.AsOf), Licence: v.p.Text("dataset."+source.Dataset+".licence", source.Licence)})
	}
	return list
}

// judged lists the weights of the definition.
func (v compositeView) judged() string {
	var parts []string
	for _, pillar := range v.a.Definition.Used() {
		parts = append(parts, v.pillarTitle(pillar)+"\u00a0"+strconv.Itoa(pillar.Weight))
	}
	return strings.Join(parts, ", ")
}

// fillMethod tells formula, assumptions and literature, and what is left out.
func (v compositeView) fillMethod(data *compositePage) {
	p := v.p
	data.Method = []methodStep{
		{p.Text("ui.index.method.1.head", "Figures"), p.Text("ui.index.method.1", "x is the latest figure of a whole year of which at least half as many economies have one as in the fullest of the last three years; all economies are taken in the same year. Counts and money are per head, so the index says nothing of the weight of an economy in the world. The Union has the published figure or the sum of all members; where there is none, the mean of its members by population, if they hold nine tenths of its people (marked E).")},
		{p.Text("ui.index.method.2.head", "Scale"), p.Text("ui.index.method.2", "Each indicator becomes 0 to 100. Lowest to highest: 100 (x − min) / (max − min). Standard deviations: 50 + 10 (x − mean) / s. Rank: 100 × share of the others that are lower. Distance to the best: 100 x / max. Minimum, maximum, mean and s are those of all single economies with a figure; three alone would make the lowest 0 and the highest 100 however close they are. An indicator with fewer than five is not used.")},
		{p.Text("ui.index.method.3.head", "Mean"), p.Text("ui.index.method.3", "A pillar is the mean of its indicators, the index the weighted mean of its pillars: Σ w s / Σ w, or the geometric mean of the same, exp(Σ w ln s / Σ w), for which 0 to 100 is read as 1 to 100. The arithmetic mean lets a strong pillar make up for a weak one, the geometric mean only in part.")},
		{p.Text("ui.index.method.4.head", "Missing figures"), p.Text("ui.index.method.4", "Left out: the mean is that of what is known, and the other weights grow in proportion. Taken for the mean or the lowest of the scale: a figure that nobody reported enters. Complete economies only: one hole, and there is no score. By every rule an economy without figures in {0} of the pillars has no score.", p.Percent(100*v.a.Definition.Enough))},
		{p.Text("ui.index.method.5.head", "Weights"), p.Text("ui.index.method.5", "Equal weights unless you move them. Our judgement is that of the authors of this page and no survey of experts: {0}. A weight is a rate of exchange between pillars more than a measure of importance.", v.judged())},
		{p.Text("ui.index.method.6.head", "Rank intervals"), p.Text("ui.index.method.6", "1,000 draws, the same ones every time: scale, mean and rule for missing figures at random (without the rule of complete economies), each weight times a number between 0.5 and 1.5. The line goes from the 5th to the 95th percentile of the ranks, the stroke is their median, the dot the rank by your choice. It shows how far the ranking hangs on the method, not how exact the figures are.")},
		{p.Text("ui.index.method.7.head", "Literature"), p.Text("ui.index.method.7", "OECD and Joint Research Centre, Handbook on Constructing Composite Indicators, 2008; Saisana, Saltelli and Tarantola, Journal of the Royal Statistical Society A 168, 2005. The program is checked against the handbook’s own example, the Technology Achievement Index of 23 countries: its normalised values, its correlations and its ranking come out as printed.")},
	}
	m := v.s.content.catalogue.CompositeMethod()
	data.MethodPage = choice{Href: v.q.place().page("/methods/"+m.ID, nil), Text: p.Text("ui.index.method.page", "The same in formulas, with limits and sources")}
	for n, one := range v.a.Definition.LeftOut {
		line := leftOut{Why: p.Text("index.left-out."+strconv.Itoa(n+1), one.Why)}
		for _, id := range split(one.What) {
			id = strings.TrimSpace(id)
			i, err := v.s.content.catalogue.Indicator(id)
			if err != nil {
				continue // Load refuses names that do not exist
			}
			line.Names = append(line.Names, choice{Href: v.q.place().page("/indicators/"+id, nil), Text: p.Text("indicator."+id+".title", i.Title)})
		}
		data.LeftOut = append(data.LeftOut, line)
	}
}
