package warehouse

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// ErrUnchanged says that a draft holds the same rows as the current release, so there is nothing to publish.
var ErrUnchanged = errors.New("nothing new: the rows are those of the current release")

// ErrBusy says that another process builds in the same data folder.
var ErrBusy = errors.New("another build is running in this data folder")

// A LossError refuses a draft that lacks published rows which are not withdrawn.
type LossError struct {
	From  ReleaseID
	Count int
	First []string // at most KeysKept, as table and key
}

// Error names the first lost rows.
func (e *LossError) Error() string {
	shown := e.First[:min(len(e.First), 10)]
	text := fmt.Sprintf("%d published rows of release %s are missing and not withdrawn: %s", e.Count, e.From, strings.Join(shown, "; "))
	if e.Count > len(shown) {
		text += "; …"
	}
	return text
}

// drafts is how folders of unfinished releases begin; Sweep removes what a killed build left.
const drafts = ".building-"

// A Draft is a release that is being built. It holds the store's lock: Begin, build, Complete, Publish, and Discard in any
// case.
type Draft struct {
	store     *Store
	lock      *os.File
	id        ReleaseID
	dir       string
	completed bool
	published bool
}

// Begin starts a release with the given date, in a folder of its own, after sweeping leftovers. ErrBusy if somebody else is
// building.
func (s *Store) Begin(asOf string) (*Draft, error) {
	lock, err := s.lock()
	if err != nil {
		return nil, err
	}
	d := &Draft{store: s, lock: lock}
	if err := s.sweep(); err != nil {
		return nil, errors.Join(err, d.Discard())
	}
	if d.id, err = s.next(asOf); err != nil {
		return nil, errors.Join(err, d.Discard())
	}
	if d.dir, err = os.MkdirTemp(filepath.Join(s.dir, "releases"), drafts); err == nil {
		err = os.Chmod(d.dir, 0o755)
	}
	if err != nil {
		return nil, errors.Join(err, d.Discard())
	}
	return d, nil
}

// ID returns the id that the release gets.
func (d *Draft) ID() ReleaseID { return d.id }

// Dir returns the folder to build in.
func (d *Draft) Dir() string { return d.dir }

// Database returns the path at which the database has to be created.
func (d *Draft) Database() string { return filepath.Join(d.dir, database) }

// A Loss says how many published rows of a dataset are missing from a table, and how many it had there before. Dataset is
// empty for tables whose rows do not name one.
type Loss struct {
	Table, Dataset string
	Rows, Before   int64
}

// Complete writes the manifest, with id, schema and the difference to the current release filled in. The database must be
// closed. withdraw is asked, with the manifest of the current release, for the reason to take lost rows back; an empty reason,
// and a nil function, keep them lost. ErrUnchanged if the rows are those of the current release, *LossError if published rows
// would vanish.
func (d *Draft) Complete(ctx context.Context, m Manifest, withdraw func(before Manifest, loss Loss) string) (Manifest, error) {
	m.ID, m.Schema = d.id, Schema
	before, err := d.store.Manifest("")
	switch {
	case errors.Is(err, ErrNoRelease):
	case err != nil:
		return m, err
	case m.SameContent(before):
		return m, ErrUnchanged
	case before.Schema == Schema:
		if err := d.compare(ctx, before, &m, withdraw); err != nil {
			return m, err
		}
	}
	d.completed = true
	return m, writeManifest(d.dir, m)
}

// compare fills in the difference and the withdrawals of a manifest.
func (d *Draft) compare(ctx context.Context, before Manifest, m *Manifest, withdraw func(Manifest, Loss) string) error {
	old, letGo, err := d.store.Acquire(ctx, before.ID)
	if err != nil {
		return err
	}
	defer letGo()
	db, err := openReader(ctx, d.Database(), d.store.options)
	if err != nil {
		return err
	}
	lost := losses{}
	m.Difference, err = compare(ctx, side{before, old.db}, side{*m, db}, func(table, dataset, key string) {
		if table != "snapshot" && !m.withdrawn(table, key) {
			lost.add(table, dataset, key)
		}
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	return lost.judge(ctx, side{before, old.db}, m, withdraw)
}

// losses are keys of lost rows, by table and dataset.
type losses map[Loss]*Keys

func (l losses) add(table, dataset, key string) {
	of := Loss{Table: table, Dataset: dataset}
	if l[of] == nil {
		l[of] = &Keys{}
	}
	l[of].add(key)
}

// judge withdraws the losses for which there is a reason; the others are an error.
func (l losses) judge(ctx context.Context, old side, m *Manifest, withdraw func(Manifest, Loss) string) error {
	refused := &LossError{From: old.manifest.ID}
	for _, of := range slices.SortedFunc(maps.Keys(l), func(a, b Loss) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Dataset, b.Dataset))
	}) {
		keys := l[of]
		loss, err := old.loss(ctx, of, keys.Count)
		if err != nil {
			return err
		}
		if reason := reasonOf(withdraw, old.manifest, loss); reason != "" {
			m.Withdrawals = append(m.Withdrawals, withdrawals(loss, *keys, m.AsOf, reason)...)
			continue
		}
		refused.add(of.Table, *keys)
	}
	if refused.Count > 0 {
		return refused
	}
	return nil
}

func reasonOf(withdraw func(Manifest, Loss) string, before Manifest, loss Loss) string {
	if withdraw == nil {
		return ""
	}
	return withdraw(before, loss)
}

// withdrawals names each row, or their number where the keys are too many to keep.
func withdrawals(of Loss, keys Keys, on, reason string) []Withdrawal {
	if keys.Count > KeysKept {
		return []Withdrawal{{Table: of.Table, Dataset: of.Dataset, Rows: of.Rows, On: on, Reason: reason}}
	}
	all := make([]Withdrawal, len(keys.First))
	for i, key := range keys.First {
		all[i] = Withdrawal{Table: of.Table, Key: key, On: on, Reason: reason}
	}
	return all
}

func (e *LossError) add(table string, keys Keys) {
	e.Count += keys.Count
	for _, key := range keys.First[:min(len(keys.First), KeysKept-len(e.First))] {
		e.First = append(e.First, table+" "+key)
	}
}

// Publish makes the release current: everything is on disk before the folder gets its name, and the name before it becomes
// current, so that a crash at any moment leaves a whole release.
func (d *Draft) Publish(ctx context.Context) (ReleaseID, error) {
	if !d.completed || d.published {
		return "", errors.New("publish: the draft is not complete, or published already")
	}
	if _, err := os.Stat(d.Database() + ".wal"); err == nil {
		return "", errors.New("publish: the database is still open")
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := syncTree(d.dir); err != nil {
		return "", err
	}
	if err := os.Rename(d.dir, d.store.Folder(d.id)); err != nil {
		return "", err
	}
	d.published = true
	if err := syncFile(filepath.Join(d.store.dir, "releases")); err != nil {
		return "", err
	}
	return d.id, d.store.setCurrent(d.id)
}

// Discard lets the lock go and, unless the draft was published, removes its folder.
func (d *Draft) Discard() error {
	var err error
	if d.dir != "" && !d.published {
		err = os.RemoveAll(d.dir)
	}
	return errors.Join(err, d.lock.Close())
}

// lock takes the store's lock, which the system lets go when the process ends, however it ends.
func (s *Store) lock() (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(s.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrBusy
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Busy says whether somebody builds in the folder at this moment.
func (s *Store) Busy() (bool, error) {
	f, err := os.Open(filepath.Join(s.dir, "lock"))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close() // and with it the lock, if it was free
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}

// sweep removes what a killed build left behind. The caller holds the lock.
func (s *Store) sweep() error {
	var leftovers []string
	for _, pattern := range []string{"releases/" + drafts + "*", "*.tmp", "raw/*.tmp"} {
		found, err := filepath.Glob(filepath.Join(s.dir, pattern))
		if err != nil {
			return err
		}
		leftovers = append(leftovers, found...)
	}
	var errs []error
	for _, path := range leftovers {
		errs = append(errs, os.RemoveAll(path))
	}
	return errors.Join(errs...)
}

// next returns the first unused id of a date; ids of pruned releases count as used.
func (s *Store) next(asOf string) (ReleaseID, error) {
	ids, err := s.List()
	if err != nil {
		return "", err
	}
	pruned, err := s.pruned()
	if err != nil {
		return "", err
	}
	serial := 1
	for _, id := range slices.Concat(ids, pruned) {
		if date, n := id.split(); date == asOf && n >= serial {
			serial = n + 1
		}
	}
	id := ReleaseID(fmt.Sprintf("%s.%d", asOf, serial))
	if !id.valid() {
		return "", fmt.Errorf("%q is no date for a release", asOf)
	}
	return id, nil
}

func (s *Store) setCurrent(id ReleaseID) error {
	return writeDurably(filepath.Join(s.dir, "current"), []byte(string(id)+"\n"))
}

// writeDurably replaces a file: a reader sees the old bytes or the new ones, also after a crash.
func writeDurably(path string, text []byte) error {
	tmp := path + ".tmp"
	if err := os.WriteFile(tmp, text, 0o644); err != nil {
		return err
	}
	if err := syncFile(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncFile(filepath.Dir(path))
}

func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return syncFile(path)
	})
}

// syncFile forces a file or folder to disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
