package upstreamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const (
	roundsPath    = "/data/ai_companies_funding_rounds.csv"
	roundsArchive = "/data/ai_companies.zip"
	sparqlPath    = "/sparql"
	formDPath     = "/files/structureddata/data/form-d-data-sets/"
)

func init() {
	register(publisher{paths: []string{roundsPath}, answer: always("text/csv", companyRounds)})
	register(publisher{paths: []string{roundsArchive}, answer: always("application/zip", func(revision int) []byte {
		return packAll(map[string][]byte{"ai_companies/ai_companies_funding_rounds.csv": companyRounds(revision), "ai_companies/ai_companies_revenue_reports.csv": []byte("Id\n1\n")})
	})})
	register(publisher{paths: []string{sparqlPath}, answer: wikidata})
	for _, quarter := range []string{"2026q1", "2026q2"} {
		register(publisher{paths: []string{formDPath + quarter + "_d.zip"}, answer: always("application/zip", func(revision int) []byte { return formD(quarter, revision) })})
	}
}

// companyRounds are invented rounds: a byte order mark, notes of several lines, quotes in names, partial dates, rounds that are no more
// than talk, a row without an id.
func companyRounds(revision int) []byte {
	rows := [][]string{
		{"\ufeffId", "Company", "Status", "Type", "Close date", "Report date", "Funding (equity)", "Funding (debt)", "Valuation (post-money)", "Confidence", "Graph note", "Notes", "Exclude from graph view"},
		{"example-labs-b", "Example Labs", "Closed", "Series B", "2026-03-31", "2026-04-01", fmt.Sprint(250000000 + revision), "", "1500000000", "Confident", "", "made up\n\"by us\"", ""},
		{"sample-ia-a", "Sample IA", "Closed", "Series A", "2025-11", "2025-11-20", "60000000", "10000000", "", "Likely", "", "made up", ""},
		{"demo-ai-c", "Demo AI", "In discussion", "Series C", "", "2026-10-02", "900000000", "", "9000000000", "Speculative", "", "made up", "True"},
		{"", `The "Quoted" Company`, "Closed", "Seed", "2024", "", "1000000.5", "", "", "Confident", "", "", ""},
		{"nobody-d", "Nobody Knows", "Cancelled", "Series D", "2023-05", "", "", "", "", "", "", "", ""},
	}
	for i := range 150 {
		rows = append(rows, []string{fmt.Sprintf("filler-%d", i), fmt.Sprintf("Filler %d", i), "Closed", "Seed", "2022-06", "", fmt.Sprint(1000000 + i), "", "", "Confident", "", "", ""})
	}
	return table(rows)
}

// formD are invented notices of one quarter: foreign issuers, funds that pool money, amendments of this quarter and the last, sums
// without a limit, days in three forms, members in a folder, a test filing, and files about persons, which nobody may read.
func formD(quarter string, revision int) []byte {
	folder := strings.ToUpper(quarter) + "_d/"
	submissions := tsv{"ACCESSIONNUMBER	FILE_NUM	FILING_DATE	SIC_CODE	SCHEMAVERSION	SUBMISSIONTYPE	TESTORLIVE	OVER100PERSONSFLAG	OVER100ISSUERFLAG"}
	issuers := tsv{"ACCESSIONNUMBER	IS_PRIMARYISSUER_FLAG	ISSUER_SEQ_KEY	CIK	ENTITYNAME	STREET1	STREET2	CITY	STATEORCOUNTRY	STATEORCOUNTRYDESCRIPTION	ZIPCODE	ISSUERPHONENUMBER	JURISDICTIONOFINC	ENTITYTYPE"}
	offerings := tsv{"ACCESSIONNUMBER	INDUSTRYGROUPTYPE	INVESTMENTFUNDTYPE	REVENUERANGE	FEDERALEXEMPTIONS_ITEMS_LIST	ISAMENDMENT	PREVIOUSACCESSIONNUMBER	SALE_DATE	YETTOOCCUR	ISEQUITYTYPE	ISDEBTTYPE	ISPOOLEDINVESTMENTFUNDTYPE	MINIMUMINVESTMENTACCEPTED	TOTALOFFERINGAMOUNT	TOTALAMOUNTSOLD	TOTALREMAINING	TOTALNUMBERALREADYINVESTED"}
	file := func(n int, kind, day, cik, name, city, state, place, industry, previous, sold, equity, debt, pooled, offered string, amount int) {
		accession := fmt.Sprintf("0009999999-26-%06d", n)
		live := "LIVE"
		if strings.HasPrefix(kind, "TEST ") {
			kind, live = strings.TrimPrefix(kind, "TEST "), "TEST"
		}
		submissions.add(accession, "021-000001", day, "", "X0708", kind, live, "", "")
		issuers.add(accession, "YES", "1", cik, name, "1 Sample St", "", city, state, place, "00000", "555", "DELAWARE", "Corporation")
		offerings.add(accession, industry, "", "", "06b", fmt.Sprint(previous != ""), previous, sold, "false", equity, debt, pooled, "0", offered, fmt.Sprint(amount), "", "12")
	}
	if quarter == "2026q1" {
		file(1, "D", "01-MAR-2026", "0000900001", "EXAMPLE LABS, INC.", "SAN FRANCISCO", "CA", "CALIFORNIA", "Other Technology", "", "15-FEB-26", "true", "", "", "25000000", 20000000)
		file(3, "D", "02-MAR-26", "0000900003", "Example Labs Fund I, LP", "SAN FRANCISCO", "CA", "CALIFORNIA", "Pooled Investment Fund", "", "", "", "", "true", "Indefinite", 7000000)
		file(4, "D", "2026-03-05", "0000900004", "Sample IA SAS", "Paris", "I0", "FRANCE", "Other Technology", "", "2026-03-01", "true", "true", "", "Indefinite", 5000000)
		file(5, "D", "05-MAR-2026", "0000900005", "Agency of Samples Inc.", "AUSTIN", "TX", "TEXAS", "Other Technology", "", "01-MAR-2026", "true", "", "", "900", 900)
		file(6, "TEST D", "05-MAR-2026", "0000900001", "EXAMPLE LABS, INC.", "SAN FRANCISCO", "CA", "CALIFORNIA", "Other Technology", "", "01-MAR-2026", "true", "", "", "900", 900)
		file(7, "D", "06-MAR-2026", "0000900007", "Example Labs LLC", "Boise", "ID", "IDAHO", "Restaurants", "", "01-MAR-2026", "true", "", "", "50000", 50000)
	} else {
		file(2, "D/A", "15-APR-2026", "0000900001", "EXAMPLE LABS, INC.", "SAN FRANCISCO", "CA", "CALIFORNIA", "Other Technology", "0009999999-26-000001", "15-FEB-2026", "true", "", "", "25000000", 25000000+revision)
		file(8, "D/A", "20-MAY-2026", "0000900001", "EXAMPLE LABS, INC.", "SAN FRANCISCO", "CA", "CALIFORNIA", "Other Technology", "0009999999-26-000002", "15-FEB-2026", "true", "", "", "30000000", 30000000+revision)
	}
	first := map[string]int{"2026q1": 1000, "2026q2": 2000}[quarter]
	for i := range 150 {
		file(first+i, "D", "10-APR-2026", fmt.Sprint(800000+i), fmt.Sprintf("Filler %d Inc.", i), "RENO", "NV", "NEVADA", "Other", "", "01-APR-2026", "true", "", "", "1000", 1000)
	}
	return packAll(map[string][]byte{
		folder + "FORMDSUBMISSION.tsv": submissions.bytes(), folder + "ISSUERS.TSV": issuers.bytes(), folder + "OFFERING.txt": offerings.bytes(),
		folder + "RELATEDPERSONS.tsv": []byte("ACCESSIONNUMBER\tFIRSTNAME\tLASTNAME\n0009999999-26-000001\tNobody\tShould-Read\n"), folder + "FormD_metadata.json": []byte("{}"),
	})
}

// tsv is a table of cells that a tab parts.
type tsv []string

func (t *tsv) add(cells ...string) { *t = append(*t, strings.Join(cells, "\t")) }

func (t tsv) bytes() []byte { return []byte(strings.Join(t, "\n") + "\n") }

// wikidata answers a query about invented businesses: unbound variables are missing, several values multiply rows, a year is the first
// of January, an item has no label.
func wikidata(r *http.Request, revision int) (answer, bool) {
	query := r.URL.Query().Get("query")
	if !strings.Contains(query, "wdt:P31/wdt:P279*") || r.Header.Get("User-Agent") == "" {
		return answer{body: []byte("SPARQL-QUERY: malformed"), kind: "text/plain", status: http.StatusBadRequest}, true
	}
	type cell struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	var rows []map[string]cell
	item := func(qid string, pairs ...string) {
		row := map[string]cell{"c": {"uri", "http://www.wikidata.org/entity/" + qid}}
		for i := 0; i < len(pairs); i += 2 {
			row[pairs[i]] = cell{"literal", pairs[i+1]}
		}
		rows = append(rows, row)
	}
	item("Q990000001", "cLabel", "Example Labs", "inception", "2019-01-01T00:00:00Z", "country", "US", "hqLabel", "San Francisco", "site", "https://example-labs.example", "cik", "0000900001", "github", "example-labs")
	item("Q990000002", "cLabel", "Sample IA", "inception", "2021-05-17T00:00:00Z", "country", "FR", "hqLabel", "Paris", "site", "https://sample-ia.example/fr", "siren", "732829320")
	item("Q990000002", "cLabel", "Sample IA", "inception", "2021-05-17T00:00:00Z", "country", "FR", "hqLabel", "Paris", "site", "https://sample-ia.example", "siren", "732829320")
	item("Q990000003", "cLabel", "Q990000003", "country", "CN")
	item("Q990000004", "cLabel", "Demo AI", "country", "DE", "hqLabel", "Bonn")
	for i := range 120 {
		item(fmt.Sprintf("Q98%07d", i), "cLabel", fmt.Sprintf("Filler %d", i+revision), "country", "IT")
	}
	text, err := json.Marshal(map[string]any{"head": map[string]any{"vars": []string{"c", "cLabel", "inception", "country", "hqLabel", "site"}}, "results": map[string]any{"bindings": rows}})
	if err != nil {
		panic(err) // plain values
	}
	return answer{body: text, kind: "application/sparql-results+json"}, true
}
