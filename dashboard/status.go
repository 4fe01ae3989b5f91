package dashboard

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A statusPage says how every source stands.
type statusPage struct {
	chrome
	Crumb    choice
	Heading  string
	Lede     string
	Schedule string
	JSON     string
	Troubles []trouble
	Groups   []statusGroup
}

// A statusGroup is the datasets that come in one way.
type statusGroup struct {
	Heading  string
	Datasets []statusLine
}

// A trouble is a state with the datasets that are in it.
type trouble struct {
	Head string
	List []choice
}

// A statusLine is a dataset of the page.
type statusLine struct {
	ID, Href, Title, Producer string
	Licence, Terms, Cadence   string
	Next                      string // look; empty if nothing is fetched
	Sources                   []statusSource
}

type statusSource struct {
	Name, State, Text, Fetched, Looked, Rows, Rejected string
	Why                                                string
}

// statusPlan plans an answer that depends on the release and on the looks since. Pinned to a release it says what the release says.
func (s *Server) statusPlan(q *request, render func(*analytics.Release, Upkeep, time.Time) (*answer, error)) (*plan, error) {
	if err := q.done(); err != nil {
		return nil, err
	}
	p, u, now := &plan{values: url.Values{}}, Upkeep{}, time.Now().UTC()
	if s.config.Upkeep != nil && q.release == "" {
		var err error
		if u, err = s.config.Upkeep(); err != nil {
			return nil, err
		}
		if p.version, err = versionOf(u, now); err != nil {
			return nil, err
		}
	}
	p.render = func(_ context.Context, r *analytics.Release) (*answer, error) { return render(r, u, now) }
	return p, nil
}

// statusJSON is /api/v1/datasets.
func (s *Server) statusJSON(q *request) (*plan, error) {
	return s.statusPlan(q, func(r *analytics.Release, u Upkeep, now time.Time) (*answer, error) {
		b, err := json.MarshalIndent(map[string]any{"release": r.ID(), "as_of": r.AsOf(), "ingest_every_seconds": int(u.Every.Seconds()),
			"is_running": u.Running, "datasets": statuses(r, u, now)}, "", "  ")
		if err != nil {
			return nil, err
		}
		return newAnswer(typeJSON, append(b, '\n'), "X-Release", r.ID()), nil
	})
}

// statusHTML is /{lang}/status.
func (s *Server) statusHTML(q *request) (*plan, error) {
	links := []link{{Rel: "alternate", Href: q.place().file("/api/v1/datasets", nil), Type: "application/json"}}
	p, err := s.statusPlan(q, func(r *analytics.Release, u Upkeep, now time.Time) (*answer, error) {
		p, all := q.printer, statuses(r, u, now)
		page := &statusPage{Heading: p.Text("ui.status", "How the sources stand"), Crumb: s.pageChoice(p, q.place(), "data"), JSON: links[0].Href,
			Lede:     p.Text("ui.status.lede", "What release {0} was built of, when each publisher was looked at last, and what came of it. Times are UTC.", r.ID()),
			Schedule: scheduleText(p, u), Troubles: troubles(p, q.place(), all)}
		page.Groups = groups(p, q.place(), all)
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/status", active: "data", title: page.Heading, description: page.Lede, links: links})
		return s.html(q, "status", page)
	})
	if err != nil {
		return nil, err
	}
	p.themed, p.links = true, links
	return p, nil
}

func scheduleText(p *locale.Printer, u Upkeep) string {
	switch {
	case u.Running:
		return p.Text("ui.status.running", "An ingest is running at this moment.")
	case u.Every > 0:
		return p.Text("ui.status.scheduled", "This site looks for what is due by itself.")
	case len(u.Due) > 0:
		return p.Text("ui.status.by-hand", "This site looks only when whoever runs it asks it to.")
	}
	return ""
}

// troubles gathers what a reader should know first, by state.
func troubles(p *locale.Printer, at place, all []datasetStatus) []trouble {
	var list []trouble
	for _, state := range []string{stateNotLoaded, stateStale, stateWaiting} {
		one := trouble{Head: stateText(p, state)}
		for _, d := range all {
			if d.State == state {
				one.List = append(one.List, choice{Href: "#" + d.ID, Text: p.Text("dataset."+d.ID+".title", d.Title)})
			}
		}
		if one.List != nil {
			list = append(list, one)
		}
	}
	return list
}

func stateText(p *locale.Printer, state string) string {
	switch state {
	case stateCurrent:
		return p.Text("ui.state.current", "up to date")
	case stateStale:
		return p.Text("ui.state.stale", "stale: the last look failed, earlier data are in use")
	case stateWaiting:
		return p.Text("ui.state.waiting", "fetched, in the next release")
	case stateStandIn:
		return p.Text("ui.state.stand-in", "not fetched: bundled data are in use")
	case stateNotLoaded:
		return p.Text("ui.state.not-loaded", "not loaded")
	}
	return p.Text("ui.state.bundled", "bundled")
}

// groups are the datasets that are fetched, then those that come with the program.
func groups(p *locale.Printer, at place, all []datasetStatus) []statusGroup {
	fetched, bundled := statusGroup{Heading: p.Text("ui.status.live", "Fetched from their publishers")},
		statusGroup{Heading: p.Text("ui.status.bundled", "Part of the program")}
	for _, d := range all {
		group := &fetched
		if d.State == stateBundled {
			group = &bundled
		}
		group.Datasets = append(group.Datasets, lineOf(p, at, d))
	}
	return slices.DeleteFunc([]statusGroup{fetched, bundled}, func(g statusGroup) bool { return g.Datasets == nil })
}

func lineOf(p *locale.Printer, at place, d datasetStatus) statusLine {
	line := statusLine{ID: d.ID, Href: at.page("/datasets/"+d.ID, nil), Title: p.Text("dataset."+d.ID+".title", d.Title), Producer: d.Producer,
		Licence: p.Text("dataset."+d.ID+".licence", d.Licence), Terms: redistributionText(p, d.Redistribution), Cadence: p.Option("cadence", d.Cadence)}
	switch {
	case d.IsDue:
		line.Next = p.Text("ui.status.due", "due")
	case d.DueAt != nil:
		line.Next = momentText(p, d.DueAt)
	}
	for _, s := range bundledAsOne(p, d.Sources) {
		one := statusSource{Name: s.Name, State: s.State, Text: stateText(p, s.State), Fetched: p.Date(s.FetchedOn), Looked: momentText(p, s.LookedAt)}
		if s.State != stateNotLoaded && s.State != stateStandIn {
			one.Rows, one.Rejected = p.Exact(float64(s.Rows)), p.Exact(float64(s.Rejected))
		}
		if s.Reason != "" {
			one.Why = reasonText(p, s)
		}
		line.Sources = append(line.Sources, one)
	}
	return line
}

// bundledAsOne counts the bundled files of a dataset, which came together, as one source after the others.
func bundledAsOne(p *locale.Printer, all []sourceStatus) []sourceStatus {
	var list []sourceStatus
	var sum sourceStatus
	files := 0
	for _, s := range all {
		if s.State != stateBundled {
			list = append(list, s)
			continue
		}
		files++
		sum.FetchedOn, sum.Rows, sum.Rejected = max(sum.FetchedOn, s.FetchedOn), sum.Rows+s.Rows, sum.Rejected+s.Rejected
	}
	if files == 0 {
		return list
	}
	sum.Name, sum.State = p.Plural("ui.status.files", files, "{0} file", "{0} files"), stateBundled
	return append(list, sum)
}

// reasonText says since when a source is stale, and why. The reason is what the program noted, in English.
func reasonText(p *locale.Printer, s sourceStatus) string {
	reason := printable(strings.TrimSpace(s.Reason))
	if s.StaleSince == nil {
		return p.Text("ui.status.why", "The last look failed: {0}", reason)
	}
	return p.Text("ui.status.why-since", "No good look since {0}: {1}", momentText(p, s.StaleSince), reason)
}

// momentText prints a day and an hour, or nothing.
func momentText(p *locale.Printer, at *time.Time) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return p.Date(at.UTC().Format(time.DateOnly)) + ", " + at.UTC().Format("15:04")
}
