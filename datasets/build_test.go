package datasets_test

import (
	"context"
	"encoding/csv"
	"io/fs"
	"math/big"
	"os"
	"strings"
	"sync"
	"testing"

	"sextant/datasets"
	"sextant/ingest"
	"sextant/internal/warehouse"
)

// A built is a release of the embedded datasets, made once for all tests of the package.
type built struct {
	dir      string
	release  *warehouse.Release
	manifest warehouse.Manifest
	err      error
}

var once sync.Once
var shared built

func TestMain(m *testing.M) {
	code := m.Run()
	if shared.dir != "" {
		os.RemoveAll(shared.dir)
	}
	os.Exit(code)
}

func release(t *testing.T) built {
	t.Helper()
	once.Do(func() { shared = build(context.Background()) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared
}

func build(ctx context.Context) (b built) {
	catalogue, err := datasets.Load(datasets.Embedded())
	if err != nil {
		return built{err: err}
	}
	if b.dir, b.err = os.MkdirTemp("", "datasets"); b.err != nil {
		return b
	}
	store, err := warehouse.NewStore(b.dir, warehouse.Options{})
	if err != nil {
		b.err = err
		return b
	}
	if b.manifest, b.err = ingest.Build(ctx, ingest.Inputs{Catalogue: catalogue, Store: store, Program: "test"}); b.err != nil {
		return b
	}
	b.release, _, b.err = store.Acquire(ctx, "")
	return b
}

// answer runs a query whose columns are text, and returns its rows, cells joined by a bar; nothing is an empty cell.
func answer(t *testing.T, query string) []string {
	t.Helper()
	rows, err := release(t).release.Query(t.Context(), "select columns(*)::varchar from ("+query+"\n) as answer")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		cells := make([]*string, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		line := make([]string, len(cells))
		for i, cell := range cells {
			if cell != nil {
				line[i] = *cell
			}
		}
		lines = append(lines, strings.Join(line, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// table reads a file of the tree as it stands, without staging.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := datasets.Embedded().(fs.FS).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// by makes rows findable by a column.
func by(rows []map[string]string, column string) map[string]map[string]string {
	found := map[string]map[string]string{}
	for _, row := range rows {
		found[row[column]] = row
	}
	return found
}

func number(t *testing.T, text string) *big.Rat {
	t.Helper()
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("no number: %q", text)
	}
	return value
}

// euros converts at the rate of the year of a date; nil without amount, date or rate.
func euros(t *testing.T, rates map[string]*big.Rat, amount, currency, dated string) *big.Rat {
	t.Helper()
	if amount == "" || len(dated) < 4 {
		return nil
	}
	if currency == "EUR" {
		return number(t, amount)
	}
	rate := rates[currency+dated[:4]]
	if rate == nil {
		return nil
	}
	return new(big.Rat).Quo(number(t, amount), rate)
}

func rates(t *testing.T) map[string]*big.Rat {
	t.Helper()
	found := map[string]*big.Rat{}
	for _, row := range table(t, "exchange-rates/rates.csv") {
		found[row["currency"]+row["year"]] = number(t, row["units_per_eur"])
	}
	return found
}

// near holds a sum against an answer of the release: eight decimals a row allow for a cent in a million rows.
func near(t *testing.T, name string, want *big.Rat, got string) {
	t.Helper()
	if got == "" {
		got = "0"
	}
	difference := new(big.Rat).Sub(want, number(t, got))
	if difference.Abs(difference).Cmp(big.NewRat(1, 100)) > 0 {
		t.Errorf("%s: the release says %s, the files say %s", name, got, want.FloatString(4))
	}
}
