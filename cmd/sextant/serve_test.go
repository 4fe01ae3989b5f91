package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A server builds its first release, answers, goes over to a new release when it is told to look, and ends when asked.
func TestRun_serve(t *testing.T) {
	if _, err := os.Stat("../../dashboard/static/manifest.json"); err != nil {
		t.Skip("the front end is not built: make assets")
	}
	data, tree := t.TempDir(), smallTree(t)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	in, log := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--data", data, "--datasets", tree, "--listen", "127.0.0.1:0"}, io.Discard, log)
		log.Close()
	}()
	lines := bufio.NewScanner(in)
	address := ""
	for address == "" && lines.Scan() {
		_, address, _ = strings.Cut(lines.Text(), "serving on ")
	}
	go io.Copy(io.Discard, in)
	if address == "" {
		t.Fatalf("it does not serve: exit code %d", <-ended)
	}
	if status, _ := fetch(t, ctx, address+"/healthz"); status != http.StatusOK {
		t.Errorf("healthz: %d", status)
	}
	if _, body := fetch(t, ctx, address+"/releases.json"); !strings.Contains(body, "2026-11-23.1") {
		t.Errorf("releases: %.300s", body)
	}
	renameEvent(t, filepath.Join(tree, "policy-events"))
	if code, out, log := sextant(t, "ingest", "--offline", "--data", data, "--datasets", tree); code != exitDone {
		t.Fatalf("second release: %d %s%s", code, out, log)
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	for current := ""; !strings.Contains(current, "2026-11-23.2"); {
		if _, current = fetch(t, ctx, address+"/en/data"); ctx.Err() != nil {
			t.Fatal("the new release does not appear")
		}
	}
	cancel()
	if code := <-ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

func fetch(t *testing.T, ctx context.Context, address string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// renameEvent changes one row of the policy events, and the receipt with it.
func renameEvent(t *testing.T, dir string) {
	t.Helper()
	file := filepath.Join(dir, "events.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte("AI Action Summit, Paris"), []byte("AI Action Summit in Paris"), 1)
	if err := os.WriteFile(file, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	writeReceipt(t, dir, changed)
}
