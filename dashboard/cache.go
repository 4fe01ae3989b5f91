package dashboard

import (
	"container/list"
	"context"
	"sync"
)

// A cache keeps rendered bytes by key, the least recently used going first when the bytes exceed the limit. Two callers that want
// the same key at once share one rendering. Safe for concurrent use.
type cache struct {
	limit int

	mu      sync.Mutex
	size    int
	order   *list.List // of *cached, most recently used first
	entries map[string]*list.Element
	flights map[string]*flight
}

type cached struct {
	key    string
	answer *answer
}

// A flight is a rendering under way.
type flight struct {
	done   chan struct{}
	answer *answer
	err    error
}

// overhead is what an entry costs beside its bytes: key, headers, list element.
const overhead = 1 << 10

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), entries: map[string]*list.Element{}, flights: map[string]*flight{}}
}

// get returns what is kept under key, or renders and keeps it. Errors are not kept. The rendering goes on with its own
// context; a caller whose context ends stops waiting.
func (c *cache) get(ctx context.Context, key string, render func() (*answer, error)) (*answer, error) {
	c.mu.Lock()
	if e, ok := c.entries[key]; ok {
		c.order.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(*cached).answer, nil
	}
	f, running := c.flights[key]
	if !running {
		f = &flight{done: make(chan struct{})}
		c.flights[key] = f
		go c.fly(key, f, render)
	}
	c.mu.Unlock()
	select {
	case <-f.done:
		return f.answer, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// fly renders, keeps the answer and wakes those who wait. A panic becomes an error: it must not end the program.
func (c *cache) fly(key string, f *flight, render func() (*answer, error)) {
	defer close(f.done)
	f.answer, f.err = guarded(render)
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.flights, key)
	if f.err == nil {
		c.put(key, f.answer)
	}
}

// put keeps an answer; the lock is held.
func (c *cache) put(key string, a *answer) {
	cost := a.size() + len(key) + overhead
	if cost > c.limit/4 {
		return
	}
	c.entries[key] = c.order.PushFront(&cached{key: key, answer: a})
	c.size += cost
	for c.size > c.limit {
		last := c.order.Back()
		old := last.Value.(*cached)
		c.order.Remove(last)
		delete(c.entries, old.key)
		c.size -= old.answer.size() + len(old.key) + overhead
	}
}
