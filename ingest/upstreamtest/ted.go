package upstreamtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const tedPath = "/v3/notices/search"

func init() {
	register(publisher{paths: []string{tedPath}, answer: ted})
}

// tedFields are the fields that the stand-in knows; the real one knows some 1,500.
var tedFields = []string{"publication-number", "publication-date", "notice-type", "form-type", "notice-title", "title-proc", "description-proc", "title-lot", "description-lot",
	"buyer-name", "buyer-country", "classification-cpv", "main-classification-proc", "place-of-performance", "total-value", "total-value-cur", "result-value-notice",
	"result-value-cur-notice", "estimated-value-proc", "estimated-value-cur-proc", "tender-value", "tender-value-cur", "winner-name", "winner-country", "winner-identifier",
	"winner-decision-date", "contract-conclusion-date", "deadline-receipt-tender-date-lot", "procedure-identifier", "notice-identifier", "notice-version", "links",
	"framework-agreement-lot", "result-framework-maximum-value-notice", "result-framework-maximum-value-cur-notice"}

// tedQuestion is the posted body.
type tedQuestion struct {
	Query  string
	Fields []string
	Limit  int
	Mode   string `json:"paginationMode"`
	Token  string `json:"iterationNextToken"`
	Scope  string
}

var (
	tedFrom   = regexp.MustCompile(`publication-date\s*>=\s*(\d{8})`)
	tedTo     = regexp.MustCompile(`publication-date\s*<=\s*(\d{8})`)
	tedForms  = regexp.MustCompile(`form-type IN \(([a-z -]+)\)`)
	tedQuoted = regexp.MustCompile(`"[^"]*"`)
	tedBare   = regexp.MustCompile(`^\s*[A-Za-z]+\s*$`)
	tedTerms  = regexp.MustCompile(`\b(?:AND|OR|NOT|SORT BY)\b|[()]`)
)

// ted answers as the search API does: it refuses unknown fields, too many of them and words that stand alone; it gives two
// pages of a window with a token each, then an empty one that has a token too; one field comes as text or as a list.
func ted(r *http.Request, revision int) (answer, bool) {
	var q tedQuestion
	if r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&q) != nil || q.Query == "" || len(q.Fields) == 0 {
		return refusal(http.StatusBadRequest, `{"message":"query and fields are required","error":{}}`), true
	}
	limit := q.Limit
	if limit == 0 {
		limit = 10
	}
	for _, f := range q.Fields {
		if !slices.Contains(tedFields, f) {
			return refusal(http.StatusBadRequest, `{"message":"Field '`+f+`' is not supported","error":{"type":"UNSUPPORTED_VALUE"}}`), true
		}
	}
	if limit > 250 || len(q.Fields)*limit > 10_000 {
		return refusal(http.StatusBadRequest, `{"message":"limit times fields is above 10000","error":{"type":"UNSUPPORTED_VALUE"}}`), true
	}
	for _, term := range tedTerms.Split(tedQuoted.ReplaceAllString(tedForms.ReplaceAllString(q.Query, ""), `""`), -1) {
		if tedBare.MatchString(term) {
			return refusal(http.StatusBadRequest, `{"message":"Syntax error in expert query at line 1, col 1: missing operator after '`+strings.TrimSpace(term)+`'","error":{"type":"QUERY_SYNTAX_ERROR","location":{"beginLine":1,"beginColumn":1,"endLine":1,"endColumn":1}}}`), true
		}
	}
	return tedPage(q, tedFound(q, revision)), true
}

// tedFound are the notices of the asked span of days and kinds of form.
func tedFound(q tedQuestion, revision int) []map[string]any {
	day := func(in *regexp.Regexp, otherwise string) string {
		if m := in.FindStringSubmatch(q.Query); m != nil {
			return m[1]
		}
		return otherwise
	}
	from, to := day(tedFrom, "00000000"), day(tedTo, "99999999")
	var forms []string
	if m := tedForms.FindStringSubmatch(q.Query); m != nil {
		forms = strings.Fields(m[1])
	}
	found := []map[string]any{}
	for _, notice := range tedNotices(revision) {
		on := notice["publication-date"]
		if list, ok := on.([]string); ok {
			on = list[0]
		}
		published := strings.ReplaceAll(on.(string)[:10], "-", "")
		if published < from || published > to || forms != nil && !slices.Contains(forms, notice["form-type"].(string)) {
			continue
		}
		shown := map[string]any{}
		for _, f := range q.Fields {
			if v, ok := notice[f]; ok {
				shown[f] = v
			}
		}
		found = append(found, shown)
	}
	return found
}

// tedPage gives the page that a token asks for.
func tedPage(q tedQuestion, found []map[string]any) answer {
	page := 0
	if q.Token != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(q.Token, "opaque-"))
		if err != nil || q.Mode != "ITERATION" {
			return refusal(http.StatusBadRequest, `{"message":"Invalid iteration token","error":{"type":"INVALID_ITERATION_TOKEN"}}`)
		}
		page = n
	}
	half := (len(found) + 1) / 2
	from, to := min(len(found), page*half), min(len(found), (page+1)*half)
	body := map[string]any{"notices": found[from:to], "totalNoticeCount": len(found), "timedOut": false}
	if q.Mode == "ITERATION" {
		body["iterationNextToken"] = fmt.Sprintf("opaque-%d", page+1)
	}
	return answer{body: encoded(body), kind: "application/json"}
}

// TimedOutOnce is a search that gives up the first time, and says so in an answer that looks whole.
func TimedOutOnce(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	if n == 1 {
		good = []byte(`{"notices":[],"totalNoticeCount":0,"timedOut":true}`)
	}
	Untagged(w, r, good, n)
}

// TimedOut is a search that always gives up.
func TimedOut(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	Untagged(w, r, bytes.ReplaceAll(good, []byte(`"timedOut":false`), []byte(`"timedOut":true`)), n)
}

// ExpiredOnce refuses the second request: the token is too old.
func ExpiredOnce(w http.ResponseWriter, r *http.Request, good []byte, n int) {
	if n == 2 {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"message":"Iteration token has expired","error":{"type":"EXPIRED_ITERATION_TOKEN"}}`))
		return
	}
	Untagged(w, r, good, n)
}

// tedNotices are invented: those of the specification, cases of their own, and some in each month of two years.
func tedNotices(revision int) []map[string]any {
	all := slices.Concat(tedSpecified(revision), tedValues(), tedOddities())
	for month := range 24 {
		for n := range 5 {
			day := time.Date(2024, time.Month(11+month), 3+5*n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			number := fmt.Sprintf("7%02d%02d-%s", month, n, day[:4])
			all = append(all, map[string]any{"publication-number": number, "publication-date": day + "+01:00", "notice-type": "cn-standard", "form-type": "competition",
				"notice-title": map[string]string{"eng": "Sampleland – IT services – Machine learning platform " + number}, "buyer-name": map[string][]string{"eng": {"Sample Office"}},
				"buyer-country": []string{[]string{"FRA", "DEU", "ITA", "NOR", "IRL"}[n]}, "classification-cpv": []string{"72000000"}})
		}
	}
	return all
}

func tedSpecified(revision int) []map[string]any {
	return []map[string]any{
		{"publication-number": "900001-2026", "publication-date": "2026-10-02+02:00", "notice-type": "cn-standard", "form-type": "competition",
			"notice-title": map[string]string{"eng": "Sampleland – Software development services – AI translation platform", "fra": "Sampleland – Plateforme"}, "buyer-name": map[string][]string{"fra": {"Ministère Exemple"}},
			"buyer-country": []string{"FRA"}, "classification-cpv": []string{"72262000", "72262000"}, "place-of-performance": []string{"FR101", "FRA"}, "estimated-value-proc": 400000, "estimated-value-cur-proc": "EUR",
			"deadline-receipt-tender-date-lot": []string{"2026-11-15+01:00"}, "procedure-identifier": "proc-1", "notice-version": "01", "links": map[string]any{"html": map[string]string{"ENG": "https://ted.europa.eu/en/notice/-/detail/900001-2026"}}},
		{"publication-number": "900002-2026", "publication-date": []string{"2026-10-05+02:00"}, "notice-type": "can-standard", "form-type": "result", "notice-title": map[string]string{"deu": "Beispiel – KI-Plattform"},
			"buyer-name": map[string][]string{"deu": {"Beispielamt", "Zweites Amt"}}, "buyer-country": []string{"DEU"}, "classification-cpv": []string{"48000000"}, "total-value": 1250000.5 + float64(revision), "total-value-cur": []string{"EUR"},
			"winner-name": map[string][]string{"deu": {"Muster KI GmbH"}}, "winner-country": []string{"DEU"}, "tender-value": []float64{1250000.5}, "tender-value-cur": []string{"EUR"},
			"contract-conclusion-date": []string{"2026-09-28+02:00"}, "procedure-identifier": "proc-1"},
		{"publication-number": "900003-2026", "publication-date": "2026-10-06+02:00", "notice-type": "pin-only", "form-type": "planning", "notice-title": map[string]string{"pol": "Przykład – sztuczna inteligencja"},
			"buyer-name": map[string][]string{"pol": {"Urząd"}}, "buyer-country": []string{"POL"}, "classification-cpv": []string{}},
	}
}

// tedValues are results whose value has to be looked for, or is none.
func tedValues() []map[string]any {
	result := func(number, title string, fields map[string]any) map[string]any {
		notice := map[string]any{"publication-number": number, "publication-date": "2026-09-10+02:00", "notice-type": "can-standard", "form-type": "result",
			"notice-title": map[string]string{"eng": title}, "buyer-name": map[string][]string{"eng": {"Sample Office"}}, "buyer-country": []string{"SWE"}, "classification-cpv": []string{"72000000"}}
		for key, value := range fields {
			notice[key] = value
		}
		return notice
	}
	names := func(all ...string) map[string][]string { return map[string][]string{"eng": all} }
	return []map[string]any{
		result("910001-2026", "Machine learning: result before total", map[string]any{"result-value-notice": "500000.25", "result-value-cur-notice": "SEK", "total-value": 900000, "total-value-cur": "SEK", "winner-name": names("One AB", "Two AB", "One AB"), "winner-country": []string{"SWE", "FIN"}}),
		result("910002-2026", "Machine learning: sum of tenders", map[string]any{"tender-value": []float64{1000, 2000.5}, "tender-value-cur": []string{"EUR", "EUR"}, "winner-name": names("One AB", "Two AB"), "winner-country": []string{"SWE", "USA"}}),
		result("910003-2026", "Machine learning: tenders in two currencies", map[string]any{"tender-value": []float64{1000, 2000}, "tender-value-cur": []string{"EUR", "SEK"}}),
		result("910004-2026", "Machine learning: a symbolic value", map[string]any{"total-value": 0.01, "total-value-cur": []string{"EUR"}, "winner-name": names("One AB"), "winner-country": []string{"SWE", "USA"}}),
		result("910005-2026", "Machine learning: estimated only", map[string]any{"estimated-value-proc": 400000, "estimated-value-cur-proc": "EUR"}),
		result("910006-2026", "Machine learning: framework", map[string]any{"framework-agreement-lot": []string{"none", "fa-wo-rc"}, "result-value-notice": 17424000000, "result-value-cur-notice": "EUR",
			"result-framework-maximum-value-notice": 316800000, "result-framework-maximum-value-cur-notice": "EUR", "tender-value": []int{0, 0}, "tender-value-cur": []string{"EUR", "EUR"}, "winner-name": names("One AB")}),
		result("910007-2026", "Machine learning: no framework, no value", map[string]any{"framework-agreement-lot": []string{"none"}, "result-value-notice": -1, "result-value-cur-notice": "EUR"}),
		result("910008-2026", "Machine learning: a currency that has no rate", map[string]any{"total-value": 70000, "total-value-cur": []string{"XXQ"}}),
	}
}

// tedOddities are notices that the search finds and that are little or nothing about AI, and places that are none.
func tedOddities() []map[string]any {
	notice := func(number, title, country string) map[string]any {
		return map[string]any{"publication-number": number, "publication-date": "2026-08-03Z", "notice-type": "cn-standard", "form-type": "competition", "notice-title": map[string]string{"eng": title},
			"buyer-name": "Sample Office", "buyer-country": country, "classification-cpv": "33100000"}
	}
	noise := notice("920001-2026", "Medical imaging devices", "ESP")
	noise["description-lot"] = map[string][]string{"spa": {"Equipos", "con inteligencia artificial"}}
	change := notice("920002-2026", "Machine learning platform, modified", "ESP")
	change["form-type"], change["notice-type"] = "cont-modif", "can-modif"
	return []map[string]any{noise, change, notice("920003-2026", "Hospital beds", "ESP"), notice("920004-2026", "Machine learning on the moon", "ZZZ"), notice("0920005-2026", "Machine learning for two", "ESP")}
}
