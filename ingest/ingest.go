// Package ingest makes releases: it stages the files of all datasets, conforms them to the model, applies corrections, runs
// the checks, writes the bulk files and hands the whole to the store. It knows the order of the steps and what a row that
// cannot be read or a check that does not hold means for the release. It does not know what the numbers are asked for:
// that is package analytics, which it never imports. There is no clock and no randomness in a release: the same inputs give
// the same rows, hashes and files.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// Inputs are what a build needs.
type Inputs struct {
	Catalogue *datasets.Catalogue
	Store     *warehouse.Store
	Program   string                                      // version of the program, for the manifest
	Withdraw  string                                      // reason for which every published row that is missing is withdrawn; empty: none is
	Accept    []string                                    // datasets of which more than a fifth of the published rows may go, as their publisher took them back
	DryRun    bool                                        // everything but publishing
	Progress  func(Step)                                  // may be nil
	Finish    func(ctx context.Context, dir string) error // may be nil; last look at, and last files for, the release in a folder
}

// A Step tells that a piece of work begins, and how far a build is.
type Step struct {
	Name        string // stage, conform, identify, derive, check, write, compare, finish, publish
	Subject     string // dataset, check or table; empty where there is none
	Done, Total int
}

// A FailedError says that a build found errors in the data; nothing was published.
type FailedError struct{ Errors int }

// Error tells how many findings are errors.
func (e *FailedError) Error() string {
	return fmt.Sprintf("%d findings are errors: nothing is published", e.Errors)
}

// Build makes a release of all datasets and publishes it. The manifest is returned as far as it came, with all findings,
// also beside an error: *FailedError if the data has errors, warehouse.ErrUnchanged if the rows are those of the current
// release, *warehouse.LossError if published rows would vanish, warehouse.ErrBusy if another build runs.
func Build(ctx context.Context, in Inputs) (m warehouse.Manifest, err error) {
	held, failed, err := heldLive(in.Catalogue, in.Store)
	if err != nil {
		return m, err
	}
	asOf := held.asOf()
	for _, d := range in.Catalogue.Datasets {
		asOf = max(asOf, d.AsOf())
	}
	draft, err := in.Store.Begin(asOf)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, draft.Discard()) }()
	b := builder{in: in, live: held, unfetched: failed, draft: draft, manifest: empty(draft.ID(), asOf, in.Program)}
	if err := b.build(ctx); err != nil {
		return b.manifest, err
	}
	return b.publish(ctx)
}

func empty(id warehouse.ReleaseID, asOf, program string) warehouse.Manifest {
	return warehouse.Manifest{ID: id, AsOf: asOf, Schema: warehouse.Schema, Program: program,
		Inputs: []warehouse.Input{}, Tables: []warehouse.Table{}, Corrections: []warehouse.Correction{},
		Checks: []warehouse.Check{}, Findings: []warehouse.Finding{}, Withdrawals: []warehouse.Withdrawal{}}
}

// A builder is one build.
type builder struct {
	in        Inputs
	live      live                // what is held of live sources
	unfetched live                // live sources that failed and of which nothing is held
	lists     map[string][]string // code lists, by name
	draft     *warehouse.Draft
	db        *warehouse.DB
	catalog   catalog // of the model
	manifest  warehouse.Manifest

	mu   sync.Mutex // for what follows, and for calls of in.Progress
	name string
	done int
}

// step reports that a piece of work begins.
func (b *builder) step(name, subject string, total int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.done++; name != b.name {
		b.name, b.done = name, 1
	}
	if b.in.Progress != nil {
		b.in.Progress(Step{Name: name, Subject: subject, Done: b.done, Total: total})
	}
}

func (b *builder) find(found ...warehouse.Finding) {
	b.manifest.Findings = append(b.manifest.Findings, found...)
}

// failed returns an error if a finding is one.
func (b *builder) failed() error {
	n := 0
	for _, f := range b.manifest.Findings {
		if f.Level == warehouse.LevelError {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return &FailedError{n}
}

// build makes the database and the bulk files, and closes the database.
func (b *builder) build(ctx context.Context) (err error) {
	b.db, err = warehouse.Create(ctx, b.draft.Database(), warehouse.Options{MemoryMB: 1500, Connections: workers})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.db.Close()) }()
	for _, step := range []func(context.Context) error{b.prepare, b.stage, b.conform, b.identify, b.derive, b.check, b.write} {
		if err := step(ctx); err != nil {
			return err
		}
		if err := b.failed(); err != nil {
			return err
		}
	}
	return nil
}

// prepare creates the model, and beside it the database of staged tables, which does not get into the release: it is in
// memory, and goes to the engine's temporary folder where that is not enough.
func (b *builder) prepare(ctx context.Context) error {
	if err := b.db.Exec(ctx, "attach ':memory:' as staged"); err != nil {
		return err
	}
	statements, err := model()
	if err != nil {
		return err
	}
	for _, s := range statements {
		if err := b.db.Exec(ctx, s.text); err != nil {
			return fmt.Errorf("model: %s: %w", s.name, err)
		}
	}
	b.catalog, err = readCatalog(ctx, b.db)
	return err
}

// A pair is a file and its dataset.
type pair struct {
	dataset datasets.Dataset
	file    datasets.File
}

// A staged is what came of staging a file.
type staged struct {
	input warehouse.Input
	held  bool // false: there are no bytes
	found []warehouse.Finding
}

// stage stages every file of which the bytes are held.
func (b *builder) stage(ctx context.Context) error {
	var err error
	if b.lists, err = b.in.Catalogue.Lists(); err != nil {
		return err
	}
	var files []pair
	total := 0
	for _, d := range b.in.Catalogue.Datasets {
		for _, f := range d.Files {
			files = append(files, pair{d, f})
		}
		total += len(d.Files) + len(d.Live)
	}
	s := stager{db: b.db, lists: b.lists, scratch: b.draft.Dir()}
	all, err := inParallel(ctx, files, func(ctx context.Context, p pair) (staged, error) {
		b.step("stage", p.dataset.ID+"/"+p.file.Name, total)
		return b.stageOne(ctx, s, p.dataset, p.file)
	})
	for _, one := range all {
		if one.held {
			b.manifest.Inputs = append(b.manifest.Inputs, one.input)
		}
		b.find(one.found...)
	}
	if err != nil {
		return err
	}
	for _, d := range b.in.Catalogue.Datasets {
		if err := b.stageLive(ctx, &s, d, total); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) stageOne(ctx context.Context, s stager, d datasets.Dataset, f datasets.File) (staged, error) {
	path, err := b.bytes(d, f)
	if errors.Is(err, fs.ErrNotExist) {
		return staged{found: []warehouse.Finding{{Level: warehouse.LevelWarning, Check: "stage", Dataset: d.ID, File: f.Name,
			Detail: "its bytes are not held; the dataset is left out"}}}, nil
	}
	if err != nil {
		return staged{}, err
	}
	input, found, err := s.stage(ctx, d, f, path)
	if err != nil {
		return staged{}, fmt.Errorf("dataset %s: stage %s: %w", d.ID, f.Name, err)
	}
	return staged{input, true, found}, nil
}

// bytes returns the path of a file's bytes in the store, putting them there from the tree if need be. fs.ErrNotExist if the
// descriptor has no receipt for it.
func (b *builder) bytes(d datasets.Dataset, f datasets.File) (string, error) {
	receipt, ok := d.Receipts[f.Name]
	if !ok {
		return "", fs.ErrNotExist
	}
	path, err := b.in.Store.Raw(receipt.SHA256)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return path, err
	}
	text, err := b.in.Catalogue.Bytes(d, f)
	if err != nil {
		return "", err
	}
	return b.in.Store.KeepRaw(receipt.SHA256, text)
}

// held says whether all files of a dataset were staged, or, of a dataset that is only fetched, any live source: the others have
// no rows.
func (b *builder) held(d datasets.Dataset) bool {
	if len(d.Files) == 0 {
		return len(b.live[d.ID]) > 0
	}
	return !slices.ContainsFunc(d.Files, func(f datasets.File) bool {
		return !slices.ContainsFunc(b.manifest.Inputs, func(i warehouse.Input) bool { return i.Dataset == d.ID && i.File == f.Name })
	})
}

// publish compares the release with the current one, has the last look taken, and makes it current.
func (b *builder) publish(ctx context.Context) (warehouse.Manifest, error) {
	b.step("compare", "", 1)
	m, err := b.draft.Complete(ctx, b.manifest, b.withdrawn)
	if err != nil {
		return m, err
	}
	b.step("finish", "", 1)
	if b.in.Finish != nil {
		if err := b.in.Finish(ctx, b.draft.Dir()); err != nil {
			return m, fmt.Errorf("release %s: %w", m.ID, err)
		}
	}
	if b.in.DryRun {
		return m, nil
	}
	b.step("publish", string(m.ID), 1)
	_, err = b.draft.Publish(ctx)
	return m, err
}
