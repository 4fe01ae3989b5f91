package ingest

import (
	"fmt"
	"slices"

	"sextant/internal/warehouse"
)

// withdrawn returns the reason for which published rows that are missing are withdrawn; empty if they must not be missing.
//
// An operator gives a reason for all of them. Publishers withdraw on their own: registers are revised, and rows go. So the
// rows of a dataset that was fetched count as withdrawn by its producer, if the producer has sent other bytes since, and at
// most a fifth of the dataset's rows is gone, or more was accepted. With the same bytes it is our own reading that has
// changed, and nobody has looked at that yet.
func (b *builder) withdrawn(before warehouse.Manifest, loss warehouse.Loss) string {
	if b.in.Withdraw != "" {
		return b.in.Withdraw
	}
	switch {
	case slices.Contains(matched, loss.Table):
		return "matched anew"
	case slices.Contains(regrown, loss.Table):
		return "derived anew"
	case loss.Table == "round_report" && b.resent(before, "identities"):
		return "matched anew, by a decision of a person"
	}
	d, ok := b.in.Catalogue.Dataset(loss.Dataset)
	if !ok || len(b.live[d.ID]) == 0 || !b.resent(before, d.ID) {
		return ""
	}
	if loss.Rows*100 > loss.Before*mostLost && !slices.Contains(b.in.Accept, d.ID) {
		return ""
	}
	return fmt.Sprintf("no longer published by %s", d.Producer)
}

// resent says whether a dataset's bytes are others than those of a release.
func (b *builder) resent(before warehouse.Manifest, dataset string) bool {
	hashes := func(m warehouse.Manifest) []string {
		var all []string
		for _, input := range m.Inputs {
			if input.Dataset == dataset {
				all = append(all, input.SHA256)
			}
		}
		slices.Sort(all)
		return all
	}
	return !slices.Equal(hashes(before), hashes(b.manifest))
}

// matched are tables of what matching found: nobody has published their rows but ourselves, and each new record may change them.
var matched = []string{"organisation_doubt", "organisation_identifier", "organisation_match"}

// regrown are derived tables whose rows hang on what is not known: a lead, a month, a stage or a round that comes to light takes rows
// away.
var regrown = []string{"participation", "programme_step", "round_wait", "site_announcement", "site_cost", "transition"}
