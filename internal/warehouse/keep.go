package warehouse

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Rollback makes an older (or any other) release current; "" is the one before the current one. It returns the id.
func (s *Store) Rollback(ctx context.Context, to ReleaseID) (ReleaseID, error) {
	lock, err := s.lock()
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if to == "" {
		if to, err = s.before(); err != nil {
			return "", err
		}
	}
	_, letGo, err := s.Acquire(ctx, to)
	if err != nil {
		return "", err
	}
	letGo()
	return to, s.setCurrent(to)
}

func (s *Store) before() (ReleaseID, error) {
	current, err := s.Current()
	if err != nil {
		return "", err
	}
	ids, err := s.List()
	if err != nil {
		return "", err
	}
	at := slices.Index(ids, current)
	if at < 1 {
		return "", fmt.Errorf("before %s: %w", current, ErrNotFound)
	}
	return ids[at-1], nil
}

// Prune removes all but the newest releases, and never the current one. It returns what it removed. Their ids stay used.
func (s *Store) Prune(keep int) ([]ReleaseID, error) {
	lock, err := s.lock()
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	current, err := s.Current()
	if err != nil {
		return nil, err
	}
	ids, err := s.List()
	if err != nil {
		return nil, err
	}
	gone := ids[:max(0, len(ids)-max(keep, 1))]
	gone = slices.DeleteFunc(slices.Clone(gone), func(id ReleaseID) bool { return id == current })
	if err := s.recordPruned(gone); err != nil {
		return nil, err
	}
	for i, id := range gone {
		// Renamed first, so that a reader or a crash never meets half a release.
		hidden := filepath.Join(s.dir, "releases", drafts+string(id))
		if err := errors.Join(os.Rename(s.Folder(id), hidden), os.RemoveAll(hidden)); err != nil {
			return gone[:i], err
		}
	}
	return gone, nil
}

// pruned returns the ids of releases that were removed.
func (s *Store) pruned() ([]ReleaseID, error) {
	text, err := os.ReadFile(filepath.Join(s.dir, "pruned"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var ids []ReleaseID
	for line := range strings.Lines(string(text)) {
		ids = append(ids, ReleaseID(strings.TrimSpace(line)))
	}
	return ids, err
}

func (s *Store) recordPruned(gone []ReleaseID) error {
	all, err := s.pruned()
	if err != nil {
		return err
	}
	all = append(all, gone...)
	slices.SortFunc(all, ReleaseID.Compare)
	var text bytes.Buffer
	for _, id := range slices.Compact(all) {
		fmt.Fprintln(&text, id)
	}
	return writeDurably(filepath.Join(s.dir, "pruned"), text.Bytes())
}

// Verify computes the hashes of a release again, "" being the current one, and returns what does not agree with its
// manifest and its list of checksums. An empty answer is a sound release.
func (s *Store) Verify(ctx context.Context, id ReleaseID) ([]string, error) {
	m, err := s.Manifest(id)
	if err != nil {
		return nil, err
	}
	wrong, err := verifyChecksums(filepath.Join(s.Folder(m.ID), "bulk"))
	if err != nil {
		return nil, err
	}
	tables, err := s.verifyTables(ctx, m)
	return append(wrong, tables...), err
}

// verifyTables works on a copy: the release itself is only ever opened without access to files.
func (s *Store) verifyTables(ctx context.Context, m Manifest) ([]string, error) {
	dir, err := os.MkdirTemp("", "sextant-verify-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	text, err := os.ReadFile(filepath.Join(s.Folder(m.ID), database))
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, database), text, 0o600); err != nil {
		return nil, err
	}
	db, err := Edit(ctx, filepath.Join(dir, database), s.options)
	if err != nil {
		return nil, err
	}
	wrong, err := differing(ctx, db, m, dir)
	return wrong, errors.Join(err, db.Close())
}

func differing(ctx context.Context, db *DB, m Manifest, dir string) ([]string, error) {
	tables, err := db.Tables(ctx)
	if err != nil {
		return nil, err
	}
	var wrong []string
	for _, t := range tables {
		want, ok := m.Table(t.Name)
		if !ok {
			wrong = append(wrong, fmt.Sprintf("table %s is not in the manifest", t.Name))
			continue
		}
		hash, err := db.WriteCSV(ctx, t, "true", filepath.Join(dir, "table.csv"))
		if err != nil {
			return nil, err
		}
		if t.Rows != want.Rows || hash != want.SHA256 {
			wrong = append(wrong, fmt.Sprintf("table %s has %d rows with hash %s, the manifest says %d and %s", t.Name, t.Rows, hash, want.Rows, want.SHA256))
		}
	}
	for _, want := range m.Tables {
		if !slices.ContainsFunc(tables, func(t Table) bool { return t.Name == want.Name }) {
			wrong = append(wrong, fmt.Sprintf("table %s is missing", want.Name))
		}
	}
	return wrong, nil
}

// verifyChecksums reads SHA256SUMS in a folder and returns the files that do not agree with it.
func verifyChecksums(dir string) ([]string, error) {
	list, err := os.Open(filepath.Join(dir, "SHA256SUMS"))
	if errors.Is(err, fs.ErrNotExist) {
		return []string{"bulk/SHA256SUMS is missing"}, nil
	}
	if err != nil {
		return nil, err
	}
	defer list.Close()
	var wrong []string
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		want, name, _ := strings.Cut(lines.Text(), "  ")
		hash, err := HashFile(filepath.Join(dir, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			wrong = append(wrong, fmt.Sprintf("bulk/%s is missing", name))
		case err != nil:
			return nil, err
		case hash != want:
			wrong = append(wrong, fmt.Sprintf("bulk/%s has hash %s, the list says %s", name, hash, want))
		}
	}
	return wrong, lines.Err()
}
