package upstreamtest

import (
	"crypto/md5" // the sum that the publisher gives, not a secret
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const (
	zenodoRecord = "/api/records/13984221"
	zenodoFile   = "/api/records/22772306/files/cat.zip/content"
)

func init() {
	register(publisher{paths: []string{zenodoRecord}, answer: always("application/json", zenodo)})
	register(publisher{paths: []string{zenodoFile}, answer: always("application/zip", activity)})
}

// zenodo is the record of the newest version: which files there are, where, and with which sums.
func zenodo(revision int) []byte {
	zip := activity(revision)
	sum := md5.Sum(zip)
	text, err := json.Marshal(map[string]any{
		"id": 22772306, "metadata": map[string]any{"version": fmt.Sprintf("v1.%d.0", 12+revision), "publication_date": "2026-09-15"},
		"files": []any{
			map[string]any{"key": "readme.md", "size": 10, "checksum": "md5:00", "links": map[string]any{"self": "https://zenodo.org/nowhere"}},
			map[string]any{"key": "cat.zip", "size": len(zip), "checksum": "md5:" + hex.EncodeToString(sum[:]), "links": map[string]any{"self": "https://zenodo.org" + zenodoFile}},
		},
	})
	if err != nil {
		panic(err) // plain values
	}
	return text
}

// WrongSum is a record that promises another file.
func WrongSum(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
	at := strings.LastIndex(string(good), `"md5:`) + len(`"md5:`)
	end := at + strings.IndexByte(string(good[at:]), '"')
	_, _ = w.Write([]byte(string(good[:at]) + "0123456789abcdef0123456789abcdef" + string(good[end:])))
}

// activity is an archive of yearly figures by country and field: names of fields in two cases, groups between countries, years that
// are not complete.
func activity(revision int) []byte {
	members := map[string][]byte{"cat/publications_yearly_citations.csv": []byte("year,country,field,num_citations\n2024,EU,All,1\n")}
	for file, column := range map[string]string{
		"publications_yearly_articles": "num_articles", "patents_yearly_applications": "num_patent_applications", "patents_yearly_granted": "num_patent_granted",
		"companies_yearly_disclosed": "disclosed_investment", "companies_yearly_estimated": "estimated_investment",
	} {
		rows := [][]string{{"year", "country", "field", column, "complete"}}
		for n, country := range strings.Split("EU|China (mainland)|United States|France|Swaziland|Timor-Leste|NATO|Europe|European Patent Organization|Atlantis", "|") {
			for year := 2016; year <= 2026; year++ {
				complete := map[bool]string{true: "True", false: "False"}[year < 2025]
				value := func(k int) string { return fmt.Sprintf("%d.5", 100*(n+1)*(year-2015)*k+revision) }
				rows = append(rows, []string{fmt.Sprint(year), country, "All", value(10), complete}, []string{fmt.Sprint(year), country, "Computer vision", value(3), complete},
					[]string{fmt.Sprint(year), country, "Computer Vision", value(1), complete})
			}
		}
		members["cat/"+file+".csv"] = table(rows)
	}
	return packAll(members)
}
