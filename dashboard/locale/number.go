package locale

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/number"
)

// space does not break: a number and its unit stay on one line. Fonts have it, unlike the narrow one.
const space = "\u00a0"

// Number prints v with at most so many significant digits, grouped: Number(0.123456, 3) is 0.123, Number(20912, 3) is 20,900.
func (p *Printer) Number(v float64, digits int) string {
	r := round(v, digits)
	return p.decimal(r, fraction(r, digits))
}

// Exact prints v for a table: all digits before the point, at most two decimals from a thousand up, and six significant
// digits below that. Whole numbers print without decimals.
func (p *Printer) Exact(v float64) string {
	return p.decimal(v, max(2, fraction(v, 6)))
}

// Compact prints v with at most so many significant digits and a word for millions and up: 1.23 m, 4.5 bn; thousands are plain.
func (p *Printer) Compact(v float64, digits int) string {
	n, scale := p.scale(v, digits)
	if scale == "" {
		return n
	}
	return n + space + scale
}

// scale returns the digits of v and the short word they count in: "m", "bn", "tn", or empty below a million. French has
// no short word above the milliard. From ten to the fifteenth up there is a power of ten: 5 × 10^25.
func (p *Printer) scale(v float64, digits int) (n, word string) {
	v = round(v, digits)
	if math.Abs(v) >= 1e15 && !math.IsInf(v, 0) {
		exponent := math.Floor(math.Log10(math.Abs(v)))
		return p.Number(v/math.Pow(10, exponent), digits) + space + "×" + space + "10^" + strconv.Itoa(int(exponent)), ""
	}
	steps := []struct {
		size float64
		word string
	}{{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}}
	if p.lang == "fr" {
		steps = steps[1:]
		steps[0].word, steps[1].word = "Md", "M"
	}
	for _, s := range steps {
		if math.Abs(v) >= s.size {
			return p.Number(v/s.size, digits), s.word
		}
	}
	return p.Number(v, digits), ""
}

// Money prints an amount for a sentence, at most three significant digits and nothing below a cent, as files have it: "€20.9 bn",
// "20,9 Md €". The currency is an ISO code in either case.
func (p *Printer) Money(v float64, currency string) string {
	n, scale := p.scale(roundTo(math.Abs(v), 2), 3)
	if scale != "" {
		n += space + scale
	}
	return p.currency(v < 0, n, currency)
}

// Amount prints an amount to the cent, for tables and rows: "€1,234,567.89", "1 234 567,89 €". Whole amounts print without cents.
func (p *Printer) Amount(v float64, currency string) string {
	v = math.Round(v*100) / 100
	n := p.decimal(math.Abs(v), 2)
	if v != math.Trunc(v) {
		n = p.number.Sprint(number.Decimal(math.Abs(v), number.Scale(2)))
	}
	return p.currency(v < 0, n, currency)
}

// symbols are the signs that readers know; the yen's sign is left to neither China nor Japan alone.
var symbols = map[string]string{"EUR": "€", "USD": "$", "GBP": "£"}

func (p *Printer) currency(negative bool, n, code string) string {
	code = strings.ToUpper(code)
	symbol, known := symbols[code]
	if !known {
		symbol = code
	}
	sign := ""
	if negative {
		sign = "-"
	}
	switch {
	case p.lang == "fr":
		return sign + n + space + symbol
	case known:
		return sign + symbol + n
	default:
		return sign + symbol + space + n
	}
}

// Percent prints a percentage, 13.48 as "13.5%": one decimal, or two significant digits below one.
func (p *Printer) Percent(v float64) string {
	n := p.decimal(v, max(1, fraction(v, 2)))
	if p.lang == "fr" {
		return n + space + "%"
	}
	return n + "%"
}

// Fixed prints v with so many decimals, zeros among them, for a column of numbers that are compared.
func (p *Printer) Fixed(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	return p.number.Sprint(number.Decimal(roundTo(v, decimals), number.MinFractionDigits(decimals), number.MaxFractionDigits(decimals)))
}

// Ratio prints one side over the other with the smaller one as 1: 0.083 is "1 : 12", 1.4 is "1.4 : 1". Two significant digits.
func (p *Printer) Ratio(v float64) string {
	colon := space + ":" + space
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0) || v < 0:
		return "–"
	case v == 0:
		return "0" + colon + "1"
	case v < 1:
		return "1" + colon + p.Number(1/v, 2)
	}
	return p.Number(v, 2) + colon + "1"
}

// decimal prints v with at most so many decimals, grouped as the language does.
func (p *Printer) decimal(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	v = roundTo(v, decimals)
	if v == 0 {
		v = 0 // never "-0"
	}
	return p.number.Sprint(number.Decimal(v, number.MaxFractionDigits(decimals)))
}

// round keeps so many significant digits.
func round(v float64, digits int) float64 {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	return roundTo(v, digits-1-int(math.Floor(math.Log10(math.Abs(v)))))
}

// roundTo rounds to so many decimals, halves away from zero as people do: 19.95 becomes 20.0 although the nearest float64 is a
// little less. The product is moved by the one last bit that it may be short of, and by nothing that a large number would show.
// Numbers too large to have such decimals come back as they are.
func roundTo(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	scaled := math.Nextafter(v*scale, math.Copysign(math.Inf(1), v))
	if math.Abs(scaled) >= 1<<53 || math.IsInf(scale, 0) || scale == 0 {
		return v
	}
	return math.Round(scaled) / scale
}

// fraction returns how many decimals so many significant digits of v take.
func fraction(v float64, digits int) int {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return max(0, digits-1-int(math.Floor(math.Log10(math.Abs(v)))))
}
