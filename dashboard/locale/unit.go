package locale

import (
	"cmp"
	"strings"
)

// units says what a value is counted in: the words of an axis, and for counts the words beside a number, one and many.
var units = map[string]struct{ title, one, many string }{
	"EUR":                 {title: "euros"},
	"USD of 2021":         {"US dollars of 2021", "{0} US dollar of 2021", "{0} US dollars of 2021"},
	"USD of 2025":         {"US dollars of 2025", "{0} US dollar of 2025", "{0} US dollars of 2025"},
	"USD":                 {title: "US dollars"},
	"CNY":                 {title: "yuan"},
	"percent":             {title: "%"},
	"accelerators":        {"accelerators", "{0} accelerator", "{0} accelerators"},
	"acquisitions":        {"acquisitions", "{0} acquisition", "{0} acquisitions"},
	"companies":           {"companies", "{0} company", "{0} companies"},
	"coefficient":         {"coefficient", "{0}", "{0}"},
	"contracts":           {"contracts", "{0} contract", "{0} contracts"},
	"contributions":       {"contributions", "{0} contribution", "{0} contributions"},
	"developers":          {"developers", "{0} developer", "{0} developers"},
	"downloads":           {"downloads", "{0} download", "{0} downloads"},
	"events":              {"events", "{0} event", "{0} events"},
	"FLOP":                {"operations (FLOP)", "{0} FLOP", "{0} FLOP"},
	"Gini":                {"Gini coefficient (0 to 1)", "{0}", "{0}"},
	"H100 equivalents":    {"H100 equivalents", "{0} H100 equivalent", "{0} H100 equivalents"},
	"HHI-points":          {"HHI points", "{0} point", "{0} points"},
	"months":              {"months", "{0} month", "{0} months"},
	"models":              {"models", "{0} model", "{0} models"},
	"notices":             {"notices", "{0} notice", "{0} notices"},
	"MW":                  {"megawatts (MW)", "{0} MW", "{0} MW"},
	"papers":              {"papers", "{0} paper", "{0} papers"},
	"patent applications": {"patent applications", "{0} patent application", "{0} patent applications"},
	"people":              {"people", "{0} person", "{0} people"},
	"private per public":  {"private euros per public euro", "{0} private per public euro", "{0} private per public euro"},
	"programmes":          {"programmes", "{0} programme", "{0} programmes"},
	"projects":            {"projects", "{0} project", "{0} projects"},
	"pushes":              {"pushes", "{0} push", "{0} pushes"},
	"rounds":              {"rounds", "{0} round", "{0} rounds"},
	"sites":               {"sites", "{0} site", "{0} sites"},
	"times expected":      {"times the expected", "{0} × expected", "{0} × expected"},
	"TWh":                 {"terawatt-hours (TWh)", "{0} TWh", "{0} TWh"},
}

// Unit names a unit for an axis, a table or a subtitle: "euros", "euros per inhabitant", "developers per million inhabitants",
// "% of GDP". per is empty, "capita", "million", "gdp" or "MW". An unknown code is its own name.
func (p *Printer) Unit(code, per string) string {
	title := p.Text("unit."+code, cmp.Or(units[code].title, code))
	switch per {
	case "capita":
		return p.Text("unit.per.capita", "{0} per inhabitant", title)
	case "million":
		return p.Text("unit.per.million", "{0} per million inhabitants", title)
	case "MW":
		return p.Text("unit.per.MW", "{0} per megawatt", title)
	case "gdp":
		return p.Text("unit.per.gdp", "% of GDP")
	}
	return title
}

// Quantity prints a value with its unit for a sentence: "€20.9 bn", "13.5%", "41 models", "1.2 m developers", "€46.8 per
// inhabitant". Codes and per are those of Unit.
func (p *Printer) Quantity(v float64, code, per string) string {
	switch n := p.count(v, code); per {
	case "capita":
		return p.Text("unit.per.capita", "{0} per inhabitant", n)
	case "million":
		return p.Text("unit.per.million", "{0} per million inhabitants", n)
	case "MW":
		return p.Text("unit.per.MW", "{0} per megawatt", n)
	case "gdp":
		return p.Text("count.per.gdp", "{0} of GDP", p.Percent(v))
	default:
		return n
	}
}

func (p *Printer) count(v float64, code string) string {
	u, ok := units[code]
	switch {
	case code == "percent":
		return p.Percent(v)
	case isCurrency(code):
		return p.Money(v, code)
	case !ok:
		return p.Compact(v, 3) + space + code
	}
	english, suffix := p.choose(v, u.one, u.many)
	return p.Text("count."+code+suffix, english, p.Compact(v, 3))
}

// dimensions says what figures are broken down by.
var dimensions = map[string]string{
	"acquirer":        "home of the buyer",
	"acquirer-side":   "place of the buyer",
	"agency":          "federal agency",
	"certainty":       "certainty of the private money",
	"counted":         "counted in totals",
	"destination":     "economy of the repository",
	"domain":          "domain",
	"focus":           "purpose",
	"governance":      "governance",
	"instrument":      "instrument",
	"investor-kind":   "kind of investor",
	"investor-origin": "home of the investors",
	"kind":            "kind",
	"lead-origin":     "home of the lead investors",
	"lead-side":       "place of the lead investors",
	"level":           "level of government",
	"listing":         "programme",
	"open-source":     "open source",
	"openness":        "openness",
	"owner":           "home of the owner",
	"ownership":       "home of the owner, seen from the site",
	"partner":         "partner",
	"programme":       "programme",
	"reported":        "stages that are known",
	"round-type":      "type of round",
	"sector":          "sector",
	"size":            "size of the round",
	"stage":           "stage",
	"standing":        "what the amount stands for",
	"status":          "status",
	"step":            "step from stage to stage",
	"supplier":        "home of the supplier",
	"topic":           "topic",
}

// Dimension names what a figure is broken down by, in lower case. An unknown id is its own name.
func (p *Printer) Dimension(id string) string {
	if options[id+".title"] != "" {
		return p.Option(id, "title") // a question may be broken down by a choice in the method
	}
	return p.Text("dimension."+id, cmp.Or(dimensions[id], id))
}

// options says in words what a reader may choose, by parameter and value.
var options = map[string]string{
	"among.city":         "cities",
	"among.company":      "companies",
	"among.economy":      "economies",
	"among.sector":       "sectors",
	"among.title":        "unit of concentration",
	"baseline.counted":   "of the counted pairs",
	"baseline.newman":    "of all pairs (plain r)",
	"baseline.title":     "expectation",
	"basis.founding":     "place of founding",
	"basis.funder":       "funder",
	"basis.headquarters": "headquarters",
	"basis.host":         "place of the site",
	"basis.owner":        "home of the owner",
	"basis.recipient":    "recipient",
	"cadence.daily":      "daily",
	"cadence.weekly":     "weekly",
	"cadence.monthly":    "monthly",
	"cadence.quarterly":  "quarterly",
	"cadence.yearly":     "yearly",
	"cadence.irregular":  "irregularly",
	"currency.cny":       "yuan",
	"currency.eur":       "euros",
	"currency.usd":       "US dollars",
	"europe.title":       "Europe as a bloc",
	"europe.union":       "the 27 alone",
	"europe.wider":       "wider Europe",
	"nowcast.yes":        "with an estimate",
	"form.bar":           "bars",
	"form.line":          "lines",
	"form.map":           "map",
	"form.icicle":        "icicle",
	"form.network":       "network",
	"form.sankey":        "flows",
	"form.scatter":       "points",
	"form.scorecard":     "scorecard",
	"form.slope":         "slopes",
	"form.stacked-bar":   "stacked bars",
	"form.table":         "table",
	"form.timeline":      "timeline",
	"form.treemap":       "tiles",
	"frequency.all":      "whole range",
	"frequency.quarter":  "quarters",
	"frequency.year":     "years",
	"kind.flow":          "flow",
	"kind.ratio":         "ratio",
	"kind.stock":         "stock",
	"per.capita":         "population",
	"per.gdp":            "GDP",
	"scale.linear":       "linear",
	"scale.log":          "logarithmic",
	"stack.absolute":     "amounts",
	"stack.share":        "shares",
	"largest.title":      "taken out",
	"largest.0":          "nothing taken out",
	"largest.1":          "without the largest",
	"largest.3":          "without the largest 3",
	"largest.10":         "without the largest 10",
	"months.title":       "time allowed",
	"months.12":          "12 months",
	"months.18":          "18 months",
	"months.24":          "24 months",
	"months.36":          "36 months",
	"months.48":          "48 months",
	"months.60":          "60 months",
	"of.title":           "share",
	"of.money":           "of the money",
	"of.rounds":          "of the rounds",
	"threshold.title":    "threshold",
	"threshold.50":       "$50 million",
	"threshold.100":      "$100 million",
	"threshold.250":      "$250 million",
	"threshold.500":      "$500 million",
	"top.title":          "number of the largest",
	"top.1":              "the largest",
	"top.5":              "the largest 5",
	"top.10":             "the largest 10",
}

// Option names a value that a parameter may take, in lower case: Option("form", "stacked-bar") is "stacked bars". An unknown
// value is its own name.
func (p *Printer) Option(parameter, value string) string {
	key := parameter + "." + value
	return p.Text("option."+key, cmp.Or(options[key], value))
}

// isCurrency tells ISO currency codes by their form from the other codes of units.
func isCurrency(code string) bool { return len(code) == 3 && code == strings.ToUpper(code) }
