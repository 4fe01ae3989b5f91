package plot

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

func printer(t *testing.T, lang string) *locale.Printer {
	t.Helper()
	p, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func name(en, fr string) analytics.Name { return analytics.Name{"en": en, "fr": fr} }

var three = []analytics.Code{"EU27_2020", "US", "CN"}

var names = map[analytics.Code]analytics.Name{
	"EU27_2020": name("European Union (27)", "Union européenne (27)"), "US": name("United States", "États-Unis"), "CN": name("China", "Chine"),
	"FR": name("France", "France"), "DE": name("Germany", "Allemagne"), "SE": name("Sweden", "Suède"), "NL": name("Netherlands", "Pays-Bas"),
	"GB": name("United Kingdom", "Royaume-Uni"), "ES": name("Spain", "Espagne"), "PL": name("Poland", "Pologne"), "IT": name("Italy", "Italie"),
}

// frame builds a frame of one indicator over years from rows of values, one row an economy; NaN is missing.
func frame(indicator, unit string, economies []analytics.Code, from int, rows ...[]float64) analytics.Frame {
	f := analytics.Frame{
		Release: "2026-11-23.1", AsOf: "2026-11-23", Economies: economies, EconomyNames: names,
		Series: []analytics.Series{{Indicator: indicator, Title: "Private investment in AI", Unit: analytics.Unit{Code: unit}, Kind: analytics.Flow}},
	}
	for i := range rows[0] {
		f.Periods = append(f.Periods, analytics.Period(fmt.Sprint(from+i)))
	}
	for e, row := range rows {
		for i, v := range row {
			f.Observations = append(f.Observations, observe(indicator, economies[e], f.Periods[i], "", v))
		}
	}
	return f
}

func observe(indicator string, e analytics.Code, p analytics.Period, by analytics.Code, v float64) analytics.Observation {
	o := analytics.Observation{Indicator: indicator, Economy: e, Period: p, By: by, Status: analytics.StatusMissing}
	if !math.IsNaN(v) {
		o.Value, o.Status, o.N = analytics.Value{Float: v, Known: true}, analytics.StatusNormal, 12
	}
	if p == "2026" && o.Value.Known {
		o.Status = analytics.StatusProvisional
	}
	return o
}

var nan = math.NaN()

// investment is money over time with a gap, an estimate, a break and a running year.
func investment() analytics.Frame {
	f := frame("private-investment", "EUR", three, 2015,
		[]float64{0.4e9, 0.7e9, 1.1e9, 2.0e9, 2.9e9, 3.1e9, 8.2e9, 7.4e9, 8.3e9, 12.7e9, 20.9e9, 11.2e9},
		[]float64{3.1e9, 4.4e9, 8.9e9, 14.2e9, 20.3e9, 23.6e9, 61e9, 47.1e9, 62.5e9, 101e9, 109.1e9, 96e9},
		[]float64{0.2e9, 1.1e9, 4.4e9, 9.9e9, 7.1e9, nan, 15.2e9, 12.8e9, 7.3e9, 8.6e9, 11.4e9, nan})
	for i := range f.Observations {
		o := &f.Observations[i]
		if o.Economy == "CN" && o.Period == "2024" {
			o.Status = analytics.StatusEstimated
		}
		if o.Economy == "US" && o.Period == "2022" {
			o.Status = analytics.StatusBreak
		}
		if o.Economy == "EU27_2020" && o.Period == "2025" {
			o.N, o.Missing = 41, 5
		}
	}
	f.Gaps = []analytics.Gap{
		{Indicator: "private-investment", Subject: "EU27_2020", Other: "US", Period: "2025", Ratio: analytics.Value{Float: 20.9 / 109.1, Known: true}, Previous: "2024", PreviousRatio: analytics.Value{Float: 12.7 / 101, Known: true}, Trend: "closing"},
		{Indicator: "private-investment", Subject: "EU27_2020", Other: "CN", Period: "2025", Ratio: analytics.Value{Float: 20.9 / 11.4, Known: true}, Previous: "2024", PreviousRatio: analytics.Value{Float: 12.7 / 8.6, Known: true}, Trend: "widening"},
	}
	return f
}

// adoption has a year without a survey.
func adoption() analytics.Frame {
	f := frame("enterprise-ai-use", "percent", []analytics.Code{"EU27_2020", "FR", "DE", "SE", "PL"}, 2021,
		[]float64{7.6, nan, 8.0, 13.5, 20.0}, []float64{6.7, nan, 5.9, 9.9, 15.3}, []float64{10.6, nan, 11.6, 19.8, 26.1}, []float64{9.9, nan, 10.4, 25.1, 35.0}, []float64{2.9, nan, 3.7, 5.9, 8.4})
	f.Periods = []analytics.Period{"2021", "2023", "2024", "2025"}
	return f
}

// ranking is one period of several economies, one of them without a figure and one with undisclosed amounts only.
func ranking() analytics.Frame {
	f := frame("companies", "companies", []analytics.Code{"FR", "DE", "SE", "NL", "GB", "ES", "PL", "IT", "EU27_2020"}, 2025,
		[]float64{74}, []float64{66}, []float64{21}, []float64{18}, []float64{70}, []float64{22}, []float64{nan}, []float64{nan}, []float64{0})
	f.Periods = []analytics.Period{"all"}
	for i := range f.Observations {
		f.Observations[i].Period = "all"
		if f.Observations[i].Economy == "IT" {
			f.Observations[i].Missing = 3
		}
	}
	return f
}

// surrounded gives the known values of a frame bounds: a fifth below and three tenths above.
func surrounded(f analytics.Frame, interval string) analytics.Frame {
	f.Series = slices.Clone(f.Series)
	f.Series[0].Interval = interval
	for i := range f.Observations {
		if o := &f.Observations[i]; o.Value.Known {
			o.Low, o.High = analytics.Value{Float: o.Value.Float * 0.8, Known: true}, analytics.Value{Float: o.Value.Float * 1.3, Known: true}
		}
	}
	return f
}

// stages are several indicators side by side.
func stages() analytics.Frame {
	f := frame("public-funds-announced", "EUR", three, 2025, []float64{31e9}, []float64{5.2e9}, []float64{nan})
	f.Periods = []analytics.Period{"all"}
	f.Series[0].Title = "Public money announced for AI"
	for i := range f.Observations {
		f.Observations[i].Period = "all"
	}
	for n, s := range []struct {
		id, title string
		values    []float64
	}{{"public-funds-committed", "Public money committed to AI", []float64{9.1e9, 3.3e9, 8.2e9}}, {"public-funds-disbursed", "Public money paid out for AI", []float64{1.4e9, nan, nan}}} {
		_ = n
		f.Series = append(f.Series, analytics.Series{Indicator: s.id, Title: s.title, Unit: analytics.Unit{Code: "EUR"}, Kind: analytics.Flow})
		for i, v := range s.values {
			f.Observations = append(f.Observations, observe(s.id, three[i], "all", "", v))
		}
	}
	return f
}

// broken is a frame broken down by a dimension.
func broken(dimension string, codes map[analytics.Code]analytics.Name, order []analytics.Code, values map[analytics.Code][]float64) analytics.Frame {
	f := analytics.Frame{
		Release: "2026-11-23.1", AsOf: "2026-11-23", Economies: three, EconomyNames: names, Codes: order, CodeNames: codes, Dimension: dimension,
		Periods: []analytics.Period{"all"},
		Series:  []analytics.Series{{Indicator: "investment", Title: "Disclosed investment in AI companies", Unit: analytics.Unit{Code: "EUR"}, Kind: analytics.Flow}},
	}
	for i, e := range three {
		for _, by := range order {
			f.Observations = append(f.Observations, observe("investment", e, "all", by, values[by][i]))
		}
	}
	return f
}

func sectors() analytics.Frame {
	order := []analytics.Code{"foundation-models", "chips", "robotics", "health", "defence", "finance", "enterprise-software", "mobility", "other-sector"}
	return broken("sector", map[analytics.Code]analytics.Name{
		"foundation-models": name("Foundation models", "Modèles de fondation"), "chips": name("Chips", "Puces"), "robotics": name("Robotics", "Robotique"),
		"health": name("Health", "Santé"), "defence": name("Defence", "Défense"), "finance": name("Finance", "Finance"), "mobility": name("Mobility", "Mobilité"),
		"enterprise-software": name("Enterprise software", "Logiciels d’entreprise"), "other-sector": name("Other sectors", "Autres secteurs"),
	}, order, map[analytics.Code][]float64{
		"foundation-models": {6.1e9, 152e9, 9.2e9}, "chips": {0.6e9, 8.8e9, 6.1e9}, "robotics": {2.2e9, 9.9e9, 3.4e9}, "health": {1.1e9, 5e9, 0.4e9}, "defence": {2.6e9, 7e9, nan},
		"finance": {0.7e9, 2.2e9, nan}, "enterprise-software": {3.4e9, 21e9, 1.2e9}, "mobility": {2.5e9, 14e9, 2.1e9}, "other-sector": {0.8e9, 3e9, 0.3e9},
	})
}

func origins() analytics.Frame {
	order := []analytics.Code{"EU27_2020", "EUROPE_OTHER", "US", "CN", "OTHER", "MIXED", "UNKNOWN"}
	return broken("lead_origin", map[analytics.Code]analytics.Name{
		"EU27_2020": names["EU27_2020"], "EUROPE_OTHER": name("Other Europe", "Autre Europe"), "US": names["US"], "CN": names["CN"],
		"OTHER": name("Other economies", "Autres économies"), "MIXED": name("Several", "Plusieurs"), "UNKNOWN": name("Unknown", "Inconnue"),
	}, order, map[analytics.Code][]float64{
		"EU27_2020": {8.2e9, 1.1e9, nan}, "EUROPE_OTHER": {1.9e9, 2e9, nan}, "US": {9.7e9, 120e9, 0.8e9}, "CN": {0.1e9, nan, 19e9}, "OTHER": {1.7e9, 31e9, 2.2e9},
		"MIXED": {1.2e9, 14e9, 1e9}, "UNKNOWN": {2.1e9, 9e9, 3e9},
	})
}

// pairsFrame has two indicators for each economy.
func pairsFrame() analytics.Frame {
	all := []analytics.Code{"EU27_2020", "US", "CN", "FR", "DE", "SE", "NL", "GB", "ES", "PL", "IT"}
	f := frame("enterprise-ai-use", "percent", all, 2025, []float64{20}, []float64{18.1}, []float64{16.2}, []float64{15.3}, []float64{26.1}, []float64{35}, []float64{30}, []float64{23}, []float64{19.8}, []float64{8.4}, []float64{16.4})
	f.Series[0].Title = "Enterprises using AI"
	f.Series = append(f.Series, analytics.Series{Indicator: "github-developers", Title: "Developers on GitHub", Unit: analytics.Unit{Code: "developers", Per: "capita"}})
	for i, v := range []float64{31, 68, 9, 35, 41, 66, 70, 58, 33, 25, 19} {
		f.Observations = append(f.Observations, observe("github-developers", all[i], "2025", "", v))
	}
	return f
}

func events() []analytics.Row {
	var rows []analytics.Row
	for i, e := range []struct{ date, economy, label string }{
		{"2017-07-20", "CN", "New Generation AI Development Plan"}, {"2018-04-25", "EU", "Communication: Artificial Intelligence for Europe"}, {"2018-03-29", "FR", "AI for Humanity strategy"},
		{"2019-02-11", "US", "Executive order on maintaining American leadership in AI"}, {"2020-02-19", "EU", "White paper on AI"}, {"2021-04-21", "EU", "AI Act proposed"},
		{"2021-01-01", "US", "National AI Initiative Act"}, {"2022-10-07", "US", "Export controls on advanced chips"}, {"2022-08-09", "US", "CHIPS and Science Act"},
		{"2023-07-10", "CN", "Interim measures for generative AI services"}, {"2023-09-21", "EU", "European Chips Act in force"}, {"2023-10-30", "US", "Executive order on safe AI"},
		{"2024-01-24", "EU", "AI innovation package"}, {"2024-08-01", "EU", "AI Act in force"}, {"2025-02-02", "EU", "AI Act: prohibitions apply"}, {"2025-02-11", "EU", "InvestAI launched at Paris AI Action Summit"},
		{"2025-04-09", "EU", "AI Continent action plan"}, {"2025-01-21", "US", "Stargate announced"}, {"2025-07-23", "US", "America's AI Action Plan"}, {"2025-08-26", "CN", "AI Plus opinions of the State Council"},
		{"2025-08-02", "EU", "Rules for general-purpose models apply"}, {"2025-10-08", "EU", "Apply AI strategy"}, {"2025-11-19", "EU", "Digital omnibus proposed"}, {"2026-08", "EU", "High-risk rules apply"},
		{"2025", "GB", "AI Opportunities Action Plan"},
	} {
		rows = append(rows, analytics.Row{ID: fmt.Sprintf("event-%02d", i), Label: e.label, Economy: analytics.Code(e.economy), Dated: e.date, Status: analytics.StatusNormal})
	}
	return rows
}

func sites() []analytics.Row {
	known := func(v float64) analytics.Value { return analytics.Value{Float: v, Known: true} }
	var rows []analytics.Row
	for i, s := range []struct {
		label, economy, owner, by string
		lat, lon, mw              float64
	}{
		{"MareNostrum 5", "ES", "EU", "EU27_2020", 41.39, 2.12, 10}, {"JUPITER", "DE", "DE", "EU27_2020", 50.9, 6.4, 17}, {"Fluidstack Essonne", "FR", "GB", "EUROPE_OTHER", 48.6, 2.3, 1000},
		{"Campus IA", "FR", "AE", "OTHER", 48.7, 2.9, 1400}, {"Abilene", "US", "US", "US", 32.4, -99.7, 1200}, {"Colossus", "US", "US", "US", 35.0, -90.1, 300},
		{"Azure Gävle", "SE", "US", "US", 60.7, 17.1, 250}, {"Zhangbei", "CN", "CN", "CN", 41.2, 114.7, 400}, {"Ulanqab", "CN", "CN", "CN", 41.0, 113.1, 200}, {"Unknown owner", "MY", "", "UNKNOWN", 1.5, 103.7, 90},
		{"Reunion", "IN", "IN", "OTHER", 19.1, 72.9, 100}, {"Perth", "AU", "US", "US", -31.9, 115.9, 60}, {"São Paulo", "BR", "CN", "CN", -23.5, -46.6, 80},
	} {
		rows = append(rows, analytics.Row{ID: fmt.Sprintf("site-%02d", i), Label: s.label, Economy: analytics.Code(s.economy), EconomyOwner: analytics.Code(s.owner), By: analytics.Code(s.by),
			Latitude: known(s.lat), Longitude: known(s.lon), Value: known(s.mw), Status: analytics.StatusNormal})
	}
	return append(rows, analytics.Row{ID: "site-99", Label: "Somewhere", Economy: "US", EconomyOwner: "US", By: "US"})
}

func siteFrame() analytics.Frame {
	f := frame("compute-power", "MW", three, 2026, []float64{1}, []float64{1}, []float64{1})
	f.Dimension, f.CodeNames = "owner_bloc", origins().CodeNames
	return f
}

// A sample is a chart that a form draws.
type sample struct {
	name  string
	spec  Spec
	frame analytics.Frame
	rows  []analytics.Row
}

func samples() []sample {
	oneEconomy := sectors()
	oneEconomy.Economies = three[:1]
	european := frame("investment", "EUR", three[:1], 2019, []float64{1, 1, 1, 1, 1, 1, 1, 1})
	european.Codes, european.CodeNames, european.Dimension = origins().Codes, origins().CodeNames, "lead_origin"
	european.Observations = nil
	for n, by := range european.Codes {
		for i, p := range european.Periods {
			european.Observations = append(european.Observations, observe("investment", "EU27_2020", p, by, float64((n*7+i*5)%11)*1e8*float64(i+1)))
		}
	}
	return []sample{
		{"line", Spec{ID: "line", Form: Line}, investment(), nil},
		{"line-gap", Spec{ID: "line-gap", Form: Line}, adoption(), nil},
		{"line-log", Spec{ID: "line-log", Form: Line, View: View{Scale: "log"}}, investment(), nil},
		{"bar", Spec{ID: "bar", Form: Bar}, investment(), nil},
		{"bar-ranking", Spec{ID: "bar-ranking", Form: Bar}, ranking(), nil},
		{"line-interval", Spec{ID: "line-interval", Form: Line}, surrounded(investment(), analytics.IntervalBootstrap), nil},
		{"bar-interval", Spec{ID: "bar-interval", Form: Bar}, surrounded(investment(), analytics.IntervalBounds), nil},
		{"bar-ranking-interval", Spec{ID: "bar-ranking-interval", Form: Bar}, surrounded(ranking(), analytics.IntervalBootstrap), nil},
		{"bar-stages", Spec{ID: "bar-stages", Form: Bar}, stages(), nil},
		{"bar-sectors", Spec{ID: "bar-sectors", Form: Bar}, sectors(), nil},
		{"stacked-bar", Spec{ID: "stacked-bar", Form: StackedBar}, sectors(), nil},
		{"stacked-bar-share", Spec{ID: "stacked-bar-share", Form: StackedBar, View: View{Stack: "share"}}, origins(), nil},
		{"stacked-bar-time", Spec{ID: "stacked-bar-time", Form: StackedBar}, european, nil},
		{"stacked-bar-economies", Spec{ID: "stacked-bar-economies", Form: StackedBar, View: View{Stack: "share"}}, investment(), nil},
		{"map", Spec{ID: "map", Form: Map}, siteFrame(), sites()},
		{"sankey", Spec{ID: "sankey", Form: Sankey}, origins(), nil},
		{"treemap", Spec{ID: "treemap", Form: Treemap}, sectors(), nil},
		{"treemap-one", Spec{ID: "treemap-one", Form: Treemap}, oneEconomy, nil},
		{"scatter", Spec{ID: "scatter", Title: "Scatter", Form: Scatter}, pairsFrame(), nil},
		{"timeline", Spec{ID: "timeline", Form: Timeline}, analytics.Frame{EconomyNames: names}, events()},
		{"slope", Spec{ID: "slope", Form: Slope}, investment(), nil},
		{"scorecard", Spec{ID: "scorecard", Form: Scorecard}, stages(), nil},
		{"table", Spec{ID: "table", Form: Table}, investment(), nil},
		{"icicle", Spec{ID: "icicle", Form: Icicle}, standings(), nested()},
		{"network", Spec{ID: "network", Form: Network}, collaboration(), nil},
	}
}
