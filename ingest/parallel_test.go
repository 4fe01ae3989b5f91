package ingest

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func TestInParallel(t *testing.T) {
	items := []int{5, 3, 8, 1, 9, 2}
	got, err := inParallel(t.Context(), items, func(_ context.Context, n int) (int, error) { return n * n, nil })
	if err != nil || !slices.Equal(got, []int{25, 9, 64, 1, 81, 4}) {
		t.Errorf("%v, %v", got, err)
	}
	broken := errors.New("broken")
	_, err = inParallel(t.Context(), items, func(ctx context.Context, n int) (int, error) {
		if n == 5 {
			return 0, broken
		}
		<-ctx.Done() // everybody else waits for the failure
		return 0, ctx.Err()
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := inParallel(ended, items, func(context.Context, int) (int, error) { return 0, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("ended context: %v", err)
	}
	if none, err := inParallel(t.Context(), nil, func(context.Context, int) (int, error) { return 0, broken }); err != nil || len(none) != 0 {
		t.Errorf("no items: %v, %v", none, err)
	}
}
