package analytics

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"sextant/internal/warehouse"
)

// storeOf is a store with one release: the base model, the rows of some cases.
func storeOf(t *testing.T, cases ...string) *warehouse.Store {
	t.Helper()
	return olderStore(t, "", cases...)
}

// olderStore is storeOf for a release of which a statement took something away that the program knows.
func olderStore(t *testing.T, statement string, cases ...string) *warehouse.Store {
	t.Helper()
	store, err := warehouse.NewStore(t.TempDir(), warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	draft, err := store.Begin("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Discard()
	db, err := warehouse.Create(t.Context(), draft.Database(), warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, &testModel{DB: db, tables: readModel(t)}, cases)
	if statement != "" {
		if err := db.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	m := warehouse.Manifest{AsOf: "2026-11-23", Program: "test", Tables: []warehouse.Table{{Name: "round", Rows: 1}},
		Checks:   []warehouse.Check{{ID: "c", Level: warehouse.LevelWarning, Sense: "Sense.", Rows: 1}},
		Findings: []warehouse.Finding{{Level: warehouse.LevelWarning, Check: "c", Detail: "x"}}}
	if _, err := draft.Complete(t.Context(), m, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

func fill(t *testing.T, m *testModel, cases []string) {
	t.Helper()
	m.create(t)
	for _, file := range append([]string{filepath.Join("testdata", "base.txtar")}, cases...) {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m.load(t, a)
	}
}

func TestEngine(t *testing.T) {
	store := storeOf(t, filepath.Join("testdata", "cases", "investment.txtar"))
	e := NewEngine(store, load(t))
	r, done, err := e.Acquire("")
	if err != nil {
		t.Fatal(err)
	}
	if r.ID() != "2026-11-23.1" || r.AsOf() != "2026-11-23" || len(e.Catalogue().Indicators()) == 0 {
		t.Errorf("release %s as of %s", r.ID(), r.AsOf())
	}
	if s := r.Manifest(); s.ID != r.ID() || s.Warnings != 1 || s.Errors != 0 || s.Tables[0].Name != "round" || s.Checks[0].Level != "warning" {
		t.Errorf("manifest is %+v", s)
	}
	if err := r.AnswerAll(t.Context()); err != nil {
		t.Errorf("the release does not answer: %v", err)
	}
	if o := at(frameOf(t, r, "investment", ""), "US", "2025", ""); o.Value.Float != 400 {
		t.Errorf("US 2025 is %+v", o)
	}
	done()
	if _, _, err := e.Acquire("2020-01-01.1"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a release that is not there: %v", err)
	}
	if again, done, err := e.Acquire("2026-11-23.1"); err != nil || again.words != r.words {
		t.Errorf("the vocabulary is read again: %v", err)
	} else {
		done()
	}
}

func TestEngine_unavailable(t *testing.T) {
	store, err := warehouse.NewStore(t.TempDir(), warehouse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := NewEngine(store, load(t)).Acquire(""); !errors.Is(err, ErrUnavailable) {
		t.Errorf("without a release: %v", err)
	}
	r, done, err := NewEngine(storeOf(t), load(t)).Acquire("")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	q, err := r.catalogue.Default("investment")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Eval(ctx, q); !errors.Is(err, ErrUnavailable) {
		t.Errorf("after the deadline: %v", err)
	}
}

// Two texts, two releases, one program: readers of the same release do not disturb each other.
func TestEngine_concurrent(t *testing.T) {
	e := NewEngine(storeOf(t, filepath.Join("testdata", "cases", "investment.txtar")), load(t))
	failed := make(chan error)
	for n := range 8 {
		go func() {
			r, done, err := e.Acquire("")
			if err != nil {
				failed <- err
				return
			}
			defer done()
			q, err := r.catalogue.Default(r.catalogue.ids()[n])
			if err == nil {
				_, err = r.Eval(context.Background(), q)
			}
			failed <- err
		}()
	}
	for range 8 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

func TestWriteRows(t *testing.T) {
	_, r := caseModel(t, "investment")
	f := frameOf(t, r, "investment", "by=sector&per=capita")
	rows, err := r.Rows(t.Context(), f.Query, Cell{Economy: "EU27_2020"})
	if err != nil {
		t.Fatal(err)
	}
	var asCSV, asJSON bytes.Buffer
	if err := errors.Join(WriteRowsCSV(&asCSV, f, rows), WriteRowsJSON(&asJSON, f, rows)); err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(asCSV.Bytes()), []byte("\n"))
	if want := "investment,r01,r01,DE,2024-03-05,chips,100,EUR,100,EUR,,,A,,sample,https://example.org/r01,,"; !bytes.HasPrefix(lines[1], []byte(want)) {
		t.Errorf("first line is %s", lines[1])
	}
	if want := "investment,r02,r02,FR,2024-07,health,,EUR,,,,,A,,sample,"; !bytes.HasPrefix(lines[3], []byte(want)) {
		t.Errorf("the undisclosed line is %s", lines[3])
	}
	var decoded struct {
		Rows []struct {
			ID    string
			Value *float64
			By    string
		}
	}
	if err := json.Unmarshal(asJSON.Bytes(), &decoded); err != nil {
		t.Fatal(err)
	}
	if len(decoded.Rows) != 3 || *decoded.Rows[0].Value != 100 || decoded.Rows[0].By != "chips" || decoded.Rows[2].Value != nil {
		t.Errorf("JSON is %s", asJSON.String())
	}
}

// A release that was made before a table existed answers all the rest, and says of what it lacks that it is older.
func TestEngine_olderRelease(t *testing.T) {
	for _, statement := range []string{"drop table policy_event", "alter table policy_event rename column kind to sort"} {
		r, done, err := NewEngine(olderStore(t, statement, filepath.Join("testdata", "cases", "investment.txtar")), load(t)).Acquire("")
		if err != nil {
			t.Fatal(err)
		}
		defer done()
		if err := r.AnswerAll(t.Context()); err != nil {
			t.Errorf("%s: %v", statement, err)
		}
		f := frameOf(t, r, "policy-events", "by=kind")
		if !f.Predates || !f.NotLoaded() || len(f.Observations) > 0 || f.Notes[0].Key != "note.predates" {
			t.Errorf("%s: %+v", statement, f)
		}
		if o := at(frameOf(t, r, "investment", ""), "US", "2025", ""); o.Value.Float != 400 {
			t.Errorf("%s: US 2025 is %+v", statement, o)
		}
	}
}

// A release that was made before a code list existed answers what is fixed to one of its codes.
func TestEngine_olderThanACodeList(t *testing.T) {
	const statement = "delete from code where list = 'policy_kind'"
	r, done, err := NewEngine(olderStore(t, statement, filepath.Join("testdata", "cases", "policy-events.txtar")), load(t)).Acquire("")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if f := frameOf(t, r, "policy-events", "where.kind=law"); len(f.Series) != 1 {
		t.Errorf("%+v", f)
	}
}
