package ingest

import (
	"context"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"sextant/ingest/identity"
	"sextant/internal/warehouse"
)

// identityFiles are, under sources, the queries that read organisations off the tables of the model, one file per table; and under
// applied the statements that tell those tables who was found. A source joins with a file.
//
//go:embed identity/sources/*.sql identity/applied/*.sql
var identityFiles embed.FS

// identify finds out which records of all sources are one organisation, and writes it down: whom each record is taken for and
// why, what looks alike and stays apart, and which identifiers are known of whom.
func (b *builder) identify(ctx context.Context) error {
	records, labels, err := b.identityRecords(ctx)
	if err != nil {
		return err
	}
	decisions, err := b.identityDecisions(ctx)
	if err != nil {
		return err
	}
	b.step("identify", strconv.Itoa(len(records))+" records", 2)
	result := identity.Resolve(records, decisions)
	if err := b.writeIdentity(ctx, result, labels); err != nil {
		return err
	}
	for _, m := range result.Mergers {
		if err := b.merge(ctx, m); err != nil {
			return fmt.Errorf("organisation %s in %s: %w", m.From, m.To, err)
		}
	}
	b.step("identify", "applied", 2)
	return b.eachIdentityFile("identity/applied", func(name, text string) error { return b.db.Exec(ctx, text) })
}

// eachIdentityFile calls f with the files of a folder, in order.
func (b *builder) eachIdentityFile(folder string, f func(name, text string) error) error {
	files, err := fs.Glob(identityFiles, folder+"/*.sql")
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := identityFiles.ReadFile(file)
		if err == nil {
			err = f(path.Base(file), string(text))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// identityRecords asks every source for its organisations. The labels are the names as the sources have them.
func (b *builder) identityRecords(ctx context.Context) ([]identity.Record, map[identity.Ref]string, error) {
	var records []identity.Record
	labels := map[identity.Ref]string{}
	err := b.eachIdentityFile("identity/sources", func(_, text string) error {
		columns := "dataset_id, source_key, name, economy, city, website, identifiers, public_id, is_roster"
		return b.db.Each(ctx, "select "+columns+" from ("+text+") as record where name is not null", func(_ []string, row []*string) error {
			cell := func(i int) string {
				if row[i] == nil {
					return ""
				}
				return *row[i]
			}
			one := identity.Record{Ref: identity.Ref{Dataset: cell(0), Key: cell(1)}, Name: cell(2), Economy: cell(3), City: cell(4), Website: cell(5),
				Public: cell(7), Roster: cell(8) == "true"}
			for part := range strings.SplitSeq(cell(6), ";") {
				if scheme, value, ok := strings.Cut(part, ":"); ok {
					one.Identifiers = append(one.Identifiers, identity.Identifier{Scheme: scheme, Value: value})
				}
			}
			records = append(records, one)
			labels[one.Ref] = one.Name
			return nil
		})
	})
	return records, labels, err
}

func (b *builder) identityDecisions(ctx context.Context) ([]identity.Decision, error) {
	var all []identity.Decision
	err := b.db.Each(ctx, `
		select record_dataset, record_key, other_dataset, other_key, decision = 'same', reason from identity_decision
		where decision in ('same', 'keep-apart') order by identity_decision_id`,
		func(_ []string, row []*string) error {
			all = append(all, identity.Decision{Ref: identity.Ref{Dataset: *row[0], Key: *row[1]}, Other: identity.Ref{Dataset: *row[2], Key: *row[3]},
				Same: *row[4] == "true", Reason: *row[5]})
			return nil
		})
	return all, err
}

// writeIdentity fills the tables of identities.
func (b *builder) writeIdentity(ctx context.Context, result identity.Result, labels map[identity.Ref]string) error {
	var matches, doubts, known [][]string
	for _, m := range result.Matches {
		matches = append(matches, []string{m.Dataset, m.Key, m.Organisation, labels[m.Ref], m.Method, score(m.Score), m.Reason})
	}
	for _, d := range result.Doubts {
		doubts = append(doubts, []string{d.Dataset, d.Key, labels[d.Ref], d.Other.Dataset, d.Other.Key, labels[d.Other], score(d.Score), d.Reason})
	}
	for _, k := range result.Known {
		known = append(known, []string{k.Organisation, k.Scheme, k.Value, k.Dataset, k.Key})
	}
	return errors.Join(
		b.insert(ctx, "organisation_match", matches, "dataset_id", "source_key", "organisation_id", "label", "method", "score", "reason"),
		b.insert(ctx, "organisation_doubt", doubts, "dataset_id", "source_key", "label", "other_dataset", "other_key", "other_label", "score", "reason"),
		b.insert(ctx, "organisation_identifier", known, "organisation_id", "scheme", "identifier", "dataset_id", "source_key"))
}

func score(s float64) string { return strconv.FormatFloat(s, 'f', 3, 64) }

// insert adds rows to a table of the model, through a file: the engine reads it faster than it takes rows one by one. Rows whose
// key the table has already are those that a dataset gave, and stay as they are.
func (b *builder) insert(ctx context.Context, table string, rows [][]string, columns ...string) (err error) {
	if len(rows) == 0 {
		return nil
	}
	file := filepath.Join(b.draft.Dir(), table+".tmp")
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file)) }()
	w := csv.NewWriter(out)
	if err := errors.Join(w.Write(columns), w.WriteAll(rows), w.Error(), out.Close()); err != nil {
		return err
	}
	kinds := make([]string, len(columns))
	for i, c := range columns {
		kinds[i] = literal(c) + ": 'varchar'"
	}
	return b.db.Exec(ctx, fmt.Sprintf(`insert or ignore into %s by name select * from read_csv(%s, auto_detect = false, header = true, delim = ',', quote = '"',
		escape = '"', max_line_size = %d, columns = {%s})`, quote(table), literal(file), 4*maxRecord, strings.Join(kinds, ", ")))
}

// merge shows on one page what had two: the rounds go over, the row that is no more is withdrawn, and its address leads on.
func (b *builder) merge(ctx context.Context, m identity.Merger) error {
	for _, statement := range []string{
		"create temporary table parted as select round_investor.* from round_investor join round using (round_id) where organisation_id = " + literal(m.From),
		"delete from round_investor where round_id in (select round_id from parted)",
		fmt.Sprintf("update round set organisation_id = %s where organisation_id = %s", literal(m.To), literal(m.From)),
		"insert into round_investor by name select * from parted order by round_id, investor_id",
		"drop table parted",
		"delete from organisation where organisation_id = " + literal(m.From),
		fmt.Sprintf("insert into redirect by name select 'organisation' as kind, %s as old_id, %s as new_id, %s as reason", literal(m.From), literal(m.To), literal(m.Reason)),
	} {
		if err := b.db.Exec(ctx, statement); err != nil {
			return err
		}
	}
	b.manifest.Withdrawals = append(b.manifest.Withdrawals, warehouse.Withdrawal{Table: "organisation", Key: m.From, On: b.manifest.AsOf,
		Reason: "one organisation with " + m.To + ": " + m.Reason})
	return nil
}
