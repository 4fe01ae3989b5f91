package house

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

var update = flag.Bool("update", false, "write what is generated instead of comparing it")

const methodology = "../../docs/methodology.md"

// TestMethodology holds the list of indicators in the methodology equal to their definitions.
func TestMethodology(t *testing.T) {
	catalogue, err := analytics.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := locale.New("en")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(methodology)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(b), "<!-- indicators:")
	mark, rest, closed := strings.Cut(rest, "-->\n")
	_, after, ends := strings.Cut(rest, "<!-- /indicators -->")
	if !begins || !closed || !ends {
		t.Fatalf("%s has no place for the indicators", methodology)
	}
	var list strings.Builder
	for _, i := range catalogue.Indicators() {
		describe(&list, i, p)
	}
	want := before + "<!-- indicators:" + mark + "-->\n" + list.String() + "<!-- /indicators -->" + after
	if *update {
		if err := os.WriteFile(methodology, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(b) {
		t.Errorf("%s is not what the definitions say; run this test with -update and read the difference", methodology)
	}
}

// ways say how facts become the figure of an indicator.
var ways = map[string]string{
	"sum":       "sum of the known amounts",
	"count":     "number of facts",
	"distinct":  "number of different things, each once",
	"median":    "median of the known amounts",
	"published": "as published by the producer",
	"ratio":     "one indicator divided by another",
	"sample":    "by its method from the single values",
	"network":   "a measure of the network of works together",
}

// describe writes the entry of one indicator.
func describe(w *strings.Builder, i analytics.Indicator, p *locale.Printer) {
	fmt.Fprintf(w, "\n### %s\n\n`%s` · %s\n\n", i.Title, i.ID, i.Question)
	if i.Withdrawn != "" {
		fmt.Fprintf(w, "**Withdrawn**: %s\n\n", i.Withdrawn)
	}
	unit := p.Unit(i.Unit.Code, i.Unit.Per)
	if i.IsMoney() {
		unit = "euros, US dollars or yuan"
	}
	fmt.Fprintf(w, "%s, a %s, in %s. By %s.", upper(ways[i.Aggregate]), i.Kind, unit, choices(p, "frequency", i.Frequencies))
	var by []string
	for _, d := range i.Dimensions {
		by = append(by, p.Dimension(d.ID))
	}
	if len(by) > 0 {
		fmt.Fprintf(w, " Can be broken down by %s.", p.List(by))
	}
	if len(i.Per) > 0 {
		fmt.Fprintf(w, " Can be divided by %s.", choices(p, "per", i.Per))
	}
	for _, o := range i.Options {
		fmt.Fprintf(w, " Choice of %s: %s.", p.Option(o.ID, "title"), choices(p, o.ID, o.Values))
	}
	if i.Method != "" {
		fmt.Fprintf(w, " Method: `%s`.", i.Method)
	}
	if len(i.Bases) > 0 {
		who := "Companies"
		if i.Bases[0] == "host" {
			who = "Sites"
		}
		fmt.Fprintf(w, " %s count by %s.", who, choices(p, "basis", i.Bases))
	}
	w.WriteString("\n\nIt is not:\n\n")
	for _, not := range i.IsNot {
		fmt.Fprintf(w, "- %s\n", not)
	}
}

func choices(p *locale.Printer, parameter string, values []string) string {
	names := make([]string, len(values))
	for n, v := range values {
		names[n] = p.Option(parameter, v)
	}
	return strings.Replace(p.List(names), " and ", " or ", 1)
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
