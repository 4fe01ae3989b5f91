package ingest

import (
	"archive/zip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sextant/ingest/upstreamtest"
	"sextant/internal/warehouse"
)

const (
	horizonPath = "/data/cordis-HORIZONprojects-csv.zip"
	h2020Path   = "/data/cordis-h2020projects-csv.zip"
)

// lines asks the current release of a station: a line for a row, its cells that are not null between bars.
func (s *station) lines(query string) []string {
	s.t.Helper()
	r, letGo, err := s.store.Acquire(s.t.Context(), "")
	if err != nil {
		s.t.Fatal(err)
	}
	defer letGo()
	rows, err := r.Query(s.t.Context(), query)
	if err != nil {
		s.t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		s.t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		cells, places := make([]any, len(names)), make([]any, len(names))
		for i := range cells {
			places[i] = &cells[i]
		}
		if err := rows.Scan(places...); err != nil {
			s.t.Fatal(err)
		}
		var line []string
		for _, cell := range cells {
			if cell != nil {
				line = append(line, fmt.Sprint(cell))
			}
		}
		all = append(all, strings.Join(line, "|"))
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// released looks at publishers and builds a release.
func (s *station) released() {
	s.t.Helper()
	s.look()
	if m, err := s.build(); err != nil {
		s.t.Fatalf("%v\n%v", err, m.Findings)
	}
}

func cordisStation(t *testing.T) *station { return newStationOf(t, "cordis", "exchange-rates") }

func TestCordis_rows(t *testing.T) {
	s := cordisStation(t)
	s.released()
	for _, one := range []struct{ what, query, want string }{
		{"scores and reasons", `select distinct acronym, ai_score, ai_reasons from award where acronym in ('LUMENAI', 'GRAECIA', 'TWOLANDS', 'WEAKLING', 'OLDSTYLE', 'UNSIGNED') order by acronym`,
			"GRAECIA|80|topic:AI\nLUMENAI|100|flag:ai=1; taxonomy:artificial intelligence; text:machine learning\nOLDSTYLE|90|taxonomy:computer vision\n" +
				"TWOLANDS|80|taxonomy:autonomous robots; title:deep learning\nUNSIGNED|70|title:large language models\nWEAKLING|30|weak:algorithm, big data, robotic"},
		{"what only looks like it", `select count(*) from award where acronym in ('DUCKS', 'NOTAI')`, "0"},
		{"what is below the threshold is shown, not counted", `select role, is_counted, counted_reason, amount::varchar as amount from award where acronym = 'WEAKLING' order by role`,
			"coordinator|false|below-threshold|2000000.55\nproject-total|false|total|2000000.55"},
		{"participations", `select award_id, recipient, economy, recipient_bloc, role, organisation_kind, sme, amount::varchar as amount from award where acronym = 'LUMENAI' order by award_id`,
			"cordis-101999001|EU|UNKNOWN|project-total|870625.75\ncordis-101999001-900000001-1|INSTITUT EXEMPLE|FR|EU27_2020|coordinator|research|no|520625.00\n" +
				"cordis-101999001-900000002-2|PARADEIGMA AE|GR|EU27_2020|participant|company|yes|150000.25\ncordis-101999001-900000003-3|SAMPLE SWISS AG|CH|EUROPE_OTHER|associated-partner|company|0.00\n" +
				"cordis-101999001-900000004-4|Example Third Ltd|GB|EUROPE_OTHER|third-party|company|yes|50000.50"},
		{"one organisation twice, a person, a country that is not listed", `select award_id, recipient, economy, recipient_bloc, organisation_kind, amount::varchar as amount, note from award where acronym = 'GRAECIA' and role <> 'project-total' order by award_id`,
			"cordis-101999002-900000001-1|INSTITUT EXEMPLE|FR|EU27_2020|research|100000.00\ncordis-101999002-900000001-2|INSTITUT EXEMPLE|FR|EU27_2020|research|100000.00\n" +
				"cordis-101999002-900000006-4|Shembull|UNKNOWN|university|50000.00|place as the source has it: XK\ncordis-101999002-person-3-1|Natural person|US|US|person|50000.00"},
		{"people and several countries", `select recipient, recipient_key, economy, role, amount::varchar as amount from award where acronym = 'TWOLANDS' and role <> 'project-total' order by source_line`,
			"Muster Universität|900000007|DE|coordinator|90.10\nNatural person|NL|participant|9.90\nNatural person|IE|participant|10.00\nIBM Beispiel GmbH|900000010|DE|other|0.01"},
		{"dates, call and programme", `select dated, year, quarter, start_on, end_on, call, topic, topic_title, programme, status, funder_economy, source_url, source_on from award where award_id = 'cordis-101999001-900000001-1'`,
			"2025-11-20|2025|2025-Q4|2026-01-01|2028-12-31|HORIZON-CL4-2025-99|HORIZON-CL4-2025-99-DATA-01|Data spaces|Part HORIZON.2.4|signed|EU|https://cordis.europa.eu/project/id/101999001|2026-06-01"},
		{"without a signature there is no year", `select award_id, amount_eur from award where acronym = 'UNSIGNED' and year is null and dated is null order by 1`, "cordis-101999006\ncordis-101999006-900000013-1"},
		{"the names of people are nowhere", `select count(*) from award where label ilike '%CORDOVA%' or label like '%Anna-Maria%' or label like '%HARA Jo%' or recipient_key in ('900000005', '900000008', '900000009')`, "0"},
		{"a title as it was written", `select distinct title from award where acronym = 'LUMENAI'`, `Light-weight "trusted" learning; phase 1`},
	} {
		if got := strings.Join(s.lines(one.query), "\n"); got != one.want {
			t.Errorf("%s:\n%s\nwant\n%s", one.what, got, one.want)
		}
	}
}

// counted is what a count of the files by other means finds.
type counted struct {
	projects       int
	participations int
	net            *big.Rat
}

// countCordis counts the AI projects of an archive by reading its files: those with the publisher's mark, a branch of the
// taxonomy, or a word in the title or topic.
func countCordis(t *testing.T, file string) counted {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	ours := map[string]bool{}
	pick := func(member, id string, is func(func(string) string) bool) {
		eachRow(t, z, member, func(cell func(string) string) {
			if is(cell) {
				ours[cell(id)] = true
			}
		})
	}
	pick("policyPriorities.csv", "projectID", func(cell func(string) string) bool { return cell("ai") == "1" })
	pick("euroSciVoc.csv", "projectID", func(cell func(string) string) bool {
		return strings.Contains(cell("euroSciVocPath"), "artificial intelligence") || strings.HasSuffix(cell("euroSciVocPath"), "/autonomous robots")
	})
	pick("topics.csv", "projectID", func(cell func(string) string) bool { return strings.Contains(cell("topic"), "-AI-") })
	pick("project.csv", "id", func(cell func(string) string) bool {
		return strings.HasPrefix(cell("title"), "Machine learning") || strings.HasPrefix(cell("title"), "Large language") || strings.HasPrefix(cell("title"), "Deep learning")
	})
	c := counted{projects: len(ours), net: new(big.Rat)}
	eachRow(t, z, "organization.csv", func(cell func(string) string) {
		if !ours[cell("projectID")] {
			return
		}
		c.participations++
		amount := cell("netEcContribution")
		if amount == "" {
			amount = cell("ecContribution")
		}
		if r, ok := new(big.Rat).SetString(strings.ReplaceAll(amount, ",", ".")); ok {
			c.net.Add(c.net, r)
		}
	})
	return c
}

func eachRow(t *testing.T, z *zip.ReadCloser, member string, do func(cell func(string) string)) {
	t.Helper()
	at := slices.IndexFunc(z.File, func(f *zip.File) bool { return path.Base(f.Name) == member })
	if at < 0 {
		return
	}
	in, err := z.File[at].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	r := csv.NewReader(in)
	r.Comma = ';'
	header, err := r.Read()
	for err == nil {
		var row []string
		if row, err = r.Read(); err == nil {
			do(func(name string) string { return row[slices.Index(header, name)] })
		}
	}
	if err != io.EOF {
		t.Fatalf("%s: %v", member, err)
	}
}

// Each layout of the archive loads from a folder, and its totals are those of a count by other means.
func TestCordis_editions(t *testing.T) {
	for name, e := range map[string]upstreamtest.CordisEdition{
		"2026": {}, "2023": {Old: true}, "in a folder": {Folder: "cordis/csv"}, "2023 in a folder without marks": {Old: true, Folder: "x", Without: "policyPriorities.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			want := counted{net: new(big.Rat)}
			for _, h2020 := range []bool{false, true} {
				e.H2020, e.Projects, e.Words = h2020, 300, 10
				if h2020 {
					e.Without = "policyPriorities.csv" // which such archives may lack
				}
				one := countCordis(t, writeCordis(t, dir, e))
				want.projects, want.participations = want.projects+one.projects, want.participations+one.participations
				want.net.Add(want.net, one.net)
			}
			s := cordisStation(t)
			s.upstream.URL = "file://" + dir
			for id, l := range s.look("cordis") {
				if l.Outcome != Renewed && !strings.HasSuffix(id, "_priority") {
					t.Errorf("%v", l)
				}
			}
			if m, err := s.build(); err != nil {
				t.Fatalf("%v\n%v", err, m.Findings)
			}
			got := s.lines(`select count(distinct project_key), count(*) filter (where role <> 'project-total'), (sum(amount) filter (where role <> 'project-total'))::varchar from award where ai_score >= 50`)
			if text := fmt.Sprintf("%d|%d|%s", want.projects, want.participations, want.net.FloatString(2)); got[0] != text {
				t.Errorf("the release counts %s, the files %s", got[0], text)
			}
		})
	}
}

func writeCordis(t *testing.T, dir string, e upstreamtest.CordisEdition) string {
	t.Helper()
	file := filepath.Join(dir, e.Path())
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Write(out); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

// Every day that an archive may have. What cannot be used leaves the last good bytes; a record that cannot be read is named.
func TestCordis_badDays(t *testing.T) {
	s := cordisStation(t)
	s.look()
	short := change{`"false";""` + "\n", `"false"` + "\n"} // a field fewer than the header has
	for name, fault := range map[string]upstreamtest.Fault{
		"503 twice": upstreamtest.DownTwice, "429": upstreamtest.TooMany, "breaks off once": upstreamtest.TruncatedOnce, "no tag": upstreamtest.Untagged,
		"a date for a tag": upstreamtest.Dated, "one record of 24 fields": upstreamtest.First(short.old, short.text),
	} {
		s.upstream.Revise(horizonPath)
		s.upstream.Break(horizonPath, fault)
		if l := s.look("cordis")["cordis/horizon_organization"]; l.Outcome == Stale {
			t.Errorf("%s: %v", name, l)
		}
	}
	s.upstream.Break(horizonPath, upstreamtest.First(short.old, short.text))
	s.look("cordis")
	m, err := s.build()
	if err != nil {
		t.Fatalf("%v\n%v", err, m.Findings)
	}
	if text := fmt.Sprint(m.Findings); !strings.Contains(text, "cordis/horizon_organization:2: the record has 24 fields, the header 25") || !strings.Contains(text, "bytes that are not UTF-8") {
		t.Errorf("a record that cannot be read: %s", text)
	}
	for name, fault := range map[string]upstreamtest.Fault{
		"down": upstreamtest.Down, "html": upstreamtest.HTML, "breaks off always": upstreamtest.Truncated, "empty": upstreamtest.Empty,
		"a column renamed": upstreamtest.Replacing(`"projectID"`, `"project"`), "many records of 24 fields": upstreamtest.Replacing(short.old, short.text),
		"a broken archive": func(w http.ResponseWriter, _ *http.Request, good []byte, _ int) { _, _ = w.Write(good[:len(good)-40]) },
		"half the rows":    upstreamtest.CordisEdition{Projects: 40}.Answer,
	} {
		held := s.receipt("cordis", "horizon_organization")
		s.upstream.Break(horizonPath, fault)
		looks := s.look("cordis")
		if l, now := looks["cordis/horizon_organization"], s.receipt("cordis", "horizon_organization"); l.Outcome != Stale || l.Reason == "" || now.SHA256 != held.SHA256 {
			t.Errorf("%s: %v", name, l)
		}
		if l := looks["cordis/h2020_project"]; l.Outcome == Stale {
			t.Errorf("%s: also %v", name, l)
		}
	}
	before := s.lines("select count(*), sum(amount)::varchar from award")
	if _, err := s.build(); err != nil && !errors.Is(err, warehouse.ErrUnchanged) {
		t.Fatal(err)
	}
	if after := s.lines("select count(*), sum(amount)::varchar from award"); after[0] != before[0] {
		t.Errorf("after bad days %s, before %s", after, before)
	}
	s.upstream.Break(horizonPath, nil)
	s.upstream.Revise(horizonPath)
	if l := s.look("cordis")["cordis/horizon_organization"]; l.Outcome != Renewed {
		t.Errorf("repaired: %v", l)
	}
}
