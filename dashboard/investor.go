package dashboard

import (
	"context"

	"sextant/analytics"
)

// investorHTML is /{lang}/investors/{id}.
func (s *Server) investorHTML(q *request) (*plan, error) {
	p := q.printer
	return s.profile(q, "investors", "investments", func(ctx context.Context, r *analytics.Release, id string, page *profilePage) (analytics.Provenance, error) {
		one, err := r.Investor(ctx, id)
		if err != nil {
			return one.Provenance, err
		}
		n := names{r, p}
		led := 0
		for _, round := range one.Rounds {
			if round.By == "lead" {
				led++
			}
		}
		page.Heading = one.Label
		page.Intro = joined(" · ", n.code("investor_kind", one.Kind), n.economy(one.Economy))
		page.add(p.Text("ui.investor.kind", "Kind"), n.code("investor_kind", one.Kind), "")
		home := n.economy(one.Economy)
		if home == "" {
			home = p.Text("ui.investor.unknown", "unknown")
		}
		page.add(p.Text("ui.investor.home", "Home"), home, "")
		page.add(p.Text("ui.investor.led", "Rounds led"), p.Exact(float64(led)), "")
		page.add(p.Text("ui.investor.joined", "Rounds joined"), p.Exact(float64(len(one.Rounds)-led)), "")
		page.Events = roundFacts(q, r, one.Rounds, "role", "investor_role")
		page.Badges = append(page.Badges, p.Text("ui.investor.whole", "Amounts are of whole rounds, not of this investor's part"))
		return one.Provenance, nil
	})
}
