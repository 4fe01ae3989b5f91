package upstreamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

const spendingPath = "/api/v2/search/spending_by_award/"

func init() {
	register(publisher{paths: []string{spendingPath}, answer: spending})
}

// awardGroups are the groups of award types that one request may not mix.
var awardGroups = map[string][]string{
	"contracts": {"A", "B", "C", "D"},
	"grants":    {"02", "03", "04", "05", "F001", "F002"},
	"loans":     {"07", "08", "F003", "F004"},
}

// spendingFields are the labels that a request of a group may ask for; another label comes back null, without a word.
var spendingFields = map[string][]string{
	"contracts": {"Award ID", "Recipient Name", "Recipient UEI", "Recipient Location", "Start Date", "End Date", "Base Obligation Date", "Award Amount",
		"Awarding Agency", "Awarding Sub Agency", "Contract Award Type", "Description", "Last Modified Date", "recipient_id"},
	"grants": {"Award ID", "Recipient Name", "Recipient UEI", "Recipient Location", "Start Date", "End Date", "Base Obligation Date", "Award Amount",
		"Awarding Agency", "Awarding Sub Agency", "Award Type", "Description", "Last Modified Date", "recipient_id", "CFDA Number"},
}

// spendingQuestion is the posted body.
type spendingQuestion struct {
	Page, Limit int
	Filters     struct {
		Keywords []string
		Codes    []string `json:"award_type_codes"`
		Periods  []struct {
			Start string `json:"start_date"`
			End   string `json:"end_date"`
			Type  string `json:"date_type"`
		} `json:"time_period"`
	}
	Fields []string
}

// spending answers as the award search does: groups of types are not mixed, a page says whether there is another, fields of
// the wrong group are null, obligations may be negative or unknown.
func spending(r *http.Request, revision int) (answer, bool) {
	var q spendingQuestion
	if r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&q) != nil {
		return refusal(http.StatusMethodNotAllowed, `{"detail":"Method \"`+r.Method+`\" not allowed."}`), true
	}
	group := ""
	for name, codes := range awardGroups {
		if !slices.ContainsFunc(q.Filters.Codes, func(code string) bool { return !slices.Contains(codes, code) }) {
			group = name
		}
	}
	switch {
	case group == "" || len(q.Filters.Codes) == 0:
		return refusal(http.StatusUnprocessableEntity, `{"detail":"'award_type_codes' must only contain types from one group."}`), true
	case q.Limit < 1 || q.Limit > 100:
		return refusal(http.StatusUnprocessableEntity, `{"detail":"Field 'limit' value '`+fmt.Sprint(q.Limit)+`' is above max '100'"}`), true
	case len(q.Filters.Periods) != 1 || q.Filters.Periods[0].Start < "2007-10-01" || q.Filters.Periods[0].Type != "new_awards_only":
		return refusal(http.StatusUnprocessableEntity, `{"detail":"Field 'time_period' is outside valid values"}`), true
	case slices.ContainsFunc(q.Filters.Keywords, func(word string) bool { return len(word) < 3 }):
		return refusal(http.StatusUnprocessableEntity, `{"detail":"Value of 'keywords' is below min '3'"}`), true
	}
	return answer{body: spendingPage(q, group, federalAwards(group, revision)), kind: "application/json"}, true
}

// ErrorPage answers with a page for people and status 500.
func ErrorPage(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Server Error (500)</title></head></html>")
}

func refusal(status int, body string) answer {
	return answer{body: []byte(body), kind: "application/json", status: status}
}

// spendingPage is one page of the awards that were new in the period asked.
func spendingPage(q spendingQuestion, group string, all []map[string]any) []byte {
	const size = 5 // smaller pages than asked for, so that there are some
	results := []map[string]any{}
	for _, award := range all {
		day, _ := award["Base Obligation Date"].(string)
		if day < q.Filters.Periods[0].Start || day > q.Filters.Periods[0].End {
			continue
		}
		row := map[string]any{"internal_id": len(results) + 1, "generated_internal_id": award["key"], "awarding_agency_id": 7, "agency_slug": "an-agency"}
		for _, field := range q.Fields {
			row[field] = nil
			if slices.Contains(spendingFields[group], field) {
				row[field] = award[field]
			}
		}
		results = append(results, row)
	}
	page := max(q.Page, 1)
	from := min(len(results), (page-1)*size)
	to := min(len(results), from+size)
	return encoded(map[string]any{"limit": q.Limit, "results": results[from:to],
		"page_metadata": map[string]any{"page": page, "hasNext": to < len(results), "last_record_unique_id": 1, "last_record_sort_value": "1"},
		"messages":      []string{"For searches, time period start and end dates are currently limited to an earliest date of 2007-10-01."}})
}

func encoded(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values
	}
	return text
}

// federalAward is one invented award; amount is a number, or null for none.
func federalAward(key, id, recipient, day, amount, agency, text string) map[string]any {
	a := map[string]any{"key": key, "Award ID": id, "Recipient Name": recipient, "Recipient UEI": nil, "Start Date": day, "End Date": nil, "Base Obligation Date": day,
		"Award Amount": json.RawMessage(amount), "Awarding Agency": agency, "Awarding Sub Agency": agency, "Award Type": "PROJECT GRANT (B)", "Contract Award Type": "DEFINITIVE CONTRACT",
		"Description": text, "Last Modified Date": day, "recipient_id": "aaaa-C", "CFDA Number": "47.070",
		"Recipient Location": map[string]any{"location_country_code": "USA", "country_name": "UNITED STATES", "state_code": "CO"}}
	if text == "" {
		a["Description"] = nil
	}
	if !strings.Contains(recipient, "RECIPIENTS") && !strings.Contains(recipient, "REDACTED") {
		a["Recipient UEI"] = "UEI" + id
	}
	return a
}

const (
	scienceFoundation = "National Science Foundation"
	defenseDepartment = "Department of Defense"
)

// federalAwards are the invented awards of a group: special cases, and some in each month of two years.
func federalAwards(group string, revision int) []map[string]any {
	if group == "loans" {
		return nil
	}
	all := specialGrants()
	prefix := "ASST_NON_"
	if group == "contracts" {
		prefix, all = "CONT_AWD_", specialContracts()
	}
	for month := range 24 {
		for n := range 7 {
			day := time.Date(2024, time.Month(11+month), 2+4*n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			id := fmt.Sprintf("%sX%02d%d", strings.ToUpper(group[:1]), month, n)
			amount := fmt.Sprintf("%d.5", 100_000*(n+1)+revision)
			all = append(all, federalAward(prefix+id, id, fmt.Sprintf("EXAMPLE LABS %d INC", n), day, amount, "Department of Energy", "MACHINE LEARNING FOR GRID PLANNING, PHASE "+id))
		}
	}
	return all
}

func specialGrants() []map[string]any {
	abroad := federalAward("ASST_NON_ABROAD_019", "ABROAD", "SAMPLE INSTITUTE", "2025-01-21", "40000", "Department of State", "ARTIFICIAL INTELLIGENCE EXCHANGE")
	abroad["Recipient Location"] = map[string]any{"location_country_code": "FRA", "country_name": "FRANCE", "state_code": nil}
	return []map[string]any{
		federalAward("ASST_NON_2599001_049", "2599001", "SAMPLE STATE UNIVERSITY", "2025-01-15", "600000.0", scienceFoundation, "COLLABORATIVE RESEARCH: TRUSTWORTHY MACHINE LEARNING FOR BRIDGES"),
		federalAward("ASST_NON_2599777_049", "2599777", "EXAMPLE COLLEGE", "2025-01-16", "90000", scienceFoundation, "DEEP LEARNING FOR MOSS"),
		federalAward("ASST_NON_HR0099_097", "HR0099", "EXAMPLE LABS INC", "2025-01-17", "-5000.0", defenseDepartment, "DEEP LEARNING FOR SONAR"),
		federalAward("ASST_NON_HR0100_097", "HR0100", "EXAMPLE LABS INC", "2025-01-17", "7000", defenseDepartment, ""),
		federalAward("ASST_NON_X_089", "X", "MULTIPLE RECIPIENTS", "2025-01-18", "0", "Department of Health and Human Services", "AI/AN TRIBAL HEALTH"),
		federalAward("ASST_NON_M_075", "M", "MULTIPLE RECIPIENTS", "2025-01-19", "12000", "Department of Health and Human Services", "MACHINE LEARNING FELLOWSHIPS"),
		federalAward("ASST_NON_R_075", "R", "REDACTED DUE TO PII", "2025-01-19", "13000", "Department of Health and Human Services", "NEURAL NETWORKS FOR RETINAS"),
		federalAward("ASST_NON_N_091", "N", "DEMO SCHOOL", "2025-01-20", "null", "Department of Education", "GENERATIVE AI IN CLASS"),
		federalAward("ASST_NON_W_012", "W", "FARM STATION", "2025-01-20", "15000", "Department of Agriculture", "AVIAN INFLUENZA AND AUTONOMOUS ROBOTICS"),
		abroad,
	}
}

func specialContracts() []map[string]any {
	return []map[string]any{
		federalAward("CONT_AWD_K1_9700", "K1", "EXAMPLE LABS INC", "2025-02-03", "2500000.25", defenseDepartment, "ARTIFICIAL INTELLIGENCE PLATFORM"),
		federalAward("CONT_AWD_K2_9700", "K2", "EXAMPLE LABS INC", "2025-02-04", "-100.5", defenseDepartment, "LARGE LANGUAGE MODEL PILOT"),
		federalAward("CONT_AWD_K3_7500", "K3", "MULTIPLE RECIPIENTS", "2025-02-05", "0", "Department of Health and Human Services", "COMPUTER VISION SUPPORT"),
		federalAward("CONT_AWD_K4_7500", "K4", "DEMO INC", "2025-02-06", "100", "Department of Health and Human Services", "AI/AN OUTREACH"),
	}
}
