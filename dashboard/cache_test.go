package dashboard

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestCache_rendersOnceForAllWhoWait(t *testing.T) {
	c := newCache(1 << 20)
	var calls atomic.Int32
	release := make(chan struct{})
	render := func() (*answer, error) {
		calls.Add(1)
		<-release
		return newAnswer(typeJSON, []byte("{}")), nil
	}
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if a, err := c.get(t.Context(), "key", render); err != nil || string(a.body) != "{}" {
				t.Errorf("got %v, %v", a, err)
			}
		})
	}
	close(release)
	wait.Wait()
	if n := calls.Load(); n != 1 {
		t.Errorf("rendered %d times, want once", n)
	}
}

func TestCache_staysWithinItsLimit(t *testing.T) {
	c := newCache(100 << 10)
	body := []byte(strings.Repeat("x", 4<<10))
	for n := range 200 {
		if _, err := c.get(t.Context(), fmt.Sprint(n), func() (*answer, error) { return newAnswer(typePNG, body), nil }); err != nil {
			t.Fatal(err)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size > c.limit || len(c.entries) == 0 || len(c.entries) != c.order.Len() {
		t.Errorf("size %d of %d, %d entries, %d in order", c.size, c.limit, len(c.entries), c.order.Len())
	}
	if _, ok := c.entries["199"]; !ok {
		t.Error("the latest entry is gone")
	}
}

func TestCache_doesNotKeepErrorsAndSurvivesPanics(t *testing.T) {
	c := newCache(1 << 20)
	broken := errors.New("broken")
	if _, err := c.get(t.Context(), "key", func() (*answer, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := c.get(t.Context(), "key", func() (*answer, error) { panic("slip") }); err == nil || !strings.Contains(err.Error(), "slip") {
		t.Errorf("a panic came back as %v", err)
	}
	if a, err := c.get(t.Context(), "key", func() (*answer, error) { return newAnswer(typeJSON, nil), nil }); err != nil || a == nil {
		t.Errorf("got %v, %v", a, err)
	}
}

func TestCache_stopsWaitingWithTheCaller(t *testing.T) {
	c := newCache(1 << 20)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	release := make(chan struct{})
	defer close(release)
	_, err := c.get(ctx, "key", func() (*answer, error) { <-release; return newAnswer(typeJSON, nil), nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
