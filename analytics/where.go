package analytics

import (
	"maps"
	"slices"
	"strings"
)

// splitList reads a comma list: blanks go, the first of equal entries stays.
func splitList(text string) []string {
	var list []string
	for _, one := range strings.Split(text, ",") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return unique(list)
}

func unique(list []string) []string {
	var once []string
	for _, one := range list {
		if !slices.Contains(once, one) {
			once = append(once, one)
		}
	}
	return once
}

// parseWhere reads the canonical form of restrictions; what it cannot read it leaves out. The map is never nil.
func parseWhere(text string) map[string][]string {
	where := map[string][]string{}
	for _, part := range strings.Split(text, ";") {
		dimension, codes, ok := strings.Cut(part, ":")
		if list := splitList(codes); ok && len(list) > 0 {
			where[dimension] = list
		}
	}
	return where
}

// printWhere is the canonical form of restrictions: dimensions sorted, codes sorted.
func printWhere(where map[string][]string) string {
	var parts []string
	for _, dimension := range slices.Sorted(maps.Keys(where)) {
		codes := unique(where[dimension])
		slices.Sort(codes)
		if len(codes) > 0 {
			parts = append(parts, dimension+":"+strings.Join(codes, ","))
		}
	}
	return strings.Join(parts, ";")
}
