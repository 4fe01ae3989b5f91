package warehouse

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A ReleaseID is a date and a serial, such as 2026-11-23.1. Serials are never used twice.
type ReleaseID string

var idPattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\.[1-9]\d{0,5}$`)

func (id ReleaseID) valid() bool { return idPattern.MatchString(string(id)) }

func (id ReleaseID) split() (string, int) {
	date, serial, _ := strings.Cut(string(id), ".")
	n, _ := strconv.Atoi(serial) // a valid id has a number here
	return date, n
}

// Compare orders ids by age: by date, then by serial as a number.
func (id ReleaseID) Compare(other ReleaseID) int {
	date, serial := id.split()
	otherDate, otherSerial := other.split()
	if c := strings.Compare(date, otherDate); c != 0 {
		return c
	}
	return serial - otherSerial
}

// database is the name of the engine's file inside the folder of a release.
const database = "sextant.duckdb"

// A Release is a published release, open for reading. Safe for concurrent use.
type Release struct {
	dir      string
	manifest Manifest
	db       *DB
}

// OpenRelease opens the release in a folder for reading: read-only, without access to files or network, its configuration
// locked. The error is fs.ErrNotExist if the folder holds none.
func OpenRelease(ctx context.Context, dir string, options Options) (*Release, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	if m.Schema != Schema {
		return nil, fmt.Errorf("release %s: its model has version %d, this program reads %d", m.ID, m.Schema, Schema)
	}
	path := filepath.Join(dir, database)
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	db, err := openReader(ctx, path, options)
	if err != nil {
		return nil, fmt.Errorf("release %s: %w", m.ID, err)
	}
	return &Release{dir: dir, manifest: m, db: db}, nil
}

// ID returns the id of the release.
func (r *Release) ID() ReleaseID { return r.manifest.ID }

// Manifest returns what the release is made of. Callers do not change it.
func (r *Release) Manifest() Manifest { return r.manifest }

// Query asks the release. Values are named arguments ($economies with sql.Named("economies", …)), text or numbers; the query
// casts text to dates and decimals. The result is complete when Query returns; the caller closes the rows. A passed deadline
// is ErrDeadline, a query that outgrows the memory limit ErrMemory, a faulty or forbidden query *QueryError.
func (r *Release) Query(ctx context.Context, query string, args ...sql.NamedArg) (*sql.Rows, error) {
	return r.db.Query(ctx, query, args...)
}

// Close closes the release. Those that come from Store.Acquire are closed by the store.
func (r *Release) Close() error { return r.db.Close() }
