package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sextant/datasets"
	"sextant/ingest/fetch"
	"sextant/ingest/reshape"
	"sextant/internal/warehouse"
)

// live are receipts of live sources, by dataset and source.
type live map[string]map[string]fetch.Receipt

// heldLive reads the receipts of all live sources of a catalogue: of those whose bytes are held, and of those that have
// failed and left nothing.
func heldLive(c *datasets.Catalogue, store *warehouse.Store) (held, failed live, err error) {
	held, failed = live{}, live{}
	for _, d := range c.Datasets {
		if len(d.Live) == 0 {
			continue
		}
		receipts, err := fetch.Reading(store.Dir()).Receipts(d.ID)
		if err != nil {
			return nil, nil, err
		}
		held[d.ID], failed[d.ID] = map[string]fetch.Receipt{}, map[string]fetch.Receipt{}
		for _, l := range d.Live {
			r, ok := receipts[l.Name]
			switch {
			case ok && r.SHA256 != "" && heldParts(store, r):
				held[d.ID][l.Name] = r
			case ok && r.Failure != nil:
				failed[d.ID][l.Name] = r
			}
		}
	}
	return held, failed, nil
}

func heldParts(store *warehouse.Store, r fetch.Receipt) bool {
	for _, p := range r.Parts {
		if _, err := store.Raw(p.SHA256); err != nil {
			return false
		}
	}
	return len(r.Parts)+len(r.Absent) > 0
}

// asOf returns the last day on which bytes that are held were received first; empty if there are none.
func (l live) asOf() string {
	latest := ""
	for id := range l {
		latest = max(latest, l.of(id))
	}
	return latest
}

// of is asOf for one dataset.
func (l live) of(dataset string) string {
	latest := ""
	for _, r := range l[dataset] {
		latest = max(latest, r.FetchedOn)
	}
	return latest
}

// stageLive stages what is held of a dataset's live sources; a source of which nothing is held, or of which nothing can be
// read, becomes a table without rows, so that the bundled bytes stand.
func (b *builder) stageLive(ctx context.Context, s *stager, d datasets.Dataset, total int) error {
	for _, l := range d.Live {
		b.step("stage", d.ID+"/"+l.Name, total)
		r, ok := b.live[d.ID][l.Name]
		if !ok {
			if r, failed := b.unfetched[d.ID][l.Name]; failed {
				b.find(stale(d, l, r))
			}
			if err := s.empty(ctx, d, l); err != nil {
				return err
			}
			continue
		}
		if l.Dated != "" {
			if err := b.stageDated(ctx, s, d, l, r); err != nil {
				return fmt.Errorf("dataset %s: stage %s: %w", d.ID, l.Name, err)
			}
			continue
		}
		input, found, err := s.live(ctx, b.in.Store, d, l, r.Snapshot)
		if err != nil {
			return fmt.Errorf("dataset %s: stage %s: %w", d.ID, l.Name, err)
		}
		if problem := firstError(found); problem != "" {
			delete(b.live[d.ID], l.Name)
			b.find(warehouse.Finding{Level: warehouse.LevelWarning, Check: "fetch", Dataset: d.ID, File: l.Name,
				Detail: "the bytes that are held cannot be used: " + problem + "; the bundled ones stand"})
			if err := s.empty(ctx, d, l); err != nil {
				return err
			}
			continue
		}
		input.URL, input.Fetched = r.URL, r.FetchedOn
		if r.Failure != nil {
			input.Stale = r.Failure.Reason
			b.find(stale(d, l, r))
		}
		b.manifest.Inputs = append(b.manifest.Inputs, input)
		b.find(found...)
	}
	return nil
}

// stale says that the last look at a source brought nothing that could be used.
func stale(d datasets.Dataset, l datasets.Live, r fetch.Receipt) warehouse.Finding {
	inUse := "the bytes of " + r.FetchedOn + " stay in use"
	switch {
	case r.FetchedOn == "" && len(d.Files) > 0:
		inUse = "the bundled bytes stay in use"
	case r.FetchedOn == "":
		inUse = "nothing is held"
	}
	return warehouse.Finding{Level: warehouse.LevelWarning, Check: "fetch", Dataset: d.ID, File: l.Name,
		Detail: "stale: " + inUse + ", because " + r.Failure.Reason}
}

// firstError returns the detail of the first finding of level error; empty if there is none.
func firstError(found []warehouse.Finding) string {
	for _, f := range found {
		if f.Level == warehouse.LevelError {
			return strings.TrimPrefix(f.String(), string(f.Level)+" "+f.Check+": ")
		}
	}
	return ""
}

// live brings what a source answered into its staged table.
func (s *stager) live(ctx context.Context, store *warehouse.Store, d datasets.Dataset, l datasets.Live, snapshot fetch.Snapshot) (warehouse.Input, []warehouse.Finding, error) {
	file := l.Table()
	g := staging{dataset: d, file: file, hash: snapshot.SHA256, table: strings.TrimPrefix(d.Staged(file), "staged."), lined: true}
	input := warehouse.Input{Dataset: d.ID, File: l.Name, SHA256: snapshot.SHA256, Bytes: snapshot.Bytes, Live: true}
	what, ok := s.recall(ctx, store, g, l, snapshot)
	if s.recalled = ok; ok {
		return what.Input, what.Found, nil
	}
	report, err := s.form(ctx, &g, store, l, snapshot)
	if g.scan != nil && l.Format != "parquet" {
		defer os.Remove(g.scan.path)
	}
	s.passed = report.Extra
	var wrong *reshape.FileError
	if errors.As(err, &wrong) {
		return input, []warehouse.Finding{g.finding(warehouse.LevelError, reject{column: wrong.Column, reason: wrong.Reason})}, nil
	}
	if err != nil {
		return input, nil, err
	}
	input, found, err := s.load(ctx, g, input)
	for _, r := range report.Rejects {
		found = append(found, g.finding(warehouse.LevelWarning, reject{line: r.Line, reason: r.Reason}))
	}
	if report.Replaced > 0 {
		found = append(found, g.finding(warehouse.LevelWarning, reject{reason: fmt.Sprintf("%d cells hold bytes that are not UTF-8; such bytes are shown as U+FFFD", report.Replaced)}))
	}
	for _, what := range snapshot.Absent[:min(len(snapshot.Absent), maxRejects)] {
		found = append(found, warehouse.Finding{Level: warehouse.LevelWarning, Check: "fetch", Dataset: d.ID, File: l.Name, Detail: "the publisher has nothing for it: " + what})
	}
	input.Rows += report.Rejected
	input.Rejected += report.Rejected
	return input, found, err
}

// form brings what a source answered into a form that the engine reads as text, and notes in g where it is.
func (s *stager) form(ctx context.Context, g *staging, store *warehouse.Store, l datasets.Live, snapshot fetch.Snapshot) (reshape.Report, error) {
	var parts []reshape.Part
	for _, p := range snapshot.Parts {
		path, err := store.Raw(p.SHA256)
		if err != nil {
			return reshape.Report{}, err
		}
		parts = append(parts, reshape.Part{Path: path, SHA256: p.SHA256, Values: p.Values})
	}
	if l.Format == "parquet" {
		return s.parquet(ctx, g, l, parts)
	}
	path := filepath.Join(s.scratch, g.table+".csv")
	file, err := os.Create(path)
	if err != nil {
		return reshape.Report{}, err
	}
	report, err := reshape.Write(file, l, parts)
	g.scan = &scan{path: path, records: report.Records}
	return report, errors.Join(err, file.Close())
}

// empty makes the staged table of a source of which nothing is held. What a failed attempt left of it goes.
func (s *stager) empty(ctx context.Context, d datasets.Dataset, l datasets.Live) error {
	name := strings.TrimPrefix(d.Staged(l.Table()), "staged.")
	columns := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		columns[i] = columnTyping(c.Type, "null::varchar").typed + " as " + quote(c.Name)
	}
	if l.Dated != "" {
		columns = append(columns, "null::date as "+datasets.LiveDay)
	}
	return s.db.Exec(ctx, fmt.Sprintf("create or replace view staged.%s as select %s, %s as dataset_id, null::varchar as snapshot_sha256, null::integer as source_line where false",
		quote(name), strings.Join(columns, ", "), literal(d.ID)))
}

// mergeLive puts live rows in the place of bundled ones with the same key, in every file of a dataset that has a query for
// them. Without anything held the bundled rows stand as they are.
func (b *builder) mergeLive(ctx context.Context, d datasets.Dataset) error {
	if len(b.live[d.ID]) == 0 {
		return nil
	}
	for _, f := range d.Files {
		query, ok := d.LiveSQL[f.Name]
		if !ok {
			continue
		}
		if err := b.mergeFile(ctx, d, f, query); err != nil {
			return fmt.Errorf("%s: %w", f.LiveSQL(), err)
		}
	}
	return nil
}

// mergeFile runs the query of a file, holds its rows to the rules of the file, and shows them together with the bundled rows
// whose keys they do not have.
func (b *builder) mergeFile(ctx context.Context, d datasets.Dataset, f datasets.File, query string) error {
	table := strings.TrimPrefix(d.Staged(f), "staged.")
	m := merge{dataset: d, file: f, rules: rulesOf(f, b.lists), raw: "staged." + quote(table+"__live_raw"), live: "staged." + quote(table+"__live"),
		bundled: quote(table + "__bundled"), view: quote(table)}
	for _, text := range m.statements(query) {
		if err := b.db.Exec(ctx, text); err != nil {
			return err
		}
	}
	return b.db.Each(ctx, m.rejects(), func(_ []string, row []*string) error {
		line, _ := strconv.ParseInt(text(row[0]), 10, 64) // a line that staging numbered
		rule, _ := strconv.Atoi(text(row[1]))
		column := strings.Join(f.Key, ",")
		if rule < len(m.rules) {
			column = m.rules[rule].column
		}
		b.find(warehouse.Finding{Level: warehouse.LevelWarning, Check: "stage", Dataset: d.ID, File: f.LiveSQL(), Line: line, Column: column, Detail: text(row[2])})
		return nil
	})
}

// merge is the SQL that joins live rows and bundled ones of a file.
type merge struct {
	dataset                  datasets.Dataset
	file                     datasets.File
	rules                    []rule
	raw, live, bundled, view string
}

func (m merge) names(prefix string) string {
	names := make([]string, len(m.file.Columns))
	for i, c := range m.file.Columns {
		names[i] = prefix + quote(c.Name)
	}
	return strings.Join(names, ", ")
}

// statements make the view. Rows of the query pass through text, so that the same rules hold for them as for a file.
func (m merge) statements(query string) []string {
	var texts, typed, key, same []string
	for _, c := range m.file.Columns {
		texts = append(texts, quote(c.Name)+"::varchar as "+quote(c.Name))
		typed = append(typed, columnTyping(c.Type, quote(c.Name)).typed+" as "+quote(c.Name))
	}
	broken := "false"
	for _, r := range m.rules {
		broken += " or (" + r.broken + ")"
	}
	for _, k := range m.file.Key {
		key = append(key, quote(k))
		same = append(same, fmt.Sprintf("live.%s is not distinct from bundled.%[1]s", quote(k)))
	}
	const origin = "dataset_id, snapshot_sha256, source_line"
	return []string{
		fmt.Sprintf("create table %s as select %s, %s as dataset_id, snapshot_sha256, source_line, row_number() over (partition by %s order by snapshot_sha256, source_line) as turn from (\n%s\n) as live",
			m.raw, strings.Join(texts, ", "), literal(m.dataset.ID), strings.Join(key, ", "), query),
		fmt.Sprintf("create table %s as select %s, %s from %s where turn = 1 and not coalesce(%s, false)", m.live, strings.Join(typed, ", "), origin, m.raw, broken),
		fmt.Sprintf("alter view staged.%s rename to %s", m.view, m.bundled),
		fmt.Sprintf("create view staged.%s as select %s, %s from %s as live union all select %s, %s from staged.%s as bundled where not exists (select 1 from %s as live where %s)",
			m.view, m.names("live."), "live."+strings.ReplaceAll(origin, ", ", ", live."), m.live,
			m.names("bundled."), "bundled."+strings.ReplaceAll(origin, ", ", ", bundled."), m.bundled, m.live, strings.Join(same, " and ")),
	}
}

// rejects lists rows that break a rule or repeat a key, as line, number of the rule, reason.
func (m merge) rejects() string {
	var parts []string
	for i, r := range m.rules {
		parts = append(parts, fmt.Sprintf("select source_line, %d as rule, %s as reason from %s where %s", i, r.reason, m.raw, r.broken))
	}
	parts = append(parts, fmt.Sprintf("select source_line, %d, %s from %s where turn > 1", len(m.rules), literal("the key is that of another row"), m.raw))
	return fmt.Sprintf("select source_line, rule, reason from (%s) order by source_line, rule, reason limit %d", strings.Join(parts, " union all "), maxRejects)
}
