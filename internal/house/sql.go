package house

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

var (
	checkHeader = regexp.MustCompile(`^-- check: ([a-z0-9-]+)   level: (error|warning)$`)
	clock       = regexp.MustCompile(`(?i)\b(now\(\)|current_date|current_timestamp|random\(\))`)
	zeroed      = regexp.MustCompile(`(?i)coalesce\([^()]*, *0\)`)
	shouted     = regexp.MustCompile(`\b(SELECT|FROM|WHERE|JOIN|INSERT|CREATE|GROUP BY|ORDER BY)\b`)
)

// SQL finds files that do not begin with their grain, checks that are not named after their file, clocks and chance, and measures
// whose missing values become zeros.
func SQL(tree fs.FS) ([]Finding, error) {
	var found []Finding
	isSQL := func(name string) bool { return path.Ext(name) == ".sql" }
	err := eachLine(tree, isSQL, func(name string, number int, line string) {
		if number == 1 {
			if reason := firstLine(name, line); reason != "" {
				found = append(found, Finding{name, 1, reason})
			}
		}
		code, _, _ := strings.Cut(line, "--")
		for _, r := range []struct {
			re     *regexp.Regexp
			reason string
		}{
			{clock, "a clock or chance; the only today is as_of"},
			{zeroed, "missing is not zero"},
			{shouted, "keywords are lower case"},
		} {
			if m := r.re.FindString(code); m != "" {
				found = append(found, Finding{name, number, r.reason + ": " + m})
			}
		}
	})
	return found, err
}

func firstLine(name, line string) string {
	switch {
	case strings.HasPrefix(name, "ingest/checks/"):
		m := checkHeader.FindStringSubmatch(line)
		if m == nil {
			return "first line is not: -- check: id   level: error"
		}
		if m[1]+".sql" != path.Base(name) {
			return "check is named " + m[1]
		}
	case !strings.HasPrefix(line, "-- "):
		return "first line does not say what a row is"
	}
	return ""
}
