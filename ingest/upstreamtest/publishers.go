package upstreamtest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	ecbPath       = "/stats/eurofxref/eurofxref-hist.zip"
	eurostatPath  = "/eurostat/api/dissemination/statistics/1.0/data/"
	worldBankPath = "/v2/country/all/indicator/"
	graphPath     = "/github/innovationgraph/main/data/"
)

// ecb is the history of reference rates: newest first, wide, every line with a comma at its end, dead currencies with N/A.
func ecb(revision int) []byte {
	var out bytes.Buffer
	out.WriteString("Date,USD,JPY,CYP,GBP,CNY,\n")
	first := time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)
	for day := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC); !day.Before(first); day = day.AddDate(0, 0, -1) {
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			continue
		}
		wave := float64(day.YearDay()%20+revision) / 1000
		fmt.Fprintf(&out, "%s,%.4f,%.2f,N/A,%.5f,%.4f,\n", day.Format(time.DateOnly), 1.12+wave, 160+10*wave, 0.86+wave, 7.9+wave)
	}
	return pack("eurofxref-hist.csv", out.Bytes())
}

func pack(name string, text []byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(text)
	}
	if err != nil {
		panic(err) // memory only
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// edit changes a text, or the one member of an archive.
func edit(good []byte, change func([]byte) []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		return change(good)
	}
	in, err := z.File[0].Open()
	if err != nil {
		panic(err) // packed a moment ago
	}
	text, err := io.ReadAll(in)
	if err != nil {
		panic(err)
	}
	return pack(z.File[0].Name, change(text))
}

// People are invented, but of the right size, so that figures per head stay plausible.
var people = map[string]int{"FR": 68_000_001, "DE": 83_000_001, "US": 340_000_001, "CN": 1_408_000_001, "GB": 69_000_001, "EU": 449_000_001, "1W": 8_100_000_001, "Z4": 2_300_000_001}

var names = map[string]string{"FR": "France", "DE": "Germany", "US": "United States", "CN": "China", "GB": "United Kingdom", "EU": "European Union", "1W": "World", "Z4": "East Asia & Pacific"}

var iso3 = map[string]string{"FR": "FRA", "DE": "DEU", "US": "USA", "CN": "CHN", "GB": "GBR", "EU": "EUU", "1W": "WLD", "Z4": ""}

var countries = []string{"FR", "DE", "US", "CN", "GB", "EU", "1W", "Z4"}

type named struct {
	ID    string `json:"id"`
	Value string `json:"value"`
}

type record struct {
	Indicator named  `json:"indicator"`
	Country   named  `json:"country"`
	ISO3      string `json:"countryiso3code"`
	Date      string `json:"date"`
	Value     any    `json:"value"`
	Unit      string `json:"unit"`
	Status    string `json:"obs_status"`
	Decimal   int    `json:"decimal"`
}

// worldBank answers as the API does: two elements; one if something is wrong, with status 200; newest first; the last year
// without values; paged as asked.
func worldBank(code string, query url.Values, revision int) []byte {
	per := map[string]float64{"SP.POP.TOTL": 1, "NY.GDP.MKTP.CD": 40000.25}[code]
	if per == 0 || query.Get("format") != "json" {
		return []byte(`[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]`)
	}
	var all []record
	for _, c := range countries {
		for year := 2025; year >= 2010; year-- {
			r := record{Indicator: named{code, "invented"}, Country: named{c, names[c]}, ISO3: iso3[c], Date: strconv.Itoa(year)}
			if year < 2025 {
				r.Value = json.Number(strconv.FormatFloat(float64(people[c]+1000*(year-2010)+revision)*per, 'f', -1, 64))
			}
			all = append(all, r)
		}
	}
	size, _ := strconv.Atoi(query.Get("per_page"))
	page, _ := strconv.Atoi(query.Get("page"))
	size = min(max(size, 1), 50) // smaller pages than asked for, so that there are some
	pages := (len(all) + size - 1) / size
	from := min(len(all), (max(page, 1)-1)*size)
	head := map[string]any{"page": page, "pages": pages, "per_page": size, "total": len(all), "sourceid": "2", "lastupdated": fmt.Sprintf("2026-11-%02d", 13+revision)}
	text, err := json.Marshal([]any{head, all[from:min(len(all), from+size)]})
	if err != nil {
		panic(err) // plain values
	}
	return text
}

// category is one dimension of a cube.
type category struct {
	id    string
	codes []string
}

// enterprises is a cube of enterprises that use AI: sparse values, flags, a colon for none, Greece as EL.
func enterprises(revision int) []byte {
	sizes, geos, years := []string{"10-49", "50-249", "GE10", "GE250"}, []string{"EU27_2020", "FR", "DE", "EL", "NO", "US"}, []string{"2021", "2023", "2024", "2025"}
	values, status := map[string]any{}, map[string]string{}
	for n := range len(sizes) * len(geos) * len(years) {
		s, g, y, key := n/24, n/4%6, n%4, strconv.Itoa(n)
		switch {
		case y == 0 && g == 4:
			status[key] = ":"
		case y == 3 && g == 3:
			status[key] = "c"
		default:
			values[key] = json.Number(fmt.Sprintf("%.2f", 4+float64(5*s+g)+2.5*float64(y)+float64(revision)/100))
		}
		if y == 3 && g < 2 {
			status[key] = "b"
		}
	}
	return cube("Artificial intelligence by size class of enterprise", values, status, category{"freq", []string{"A"}}, category{"size_emp", sizes},
		category{"nace_r2", []string{"C10-S951_X_K"}}, category{"indic_is", []string{"E_AI_TANY"}}, category{"unit", []string{"PC_ENT"}},
		category{"geo", geos}, category{"time", years})
}

// inhabitants is a cube of the population: all values, as a list.
func inhabitants(revision int) []byte {
	geos, years := []string{"EU27_2020", "FR", "DE", "EL", "UK"}, []string{"2023", "2024", "2025"}
	values, status := []any{}, map[string]string{}
	for g, millions := range []int{449, 68, 83, 10, 68} {
		for y := range years {
			values = append(values, millions*1_000_000+1000*y+revision)
			if y == 2 {
				status[strconv.Itoa(3*g+y)] = "ep"
			}
		}
	}
	return cube("Population on 1 January", values, status, category{"freq", []string{"A"}}, category{"unit", []string{"NR"}}, category{"age", []string{"TOTAL"}},
		category{"sex", []string{"T"}}, category{"geo", geos}, category{"time", years})
}

// cube is a dataset of JSON-stat 2.0.
func cube(label string, values any, status map[string]string, categories ...category) []byte {
	ids, sizes, dimension := []string{}, []int{}, map[string]any{}
	for _, c := range categories {
		index := map[string]int{}
		for i, code := range c.codes {
			index[code] = i
		}
		ids, sizes = append(ids, c.id), append(sizes, len(c.codes))
		dimension[c.id] = map[string]any{"label": c.id, "category": map[string]any{"index": index}}
	}
	text, err := json.Marshal(map[string]any{"version": "2.0", "class": "dataset", "label": label, "source": "ESTAT", "updated": "2026-06-15T11:00:00+0200",
		"id": ids, "size": sizes, "value": values, "status": status, "dimension": dimension})
	if err != nil {
		panic(err) // plain values
	}
	return text
}

// graphFile is a file of the Innovation Graph: its name and the columns before year and quarter.
type graphFile struct{ name, columns string }

var graphFiles = []graphFile{
	{"developers", "developers,iso2_code"}, {"git_pushes", "git_pushes,iso2_code"}, {"repositories", "repositories,iso2_code"},
	{"organizations", "organizations,iso2_code"}, {"topics", "num_pushers,topic,iso2_code"}, {"economy_collaborators", "weight,source,destination"},
}

// graph is a file of the Innovation Graph: quarters from 2020 on, the Union beside its members, places we have no code for.
func graph(file string, revision int) ([]byte, bool) {
	for _, f := range graphFiles {
		if f.name+".csv" != file {
			continue
		}
		var out strings.Builder
		out.WriteString(f.columns + ",year,quarter\n")
		for q := range 23 + revision {
			f.quarter(&out, 2020+q/4, 1+q%4, 1000+10*q)
		}
		return []byte(out.String()), true
	}
	return nil, false
}

// quarter writes the rows of one quarter.
func (f graphFile) quarter(out *strings.Builder, year, quarter, level int) {
	for i, place := range []string{"EU", "FR", "DE", "US", "CN", "IN", "XK"} {
		switch f.name {
		case "topics":
			for j, topic := range []string{"ai", "llm", "pytorch", "gardening"} {
				fmt.Fprintf(out, "%d,%s,%s,%d,%d\n", (level+100*j)*(7-i), topic, place, year, quarter)
			}
		case "economy_collaborators":
			for j, other := range []string{"US", "EU", "CN", "BE"} {
				if other != place {
					fmt.Fprintf(out, "%d,%s,%s,%d,%d\n", level+i+100*j, place, other, year, quarter)
				}
			}
		default:
			fmt.Fprintf(out, "%d,%s,%d,%d\n", level*(7-i)*3000, place, year, quarter)
		}
	}
}
