package datasets_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"sextant/datasets"
)

// TestREADME: the page on the format names every field that a descriptor and its companions may have, and no field is added
// without a word on it.
func TestREADME(t *testing.T) {
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []any{datasets.Dataset{}, datasets.File{}, datasets.Column{}, datasets.Correction{},
		datasets.Live{}, datasets.LivePages{}, datasets.LiveLimits{}, datasets.LiveMelt{},
		datasets.LiveEach{}, datasets.LiveWindows{}, datasets.LiveSplit{}, datasets.LiveSecret{}, datasets.LiveControl{}} {
		kind := reflect.TypeOf(value)
		for i := range kind.NumField() {
			key := kind.Field(i).Tag.Get("yaml")
			if key == "-" {
				continue
			}
			if key == "" {
				key = strings.ToLower(kind.Field(i).Name)
			}
			if !strings.Contains(string(page), "`"+key+"`") {
				t.Errorf("README.md has no word on %s of a %s", key, kind.Name())
			}
		}
	}
}

// TestDescriptors: what readers see of a dataset is whole sentences, and its files are all staged without a loss.
func TestDescriptors(t *testing.T) {
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range catalogue.Datasets {
		t.Run(d.ID, func(t *testing.T) {
			for _, text := range append([]string{d.Coverage, d.Citation}, d.Caveats...) {
				if !strings.HasSuffix(text, ".") || strings.Contains(text, "  ") || strings.TrimSpace(text) != text {
					t.Errorf("no whole sentence: %q", text)
				}
			}
			for _, f := range d.Files {
				if d.Receipts[f.Name].FetchedOn != "2026-11-23" {
					t.Errorf("%s was fetched on %s", f.Name, d.Receipts[f.Name].FetchedOn)
				}
			}
		})
	}
}

// TestWalkBack: the hash in every row is that of bytes which a receipt names.
func TestWalkBack(t *testing.T) {
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, d := range catalogue.Datasets {
		for _, r := range d.Receipts {
			held[r.SHA256] = true
		}
	}
	for _, table := range []string{
		"ai_model", "collaboration", "compute_site", "contract", "exchange_rate", "investor", "observation", "organisation", "oss_grant",
		"oss_metric", "oss_project", "policy_event", "programme", "programme_amount", "round",
	} {
		for _, hash := range answer(t, "select distinct snapshot_sha256 from "+table) {
			if !held[hash] {
				t.Errorf("%s: no receipt has %s", table, hash)
			}
		}
		if lines := answer(t, "select count(*) from "+table+" where source_line < 2"); lines[0] != "0" {
			t.Errorf("%s: %s rows come from no line of a file", table, lines[0])
		}
	}
}
