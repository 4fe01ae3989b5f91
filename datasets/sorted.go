package datasets

import (
	"iter"
	"maps"
	"slices"
)

// sortedMap walks a map in order of key: no result depends on the order of a map.
func sortedMap[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
