package locale

import (
	"strconv"
	"strings"
)

var months = map[string][12]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
}

// Period prints a period: "2025", "Q3 2025" for 2025-Q3, "all years" for all. Anything else comes back as it is.
func (p *Printer) Period(period string) string {
	if period == "all" {
		return p.Text("period.all", "all years")
	}
	year, quarter, ok := strings.Cut(period, "-Q")
	if !ok {
		return period
	}
	if p.lang == "fr" {
		return "T" + quarter + space + year
	}
	return "Q" + quarter + space + year
}

// Date prints an ISO date as precisely as it is known: "11 February 2025", "February 2025", "2025". Anything else comes back as
// it is.
func (p *Printer) Date(iso string) string {
	parts := strings.Split(iso, "-")
	if len(parts) < 2 || len(parts) > 3 {
		return iso
	}
	month, err := strconv.Atoi(parts[1])
	if err != nil || month < 1 || month > 12 {
		return iso
	}
	text := months[p.lang][month-1] + space + parts[0]
	if len(parts) == 2 {
		return text
	}
	day, err := strconv.Atoi(parts[2])
	if err != nil || day < 1 || day > 31 {
		return iso
	}
	if p.lang == "fr" && day == 1 {
		return "1er" + space + text
	}
	return strconv.Itoa(day) + space + text
}
