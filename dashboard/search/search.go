// Package search finds things by the words of their names, with and without accents, and with the slips of a hand that types. It
// holds all in memory, knows nothing of releases, pages or languages, and gives the same answer to the same question.
package search

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sextant/internal/fold"
)

// An Entry is a thing that can be found.
type Entry struct {
	Kind   string  // of thing: page, chart, organisation, …
	ID     string  // of it among its kind
	Title  string  // its name, whose words count most
	More   string  // other words that lead to it
	Weight float64 // 0 to 1: what comes first among equals
}

// elided are articles that lean on the word behind them, as French and Italian write them.
var elided = regexp.MustCompile(`(?i)\b(l|d|qu|s|n|c|j|m|t|dell|nell|all|un)['’]`)

func words(text string) []string { return fold.Words(elided.ReplaceAllString(text, " ")) }

// A Hit is an entry that answers a question. Hits are ordered by score, the highest first, then by title.
type Hit struct {
	Entry
	Score float64
}

// An Index is a set of entries. It does not change, and is safe for concurrent use.
type Index struct {
	entries []Entry
	lengths []int // words of each title
	words   []string
	sizes   []int // letters of each word
	places  [][]place
}

// A place is where a word stands.
type place struct {
	entry   int
	inTitle bool
}

// What a match is worth.
const (
	worthMore     = 0.4  // of a word beside the title
	worthComplete = 0.2  // of a title that is asked for in full
	worthWeight   = 0.3  // of an entry's weight
	worthPrefix   = 0.6  // of the beginning of a word, and more the less is missing
	worthTypo     = 0.75 // of a word with one slip
	worthMiddle   = 0.45 // of a part of a word
)

// New makes an index. Entries with the same kind and id are two entries.
func New(entries []Entry) *Index {
	x := &Index{entries: slices.Clone(entries), lengths: make([]int, len(entries))}
	at := map[string]int{}
	add := func(word string, p place) {
		n, known := at[word]
		if !known {
			n = len(x.words)
			at[word] = n
			x.words, x.sizes, x.places = append(x.words, word), append(x.sizes, utf8.RuneCountInString(word)), append(x.places, nil)
		}
		if last := len(x.places[n]) - 1; last < 0 || x.places[n][last].entry != p.entry {
			x.places[n] = append(x.places[n], p)
		}
	}
	for n, e := range x.entries {
		title := words(e.Title)
		x.lengths[n] = len(title)
		for _, word := range title {
			add(word, place{n, true})
		}
		for _, word := range words(e.More + " " + e.ID) {
			add(word, place{n, false})
		}
	}
	return x
}

// Find returns the entries that answer a question best, at most so many. Every word of the question must be found in an entry; where
// no entry has them all, those with the most of them are returned.
func (x *Index) Find(question string, most int) []Hit {
	asked := words(question)
	if len(asked) == 0 {
		return nil
	}
	scores, matched, titles := make([]float64, len(x.entries)), make([]int, len(x.entries)), make([]int, len(x.entries))
	for _, word := range asked {
		for entry, b := range x.best(word) {
			scores[entry] += b.worth
			matched[entry]++
			if b.inTitle {
				titles[entry]++
			}
		}
	}
	full := slices.Max(append(matched, 0))
	var hits []Hit
	for n, e := range x.entries {
		if full == 0 || matched[n] < full {
			continue
		}
		score := scores[n]/float64(len(asked)) + worthWeight*e.Weight
		if x.lengths[n] > 0 {
			score += worthComplete * math.Min(1, float64(titles[n])/float64(x.lengths[n]))
		}
		hits = append(hits, Hit{e, math.Round(score*1e6) / 1e6})
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		if a.Score != b.Score {
			return int(math.Copysign(1, b.Score-a.Score))
		}
		return strings.Compare(a.Title, b.Title)
	})
	return hits[:min(most, len(hits))]
}

// A bestMatch is the best place of a word in an entry.
type bestMatch struct {
	worth   float64
	inTitle bool
}

// best finds the entries that a word leads to. A word that many entries have tells little and counts less.
func (x *Index) best(word string) map[int]bestMatch {
	found := map[int]bestMatch{}
	size := utf8.RuneCountInString(word)
	for n, known := range x.words {
		worth := likeness(word, size, known, x.sizes[n])
		if worth == 0 {
			continue
		}
		worth *= 0.5 + 0.5*math.Log(1+float64(len(x.entries))/float64(len(x.places[n])))/math.Log(1+float64(len(x.entries)))
		for _, p := range x.places[n] {
			b := bestMatch{worth, p.inTitle}
			if !p.inTitle {
				b.worth *= worthMore
			}
			if b.worth > found[p.entry].worth {
				found[p.entry] = b
			}
		}
	}
	return found
}

// likeness says how well a word that is asked for fits one that is known: 1 is the same, 0 not at all.
func likeness(asked string, size int, known string, length int) float64 {
	switch {
	case asked == known:
		return 1
	case size >= 2 && strings.HasPrefix(known, asked):
		return worthPrefix + (0.95-worthPrefix)*float64(size)/float64(length)
	case size >= 4 && strings.Contains(known, asked):
		return worthMiddle
	}
	slips := slips(size)
	if slips == 0 || length < size-slips {
		return 0
	}
	if length <= size+slips {
		if typos := fold.Typos(asked, known); typos <= slips {
			return worthTypo - 0.2*float64(typos-1)
		}
		return 0
	}
	if size >= 5 && fold.Typos(asked, string([]rune(known)[:size])) == 1 {
		return worthMiddle
	}
	return 0
}

// slips is how many letters of a word may be wrong: none of a short one, where every slip is another word.
func slips(size int) int {
	switch {
	case size < 4:
		return 0
	case size < 8:
		return 1
	}
	return 2
}
