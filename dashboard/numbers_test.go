package dashboard_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// A frame is the JSON form of a chart.
type frame struct {
	Release      string
	Observations []struct {
		Indicator, Economy, Period, By string
		Value                          *float64
		N, Missing                     int
	}
	Nowcasts []struct {
		Indicator string
		Value     *float64
	}
	Sources []struct{ Dataset, Producer string }
}

// figures are the lines of a CSV that are observations; it holds the others, which are nowcasts, to those of the JSON.
func (f frame) figures(t *testing.T, lines []map[string]string) []map[string]string {
	t.Helper()
	at := len(lines)
	for _, n := range slices.Backward(f.Nowcasts) {
		if n.Value == nil {
			continue
		}
		if at--; at < 0 || lines[at]["indicator"] != n.Indicator || lines[at]["obs_status"] != "F" || !near(lines[at]["value"], *n.Value) {
			t.Fatalf("the CSV does not end in the nowcast %+v", n)
		}
	}
	return lines[:at]
}

// TestNumbers_equalInEveryForm holds the table of the page, the CSV, the JSON and the drawing's option to one another.
func TestNumbers_equalInEveryForm(t *testing.T) {
	for _, id := range charts(t) {
		t.Run(id, func(t *testing.T) {
			lines := get(t, "/charts/"+id+".csv", 200).records(t)
			var f frame
			get(t, "/charts/"+id+".json", 200).decode(t, &f)
			lines = f.figures(t, lines)
			if len(lines) != len(f.Observations) {
				t.Fatalf("CSV has %d observations, JSON %d", len(lines), len(f.Observations))
			}
			for i, o := range f.Observations {
				l := lines[i]
				if l["indicator"] != o.Indicator || l["economy"] != o.Economy || l["period"] != o.Period || l["n"] != strconv.Itoa(o.N) || l["missing"] != strconv.Itoa(o.Missing) {
					t.Fatalf("line %d: CSV %v, JSON %+v", i, l, o)
				}
				if (l["value"] == "") != (o.Value == nil) || o.Value != nil && !near(l["value"], *o.Value) {
					t.Errorf("line %d: CSV %q, JSON %v", i, l["value"], o.Value)
				}
			}
			page := get(t, "/en/charts/"+id, 200).document(t)
			samePage(t, page, lines)
		})
	}
}

// near says whether a printed number is a value, to the cent.
func near(text string, v float64) bool {
	printed, err := strconv.ParseFloat(text, 64)
	return err == nil && math.Abs(printed-v) <= 0.005+1e-12*math.Abs(v)
}

// samePage compares the cells of a page's table with the lines of the CSV: as many, the same numbers, the same gaps.
func samePage(t *testing.T, page *goquery.Document, lines []map[string]string) {
	t.Helper()
	cells := page.Find("#table td[data-obs]")
	if cells.Length() != len(lines) {
		if cells.Length() == 0 && page.Find("#table tbody tr").Length() > 0 {
			return // a chart of single facts shows the facts
		}
		t.Fatalf("page has %d observations, CSV %d", cells.Length(), len(lines))
	}
	var onPage, inFile []string
	cells.Each(func(_ int, cell *goquery.Selection) {
		value, ok := cell.Find("data").Attr("value")
		if !ok && cell.Find(".gone").Text() == "" {
			t.Error("a missing value is an empty cell")
		}
		onPage = append(onPage, value)
	})
	for _, l := range lines {
		inFile = append(inFile, l["value"])
	}
	slices.Sort(onPage)
	slices.Sort(inFile)
	if !slices.Equal(onPage, inFile) {
		t.Errorf("page and CSV differ:\n%.300v\n%.300v", onPage, inFile)
	}
}

func TestNumbers_optionHasThem(t *testing.T) {
	for _, id := range []string{"investment-by-economy", "private-investment", "notable-models"} {
		var f frame
		get(t, "/charts/"+id+".json", 200).decode(t, &f)
		var option struct {
			Series []struct{ Data []json.RawMessage }
		}
		get(t, "/charts/"+id+".option.json", 200).decode(t, &option)
		drawn := map[string]bool{}
		for _, s := range option.Series {
			for _, raw := range s.Data {
				var point struct{ Value any }
				if json.Unmarshal(raw, &point) == nil && point.Value != nil {
					drawn[cents(last(point.Value))] = true
				}
			}
		}
		for _, o := range f.Observations {
			if o.Value != nil && !drawn[cents(*o.Value)] {
				t.Errorf("%s: %s %s %v is not drawn", id, o.Economy, o.Period, *o.Value)
			}
			if o.Value == nil && drawn["0.00"] {
				t.Errorf("%s: a zero is drawn where %s %s is missing", id, o.Economy, o.Period)
			}
		}
	}
}

// cents prints a number as money is exported: the drawing keeps more digits.
func cents(v any) string { return fmt.Sprintf("%.2f", v) }

// last is a point's value: the point itself, or the last of its coordinates.
func last(v any) any {
	if list, ok := v.([]any); ok && len(list) > 0 {
		return list[len(list)-1]
	}
	return v
}

func TestNumbers_openRowsThatAddUp(t *testing.T) {
	for _, id := range []string{"investment-by-economy", "capital-origin", "public-funds-by-stage"} {
		checked := 0
		page := get(t, "/en/charts/"+id, 200).document(t)
		page.Find("#table td[data-obs] a[href]").EachWithBreak(func(n int, a *goquery.Selection) bool {
			value, ok := a.Find("data").Attr("value")
			if !ok || n%5 != 0 {
				return true
			}
			href, _ := a.Attr("href")
			rows := get(t, href, 200).document(t)
			sum, sources := 0.0, 0
			rows.Find("tbody tr").Each(func(_ int, row *goquery.Selection) {
				if text, ok := row.Find("td data").Attr("value"); ok {
					v, err := strconv.ParseFloat(text, 64)
					if err != nil {
						t.Error(err)
					}
					sum += v
				}
				if address, ok := row.Find("td:last-child a").First().Attr("href"); ok && len(address) > 8 {
					sources++
				}
			})
			if want, err := strconv.ParseFloat(value, 64); err != nil || math.Abs(sum-want) > 0.01*float64(1+sources) {
				t.Errorf("%s: %s says %s, its rows add up to %f", id, href, value, sum)
			}
			if total := rows.Find("tbody tr").Length(); sources != total {
				t.Errorf("%s: %d of %d rows have a source", href, sources, total)
			}
			checked++
			return checked < 8
		})
		if checked == 0 {
			t.Errorf("%s: no number opens rows", id)
		}
	}
}

func TestRows_formsAgree(t *testing.T) {
	query := "?economy=EU27_2020&period=2024"
	lines := get(t, "/charts/investment-by-economy/rows.csv"+query, 200)
	if got := lines.Header.Get("X-Rows"); got != strconv.Itoa(len(lines.records(t))) {
		t.Errorf("X-Rows %s, %d lines", got, len(lines.records(t)))
	}
	page := get(t, "/en/charts/investment-by-economy/rows"+query, 200).document(t)
	if n := page.Find("tbody tr").Length(); n != len(lines.records(t)) || n == 0 {
		t.Errorf("page has %d rows, CSV %d", n, len(lines.records(t)))
	}
	get(t, "/charts/investment-by-economy/rows.json"+query, 200)
	by := ask(t, server(t), "GET", "/charts/capital-origin/rows.csv?economy=EU27_2020&by=US")
	if by.Status != 302 || by.Header.Get("Location") != "/charts/capital-origin/rows.csv?code=US&economy=EU27_2020" {
		t.Errorf("a code given as by: %d %s", by.Status, by.Header.Get("Location"))
	}
}
