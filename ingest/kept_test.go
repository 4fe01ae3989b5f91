package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

// A kill may fall between what is kept of a source and its receipt. The next look gets the same bytes, finds them staged, and must
// not take that for trouble.
func TestKept_survivesTheLossOfItsReceipt(t *testing.T) {
	s := newStationOf(t, "world-bank")
	for name, one := range s.look() {
		if one.Outcome == Stale {
			t.Fatalf("%s: %s", name, one.Reason)
		}
	}
	kept, err := filepath.Glob(filepath.Join(s.store.Dir(), "staged", "*.duckdb"))
	if err != nil || len(kept) == 0 {
		t.Fatalf("nothing is kept: %v", err)
	}
	if err := os.RemoveAll(filepath.Join(s.store.Dir(), "receipts")); err != nil {
		t.Fatal(err)
	}
	for name, one := range s.look() {
		if one.Outcome == Stale {
			t.Errorf("%s: %s", name, one.Reason)
		}
	}
	again, err := filepath.Glob(filepath.Join(s.store.Dir(), "staged", "*.duckdb"))
	if err != nil || len(again) != len(kept) {
		t.Errorf("%d are kept, and were %d before (%v)", len(again), len(kept), err)
	}
}
