package dashboard

import (
	"bytes"
	"context"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A holdingTable compares who holds the projects with a profile.
type holdingTable struct {
	Heads []string
	Rows  []holdingRow
	Files []fileChoice
}

// A holdingRow is a project: a cell for each head, the first being the project.
type holdingRow struct {
	Project choice
	Cells   []holdingCell
}

// A holdingCell has a text and what qualifies it.
type holdingCell struct{ Text, Small string }

// holdings is the comparison on the page of open source.
func (s *Server) holdings(ctx context.Context, q *request, r *analytics.Release) (*holdingTable, error) {
	all, err := r.Holdings(ctx, "")
	if err != nil || len(all) == 0 {
		return nil, err
	}
	p, n := q.printer, names{r, q.printer}
	t := &holdingTable{Heads: []string{p.Text("ui.holding.project", "Project"), p.Text("ui.project.origin", "Origin"), p.Text("ui.project.steward", "Steward"),
		p.Text("ui.project.licence", "Licence"), p.Text("ui.holding.developers", "Developers, EU27 : US : China"), p.Text("ui.holding.money", "Equity led from")}}
	for _, h := range all {
		t.Rows = append(t.Rows, holdingRow{choice{Href: q.place().page("/projects/"+h.ID, nil), Text: h.Label}, holdingCells(n, h)})
	}
	t.Files = []fileChoice{{q.place().picture("/projects.csv", nil), "CSV", "text/csv"}, {q.place().picture("/projects.json", nil), "JSON", "application/json"}}
	return t, nil
}

func holdingCells(n names, h analytics.Holding) []holdingCell {
	p := n.p
	open := map[string]string{"yes": p.Text("ui.holding.osi", "open source"), "no": p.Text("ui.holding.not-osi", "not open source")}[h.OSIApproved]
	cells := []holdingCell{
		{n.placed(h.Economy), joined(", ", h.OriginOrganisation, h.Dated)},
		{n.placed(h.StewardEconomy), joined(" · ", h.Steward, n.code("governance", h.Governance))},
		{h.Licence, open},
		{developersOf(n, h), ""},
		{moneyOf(n, h), h.Company},
	}
	if h.Developers.Period != "" {
		cells[3].Small = p.Period(string(h.Developers.Period))
	}
	return cells
}

// placed names an economy, or says that it is not known.
func (n names) placed(code analytics.Code) string {
	if code == "" {
		return n.p.Text("ui.unknown", "unknown")
	}
	return n.economy(code)
}

// developersOf prints an adoption as a row of counts; words where there are none.
func developersOf(n names, h analytics.Holding) string {
	if h.Developers.Values == nil {
		return n.p.Text("ui.holding.not-counted", "not counted")
	}
	return countsOf(n.p, h.Developers)
}

func countsOf(p *locale.Printer, a analytics.Adoption) string {
	var list []string
	for _, one := range a.Values {
		text := "–"
		if one.Value.Known {
			text = p.Compact(one.Value.Float, 3)
		}
		list = append(list, text)
	}
	return strings.Join(list, " : ")
}

// moneyOf says from where the equity of the company behind a project was led.
func moneyOf(n names, h analytics.Holding) string {
	if h.Organisation == "" {
		return n.p.Text("ui.holding.no-company", "no company of its own on the list")
	}
	var list []string
	for _, m := range h.Money {
		list = append(list, joined(" ", n.code("bloc", m.Origin), amountLed(n.p, m)))
	}
	if list == nil {
		return n.p.Text("ui.holding.no-rounds", "no round on the list")
	}
	return strings.Join(list, ", ")
}

func amountLed(p *locale.Printer, m analytics.LeadMoney) string {
	if !m.EUR.Known {
		return p.Text("ui.missing.undisclosed", "undisclosed")
	}
	return p.Money(m.EUR.Float, "EUR")
}

// downloadsOf says from where the package of a project is fetched, or that no such counts are loaded.
func downloadsOf(p *locale.Printer, h analytics.Holding) string {
	if h.Downloads.Values == nil {
		return p.Text("ui.use.downloads.none", "Downloads of its package by economy: not loaded in this release, which is not zero.")
	}
	return p.Text("ui.use.downloads", "Downloads of the package {0}, {1}, EU27 : US : China: {2}. Build servers and mirrors distort them.", string(h.Downloads.Code),
		p.Period(string(h.Downloads.Period)), countsOf(p, h.Downloads))
}

// dependence says on a project's profile where those sit on whom it depends. What the lists do not say is said to be unknown.
func (s *Server) dependence(q *request, r *analytics.Release, h analytics.Holding) []property {
	p, n, at := q.printer, names{r, q.printer}, q.place()
	var list []property
	add := func(name, text, href string) { list = append(list, property{name, text, href}) }
	add(p.Text("ui.dependence.decides", "Who decides"), joined(", ", h.Steward, n.placed(h.StewardEconomy), n.code("governance", h.Governance)), "")
	add(p.Text("ui.dependence.maintainers", "Where its maintainers are"), p.Text("ui.dependence.maintainers.none", "No source on the lists says. The steward’s seat is not where its developers live."), "")
	licence := p.Text("ui.dependence.licence.unknown", "Whether anyone may carry on without the steward is not known: no licence is shown.")
	switch h.OSIApproved {
	case "yes":
		licence = p.Text("ui.dependence.licence.open", "{0} lets anyone carry on from the published code without the steward.", h.Licence)
	case "no":
		licence = p.Text("ui.dependence.licence.closed", "{0} is not approved by the Open Source Initiative: the terms bind those who use it.", h.Licence)
	}
	add(p.Text("ui.dependence.leave", "What the licence allows"), licence, "")
	company, href := p.Text("ui.holding.no-company", "no company of its own on the list"), ""
	if h.Organisation != "" {
		company, href = joined(", ", h.Company, n.placed(h.CompanyEconomy)), at.page("/organisations/"+h.Organisation, nil)
	}
	add(p.Text("ui.dependence.company", "Company behind it"), company, href)
	if h.Organisation != "" {
		add(p.Text("ui.dependence.money", "Its equity, by home of the lead"), moneyRounds(n, h), "")
	}
	for _, one := range h.Leads {
		add(p.Text("ui.dependence.lead", "Lead investor"), joined(", ", one.Label, n.placed(one.Economy)), at.page("/investors/"+one.ID, nil))
	}
	for _, one := range h.Sales {
		name := joined(", ", n.code("round_instrument", one.Instrument), p.Date(one.Dated))
		add(name, joined(" · ", joined(", ", one.Label, n.economy(one.AcquirerEconomy)), notCounted(p, one.Counted), one.Note), one.SourceURL)
	}
	for _, one := range h.Grants {
		add(p.Text("ui.dependence.grant", "Grant"), joined(", ", one.Label, one.Funder, n.economy(one.Economy), p.Date(one.Dated)), one.SourceURL)
	}
	if len(h.Grants) == 0 {
		add(p.Text("ui.dependence.grants", "Grants"), p.Text("ui.dependence.grants.none", "None on the list names the project, which is not zero."), "")
	}
	return list
}

func notCounted(p *locale.Printer, counted bool) string {
	if counted {
		return ""
	}
	return p.Text("ui.programme.not-counted", "not in the totals")
}

// moneyRounds is moneyOf with the number of rounds.
func moneyRounds(n names, h analytics.Holding) string {
	rounds, undisclosed := 0, 0
	for _, m := range h.Money {
		rounds, undisclosed = rounds+m.Rounds, undisclosed+m.Undisclosed
	}
	if rounds == 0 {
		return moneyOf(n, h)
	}
	text := moneyOf(n, h) + " · " + n.p.Quantity(float64(rounds), "rounds", "")
	if undisclosed > 0 {
		text += n.p.Text("ui.dependence.undisclosed", ", {0} of them undisclosed", undisclosed)
	}
	return text
}

// holdingFile is /projects.csv and /projects.json.
func (s *Server) holdingFile(suffix string) planner {
	return func(q *request) (*plan, error) {
		dialect, err := q.dialect(suffix)
		if err != nil {
			return nil, err
		}
		if err := q.done(); err != nil {
			return nil, err
		}
		plan := &plan{render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
			all, err := r.Holdings(ctx, "")
			if err != nil {
				return nil, err
			}
			var b bytes.Buffer
			if suffix == ".json" {
				err = analytics.WriteHoldingsJSON(&b, all, r.ID())
			} else {
				err = analytics.WriteHoldingsCSV(&b, all, r.ID(), analytics.Dialect(dialect))
			}
			return fileAnswer(suffix, b.Bytes(), r.ID(), len(all)), err
		}}
		if suffix == ".csv" {
			plan.download = "projects.csv"
		}
		return plan, nil
	}
}
