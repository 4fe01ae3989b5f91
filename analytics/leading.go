package analytics

import (
	"maps"
	"slices"
)

// leading keeps the figures of the codes with the largest values of all that was asked, and says how many codes it left out.
// There are tens of thousands of recipients of grants, and no page shows them.
func leading(all []figure, most int) ([]figure, int) {
	sums := map[Code]float64{}
	for _, f := range all {
		sums[f.code] += f.value.Float
	}
	if len(sums) <= most {
		return all, 0
	}
	codes := slices.SortedFunc(maps.Keys(sums), func(a, b Code) int {
		if sums[a] != sums[b] {
			return sign(sums[b] - sums[a])
		}
		return compare(string(a), string(b))
	})
	left := map[Code]bool{}
	for _, code := range codes[most:] {
		left[code] = true
	}
	return slices.DeleteFunc(all, func(f figure) bool { return left[f.code] }), len(left)
}

func sign(x float64) int {
	if x < 0 {
		return -1
	}
	return 1
}
