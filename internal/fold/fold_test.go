package fold_test

import (
	"slices"
	"testing"

	"sextant/internal/fold"
)

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Île-de-France":           {"ile", "de", "france"},
		"Łódź & Größe":            {"lodz", "and", "grosse"},
		"L’Œuvre":                 {"loeuvre"},
		"  Mistral AI (FR) ":      {"mistral", "ai", "fr"},
		"ﬁnance\u200b ½ Ångström": {"finance", "1", "2", "angstrom"},
		"百度":                      {"百度"},
	} {
		if got := fold.Words(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTypos(t *testing.T) {
	for _, one := range []struct {
		a, b string
		want int
	}{{"mistral", "mistral", 0}, {"mistral", "mistarl", 1}, {"mistral", "mstral", 1}, {"mistral", "mistrall", 1}, {"aleph", "alpha", 2}} {
		if got := fold.Typos(one.a, one.b); got != one.want {
			t.Errorf("%s, %s: %d, want %d", one.a, one.b, got, one.want)
		}
	}
}

// MARTHA and MARHTA are the example of Winkler (1990): 0.961.
func TestAlike(t *testing.T) {
	if got := fold.Alike("martha", "marhta"); got != 0.961 {
		t.Errorf("martha, marhta: %v", got)
	}
}
