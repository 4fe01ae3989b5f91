package analytics

import (
	"encoding/json"
	"io"
	"strings"
)

// WriteHoldingsCSV writes one line per project. Lists are joined by semicolons; money led from a bloc is "US 375000000". Amounts are euros
// at the rate of each round's year; developers and downloads are those of the period beside them. What is not known is empty.
func WriteHoldingsCSV(w io.Writer, all []Holding, release string, d Dialect) error {
	var t table
	for n, h := range all {
		names, cells := h.columns(release)
		if n == 0 {
			t.header = names
		}
		t.lines = append(t.lines, cells)
	}
	return t.write(w, d)
}

// WriteHoldingsJSON writes the lines of WriteHoldingsCSV as objects. Numbers are numbers, what is not known is null.
func WriteHoldingsJSON(w io.Writer, all []Holding, release string) error {
	projects := []map[string]any{}
	for _, h := range all {
		one := map[string]any{}
		names, cells := h.columns(release)
		for n, name := range names {
			switch {
			case cells[n].text == "":
				one[name] = nil
			case cells[n].isNumber:
				one[name] = json.Number(cells[n].text)
			default:
				one[name] = cells[n].text
			}
		}
		projects = append(projects, one)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(map[string]any{"release": release, "projects": projects})
}

// columns are the names and cells of a line.
func (h Holding) columns(release string) (names []string, cells []cell) {
	add := func(name string, one cell) { names, cells = append(names, name), append(cells, one) }
	for _, one := range [][2]string{
		{"project", h.ID}, {"name", h.Label}, {"kind", string(h.Kind)}, {"since", h.Dated},
		{"origin", h.OriginOrganisation}, {"origin_economy", string(h.Economy)}, {"steward", h.Steward}, {"steward_economy", string(h.StewardEconomy)},
		{"governance", string(h.Governance)}, {"licence", h.Licence}, {"osi_approved", h.OSIApproved},
		{"company", h.Company}, {"company_economy", string(h.CompanyEconomy)},
	} {
		add(one[0], text(one[1]))
	}
	rounds, undisclosed, led := 0, 0, []string{}
	for _, m := range h.Money {
		rounds, undisclosed = rounds+m.Rounds, undisclosed+m.Undisclosed
		led = append(led, strings.TrimSpace(string(m.Origin)+" "+Unit{Code: "EUR"}.Digits(m.EUR)))
	}
	var leads, sales []string
	for _, one := range h.Leads {
		leads = append(leads, strings.TrimSpace(one.Label+" "+string(one.Economy)))
	}
	for _, s := range h.Sales {
		sales = append(sales, strings.Join([]string{s.Label, s.Dated, string(s.AcquirerEconomy)}, " "))
	}
	if h.Organisation != "" {
		add("equity_rounds", count(rounds))
		add("undisclosed_rounds", count(undisclosed))
	} else {
		add("equity_rounds", text(""))
		add("undisclosed_rounds", text(""))
	}
	add("equity_eur_led_from", text(strings.Join(led, ";")))
	add("lead_investors", text(strings.Join(leads, ";")))
	add("sales", text(strings.Join(sales, ";")))
	add("grants", count(len(h.Grants)))
	for _, use := range []struct {
		name string
		of   Adoption
	}{{"developers", h.Developers}, {"downloads", h.Downloads}} {
		add(use.name+"_period", text(string(use.of.Period)))
		for _, economy := range splitList(StandardEconomies) {
			add(use.name+"_"+strings.ToLower(economy), number(use.of.in(Code(economy)), Unit{}))
		}
	}
	add("obs_status", text(string(h.Status)))
	add("note", text(h.Note))
	add("source_url", text(h.SourceURL))
	add("release", text(release))
	return names, cells
}

// in is the count of an economy; missing if there is none.
func (a Adoption) in(economy Code) Value {
	for _, one := range a.Values {
		if one.Economy == economy {
			return one.Value
		}
	}
	return Value{}
}
