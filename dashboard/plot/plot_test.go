package plot

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sextant/analytics"
)

var update = flag.Bool("update", false, "write golden files anew")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run go test ./dashboard/plot -update and read the difference", path)
	}
}

func TestOption_golden(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			option := encoded(t, s, Options{})
			var pretty bytes.Buffer
			if err := json.Indent(&pretty, option, "", " "); err != nil {
				t.Fatal(err)
			}
			golden(t, s.name+".json", pretty.Bytes())
			if again := encoded(t, s, Options{}); !bytes.Equal(option, again) {
				t.Error("the same arguments give other bytes")
			}
		})
	}
}

func encoded(t *testing.T, s sample, o Options) []byte {
	t.Helper()
	option, err := Option(s.spec, s.frame, s.rows, printer(t, "en"), o)
	if err != nil {
		t.Fatal(err)
	}
	return option
}

// Each form has a drawing, a file, a height, and words; each is exercised by a sample.
func TestForms_eachHasAFileAndASample(t *testing.T) {
	var sampled []Form
	for _, s := range samples() {
		sampled = append(sampled, s.spec.Form)
	}
	for _, form := range Forms() {
		file := map[Form]string{StackedBar: "stacked"}[form]
		if file == "" {
			file = string(form)
		}
		if _, err := os.Stat(file + ".go"); err != nil {
			t.Errorf("form %s: %v", form, err)
		}
		if !slices.Contains(sampled, form) {
			t.Errorf("form %s has no sample", form)
		}
		if d := newDraft(Spec{Form: form}, analytics.Frame{}, nil, printer(t, "en"), Options{}); d.kind() == "" {
			t.Errorf("form %s has no name in words", form)
		}
	}
	full := investment()
	if _, err := Option(Spec{Form: "pie"}, full, nil, printer(t, "en"), Options{}); err == nil || errors.Is(err, ErrEmpty) {
		t.Errorf("an unknown form: %v", err)
	}
}

func TestOption_emptyFrames(t *testing.T) {
	empty := frame("private-investment", "EUR", three, 2024, []float64{nan}, []float64{nan}, []float64{nan})
	for _, form := range Forms() {
		if _, err := Option(Spec{Form: form}, empty, nil, printer(t, "en"), Options{}); !errors.Is(err, ErrEmpty) {
			t.Errorf("%s of nothing: %v", form, err)
		}
		if _, err := Option(Spec{Form: form}, analytics.Frame{}, nil, printer(t, "en"), Options{}); !errors.Is(err, ErrEmpty) {
			t.Errorf("%s of an empty frame: %v", form, err)
		}
		Height(Spec{Form: form}, analytics.Frame{}, nil, printer(t, "en"), 760)
		Height(Spec{Form: form}, empty, nil, printer(t, "en"), 360)
	}
}

// An option is what tests look into.
type option struct {
	Series []struct {
		Name   string
		Type   string
		Symbol string
		Data   []*struct {
			Value     any
			Tip       string
			Rows      string
			Symbol    string
			ItemStyle map[string]any
		}
		LineStyle struct {
			Type  any
			Width float64
		}
		Links []struct{ Value float64 }
	}
	XAxis []struct{ Data []string }
	YAxis []struct {
		Min, Max, Interval float64
	}
	Graphic []struct {
		Style struct{ Text string }
	}
}

func parse(t *testing.T, b []byte) option {
	t.Helper()
	var o option
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o option) texts() []string {
	var all []string
	for _, g := range o.Graphic {
		if g.Style.Text != "" {
			all = append(all, g.Style.Text)
		}
	}
	return all
}

// at returns the values that the series of a name draw at a place of the axis.
func (o option) at(name string, i int) []any {
	var found []any
	for _, s := range o.Series {
		if s.Name == name && s.Data[i] != nil {
			found = append(found, s.Data[i].Value)
		}
	}
	return found
}

func TestLine_gapsStayGaps(t *testing.T) {
	o := parse(t, encoded(t, sample{spec: Spec{Form: Line}, frame: investment()}, Options{}))
	if got := o.at("China", 5); got != nil {
		t.Errorf("China 2020 is missing and draws %v", got)
	}
	for _, s := range o.Series {
		if s.Name == "China" && s.Data[4] != nil && s.Data[6] != nil {
			t.Error("a line goes over the gap of 2020")
		}
	}
	gap := parse(t, encoded(t, sample{spec: Spec{Form: Line}, frame: adoption()}, Options{}))
	if !slices.Equal(gap.XAxis[0].Data, []string{"2021", "2022", "2023", "2024", "2025"}) {
		t.Errorf("the year without a survey has no place: %v", gap.XAxis[0].Data)
	}
	if !slices.Contains(gap.texts(), "no data") {
		t.Errorf("the gap has no label: %v", gap.texts())
	}
}

func TestLine_provisionalStandsApartAndHollow(t *testing.T) {
	o := parse(t, encoded(t, sample{spec: Spec{Form: Line}, frame: investment()}, Options{}))
	for _, s := range o.Series {
		last := s.Data[len(s.Data)-1]
		if last == nil {
			continue
		}
		if s.Data[len(s.Data)-2] != nil {
			t.Errorf("%s: the running year is joined to the year before", s.Name)
		}
		if last.ItemStyle["color"] != Colours(Light).Paper || last.Symbol == "" && s.Symbol == "none" {
			t.Errorf("%s: the running year is not hollow: %v %v", s.Name, last.Symbol, last.ItemStyle)
		}
	}
	if names := o.XAxis[0].Data; names[len(names)-1] != "2026\nso far" {
		t.Errorf("the running year is not named: %q", names[len(names)-1])
	}
}

func TestLine_estimatesDashedAndBreaksOpen(t *testing.T) {
	o := parse(t, encoded(t, sample{spec: Spec{Form: Line}, frame: investment()}, Options{}))
	for _, s := range o.Series {
		if s.Name == "United States" && s.Data[6] != nil && s.Data[7] != nil {
			t.Error("a line goes over the break of 2022")
		}
		if s.Name == "China" && s.Data[9] != nil && s.Data[8] != nil {
			if dash, ok := s.LineStyle.Type.([]any); !ok || len(dash) != 2 {
				t.Errorf("the line to an estimate is not dashed: %v", s.LineStyle.Type)
			}
		}
	}
}

func TestEconomies_lookTheSameEverywhere(t *testing.T) {
	c := Colours(Light)
	for code, want := range map[analytics.Code][2]string{"EU27_2020": {c.EU, "circle"}, "US": {c.US, "rect"}, "CN": {c.CN, "triangle"}, "FR": {c.Other, "diamond"}} {
		if l := c.look(code, 3); l.Colour != want[0] || l.Symbol != want[1] {
			t.Errorf("%s looks like %v", code, l)
		}
	}
	if eu, us := c.look("EU27_2020", 0), c.look("US", 0); eu.Width != 3 || us.Width != 2 {
		t.Errorf("line widths %v and %v", eu.Width, us.Width)
	}
	if a, b := c.look("FR", 0), c.look("DE", 1); slices.Equal([]any{a.Dash}, []any{"solid"}) == slices.Equal([]any{b.Dash}, []any{"solid"}) {
		t.Error("two grey lines look alike")
	}
}

func TestBar_startsAtZeroAndSorts(t *testing.T) {
	o := parse(t, encoded(t, sample{spec: Spec{Form: Bar}, frame: investment()}, Options{}))
	if o.YAxis[0].Min != 0 {
		t.Errorf("bars start at %v", o.YAxis[0].Min)
	}
	ranked := parse(t, encoded(t, sample{spec: Spec{Form: Bar}, frame: ranking()}, Options{}))
	if texts := ranked.texts(); !slices.Equal(texts[:9], []string{"France", "United Kingdom", "Germany", "Spain", "Sweden", "Netherlands", "European Union (27)", "Poland", "no data"}) {
		t.Errorf("order: %v", texts)
	}
	if !slices.Contains(ranked.texts(), "undisclosed") {
		t.Error("undisclosed amounts read like no data")
	}
	if zero := ranked.Series[0].Data[6]; zero == nil || zero.Value != 0.0 {
		t.Errorf("a known zero draws %v", zero)
	}
	if ranked.Series[0].Data[7] != nil {
		t.Error("a missing value has a bar")
	}
}

func TestOption_valuesKeepTheirDigits(t *testing.T) {
	f := frame("private-investment", "EUR", three, 2024, []float64{1234567890123.45}, []float64{2}, []float64{3})
	f.Codes, f.CodeNames = []analytics.Code{"US"}, names
	for i := range f.Observations {
		f.Observations[i].By = "US"
	}
	for _, form := range []Form{Bar, StackedBar, Sankey, Treemap} {
		if b := encoded(t, sample{spec: Spec{Form: form}, frame: f}, Options{}); !bytes.Contains(b, []byte("1234567890123.45")) {
			t.Errorf("%s rounds a value", form)
		}
	}
}

func TestStacked_sharesNeedEveryPart(t *testing.T) {
	o := parse(t, encoded(t, sample{spec: Spec{Form: StackedBar, View: View{Stack: "share"}}, frame: investment()}, Options{}))
	for _, s := range o.Series {
		if s.Data[5] != nil {
			t.Errorf("%s has a share of 2020, a year that China lacks", s.Name)
		}
	}
	sum := 0.0
	for _, s := range o.Series {
		sum += s.Data[4].Value.(float64)
	}
	if sum < 99.999 || sum > 100.001 {
		t.Errorf("shares of 2019 add up to %v", sum)
	}
}

// The first period of a series is a stack like those that come after it, and no two blocs in it look alike.
func TestStacked_onePeriod(t *testing.T) {
	f := frame("hub-downloads", "downloads", []analytics.Code{"EU27_2020", "EUROPE_OTHER", "US", "CN", "OTHER"}, 2026, []float64{1}, []float64{2}, []float64{3}, []float64{4}, []float64{5})
	o := parse(t, encoded(t, sample{spec: Spec{Form: StackedBar, View: View{Stack: "share"}}, frame: f}, Options{}))
	if len(o.Series) != 5 || len(o.Series[0].Data) != 1 {
		t.Errorf("%d parts of %d stacks", len(o.Series), len(o.Series[0].Data))
	}
	d := draft{f: f, c: Colours(Light)}
	if a, b := d.partLook("EUROPE_OTHER", 1), d.partLook("OTHER", 4); a.Colour == b.Colour {
		t.Errorf("the rest of Europe and of the world are both %s", a.Colour)
	}
}

// Facts of which the part is unknown do not make the other parts economies.
func TestStacked_unknownIsNoEconomy(t *testing.T) {
	f := sectors()
	by := map[analytics.Code]analytics.Code{f.Codes[0]: "yes", f.Codes[1]: "UNKNOWN", f.Codes[2]: "no"}
	f.Codes = []analytics.Code{"yes", "UNKNOWN", "no"}
	f.CodeNames = map[analytics.Code]analytics.Name{"yes": {"en": "Yes"}, "no": {"en": "No"}, "UNKNOWN": {"en": "Unknown"}}
	f.Observations = slices.DeleteFunc(f.Observations, func(o analytics.Observation) bool { return by[o.By] == "" })
	for i := range f.Observations {
		f.Observations[i].By = by[f.Observations[i].By]
	}
	o := parse(t, encoded(t, sample{spec: Spec{Form: StackedBar}, frame: f}, Options{}))
	var names []string
	for _, s := range o.Series {
		names = append(names, s.Name)
	}
	slices.Sort(names[:max(0, len(names)-1)])
	if !slices.Equal(names, []string{"No", "Yes", "Unknown"}) {
		t.Errorf("the parts are %v", names)
	}
}

func TestStacked_foldsSmallPartsAndSaysSo(t *testing.T) {
	o := parse(t, encoded(t, sample{spec: Spec{Form: StackedBar}, frame: sectors()}, Options{}))
	if len(o.Series) != maxLayers || o.Series[maxLayers-1].Name != "other" {
		t.Errorf("%d parts, the last one %q", len(o.Series), o.Series[len(o.Series)-1].Name)
	}
	for _, item := range o.Series[maxLayers-1].Data {
		if item != nil && item.Rows != "" {
			t.Errorf("what is folded has no rows of its own: %s", item.Rows)
		}
	}
	if rows := o.Series[0].Data[1].Rows; rows != "code=foundation-models&economy=US&period=all" {
		t.Errorf("rows behind a mark: %s", rows)
	}
}

func TestOption_hostileText(t *testing.T) {
	evil := `</script><script>alert(1)</script>"'&{a|b}` + "\u202e\u0000"
	f := sectors()
	f.CodeNames = map[analytics.Code]analytics.Name{}
	for _, by := range f.Codes {
		f.CodeNames[by] = analytics.Name{"en": evil}
	}
	f.EconomyNames = map[analytics.Code]analytics.Name{"EU27_2020": {"en": evil}}
	row := analytics.Row{ID: "x", Label: evil, Economy: "EU", Dated: "2025", Latitude: analytics.Value{Float: 1, Known: true}, Longitude: analytics.Value{Float: 1, Known: true}}
	row.By, row.Amount, row.FXRate = "announced", analytics.Value{Float: 1, Known: true}, analytics.Value{Float: 1, Known: true}
	for _, form := range Forms() {
		frame := f
		if form == Line || form == Slope {
			frame = investment()
			frame.EconomyNames = f.EconomyNames
		}
		if form == Scatter {
			continue // two indicators; its names go the same way
		}
		b := encoded(t, sample{spec: Spec{ID: evil, Title: evil, Form: form}, frame: frame, rows: []analytics.Row{row}}, Options{})
		if bytes.Contains(b, []byte("<")) || !json.Valid(b) {
			t.Errorf("%s: text is not escaped", form)
		}
	}
}

func TestInline_refersToThePage(t *testing.T) {
	c := Colours(Light)
	svg := []byte(`<path fill="` + c.EU + `" stroke="#e2e8f0"/><text fill="#0F172A">` + c.EU + `</text>`)
	want := `<path fill="var(--eu)" stroke="var(--line)"/><text fill="var(--ink)">` + c.EU + `</text>`
	if got := string(Inline(svg)); got != want {
		t.Errorf("got %s", got)
	}
}

// The style sheet of pages and this palette are two ends of one thing.
func TestColours_areThoseOfTheStyleSheet(t *testing.T) {
	sheet, err := os.ReadFile("../web/style/10-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(strings.ToLower(string(sheet)), `[data-theme="dark"]`)
	for css, c := range map[string]Palette{light: Colours(Light), dark: Colours(Dark)} {
		for _, pair := range c.tokens() {
			hex := strings.ToLower(pair[0])
			if short := "#" + hex[1:2] + hex[3:4] + hex[5:6]; !strings.Contains(css, pair[1]+": "+hex) && !strings.Contains(css, pair[1]+": "+short+";") {
				t.Errorf("%s is not %s in the style sheet", pair[1], hex)
			}
		}
	}
}

// The page on the format names every field and every form, and no field is added without it.
func TestSpec_formatIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../charts/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []reflect.Type{reflect.TypeFor[Spec](), reflect.TypeFor[QuerySpec](), reflect.TypeFor[View]()} {
		for i := range kind.NumField() {
			if key := kind.Field(i).Tag.Get("yaml"); key != "-" && !bytes.Contains(page, []byte("`"+key+"`")) {
				t.Errorf("no word on %s of a %s", key, kind.Name())
			}
		}
	}
	for _, form := range Forms() {
		if !bytes.Contains(page, []byte("| `"+string(form)+"` |")) {
			t.Errorf("no word on the form %s", form)
		}
	}
}

func TestSpec_defaultsAndLint(t *testing.T) {
	s := Spec{Title: "How much?", Question: "Money.", Form: Line, Indicators: []string{"a", "b"}, Query: QuerySpec{Where: map[string][]string{"stage": {"x", "y"}, "kind": {"z"}}}}
	want := analytics.Query{Indicators: "a,b", Economies: "EU27_2020,US,CN", Frequency: "year", Where: "kind:z;stage:x,y"}
	if got := s.Defaults(); got != want {
		t.Errorf("got %+v", got)
	}
	if wrong := s.Lint(); len(wrong) != 0 {
		t.Errorf("a sound chart: %q", wrong)
	}
	bad := Spec{Form: "pie", View: View{Stack: "high", Scale: "log", Orientation: "up"}, Query: QuerySpec{Frequency: "week"}}
	if wrong := bad.Lint(); len(wrong) != 6 {
		t.Errorf("%d problems: %q", len(wrong), wrong)
	}
	if wrong := (Spec{Title: "a", Question: "b", Form: Bar, Indicators: []string{"a"}, View: View{Scale: "log"}}).Lint(); len(wrong) != 1 {
		t.Errorf("bars on a log scale: %q", wrong)
	}
}
