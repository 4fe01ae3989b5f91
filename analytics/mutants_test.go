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

// noticed holds a case to its mutants, lines of "from => to" in the section mutants: with from changed into to in the SQL of the figures,
// the figures of one of its questions must differ from the independent SQL.
func noticed(t *testing.T, r *Release, id string, a *txtar.Archive) {
	t.Helper()
	text := section(a, "mutants")
	if text == nil {
		return
	}
	for _, line := range strings.Split(strings.TrimSpace(string(*text)), "\n") {
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
			f := asked(t, &changed, id, string(*section(a, "query"+suffix(n))))
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
