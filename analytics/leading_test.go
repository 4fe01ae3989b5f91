package analytics

import (
	"fmt"
	"testing"
)

func TestLeading(t *testing.T) {
	at := func(economy, code Code, value float64) figure {
		return figure{place: place{economy, "2025", code}, value: Value{Float: value, Known: true}}
	}
	all := []figure{at("FR", "a", 5), at("DE", "a", 5), at("FR", "b", 8), at("FR", "c", -1), at("DE", "d", 8), {place: place{"FR", "2025", "e"}}}
	for most, want := range map[int]string{9: "a a b c d e 0", 3: "a a b d 2", 2: "a a b 3", 1: "a a 4"} {
		kept, cut := leading(append([]figure(nil), all...), most)
		text := ""
		for _, f := range kept {
			text += string(f.code) + " "
		}
		if text += fmt.Sprint(cut); text != want {
			t.Errorf("the first %d are %s, want %s", most, text, want)
		}
	}
}
