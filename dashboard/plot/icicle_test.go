package plot

import (
	"encoding/json"
	"strings"
	"testing"

	"sextant/analytics"
)

// standings is the frame behind nested.
func standings() analytics.Frame {
	f := frame("programme-entries", "programmes", []analytics.Code{"EU27_2020"}, 2026, []float64{1})
	f.CodeNames = map[analytics.Code]analytics.Name{"announced": {"en": "Announced"}, "broader": {"en": "Broader than AI"}}
	return f
}

// nested is a whole of 100 with parts of 60 and 20 and one without an amount, a broader one that only holds 50, one in dollars, one
// that is too small to be seen, one without anything, and two that hold each other.
func nested() []analytics.Row {
	row := func(id, within string, standing analytics.Code, amount float64) analytics.Row {
		return analytics.Row{ID: id, Label: "Programme " + id, Economy: "FR", Within: within, By: standing, Currency: "EUR",
			Amount: analytics.Value{Float: amount, Known: amount > 0}, FXRate: analytics.Value{Float: 1, Known: amount > 0}}
	}
	dollars := row("g", "", "committed", 60)
	dollars.Economy, dollars.Currency, dollars.FXRate.Float = "US", "USD", 2
	return []analytics.Row{row("a", "", "announced", 100), row("b", "a", "committed", 60), row("c", "a", "disbursed", 20), row("d", "a", "yearly", 5),
		row("e", "", "broader", 900), row("f", "e", "announced", 50), dollars, row("h", "", "announced", 0.5), row("i", "", "context", 70),
		row("j", "k", "announced", 10), row("k", "j", "announced", 10)}
}

func TestIcicle_heights(t *testing.T) {
	var option struct {
		Series []struct {
			Data []struct {
				Name       string
				Value      [2]float64
				SymbolSize [2]float64
			}
		}
	}
	s := sample{spec: Spec{ID: "icicle", Form: Icicle}, frame: standings(), rows: nested()}
	if err := json.Unmarshal(encoded(t, s, Options{Width: 800, Height: 600}), &option); err != nil {
		t.Fatal(err)
	}
	height, left := map[string]float64{}, map[string]float64{}
	for _, m := range option.Series[0].Data {
		height[m.Name], left[m.Name] = m.SymbolSize[1]+1, m.Value[0]-m.SymbolSize[0]/2
	}
	whole := height["Programme a"]
	for name, share := range map[string]float64{"b": 0.6, "c": 0.2, "e": 0.5, "f": 0.5, "g": 0.3, "k": 0.1} {
		if got := height["Programme "+name] / whole; got < share-0.01 || got > share+0.01 {
			t.Errorf("%s is %.3f of the whole, not %.1f", name, got, share)
		}
	}
	if left["Programme b"] <= left["Programme a"] || left["Programme f"] <= left["Programme e"] {
		t.Error("a part does not stand to the right of its whole")
	}
	if height["Programme d"] != slot {
		t.Errorf("a part without an amount has the height %.1f", height["Programme d"])
	}
	if _, there := height["Programme i"]; there {
		t.Error("a row without public money is drawn")
	}
	if _, there := height["Programme h"]; there {
		t.Error("what is too small to be seen is drawn by itself")
	}
}

func TestIcicle_saysWhatIsNotDrawn(t *testing.T) {
	option := encoded(t, sample{spec: Spec{ID: "icicle", Form: Icicle}, frame: standings(), rows: nested()}, Options{})
	for _, want := range []string{"not drawn: 1 without public money", "1 smaller"} {
		if !strings.Contains(string(option), want) {
			t.Errorf("the drawing does not say %q", want)
		}
	}
}

func TestIcicle_withoutMoney(t *testing.T) {
	rows := []analytics.Row{{ID: "a", By: "context"}}
	if _, err := Option(Spec{Form: Icicle}, standings(), rows, printer(t, "en"), Options{}); err != ErrEmpty {
		t.Errorf("got %v, not ErrEmpty", err)
	}
}

func TestAlt_icicle(t *testing.T) {
	got := Alt(Spec{ID: "icicle", Form: Icicle}, standings(), nested(), printer(t, "en"))
	if !strings.Contains(got, "11 programmes, 4 of them inside others") || !strings.Contains(got, "Programme a €100") {
		t.Errorf("got %q", got)
	}
}
