package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// What new bytes may differ from those held before somebody has to look.
const (
	mostRejected = 1  // percent of the records
	mostLost     = 20 // percent of the rows
)

// A Refresh is what fetching needs.
type Refresh struct {
	Catalogue  *datasets.Catalogue
	Store      *warehouse.Store
	Client     *fetch.Client
	Now        func() time.Time
	Only       []string                 // datasets; empty: all that have live sources
	Bases      map[string]string        // by dataset: base address in the place of the publisher's
	Accept     []string                 // datasets of which much less may come than was held
	Restricted bool                     // without Only: datasets that may not be handed on too
	Env        func(name string) string // of keys that sources may send; nil: the environment of the process
	Progress   func(Step)               // may be nil
	Looked     func(Look)               // may be nil; told of each source when it is done
}

// An Outcome is how the look at one source went.
type Outcome string

// The outcomes. Stale keeps what was held: the last good bytes, or the bundled ones.
const (
	Renewed   Outcome = "new"
	Unchanged Outcome = "unchanged"
	Stale     Outcome = "stale"
)

// A Look is what one source answered.
type Look struct {
	Dataset, Source string
	Outcome         Outcome
	Reason          string   // of Stale
	Bytes, Rows     int64    // of what is held
	Passed          []string // columns of new bytes that the descriptor does not take
}

// String prints a look on one line.
func (l Look) String() string {
	if l.Outcome == Stale {
		return fmt.Sprintf("stale fetch: %s/%s: %s", l.Dataset, l.Source, l.Reason)
	}
	text := fmt.Sprintf("%s: %s/%s, %d bytes, %d rows", l.Outcome, l.Dataset, l.Source, l.Bytes, l.Rows)
	if len(l.Passed) > 0 {
		text += "; columns not taken: " + strings.Join(l.Passed, ", ")
	}
	return text
}

// Fetch looks at every live source, and keeps new bytes that can be used. A source that fails, or that answers what cannot
// be used, keeps what was held before and says why; the others go on. The error is only one of this machine, or of the
// context. ErrBusy of package fetch if somebody else is fetching.
func Fetch(ctx context.Context, in Refresh) ([]Look, error) {
	vault, letGo, err := fetch.OpenVault(in.Store.Dir())
	if err != nil {
		return nil, err
	}
	defer letGo()
	lists, err := in.Catalogue.Lists()
	if err != nil {
		return nil, err
	}
	r := refresher{Refresh: in, vault: vault, lists: lists}
	total := 0
	for _, d := range in.wanted() {
		total += len(d.Live)
	}
	for _, d := range in.wanted() {
		if err := r.dataset(ctx, d, total); err != nil {
			return r.looks, fmt.Errorf("dataset %s: fetch: %w", d.ID, err)
		}
	}
	return r.looks, nil
}

// wanted are the datasets to look at: those that are named, or all but the restricted ones, or these too.
func (in Refresh) wanted() []datasets.Dataset {
	var all []datasets.Dataset
	for _, d := range in.Catalogue.Datasets {
		unnamed := len(in.Only) == 0 && (d.Redistribution != "restricted" || in.Restricted)
		if len(d.Live) > 0 && (unnamed || slices.Contains(in.Only, d.ID)) {
			all = append(all, d)
		}
	}
	return all
}

// refresher is one round of looks.
type refresher struct {
	Refresh
	vault *fetch.Vault
	lists map[string][]string
	looks []Look

	passed []string // columns of the bytes tried last that the descriptor does not take
}

// dataset looks at the sources of a dataset. Receipts are kept after each, so that a kill loses at most the one under way.
func (r *refresher) dataset(ctx context.Context, d datasets.Dataset, total int) error {
	receipts, err := r.vault.Receipts(d.ID)
	if err != nil {
		return err
	}
	maps.DeleteFunc(receipts, func(name string, _ fetch.Receipt) bool {
		return !slices.ContainsFunc(d.Live, func(l datasets.Live) bool { return l.Name == name })
	})
	for _, l := range d.Live {
		if r.Progress != nil {
			r.Progress(Step{Name: "fetch", Subject: d.ID + "/" + l.Name, Done: len(r.looks) + 1, Total: total})
		}
		r.passed = nil
		keep := func(parts []fetch.Part) error {
			unfinished := receipts[l.Name]
			unfinished.Pending = parts
			receipts[l.Name] = unfinished
			return r.vault.KeepReceipts(d.ID, receipts)
		}
		receipt, outcome, err := r.look(ctx, d, l, receipts[l.Name], keep)
		if err != nil {
			return err
		}
		if receipt.Failure != nil {
			receipt.Pending = receipts[l.Name].Pending
		}
		receipts[l.Name] = receipt
		if err := r.vault.KeepReceipts(d.ID, receipts); err != nil {
			return err
		}
		look := Look{Dataset: d.ID, Source: l.Name, Outcome: outcome, Bytes: receipt.Bytes, Rows: receipt.Rows, Passed: r.passed}
		if receipt.Failure != nil {
			look.Reason = receipt.Failure.Reason
		}
		r.looks = append(r.looks, look)
		if r.Looked != nil {
			r.Looked(look)
		}
	}
	return nil
}

// look fetches one source and judges what came. Equal bytes keep their day: they make no new release.
func (r *refresher) look(ctx context.Context, d datasets.Dataset, l datasets.Live, last fetch.Receipt, keep func([]fetch.Part) error) (fetch.Receipt, Outcome, error) {
	now := r.Now().UTC().Truncate(time.Second)
	failed := func(err error) (fetch.Receipt, Outcome, error) {
		var disk *os.PathError
		if ctx.Err() != nil {
			return last, Stale, ctx.Err()
		}
		if errors.As(err, &disk) {
			return last, Stale, err
		}
		last.URL, last.Failure = l.URL, &fetch.Failure{At: now, Reason: err.Error()}
		return last, Stale, nil
	}
	if l.Dated != "" && isOfMonth(last, now) && heldParts(r.Store, last) {
		return last, Unchanged, nil
	}
	source, err := r.source(d, l)
	if err != nil {
		return failed(err)
	}
	source.Pending, source.Keep = last.Pending, keep
	snapshot, err := r.Client.Fetch(ctx, r.vault, source, last.Snapshot)
	if err != nil {
		return failed(err)
	}
	if snapshot.SHA256 == last.SHA256 {
		last.Snapshot, last.CheckedAt, last.Failure, last.Pending = snapshot, now, nil, nil
		return last, Unchanged, nil
	}
	rows, err := r.try(ctx, d, l, snapshot, last)
	if err != nil {
		if err := keep(nil); err != nil { // they came whole and are of no use: the next look asks for them anew
			return last, Stale, err
		}
		return failed(err)
	}
	return fetch.Receipt{Snapshot: snapshot, URL: l.URL, FetchedOn: now.Format(time.DateOnly), CheckedAt: now, Rows: rows, Earlier: earlier(l, last, now)}, Renewed, nil
}

// source is how the fetcher sees a live source.
func (r *refresher) source(d datasets.Dataset, l datasets.Live) (fetch.Source, error) {
	s := fetch.Source{
		URL: l.URL, Instead: slices.Clone(l.Instead), Body: l.Body, Text: l.BodyType == "text", Headers: l.Headers, Kind: fetch.Kind(l.Format),
		Member: l.Member, Optional: l.Optional, Control: fetch.Control(l.Control), Absent: l.Absent,
		Each:    fetch.Each{Name: l.Each.Name, Together: l.Each.Together, Join: l.Each.Join, Pattern: l.Each.Pattern},
		Windows: windows(l.Windows), Pages: pages(l), Deferred: fetch.Deferred(l.Deferred),
		Index:  fetch.Index{URL: l.Index.URL, List: l.Index.List, Name: l.Index.Name, Pattern: l.Index.Pattern, Address: l.Index.Address, Sum: l.Index.Sum},
		Limits: fetch.Limits{Connect: time.Duration(l.Limits.Connect), Whole: time.Duration(l.Limits.Whole), Every: time.Duration(l.Limits.Every), Bytes: l.Limits.Bytes},
	}
	if l.Format == "json-stat" {
		s.Kind = fetch.JSON
	}
	var err error
	if s.Each.Values, err = r.Catalogue.Values(d, l.Each); err != nil {
		return s, err
	}
	if base, ok := r.Bases[d.ID]; ok {
		return s, rebase(&s, base)
	}
	env := r.Env
	if env == nil {
		env = os.Getenv
	}
	if key := env(l.Secret.Env); l.Secret.Env != "" && key != "" {
		s.Secret = fetch.Secret{Header: l.Secret.Header, Value: l.Secret.Prefix + key}
	}
	return s, nil
}

func windows(w datasets.LiveWindows) fetch.Windows {
	all := fetch.Windows{Span: w.Span, Start: w.Start, Layout: w.Layout, Overlap: w.Overlap, Settled: w.Settled, Cap: w.Cap, Count: w.Count}
	for _, one := range w.Split {
		all.Split = append(all.Split, fetch.Split(one))
	}
	return all
}

func pages(l datasets.Live) fetch.Pages {
	p := l.Pages
	return fetch.Pages{By: p.By, Parameter: p.Parameter, Size: p.Size, First: p.First, Records: l.Records, Count: p.Count, CountRecords: p.CountRecords,
		More: p.More, Next: p.Next, UntilEmpty: p.UntilEmpty, Most: p.Most, Failed: p.Failed, Expired: p.Expired}
}

// rebase puts the addresses of a source under another base, which no key is sent to.
func rebase(s *fetch.Source, base string) error {
	addresses := []*string{&s.URL, &s.Control.URL, &s.Deferred.Status, &s.Deferred.Data, &s.Index.URL}
	s.Index.Base = base
	for i := range s.Instead {
		addresses = append(addresses, &s.Instead[i])
	}
	for _, address := range addresses {
		if *address == "" {
			continue
		}
		var err error
		if *address, err = fetch.Rebase(*address, base); err != nil {
			return err
		}
	}
	return nil
}

// try stages new bytes in a database of their own and says why they cannot be used: a column that is gone, too many records
// that cannot be read, or far fewer rows than before.
func (r *refresher) try(ctx context.Context, d datasets.Dataset, l datasets.Live, snapshot fetch.Snapshot, last fetch.Receipt) (rows int64, err error) {
	dir, err := os.MkdirTemp(filepath.Join(r.Store.Dir(), "partial"), "try-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	db, err := warehouse.Create(ctx, filepath.Join(dir, "try.duckdb"), warehouse.Options{MemoryMB: 1000})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	file := filepath.Join(dir, "staged.duckdb")
	if err := db.Exec(ctx, "attach "+literal(file)+" as staged"); err != nil {
		return 0, err
	}
	s := stager{db: db, lists: r.lists, scratch: dir}
	input, found, err := s.live(ctx, r.Store, d, l, snapshot)
	if err != nil {
		return 0, err
	}
	r.passed = s.passed
	if problem := firstError(found); problem != "" {
		return 0, errors.New(problem)
	}
	if input.Rejected*100 > input.Rows*mostRejected {
		return 0, fmt.Errorf("%d of %d records cannot be read; the first: %s", input.Rejected, input.Rows, found[0].Detail)
	}
	if input.Staged*100 < last.Rows*(100-mostLost) && !slices.Contains(r.Accept, d.ID) {
		return 0, fmt.Errorf("only %d rows, and %d are held; --accept %s takes them", input.Staged, last.Rows, d.ID)
	}
	if s.recalled { // a look before was ended between keeping the rows and writing its receipt
		return input.Staged, nil
	}
	return input.Staged, s.keep(ctx, r.Store, d, l, snapshot, file, kept{input, found, s.passed})
}

// ParseBases reads dataset=address, as given on a command line.
func ParseBases(c *datasets.Catalogue, all []string) (map[string]string, error) {
	bases := map[string]string{}
	for _, one := range all {
		id, base, ok := strings.Cut(one, "=")
		u, err := url.Parse(base)
		if !ok || err != nil || u.Scheme == "" {
			return nil, fmt.Errorf("%q is not dataset=address", one)
		}
		if d, ok := c.Dataset(id); !ok || len(d.Live) == 0 {
			return nil, fmt.Errorf("there is no dataset %q with live sources", id)
		}
		bases[id] = base
	}
	return bases, nil
}
