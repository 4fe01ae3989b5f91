// Package warehouse keeps releases: it opens databases for building and for reading, publishes a built release by one rename,
// hands releases to readers and takes them back, and compares, verifies, rolls back and prunes them. It is the only package
// that knows which engine holds the data. It does not know what the tables mean.
package warehouse

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A Store is a data folder: raw/ (bytes as received, by hash), releases/<id>/ (immutable) and current (a file that holds an
// id). One process at a time may build; any number may read. Safe for concurrent use.
type Store struct {
	dir     string
	options Options

	mu   sync.Mutex
	open map[ReleaseID]*held
}

// held is a release that somebody reads.
type held struct {
	release *Release
	users   int
}

// NewStore returns a store over a data folder, which need not exist yet. The options are those of the releases it opens.
func NewStore(dir string, options Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for _, sub := range []string{"raw", "releases"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, fmt.Errorf("data folder: %w", err)
		}
	}
	return &Store{dir: dir, options: options, open: map[ReleaseID]*held{}}, nil
}

// Dir returns the data folder, absolute.
func (s *Store) Dir() string { return s.dir }

// Folder returns the folder of a release, which need not exist.
func (s *Store) Folder(id ReleaseID) string { return filepath.Join(s.dir, "releases", string(id)) }

// Current returns the id of the current release. ErrNoRelease if there is none.
func (s *Store) Current() (ReleaseID, error) {
	text, err := os.ReadFile(filepath.Join(s.dir, "current"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNoRelease
	}
	if err != nil {
		return "", err
	}
	id := ReleaseID(strings.TrimSpace(string(text)))
	if !id.valid() {
		return "", fmt.Errorf("file current holds %q, which is no release id", id)
	}
	return id, nil
}

// List returns the ids of all whole releases, oldest first.
func (s *Store) List() ([]ReleaseID, error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, "releases"))
	if err != nil {
		return nil, err
	}
	var ids []ReleaseID
	for _, entry := range entries {
		if id := ReleaseID(entry.Name()); entry.IsDir() && id.valid() {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, ReleaseID.Compare)
	return ids, nil
}

// Manifest returns the manifest of a release, "" being the current one. ErrNotFound if there is no such release.
func (s *Store) Manifest(id ReleaseID) (Manifest, error) {
	id, err := s.resolve(id)
	if err != nil {
		return Manifest{}, err
	}
	m, err := ReadManifest(s.Folder(id))
	if errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("release %s: %w", id, ErrNotFound)
	}
	return m, err
}

func (s *Store) resolve(id ReleaseID) (ReleaseID, error) {
	if id == "" {
		return s.Current()
	}
	if !id.valid() {
		return "", fmt.Errorf("release %q: %w", string(id), ErrNotFound)
	}
	return id, nil
}

// Acquire opens a release for reading, "" being the current one, and returns it with a function that lets it go; call it
// once. A release is open once however many read it, and closes with its last reader. ErrNoRelease if there is no current
// release, ErrNotFound if there is none with the id.
func (s *Store) Acquire(ctx context.Context, id ReleaseID) (*Release, func(), error) {
	id, err := s.resolve(id)
	if err != nil {
		return nil, nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.open[id]
	if !ok {
		release, err := OpenRelease(ctx, s.Folder(id), s.options)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("release %s: %w", id, ErrNotFound)
		}
		if err != nil {
			return nil, nil, err
		}
		h = &held{release: release}
		s.open[id] = h
	}
	h.users++
	return h.release, sync.OnceFunc(func() { s.letGo(id, h) }), nil
}

func (s *Store) letGo(id ReleaseID, h *held) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.users--; h.users > 0 {
		return
	}
	delete(s.open, id)
	// The release is read-only: a failure to close loses nothing that anyone could act on.
	_ = h.release.Close()
}
