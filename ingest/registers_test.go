package ingest

import (
	"net/http"
	"strings"
	"testing"

	"sextant/ingest/upstreamtest"
)

const (
	tedPath      = "/v3/notices/search"
	spendingPath = "/api/v2/search/spending_by_award/"
	nsfPath      = "/services/v1/awards.json"
)

// registerStation has the publishers of some registers, whose windows begin on a day, so that a look asks for few.
func registerStation(t *testing.T, start string, ids ...string) *station {
	t.Helper()
	s := newStationOf(t, append([]string{"exchange-rates"}, ids...)...)
	for i, d := range s.catalogue.Datasets {
		for j, l := range d.Live {
			if l.Windows.Span != "" {
				s.catalogue.Datasets[i].Live[j].Windows.Start = start
			}
		}
	}
	return s
}

// expect holds the current release to the answers of queries.
func (s *station) expect(cases []answerCase) {
	s.t.Helper()
	for _, one := range cases {
		if got := strings.Join(s.answers(one.query), "\n"); got != one.want {
			s.t.Errorf("%s:\n%s\nwant\n%s", one.what, got, one.want)
		}
	}
}

// An answerCase is a query, and the rows that it must give.
type answerCase struct{ what, query, want string }

func TestTED_rows(t *testing.T) {
	s := registerStation(t, "2026-07-01", "ted")
	s.released()
	s.expect([]answerCase{
		{"stages", `select contract_id, stage, economy, buyer, dated from contract where contract_id like 'ted-9000%' order by 1`,
			"ted-900001-2026|tender|FR|Ministère Exemple|2026-10-02\nted-900002-2026|award|DE|Beispielamt; Zweites Amt|2026-10-05\nted-900003-2026|plan|PL|Urząd|2026-10-06"},
	})
}

func TestRegisters_unused(t *testing.T) {
	_ = http.StatusOK
	_ = upstreamtest.Down
}
