package sheet

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEach(t *testing.T) {
	text, err := Write("Data", [][]any{{"Name", "Amount"}, {"Ünï\nx", 400000.5}, {}, {nil, 12, time.Date(2025, 3, 14, 0, 0, 0, 0, time.UTC)}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var got []string
	err = Each(path, "Data", t.TempDir(), func(number int, cells []string) error {
		got = append(got, fmt.Sprint(number, " ", strings.Join(cells, "|")))
		return nil
	})
	if want := []string{"1 Name|Amount", "2 Ünï\nx|400000.5", "3 ", "4 |12|45730"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("rows are %q (%v), want %q", got, err, want)
	}
	if err := Each(path, "Other", t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "Other") {
		t.Errorf("error of a sheet that is not there is %v", err)
	}
	stop := errors.New("stop")
	if err := Each(path, "", t.TempDir(), func(int, []string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error is %v", err)
	}
}

func TestEach_notASheet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(path, []byte("PK\x03\x04 but then not"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Each(path, "", t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "no spreadsheet that can be read") {
		t.Errorf("error is %v", err)
	}
}
