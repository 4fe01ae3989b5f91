package analytics

import (
	"context"
	"database/sql"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// ofFigures is how the SQL begins that gives figures and what they are divided by; rows and coverage begin otherwise.
const ofFigures = "-- One row per economy"

// A mutated database asks for figures with one piece of the SQL changed.
type mutated struct {
	database
	from, to string
	found    bool
}

func (m *mutated) Query(ctx context.Context, query string, args ...sql.NamedArg) (*sql.Rows, error) {
	if strings.HasPrefix(query, ofFigures) && strings.Contains(query, m.from) {
		m.found = true
		query = strings.ReplaceAll(query, m.from, m.to)
	}
	return m.database.Query(ctx, query, args...)
}

// usualMutants are mistakes that every case of an aggregate has to notice.
var usualMutants = map[string]string{
	aggSum:      "cast(sum(value) as double precision) => cast(avg(value) as double precision)",
	aggDistinct: "cast(count(distinct value) as double precision) => cast(count(value) as double precision)",
	aggMedian:   "percentile_cont(0.5) => percentile_cont(0.6)",
}

// mutants are the usual ones of an indicator, and the lines of "from => to" in the section mutants of its case.
func mutants(i Indicator, a *txtar.Archive) []string {
	var lines []string
	if usual := usualMutants[i.Aggregate]; usual != "" {
		lines = append(lines, usual)
	}
	if i.def.Where != "" {
		lines = append(lines, "where "+i.def.Where+" => where true")
	}
	if text := section(a, "mutants"); text != nil {
		lines = append(lines, strings.Split(strings.TrimSpace(string(*text)), "\n")...)
	}
	return lines
}

// noticed holds a case to its mutants: with from changed into to in the SQL of the figures, the figures of one of its questions must
// differ from the independent SQL.
func noticed(t *testing.T, r *Release, i Indicator, a *txtar.Archive) {
	t.Helper()
	for _, line := range mutants(i, a) {
		from, to, ok := strings.Cut(line, " => ")
		if !ok || from == to {
			t.Errorf("mutant %q: want from => to", line)
			continue
		}
		changed := *r
		wrapped := &mutated{database: r.data, from: from, to: to}
		changed.data = wrapped
		differs := false
		for n := 1; section(a, "query"+suffix(n)) != nil && !differs; n++ {
			f := asked(t, &changed, i.ID, string(*section(a, "query"+suffix(n))))
			differs = len(differences(t, r, f, string(*section(a, "independent"+suffix(n)+".sql")))) > 0
		}
		switch {
		case !wrapped.found:
			t.Errorf("mutant %q: the SQL of the figures has no %q", line, from)
		case !differs:
			t.Errorf("mutant %q: every figure is as the independent SQL has it", line)
		}
	}
}

// asked is the answer to a question of a case.
func asked(t *testing.T, r *Release, id, query string) Frame {
	t.Helper()
	v, err := url.ParseQuery(strings.TrimSpace(query))
	if err != nil {
		t.Fatal(err)
	}
	defaults, err := r.catalogue.Default(id)
	if err != nil {
		t.Fatal(err)
	}
	q, err := r.catalogue.Parse(v, defaults)
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Eval(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
