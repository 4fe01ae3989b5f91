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
		"EU27 to US in 2025: 1\u00a0:\u00a05.2, the gap is closing.",
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
		{sample{spec: Spec{Form: Map}, frame: siteFrame(), rows: sites()}, "14 places by owner: European Union (27) 2, United States 5"},
		{sample{spec: Spec{Form: Timeline}, frame: analytics.Frame{EconomyNames: names}, rows: events()}, "China: 3 events, the last one AI Plus opinions of the State Council, 26\u00a0August\u00a02025."},
	} {
		if got := Alt(c.sample.spec, c.sample.frame, c.sample.rows, printer(t, "en")); !strings.Contains(got, c.want) {
			t.Errorf("%q is missing in\n%s", c.want, got)
		}
	}
}

func TestStatement(t *testing.T) {
	parts := Statement(Spec{Form: Line}, investment(), printer(t, "en"))
	const want = "€20.9\u00a0bn (EU27) against €109\u00a0bn (US) in 2025, or 1\u00a0:\u00a05.2; the gap is closing."
	if got := Plain(parts); !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
	first := parts[0]
	if !first.Number || first.Cell == nil || *first.Cell != (analytics.Cell{Indicator: "private-investment", Economy: "EU27_2020", Period: "2025"}) {
		t.Errorf("the first number leads to %+v", first.Cell)
	}
	for _, lang := range []string{"en", "fr"} {
		for _, p := range Statement(Spec{Form: Line}, investment(), printer(t, lang)) {
			if strings.ContainsAny(p.Text, "\x00{}") {
				t.Errorf("%s: a placeholder is left in %q", lang, p.Text)
			}
		}
	}
	if got := Statement(Spec{Form: Line}, adoption(), printer(t, "en")); len(got) != 0 {
		t.Errorf("no gap, but %s", Plain(got))
	}
}

func TestStatement_withoutPeriodOrTrend(t *testing.T) {
	f := stages()
	f.Gaps = []analytics.Gap{{Indicator: "public-funds-committed", Subject: "EU27_2020", Other: "US", Period: "all", Ratio: analytics.Value{Float: 9.1 / 3.3, Known: true}}}
	if got := Plain(Statement(Spec{Form: Bar}, f, printer(t, "en"))); got != "Public money committed to AI: €9.1\u00a0bn (EU27) against €3.3\u00a0bn (US), or 2.8\u00a0:\u00a01." {
		t.Errorf("got %s", got)
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
