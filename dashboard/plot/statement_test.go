package plot

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sextant/analytics"
)

// said returns a statement in a language, with plain spaces.
func said(t *testing.T, s sample, lang string) string {
	t.Helper()
	return strings.ReplaceAll(Plain(Statement(s.spec, s.frame, s.rows, printer(t, lang))), "\u00a0", " ")
}

// curated is a frame of a hand-compiled list.
func curated(f analytics.Frame) analytics.Frame {
	f.Coverage.Curated = true
	return f
}

// sparse is money with few facts behind a side.
func sparse() analytics.Frame {
	f := curated(stages())
	f.Series, f.Query.From = f.Series[:1], "2020"
	f.Notes = []analytics.Note{{Kind: "small-n"}, {Kind: "not-covered", Args: []string{"CN", "public-funds-announced"}}}
	f.Observations[1].N = 2
	f.Observations[0].Status = analytics.StatusEstimated
	return f
}

func TestStatement_ofEachForm(t *testing.T) {
	shares := sectors()
	shares.Observations[0].Missing = 2 // of foundation models in Europe
	few := origins()
	for i := range few.Observations {
		few.Observations[i].N = 0
	}
	scores := stages()
	scores.Gaps = []analytics.Gap{
		{Indicator: "public-funds-announced", Subject: "EU27_2020", Other: "US", Period: "all", Ratio: analytics.Value{Float: 6, Known: true}, Trend: "widening"},
		{Indicator: "public-funds-committed", Subject: "EU27_2020", Other: "US", Period: "all", Ratio: analytics.Value{Float: 0.5, Known: true}, Trend: "closing"},
	}
	banded := frame("median-round", "EUR", three[:1], 2025, []float64{12e6})
	banded.Observations[0].Low, banded.Observations[0].High = analytics.Value{Float: 9e6, Known: true}, analytics.Value{Float: 15e6, Known: true}
	quarterly := frame("top500-share", "percent", []analytics.Code{"US"}, 2020, []float64{55, 54, 50})
	for i, p := range []analytics.Period{"2020-Q2", "2021-Q4", "2022-Q2"} {
		quarterly.Periods[i], quarterly.Observations[i].Period = p, p
	}
	stepped := sectors()
	stepped.Query.Options, stepped.Query.By = "sector:chips", "sector"
	growing := frame("median-round", "EUR", three[:1], 2022, []float64{10e6, 11e6, 12e6, 14e6})
	for i := range growing.Observations {
		growing.Observations[i].Low, growing.Observations[i].High = analytics.Value{Float: 9e6, Known: true}, analytics.Value{Float: 15e6, Known: true}
	}
	for _, c := range []struct {
		name   string
		sample sample
		en, fr string
	}{
		{"line with gaps and a break", sample{spec: Spec{Form: Line}, frame: investment()},
			"Private investment in AI, of what is disclosed: €20.9 bn (EU27) in 2025, against €109 bn (US), or 1 : 5.2, and €11.4 bn (China), or 1.8 : 1; the first gap is closing, the second is widening. " +
				"From 2022 to 2025: +41% a year from €7.4 bn (EU27), +32% a year from €47.1 bn (US) and −3.8% a year from €12.8 bn (China).",
			"12,8 Md € (Chine)."},
		{"line of rates", sample{spec: Spec{Form: Line}, frame: adoption()},
			"Private investment in AI: 20% (EU27), 15.3% (France), 26.1% (Germany), 35% (Sweden) and 8.4% (Poland) in 2025. From 2021 to 2025: +12 percentage points from 7.6% (EU27).",
			"De 2021 à 2025 : +12 points depuis 7,6 % (UE27)."},
		{"line of quarters", sample{spec: Spec{Form: Line}, frame: quarterly}, "50% (US) in Q2 2022. From Q2 2020 to Q2 2022: −5 percentage points from 55% (US).", "Du T2 2020 au T2 2022 : −5 points"},
		{"bar of few facts, a side not covered", sample{spec: Spec{Form: Bar}, frame: sparse()},
			"Public money announced for AI, in our list: €31 bn (EU27, estimated) and €5.2 bn (US, from 2 facts) since 2020; not covered: China.",
			"31 Md € (UE27, estimé) et 5,2 Md € (États-Unis, sur 2 faits) depuis 2020 ; non couvert : Chine."},
		{"bar of several indicators", sample{spec: Spec{Form: Bar}, frame: stages()},
			"Public money announced for AI: €31 bn (EU27) and €5.2 bn (US) over all years; no data: China. Public money committed to AI: €9.1 bn (EU27), €3.3 bn (US) and €8.2 bn (China) over all years.",
			"toutes années confondues ; pas de donnée : Chine."},
		{"ranking", sample{spec: Spec{Form: Bar}, frame: ranking()},
			"Private investment in AI: the largest are 74 companies (France), 70 companies (UK) and 66 companies (Germany), of 6 economies over all years; 0 companies (EU27) as a whole.",
			"les plus grands sont 74 entreprises (France), 70 entreprises (R.-U.) et 66 entreprises (Allemagne), sur 6 économies toutes années confondues"},
		{"bounds", sample{spec: Spec{Form: Bar}, frame: banded}, "€12 m (EU27, between €9 m and €15 m) in 2025.", "12 M € (UE27, entre 9 M € et 15 M €) en 2025."},
		{"bounds are not those of a change", sample{spec: Spec{Form: Line}, frame: growing}, "€14 m (EU27, between €9 m and €15 m) in 2025. From 2022 to 2025: +12% a year from €10 m (EU27).", "+12 % par an depuis 10 M € (UE27)."},
		{"steps of an option", sample{spec: Spec{Form: Bar}, frame: stepped},
			"from “Foundation models” to “Other sectors” over all years: €6.1 bn to €800 m (EU27), €152 bn to €3 bn (US) and €9.2 bn to €300 m (China).", "de « Modèles de fondation » à « Autres secteurs » toutes années confondues : de 6,1 Md € à 800 M € (UE27)"},
		{"parts of a whole", sample{spec: Spec{Form: StackedBar}, frame: shares},
			"Disclosed investment in AI companies, of what is disclosed: the largest part over all years is “Foundation models”: €6.1 bn, 31% of the whole (EU27), €152 bn, 68% of the whole (US) and €9.2 bn, 41% of the whole (China).",
			"la plus grande part toutes années confondues est « Modèles de fondation » : 6,1 Md €, soit 31 % de l’ensemble (UE27)"},
		{"groups of bars are no whole", sample{spec: Spec{Form: Bar}, frame: sectors()},
			"the highest figure over all years is that of “Foundation models”: €6.1 bn (EU27), €152 bn (US) and €9.2 bn (China).", "celui de « Modèles de fondation »"},
		{"an unknown part", sample{spec: Spec{Form: Sankey}, frame: origins()},
			"the largest parts over all years are “United States” with €9.7 bn, 39% of the whole (EU27), “United States” with €120 bn, 68% of the whole (US) and “China” with €19 bn, 73% of the whole (China). Of an unknown part: 12% (China).",
			"Part inconnue : 12 % (Chine)."},
		{"too few facts for a share", sample{spec: Spec{Form: StackedBar}, frame: few}, "“United States” with €9.7 bn (EU27), “United States” with €120 bn (US) and “China” with €19 bn (China).", "« États-Unis » avec 9,7 Md € (UE27)"},
		{"a form without sentences of its own", sample{spec: Spec{Form: "matrix"}, frame: sectors()}, "the highest figure over all years is that of “Foundation models”", "le chiffre le plus haut"},
		{"slope", sample{spec: Spec{Form: Slope}, frame: adoption()}, "From 2021 to 2025: +12 percentage points from 7.6% (EU27).", "+12 points depuis 7,6 % (UE27)."},
		{"scatter", sample{spec: Spec{Form: Scatter}, frame: pairsFrame()},
			"Enterprises using AI in 2025 and Developers on GitHub in 2025: 18.1% and 68 developers per inhabitant (US), 20% and 31 developers per inhabitant (EU27) and 16.2% and 9 developers per inhabitant (China); 11 economies have both.",
			"11 économies ont les deux."},
		{"map", sample{spec: Spec{Form: Map}, frame: curated(siteFrame()), rows: sites()},
			"Private investment in AI, in our list: 14 places; by the home of the owner 2 (EU27), 5 (US), 3 (China), 1 (Other Europe), 2 (Other) and 1 (Unknown).", "14 sites ; selon l’origine du propriétaire 2 (UE27)"},
		{"timeline", sample{spec: Spec{Form: Timeline}, frame: analytics.Frame{EconomyNames: names, AsOf: "2026-01-31"}, rows: events()},
			"25 events: 14 (European Union and its members), 7 (United States), 3 (China) and 1 (Other). The first is “New Generation AI Development Plan”, 20 July 2017, the latest “Digital omnibus proposed”, 19 November 2025; 1 is dated later.", "; 1 est de date ultérieure."},
		{"scorecard", sample{spec: Spec{Form: Scorecard}, frame: scores},
			"Europe and the United States, 2 figures of the latest complete periods: Europe has less in 1; the gap is widening in 1 and closing in 1.", "l’Europe a moins dans 1 cas"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := said(t, c.sample, "en"); !strings.Contains(got, c.en) {
				t.Errorf("got  %s\nwant %s", got, c.en)
			}
			if got := said(t, c.sample, "fr"); !strings.Contains(got, c.fr) {
				t.Errorf("got  %s\nwant %s", got, c.fr)
			}
		})
	}
}

// TestStatement_numbersAreTheFrames holds every number with a cell to the frame, in the words of the language.
func TestStatement_numbersAreTheFrames(t *testing.T) {
	for _, s := range samples() {
		for _, lang := range []string{"en", "fr"} {
			parts := Statement(s.spec, s.frame, s.rows, printer(t, lang))
			text := Plain(parts)
			if s.name != "scorecard" && !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "\x00{}") || strings.Contains(text, "  ") {
				t.Errorf("%s, %s: %q", s.name, lang, text)
			}
			d := newDraft(s.spec, s.frame, s.rows, printer(t, lang), Options{})
			for _, part := range parts {
				if part.Cell == nil {
					continue
				}
				if want := d.quantity(d.at[*part.Cell]); part.Text != want || !part.Number {
					t.Errorf("%s, %s: %+v says %q, the frame %q", s.name, lang, *part.Cell, part.Text, want)
				}
			}
		}
	}
}

func TestStatement_makesNoComparisonWhereThereIsNone(t *testing.T) {
	f := frame("companies", "companies", three, 2025, []float64{196}, []float64{148}, []float64{90}) // no gaps: the lists differ
	got := said(t, sample{spec: Spec{Form: Bar}, frame: f}, "en")
	if want := "196 companies (EU27), 148 companies (US) and 90 companies (China) in 2025."; !strings.HasSuffix(got, want) {
		t.Errorf("got %s", got)
	}
	if regexp.MustCompile(`against|gap| : \d`).MatchString(got) {
		t.Errorf("a comparison: %s", got)
	}
	if got := said(t, sample{spec: Spec{Form: Bar}, frame: analytics.Frame{}}, "en"); got != "" {
		t.Errorf("of nothing: %s", got)
	}
}

func TestStatement_leavesOutWhatStillRuns(t *testing.T) {
	f := frame("notable-models", "models", three[:2], 2023, []float64{40, 30, 20, 4}, []float64{60, 55, 50, 9}) // the last year is 2026
	if got := said(t, sample{spec: Spec{Form: Line}, frame: f}, "en"); !strings.Contains(got, "20 models (EU27) and 50 models (US) in 2025. From 2023 to 2025: −29% a year from 40 models (EU27) and −8.7% a year from 60 models (US).") {
		t.Errorf("got %s", got)
	}
}

func TestRounded_neverMakesAWhole(t *testing.T) {
	teller := &teller{draft: newDraft(Spec{}, analytics.Frame{}, nil, printer(t, "en"), Options{Width: 760, Height: 400})}
	for v, want := range map[float64]string{100: "100%", 99.6: "99.6%", 41.7: "42%", 9.94: "9.9%", 0.123: "0.12%"} {
		if got := teller.rounded(v); got != want {
			t.Errorf("%s: got %s, want %s", fmt.Sprint(v), got, want)
		}
	}
}
