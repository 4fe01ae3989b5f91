package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/internal/warehouse"
)

// What was staged on trial when bytes came is kept, in the folder staged of the data, as long as they are the newest of their
// source: a build takes it from there instead of reading the bytes again. It is only a short cut. What is not there, or was made
// by another program or from another descriptor, is staged anew.

// kept is what stands beside the rows.
type kept struct {
	Input  warehouse.Input
	Found  []warehouse.Finding
	Passed []string // columns that the descriptor does not take
}

// keptRows is the table of the kept rows in their file.
const keptRows = "rows"

// keptPath names the file for what a source answered; empty if this program cannot be told from others.
func (s *stager) keptPath(store *warehouse.Store, d datasets.Dataset, l datasets.Live, snapshot fetch.Snapshot) string {
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	stat, err := os.Stat(program)
	if err != nil {
		return ""
	}
	lists := map[string][]string{}
	for _, c := range l.Columns {
		lists[c.List] = s.lists[c.List]
	}
	text, err := json.Marshal([]any{l, snapshot.SHA256, snapshot.Absent, lists, stat.Size(), stat.ModTime().UnixNano()})
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return filepath.Join(store.Dir(), "staged", d.ID+"."+l.Name+"-"+hex.EncodeToString(sum[:16])+".duckdb")
}

// keep puts what was staged from new bytes into the place of what was kept of the source before. The database staged is a file,
// and detached after it.
func (s *stager) keep(ctx context.Context, store *warehouse.Store, d datasets.Dataset, l datasets.Live, snapshot fetch.Snapshot, file string, what kept) error {
	path := s.keptPath(store, d, l, snapshot)
	if path == "" {
		return nil
	}
	table := strings.TrimPrefix(d.Staged(l.Table()), "staged.")
	err := s.db.Exec(ctx, fmt.Sprintf("drop view staged.%s; alter table staged.%s rename to %s; detach staged", quote(table), quote(table+"__rows"), keptRows))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	before, err := filepath.Glob(filepath.Join(filepath.Dir(path), d.ID+"."+l.Name+"-*"))
	if err != nil {
		return err
	}
	for _, old := range before {
		err = errors.Join(err, os.Remove(old))
	}
	text, encoded := json.Marshal(what)
	return errors.Join(err, encoded, os.WriteFile(path+".json", text, 0o644), os.Rename(file, path))
}

// recall shows what was kept as the staged table of a source, and says whether it could.
func (s *stager) recall(ctx context.Context, store *warehouse.Store, g staging, l datasets.Live, snapshot fetch.Snapshot) (kept, bool) {
	var what kept
	path := s.keptPath(store, g.dataset, l, snapshot)
	text, err := os.ReadFile(path + ".json")
	if err != nil || json.Unmarshal(text, &what) != nil || !sizesFit(store, snapshot) {
		return what, false
	}
	name, rows := quote("kept "+g.table), int64(0)
	if err := s.db.Exec(ctx, fmt.Sprintf("attach %s as %s (read_only)", literal(path), name)); err != nil {
		return what, false
	}
	g.rows = name + "." + keptRows
	err = s.db.Scan(ctx, "select count(*) from "+g.rows+" where not is_rejected", []any{&rows})
	if err == nil && rows == what.Input.Staged {
		err = s.expose(ctx, g)
	}
	s.passed = what.Passed
	return what, err == nil && rows == what.Input.Staged
}

// sizesFit tells whether the stored bytes are as long as those that were received.
func sizesFit(store *warehouse.Store, snapshot fetch.Snapshot) bool {
	for _, p := range snapshot.Parts {
		path, err := store.Raw(p.SHA256)
		if err != nil {
			return false
		}
		if stat, err := os.Stat(path); err != nil || stat.Size() != p.Bytes {
			return false
		}
	}
	return true
}

// letGo detaches what was kept.
func letGo(ctx context.Context, db *warehouse.DB) error {
	var names []string
	err := db.Each(ctx, "select database_name from duckdb_databases() where database_name like 'kept %'", func(_ []string, row []*string) error {
		names = append(names, *row[0])
		return nil
	})
	for _, name := range names {
		err = errors.Join(err, db.Exec(ctx, "detach "+quote(name)))
	}
	return err
}
