package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"sextant/internal/warehouse"
)

// newEvent is a row that can be added to the policy events.
const newEvent = `zz-new-event,2026-01-15,FR,"A </script> event",law,adopted,https://example.org/new,New,2026-01-15,` + "\n"

// A row that is added upstream is exactly what differs, wherever in the file it stands.
func TestBuild_difference(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, small...)
	if _, err := tr.build(t, store); err != nil {
		t.Fatal(err)
	}
	const file = "policy-events/events.csv"
	header, rows, _ := strings.Cut(string(tr[file].Data), "\n")
	tr.set(t, file, header+"\n"+newEvent+rows)
	m, err := tr.build(t, store)
	if err != nil {
		t.Fatal(err)
	}
	if m.ID != "2026-11-23.2" || m.Difference == nil || m.Difference.From != "2026-11-23.1" {
		t.Fatalf("release %s, difference %+v", m.ID, m.Difference)
	}
	for _, d := range m.Difference.Tables {
		if d.Name == "snapshot" {
			continue // the file's hash is its key
		}
		want := warehouse.TableDifference{Name: "policy_event", Added: warehouse.Keys{Count: 1, First: []string{"zz-new-event"}}}
		if !reflect.DeepEqual(d, want) {
			t.Errorf("got %+v, want %+v", d, want)
		}
	}
	if len(m.Difference.Tables) != 2 {
		t.Errorf("tables that differ: %+v", m.Difference.Tables)
	}
	text, err := os.ReadFile(filepath.Join(store.Folder(m.ID), "bulk", "policy_event.csv"))
	if err != nil || !strings.Contains(string(text), "A </script> event") {
		t.Errorf("the event is not in the bulk file as it was written: %v", err)
	}
	t.Run("lost row", func(t *testing.T) { testLostRow(t, store, tr) })
}

// A published row that is gone refuses the release, until it is withdrawn with a reason.
func testLostRow(t *testing.T, store *warehouse.Store, tr tree) {
	tr.change(t, "policy-events/events.csv", newEvent, "")
	var loss *warehouse.LossError
	if _, err := tr.build(t, store); !errors.As(err, &loss) || loss.First[0] != "policy_event zz-new-event" || loss.Count != 1 {
		t.Fatalf("a lost row: %v", err)
	}
	if id, err := store.Current(); err != nil || id != "2026-11-23.2" {
		t.Errorf("current is %s, %v", id, err)
	}
	tr.set(t, "policy-events/withdrawn.yaml", "- table: policy_event\n  key: zz-new-event\n  on: \"2026-11-23\"\n  reason: It never took place.\n")
	m, err := tr.build(t, store, func(in *Inputs) { in.DryRun = true })
	if err != nil || len(m.Withdrawals) != 1 {
		t.Errorf("declared withdrawal: %+v, %v", m.Withdrawals, err)
	}
	delete(tr, "policy-events/withdrawn.yaml")
	m, err = tr.build(t, store, func(in *Inputs) { in.Withdraw = "moved to another list" })
	want := []warehouse.Withdrawal{{Table: "policy_event", Key: "zz-new-event", On: "2026-11-23", Reason: "moved to another list"}}
	if err != nil || !reflect.DeepEqual(m.Withdrawals, want) || m.ID != "2026-11-23.3" {
		t.Errorf("withdrawal by the operator: %s %+v, %v", m.ID, m.Withdrawals, err)
	}
}

// errorsOf returns the findings of level error, as text.
func errorsOf(m warehouse.Manifest) string {
	var all []string
	for _, f := range m.Findings {
		if f.Level == warehouse.LevelError {
			all = append(all, f.String())
		}
	}
	return strings.Join(all, "\n")
}

// Bad data publishes nothing and says why; what was current stays current.
func TestBuild_errorsPublishNothing(t *testing.T) {
	const events = "policy-events/events.csv"
	store := emptyStore(t)
	if _, err := copyTree(t, small...).build(t, store); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		edit func(tree)
		want string
	}{
		"changed header": {
			func(tr tree) { tr.change(t, events, "event_id,date,", "event_id,day,") },
			"error stage: policy-events/events.csv:1 column date: the column is declared, but the file does not have it\n" +
				"error stage: policy-events/events.csv:1 column day: the file has the column, but it is not declared",
		},
		"html": {
			func(tr tree) { tr.set(t, events, "<html><body>Sorry</body></html>") },
			"error stage: policy-events/events.csv:1: this is a page of HTML or XML, not CSV",
		},
		"check": {
			func(tr tree) { tr.change(t, "codes/economy_group.csv", "EU27_2020,AT\n", "") },
			"group-of-27",
		},
		"guard": {
			func(tr tree) {
				tr.set(t, "policy-events/corrections.yaml", correction("FR", "adopted"))
			},
			"error correct: policy-events/corrections.yaml paris: the guard does not hold: status of policy_event paris-ai-action-summit is held, expected was adopted",
		},
		"guard of a missing row": {
			func(tr tree) {
				tr.set(t, "policy-events/corrections.yaml", strings.Replace(correction("FR", "held"), "key: paris", "key: x-paris", 1))
			},
			"table policy_event has no row x-paris-ai-action-summit",
		},
	} {
		t.Run(name, func(t *testing.T) {
			tr := copyTree(t, small...)
			c.edit(tr)
			m, err := tr.build(t, store)
			var failed *FailedError
			if !errors.As(err, &failed) || !strings.Contains(errorsOf(m), c.want) {
				t.Errorf("error %v, findings:\n%s\nwant:\n%s", err, errorsOf(m), c.want)
			}
			if ids, err := store.List(); err != nil || len(ids) != 1 {
				t.Errorf("releases %v, %v", ids, err)
			}
		})
	}
}

func correction(economy, status string) string {
	return `- id: paris
  table: policy_event
  key: paris-ai-action-summit
  set: {economy: IN, note: null}
  expect: {economy: ` + economy + `, status: ` + status + `, note: "10-11 February 2025, co-chaired with India"}
  reason: India held it too.
  source_url: https://example.org/paris
`
}

func TestBuild_correction(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, small...)
	tr.set(t, "policy-events/corrections.yaml", correction("FR", "held"))
	tr.change(t, "policy-events/events.csv", newEventAnchor, newEventAnchor+strings.Replace(newEvent, ",FR,", ",ZZ,", 1))
	m, err := tr.build(t, store)
	if err != nil {
		t.Fatal(err)
	}
	want := warehouse.Correction{ID: "paris", Dataset: "policy-events", Table: "policy_event", Key: "paris-ai-action-summit",
		Reason: "India held it too.", Source: "https://example.org/paris"}
	if len(m.Corrections) == 0 || m.Corrections[len(m.Corrections)-1] != want {
		t.Errorf("corrections %+v", m.Corrections)
	}
	text, err := os.ReadFile(filepath.Join(store.Folder(m.ID), "bulk", "policy_event.csv"))
	if err != nil || !strings.Contains(string(text), "paris-ai-action-summit,\"AI Action Summit, Paris\",IN,") || strings.Contains(string(text), "zz-new-event") {
		t.Errorf("the correction is not in the release, or the rejected row is: %v", err)
	}
	reject := warehouse.Finding{Level: warehouse.LevelWarning, Check: "stage", Dataset: "policy-events", File: "events.csv", Line: 2,
		Column: "economy", Detail: `"ZZ" is not in the code list economy`}
	if m.Findings[0] != reject {
		t.Errorf("first finding %+v, want %+v", m.Findings[0], reject)
	}
}

const newEventAnchor = "event_id,date,economy,title,kind,status,source_url,source_title,source_on,note\n"

// Rows of a restricted dataset are in the release, and in none of the files that are handed on.
func TestBuild_restricted(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, small...)
	tr.change(t, "policy-events/dataset.yaml", "redistribution: open", "redistribution: restricted")
	m, err := tr.build(t, store)
	if err != nil {
		t.Fatalf("%v\n%s", err, errorsOf(m))
	}
	events, _ := m.Table("policy_event")
	bulk := filepath.Join(store.Folder(m.ID), "bulk")
	text, err := os.ReadFile(filepath.Join(bulk, "policy_event.csv"))
	if err != nil || events.Rows < 10 || strings.Count(string(text), "\n") != 1 {
		t.Errorf("%d rows, of which handed on: %.200s, %v", events.Rows, text, err)
	}
	if hash, err := warehouse.HashFile(filepath.Join(bulk, "policy_event.csv")); err != nil || hash == events.SHA256 {
		t.Errorf("the hash of the table leaves out its restricted rows: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(bulk, "*.tmp")); err != nil || len(left) > 0 {
		t.Errorf("left in bulk: %v, %v", left, err)
	}
	if wrong, err := store.Verify(t.Context(), m.ID); err != nil || len(wrong) > 0 {
		t.Errorf("verify: %v, %v", wrong, err)
	}
}

// Bytes that rotted in the store are noticed, and are not published.
func TestBuild_damagedBytes(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, small...)
	sum := sha256.Sum256(tr["policy-events/events.csv"].Data)
	path, err := store.KeepRaw(hex.EncodeToString(sum[:]), tr["policy-events/events.csv"].Data)
	if err == nil {
		err = os.WriteFile(path, []byte(newEventAnchor+newEvent), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	m, err := tr.build(t, store)
	if want := "error stage: policy-events/events.csv: the stored bytes have hash"; err == nil || !strings.Contains(errorsOf(m), want) {
		t.Errorf("error %v, findings:\n%s\nwant:\n%s", err, errorsOf(m), want)
	}
}

// A release that fails its last look is not published.
func TestBuild_finish(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, small...)
	broken := errors.New("no answer")
	_, err := tr.build(t, store, func(in *Inputs) {
		in.Finish = func(ctx context.Context, dir string) error {
			r, err := warehouse.OpenRelease(ctx, dir, warehouse.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return errors.Join(broken, r.Close())
		}
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := store.Current(); !errors.Is(err, warehouse.ErrNoRelease) {
		t.Errorf("current: %v", err)
	}
	if left, err := os.ReadDir(filepath.Join(store.Dir(), "releases")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
