package dashboard

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A filters is the form above a chart: what may be asked, what is asked, and in words what differs from the usual question.
type filters struct {
	Action        string
	Hidden        []hidden
	Economies     []chip
	MoreEconomies []chip
	Selects       []selection
	MoreSelects   []selection
	Groups        []chipGroup
	Open          bool
	Words         []word
	Reset         string
}

type chip struct {
	Name, Value, Text string
	On                bool
}

type chipGroup struct {
	Text  string
	Chips []chip
}

type selection struct {
	Name, Text string
	Options    []chip
}

// A word is a choice that is in force.
type word struct {
	Text    string
	Changed bool
}

// firstYear is the earliest year that a reader may start from by the form.
const firstYear = 2010

// mainEconomies are offered as boxes in sight; the others are one step away.
var mainEconomies = []string{"EU27_2020", "EU", "EUROPE", "WIDER_EUROPE", "US", "CN"}

// filterBuilder fills a form from what the indicators of a chart share.
type filterBuilder struct {
	p          *locale.Printer
	r          *analytics.Release
	f          figure
	indicators []analytics.Indicator
	form       *filters
}

func (s *Server) filters(ctx context.Context, q *request, r *analytics.Release, f figure, values url.Values) (*filters, error) {
	b := filterBuilder{p: q.printer, r: r, f: f, form: &filters{Action: place{lang: q.lang()}.page("/charts/"+f.spec.ID, nil), Hidden: q.place().hidden()}}
	for _, id := range f.spec.Indicators {
		i, err := s.content.catalogue.Indicator(id)
		if err != nil {
			return nil, err
		}
		b.indicators = append(b.indicators, i)
	}
	b.economies()
	b.years()
	b.money()
	b.options()
	b.breakdowns()
	b.views(values)
	b.nowcast()
	b.events(values)
	b.words()
	b.overlayWords()
	if len(values) > 0 {
		b.form.Reset = q.place().page("/charts/"+f.spec.ID, nil)
	}
	return b.form, ctx.Err()
}

func (b *filterBuilder) economies() {
	asked := split(b.f.query.Economies)
	names := map[string]string{}
	for _, e := range b.r.Economies() {
		names[string(e.Code)] = e.Name.In(b.p.Lang())
	}
	for _, g := range b.r.Groups() {
		names[string(g.Code)] = g.Name.In(b.p.Lang())
	}
	box := func(code string) chip {
		text := names[code]
		if code == "EU27_2020" || code == "US" || code == "CN" {
			text = b.f.shortName(b.p, analytics.Code(code))
		}
		return chip{Name: "economies", Value: code, Text: text, On: slices.Contains(asked, code)}
	}
	if slices.Equal(asked, []string{"all"}) {
		b.form.Economies = append(b.form.Economies, chip{Name: "economies", Value: "all", Text: b.p.Text("ui.filter.all", "Every economy"), On: true})
		asked = nil
	}
	for _, code := range mainEconomies {
		if names[code] != "" {
			b.form.Economies = append(b.form.Economies, box(code))
		}
	}
	for _, code := range asked {
		if names[code] != "" && !slices.Contains(mainEconomies, code) {
			b.form.Economies = append(b.form.Economies, box(code))
		}
	}
	for _, e := range b.r.Economies() {
		if code := string(e.Code); !e.Aggregate && !slices.Contains(mainEconomies, code) && !slices.Contains(asked, code) {
			b.form.MoreEconomies = append(b.form.MoreEconomies, box(code))
		}
	}
	slices.SortFunc(b.form.MoreEconomies, func(x, y chip) int { return strings.Compare(x.Text, y.Text) })
}

func (b *filterBuilder) years() {
	last, err := strconv.Atoi(b.f.frame.AsOf[:min(4, len(b.f.frame.AsOf))])
	if err != nil {
		return
	}
	for _, one := range []struct{ name, text, value string }{
		{"from", b.p.Text("ui.filter.from", "From"), b.f.query.From}, {"to", b.p.Text("ui.filter.to", "To"), b.f.query.To},
	} {
		s := selection{Name: one.name, Text: one.text, Options: []chip{{Value: "", Text: b.p.Text("ui.filter.open", "any year"), On: one.value == ""}}}
		for year := firstYear; year <= last; year++ {
			text := strconv.Itoa(year)
			s.Options = append(s.Options, chip{Value: text, Text: text, On: text == one.value})
		}
		b.form.Selects = append(b.form.Selects, s)
	}
}

// choice adds a select of values that all indicators of the chart allow.
func (b *filterBuilder) choice(list *[]selection, name, text, value string, allowed []string, none string) {
	options := []chip{}
	if none != "" {
		options = append(options, chip{Text: none, On: value == ""})
	}
	for _, one := range allowed {
		options = append(options, chip{Value: one, Text: b.optionText(name, one), On: one == value})
	}
	if len(options) > 1 {
		*list = append(*list, selection{Name: name, Text: text, Options: options})
	}
}

// optionText names a value of a parameter.
func (b *filterBuilder) optionText(name, value string) string {
	if name == "by" {
		return dimensionText(b.p, value)
	}
	return b.p.Option(name, value)
}

func dimensionText(p *locale.Printer, id string) string {
	return p.Dimension(id)
}

// shared returns what every indicator allows.
func (b *filterBuilder) shared(of func(analytics.Indicator) []string) []string {
	if len(b.indicators) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(of(b.indicators[0])), func(one string) bool {
		return slices.ContainsFunc(b.indicators, func(i analytics.Indicator) bool { return !slices.Contains(of(i), one) })
	})
}

func dimensionIDs(i analytics.Indicator) []string {
	ids := make([]string, len(i.Dimensions))
	for n, d := range i.Dimensions {
		ids[n] = d.ID
	}
	return ids
}

func (b *filterBuilder) money() {
	q := b.f.query
	b.choice(&b.form.Selects, "per", b.p.Text("ui.filter.per", "Divided by"), q.Per,
		b.shared(func(i analytics.Indicator) []string { return i.Per }), b.p.Text("ui.filter.per.none", "nothing"))
	b.choice(&b.form.Selects, "currency", b.p.Text("ui.filter.currency", "Currency"), q.Currency,
		b.shared(func(i analytics.Indicator) []string { return i.Currencies }), "")
	b.choice(&b.form.MoreSelects, "basis", b.p.Text("ui.filter.basis", "Where it counts"), q.Basis,
		b.shared(func(i analytics.Indicator) []string { return i.Bases }), "")
	b.choice(&b.form.MoreSelects, "frequency", b.p.Text("ui.filter.frequency", "Period"), q.Frequency,
		b.shared(func(i analytics.Indicator) []string { return i.Frequencies }), "")
}

// options offers the choices in the method that every indicator of the chart has.
func (b *filterBuilder) options() {
	for _, o := range b.sharedOptions() {
		if o.ID != b.f.query.By {
			b.choice(&b.form.Selects, o.ID, b.p.Option(o.ID, "title"), b.f.query.Option(o.ID), o.Values, "")
		}
	}
}

func (b *filterBuilder) sharedOptions() []analytics.Option {
	if len(b.indicators) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(b.indicators[0].Options), func(o analytics.Option) bool {
		return slices.ContainsFunc(b.indicators, func(i analytics.Indicator) bool { _, ok := i.Option(o.ID); return !ok })
	})
}

func (b *filterBuilder) breakdowns() {
	ids := b.shared(dimensionIDs)
	for _, o := range b.sharedOptions() {
		ids = append(ids, o.ID)
	}
	b.choice(&b.form.MoreSelects, "by", b.p.Text("ui.filter.by", "Broken down by"), b.f.query.By, ids, b.p.Text("ui.filter.by.none", "nothing"))
	chosen, usual := restrictions(b.f.query.Where), restrictions(b.f.defaults.Where)
	for _, id := range ids {
		dimension, ok := b.indicators[0].Dimension(id)
		if !ok || dimension.List == "economy" {
			continue
		}
		group := chipGroup{Text: dimensionText(b.p, id)}
		for _, code := range b.r.Codes(dimension.List) {
			group.Chips = append(group.Chips, chip{Name: "where." + id, Value: string(code.Code), Text: code.Name.In(b.p.Lang()),
				On: slices.Contains(chosen[id], string(code.Code))})
		}
		if len(group.Chips) > 0 && len(group.Chips) <= 30 {
			b.form.Groups = append(b.form.Groups, group)
			b.form.Open = b.form.Open || !slices.Equal(chosen[id], usual[id])
		}
	}
}

// restrictions parses the canonical form of Query.Where.
func restrictions(where string) map[string][]string {
	all := map[string][]string{}
	for part := range strings.SplitSeq(where, ";") {
		if dimension, codes, ok := strings.Cut(part, ":"); ok {
			all[dimension] = split(codes)
		}
	}
	return all
}

func (b *filterBuilder) views(values url.Values) {
	for _, v := range []struct {
		name, text, value string
		allowed           []string
	}{
		{"form", b.p.Text("ui.filter.form", "Drawn as"), string(b.f.spec.Form), forms(b.f.spec.Form)},
		{"scale", b.p.Text("ui.filter.scale", "Scale"), or(b.f.spec.View.Scale, "linear"), scales(b.f.spec.Form)},
		{"stack", b.p.Text("ui.filter.stack", "Stacked as"), or(b.f.spec.View.Stack, "absolute"), stacks(b.f.spec.Form)},
	} {
		if len(v.allowed) < 2 {
			continue
		}
		b.choice(&b.form.MoreSelects, v.name, v.text, v.value, v.allowed, "")
		b.form.Open = b.form.Open || values.Has(v.name)
	}
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// words says in words what is asked; what the reader changed is strong.
func (b *filterBuilder) words() {
	q, d, p := b.f.query, b.f.defaults, b.p
	add := func(text string, changed bool) {
		if text != "" {
			b.form.Words = append(b.form.Words, word{text, changed})
		}
	}
	if q.Economies == "all" {
		add(p.Text("ui.filter.all", "Every economy"), q.Economies != d.Economies)
	} else {
		add(b.f.economyList(p, b.f.frame.Economies), q.Economies != d.Economies)
	}
	add(b.span(), q.From != d.From || q.To != d.To)
	if q.Per != "" {
		add(b.optionText("per", q.Per), q.Per != d.Per)
	}
	if q.By != "" {
		add(p.Text("ui.words.by", "by {0}", dimensionText(p, q.By)), q.By != d.By)
	}
	for _, change := range []struct{ name, value, usual string }{
		{"currency", q.Currency, d.Currency}, {"frequency", q.Frequency, d.Frequency}, {"basis", q.Basis, d.Basis},
	} {
		if change.value != change.usual {
			add(b.optionText(change.name, change.value), true)
		}
	}
	usualOptions := restrictions(d.Options)
	options := restrictions(q.Options)
	for _, id := range sortedKeys(options) {
		if value := options[id]; id != q.By {
			add(p.Option(id, "title")+p.Text("ui.colon", ": ")+p.Option(id, value[0]), !slices.Equal(value, usualOptions[id]))
		}
	}
	usual := restrictions(d.Where)
	chosen := restrictions(q.Where)
	for _, id := range sortedKeys(chosen) {
		add(p.Text("ui.words.only", "only {0}: {1}", dimensionText(p, id), b.codeNames(id, chosen[id])), !slices.Equal(chosen[id], usual[id]))
	}
}

func (b *filterBuilder) span() string {
	q := b.f.query
	switch {
	case q.From != "" && q.From == q.To:
		return q.From
	case q.From != "" && q.To != "":
		return q.From + "–" + q.To
	case q.From != "":
		return b.p.Text("ui.span.since", "since {0}", q.From)
	case q.To != "":
		return b.p.Text("ui.span.until", "until {0}", q.To)
	}
	return b.p.Text("ui.span.any", "every year")
}

func (b *filterBuilder) codeNames(id string, codes []string) string {
	names := slices.Clone(codes)
	if dimension, ok := b.indicators[0].Dimension(id); ok {
		for _, code := range b.r.Codes(dimension.List) {
			if at := slices.Index(codes, string(code.Code)); at >= 0 {
				names[at] = code.Name.In(b.p.Lang())
			}
		}
	}
	return strings.Join(names, ", ")
}
