package identity

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

const (
	alikeVAT     = 0.85 // how alike the names of two records with one VAT number must be: groups of companies share a number
	alikeShown   = 0.93 // how alike names are that a person should look at
	commonName   = 60   // records of one name and economy above which the name says nothing
	commonWord   = 50   // records with one word above which the word says nothing
	shortestWord = 4
)

// byIdentifier joins records that share an identifier, unless another identifier says that they are two.
func (r *resolver) byIdentifier() {
	for _, s := range schemes {
		holders := map[string][]int{}
		for i, one := range r.all {
			for _, id := range one.ids {
				if id.Scheme == s.name {
					holders[id.Value] = append(holders[id.Value], i)
				}
			}
		}
		for _, value := range slices.Sorted(maps.Keys(holders)) {
			r.shareIdentifier(s, value, holders[value])
		}
	}
}

func (r *resolver) shareIdentifier(s scheme, value string, holders []int) {
	for n, b := range holders[1:] {
		for _, a := range holders[:n+1] {
			x, y := r.root(a), r.root(b)
			if x == y {
				break
			}
			score, same := closest(r.all[a], r.all[b]), "the "+s.name+" "+value
			switch against := r.against(x, y, true); {
			case against != "":
				r.doubt(a, b, score, same+" is equal, but "+against)
				continue
			case s.shared && score < alikeVAT:
				r.doubt(a, b, score, same+" is equal, but the names differ")
				continue
			}
			r.join(a, b, edge{"identifier", same + " is equal", score})
			break
		}
	}
}

// against says what speaks against taking two clusters for one; empty if nothing does. Registers that may have an organisation twice
// speak against equal names, not against an equal identifier.
func (r *resolver) against(x, y int, byIdentifier bool) string {
	a, b := r.clusters[x], r.clusters[y]
	if r.decidedApart(x, y) {
		return "a person keeps them apart"
	}
	if len(a.public) > 0 && len(b.public) > 0 {
		return "both have a page of their own"
	}
	for _, s := range schemes {
		if !s.single && byIdentifier || s.name == "github" || s.name == "hugging-face" {
			continue
		}
		mine, other := a.ids[s.name], b.ids[s.name]
		if len(mine) > 0 && len(other) > 0 && !slices.ContainsFunc(mine, func(v string) bool { return slices.Contains(other, v) }) {
			return "their " + s.name + " differs"
		}
	}
	if a.economy != "" && b.economy != "" && a.economy != b.economy && !byIdentifier {
		return "their economies differ"
	}
	return ""
}

// byWebsite joins records with one website whose names are equal but for generic words.
func (r *resolver) byWebsite() {
	blocks := map[string][]int{}
	for i, one := range r.all {
		if one.domain != "" {
			blocks[one.domain] = append(blocks[one.domain], i)
		}
	}
	for _, host := range slices.Sorted(maps.Keys(blocks)) {
		block := blocks[host]
		if len(block) > commonName {
			continue
		}
		r.pairs(block, func(a, b int) {
			score := closest(r.all[a], r.all[b])
			against := r.against(r.root(a), r.root(b), false)
			switch alike := sameButGeneric(r.all[a], r.all[b]); {
			case alike && against == "":
				r.join(a, b, edge{"website", "the website " + host + " is equal, and the name but for general words", score})
			case alike:
				r.doubtPage(a, b, score, "the website "+host+" is equal, but "+against)
			default:
				r.doubtPage(a, b, score, "the website "+host+" is equal, but the names differ")
			}
		})
	}
}

// pairs calls f for the pairs of a block that are not one yet.
func (r *resolver) pairs(block []int, f func(a, b int)) {
	for n, b := range block {
		for _, a := range block[:n] {
			if r.root(a) != r.root(b) {
				f(a, b)
			}
		}
	}
}

func sameButGeneric(a, b prepared) bool {
	for _, x := range a.forms {
		for _, y := range b.forms {
			if slices.Equal(x, y) || len(telling(x)) > 0 && slices.Equal(telling(x), telling(y)) {
				return true
			}
		}
	}
	return false
}

// doubtPage notes a pair of which one has a page: who has none is nobody that a reader looks for.
func (r *resolver) doubtPage(a, b int, score float64, reason string) {
	if len(r.clusters[r.root(a)].public) > 0 || len(r.clusters[r.root(b)].public) > 0 {
		r.doubt(a, b, score, reason)
	}
}

// byName joins records of one name. Records of one economy come first; those of no known economy may then join them.
func (r *resolver) byName() {
	blocks := map[string][]int{}
	for i, one := range r.all {
		for _, words := range one.forms {
			name := strings.Join(words, " ")
			blocks[name] = append(blocks[name], i)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		block := blocks[name]
		if len(block) < 2 {
			continue
		}
		inEconomy := map[string][]int{}
		for _, i := range block {
			economy := r.clusters[r.root(i)].economy
			inEconomy[economy] = append(inEconomy[economy], i)
		}
		for _, economy := range slices.Sorted(maps.Keys(inEconomy)) {
			if economy != "" {
				r.sameName(name, inEconomy[economy])
			}
		}
		r.sameName(name, block)
	}
}

// sameName joins records of one name: first those for which more speaks than the name; then the others, unless there are two
// organisations that they could be.
func (r *resolver) sameName(name string, block []int) {
	if len(block) > commonName {
		return
	}
	r.pairs(block, func(a, b int) {
		if more := r.corroborated(a, b); more != "" && r.against(r.root(a), r.root(b), false) == "" {
			r.join(a, b, edge{"name", fmt.Sprintf("the name %q and the %s are equal", name, more), 1})
		}
	})
	var roster []int
	for _, i := range block {
		if r.all[i].Roster {
			roster = append(roster, i)
		}
	}
	r.nameAlone(name, roster)
	r.nameAlone(name, block)
}

// nameAlone joins records of which only the name speaks for it. Sources of this field come first: a restaurant of the same name does
// not make them doubt each other.
func (r *resolver) nameAlone(name string, block []int) {
	against := r.conflict(block)
	r.pairs(block, func(a, b int) {
		switch weak := r.weak(a, b, name); {
		case against != "":
			r.doubtPage(a, b, 1, fmt.Sprintf("the name %q is equal, but %s", name, against))
		case weak != "":
			r.doubtPage(a, b, 1, fmt.Sprintf("the name %q is equal, but %s", name, weak))
		case r.against(r.root(a), r.root(b), false) != "":
		default:
			r.join(a, b, edge{"name", fmt.Sprintf("the name %q is equal, and nothing else is known", name), 1})
		}
	})
}

// corroborated says what two records share beside the name.
func (r *resolver) corroborated(a, b int) string {
	x, y := r.all[a], r.all[b]
	switch {
	case x.domain != "" && x.domain == y.domain:
		return "website"
	case x.city != "" && x.city == y.city && (x.Economy == y.Economy || x.Economy == "" || y.Economy == ""):
		return "city"
	}
	return ""
}

// conflict says why the records of a block cannot all be one organisation.
func (r *resolver) conflict(block []int) string {
	found := ""
	r.pairs(block, func(a, b int) {
		x, y := r.all[a], r.all[b]
		switch against := r.against(r.root(a), r.root(b), false); {
		case found != "":
		case against != "":
			found = against
		case x.city != "" && y.city != "" && x.city != y.city:
			found = "their cities differ"
		case x.domain != "" && y.domain != "" && x.domain != y.domain:
			found = "their websites differ"
		}
	})
	return found
}

// weak says why an equal name alone is not enough for two records.
func (r *resolver) weak(a, b int, name string) string {
	x, y := r.all[a], r.all[b]
	switch {
	case x.Roster && y.Roster:
		return ""
	case r.clusters[r.root(a)].economy == "" || r.clusters[r.root(b)].economy == "":
		return "one economy is unknown"
	case !distinctive(strings.Fields(name)):
		return "it is short, and nothing else is known"
	}
	return ""
}

// bySimilarName joins records of one city whose names differ by one letter of a long word, and notes those that are nearly as alike.
// Only records that share an uncommon word, or the beginning of a name of one word, are compared.
func (r *resolver) bySimilarName() {
	blocks := map[string][]int{}
	for i, one := range r.all {
		for _, words := range one.forms {
			for _, w := range words {
				if len(w) >= shortestWord && !generic[w] {
					blocks[one.Economy+" "+w] = append(blocks[one.Economy+" "+w], i)
				}
			}
			if len(words) == 1 && len(words[0]) > shortestWord {
				start := one.Economy + " " + words[0][:shortestWord] + "…"
				blocks[start] = append(blocks[start], i)
			}
		}
	}
	compared := map[[2]int]bool{}
	for _, key := range slices.Sorted(maps.Keys(blocks)) {
		block := slices.Compact(slices.Clone(blocks[key]))
		if len(block) > commonWord {
			continue
		}
		r.pairs(block, func(a, b int) {
			if pair := [2]int{min(a, b), max(a, b)}; !compared[pair] {
				compared[pair] = true
				r.similarName(a, b)
			}
		})
	}
}

func (r *resolver) similarName(a, b int) {
	x, y := r.all[a], r.all[b]
	typo := false
	for _, f := range x.forms {
		typo = typo || slices.ContainsFunc(y.forms, func(g []string) bool { return oneTypo(f, g) })
	}
	paged := len(r.clusters[r.root(a)].public) > 0 || len(r.clusters[r.root(b)].public) > 0
	if !typo && !paged {
		return
	}
	score := closest(x, y)
	if score == 1 || score < alikeShown {
		return
	}
	switch against := cmp.Or(r.against(r.root(a), r.root(b), false), r.conflict([]int{a, b})); {
	case typo && against == "" && r.corroborated(a, b) != "":
		r.join(a, b, edge{"similar-name", "the names differ by one letter, and the " + r.corroborated(a, b) + " is equal", score})
	case against != "both have a page of their own" && against != "a person keeps them apart":
		r.doubtPage(a, b, score, "the names are alike"+prefixed(", but ", against))
	}
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}
