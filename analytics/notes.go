package analytics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// thin is the number of facts below which a figure is called small.
const thin = 5

// notes are what a reader must know before quoting, the most pressing first.
func (r *Release) notes(f Frame, answers []*answer) []Note {
	n := notes{f: f, r: r}
	if n.notLoaded(); !f.NotLoaded() {
		n.ofFacts(answers)
	}
	for _, a := range answers {
		n.isNot(a.i)
	}
	return n.all
}

// ofFacts are the notes about what was found.
func (n *notes) ofFacts(answers []*answer) {
	for _, a := range answers {
		n.notCovered(a)
		if a.cut > 0 {
			n.say("caveat", "note.leading", "The largest are shown; {0} more are left out.", strconv.Itoa(a.cut))
		}
	}
	for _, a := range answers {
		n.provisional(a)
	}
	n.breaks()
	for _, a := range answers {
		n.denominators(a)
	}
	n.currency(answers)
	for _, a := range answers {
		n.summed(a)
		n.small(a)
		n.concentrated(a)
		n.leftOut(a)
	}
	n.datasets(answers)
}

type notes struct {
	f   Frame
	r   *Release
	all []Note
}

// say adds a note once. Text is the English of the key, with {0}, {1}, … where the arguments go.
func (n *notes) say(kind, key, text string, args ...string) {
	note := Note{Kind: kind, Key: key, Args: args, Text: text}
	for _, have := range n.all {
		if have.Key == key && slices.Equal(have.Args, args) {
			return
		}
	}
	n.all = append(n.all, note)
}

func codesOf(codes []Code) string {
	texts := make([]string, len(codes))
	for i, c := range codes {
		texts[i] = string(c)
	}
	return strings.Join(texts, ",")
}

// notLoaded names the datasets that are not loaded: all there is to say of an indicator without any fact, and of others what
// would stand beside their facts.
func (n *notes) notLoaded() {
	if n.f.Predates {
		n.say("not-loaded", "note.predates", "This release is older than the figure: it was made before such facts were loaded. Nothing here is zero.")
		return
	}
	if len(n.f.Lacks) == 0 {
		return
	}
	ids := make([]string, len(n.f.Lacks))
	for i, lack := range n.f.Lacks {
		ids[i] = lack.Dataset
	}
	if n.f.NotLoaded() {
		n.say("not-loaded", "note.not-loaded", "Not loaded in this release: {0}. Nothing here is zero.", strings.Join(ids, ","))
		return
	}
	n.say("not-loaded", "note.not-loaded.beside", "Sources of such facts that are not loaded in this release: {0}.", strings.Join(ids, ","))
}

func (n *notes) notCovered(a *answer) {
	var missing []Code
	for _, e := range n.f.Economies {
		if !a.covered[e] {
			missing = append(missing, e)
		}
	}
	if len(missing) > 0 && n.f.Query.Economies != allEconomies {
		n.say("not-covered", "note.not-covered", "Not covered: {0}. No source has a figure, which is not zero.", codesOf(missing), a.i.ID)
	}
}

func (n *notes) provisional(a *answer) {
	year := n.r.words.asOf[:4]
	switch frequency := a.i.frequency(n.f.Query); {
	case a.i.def.Time == "none":
		n.say("caveat", "note.stands", "As the sources had it by {0}.", n.r.words.asOf)
	case frequency == freqAll && orElse(n.f.Query.To, year) >= year && len(a.figures) > 0:
		n.say("provisional", "note.to-date", "The sum runs to {0}; that year is not over.", n.r.words.asOf)
	}
	for _, o := range n.f.Observations {
		if o.Indicator == a.i.ID && o.Status == StatusProvisional && o.Period != freqAll {
			n.say("provisional", "note.provisional", "Periods marked provisional are incomplete or will be revised.")
			return
		}
	}
}

func (n *notes) breaks() {
	for _, o := range n.f.Observations {
		if o.Status == StatusBreak {
			n.say("break", "note.break", "Editions of the source differ. Values marked as a break are not one line with the value before.")
			return
		}
	}
}

func (n *notes) denominators(a *answer) {
	for _, one := range []struct {
		per, key, english string
		set               map[Code]bool
	}{
		{perCapita, "note.carried.population", "Divided by the population of up to two years before, the latest published: {0}.", a.carried},
		{perGDP, "note.carried.gdp", "Divided by the gross domestic product of up to two years before, the latest published: {0}.", a.carried},
		{perCapita, "note.lacking.population", "No population is loaded for some or all periods: {0}.", a.lacking},
		{perGDP, "note.lacking.gdp", "No gross domestic product is loaded for some or all periods: {0}.", a.lacking},
	} {
		if list := a.listed(n.f, one.set); one.per == n.f.Query.Per && len(list) > 0 {
			n.say("denominator", one.key, one.english, codesOf(list))
		}
	}
}

func (a *answer) listed(f Frame, set map[Code]bool) []Code {
	var codes []Code
	for _, e := range f.Economies {
		if set[e] {
			codes = append(codes, e)
		}
	}
	return codes
}

func (n *notes) currency(answers []*answer) {
	for _, a := range sides(answers) {
		switch {
		case a.converts():
			n.say("currency", "note.currency", "Converted to {0} at the mean rate of the European Central Bank for each year; current prices.",
				currencyCode(orElse(a.q.Currency, currencies[0])))
		case a.i.IsMoney():
			n.say("currency", "note.currency.native", "In {0} at current prices, as printed.", a.i.def.Unit)
		}
	}
}

func (n *notes) summed(a *answer) {
	groups := map[Code]bool{}
	for at, f := range a.figures {
		if f.summed {
			groups[at.economy] = true
		}
	}
	if list := a.listed(n.f, groups); len(list) > 0 {
		n.say("caveat", "note.summed", "The source prints no total for {0}; it is the sum of all members.", codesOf(list))
	}
}

func (n *notes) small(a *answer) {
	if !a.i.isFacts() || a.i.Aggregate == aggCount || a.i.Aggregate == aggDistinct || a.i.Aggregate == aggNetwork {
		return
	}
	if a.i.def.Annual == annualSum {
		return // its facts are printed quarters
	}
	if len(a.parts) > 1 && !a.parts[1].i.isFacts() {
		return // each side is a printed figure, not facts of ours
	}
	few, known := 0, 0
	for _, o := range n.f.Observations {
		if o.Indicator == a.i.ID && o.Value.Known {
			known++
			if o.N-o.Missing < thin {
				few++
			}
		}
	}
	if few > 0 {
		n.say("small-n", "note.small-n", "{0} of {1} figures rest on fewer than five facts.", strconv.Itoa(few), strconv.Itoa(known))
	}
}

// concentrated tells of sums that one fact decides, among those that rest on more than a few.
func (n *notes) concentrated(a *answer) {
	heavy, all := 0, 0
	for _, f := range a.figures {
		if f.value.Known && f.largest.Known && f.n-f.missing >= thin {
			all++
			if f.largest.Float > f.value.Float/2 {
				heavy++
			}
		}
	}
	if heavy > 0 {
		n.say("caveat", "note.concentrated", "In {0} of {1} figures of five facts and more, a single fact is more than half of the sum.", strconv.Itoa(heavy), strconv.Itoa(all))
	}
}

// leftOut tells of facts that are in no figure, and of doubtful facts that are in one.
func (n *notes) leftOut(a *answer) {
	var missing, undated, yearOnly, uncertain int
	for _, b := range a.backings {
		missing, undated, yearOnly, uncertain = missing+b.missing, undated+b.undated, yearOnly+b.yearOnly, uncertain+b.uncertain
	}
	for _, one := range []struct {
		n            int
		key, english string
	}{
		{missing, "note.undisclosed", "Facts without a disclosed value: {0}. They are counted, and are in no sum."},
		{undated, "note.undated", "Facts without a date: {0}. They are in no period."},
		{yearOnly, "note.year-only", "Facts known by year only: {0}. They are in no quarter."},
		{uncertain, "note.uncertain", "Facts of low reliability, read in a single compilation or a doubtful source: {0}."},
	} {
		if one.n > 0 {
			n.say("caveat", one.key, one.english, strconv.Itoa(one.n), a.i.ID)
		}
	}
}

// datasets says which sources are samples, and repeats what they and their series warn of.
func (n *notes) datasets(answers []*answer) {
	for _, s := range n.f.Sources {
		d := n.r.words.dataset(s.Dataset)
		if s.Rows == 0 {
			continue
		}
		if d.Curated {
			n.say("curated", "dataset."+d.ID+".coverage", d.Coverage)
		}
		for i, caveat := range d.Caveats {
			n.say("caveat", fmt.Sprintf("dataset.%s.caveat.%d", d.ID, i+1), caveat)
		}
	}
	for _, a := range sides(answers) {
		if text := n.r.words.series[a.i.def.Series].note; text != "" && len(a.figures) > 0 {
			n.say("caveat", "series."+a.i.def.Series+".note", text)
		}
	}
}

func (n *notes) isNot(i Indicator) {
	for at, text := range i.IsNot {
		n.say("is-not", fmt.Sprintf("indicator.%s.is_not.%d", i.ID, at+1), text)
	}
}
