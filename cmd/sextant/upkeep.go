package main

import (
	"sync"
	"time"

	"sextant/dashboard"
	"sextant/datasets"
	"sextant/ingest"
	"sextant/internal/warehouse"
)

// upkeepAge is how long what the receipts say is passed on before they are read again.
const upkeepAge = 2 * time.Second

// upkeep returns what tells the dashboard how the looks at publishers went: it does not know of receipts.
func upkeep(c *datasets.Catalogue, store *warehouse.Store, schedule *scheduler) func() (dashboard.Upkeep, error) {
	var mu sync.Mutex
	var kept dashboard.Upkeep
	var read time.Time
	return func() (dashboard.Upkeep, error) {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(read) < upkeepAge {
			return kept, nil
		}
		all, err := ingest.Standings(c, store)
		if err != nil {
			return dashboard.Upkeep{}, err
		}
		kept, read = dashboard.Upkeep{Due: map[string]time.Time{}}, time.Now()
		if schedule != nil {
			kept.Every, kept.Running = schedule.every, schedule.running.Load()
		}
		for _, s := range all {
			kept.Due[s.Dataset] = s.Due
			for _, one := range s.Sources {
				kept.Looks = append(kept.Looks, dashboard.Look{Dataset: s.Dataset, Source: one.Source, FetchedOn: one.FetchedOn,
					CheckedAt: one.CheckedAt, FailedAt: one.FailedAt, Reason: one.Reason, Rows: one.Rows})
			}
		}
		return kept, nil
	}
}
