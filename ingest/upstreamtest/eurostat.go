package upstreamtest

import (
	"encoding/json"
	"fmt"
	"strconv"
)

const eurostatPath = "/eurostat/api/dissemination/statistics/1.0/data/"

func init() {
	register(publisher{paths: []string{eurostatPath + "isoc_eb_ai"}, answer: always("application/json", enterprises)})
	register(publisher{paths: []string{eurostatPath + "demo_pjan"}, answer: always("application/json", inhabitants)})
}

// category is one dimension of a cube.
type category struct {
	id    string
	codes []string
}

// enterprises is a cube of enterprises that use AI: sparse values, flags, a colon for none, Greece as EL.
func enterprises(revision int) []byte {
	sizes, geos, years := []string{"10-49", "50-249", "GE10", "GE250"}, []string{"EU27_2020", "FR", "DE", "EL", "NO", "US"}, []string{"2021", "2023", "2024", "2025"}
	values, status := map[string]any{}, map[string]string{}
	for n := range len(sizes) * len(geos) * len(years) {
		s, g, y, key := n/24, n/4%6, n%4, strconv.Itoa(n)
		switch {
		case y == 0 && g == 4:
			status[key] = ":"
		case y == 3 && g == 3:
			status[key] = "c"
		default:
			values[key] = json.Number(fmt.Sprintf("%.2f", 4+float64(5*s+g)+2.5*float64(y)+float64(revision)/100))
		}
		if y == 3 && g < 2 {
			status[key] = "b"
		}
	}
	return cube("Artificial intelligence by size class of enterprise", values, status, category{"freq", []string{"A"}}, category{"size_emp", sizes},
		category{"nace_r2", []string{"C10-S951_X_K"}}, category{"indic_is", []string{"E_AI_TANY"}}, category{"unit", []string{"PC_ENT"}},
		category{"geo", geos}, category{"time", years})
}

// inhabitants is a cube of the population: all values, as a list.
func inhabitants(revision int) []byte {
	geos, years := []string{"EU27_2020", "FR", "DE", "EL", "UK"}, []string{"2023", "2024", "2025"}
	values, status := []any{}, map[string]string{}
	for g, millions := range []int{449, 68, 83, 10, 68} {
		for y := range years {
			values = append(values, millions*1_000_000+1000*y+revision)
			if y == 2 {
				status[strconv.Itoa(3*g+y)] = "ep"
			}
		}
	}
	return cube("Population on 1 January", values, status, category{"freq", []string{"A"}}, category{"unit", []string{"NR"}}, category{"age", []string{"TOTAL"}},
		category{"sex", []string{"T"}}, category{"geo", geos}, category{"time", years})
}

// cube is a dataset of JSON-stat 2.0.
func cube(label string, values any, status map[string]string, categories ...category) []byte {
	ids, sizes, dimension := []string{}, []int{}, map[string]any{}
	for _, c := range categories {
		index := map[string]int{}
		for i, code := range c.codes {
			index[code] = i
		}
		ids, sizes = append(ids, c.id), append(sizes, len(c.codes))
		dimension[c.id] = map[string]any{"label": c.id, "category": map[string]any{"index": index}}
	}
	text, err := json.Marshal(map[string]any{"version": "2.0", "class": "dataset", "label": label, "source": "ESTAT", "updated": "2026-06-15T11:00:00+0200",
		"id": ids, "size": sizes, "value": values, "status": status, "dimension": dimension})
	if err != nil {
		panic(err) // plain values
	}
	return text
}
