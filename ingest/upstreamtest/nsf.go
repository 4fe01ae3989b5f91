package upstreamtest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const nsfPath = "/services/v1/awards.json"

func init() {
	register(publisher{paths: []string{nsfPath}, answer: nsf})
}

// nsfAward is one award; all values are text.
type nsfAward map[string]string

// nsf answers as the award search does, with its faults: the first record is number 0, whatever the manual says; at most 25
// come at once; from the third page on the first record is one of the first page, in the place of its own; a window lacks its
// first and last day; parameters that it does not know change nothing.
func nsf(r *http.Request, revision int) (answer, bool) {
	q := r.URL.Query()
	from, err := time.Parse("01/02/2006", q.Get("dateStart"))
	to, err2 := time.Parse("01/02/2006", q.Get("dateEnd"))
	if err != nil || err2 != nil {
		return answer{body: []byte(`{"response":{"serviceNotification":[{"notificationType":"ERROR","notificationMessage":"Invalid date"}]}}`), kind: "application/json"}, true
	}
	fields := strings.Split(q.Get("printFields"), ",")
	found := []nsfAward{}
	for _, a := range nsfAwards(revision) {
		day, _ := time.Parse("01/02/2006", a["date"]) // as written below
		phrase := strings.ToLower(strings.Trim(q.Get("keyword"), `"`))
		switch {
		case !day.After(from) || !day.Before(to):
		case !strings.Contains(strings.ToLower(a["title"]+" "+a["abstractText"]), phrase):
		case q.Has("transType") && q.Get("transType") != a["transType"]:
		case q.Has("awardeeStateCode") && q.Get("awardeeStateCode") != a["awardeeStateCode"]:
		default:
			shown := nsfAward{}
			for _, f := range fields {
				if v, ok := a[f]; ok {
					shown[f] = v
				}
			}
			found = append(found, shown)
		}
	}
	return answer{body: nsfPage(found, q.Get("offset"), q.Get("rpp")), kind: "application/json"}, true
}

func nsfPage(found []nsfAward, offset, size string) []byte {
	n, _ := strconv.Atoi(size)
	n = min(max(n, 1), 25)
	first, _ := strconv.Atoi(offset)
	first = min(max(first, 0), len(found))
	page := append([]nsfAward{}, found[first:min(len(found), first+n)]...)
	if first >= 2*n && len(page) > 0 {
		page[0] = found[0]
	}
	return encoded(map[string]any{"response": map[string]any{"award": page}})
}

// nsfAwards are invented: the cases of the specification, a month with many, a day with more than a window may hold.
func nsfAwards(revision int) []nsfAward {
	all := []nsfAward{
		{"id": "2599001", "title": "Collaborative Research: Trustworthy machine learning for bridges", "date": "01/15/2025", "startDate": "02/01/2025", "expDate": "01/31/2028", "transType": "Standard Grant",
			"estimatedTotalAmt": "900000", "fundsObligatedAmt": fmt.Sprintf("60000%d.50", revision), "awardeeName": "Sample State University", "awardeeCity": "Sampletown", "awardeeStateCode": "CO", "awardeeCountryCode": "US",
			"ueiNumber": "SAMPLEUEI001", "fundProgramName": "Info Integration & Informatics", "progEleCode": "736400", "progRefCode": "075Z, 7364", "cfdaNumber": "47.070", "agency": "NSF", "abstractText": "Bridges &amp; beams."},
		{"id": "0599002", "title": "CAREER: Moss", "date": "01/20/2025", "startDate": "06/01/2025", "expDate": "05/31/2030", "transType": "Continuing Grant", "estimatedTotalAmt": "550000", "fundsObligatedAmt": "110000",
			"awardeeName": "Example College", "awardeeStateCode": "VT", "awardeeCountryCode": "US", "agency": "NSF", "abstractText": "<br/>Moss is studied with artificial intelligence &lt;and&gt; care.<br/>"},
		{"id": "2599003", "title": "I-Corps: AI", "date": "01/31/2025", "estimatedTotalAmt": "", "awardeeName": "Demo Inc", "transType": "Standard Grant", "agency": "NSF", "abstractText": "A machine learning start-up.", "awardeeCountryCode": "US"},
		{"id": "2599004", "title": "Moss and deep learning on the first of a month", "date": "02/01/2025", "startDate": "02/01/2025", "expDate": "01/31/2026", "estimatedTotalAmt": "50000", "fundsObligatedAmt": "-250.00",
			"awardeeName": "Example College", "transType": "Standard Grant", "agency": "NSF", "awardeeStateCode": "VT", "awardeeCountryCode": "US"},
		{"id": "2599005", "title": "Workshop on robotics and big data", "date": "02/02/2025", "startDate": "02/01/2025", "expDate": "01/31/2026", "estimatedTotalAmt": "10000", "fundsObligatedAmt": "10000",
			"awardeeName": "Example College", "transType": "Standard Grant", "agency": "NSF", "awardeeStateCode": "VT", "awardeeCountryCode": "US", "abstractText": "Machine learning is not the subject."},
	}
	many := func(day int, kind, state string, n int) {
		for i := range n {
			all = append(all, nsfAward{"id": fmt.Sprintf("25%02d%d%02d", day, len(kind)-14, i), "title": fmt.Sprintf("Machine learning, part %d", i), "date": fmt.Sprintf("03/%02d/2025", day), "transType": kind, "startDate": "06/01/2025",
				"expDate": "05/31/2028", "estimatedTotalAmt": "2000", "fundsObligatedAmt": "1000", "awardeeName": "Example College", "awardeeStateCode": state, "awardeeCountryCode": "US", "agency": "NSF", "abstractText": ""})
		}
	}
	many(3, "Standard Grant", "CO", 20)
	many(17, "Standard Grant", "CO", 40)
	many(17, "Continuing Grant", "VT", 30)
	many(30, "Standard Grant", "CO", 12)
	return all
}
