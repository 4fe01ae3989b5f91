package upstreamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const chartPath = "/grapher/"

// A chart is a file of figures and a word on its columns. The names of columns change with the publisher's mood; their titles do not.
type chart struct {
	slug, time, column, title string
	entities                  [][2]string // name and code
	whole                     bool        // values without decimals
}

var (
	ofCountries = [][2]string{{"China", "CHN"}, {"United States", "USA"}, {"France", "FRA"}, {"Germany", "DEU"}, {"Kyrgyzstan", "KGZ"}, {"European Union (CSET)", ""},
		{"Europe (CSET)", ""}, {"Europe", "OWID_EUR"}, {"Africa", ""}, {"World", "OWID_WRL"}, {"Atlantis", ""}}
	charts = []chart{
		{"private-investment-in-artificial-intelligence-cset", "Year", "estimated_investment__field_all", "Estimated investment - Field: All", ofCountries, true},
		{"annual-scholarly-publications-on-artificial-intelligence", "Year", "num_articles__field_all", "Number of articles - Field: All", ofCountries, true},
		{"scholarly-publications-on-artificial-intelligence-per-million-people", "Year", "num_articles_per_million__field_all", "Articles per million people", ofCountries, false},
		{"private-investment-in-artificial-intelligence", "Year", "private_investment__world", "Private investment", [][2]string{{"China", "CHN"}, {"Europe", "OWID_EUR"}, {"United States", "USA"}, {"World", "OWID_WRL"}}, true},
		{"corporate-investment-in-artificial-intelligence-by-type", "Year", "corporate_investment", "Corporate investment", [][2]string{{"Merger/acquisition", ""}, {"Private investment", ""}, {"Total", ""}}, true},
		{"estimated-share-people-generative-ai", "Day", "ai_diffusion", "Estimated share of people using generative AI", ofCountries[:5], false},
		{"affiliation-researchers-building-artificial-intelligence-systems-all", "Year", "yearly_count", "Number of AI systems", [][2]string{{"Academia", ""}, {"Industry", ""}, {"Academia and industry collaboration", ""}}, true},
	}
)

func init() {
	p := publisher{under: chartPath, answer: func(r *http.Request, revision int) (answer, bool) { return charted(r.URL.Path, revision) }}
	for _, c := range charts {
		p.paths = append(p.paths, chartPath+c.slug+".csv", chartPath+c.slug+".metadata.json")
	}
	register(p)
}

// charted answers for the figures of a chart, for the word on them, and for the same at the new address of a renamed chart.
func charted(path string, revision int) (answer, bool) {
	slug := strings.TrimPrefix(strings.TrimPrefix(path, chartPath), "renamed-")
	for _, c := range charts {
		switch slug {
		case c.slug + ".csv":
			return answer{body: c.csv(revision), kind: "text/csv"}, true
		case c.slug + ".metadata.json":
			return answer{body: c.metadata(revision), kind: "application/json"}, true
		}
	}
	return answer{body: []byte(`{"error":"Not found","message":"there is no such chart"}`), kind: "application/json", status: http.StatusNotFound}, true
}

// name is the column's name, which a revision changes.
func (c chart) name(revision int) string {
	if revision > 1 {
		return c.column + "_again"
	}
	return c.column
}

// csv has a column of projections, and one that is no figure between the others.
func (c chart) csv(revision int) []byte {
	rows := [][]string{{"Entity", "Code", c.time, "world_region_according_to_owid", c.name(revision), c.name(revision) + "__projected"}}
	times := []string{"2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"}
	if c.time == "Day" {
		times = []string{"2025-06-30", "2025-12-31", "2026-03-31"}
	}
	for n, e := range c.entities {
		for m, time := range times {
			value := fmt.Sprint(1_000_000*(n+1)*(m+1) + revision)
			if !c.whole {
				value = fmt.Sprintf("%d.%d", 10+3*n+m, revision%10)
			}
			if n == 4 && m == 0 {
				value = "0"
			}
			rows = append(rows, []string{e[0], e[1], time, "Somewhere", value, ""})
		}
		rows = append(rows, []string{e[0], e[1], "2026", "Somewhere", "", "1234"}[:6])
		if c.time == "Day" {
			rows = rows[:len(rows)-1]
		}
	}
	return table(rows)
}

// metadata says what the columns of a chart are.
func (c chart) metadata(revision int) []byte {
	about := func(title, kind string) map[string]any {
		return map[string]any{"titleShort": title, "titleLong": title, "unit": "", "type": kind, "lastUpdated": fmt.Sprintf("2026-04-%02d", 10+revision), "citationShort": "Invented"}
	}
	text, err := json.Marshal(map[string]any{
		"chart": map[string]any{"title": "Chart " + c.slug, "citation": "Invented", "originalChartUrl": "https://ourworldindata.org/grapher/" + c.slug},
		"columns": map[string]any{
			c.name(revision): about(c.title, "Numeric"), c.name(revision) + "__projected": about(c.title+" (Projected)", "Numeric"),
			"world_region_according_to_owid": about("World region according to OWID", "Categorical"),
		},
		"dateDownloaded": "2026-11-24", "activeFilters": map[string]any{},
	})
	if err != nil {
		panic(err) // plain values
	}
	return text
}
