package ingest

import (
	"context"
	"errors"
	"sync"
)

// workers is how many pieces of small work run at the same time. The engine spreads large queries over threads by itself, but
// most files, checks and tables are small.
const workers = 2

// inParallel does the same with every item and returns the results in the order of the items. After an error or the end of
// the context no further item is begun; the error is that of the first item that has one.
func inParallel[T, R any](ctx context.Context, items []T, do func(context.Context, T) (R, error)) ([]R, error) {
	results, errs := make([]R, len(items)), make([]error, len(items))
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	next := make(chan int)
	var group sync.WaitGroup
	for range min(workers, len(items)) {
		group.Go(func() {
			for i := range next {
				if results[i], errs[i] = do(ctx, items[i]); errs[i] != nil {
					stop()
				}
			}
		})
	}
	for i := range items {
		if ctx.Err() != nil {
			errs[i] = ctx.Err()
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return results, first(errs)
}

// first returns the first error that is not the echo of another one's cancellation.
func first(errs []error) error {
	var echo error
	for _, err := range errs {
		switch {
		case err == nil:
		case errors.Is(err, context.Canceled):
			echo = err
		default:
			return err
		}
	}
	return echo
}
