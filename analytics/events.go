package analytics

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
)

// MarketEvents is the kind of the events that are no policy: acquisitions, stock market listings and equity rounds of at least
// LeastMarketEvent dollars.
const MarketEvents Code = "market"

// LeastMarketEvent is the size of the smallest market event, in US dollars.
const LeastMarketEvent = 1_000_000_000

// MostEvents is how many events a drawing bears.
const MostEvents = 12

// policyKinds is the code list of kinds of policy events, in order of importance: what binds comes before what announces.
const policyKinds = "policy_kind"

// The statuses of policy events that are no fact yet.
const (
	statusPlanned  Code = "planned"
	statusProposed Code = "proposed"
)

// An Event is something dated that may be laid over a series.
type Event struct {
	ID, Title   string
	Kind        Code // of list policy_kind, or MarketEvents
	Status      Code // of list policy_status; of a market event its instrument, of list round_instrument
	Economy     Code
	Side        Code   // economy of the frame that it is drawn for
	Applies     bool   // in all of its side; false of an event of some members of a group
	Dated       string // ISO, as precise as known
	From, Until string // first and last day that it may have been
	Planned     bool   // not yet, as of the release
	Amount      Value  // US dollars; market events only
	SourceURL   string
	SourceTitle string
	Link        string // our own page of the thing, without language prefix; empty if it has none
	Dataset     string
}

// ParseEvents reads a list of kinds of policy events, MarketEvents and ids of policy events. It is sorted and without repeats;
// whether they exist is for a release to know.
func ParseEvents(text string) (string, error) {
	list := splitList(strings.ToLower(text))
	for _, one := range list {
		if !anyCode.MatchString(one) {
			return "", &InvalidError{Param: "events", Value: one, Reason: "not a kind of event"}
		}
	}
	if len(list) > maxCodes {
		return "", &InvalidError{Param: "events", Value: strconv.Itoa(len(list)), Reason: "too many at once"}
	}
	slices.Sort(list)
	return strings.Join(list, ","), nil
}

// EventKinds are the kinds of events of the release, policy first, in order of importance.
func (r *Release) EventKinds() []ListedCode {
	market := ListedCode{Code: MarketEvents, Name: Name{"en": "Market", "fr": "Marché"}}
	return append(r.Codes(policyKinds), market)
}

// events are all events of the release in order of time.
func (r *Release) events(ctx context.Context) ([]Event, error) {
	all, err := ask(ctx, r.data, browseSQL("events"), func(rows *sql.Rows) (e Event, err error) {
		var amount sql.NullFloat64
		err = rows.Scan(&e.ID, &e.Title, &e.Kind, &e.Status, &e.Economy, &e.Dated, &amount, &e.SourceURL, &e.SourceTitle, &e.Link, &e.Dataset)
		e.Amount = valueOf(amount)
		e.From, e.Until = days(e.Dated)
		e.Planned = e.Status == statusPlanned || e.From > r.words.asOf
		return e, err
	}, sql.Named("least", strconv.Itoa(LeastMarketEvent)))
	return all, err
}

// days are the first and last day of a date that is as precise as known.
func days(dated string) (first, last string) {
	switch len(dated) {
	case len("2025"):
		return dated + "-01-01", dated + "-12-31"
	case len("2025-03"):
		return dated + "-01", dated + "-" + lastDay(dated)
	}
	return dated, dated
}

// lastDay is the number of the last day of a month, 2025-03.
func lastDay(month string) string {
	year, _ := strconv.Atoi(month[:4])
	switch month[5:] {
	case "02":
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return "29"
		}
		return "28"
	case "04", "06", "09", "11":
		return "30"
	}
	return "31"
}

// side says for which of a frame's economies an event is drawn, and whether it applies to all of it: a law of the Union does to
// its members and to every group that holds them all, a law of one member to that member alone.
func (v *vocabulary) side(economies []Code, e Event) (side Code, applies, ok bool) {
	for _, asked := range economies {
		if v.applies(e.Economy, asked) {
			return asked, true, true
		}
	}
	for _, asked := range economies {
		if slices.Contains(v.members(asked), e.Economy) {
			return asked, false, true
		}
	}
	return "", false, false
}

// applies says whether what an economy decides holds in all of another economy or group.
func (v *vocabulary) applies(decides, asked Code) bool {
	if decides == asked {
		return true
	}
	union := v.members(europeanUnion)
	switch decides {
	case "EU":
		return asked == europeanUnion || slices.Contains(union, asked)
	case europeanUnion:
		return slices.Contains(union, asked)
	}
	return false
}

// europeanUnion is the fixed group of members.
const europeanUnion Code = "EU27_2020"

// members are the economies of a group; of Europe as others publish it, those of wider Europe and the Union's institutions.
func (v *vocabulary) members(code Code) []Code {
	switch code {
	case "EUROPE", "WIDER_EUROPE":
		return append(v.membersOf("WIDER_EUROPE"), "EU", "EUROPE")
	}
	return v.membersOf(code)
}

func (v *vocabulary) membersOf(code Code) []Code {
	at := slices.IndexFunc(v.groups, func(g Group) bool { return g.Code == code })
	if at < 0 {
		return nil
	}
	return slices.Clone(v.groups[at].Members)
}
