package ingest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// The environment of a test binary that shall build a release and do nothing else: its data folder and its datasets.
const (
	childData = "SEXTANT_TEST_BUILD_DATA"
	childTree = "SEXTANT_TEST_BUILD_TREE"
)

// buildAsChild builds a release and prints a line before every step, for a parent that kills it on one of them.
func buildAsChild(data, tree string) error {
	c, err := datasets.Load(os.DirFS(tree))
	if err != nil {
		return err
	}
	store, err := warehouse.NewStore(data, warehouse.Options{})
	if err != nil {
		return err
	}
	_, err = Build(context.Background(), Inputs{Catalogue: c, Store: store, Program: "test", Progress: func(s Step) { fmt.Println(s.Name) }})
	return err
}

// A build that is killed at any moment leaves the old release or the new one, whole, and the next build goes through.
func TestBuild_killed(t *testing.T) {
	store, tr := emptyStore(t), copyTree(t, small...)
	old, err := tr.build(t, store)
	if err != nil {
		t.Fatal(err)
	}
	tr.change(t, "policy-events/events.csv", newEventAnchor, newEventAnchor+newEvent)
	dir := t.TempDir()
	if err := os.CopyFS(dir, fstest.MapFS(tr)); err != nil {
		t.Fatal(err)
	}
	steps := countSteps(t, dir)
	dice := rand.New(rand.NewPCG(2026, 11))
	for i := range 10 {
		at := 1 + dice.IntN(steps)
		if i == 0 {
			at = steps // the moment of publication
		}
		killAt(t, store.Dir(), dir, at)
		id, err := store.Current()
		if err != nil || (id != old.ID && id != "2026-11-23.2") {
			t.Fatalf("killed at step %d: current is %s, %v", at, id, err)
		}
		if wrong, err := store.Verify(t.Context(), id); err != nil || len(wrong) > 0 {
			t.Fatalf("killed at step %d: release %s: %v, %v", at, id, wrong, err)
		}
	}
	if _, err := tr.build(t, store); err != nil && !errors.Is(err, warehouse.ErrUnchanged) {
		t.Errorf("the build after: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(store.Dir(), "releases", ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// countSteps counts the steps of an undisturbed build.
func countSteps(t *testing.T, tree string) int {
	t.Helper()
	out, err := child(t.TempDir(), tree).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(out), "\n")
}

// killAt starts a build and kills it, as kill -9 does, when it says that it begins a step.
func killAt(t *testing.T, data, tree string, step int) {
	t.Helper()
	cmd := child(data, tree)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; n < step && lines.Scan(); {
		n++
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed, or had ended before
}

func child(data, tree string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childData+"="+data, childTree+"="+tree)
	return cmd
}
