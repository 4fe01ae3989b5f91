package analytics

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sextant/internal/definition"
)

const sound = `title: Rounds
question: How many rounds?
from: round
aggregate: count
kind: flow
time: dated
unit: rounds
frequencies: [year]
is_not:
  - Money.
`

func TestLoad_allProblemsAtOnce(t *testing.T) {
	broken := map[string]string{
		"a.yaml": strings.Replace(sound, "How many rounds?", "How many rounds", 1),
		"b.yaml": strings.Replace(sound, "from: round", "from: rounds", 1),
		"c.yaml": strings.Replace(sound, "aggregate: count", "aggregate: mean", 1),
		"d.yaml": strings.Replace(sound, "  - Money.", "  []", 1),
		"e.yaml": sound + "value: amount\n",
		"f.yaml": strings.Replace(sound, "aggregate: count", "aggregate: published", 1),
		"g.yaml": strings.Replace(sound, "kind: flow", "kind: stock", 1) + "per: [gdp, head]\n",
		"h.yaml": strings.Replace(sound, "time: dated", "time: none", 1),
		"i.yaml": sound + "dimensions:\n  - {id: a, column: b}\n  - {id: a, column: b, list: c, additive: false}\n",
		"j.yaml": sound + "default:\n  by: x\n  where: {y: [z]}\n",
		"k.yaml": sound + "colour: red\n",
		"l.yaml": strings.Replace(sound, "frequencies: [year]", "frequencies: [month]", 1),
		"m.yaml": strings.Replace(sound, "unit: rounds\n", "", 1),
		"n.yaml": sound,
		"o.yaml": strings.Replace(sound, "aggregate: count", "aggregate: sample\nmethod: nobody\nvalue: amount", 1),
		"p.yaml": sound + "options:\n  - {id: by, values: [a]}\n",
		"q.yaml": strings.Replace(sound, "aggregate: count", "aggregate: ratio", 1),
		"r.yaml": strings.Replace(strings.Replace(sound, "from: round\n", "", 1), "aggregate: count", "aggregate: ratio\nof: {indicator: n, where: {z: [y]}}\nover: {indicator: nowhere}", 1),
	}
	tree := fstest.MapFS{}
	for name, text := range broken {
		tree["indicators/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := loadFrom(tree, "indicators/*.yaml")
	var found definition.Findings
	if !errors.As(err, &found) {
		t.Fatalf("error is %T: %v", err, err)
	}
	for _, want := range []string{
		"a.yaml:1: a title and a question", `b.yaml:3: from is "rounds"`, `c.yaml:4: aggregate is "mean"`, "d.yaml:9: nothing says",
		"e.yaml:4: sums, medians", "f.yaml:4: a series goes with", "f.yaml:4: published figures come from", "f.yaml:4: a published series says",
		`g.yaml:11: per is "head"`, "g.yaml:4: only money", "h.yaml:4: without time", "i.yaml:12: a dimension has", "i.yaml:13: a default goes",
		"i.yaml:13: dimension a appears twice", "j.yaml:12: no dimension x", "j.yaml:13: no dimension y", `k.yaml:11: unknown key "colour"`,
		`l.yaml:8: frequencies is "month"`, "m.yaml", "o.yaml:4: a sample names a method", "p.yaml:11: option by has no name, or that of",
		"p.yaml:11: option by leaves no choice", "p.yaml:4: options go with a sample", "q.yaml:4: a ratio, and only it, says", "q.yaml:4: the facts of a ratio",
		"r.yaml:1: n has no dimension z", "r.yaml:1: indicator nowhere does not exist",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no finding %q", want)
		}
	}
	if strings.Contains(err.Error(), "n.yaml") {
		t.Error("a sound definition has a finding")
	}
	if t.Failed() {
		t.Log(err)
	}
}

func TestLintModel_findsColumns(t *testing.T) {
	tree := fstest.MapFS{"indicators/x.yaml": {Data: []byte(sound + "where: is_counted and colour = 'red'\nbases: [founding]\ndimensions:\n  - {id: a, column: stage, list: c}\n")}}
	c, err := loadFrom(tree, "indicators/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	columns := []string{"round_id", "label", "economy", "dated", "year", "quarter", "obs_status", "source_url", "is_counted"}
	want := []string{"indicator x: table round has no column colour", "indicator x: table round has no column founding_economy", "indicator x: table round has no column stage"}
	if got := c.lintModel(map[string][]string{"round": columns}); !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
}

func TestCatalogue(t *testing.T) {
	c := load(t)
	for _, id := range []string{
		"investment", "investment-rounds", "median-round", "debt-finance", "ipo-proceeds", "acquisitions", "companies", "companies-founded",
		"public-funds-announced", "public-funds-committed", "public-funds-disbursed", "compute-sites", "compute-power", "oss-projects",
		"oss-grants", "contracts", "contract-value", "private-investment", "notable-models", "enterprise-ai-use", "european-cloud-share",
		"github-developers", "github-pushes", "ai-topic-developers", "collaboration", "population", "gdp", "policy-events",
	} {
		if _, err := c.Indicator(id); err != nil {
			t.Error(err)
		}
	}
	if _, err := c.Indicator("nothing"); !errors.Is(err, ErrNotFound) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := c.Default("nothing"); !errors.Is(err, ErrNotFound) {
		t.Errorf("default of nothing: %v", err)
	}
	all := c.Indicators()
	if !slices.IsSortedFunc(all, func(a, b Indicator) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("indicators are not in order of id")
	}
}

// The document of the format names the fields that there are, and no others.
func TestDefinitions_documented(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("indicators", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var documented, fields []string
	for _, found := range regexp.MustCompile("(?m)^\\| `([a-z_]+)`").FindAllSubmatch(text, -1) {
		documented = append(documented, string(found[1]))
	}
	for n := range reflect.TypeFor[spec]().NumField() {
		fields = append(fields, reflect.TypeFor[spec]().Field(n).Tag.Get("yaml"))
	}
	slices.Sort(documented)
	slices.Sort(fields)
	if !slices.Equal(documented, fields) {
		t.Errorf("documented are %v\nfields are %v", documented, fields)
	}
}
