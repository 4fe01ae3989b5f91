package upstreamtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const clickpyPath = "/"

func init() {
	register(publisher{paths: []string{clickpyPath}, answer: clickpy})
}

// clickpyRows is how many rows the server gives at most; it does not say that there are more.
const clickpyRows = 1000

var (
	clickpyProjects = regexp.MustCompile(`project IN \('([^)]*)'\)`)
	clickpyDates    = regexp.MustCompile(`date >= '(\d{4}-\d\d-\d\d)' AND date <= '(\d{4}-\d\d-\d\d)'`)
	clickpyPage     = regexp.MustCompile(`LIMIT (\d+) OFFSET (\d+)`)

	// clickpyPlaces are codes of places: most of them in our list, two that are not, and downloads without one.
	clickpyPlaces = []string{"", "AU", "BR", "CA", "CH", "CN", "DE", "ES", "FI", "FR", "GB", "HK", "IE", "IL", "IN", "IT", "JP", "KR", "KZ", "NL", "NO", "PE", "PL", "RU", "SE", "SG", "TW", "UA", "US", "ZA"}
)

// clickpy answers a question in SQL, posted as text: a line of JSON for each row, 64-bit numbers as text for some packages and
// as numbers for others, no more than a thousand rows whatever was asked for; 500 with its own words where it does not
// understand. The last day with data is 20 November 2026.
func clickpy(r *http.Request, revision int) (answer, bool) {
	text, _ := io.ReadAll(r.Body) // what is lacking is not understood
	query := string(text)
	projects, dates := clickpyProjects.FindStringSubmatch(query), clickpyDates.FindStringSubmatch(query)
	if r.Method != http.MethodPost || r.URL.Query().Get("user") != "demo" || projects == nil || dates == nil {
		return answer{body: []byte("Code: 62. DB::Exception: Syntax error. (SYNTAX_ERROR)\n"), kind: "text/plain", status: http.StatusInternalServerError,
			header: http.Header{"X-ClickHouse-Exception-Code": {"62"}}}, true
	}
	rows := clickpyLines(strings.Split(projects[1], "','"), dates[1], dates[2], revision)
	if strings.Contains(query, "count() AS records") {
		return answer{body: fmt.Appendf(nil, "{\"records\":\"%d\"}\n", len(rows)), kind: "application/x-ndjson"}, true
	}
	page := clickpyPage.FindStringSubmatch(query)
	limit, offset := clickpyRows, 0
	if page != nil {
		limit, _ = strconv.Atoi(page[1])
		offset, _ = strconv.Atoi(page[2])
	}
	offset = min(offset, len(rows))
	rows = rows[offset:min(len(rows), offset+min(limit, clickpyRows))]
	return answer{body: bytes.Join(rows, nil), kind: "application/x-ndjson"}, true
}

// clickpyLines are the rows of some packages between two days, in order.
func clickpyLines(projects []string, from, to string, revision int) [][]byte {
	slices.Sort(projects)
	var rows [][]byte
	for at, project := range projects {
		first, err := time.Parse(time.DateOnly, from)
		if err != nil {
			return nil
		}
		for month := first.AddDate(0, 0, 1-first.Day()); month.Format(time.DateOnly) <= min(to, "2026-11-20"); month = month.AddDate(0, 1, 0) {
			for n, place := range clickpyPlaces {
				downloads := fmt.Sprint(1000*len(project) + 10*n + int(month.Month()) + revision)
				if at%2 == 0 {
					downloads = `"` + downloads + `"`
				}
				rows = append(rows, fmt.Appendf(nil, "{\"project\":%q,\"month\":%q,\"country_code\":%q,\"downloads\":%s}\n", project, month.Format(time.DateOnly), place, downloads))
			}
		}
	}
	return rows
}
