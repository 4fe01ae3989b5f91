package locale

import (
	"math"

	"golang.org/x/text/feature/plural"
)

// Plural returns the text that goes with a count: one or other, as the language's rules say (French says one of 0 too). {0} is
// the count, {1} … the arguments. The catalogue holds key.one and key.other.
func (p *Printer) Plural(key string, n int, one, other string, args ...any) string {
	english, suffix := p.choose(float64(n), one, other)
	text, ok := p.texts[key+suffix]
	if !ok {
		text = english
	}
	return p.fill(text, append([]any{n}, args...))
}

// choose returns the English text that goes with v, and the suffix of the catalogue's key.
func (p *Printer) choose(v float64, one, other string) (english, suffix string) {
	if !(math.Abs(v) < 1e9) { // no language asked for counts a billion as one, and not every number is whole enough for int
		return other, ".other"
	}
	// The rules look at the last digits and at how many there are: what an int does not hold reads like a million of its kind.
	whole, decimals := int(math.Mod(math.Abs(v), 1e6)), 0
	if math.Abs(v) >= 1e6 {
		whole += 1e6
	}
	if v != math.Trunc(v) {
		decimals = 1
	}
	if plural.Cardinal.MatchPlural(p.tag, whole, decimals, decimals, decimals, decimals) == plural.One {
		return one, ".one"
	}
	return other, ".other"
}
