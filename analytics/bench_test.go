package analytics

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"sextant/internal/warehouse"
)

// typed is a column and its type, without constraints: the large table's rows are made here and right by making.
var typed = regexp.MustCompile(`(?m)^    (\w+ \w+(?:\(\d+, \d+\))?)`)

// largeModel holds ten million rounds of sixty thousand sources.
func largeModel(b *testing.B) (*testModel, *Release) {
	b.Helper()
	db, err := warehouse.Create(b.Context(), filepath.Join(b.TempDir(), "large.duckdb"), warehouse.Options{MemoryMB: 3000, Threads: 2})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	m := &testModel{DB: db, tables: readModel(b)}
	for _, table := range m.tables {
		text := table.text
		if table.name == "round_investor" {
			continue // it refers to rounds, and no figure needs it
		}
		if table.name == "round" {
			var columns []string
			for _, found := range typed.FindAllStringSubmatch(text, -1) {
				columns = append(columns, found[1])
			}
			text = "create table " + table.name + " (" + strings.Join(columns, ", ") + ")"
		}
		if err := db.Exec(b.Context(), text); err != nil {
			b.Fatalf("table %s: %v", table.name, err)
		}
	}
	base, err := txtar.ParseFile(filepath.Join("testdata", "base.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	m.load(b, base)
	if err := db.Exec(b.Context(), `insert into round by name
		select 'r' || i as round_id, 'Round' as label, 'maker' as organisation_id,
			(['DE', 'FR', 'GB', 'US', 'CN', 'JP'])[1 + i % 6] as economy, economy as founding_economy,
			(['chips', 'health', 'language'])[1 + i % 3] as sector, 'none' as open_source, 'seed' as round_type,
			case when i % 11 = 0 then 'debt' else 'equity' end as instrument, 'US' as lead_origin, i % 13 <> 0 as is_counted,
			(2010 + i % 17)::varchar || '-0' || (1 + i % 9) as dated, 2010 + i % 17 as year, year || '-Q1' as quarter,
			case when i % 20 > 0 then i % 1000000 end as amount, 'EUR' as currency, 1 as fx_rate, amount as amount_eur, amount * 2 as amount_usd,
			amount * 8 as amount_cny, case when i % 50 = 0 then 'E' else 'A' end as obs_status, 'sample' as dataset_id, repeat('0a', 32) as snapshot_sha256,
			i as source_line, 'https://example.org/' || (i % 60000) as source_url
		from range(10000000) as t(i)`); err != nil {
		b.Fatal(err)
	}
	return m, m.release(b)
}

// The question by hand: the same numbers and the same coverage, as an analyst would write them for this one case.
const (
	handFigures = `select group_code, year, count(*) as n, count(*) - count(amount_eur) as missing, sum(amount_eur)::double as value,
		bool_or(obs_status = 'E') as is_estimated, bool_or(obs_status = 'P') as is_provisional, bool_and(obs_status = 'U') as is_doubtful
	from round join economy_group using (economy)
	where group_code in ('EU27_2020', 'US', 'CN') and instrument = 'equity' and is_counted and year between 2012 and 2024
	group by group_code, year order by group_code, year`
	handCoverage = `select dataset_id, count(*) as n, count(*) - count(amount_eur) as missing, count(distinct source_url) as documents, max(dated) as last_row
	from round
	where economy in ('DE', 'FR', 'US', 'CN') and instrument = 'equity' and is_counted and year between 2012 and 2024
	group by dataset_id`
)

// One question over ten million facts, against the SQL written by hand through the same driver, turn by turn.
func BenchmarkEval_tenMillionFacts(b *testing.B) {
	m, r := largeModel(b)
	q, err := r.catalogue.Default("investment")
	if err != nil {
		b.Fatal(err)
	}
	q.From, q.To = "2012", "2024"
	var ours, hand, handAlone time.Duration
	for b.Loop() {
		started := time.Now()
		f, err := r.Eval(b.Context(), q)
		if err != nil || len(f.Observations) != 39 {
			b.Fatalf("%d observations, %v", len(f.Observations), err)
		}
		ours += time.Since(started)
		started = time.Now()
		byHand(b, m, handFigures, 39)
		handAlone += time.Since(started)
		byHand(b, m, handCoverage, 1)
		hand += time.Since(started)
	}
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/eval")
	b.ReportMetric(float64(hand.Milliseconds())/float64(b.N), "ms/byhand")
	b.ReportMetric(float64(handAlone.Milliseconds())/float64(b.N), "ms/byhand-figures")
	b.ReportMetric(float64(ours)/float64(hand), "ratio")
}

func byHand(b *testing.B, m *testModel, query string, want int) {
	b.Helper()
	n := 0
	if err := m.Each(b.Context(), query, func([]string, []*string) error { n++; return nil }); err != nil || n != want {
		b.Fatalf("%d rows, %v", n, err)
	}
}
