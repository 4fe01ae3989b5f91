package upstreamtest

import (
	"fmt"
	"net/http"
	"strings"

	"sextant/internal/sheet"
)

const top500Path = "/lists/top500/"

func init() {
	p := publisher{under: top500Path, answer: func(r *http.Request, revision int) (answer, bool) {
		if !strings.HasSuffix(r.URL.Path, ".xlsx") || strings.Contains(r.URL.Path, "202611") && revision == 0 {
			return answer{}, false // the last list is not out yet
		}
		return answer{body: top500(r.URL.Path, revision), kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, true
	}}
	register(p)
}

// top500 is a list of systems: rows above the header, cells without power, countries in the publisher's own names.
func top500(path string, revision int) []byte {
	rows := [][]any{{"Invented list " + path}, {}, {"Rank", "Previous Rank", "Name", "Site", "Manufacturer", "Country", "Year", "Total Cores", "Accelerator/Co-Processor Cores", "Rmax [TFlop/s]",
		"Rpeak [TFlop/s]", "Power (kW)", "Accelerator/Co-Processor", "Site ID", "System ID"}}
	countries := []string{"United States", "China", "Germany", "France", "Korea, South", "Czech Republic", "Kyrgyzstan"}
	for rank := 1; rank <= 500; rank++ {
		country := countries[rank%len(countries)]
		if rank == 500 {
			country = "Atlantis"
		}
		power := any(nil)
		if rank%3 == 0 {
			power = 1000.5
		}
		rows = append(rows, []any{rank, nil, fmt.Sprintf("Sample %d", rank), "Example Center", "Maker", country, 2025, 1000 * rank, nil, float64(501-rank)*10 + float64(revision), 1.5, power, "None", 59000 + rank, 180000 + rank})
	}
	text, err := sheet.Write("TOP500", rows)
	if err != nil {
		panic(err) // memory only
	}
	return text
}
