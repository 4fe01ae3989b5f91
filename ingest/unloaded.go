package ingest

import (
	"strings"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// unloaded writes into the manifest which datasets lack rows that only their publishers have.
func (b *builder) unloaded() {
	for _, d := range b.in.Catalogue.Datasets {
		u := warehouse.Unloaded{Dataset: d.ID, Title: d.Title, Producer: d.Producer, URL: d.URL, Licence: d.Licence,
			Redistribution: d.Redistribution, Cadence: d.Cadence, Tables: d.Fills()}
		for _, l := range d.Live {
			if !b.lacks(d, l) {
				continue
			}
			u.Sources = append(u.Sources, l.Name)
			if r := b.unfetched[d.ID][l.Name]; r.Failure != nil {
				u.Reason = r.Failure.Reason
			}
		}
		if len(u.Sources) > 0 {
			b.manifest.Unloaded = append(b.manifest.Unloaded, u)
		}
	}
}

// lacks says whether nothing of a source is in the release, and nothing bundled stands for it.
func (b *builder) lacks(d datasets.Dataset, l datasets.Live) bool {
	if _, held := b.live[d.ID][l.Name]; held {
		return !b.held(d) // rows of a dataset that is left out are not in the release
	}
	if d.Alone(l) {
		return true
	}
	for _, f := range d.Files {
		if strings.Contains(d.LiveSQL[f.Name], d.Staged(l.Table())) && b.staged(d, f) == 0 {
			return true
		}
	}
	return false
}

// staged is how many bundled rows of a file there are.
func (b *builder) staged(d datasets.Dataset, f datasets.File) int64 {
	for _, in := range b.manifest.Inputs {
		if in.Dataset == d.ID && in.File == f.Name {
			return in.Staged
		}
	}
	return 0
}
