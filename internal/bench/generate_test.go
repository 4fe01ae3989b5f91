package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

func TestGenerate_sameRowsSameBytes(t *testing.T) {
	var texts [2][]byte
	for i := range texts {
		path := filepath.Join(t.TempDir(), "participations.csv")
		if err := generate(path, 1500); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = text
	}
	if !bytes.Equal(texts[0], texts[1]) {
		t.Error("two runs differ")
	}
	records, err := csv.NewReader(bytes.NewReader(texts[0])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 1501 {
		t.Errorf("%d records, want 1500 and the header", len(records))
	}
	if size := len(texts[0]) / 1500; size < 350 || size > 700 {
		t.Errorf("%d bytes a row, the original has about 500", size)
	}
}
