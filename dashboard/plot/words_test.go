package plot

import (
	"strings"
	"testing"

	"sextant/analytics"
)

func TestAlt_cannotGoStale(t *testing.T) {
	f := investment()
	before := Alt(Spec{Form: Line}, f, nil, printer(t, "en"))
	for _, want := range []string{
		"Line chart.", "Private investment in AI, 2015 to 2026.", "European Union (27): €11.2\u00a0bn (provisional, period not complete) in 2026; highest €20.9\u00a0bn in 2025, lowest €400\u00a0m in 2015.",
		"Private investment in AI, of what is disclosed: €20.9\u00a0bn (EU27) in 2025, against €109\u00a0bn (US), or 1\u00a0:\u00a05.2,",
	} {
		if !strings.Contains(before, want) {
			t.Errorf("%q is missing in\n%s", want, before)
		}
	}
	for i := range f.Observations {
		if o := &f.Observations[i]; o.Economy == "EU27_2020" && o.Period == "2025" {
			o.Value.Float = 21.5e9
		}
	}
	if after := Alt(Spec{Form: Line}, f, nil, printer(t, "en")); after == before || !strings.Contains(after, "€21.5\u00a0bn in 2025") {
		t.Errorf("another value, the same words:\n%s", after)
	}
}

func TestAlt_saysWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		sample sample
		want   string
	}{
		{sample{spec: Spec{Form: Bar}, frame: stages()}, "China: no data."},
		{sample{spec: Spec{Form: Bar}, frame: analytics.Frame{}}, "No values."},
		{sample{spec: Spec{Form: Bar}, frame: sectors()}, "United States: Foundation models €152\u00a0bn, Enterprise software €21\u00a0bn and Mobility €14\u00a0bn."},
		{sample{spec: Spec{Form: Bar}, frame: ranking()}, "3 more in the table."},
		{sample{spec: Spec{Form: Map}, frame: siteFrame(), rows: sites()}, "14 places; by the home of the owner 2 (EU27), 5 (US)"},
		{sample{spec: Spec{Form: Timeline}, frame: analytics.Frame{EconomyNames: names}, rows: events()}, "China: 3 events, the last one AI Plus opinions of the State Council, 26\u00a0August\u00a02025."},
	} {
		if got := Alt(c.sample.spec, c.sample.frame, c.sample.rows, printer(t, "en")); !strings.Contains(got, c.want) {
			t.Errorf("%q is missing in\n%s", c.want, got)
		}
	}
}

func TestAlt_saysWhatNoSourceCovers(t *testing.T) {
	f := adoption()
	f.Economies = append(f.Economies, "JP")
	if got := Alt(Spec{Form: Bar}, f, nil, printer(t, "en")); !strings.Contains(got, "JP: no data") {
		t.Errorf("without a note: %s", got)
	}
	f.Notes = append(f.Notes, analytics.Note{Kind: "not-covered", Args: []string{"CN,JP", f.Series[0].Indicator}})
	if got := Alt(Spec{Form: Bar}, f, nil, printer(t, "en")); !strings.Contains(got, "JP: not covered") {
		t.Errorf("with a note: %s", got)
	}
}
