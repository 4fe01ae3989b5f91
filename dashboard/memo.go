package dashboard

import "sync"

// A memo keeps what several pages of a release share, by a key: answers to the usual questions of charts, indexes of a search. It keeps
// that of two releases, the current one and the one before. Safe for concurrent use; two that miss at once both make it.
type memo[T any] struct {
	mu       sync.Mutex
	releases []string // the latest last
	kept     map[string]map[string]T
}

// get returns what is kept under a key of a release.
func (m *memo[T]) get(release, key string) (T, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	one, ok := m.kept[release][key]
	return one, ok
}

// put keeps something.
func (m *memo[T]) put(release, key string, one T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept = map[string]map[string]T{}
	}
	if m.kept[release] == nil {
		m.kept[release] = map[string]T{}
		if m.releases = append(m.releases, release); len(m.releases) > 2 {
			delete(m.kept, m.releases[0])
			m.releases = m.releases[1:]
		}
	}
	m.kept[release][key] = one
}
