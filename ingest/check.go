package ingest

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"sextant/internal/warehouse"
)

//go:embed all:checks
var checkFiles embed.FS

// checkRows is how many offending rows of one check become findings; the rest is counted.
const checkRows = 200

// A Check is a query that returns offending rows: the first column is the row's key, the others say what is wrong with it.
type Check struct {
	ID    string
	Level warehouse.Level
	Sense string // what the check demands, for people
	Query string
}

var checkHeader = regexp.MustCompile(`^-- check: ([a-z0-9]+(?:-[a-z0-9]+)*)\s+level: (error|warning)$`)

// Checks returns all checks in order of id. A file whose header is not as declared is an error.
func Checks() ([]Check, error) {
	files, err := fs.Glob(checkFiles, "checks/*.sql")
	if err != nil {
		return nil, err
	}
	var checks []Check
	for _, file := range files {
		text, err := checkFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		c, err := parseCheck(strings.TrimSuffix(path.Base(file), ".sql"), string(text))
		if err != nil {
			return nil, err
		}
		checks = append(checks, c)
	}
	return checks, nil
}

func parseCheck(id, text string) (Check, error) {
	first, rest, _ := strings.Cut(text, "\n")
	header := checkHeader.FindStringSubmatch(strings.TrimSpace(first))
	if header == nil || header[1] != id {
		return Check{}, fmt.Errorf(`check %s: the first line must be "-- check: %s   level: error" or "level: warning"`, id, id)
	}
	c := Check{ID: id, Level: warehouse.Level(header[2]), Query: strings.TrimSuffix(strings.TrimSpace(text), ";")}
	var sense []string
	for line := range strings.Lines(rest) {
		comment, ok := strings.CutPrefix(line, "--")
		if !ok {
			break
		}
		sense = append(sense, strings.TrimSpace(comment))
	}
	if c.Sense = strings.Join(sense, " "); c.Sense == "" {
		return c, fmt.Errorf("check %s: the second line must say what the check demands", id)
	}
	return c, nil
}

// check runs all checks. Offending rows are findings of the check's level.
func (b *builder) check(ctx context.Context) error {
	checks, err := Checks()
	if err != nil {
		return err
	}
	all, err := inParallel(ctx, checks, func(ctx context.Context, c Check) (checked, error) {
		b.step("check", c.ID, len(checks))
		result, found, err := c.run(ctx, b.db)
		return checked{result, found}, err
	})
	if err != nil {
		return err
	}
	for _, one := range all {
		b.manifest.Checks = append(b.manifest.Checks, one.result)
		b.find(one.found...)
	}
	return nil
}

// A checked is what came of a check.
type checked struct {
	result warehouse.Check
	found  []warehouse.Finding
}

func (c Check) run(ctx context.Context, db *warehouse.DB) (warehouse.Check, []warehouse.Finding, error) {
	result := warehouse.Check{ID: c.ID, Level: c.Level, Sense: c.Sense}
	var found []warehouse.Finding
	err := db.Each(ctx, c.Query, func(columns []string, row []*string) error {
		result.Rows++
		if result.Rows > checkRows {
			return nil
		}
		f := warehouse.Finding{Level: c.Level, Check: c.ID, Detail: c.Sense}
		for i, column := range columns {
			switch {
			case i == 0 && row[i] != nil:
				f.Key = *row[i]
			case column == "dataset_id" && row[i] != nil:
				f.Dataset = *row[i]
			case i > 0:
				f.Detail += " " + column + " = " + text(row[i]) + ";"
			}
		}
		f.Detail = strings.TrimSuffix(f.Detail, ";")
		found = append(found, f)
		return nil
	})
	if err != nil {
		return result, nil, fmt.Errorf("check %s: %w", c.ID, err)
	}
	if result.Rows > checkRows {
		found = append(found, warehouse.Finding{Level: c.Level, Check: c.ID, Detail: fmt.Sprintf("%d rows offend; the first %d are listed", result.Rows, checkRows)})
	}
	return result, found, nil
}
