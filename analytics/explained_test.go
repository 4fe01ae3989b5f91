package analytics

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestMethods_linkedFromIndicators(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	ids := func(list []Method) (ids []string) {
		for _, m := range list {
			ids = append(ids, m.ID)
		}
		return ids
	}
	for indicator, want := range map[string][]string{
		"median-round":      {"median", methodCurrency},
		"companies":         {methodDenominators},
		"eu-grant-projects": {"distinct-count", methodDenominators},
		"population":        nil,
		"no-such-at-all":    nil,
		"investment":        {methodCurrency, methodDenominators},
		"compute-power":     {methodDenominators},
		"eu-grant-size":     {"median", methodCurrency},
	} {
		if got := ids(c.MethodsOf(indicator)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", indicator, got, want)
		}
	}
	if got := ids(c.MethodsOf("investment", "median-round")); !slices.Equal(got, []string{"median", methodCurrency, methodDenominators}) {
		t.Errorf("of two indicators: %v", got)
	}
	if made := c.MadeBy("median"); !slices.ContainsFunc(made, func(i Indicator) bool { return i.ID == "median-round" }) {
		t.Errorf("made by the median: %v", made)
	}
	if c.CompositeMethod().ID != methodComposite {
		t.Error("the composite index has no method")
	}
}

func TestMethods_problems(t *testing.T) {
	const sound = `title: Mean
asks: What is the mean?
formulas: [{says: The mean., tex: 'm'}]
symbols: [{says: the mean, tex: 'm'}]
assumptions: [None.]
limits: [Many.]
sources: [{title: A book, authors: A. Author, year: 1900, url: 'https://example.org'}]
library: This test.
`
	for change, want := range map[string]string{
		"":                                  "",
		"is the mean?=>is the mean.":        "ends in ?",
		"[{says: The mean., tex: 'm'}]=>[]": "formulas and the symbols",
		"[Many.]=>[]":                       "assumptions and limits",
		"The mean., tex: 'm'=>The mean., tex: ''":   "have says and tex",
		"The mean., tex: 'm'=>M., tex: '\\text{m}'": "no language but one",
		"1900=>190":         "190 is no year",
		"'https:=>'http:":   "begins with https",
		"This test.=>''":    "what computes it",
		"library:=>libary:": "unknown key",
	} {
		from, to, _ := strings.Cut(change, "=>")
		_, err := loadMethodsFrom(fstest.MapFS{"methods/mean.yaml": {Data: []byte(strings.Replace(sound, from, to, 1))}}, "methods/*.yaml")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", change, err)
		}
	}
}

// The document of the format names the fields that there are, and no others.
func TestMethods_documented(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("methods", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var documented, fields []string
	for _, found := range regexp.MustCompile("(?m)^\\| `([a-z_]+)`").FindAllSubmatch(text, -1) {
		documented = append(documented, string(found[1]))
	}
	for n := range reflect.TypeFor[Method]().NumField() {
		if tag := reflect.TypeFor[Method]().Field(n).Tag.Get("yaml"); tag != "-" {
			fields = append(fields, tag)
		}
	}
	if !slices.Equal(documented, fields) {
		t.Errorf("documented are %v\nfields are %v", documented, fields)
	}
}
