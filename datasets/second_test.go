package datasets_test

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sextant/datasets"
)

// The tests of this file calculate totals a second time, from the files and the rules in words, without SQL.

var ceiling = regexp.MustCompile(`(?i)(^|; )up to (this amount|[0-9.]+ ?(M|B|bn)\b)`)

// corrected returns what corrections set in a table of a dataset, by key and column.
func corrected(t *testing.T, dataset, table string) map[string]map[string]*string {
	t.Helper()
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := catalogue.Dataset(dataset)
	found := map[string]map[string]*string{}
	for _, c := range d.Corrections {
		if c.Table == table {
			found[c.Key] = c.Set
		}
	}
	return found
}

func isSet(set map[string]*string, column, value string) bool {
	return set[column] != nil && *set[column] == value
}

// equityRounds are the rounds that count as equity, with the equity part of mixed ones.
func equityRounds(t *testing.T) []map[string]string {
	t.Helper()
	parts := map[string]string{}
	for _, row := range table(t, "ai-companies/parts.csv") {
		if row["instrument"] == "equity" {
			parts[row["round_id"]] = row["amount"]
		}
	}
	corrections := corrected(t, "ai-companies", "round")
	var counted []map[string]string
	for _, row := range table(t, "ai-companies/rounds.csv") {
		exit := slices.Contains([]string{"acquisition", "ipo", "debt", "grant"}, row["round_type"])
		if exit || ceiling.MatchString(row["note"]) || isSet(corrections[row["round_id"]], "is_counted", "false") {
			continue
		}
		if part := parts[row["round_id"]]; part != "" {
			row["amount"] = part
		}
		counted = append(counted, row)
	}
	return counted
}

func TestSecond_equity(t *testing.T) {
	organisations := by(table(t, "ai-companies/organisations.csv"), "organisation_id")
	rates := rates(t)
	sums := map[string]*big.Rat{}
	rounds, undisclosed := map[string]int{}, map[string]int{}
	for _, row := range equityRounds(t) {
		if row["announced_on"] == "" {
			continue
		}
		cell := organisations[row["organisation_id"]]["economy"] + "|" + row["announced_on"][:4]
		if sums[cell] == nil {
			sums[cell] = new(big.Rat)
		}
		rounds[cell]++
		if value := euros(t, rates, row["amount"], row["currency"], row["announced_on"]); value != nil {
			sums[cell].Add(sums[cell], value)
		} else {
			undisclosed[cell]++
		}
	}
	lines := answer(t, `
		select economy, year, sum(amount_eur), count(*), count(*) - count(amount_eur)
		from round
		where instrument = 'equity' and is_counted and year is not null
		group by economy, year
		order by economy, year`)
	if len(lines) != len(sums) {
		t.Errorf("the release has %d cells, the files %d", len(lines), len(sums))
	}
	for _, line := range lines {
		cells := strings.Split(line, "|")
		cell := cells[0] + "|" + cells[1]
		if sums[cell] == nil {
			t.Errorf("%s is not in the files", cell)
			continue
		}
		near(t, cell, sums[cell], cells[2])
		if got := strconv.Itoa(rounds[cell]) + " " + strconv.Itoa(undisclosed[cell]); got != cells[3]+" "+cells[4] {
			t.Errorf("%s: rounds and undisclosed are %s %s, in the files %s", cell, cells[3], cells[4], got)
		}
	}
}

func TestSecond_leadOrigin(t *testing.T) {
	investors := by(table(t, "ai-companies/investors.csv"), "investor_id")
	economies := by(table(t, "codes/economy.csv"), "economy")
	counts := map[string]int{}
	for _, row := range table(t, "ai-companies/rounds.csv") {
		var blocs []string
		for _, id := range strings.Split(row["lead_investors"], ";") {
			if investor := investors[id]; investor != nil && investor["economy"] != "" {
				blocs = append(blocs, economies[investor["economy"]]["bloc"])
			}
		}
		slices.Sort(blocs)
		switch blocs = slices.Compact(blocs); len(blocs) {
		case 0:
			counts["UNKNOWN"]++
		case 1:
			counts[blocs[0]]++
		default:
			counts["MIXED"]++
		}
	}
	second := len(by(table(t, "ai-companies/parts.csv"), "round_id")) // the further parts repeat the event's leads
	total := 0
	for _, line := range answer(t, `
		select lead_origin, count(*)
		from round
		where round_id not in (select a.round_id || '-' || b.instrument from round as a join round as b on b.round_id = a.round_id || '-' || b.instrument)
		group by lead_origin
		order by lead_origin`) {
		origin, count, _ := strings.Cut(line, "|")
		if strconv.Itoa(counts[origin]) != count {
			t.Errorf("%s: %s rounds, in the files %d", origin, count, counts[origin])
		}
		n, _ := strconv.Atoi(count)
		total += n
	}
	if all := answer(t, `select count(*) from round`)[0]; all != strconv.Itoa(total+second) {
		t.Errorf("%s rows of rounds, %d events and %d further parts", all, total, second)
	}
}

// A fund is one amount that could count.
type fund struct {
	value   *big.Rat
	economy string
}

func TestSecond_publicFunds(t *testing.T) {
	programmes := by(table(t, "public-programmes/programmes.csv"), "programme_id")
	for _, row := range table(t, "public-programmes/overlaps.csv") {
		programmes[row["programme_id"]]["parent_id"] = row["contained_in"]
	}
	broader := by(table(t, "public-programmes/broader.csv"), "programme_id")
	corrections := corrected(t, "public-programmes", "programme_amount")
	prefix := regexp.MustCompile(`^(context|split|yearly):`)
	overlap := regexp.MustCompile(`^overlap:([a-z0-9-]+)`)
	rates := rates(t)
	for _, stage := range []string{"announced", "committed", "contracted", "disbursed"} {
		funds, overlaps := map[string]fund{}, map[string]string{}
		for _, row := range table(t, "public-programmes/amounts.csv") {
			id := row["programme_id"]
			value := euros(t, rates, row["amount"], row["currency"], row["announced_on"])
			if row["stage"] != stage || value == nil || prefix.MatchString(row["note"]) || row["includes_private"] == "true" ||
				broader[id] != nil || isSet(corrections[id+"-"+stage], "is_counted", "false") {
				continue
			}
			funds[id] = fund{value, programmes[id]["economy"]}
			if match := overlap.FindStringSubmatch(row["note"]); match != nil {
				overlaps[id] = match[1]
			}
		}
		sums := countFunds(funds, overlaps, programmes)
		for _, line := range answer(t, `
			select economy, sum(amount_eur)
			from programme_amount
			where is_counted and stage = '`+stage+`'
			group by economy
			order by economy`) {
			economy, sum, _ := strings.Cut(line, "|")
			if sums[economy] == nil {
				t.Errorf("%s %s is not in the files", stage, economy)
				continue
			}
			near(t, stage+" "+economy, sums[economy], sum)
			delete(sums, economy)
		}
		for economy := range sums {
			t.Errorf("%s %s is not in the release", stage, economy)
		}
	}
}

// countFunds adds what lies in no other counted amount.
func countFunds(funds map[string]fund, overlaps map[string]string, programmes map[string]map[string]string) map[string]*big.Rat {
	inside := func(id string) bool {
		for whole := programmes[id]["parent_id"]; whole != ""; whole = programmes[whole]["parent_id"] {
			if _, ok := funds[whole]; ok {
				return true
			}
		}
		return false
	}
	for id, other := range overlaps {
		if _, ok := funds[other]; ok || inside(other) {
			delete(funds, id)
		}
	}
	sums := map[string]*big.Rat{}
	for id, f := range funds {
		if inside(id) {
			continue
		}
		if sums[f.economy] == nil {
			sums[f.economy] = new(big.Rat)
		}
		sums[f.economy].Add(sums[f.economy], f.value)
	}
	return sums
}

func TestSecond_quarters(t *testing.T) {
	last := map[string]string{}
	value := map[string]string{}
	for _, row := range table(t, "oss-projects/metrics.csv") {
		month, _ := strconv.Atoi(row["period"][5:7])
		source := regexp.MustCompile(`[0-9]{4}-[0-9-]+$`).ReplaceAllString(row["source_title"], "")
		if strings.Contains(source, "git history") {
			source = "git history"
		}
		key := strings.Join([]string{row["project_id"], row["metric"], source, row["period"][:4], strconv.Itoa((month + 2) / 3)}, "|")
		if newest := row["period"] + " " + row["source_on"]; newest > last[key] {
			last[key], value[key] = newest, row["value"]
		}
	}
	sum := new(big.Rat)
	for _, v := range value {
		sum.Add(sum, number(t, v))
	}
	got := strings.Split(answer(t, `select count(*), sum(value) from oss_metric`)[0], "|")
	if got[0] != strconv.Itoa(len(last)) {
		t.Errorf("%s quarterly readings, in the files %d", got[0], len(last))
	}
	near(t, "sum of readings", sum, got[1])
}

// TestSecond_rows: nothing is lost and nothing added between the files and the model.
func TestSecond_rows(t *testing.T) {
	models := 0
	for _, row := range table(t, "epoch-models/models.csv") {
		models += 1 + strings.Count(row["economy"], ";")
	}
	values := 0
	series := map[string]bool{}
	files := release(t).manifest.Inputs
	for _, in := range files {
		if in.Rejected != 0 || in.Staged != in.Rows {
			t.Errorf("%s/%s: %d rows, %d staged, %d rejected", in.Dataset, in.File, in.Rows, in.Staged, in.Rejected)
		}
		if in.File == "values.csv" {
			values += len(table(t, in.Dataset+"/values.csv"))
			for _, row := range table(t, in.Dataset+"/series.csv") {
				series[row["series_id"]] = true
			}
		}
	}
	extra := len(table(t, "ai-companies/parts.csv")) - len(by(table(t, "ai-companies/parts.csv"), "round_id"))
	for name, want := range map[string]int{
		"ai_model":         models,
		"observation":      values,
		"series":           len(series),
		"organisation":     len(table(t, "ai-companies/organisations.csv")),
		"round":            len(table(t, "ai-companies/rounds.csv")) + extra,
		"investor":         len(table(t, "ai-companies/investors.csv")),
		"programme":        len(table(t, "public-programmes/programmes.csv")),
		"programme_amount": len(table(t, "public-programmes/amounts.csv")),
		"policy_event":     len(table(t, "policy-events/events.csv")),
		"compute_site":     len(table(t, "compute-sites/sites.csv")),
		"oss_project":      len(table(t, "oss-projects/projects.csv")),
		"oss_grant":        len(table(t, "oss-grants/grants.csv")),
		"contract":         len(table(t, "procurement-notices/notices.csv")),
		"collaboration":    len(table(t, "github-innovation-graph/collaboration.csv")),
		"economy":          len(table(t, "codes/economy.csv")),
	} {
		if got := answer(t, "select count(*) from "+name)[0]; got != strconv.Itoa(want) {
			t.Errorf("table %s has %s rows, the files %d", name, got, want)
		}
	}
}

// TestWarnings: the real data break no check of level error; the warnings are known.
func TestWarnings(t *testing.T) {
	known := []string{"amount-not-converted", "award-without-supplier", "company-acquired-without-event", "denominator-missing", "policy-planned-in-past", "programme-parts-exceed-whole"}
	for _, f := range release(t).manifest.Findings {
		if f.Level != "warning" || !slices.Contains(known, f.Check) {
			t.Errorf("%s %s %s: %s", f.Level, f.Check, f.Key, f.Detail)
		}
	}
}
