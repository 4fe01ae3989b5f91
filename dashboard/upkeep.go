package dashboard

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"sextant/analytics"
)

// An Upkeep says how the looks at publishers went, up to now: a release knows only what it was built of.
type Upkeep struct {
	Every   time.Duration        // how often datasets that are due are ingested beside the server; 0: never
	Running bool                 // one is being ingested at this moment
	Due     map[string]time.Time // by dataset: when its next look is due; the zero time is at once
	Looks   []Look               // one for each live source there is
}

// A Look is the last look at one live source. Times are zero if there was none.
type Look struct {
	Dataset, Source string
	FetchedOn       string    // ISO day on which the bytes that are held came first; empty if nothing is held
	CheckedAt       time.Time // last look that went well
	FailedAt        time.Time // last look, if it went wrong
	Reason          string    // why it went wrong
	Rows            int64     // of what is held
}

// The states of a source.
const (
	stateBundled   = "bundled"    // part of the program
	stateCurrent   = "current"    // fetched, and the last look went well
	stateStale     = "stale"      // fetched, and the last look went wrong: what was fetched before is in use
	stateWaiting   = "waiting"    // fetched, and not in the release yet
	stateStandIn   = "stand-in"   // not fetched: bundled rows stand for it
	stateNotLoaded = "not-loaded" // not fetched, and nothing stands for it
)

// A datasetStatus is how a dataset stands. docs/operations.md lists the fields.
type datasetStatus struct {
	ID             string         `json:"id"`
	Title          string         `json:"title"`
	Producer       string         `json:"producer"`
	URL            string         `json:"url"`
	Licence        string         `json:"licence"`
	Redistribution string         `json:"redistribution"`
	Cadence        string         `json:"cadence"`
	AsOf           string         `json:"as_of,omitempty"`
	State          string         `json:"state"`
	DueAt          *time.Time     `json:"due_at,omitempty"`
	IsDue          bool           `json:"is_due"`
	Sources        []sourceStatus `json:"sources"`
}

// A sourceStatus is how one source of a dataset stands.
type sourceStatus struct {
	Name       string     `json:"name"`
	State      string     `json:"state"`
	FetchedOn  string     `json:"fetched_on,omitempty"`
	LookedAt   *time.Time `json:"looked_at,omitempty"`
	Rows       int64      `json:"rows"`
	Rejected   int64      `json:"rejected"`
	StaleSince *time.Time `json:"stale_since,omitempty"`
	Reason     string     `json:"reason,omitempty"`
}

// statuses puts together what a release says of its datasets and what the looks since say, by title.
func statuses(r *analytics.Release, u Upkeep, now time.Time) []datasetStatus {
	byID := map[string]*datasetStatus{}
	var all []*datasetStatus
	add := func(d datasetStatus) {
		if byID[d.ID] == nil {
			byID[d.ID] = &d
			all = append(all, &d)
		}
	}
	for _, d := range r.Datasets() {
		add(datasetStatus{ID: d.ID, Title: d.Title, Producer: d.Producer, URL: d.URL, Licence: d.Licence, Redistribution: d.Redistribution, Cadence: d.Cadence, AsOf: d.AsOf})
	}
	for _, l := range r.Lacks() {
		add(datasetStatus{ID: l.Dataset, Title: l.Title, Producer: l.Producer, URL: l.URL, Licence: l.Licence, Redistribution: l.Redistribution, Cadence: l.Cadence})
	}
	for _, in := range r.Manifest().Inputs {
		if d := byID[in.Dataset]; d != nil {
			d.input(in)
		}
	}
	for _, l := range r.Lacks() {
		byID[l.Dataset].lacks(l)
	}
	for _, look := range u.Looks {
		if d := byID[look.Dataset]; d != nil {
			d.look(look)
		}
	}
	list := make([]datasetStatus, len(all))
	for i, d := range all {
		if due, ok := u.Due[d.ID]; ok {
			d.IsDue = !due.After(now)
			if !due.IsZero() {
				d.DueAt = &due
			}
		}
		d.State = d.worst()
		list[i] = *d
	}
	slices.SortFunc(list, func(a, b datasetStatus) int {
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	return list
}

// source returns the source of a name, made if need be.
func (d *datasetStatus) source(name string) *sourceStatus {
	at := slices.IndexFunc(d.Sources, func(s sourceStatus) bool { return s.Name == name })
	if at < 0 {
		d.Sources = append(d.Sources, sourceStatus{Name: name})
		at = len(d.Sources) - 1
	}
	return &d.Sources[at]
}

// input adds bytes that the release was built of. Snapshots of earlier months, name@day, are of one source.
func (d *datasetStatus) input(in analytics.Input) {
	name, _, _ := strings.Cut(in.File, "@")
	s := d.source(name)
	s.State, s.Reason = stateBundled, in.Stale
	switch {
	case in.Live && in.Stale != "":
		s.State = stateStale
	case in.Live:
		s.State = stateCurrent
	}
	s.FetchedOn = max(s.FetchedOn, in.Fetched)
	s.Rows, s.Rejected = s.Rows+in.Staged, s.Rejected+in.Rejected
}

// lacks adds the sources that the release has nothing of.
func (d *datasetStatus) lacks(l analytics.Lack) {
	for _, name := range l.Sources {
		s := d.source(name)
		s.State, s.Reason = stateNotLoaded, l.Reason
	}
}

// look adds what was seen of a source since, or of one for which bundled rows stand.
func (d *datasetStatus) look(l Look) {
	s := d.source(l.Source)
	s.Reason = l.Reason
	if looked := latest(l.CheckedAt, l.FailedAt); !looked.IsZero() {
		s.LookedAt = &looked
	}
	if l.Reason != "" {
		s.StaleSince = &l.FailedAt
		if !l.CheckedAt.IsZero() {
			s.StaleSince = &l.CheckedAt
		}
	}
	switch {
	case l.FetchedOn == "" && s.State != stateNotLoaded:
		s.State = stateStandIn
	case l.FetchedOn == "":
	case s.State == "" || s.State == stateNotLoaded || s.FetchedOn < l.FetchedOn:
		s.State, s.FetchedOn = stateWaiting, l.FetchedOn
	case l.Reason != "":
		s.State = stateStale
	default:
		s.State = stateCurrent
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// worst is the state of the source that needs a look most.
func (d *datasetStatus) worst() string {
	order := []string{stateNotLoaded, stateStale, stateWaiting, stateStandIn, stateCurrent, stateBundled}
	best := len(order) - 1
	for _, s := range d.Sources {
		if at := slices.Index(order, s.State); at >= 0 && at < best {
			best = at
		}
	}
	return order[best]
}

// versionOf names a state of the sources, for tags.
func versionOf(u Upkeep, now time.Time) (string, error) {
	overdue := []string{}
	for id, due := range u.Due {
		if !due.After(now) {
			overdue = append(overdue, id)
		}
	}
	slices.Sort(overdue)
	text, err := json.Marshal([]any{u, overdue})
	return styleHash(string(text)), err
}
