package upstreamtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"sextant/internal/sheet"
)

const ftsPath = "/budget/financial-transparency-system/download/"

func init() {
	register(publisher{paths: []string{ftsPath + "2023_FTS_dataset_en.xlsx", ftsPath + "2024_FTS_dataset_en.xlsx", ftsPath + "2025_FTS_dataset_en.xlsx"}, answer: fts})
}

// fts answers with the workbook of a year. Years before and after have none.
func fts(r *http.Request, revision int) (answer, bool) {
	year := 0
	if _, err := fmt.Sscanf(strings.TrimPrefix(r.URL.Path, ftsPath), "%d_FTS", &year); err != nil {
		return answer{}, false
	}
	columns := ftsColumns(year)
	rows := [][]any{toCells(columns)}
	for _, cells := range ftsRows(year, revision) {
		row := make([]any, len(columns))
		for i, c := range columns {
			row[i] = cells[c]
			if row[i] == nil {
				row[i] = "-"
			}
		}
		rows = append(rows, row)
	}
	book, err := sheet.Write("Sheet1", rows)
	if err != nil {
		panic(err) // memory only
	}
	return answer{body: book, kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, true
}

func toCells(names []string) []any {
	cells := make([]any, len(names))
	for i, n := range names {
		cells[i] = n
	}
	return cells
}

// ftsColumns are those of a year: the number of the beneficiary has another name in each, and some come and go.
func ftsColumns(year int) []string {
	columns := []string{"Year", "Budget", "Reference of the Legal Commitment (LC)", "Reference (Budget)", "Name of beneficiary", "VAT number of beneficiary",
		"Not-for-profit organisation (NFPO)", "Non-governmental organisation (NGO)", "Coordinator", "Address", "City", "Postal code", "Beneficiary country", "NUTS2",
		"Geographical Zone", "Action location", "Funding type", "Beneficiary’s contracted amount (EUR)", "Beneficiary’s estimated contracted amount (EUR)",
		"Beneficiary’s estimated consumed amount (EUR)", "Commitment contracted amount (EUR) (A)", "Additional/Reduced amount (EUR) (B)", "Commitment  total amount (EUR) (A+B)",
		"Commitment consumed amount (EUR)", "Source of (estimated) detailed amount", "Expense type", "Subject of grant or contract", "Responsible department", "Budget line number",
		"Budget line name", "Programme name", "Beneficiary Group Code", "Beneficiary type", "Project start date", "Project end date", "Type of contract*", "Management type", "Benefiting country"}
	switch at := slices.Index(columns, "VAT number of beneficiary"); year {
	case 2023:
		columns[at] = "Recipient main registration number"
		columns = append(columns, "Call for proposals Reference", "Project / Contract Reference", "Acronym")
	case 2025:
		columns[at] = "Main registration number of beneficiary"
	}
	return columns
}

// ftsRows are the commitments of a year.
func ftsRows(year, revision int) []map[string]any {
	row := func(lc, beneficiary, country string, amount, commitment any, subject, programme string) map[string]any {
		return map[string]any{"Year": year, "Budget": "General budget", "Reference of the Legal Commitment (LC)": lc, "Reference (Budget)": "JAG." + strings.TrimPrefix(lc, "SCR.") + ".1",
			"Name of beneficiary": beneficiary, "Coordinator": "No", "City": "Testville", "Beneficiary country": country, "Beneficiary’s contracted amount (EUR)": amount,
			"Commitment contracted amount (EUR) (A)": commitment, "Subject of grant or contract": subject, "Programme name": programme, "Budget line name": "Operations", "Beneficiary type": "Private Companies",
			"Recipient main registration number": "N1", "VAT number of beneficiary": "N1", "Main registration number of beneficiary": "N1"}
	}
	const digital, research = "Digital Europe Programme", "Horizon Europe"
	facility := "109999100 - TESTAI - Test facility for AI"
	all := []map[string]any{row(fmt.Sprint("SCR.97", year), "Elsewhere Inc", "Atlantis", 10, 10, "Machine learning abroad", digital)}
	switch year {
	case 2023:
		all = append(all, row("SCR.990001", "EXAMPLE DATA BV", "Netherlands (the)", 350000.25, 900000, facility, digital))
	case 2024:
		first := row("SCR.990001", "EXAMPLE DATA BV", "Netherlands (the)", 400000.5, 1000000, facility, digital)
		first["Coordinator"] = "Yes"
		change := row("SCR.990001", "SAMPLE OY", "Finland", -100.25, nil, facility, digital)
		change["Additional/Reduced amount (EUR) (B)"] = -100.25
		guess := row("SCR.990003", "Echantillon SA", "France", nil, 5000, "Study", digital)
		guess["Beneficiary’s estimated contracted amount (EUR)"], guess["Budget line name"] = 2500.5, "Artificial intelligence"
		all = append(all, first, row("SCR.990001", "SAMPLE OY", "Finland", 599999.5, 1000000, facility, digital), change, guess,
			row("SCR.990002", "*****", "Belgium", 700, 5000, "Expert fee for AI", research), row("SCR.990002", "*****", "Belgium", 800.1, 5000, "Expert fee for AI", research),
			row("SCR.990005", "*****", "Belgium", 5000, 5000, "Expert fee", research),
			row("SCR.990006", "INSTITUT EXEMPLE", "France", 520625, 870625.75, "101999001 - LUMENAI - Light-weight learning", research),
			row("SCR.990007", "Bridge Builders", "Korea (the Republic of)", 9, 9, "A bridge", "Connecting Europe Facility"))
	}
	for i := range 40 {
		all = append(all, row(fmt.Sprintf("SCR.98%04d", i), fmt.Sprintf("Sample %d", i), "Germany", 1000+revision, 1000+revision, "A road", "Connecting Europe Facility"))
	}
	return all
}
