package locale

import (
	"math"
	"strings"
	"testing"
)

func printer(t *testing.T, lang string) *Printer {
	t.Helper()
	p, err := New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestNew_unknownLanguage(t *testing.T) {
	for _, lang := range []string{"", "de", "EN", "../fr"} {
		if _, err := New(lang); err == nil {
			t.Errorf("New(%q) is no error", lang)
		}
	}
}

func TestLanguages_eachHasPrinterAndName(t *testing.T) {
	for _, lang := range Languages() {
		if p := printer(t, lang); p.Lang() != lang || p.Dir() != "ltr" {
			t.Errorf("printer of %s says %s, %s", lang, p.Lang(), p.Dir())
		}
		if Name(lang) == lang {
			t.Errorf("%s has no name", lang)
		}
	}
}

// The samples follow the number patterns of the Unicode CLDR for en and fr; ␣ stands for a space that does not break.
func TestPrinter_numbers(t *testing.T) {
	type call func(*Printer) string
	cases := []struct {
		name   string
		print  call
		en, fr string
	}{
		{"number", func(p *Printer) string { return p.Number(1234567.891, 9) }, "1,234,567.89", "1␣234␣567,89"},
		{"number, three digits", func(p *Printer) string { return p.Number(20912, 3) }, "20,900", "20␣900"},
		{"number, small", func(p *Printer) string { return p.Number(0.0123456, 3) }, "0.0123", "0,0123"},
		{"number, rounds up", func(p *Printer) string { return p.Number(9.996, 3) }, "10", "10"},
		{"number, zero", func(p *Printer) string { return p.Number(0, 3) }, "0", "0"},
		{"number, never minus zero", func(p *Printer) string { return p.decimal(-0.001, 2) + p.Percent(math.Copysign(0, -1)) }, "00%", "00␣%"},
		{"number, not a number", func(p *Printer) string { return p.Number(math.NaN(), 3) + p.Exact(math.Inf(1)) }, "––", "––"},
		{"exact, money", func(p *Printer) string { return p.Exact(20912345678.129) }, "20,912,345,678.13", "20␣912␣345␣678,13"},
		{"exact, small", func(p *Printer) string { return p.Exact(0.00123456789) }, "0.00123457", "0,00123457"},
		{"exact, whole", func(p *Printer) string { return p.Exact(1346) }, "1,346", "1␣346"},
		{"compact", func(p *Printer) string { return p.Compact(25123456, 3) }, "25.1␣m", "25,1␣M"},
		{"compact, thousands plain", func(p *Printer) string { return p.Compact(999499, 3) }, "999,000", "999␣000"},
		{"compact, into the next word", func(p *Printer) string { return p.Compact(999999999, 3) }, "1␣bn", "1␣Md"},
		{"compact, power of ten", func(p *Printer) string { return p.Compact(4.6e26, 3) }, "4.6␣×␣10^26", "4,6␣×␣10^26"},
		{"money, billions", func(p *Printer) string { return p.Money(20.94e9, "EUR") }, "€20.9␣bn", "20,9␣Md␣€"},
		{"money, millions", func(p *Printer) string { return p.Money(4.25e6, "usd") }, "$4.25␣m", "4,25␣M␣$"},
		{"money, plain", func(p *Printer) string { return p.Money(46.84, "EUR") }, "€46.8", "46,8␣€"},
		{"money, trillions", func(p *Printer) string { return p.Money(1.2e12, "EUR") }, "€1.2␣tn", "1␣200␣Md␣€"},
		{"money, code", func(p *Printer) string { return p.Money(-79e9, "CNY") }, "-CNY␣79␣bn", "-79␣Md␣CNY"},
		{"amount", func(p *Printer) string { return p.Amount(1234567.5, "EUR") }, "€1,234,567.50", "1␣234␣567,50␣€"},
		{"amount, whole", func(p *Printer) string { return p.Amount(40000000, "KRW") }, "KRW␣40,000,000", "40␣000␣000␣KRW"},
		{"exact, whole and large", func(p *Printer) string { return p.Exact(128039400917) }, "128,039,400,917", "128␣039␣400␣917"},
		{"exact, halves", func(p *Printer) string { return p.Exact(1.005) + " " + p.Exact(0) }, "1.005 0", "1,005 0"},
		{"percent", func(p *Printer) string { return p.Percent(13.48) }, "13.5%", "13,5␣%"},
		{"percent, half", func(p *Printer) string { return p.Percent(19.95) + " " + p.Percent(-8.05) }, "20% -8.1%", "20␣% -8,1␣%"},
		{"percent, whole", func(p *Printer) string { return p.Percent(20) }, "20%", "20␣%"},
		{"percent, small", func(p *Printer) string { return p.Percent(0.0341) }, "0.034%", "0,034␣%"},
		{"ratio below one", func(p *Printer) string { return p.Ratio(0.0832) }, "1␣:␣12", "1␣:␣12"},
		{"ratio above one", func(p *Printer) string { return p.Ratio(1.43) }, "1.4␣:␣1", "1,4␣:␣1"},
		{"ratio, one", func(p *Printer) string { return p.Ratio(1) }, "1␣:␣1", "1␣:␣1"},
		{"ratio, zero", func(p *Printer) string { return p.Ratio(0) }, "0␣:␣1", "0␣:␣1"},
		{"ratio, none", func(p *Printer) string { return p.Ratio(math.Inf(1)) }, "–", "–"},
		{"quantity, money", func(p *Printer) string { return p.Quantity(3e9, "USD", "") }, "$3␣bn", "3␣Md␣$"},
		{"quantity, per GDP", func(p *Printer) string { return p.Quantity(0.12, "percent", "gdp") }, "0.12% of GDP", "0,12␣% du PIB"},
		{"quantity, per head", func(p *Printer) string { return p.Quantity(46.84, "EUR", "capita") }, "€46.8 per inhabitant", "46,8␣€ par habitant"},
		{"quantity, beyond whole numbers", func(p *Printer) string { return p.Quantity(5e26, "FLOP", "") }, "5␣×␣10^26 FLOP", "5␣×␣10^26 FLOP"},
		{"quantity, one", func(p *Printer) string { return p.Quantity(1, "models", "") }, "1 model", "1 modèle"},
		{"quantity, none", func(p *Printer) string { return p.Quantity(0, "models", "") }, "0 models", "0 modèle"},
		{"quantity, many", func(p *Printer) string { return p.Quantity(41, "models", "") }, "41 models", "41 modèles"},
		{"quantity, fraction", func(p *Printer) string { return p.Quantity(1.5, "companies", "") }, "1.5 companies", "1,5 entreprise"},
		{"quantity, unknown unit", func(p *Printer) string { return p.Quantity(2, "furlongs", "") }, "2␣furlongs", "2␣furlongs"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
				want = strings.ReplaceAll(want, "␣", space)
				if got := c.print(printer(t, lang)); got != want {
					t.Errorf("%s: %q, want %q", lang, got, want)
				}
			}
		})
	}
}

func TestPrinter_periodsAndDates(t *testing.T) {
	cases := []struct{ in, en, fr string }{
		{"2025", "2025", "2025"},
		{"2025-Q3", "Q3␣2025", "T3␣2025"},
		{"all", "all years", "toutes les années"},
	}
	for _, c := range cases {
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
			if got := printer(t, lang).Period(c.in); got != strings.ReplaceAll(want, "␣", space) {
				t.Errorf("%s: period %s is %q, want %q", lang, c.in, got, want)
			}
		}
	}
	dates := []struct{ in, en, fr string }{
		{"2025-02-11", "11␣February␣2025", "11␣février␣2025"},
		{"2024-08-01", "1␣August␣2024", "1er␣août␣2024"},
		{"2025-02", "February␣2025", "février␣2025"},
		{"2025", "2025", "2025"},
		{"2025-13-01", "2025-13-01", "2025-13-01"},
		{"", "", ""},
	}
	for _, c := range dates {
		for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
			if got := printer(t, lang).Date(c.in); got != strings.ReplaceAll(want, "␣", space) {
				t.Errorf("%s: date %s is %q, want %q", lang, c.in, got, want)
			}
		}
	}
}

func TestPrinter_Text(t *testing.T) {
	en, fr := printer(t, "en"), printer(t, "fr")
	if got := en.Text("x", "{0} of {1}, {0}", 1200, "{0}"); got != "1,200 of {0}, 1,200" {
		t.Errorf("placeholders: %q", got)
	}
	if got := fr.Text("no.such.key", "as it stands, {0}", 0.123456); got != "as it stands, 0,123" {
		t.Errorf("an unknown key is not its English text: %q", got)
	}
	if got := fr.Text("period.all", "all years"); got != "toutes les années" {
		t.Errorf("catalogue: %q", got)
	}
}

func TestPrinter_Plural(t *testing.T) {
	en, fr := printer(t, "en"), printer(t, "fr")
	for n, want := range map[int]string{0: "0 rows", 1: "1 row", 2: "2 rows", 1000: "1,000 rows"} {
		if got := en.Plural("no.such.key", n, "{0} row", "{0} rows"); got != want {
			t.Errorf("en %d: %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 row", 1: "1 row", 2: "2 rows"} {
		if got := fr.Plural("no.such.key", n, "{0} row", "{0} rows"); got != want {
			t.Errorf("fr %d: %q, want %q", n, got, want)
		}
	}
}

func TestPrinter_List(t *testing.T) {
	en, fr := printer(t, "en"), printer(t, "fr")
	for _, c := range []struct {
		in     []string
		en, fr string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a and b", "a et b"},
		{[]string{"a", "b", "c"}, "a, b and c", "a, b et c"},
	} {
		if got := en.List(c.in); got != c.en {
			t.Errorf("en: %q, want %q", got, c.en)
		}
		if got := fr.List(c.in); got != c.fr {
			t.Errorf("fr: %q, want %q", got, c.fr)
		}
	}
}

func TestPlural_hugeCount(t *testing.T) {
	p, err := New("fr")
	if err != nil {
		t.Fatal(err)
	}
	if _, suffix := p.choose(5e25, "one", "other"); suffix != ".other" {
		t.Errorf("5e25 has the suffix %s", suffix)
	}
}
