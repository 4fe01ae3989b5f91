package search_test

import (
	"fmt"
	"slices"
	"testing"

	"sextant/dashboard/search"
)

func small() *search.Index {
	return search.New([]search.Entry{
		{Kind: "organisation", ID: "mistral-ai", Title: "Mistral AI", More: "Paris foundation models France"},
		{Kind: "organisation", ID: "aleph-alpha", Title: "Aleph Alpha", More: "Heidelberg Germany"},
		{Kind: "organisation", ID: "alpha-wave", Title: "Alpha Wave", More: "Heidelberg"},
		{Kind: "programme", ID: "france-2030", Title: "France 2030", More: "Île-de-France ministère"},
		{Kind: "chart", ID: "investment-by-economy", Title: "How much equity do AI companies raise?", Weight: 0.5},
		{Kind: "page", ID: "investments", Title: "Investments", More: "How much private money goes into AI", Weight: 1},
		{Kind: "page", ID: "ecosystem", Title: "L’écosystème"},
		{Kind: "organisation", ID: "loreal", Title: "L'Oréal"},
		{Kind: "chart", ID: "debt-and-ipo", Title: "Debt and listings", More: "investment"},
	})
}

func ids(hits []search.Hit) []string {
	var list []string
	for _, h := range hits {
		list = append(list, h.ID)
	}
	return list
}

func TestFind_firstAnswer(t *testing.T) {
	for question, want := range map[string]string{
		"mistral":         "mistral-ai",
		"mistrall ai":     "mistral-ai",
		"Misrtal":         "mistral-ai",
		"MISTRAL AI":      "mistral-ai",
		"alef alpha":      "aleph-alpha",
		"alpha":           "aleph-alpha",
		"ile de france":   "france-2030",
		"ministere":       "france-2030",
		"france":          "france-2030",
		"invest":          "investments",
		"investements":    "investments",
		"equity":          "investment-by-economy",
		"ecosysteme":      "ecosystem",
		"loreal":          "loreal",
		"heidelberg wave": "alpha-wave",
		"mistral zebra":   "mistral-ai",
	} {
		if got := ids(small().Find(question, 3)); len(got) == 0 || got[0] != want {
			t.Errorf("%q: %v, want %s first", question, got, want)
		}
	}
}

func TestFind_nothing(t *testing.T) {
	for _, question := range []string{"", "  ?! ", "zebra", "ia", "zzzzzzzzzzzz"} {
		if got := small().Find(question, 9); len(got) != 0 {
			t.Errorf("%q: %v", question, ids(got))
		}
	}
}

func TestFind_allWordsBeforeSome(t *testing.T) {
	if got := ids(small().Find("heidelberg alpha", 9)); !slices.Equal(got, []string{"aleph-alpha", "alpha-wave"}) {
		t.Errorf("both in Heidelberg: %v", got)
	}
	if got := small().Find("ai", 1); len(got) != 1 {
		t.Errorf("at most one: %v", ids(got))
	}
}

// A release has some two thousand things; here are ten times as many. A page has 50 ms.
func BenchmarkFind(b *testing.B) {
	var entries []search.Entry
	for n := range 20_000 {
		entries = append(entries, search.Entry{ID: fmt.Sprint(n), More: "artificial intelligence",
			Title: fmt.Sprintf("Company %c%c%c%d of place%d", 'a'+n%26, 'a'+n/26%26, 'a'+n/676%26, n, n%500)})
	}
	x := search.New(entries)
	for b.Loop() {
		if got := x.Find("artifical company place12", 20); len(got) != 20 {
			b.Fatalf("%d hits", len(got))
		}
	}
}
