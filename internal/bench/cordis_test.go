package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

func TestPublisher_sameProjectsSameBytes(t *testing.T) {
	var first [][]byte
	for range 2 {
		dir := t.TempDir()
		files, size, err := bench{}.publisher(dir, 100)
		if err != nil {
			t.Fatal(err)
		}
		var all [][]byte
		total := int64(0)
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all, total = append(all, text), total+int64(len(text))
		}
		if _, err := os.Stat(filepath.Join(dir, archives[0].path)); err != nil || total != size {
			t.Errorf("%d bytes in files, %d in archives: %v", total, size, err)
		}
		if first == nil {
			first = all
			continue
		}
		for i := range all {
			if !bytes.Equal(all[i], first[i]) {
				t.Errorf("two runs differ in %s", files[i])
			}
		}
	}
	r := csv.NewReader(bytes.NewReader(first[0]))
	r.Comma = ';'
	records, err := r.ReadAll()
	if err != nil || len(records) != 41 {
		t.Fatalf("%d records (%v), want 40 and the header", len(records), err)
	}
	if size := len(records[1][15]); size < 1500 || size > 3000 {
		t.Errorf("an objective has %d bytes, the original's about 2000", size)
	}
}
