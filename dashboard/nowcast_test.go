package dashboard_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// Of the nowcasts that former years of the bundled release would have had, this part lay within their 80 percent intervals. The page
// prints how often, whatever it is.
func TestNowcast_coverageOnTheRelease(t *testing.T) {
	for id, least := range map[string]float64{"listed-models-nowcast": 0.75, "investment-by-economy": 0.6} {
		var frame struct {
			Nowcasts []struct {
				Economy, Refused string
				Value            *float64
				Low, High        float64
				Former           []struct{ Within bool } `json:"former_years"`
			}
		}
		query := "?nowcast=yes"
		if id == "listed-models-nowcast" {
			query = ""
		}
		if err := json.Unmarshal([]byte(get(t, "/charts/"+id+".json"+query, 200).Body), &frame); err != nil {
			t.Fatal(err)
		}
		held, tried := 0, 0
		for _, n := range frame.Nowcasts {
			if n.Value != nil && (*n.Value < n.Low || *n.Value > n.High) {
				t.Errorf("%s, %s: %v lies outside %v to %v", id, n.Economy, *n.Value, n.Low, n.High)
			}
			for _, year := range n.Former {
				tried++
				if year.Within {
					held++
				}
			}
		}
		if tried < 9 || float64(held) < least*float64(tried) {
			t.Errorf("%s: %d of %d former years within their intervals, want %v", id, held, tried, least)
		}
	}
}

func TestNowcast_onThePage(t *testing.T) {
	section := get(t, "/en/charts/listed-models-nowcast", 200).document(t).Find("#nowcast")
	for _, want := range []string{"Estimate of the whole of 2026", "24", "April", "came out within their interval", "nothing is known of the running year"} {
		if !strings.Contains(section.Text(), want) {
			t.Errorf("no %q in %s", want, section.Text())
		}
	}
	// The list of rounds is not read up to the day: no estimate, and the reason.
	if text := get(t, "/fr/charts/investment-by-economy?nowcast=yes", 200).document(t).Find("#nowcast").Text(); !strings.Contains(text, "pas tenue au jour le jour") {
		t.Errorf("got %s", text)
	}
	if get(t, "/en/charts/listed-models-nowcast?nowcast=", 200).document(t).Find("#nowcast").Length() != 0 {
		t.Error("an estimate that was declined")
	}
	get(t, "/charts/notable-models.csv?nowcast=yes", 400)
	if csv := get(t, "/charts/listed-models-nowcast.csv", 200).Body; strings.Count(csv, "listed-models.nowcast,") != 2 {
		t.Error("the file has no lines of their own for the two estimates")
	}
}
