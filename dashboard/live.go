package dashboard

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"sextant/analytics"
)

// A live remembers which release readers get. When another one becomes current it is warmed first and put in place then; one
// that does not answer is left where it is, and the old one goes on. It
// holds the release open. Safe for concurrent use.
type live struct {
	acquire func(id string) (*analytics.Release, func(), error)
	warm    func(ctx context.Context, id string) error
	log     *slog.Logger

	turn sync.Mutex // one refresh at a time

	mu      sync.RWMutex
	id      string
	release func()
	refused string // a release that did not warm, so that it is tried and reported once
}

// current returns the id of the release that readers get, or "" if there is none.
func (l *live) current() string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.id
}

// refresh looks for another current release, warms it and puts it in place.
func (l *live) refresh(ctx context.Context) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	r, done, err := l.acquire("")
	if err != nil {
		return err
	}
	id := r.ID()
	if id == l.current() || id == l.refused {
		done()
		return nil
	}
	began := time.Now()
	if err := l.warm(ctx, id); err != nil {
		l.refused = id
		done()
		return err
	}
	l.refused = ""
	l.mu.Lock()
	old := l.release
	l.id, l.release = id, done
	l.mu.Unlock()
	if old != nil {
		old()
	}
	l.log.Info("release in place", "release", id, "warmed_in", time.Since(began).Round(time.Millisecond).String())
	return nil
}

// watch refreshes until ctx ends. A release that cannot be had is reported once.
func (l *live) watch(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	said := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := l.refresh(ctx)
		if err == nil {
			said = ""
		} else if said != err.Error() && ctx.Err() == nil {
			said = err.Error()
			l.log.Error("release not taken over", "error", said)
		}
	}
}

// close lets the release go.
func (l *live) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.release != nil {
		l.release()
	}
	l.id, l.release = "", nil
}
