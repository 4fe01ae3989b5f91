// Package identity finds out which records of several sources are one organisation: by equal identifiers first, then by equal
// names within an economy, if something speaks for it and nothing against it. Two organisations taken for one are worse than
// one taken for two, so whatever is ambiguous stays apart and is handed out as a doubt. It knows neither tables nor files.
package identity

import (
	"cmp"
	"slices"
	"strings"
)

// A Ref names a record: a dataset, and the key that the dataset's rows give the organisation.
type Ref struct{ Dataset, Key string }

func (r Ref) compare(other Ref) int {
	return cmp.Or(cmp.Compare(r.Dataset, other.Dataset), cmp.Compare(r.Key, other.Key))
}

// String prints a reference for people.
func (r Ref) String() string { return r.Dataset + " " + r.Key }

// A Record is an organisation as one source knows it.
type Record struct {
	Ref
	Name        string // a second name may follow in brackets
	Economy     string // empty if unknown
	City        string
	Website     string
	Identifiers []Identifier
	Public      string // id of the organisation's page; empty if it has none of its own
	Roster      bool   // the source lists organisations of this field only, so that a name alone says more
}

// An Identifier is a number or name that a register has given, such as lei 529900T8BM49AURSDO55.
type Identifier struct{ Scheme, Value string }

// A Decision of a person stands above every rule.
type Decision struct {
	Ref
	Other  Ref
	Same   bool // false: the two stay apart
	Reason string
}

// A Match says that a record is an organisation, and why.
type Match struct {
	Organisation string
	Ref
	Method string  // decision, identifier, website, name or similar-name
	Score  float64 // similarity of the names, 0 to 1
	Reason string
}

// A Doubt is a pair that looks alike and stays apart.
type Doubt struct {
	Ref
	Other  Ref
	Score  float64
	Reason string
}

// A Merger says that what had a page of its own is shown on another one.
type Merger struct{ From, To, Reason string }

// A Result is what came of resolving; every list is in order.
type Result struct {
	Matches []Match
	Doubts  []Doubt
	Mergers []Merger
	Known   []Found
}

// A Found is an identifier of an organisation, and the record that gives it.
type Found struct {
	Organisation string
	Identifier
	Ref
}

// Resolve finds the organisations behind records. The order of the records does not matter.
func Resolve(records []Record, decisions []Decision) Result {
	r := newResolver(records)
	r.decide(decisions)
	r.byIdentifier()
	r.byWebsite()
	r.byName()
	r.bySimilarName()
	return r.result()
}

// resolver is one run.
type resolver struct {
	all      []prepared
	at       map[Ref]int
	parent   []int // of the union of records
	clusters map[int]*cluster
	apart    map[int][]int // by record: those that a person keeps apart from it
	edges    []edge        // by record: what brought it to others first
	doubts   []Doubt
	doubted  map[[2]int]bool
	moved    map[string]bool // pages that a person takes to be another one
}

// A cluster is what is known of records taken for one.
type cluster struct {
	members []int
	public  []string
	ids     map[string][]string // values by scheme
	economy string
	guarded bool // a person keeps a member apart from something
}

// An edge is why two records are one.
type edge struct {
	method, reason string
	score          float64
}

func newResolver(records []Record) *resolver {
	records = slices.Clone(records)
	slices.SortFunc(records, func(a, b Record) int { return a.compare(b.Ref) })
	records = slices.CompactFunc(records, func(a, b Record) bool { return a.Ref == b.Ref })
	r := &resolver{all: make([]prepared, len(records)), at: make(map[Ref]int, len(records)), parent: make([]int, len(records)),
		clusters: make(map[int]*cluster, len(records)), apart: map[int][]int{}, edges: make([]edge, len(records)), doubted: map[[2]int]bool{}, moved: map[string]bool{}}
	for i, one := range records {
		p := prepare(one)
		r.all[i], r.at[one.Ref], r.parent[i] = p, i, i
		c := &cluster{members: []int{i}, ids: make(map[string][]string, len(p.ids)), economy: one.Economy}
		for _, id := range p.ids {
			c.ids[id.Scheme] = append(c.ids[id.Scheme], id.Value)
		}
		if one.Public != "" {
			c.public = []string{one.Public}
		}
		r.clusters[i] = c
	}
	return r
}

func (r *resolver) root(i int) int {
	for r.parent[i] != i {
		r.parent[i] = r.parent[r.parent[i]]
		i = r.parent[i]
	}
	return i
}

// join takes two records, and with them all that are one with either, for one organisation.
func (r *resolver) join(a, b int, e edge) {
	x, y := r.root(a), r.root(b)
	if x == y {
		return
	}
	for _, i := range []int{a, b} {
		if r.edges[i].method == "" {
			r.edges[i] = e
		}
	}
	if len(r.clusters[x].members) < len(r.clusters[y].members) {
		x, y = y, x
	}
	into, from := r.clusters[x], r.clusters[y]
	into.members = append(into.members, from.members...)
	into.public = append(into.public, from.public...)
	into.economy = cmp.Or(into.economy, from.economy)
	into.guarded = into.guarded || from.guarded
	for scheme, values := range from.ids {
		into.ids[scheme] = append(into.ids[scheme], values...)
	}
	r.parent[y] = x
	delete(r.clusters, y)
}

// decide carries out what people have decided. A decision on a record that is not there waits until it is.
func (r *resolver) decide(decisions []Decision) {
	for _, d := range decisions {
		a, ok := r.at[d.Ref]
		b, there := r.at[d.Other]
		switch {
		case !ok || !there || a == b:
		case d.Same:
			r.moved[r.all[a].Public] = r.all[a].Public != "" && r.all[b].Public != ""
			r.join(a, b, edge{"decision", "decided: " + d.Reason, 1})
		default:
			r.apart[a], r.apart[b] = append(r.apart[a], b), append(r.apart[b], a)
			r.clusters[r.root(a)].guarded, r.clusters[r.root(b)].guarded = true, true
		}
	}
}

// decidedApart says whether a person keeps something of one cluster apart from something of another.
func (r *resolver) decidedApart(x, y int) bool {
	if !r.clusters[x].guarded || !r.clusters[y].guarded {
		return false
	}
	return slices.ContainsFunc(r.clusters[x].members, func(i int) bool {
		return slices.ContainsFunc(r.apart[i], func(j int) bool { return r.root(j) == y })
	})
}

// doubt notes a pair that stays apart, once.
func (r *resolver) doubt(a, b int, score float64, reason string) {
	if r.decidedApart(r.root(a), r.root(b)) {
		return
	}
	pair := [2]int{min(a, b), max(a, b)}
	if !r.doubted[pair] {
		r.doubted[pair] = true
		r.doubts = append(r.doubts, Doubt{r.all[pair[0]].Ref, r.all[pair[1]].Ref, score, reason})
	}
}

// result reads the organisations off the clusters.
func (r *resolver) result() Result {
	var out Result
	for i := range r.all {
		x := r.root(i)
		c := r.clusters[x]
		if len(c.members) == 1 && len(c.public) == 0 {
			continue
		}
		id := r.public(c)
		one := r.all[i]
		for _, identifier := range one.ids {
			if one.Public == "" { // who has a page of its own has its identifiers from elsewhere
				out.Known = append(out.Known, Found{id, identifier, one.Ref})
			}
		}
		if one.Public != "" && one.Public != id {
			out.Mergers = append(out.Mergers, Merger{one.Public, id, strings.TrimPrefix(r.edges[i].reason, "decided: ")})
		}
		if one.Public != id {
			e := r.edges[i]
			out.Matches = append(out.Matches, Match{id, one.Ref, e.method, e.score, e.reason})
		}
	}
	for _, d := range r.doubts {
		if r.root(r.at[d.Ref]) != r.root(r.at[d.Other]) {
			out.Doubts = append(out.Doubts, d)
		}
	}
	slices.SortFunc(out.Doubts, func(a, b Doubt) int { return cmp.Or(a.compare(b.Ref), a.Other.compare(b.Other)) })
	return out
}

// public is the id of a cluster: that of its page, else one made of its strongest identifier, else of its
// shortest name.
func (r *resolver) public(c *cluster) string {
	if len(c.public) > 0 {
		pages := slices.Sorted(slices.Values(c.public))
		if i := slices.IndexFunc(pages, func(p string) bool { return !r.moved[p] }); i >= 0 {
			return pages[i]
		}
		return pages[0]
	}
	for _, s := range schemes {
		if values := c.ids[s.name]; len(values) > 0 {
			return Identifier{s.name, slices.Min(values)}.id()
		}
	}
	short := slices.MinFunc(slices.Sorted(slices.Values(c.members)), func(a, b int) int { return cmp.Compare(len(r.all[a].main()), len(r.all[b].main())) })
	return slug(c.economy + " " + r.all[short].main())
}
