// Package fold makes texts comparable that people write differently: with and without accents, with a letter too many. It is the only
// importer of the libraries that know how.
package fold

import (
	"strings"
	"unicode"

	"github.com/hbollon/go-edlib"
	"golang.org/x/text/unicode/norm"
)

var letters = strings.NewReplacer("ß", "ss", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "æ", "ae", "œ", "oe", "ı", "i", "þ", "th",
	"'", "", "’", "", "`", "", "&", " and ", "ς", "σ")

// Text is a text in small letters without accents and without marks that tell nothing; what is neither letter nor digit is a blank.
func Text(text string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(letters.Replace(strings.ToLower(text))) {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out.WriteRune(r)
		default:
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// Words are the words of a text, folded.
func Words(text string) []string { return strings.Fields(Text(text)) }

// Typos counts the letters that are wrong, missing, too many or have changed places between two words (optimal string alignment).
func Typos(a, b string) int { return edlib.OSADamerauLevenshteinDistance(a, b) }

// Alike compares two texts, 0 to 1, to a thousandth: Jaro's measure with Winkler's weight on the beginning.
func Alike(a, b string) float64 {
	return float64(int(float64(edlib.JaroWinklerSimilarity(a, b))*1000+0.5)) / 1000
}
