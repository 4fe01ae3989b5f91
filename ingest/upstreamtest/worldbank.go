package upstreamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const worldBankPath = "/v2/country/all/indicator/"

func init() {
	register(publisher{
		paths: worldBankPaths(),
		under: worldBankPath,
		answer: func(r *http.Request, revision int) (answer, bool) {
			return answer{body: worldBank(strings.TrimPrefix(r.URL.Path, worldBankPath), r.URL.Query(), revision), kind: "application/json"}, true
		},
	})
}

// worldBankSeries are the indicators that are known, with what a person adds to each.
var worldBankSeries = map[string]float64{
	"SP.POP.TOTL": 1, "NY.GDP.MKTP.CD": 40000.25, "GB.XPD.RSDV.GD.ZS": 1e-9, "SP.POP.SCIE.RD.P6": 1e-6, "NY.GDP.MKTP.PP.KD": 50000, "PA.NUS.PPP": 1e-9,
	"FP.CPI.TOTL": 1e-7, "IT.NET.USER.ZS": 1e-9, "TX.VAL.TECH.MF.ZS": 2e-9, "IP.PAT.RESD": 0.001,
}

func worldBankPaths() []string {
	var all []string
	for code := range worldBankSeries {
		all = append(all, worldBankPath+code)
	}
	return all
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
	per := worldBankSeries[code]
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
