package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"sextant/datasets"
	"sextant/internal/warehouse"
)

// A stager brings files into staged tables.
type stager struct {
	db       *warehouse.DB
	lists    map[string][]string
	scratch  string   // folder for copies of files of which records are left out
	recalled bool     // the live source staged last was there already, from a look before
	passed   []string // columns of the live source staged last that its descriptor does not take
}

// staging is one file on its way.
type staging struct {
	dataset datasets.Dataset
	file    datasets.File
	hash    string
	table   string // base name in the staged database, quoted where used
	lined   bool   // the last column says where a row comes from, as in live tables
	scan    *scan
	columns string // query that gives the columns as text; empty: the file of the scan is read
	rows    string // table of the typed rows; empty: the staged one
}

// stage makes the staged table of one file: the declared columns with their types, and where each row comes from. Records
// that cannot be read are findings and stay out; a file that cannot be read is a finding of level error.
func (s *stager) stage(ctx context.Context, d datasets.Dataset, f datasets.File, path string) (warehouse.Input, []warehouse.Finding, error) {
	receipt := d.Receipts[f.Name]
	input := warehouse.Input{Dataset: d.ID, File: f.Name, URL: receipt.URL, SHA256: receipt.SHA256, Bytes: receipt.Bytes, Fetched: receipt.FetchedOn}
	g := staging{dataset: d, file: f, hash: receipt.SHA256, table: strings.TrimPrefix(d.Staged(f), "staged.")}
	return s.read(ctx, g, input, path)
}

// read scans a file and loads what it says.
func (s *stager) read(ctx context.Context, g staging, input warehouse.Input, path string) (warehouse.Input, []warehouse.Finding, error) {
	copied := filepath.Join(s.scratch, g.table+".sound.csv")
	defer os.Remove(copied)
	var err error
	g.scan, err = scanCSV(path, copied)
	var broken *fileError
	if errors.As(err, &broken) {
		return input, []warehouse.Finding{g.finding(warehouse.LevelError, reject{line: broken.line, reason: broken.reason})}, nil
	}
	if err != nil {
		return input, nil, err
	}
	if g.scan.hash != g.hash && !g.lined { // bytes of live sources are held to theirs before they are reshaped
		found := reject{reason: "the stored bytes have hash " + g.scan.hash + ", the receipt says " + g.hash + ": remove them from the folder raw"}
		return input, []warehouse.Finding{g.finding(warehouse.LevelError, found)}, nil
	}
	if drift := g.drift(); len(drift) > 0 {
		return input, drift, nil
	}
	return s.load(ctx, g, input)
}

func (s *stager) load(ctx context.Context, g staging, input warehouse.Input) (warehouse.Input, []warehouse.Finding, error) {
	rules := rulesOf(g.file, s.lists)
	n, err := s.create(ctx, g, rules)
	if err != nil {
		return input, nil, err
	}
	rejects, err := s.rejects(ctx, g, rules, n)
	if err != nil {
		return input, nil, err
	}
	if err := s.expose(ctx, g); err != nil {
		return input, nil, err
	}
	input.Rows = g.scan.records + g.scan.rejected
	input.Staged = n.records - n.broken - n.repeated
	input.Rejected = input.Rows - input.Staged
	return input, g.findings(rejects, input), nil
}

// drift compares the header with the declared columns.
func (g staging) drift() []warehouse.Finding {
	var found []warehouse.Finding
	declared := make([]string, len(g.file.Columns))
	for i, c := range g.file.Columns {
		declared[i] = c.Name
		if !slices.Contains(g.scan.header, c.Name) {
			found = append(found, g.finding(warehouse.LevelError, reject{1, c.Name, "the column is declared, but the file does not have it"}))
		}
	}
	for _, name := range g.scan.header {
		if !slices.Contains(declared, name) {
			found = append(found, g.finding(warehouse.LevelError, reject{1, name, "the file has the column, but it is not declared"}))
		}
	}
	if len(found) == 0 && !slices.Equal(declared, g.scan.header) {
		found = append(found, g.finding(warehouse.LevelError, reject{1, "", "the columns are repeated or stand in another order than declared"}))
	}
	return found
}

// raw is the engine's reading of the file: every column as text, an empty cell as null.
func (g staging) raw() string {
	if g.columns != "" {
		return "(" + g.columns + ")"
	}
	columns := make([]string, len(g.file.Columns))
	for i, c := range g.file.Columns {
		columns[i] = literal(c.Name) + ": 'varchar'"
	}
	return fmt.Sprintf(`read_csv(%s, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', `+
		`max_line_size = %d, columns = {%s})`, literal(g.scan.path), 4*maxRecord, strings.Join(columns, ", "))
}

// create reads the file once into typed rows. The row numbers that the engine gives them are the numbers of the records.
func (s *stager) create(ctx context.Context, g staging, rules []rule) (counts, error) {
	columns := make([]string, len(g.file.Columns))
	for i, c := range g.file.Columns {
		columns[i] = columnTyping(c.Type, quote(c.Name)).typed + " as " + quote(c.Name)
	}
	broken := "false"
	for _, r := range rules {
		broken += " or (" + r.broken + ")"
	}
	err := s.db.Exec(ctx, fmt.Sprintf("create table staged.%s as select %s, coalesce(%s, false) as is_rejected from %s",
		quote(g.table+"__rows"), strings.Join(columns, ", "), broken, g.raw()))
	if err != nil {
		return counts{}, err
	}
	whole := g.key()
	if len(g.file.Key) > 1 {
		whole = "row(" + whole + ")" // a part of a key may be empty; a key of one column never is
	}
	var n counts
	err = s.db.Scan(ctx, fmt.Sprintf(
		"select count(*), count(*) filter (where is_rejected), count(*) filter (where not is_rejected) - count(distinct %s) filter (where not is_rejected) from staged.%s",
		whole, quote(g.table+"__rows")), []any{&n.records, &n.broken, &n.repeated})
	if err == nil && n.records != g.scan.records {
		err = fmt.Errorf("the engine reads %d records, the scan %d", n.records, g.scan.records)
	}
	return n, err
}

// counts are what the engine read: all records, those that break a rule, and those of the others that repeat a key.
type counts struct{ records, broken, repeated int64 }

// key lists the key columns of the file.
func (g staging) key() string {
	key := make([]string, len(g.file.Key))
	for i, k := range g.file.Key {
		key[i] = quote(k)
	}
	return strings.Join(key, ", ")
}

// expose makes the staged table: a view over the typed rows that leaves rejected ones out and says where a row was read.
func (s *stager) expose(ctx context.Context, g staging) error {
	var names []string
	for _, c := range g.file.Columns {
		if !g.lined || c.Name != datasets.LiveLine {
			names = append(names, "typed."+quote(c.Name))
		}
	}
	if g.rows == "" {
		g.rows = "staged." + quote(g.table+"__rows")
	}
	from, line := g.rows+" as typed", "typed.rowid + 2"
	switch {
	case g.lined:
		line = "typed." + quote(datasets.LiveLine)
	case len(g.scan.jumps) > 0:
		if err := s.jumps(ctx, g); err != nil {
			return err
		}
		from += " asof join staged." + quote(g.table+"__jumps") + " as jump on typed.rowid >= jump.record"
		line = "jump.line + typed.rowid - jump.record"
	}
	return s.db.Exec(ctx, fmt.Sprintf(
		"create view staged.%s as select %s, %s as dataset_id, %s as snapshot_sha256, (%s)::integer as source_line from %s where not typed.is_rejected",
		quote(g.table), strings.Join(names, ", "), literal(g.dataset.ID), literal(g.hash), line, from))
}

// jumps stores where line numbers jump, beginning with the first record.
func (s *stager) jumps(ctx context.Context, g staging) error {
	err := s.db.Exec(ctx, fmt.Sprintf("create table staged.%s (record bigint, line bigint); insert into staged.%[1]s values (0, 2)", quote(g.table+"__jumps")))
	for chunk := range slices.Chunk(g.scan.jumps, 1000) {
		values := make([]string, len(chunk))
		for i, j := range chunk {
			values[i] = fmt.Sprintf("(%d, %d)", j.record, j.line)
		}
		err = errors.Join(err, s.db.Exec(ctx, fmt.Sprintf("delete from staged.%s where record = %d; insert into staged.%[1]s values %[3]s",
			quote(g.table+"__jumps"), chunk[0].record, strings.Join(values, ", "))))
	}
	return err
}

// rejects lists the cells that break a rule and the rows that repeat a key. Nearly always there are none, and the file is
// not read again.
func (s *stager) rejects(ctx context.Context, g staging, rules []rule, n counts) (found []reject, err error) {
	if n.broken > 0 {
		if found, err = s.brokenCells(ctx, g, rules); err != nil {
			return nil, err
		}
	}
	if n.repeated == 0 {
		return found, nil
	}
	repeated, err := s.repeatedKeys(ctx, g)
	return append(found, repeated...), err
}

func (s *stager) brokenCells(ctx context.Context, g staging, rules []rule) ([]reject, error) {
	raw := "staged." + quote(g.table+"__raw")
	if err := s.db.Exec(ctx, "create table "+raw+" as select * from "+g.raw()); err != nil {
		return nil, err
	}
	parts := make([]string, len(rules))
	for i, r := range rules {
		parts[i] = fmt.Sprintf("select %s as place, %d as rule, %s as reason from %s where %s", g.place(), i, r.reason, raw, r.broken)
	}
	var found []reject
	query := fmt.Sprintf("select place, rule, reason from (%s) order by place, rule limit %d", strings.Join(parts, " union all "), maxRejects)
	err := s.db.Each(ctx, query, func(_ []string, row []*string) error {
		place, _ := strconv.ParseInt(*row[0], 10, 64) // a row number and the number of a rule, written by the query
		i, _ := strconv.Atoi(*row[1])
		found = append(found, reject{g.lineAt(place), rules[i].column, *row[2]})
		return nil
	})
	return found, errors.Join(err, s.db.Exec(ctx, "drop table "+raw))
}

// repeatedKeys rejects every row whose key another row above it has.
func (s *stager) repeatedKeys(ctx context.Context, g staging) ([]reject, error) {
	rows := "staged." + quote(g.table+"__rows")
	var found []reject
	query := fmt.Sprintf(`
		select place, first_place from (
			select rowid as record, %[3]s as place, min(rowid) over same as first, first_value(%[3]s) over (same order by rowid) as first_place
			from %[2]s where not is_rejected window same as (partition by %[1]s)
		) where record > first order by record limit $limit::bigint`, g.key(), rows, g.place())
	err := s.db.Each(ctx, query, func(_ []string, row []*string) error {
		place, _ := strconv.ParseInt(*row[0], 10, 64) // written by the query
		first, _ := strconv.ParseInt(*row[1], 10, 64)
		found = append(found, reject{g.lineAt(place), strings.Join(g.file.Key, ","), fmt.Sprintf("the key is that of line %d", g.lineAt(first))})
		return nil
	}, sql.Named("limit", strconv.Itoa(maxRejects)))
	if err != nil {
		return nil, err
	}
	return found, s.db.Exec(ctx, fmt.Sprintf(`
		update %[1]s set is_rejected = true where rowid in (
			select record from (select rowid as record, min(rowid) over (partition by %[2]s) as first from %[1]s where not is_rejected)
			where record > first)`, rows, g.key()))
}

// place is the expression for where a row comes from: its number, or the line it carries.
func (g staging) place() string {
	if g.lined {
		return quote(datasets.LiveLine) + "::bigint"
	}
	return "rowid"
}

// lineAt turns a place into a line.
func (g staging) lineAt(place int64) int64 {
	if g.lined {
		return place
	}
	return g.scan.lineOf(place)
}

func (g staging) finding(level warehouse.Level, r reject) warehouse.Finding {
	return warehouse.Finding{Level: level, Check: "stage", Dataset: g.dataset.ID, File: g.file.Name, Line: r.line, Column: r.column, Detail: r.reason}
}

// findings turns rejects into findings in order of line. Rejects travel with the release as warnings; a file of which no
// record is left is an error, but for a file without any that live sources fill.
func (g staging) findings(cells []reject, input warehouse.Input) []warehouse.Finding {
	all := slices.Concat(g.scan.rejects, cells)
	slices.SortStableFunc(all, func(a, b reject) int { return int(a.line - b.line) })
	var found []warehouse.Finding
	for _, r := range all[:min(len(all), maxRejects)] {
		found = append(found, g.finding(warehouse.LevelWarning, r))
	}
	if input.Rejected > maxRejects {
		found = append(found, g.finding(warehouse.LevelWarning, reject{reason: fmt.Sprintf("%d records are rejected; the first %d are listed", input.Rejected, maxRejects)}))
	}
	if _, filled := g.dataset.LiveSQL[g.file.Name]; input.Staged == 0 && (input.Rows > 0 || !filled) {
		found = append(found, g.finding(warehouse.LevelError, reject{reason: fmt.Sprintf("no record is left of %d", input.Rows)}))
	}
	return found
}
