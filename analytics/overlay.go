package analytics

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// An Overlay is the events that are laid over the series of a frame.
type Overlay struct {
	Events []Event // in order of time
	Chosen Event   // the one that before and after are told of; without id for none
	Left   int     // events of the kinds asked for that are not drawn: there are more important ones, or only their year is known
}

// An OverlayQuery asks for events.
type OverlayQuery struct {
	Events string // kinds and ids of policy events, as ParseEvents returns them
	Usual  bool   // a definition asks for them: what an older release does not have is passed over
	Chosen string // id of the event that before and after are told of; empty for none
}

// Overlay finds the events that a query asks for, lie within the periods of a frame and concern its economies, and the chosen
// one wherever it lies. A kind or id that a reader asks for and is not there is an *InvalidError.
//
// Of more than MostEvents the most important stay: the chosen one and those asked for by id, then by turns of each economy of the
// frame and kind the next one, kinds in the order of their list with market events last; what an economy decided itself comes before
// what one member of it did, what is in force before what is proposed, and the latest first. One that lies too near to a more
// important one to be told apart from it is passed over. An event that was planned for a day before the release's is left
// out: whether it came about is not known. So is one of which only the year is known: it has no place between two ticks.
func (r *Release) Overlay(ctx context.Context, f Frame, q OverlayQuery) (Overlay, error) {
	all, err := r.events(ctx)
	if err != nil {
		return Overlay{}, err
	}
	list, chosen := splitList(q.Events), q.Chosen
	if err := r.checkEvents(all, list, q); err != nil {
		return Overlay{}, err
	}
	first, last := f.span()
	var o Overlay
	var fit []Event
	for _, e := range all {
		if e.ID == chosen && chosen != "" {
			e.Side, e.Applies, _ = r.words.side(f.Economies, e)
			o.Chosen = e
		}
		asked := e.ID == chosen || slices.Contains(list, string(e.Kind)) || e.Kind != MarketEvents && slices.Contains(list, e.ID)
		if !asked || e.Until < first || e.From > last || e.Planned && e.From <= f.AsOf {
			continue
		}
		var ok bool
		if e.Side, e.Applies, ok = r.words.side(f.Economies, e); !ok && e.ID != chosen {
			continue
		}
		if len(e.Dated) == len("2025") {
			o.Left++
			continue
		}
		fit = append(fit, e)
	}
	o.Events = r.important(fit, list, chosen, on(last).Sub(on(first)))
	o.Left += len(fit) - len(o.Events)
	return o, nil
}

func (r *Release) checkEvents(all []Event, list []string, q OverlayQuery) error {
	var kinds []string
	for _, kind := range r.EventKinds() {
		kinds = append(kinds, string(kind.Code))
	}
	there := func(id string) bool {
		return slices.ContainsFunc(all, func(e Event) bool { return e.ID == id && e.Kind != MarketEvents })
	}
	for _, one := range list {
		if !q.Usual && !slices.Contains(kinds, one) && !there(one) {
			return &InvalidError{Param: "events", Value: one, Reason: "neither a kind of event nor the id of a policy event", Allowed: kinds}
		}
	}
	if q.Chosen != "" && !there(q.Chosen) {
		return &InvalidError{Param: "event", Value: q.Chosen, Reason: "no policy event has this id"}
	}
	return nil
}

// span is the first and last day of the periods with a value.
func (f Frame) span() (first, last string) {
	for _, o := range f.Observations {
		if !o.Value.Known || o.Period == freqAll {
			continue
		}
		if start := o.Period.start(); first == "" || start < first {
			first = start
		}
		last = max(last, o.Period.end())
	}
	return first, last
}

// start is the first day of a year or quarter, ISO.
func (p Period) start() string {
	if len(p) == 4 {
		return string(p) + "-01-01"
	}
	return string(p[:4]) + []string{"-01-01", "-04-01", "-07-01", "-10-01"}[p[6]-'1']
}

// important keeps the most important events, in order of time, of which few enough remain to be told apart within a span.
func (r *Release) important(fit []Event, list []string, chosen string, span time.Duration) []Event {
	kinds := r.words.lists[policyKinds]
	rank := func(e Event) int {
		n := len(kinds)
		if at := slices.IndexFunc(kinds, func(one ListedCode) bool { return one.Code == e.Kind }); at >= 0 {
			n = at
		}
		n = 2 * n
		if e.Status == statusProposed || e.Planned {
			n++
		}
		if !e.Applies {
			n += 2 * (len(kinds) + 1)
		}
		switch {
		case e.ID == chosen:
			return -2
		case slices.Contains(list, e.ID):
			return -1
		}
		return n
	}
	ranked := slices.Clone(fit)
	slices.SortStableFunc(ranked, func(a, b Event) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.From, a.From), cmp.Compare(a.ID, b.ID))
	})
	type lane struct{ side, kind Code }
	turn, seen := map[string]int{}, map[lane]int{}
	for _, e := range ranked {
		turn[e.ID] = seen[lane{e.Side, e.Kind}]
		seen[lane{e.Side, e.Kind}]++
	}
	slices.SortStableFunc(ranked, func(a, b Event) int {
		ra, rb := rank(a), rank(b)
		if ra < 0 || rb < 0 {
			return cmp.Compare(min(ra, 0), min(rb, 0))
		}
		return cmp.Compare(turn[a.ID], turn[b.ID])
	})
	if len(ranked) > MostEvents {
		ranked = apart(ranked, span/(2*MostEvents), func(e Event) bool { return rank(e) < 0 })
	}
	slices.SortFunc(ranked, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Until, b.Until), cmp.Compare(a.ID, b.ID))
	})
	return ranked
}

// apart takes events in turn, at most MostEvents, and passes over those that are nearer than a distance to one that was taken,
// unless they must stay.
func apart(ranked []Event, distance time.Duration, must func(Event) bool) []Event {
	var taken []Event
	for _, e := range ranked {
		near := slices.ContainsFunc(taken, func(t Event) bool { return on(e.From).Sub(on(t.From)).Abs() < distance })
		if len(taken) < MostEvents && (!near || must(e)) {
			taken = append(taken, e)
		}
	}
	return taken
}

// on is a day, ISO; the zero time if it is none.
func on(day string) time.Time {
	t, _ := time.Parse(time.DateOnly, day)
	return t
}
