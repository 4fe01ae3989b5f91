package upstreamtest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const (
	eurostatSDMX  = "/eurostat/api/dissemination/sdmx/2.1/data/"
	eurostatAsync = "/eurostat/api/dissemination/sdmx/2.1/async/"

	// EurostatGDP is the address that answers with a slice in SDMX-CSV.
	EurostatGDP = eurostatSDMX + "nama_10_gdp/A.CP_MEUR.B1GQ."
	// EurostatStatus is the address that says how a job stands.
	EurostatStatus = eurostatAsync + "status/" + eurostatJob

	eurostatJob = "0f8fad5b-d9cb-469f-a165-70867728950e"
)

func init() {
	cubes := map[string]func(int) []byte{
		"gba_nabsfin07": func(revision int) []byte {
			return invented("nabs07", []string{"TOTAL"}, "MIO_EUR", 1000.5, revision)
		},
		"rd_e_gerdtot": func(revision int) []byte { return invented("sectperf", []string{"TOTAL"}, "PC_GDP", 0.25, revision) },
		"isoc_cicce_usen2": func(revision int) []byte {
			return invented("nace_r2", []string{"C10-S951_X_K"}, "PC_ENT", 4.5, revision)
		},
		"isoc_eb_ain2": func(revision int) []byte {
			return invented("nace_r2", []string{"C10-C33", "J"}, "PC_ENT", 2.5, revision)
		},
	}
	for name, cube := range cubes {
		register(publisher{paths: []string{eurostatPath + name}, answer: always("application/json", cube)})
	}
	register(publisher{paths: []string{EurostatGDP}, answer: always("application/vnd.sdmx.data+csv;version=1.0.0", gdpSlice)})
	register(publisher{paths: []string{eurostatSDMX + "isoc_ai_iaiu"}, answer: always("text/tab-separated-values", peopleTSV)})
	register(publisher{under: eurostatAsync, answer: func(r *http.Request, revision int) (answer, bool) {
		switch r.URL.Path {
		case EurostatStatus:
			return answer{body: []byte("<status>AVAILABLE</status>"), kind: "application/xml"}, true
		case eurostatAsync + "data/" + eurostatJob:
			return answer{body: gdpSlice(revision), kind: "text/csv"}, true
		}
		return answer{}, false
	}})
}

// Deferred answers with the number of a job.
func Deferred(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
	fmt.Fprint(w, eurostatJob+"\n")
}

// Processing says twice that a job is under way.
func Processing(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	if n < 3 {
		fmt.Fprint(w, []string{"SUBMITTED", "PROCESSING"}[n-1])
		return
	}
	Good(w, r, good, n)
}

// Faulted refuses a question as this publisher does.
func Faulted(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(http.StatusBadRequest)
	fmt.Fprint(w, `<?xml version="1.0"?><S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultstring>INVALID_QUERY_PARAMETER</faultstring></S:Fault>`)
}

// invented is a cube with one more dimension than place and year: sparse, with a place outside the terms of use.
func invented(dimension string, codes []string, unit string, step float64, revision int) []byte {
	geos, years := []string{"EU27_2020", "FR", "EL", "NO", "US"}, []string{"2023", "2024", "2025"}
	values, status := map[string]any{}, map[string]string{}
	for n := range len(codes) * len(geos) * len(years) {
		key := fmt.Sprint(n)
		if n%len(years) == 2 && n%5 == 0 {
			status[key] = ":"
			continue
		}
		values[key] = json.Number(fmt.Sprintf("%.3f", step*float64(1+n%15)+float64(revision)/1000))
		if n%len(years) == 1 {
			status[key] = "p"
		}
	}
	return cube("Invented", values, status, category{"freq", []string{"A"}}, category{dimension, codes}, category{"unit", []string{unit}}, category{"geo", geos}, category{"time", years})
}

// gdpSlice has rows in SDMX-CSV: missing values as a colon, flags in one cell, Namibia.
func gdpSlice(revision int) []byte {
	var out strings.Builder
	out.WriteString("DATAFLOW,LAST UPDATE,freq,unit,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n")
	for n, geo := range []string{"EU27_2020", "FR", "EL", "UK", "NA", "DE"} {
		for year := 2010; year < 2026; year++ {
			value, flag := fmt.Sprintf("%d.%d", 1000*(n+1)+year, revision%10), ""
			switch {
			case year == 2025 && geo == "EL":
				value, flag = ":", "c"
			case year == 2025:
				flag = "bp"
			}
			fmt.Fprintf(&out, "ESTAT:NAMA_10_GDP(1.0),15/06/26 11:00:00,A,CP_MEUR,B1GQ,%s,%d,%s,%s,\n", geo, year, value, flag)
		}
	}
	return []byte(out.String())
}

// peopleTSV is the whole of a dataset: dimensions joined in the first cell, flags behind values, gzip whatever the header says.
func peopleTSV(revision int) []byte {
	var text strings.Builder
	text.WriteString("freq,ind_type,indic_is,unit,geo\\TIME_PERIOD\t2025 \t2026 \n")
	for _, kind := range []string{"IND_TOTAL", "Y16_24", "Y65_74"} {
		for n, geo := range []string{"EU27_2020", "FR", "EL", "US"} {
			second := fmt.Sprintf("%d.%d b", 30+n, revision%10)
			if geo == "EL" {
				second = ": c"
			}
			fmt.Fprintf(&text, "A,%s,I_IUAI,PC_IND,%s\t%d.%d \t%s\n", kind, geo, 20+n, revision%10, second)
			fmt.Fprintf(&text, "A,%s,I_IUAIX,PC_IND,%s\t1.0 \t: \n", kind, geo)
		}
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write([]byte(text.String())) // into memory
	_ = z.Close()
	return out.Bytes()
}
