package dashboard

import "sync"

// A memo keeps the answers to the charts' usual questions, which several pages show: the overview, the themes, the datasets. It keeps
// those of two releases, the current one and the one before. Safe for concurrent use.
type memo struct {
	mu       sync.Mutex
	releases []string // the latest last
	figures  map[string]map[string]figure
}

// get returns what is kept of a chart on a release.
func (m *memo) get(release, chart string) (figure, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.figures[release][chart]
	return f, ok
}

// put keeps a figure.
func (m *memo) put(release, chart string, f figure) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.figures == nil {
		m.figures = map[string]map[string]figure{}
	}
	if m.figures[release] == nil {
		m.figures[release] = map[string]figure{}
		if m.releases = append(m.releases, release); len(m.releases) > 2 {
			delete(m.figures, m.releases[0])
			m.releases = m.releases[1:]
		}
	}
	m.figures[release][chart] = f
}
