package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func newStore(t *testing.T) *Store {
	t.Helper()
	s, err := NewStore(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// draft builds a release with one table of fruits, given as the rows of a values clause, and completes it.
func draft(t *testing.T, s *Store, rows string, withdrawals ...Withdrawal) (*Draft, Manifest, error) {
	t.Helper()
	ctx := t.Context()
	d, err := s.Begin("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Discard() })
	db, err := Create(ctx, d.Database(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Exec(ctx, `
		create table fruit (name varchar primary key, colour varchar, source_line integer);
		insert into fruit values `+rows)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := db.Tables(ctx)
	if err != nil {
		t.Fatal(err)
	}
	bulk := filepath.Join(d.Dir(), "bulk")
	if err := os.Mkdir(bulk, 0o755); err != nil {
		t.Fatal(err)
	}
	if tables[0].SHA256, err = db.WriteCSV(ctx, tables[0], "true", filepath.Join(bulk, "fruit.csv")); err != nil {
		t.Fatal(err)
	}
	sums := tables[0].SHA256 + "  fruit.csv\n"
	if err := errors.Join(os.WriteFile(filepath.Join(bulk, "SHA256SUMS"), []byte(sums), 0o644), db.Close()); err != nil {
		t.Fatal(err)
	}
	m, err := d.Complete(ctx, Manifest{AsOf: "2026-11-23", Tables: tables, Withdrawals: withdrawals}, nil)
	return d, m, err
}

func publish(t *testing.T, s *Store, rows string, withdrawals ...Withdrawal) ReleaseID {
	t.Helper()
	d, _, err := draft(t, s, rows, withdrawals...)
	if err != nil {
		t.Fatal(err)
	}
	id, err := d.Publish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	return id
}

func fruits(t *testing.T, r *Release) string {
	t.Helper()
	rows, err := r.Query(t.Context(), "select string_agg(name, ' ' order by name) from fruit")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all string
	for rows.Next() {
		if err := rows.Scan(&all); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestStore_publishAndRead(t *testing.T) {
	s := newStore(t)
	if _, _, err := s.Acquire(t.Context(), ""); !errors.Is(err, ErrNoRelease) {
		t.Fatalf("empty store: %v", err)
	}
	first := publish(t, s, "('apple', 'red', 2)")
	r1, letGo1, err := s.Acquire(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	second := publish(t, s, "('apple', 'red', 2), ('fig', 'blue', 3)")
	if first != "2026-11-23.1" || second != "2026-11-23.2" {
		t.Errorf("ids %s, %s", first, second)
	}
	r2, letGo2, err := s.Acquire(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if fruits(t, r1) != "apple" || fruits(t, r2) != "apple fig" {
		t.Errorf("first %q, second %q", fruits(t, r1), fruits(t, r2))
	}
	letGo1()
	letGo1() // the second call does nothing
	letGo2()
	if len(s.open) != 0 {
		t.Errorf("%d releases are open after all readers left", len(s.open))
	}
	for _, id := range []ReleaseID{"2026-11-23.9", "../x", "latest"} {
		if _, _, err := s.Acquire(t.Context(), id); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if wrong, err := s.Verify(t.Context(), ""); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v, %v", wrong, err)
	}
}

func TestRelease_isClosedToTheWorld(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('apple', 'red', 2)")
	r, letGo, err := s.Acquire(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer letGo()
	for _, query := range []string{
		"select * from read_csv('/etc/passwd')", "copy fruit to '/tmp/x.csv'", "attach '/tmp/x.duckdb'", "install httpfs",
		"set threads = 1", "delete from fruit", "create table x (a int)", "select * from nothing", "selec",
	} {
		var refused *QueryError
		rows, err := r.Query(t.Context(), query)
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", query, err)
		}
		if err == nil {
			rows.Close()
		}
	}
	if _, err := r.Query(t.Context(), "select list(range) from range(200000000)"); !errors.Is(err, ErrMemory) {
		t.Errorf("large query: %v", err)
	}
	if fruits(t, r) != "apple" {
		t.Error("the release cannot be read after refused queries")
	}
	left, err := filepath.Glob(filepath.Join(s.Folder(r.ID()), "*"))
	if err != nil || len(left) != 3 { // database, manifest, bulk
		t.Errorf("folder holds %v, %v", left, err)
	}
}

func TestRelease_deadline(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('apple', 'red', 2)")
	r, letGo, err := s.Acquire(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer letGo()
	slow := "select count(*) from range(1000000000) as a, range(1000) as b where a.range * b.range % 7 = $seven::int"
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := r.Query(ctx, slow, sql.Named("seven", "3")); !errors.Is(err, ErrDeadline) {
		t.Errorf("deadline: %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := r.Query(ctx, slow, sql.Named("seven", "3")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if fruits(t, r) != "apple" {
		t.Error("the connection is lost after a deadline")
	}
}

func TestDraft_unchanged(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('apple', 'red', 2), ('fig', 'blue', 3)")
	d, _, err := draft(t, s, "('fig', 'blue', 3), ('apple', 'red', 2)")
	if !errors.Is(err, ErrUnchanged) {
		t.Errorf("same rows in another order: %v", err)
	}
	if _, err := d.Publish(t.Context()); err == nil {
		t.Error("an unchanged draft was published")
	}
}

func TestDraft_difference(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('apple', 'red', 2), ('fig', 'blue', 3), ('kiwi', null, 4)")
	_, m, err := draft(t, s, "('apple', 'red', 9), ('fig', 'green', 3), ('kiwi', '', 4), ('plum', 'blue', 5)")
	if err != nil {
		t.Fatal(err)
	}
	want := &Difference{From: "2026-11-23.1", Tables: []TableDifference{{Name: "fruit",
		Added: Keys{1, []string{"plum"}}, Changed: Keys{2, []string{"fig", "kiwi"}}}}}
	if !reflect.DeepEqual(m.Difference, want) {
		t.Errorf("got %+v, want %+v", m.Difference, want)
	}
}

func TestDraft_lostRows(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('apple', 'red', 2), ('fig', 'blue', 3), ('kiwi', 'green', 4)")
	d, _, err := draft(t, s, "('apple', 'red', 2)")
	var loss *LossError
	if !errors.As(err, &loss) || loss.Count != 2 || !slices.Equal(loss.First, []string{"fruit fig", "fruit kiwi"}) {
		t.Fatalf("lost rows: %v", err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	d, m, err := draft(t, s, "('apple', 'red', 2)",
		Withdrawal{Table: "fruit", Key: "fig", On: "2026-11-23", Reason: "never grew"}, Withdrawal{Table: "fruit", Key: "kiwi"})
	if err != nil || m.Difference.Tables[0].Removed.Count != 2 {
		t.Errorf("withdrawn rows: %+v, %v", m.Difference, err)
	}
	if _, err := d.Publish(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStore_oneBuildAtATime(t *testing.T) {
	s := newStore(t)
	d, err := s.Begin("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Begin("2026-11-23"); !errors.Is(err, ErrBusy) {
		t.Errorf("second build: %v", err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(filepath.Join(s.dir, "releases")); err != nil || len(entries) != 0 {
		t.Errorf("a discarded draft left %v, %v", entries, err)
	}
	if _, err := s.Begin("yesterday"); err == nil {
		t.Error("a release got the date yesterday")
	}
}

func TestStore_sweep(t *testing.T) {
	s := newStore(t)
	for _, left := range []string{"releases/.building-12", "current.tmp", "raw/aa.tmp"} {
		if err := os.MkdirAll(filepath.Join(s.dir, left), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, s, "('apple', 'red', 2)")
	for _, left := range []string{"releases/.building-12", "current.tmp", "raw/aa.tmp"} {
		if _, err := os.Stat(filepath.Join(s.dir, left)); err == nil {
			t.Errorf("%s is still there", left)
		}
	}
}

func TestStore_rollbackAndPrune(t *testing.T) {
	s := newStore(t)
	for i := range 11 {
		publish(t, s, fmt.Sprintf("('apple', 'shade %d', 2)", i))
	}
	ids, err := s.List()
	if err != nil || len(ids) != 11 || ids[10] != "2026-11-23.11" {
		t.Fatalf("list: %v, %v", ids, err)
	}
	if id, err := s.Rollback(t.Context(), ""); err != nil || id != "2026-11-23.10" {
		t.Errorf("rollback: %s, %v", id, err)
	}
	if _, err := s.Rollback(t.Context(), "2026-11-23.77"); !errors.Is(err, ErrNotFound) {
		t.Errorf("rollback to nothing: %v", err)
	}
	if _, err := s.Rollback(t.Context(), "2026-11-23.1"); err != nil {
		t.Error(err)
	}
	gone, err := s.Prune(2)
	if err != nil || len(gone) != 8 {
		t.Errorf("pruned %v, %v", gone, err)
	}
	ids, _ = s.List()
	if want := []ReleaseID{"2026-11-23.1", "2026-11-23.10", "2026-11-23.11"}; !slices.Equal(ids, want) {
		t.Errorf("left %v, want %v", ids, want)
	}
	if _, err := s.Rollback(t.Context(), "2026-11-23.10"); err != nil {
		t.Error(err)
	}
	if _, err := s.Rollback(t.Context(), "2026-11-23.5"); !errors.Is(err, ErrNotFound) {
		t.Errorf("rollback to a pruned release: %v", err)
	}
	if id := publish(t, s, "('apple', 'new', 2)"); id != "2026-11-23.12" {
		t.Errorf("next id is %s", id)
	}
}

func TestStore_pruneNeverReusesIDs(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('apple', 'red', 2)")
	publish(t, s, "('apple', 'green', 2)")
	publish(t, s, "('apple', 'blue', 2)")
	if _, err := s.Rollback(t.Context(), "2026-11-23.1"); err != nil {
		t.Fatal(err)
	}
	if err := s.recordPruned([]ReleaseID{"2026-11-23.3"}); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(s.Folder("2026-11-23.3")); err != nil {
		t.Fatal(err)
	}
	if id := publish(t, s, "('apple', 'pink', 2)"); id != "2026-11-23.4" {
		t.Errorf("next id is %s", id)
	}
}

func TestStore_verifyFindsDamage(t *testing.T) {
	s := newStore(t)
	id := publish(t, s, "('apple', 'red', 2)")
	manifest := filepath.Join(s.Folder(id), "manifest.json")
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	damaged := strings.Replace(string(text), `"rows": 1`, `"rows": 7`, 1)
	if err := os.WriteFile(manifest, []byte(damaged), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.Folder(id), "bulk", "fruit.csv"), []byte("name\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	wrong, err := s.Verify(t.Context(), id)
	if err != nil || len(wrong) != 2 || !strings.Contains(wrong[0], "fruit.csv") || !strings.Contains(wrong[1], "says 7") {
		t.Errorf("%v, %v", wrong, err)
	}
}

// Readers go on through swaps: each sees one whole release, and every query is answered.
func TestStore_swapUnderLoad(t *testing.T) {
	s := newStore(t)
	publish(t, s, "('a0', '', 1), ('b0', '', 1)")
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, letGo, err := s.Acquire(t.Context(), "")
				if err != nil {
					t.Error(err)
					return
				}
				if all := fruits(t, r); all[1:2] != all[4:5] {
					t.Errorf("half a release: %s", all)
				}
				letGo()
			}
		})
	}
	for i := 1; i <= 4; i++ {
		publish(t, s, fmt.Sprintf("('a%d', '', 1), ('b%d', '', 1)", i, i), Withdrawal{Table: "fruit", Key: fmt.Sprintf("a%d", i-1)}, Withdrawal{Table: "fruit", Key: fmt.Sprintf("b%d", i-1)})
	}
	close(stop)
	readers.Wait()
}

func TestCreate_refusesAPathTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.duckdb")
	db, err := Create(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(t.Context(), path, Options{}); err == nil {
		t.Error("the path was used twice")
	}
}

func TestStore_raw(t *testing.T) {
	s := newStore(t)
	const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	for range 2 {
		path, err := s.KeepRaw(hash, []byte("hello"))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(path); err != nil || string(text) != "hello" {
			t.Errorf("%q, %v", text, err)
		}
	}
	if _, err := s.KeepRaw(hash, []byte("hallo")); err == nil {
		t.Error("bytes were kept under another's hash")
	}
}
