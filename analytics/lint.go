package analytics

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sextant/internal/definition"
)

// factTables are the tables whose rows are facts: each carries its dates, status and origin in the same columns.
var factTables = []string{
	"ai_model", "award", "collaboration", "compute_site", "contract", "data_centre", "data_centre_year", "hub_model", "hub_reading",
	"observation", "organisation", "oss_grant", "oss_project", "package_download", "participation", "policy_event", "programme_amount",
	"programme_entry", "programme_leverage", "programme_step", "round", "round_wait", "site_announcement", "site_cost", "transition",
}

// lint checks one definition by itself: that its choices exist and fit together.
func lint(l definition.Located[spec]) definition.Findings {
	var found definition.Findings
	say := func(place, format string, args ...any) {
		found = append(found, l.Finding(fmt.Sprintf(format, args...), place))
	}
	oneOf := func(place, value string, allowed ...string) {
		if !slices.Contains(allowed, value) {
			say(place, "%s is %q, not one of %s", place, value, strings.Join(allowed, ", "))
		}
	}
	eachOf := func(place string, values []string, allowed ...string) {
		for _, v := range values {
			oneOf(place, v, allowed...)
		}
	}
	d := l.Value
	if d.Title == "" || !strings.HasSuffix(d.Question, "?") {
		say("title", "a title and a question that ends in ? are wanted")
	}
	if len(d.IsNot) == 0 {
		say("is_not", "nothing says what the number must not be taken for")
	}
	if d.Unit == "" {
		say("unit", "no unit")
	}
	if len(d.Frequencies) == 0 {
		say("frequencies", "no frequency")
	}
	if !d.isComposed() {
		oneOf("from", d.From, factTables...)
	}
	oneOf("aggregate", d.Aggregate, aggSum, aggCount, aggDistinct, aggMedian, aggPublished, aggSample, aggRatio, aggNetwork)
	oneOf("kind", string(d.Kind), string(Flow), string(Stock), string(Ratio))
	oneOf("time", d.Time, "dated", "none")
	oneOf("groups", d.Groups, "", "members", "own")
	oneOf("annual", d.Annual, "", annualLast, annualSum, annualNone)
	eachOf("frequencies", d.Frequencies, freqYear, freqQuarter, freqAll)
	eachOf("per", d.Per, perCapita, perGDP)
	eachOf("compared", d.Compared, "US", "CN")
	eachOf("bases", d.Bases, basisHeadquarters, basisFounding, basisHost, basisOwner, basisFunder, basisRecipient)
	for _, o := range d.Options {
		for _, reason := range o.problems() {
			say("options", "%s", reason)
		}
	}
	for _, reason := range append(d.contradictions(), d.made()...) {
		say("aggregate", "%s", reason)
	}
	return append(found, lintDimensions(l)...)
}

// contradictions are choices that are each allowed but make no sense together.
func (d spec) contradictions() []string {
	var all []string
	check := func(wrong bool, reason string) {
		if wrong {
			all = append(all, reason)
		}
	}
	published := d.Aggregate == aggPublished
	check(published != (d.Series != ""), "a series goes with aggregate published, and only with it")
	check(published != (d.From == "observation"), "published figures come from observation, and only they")
	check(published && d.Annual == "", "a published series says what a year is: last, sum-of-four or none")
	check((d.Aggregate == aggSum || d.Aggregate == aggMedian || d.Aggregate == aggSample) != (d.Value != ""), "sums, medians and samples name a value, others none")
	check(d.Aggregate != aggSample && (d.Aggregate == aggDistinct) != (d.Entity != ""), "distinct counts name an entity, samples may, others do not")
	check(d.Time == "none" && !slices.Equal(d.Frequencies, []string{freqAll}), "without time the only frequency is all")
	check(d.Kind == Stock && d.Time == "dated" && slices.Contains(d.Frequencies, freqAll), "a stock is not summed over time")
	check(d.Kind == Ratio && slices.Contains(d.Frequencies, freqAll) && (published || d.Aggregate == aggSum), "a ratio is not summed over time")
	check(published && slices.Contains(d.Frequencies, freqAll), "a published series has no total over time")
	check(slices.Contains(d.Per, perGDP) && !d.isMoney(), "only money is divided by GDP")
	check(d.Aggregate == aggMedian && len(d.Per) > 0, "a median is not divided")
	check(d.Value == valueAmount && d.Unit != "EUR" && d.Aggregate != aggSample, "the unit of amounts is EUR until a currency is asked for")
	return all
}

// made are contradictions in indicators that a formula makes.
func (d spec) made() []string {
	var all []string
	check := func(wrong bool, reason string) {
		if wrong {
			all = append(all, reason)
		}
	}
	sampled, ratio := d.Aggregate == aggSample, d.Aggregate == aggRatio
	_, known := methods[d.Method]
	check(sampled && !known, "a sample names a method of the program")
	network := d.Aggregate == aggNetwork
	check(!sampled && !network && len(d.Options) > 0, "options go with a sample")
	check(network != (d.Among != ""), "a network, and only it, says among which economies")
	check(ratio != (d.Of.Indicator != "" && d.Over.Indicator != ""), "a ratio, and only it, says what is divided by what")
	check(d.Unsure.Indicator != "" && (!ratio || !d.isShare() || d.Unsure.Indicator != d.Over.Indicator), "unsure facts are some of those of a share")
	check((ratio || network) && (d.From != "" || d.Where != ""), "the facts of a ratio are those of its sides")
	check((sampled || ratio || network) && (d.Kind != Ratio && !ratio || len(d.Per) > 0), "what a formula makes is not summed and not divided again")
	return all
}

func lintDimensions(l definition.Located[spec]) definition.Findings {
	var found definition.Findings
	seen := map[string]bool{}
	for n, one := range l.Value.Dimensions {
		if one.ID == "" || one.Column == "" && !l.Value.isComposed() || one.List == "" {
			found = append(found, l.Finding("a dimension has an id, a column and a list", "dimensions", n))
		}
		if one.Most < 0 || one.Most > 0 && (!one.isAdditive() || l.Value.Aggregate != aggSum && l.Value.Aggregate != aggCount) {
			found = append(found, l.Finding("most is for codes that may be summed", "dimensions", n))
		}
		if one.isAdditive() == (one.Default != "") && l.Value.Aggregate != aggRatio {
			found = append(found, l.Finding("a default goes with codes that may not be summed, and only with them", "dimensions", n))
		}
		if seen[one.ID] {
			found = append(found, l.Finding("dimension "+one.ID+" appears twice", "dimensions", n))
		}
		seen[one.ID] = true
	}
	for id := range l.Value.Default.Where {
		if !seen[id] {
			found = append(found, l.Finding("no dimension "+id, "default", "where", id))
		}
	}
	if by := l.Value.Default.By; by != "" && !seen[by] && !slices.ContainsFunc(l.Value.Options, func(o option) bool { return o.ID == by }) {
		found = append(found, l.Finding("no dimension "+by, "default", "by"))
	}
	return found
}

var (
	quoted     = regexp.MustCompile(`'[^']*'`)
	argument   = regexp.MustCompile(`\$[a-z_]+`)
	identifier = regexp.MustCompile(`[a-z_][a-z0-9_]*`)
	sqlWords   = []string{"and", "or", "not", "in", "is", "null", "true", "false", "between", "like"}
)

// lintModel checks the columns that definitions name against those of the model, by table.
func (c *Catalogue) lintModel(columns map[string][]string) []string {
	var found []string
	for _, i := range c.indicators {
		if i.isComposed() {
			continue
		}
		d, known := i.def, columns[i.def.From]
		named := identifier.FindAllString(quoted.ReplaceAllString(d.Where, ""), -1)
		switch {
		case d.Value == valueAmount:
			named = append(named, "amount_eur", "amount_usd", "amount_cny", "amount", "currency", "fx_rate")
		case d.Value != "":
			named = append(named, d.Value)
		}
		if d.Entity != "" {
			named = append(named, d.Entity)
		}
		for _, o := range d.Options {
			named = append(named, o.Columns...)
		}
		if mark := methods[d.Method].mark; mark != "" {
			named = append(named, mark)
		}
		for _, basis := range d.Bases {
			named = append(named, basisColumns[basis])
		}
		for _, one := range d.Dimensions {
			named = append(named, one.Column)
		}
		named = append(named, d.From+"_id", "label", "economy", "dated", "year", "quarter", "obs_status", "source_url")
		for _, name := range named {
			if !slices.Contains(known, name) && !slices.Contains(sqlWords, name) {
				found = append(found, fmt.Sprintf("indicator %s: table %s has no column %s", i.ID, d.From, name))
			}
		}
	}
	return found
}
