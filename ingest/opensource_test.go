package ingest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"sextant/ingest/upstreamtest"
)

const (
	clickpyPath = "/"
	hubPath     = "/api/models"
	reposPath   = "/repos/"
)

// downloadStation asks for downloads since September 2026.
func downloadStation(t *testing.T) *station {
	return registerStation(t, "2026-09-01", "pypi-downloads")
}

// 37 packages in 30 places a month are two pages; numbers come as text and as numbers.
func TestPyPI_rows(t *testing.T) {
	s := downloadStation(t)
	s.released()
	if r := s.receipt("pypi-downloads", "monthly"); r.Rows != 3*37*30 || len(r.Parts) != 6 {
		t.Errorf("%d rows in %d parts", r.Rows, len(r.Parts))
	}
	s.expect(
		answerCase{"a package of text and one of numbers", `select package, economy, bloc, downloads::varchar, dated, quarter, oss_project_id, origin_economy, origin_bloc, is_featured from package_download
			where package in ('torch', 'accelerate') and economy = 'FR' and dated = '2026-09' order by 1`,
			"accelerate|FR|EU27_2020|10099|2026-09|2026-Q3|accelerate|US|US|false\ntorch|FR|EU27_2020|5099|2026-09|2026-Q3|pytorch|US|US|true"},
		answerCase{"places that are not listed are one, and no place is another", `select bloc, downloads::varchar, economy from package_download where package = 'rasa' and dated = '2026-10' and economy is null order by 1`,
			"OTHER|8410\nUNKNOWN|4010"},
		answerCase{"nothing is lost from a total", `select count(distinct package), count(*), sum(downloads)::varchar from package_download`, "37|3219|" + s.total(0)},
		answerCase{"the month that runs is provisional", `select distinct dated, obs_status from package_download order by 1`, "2026-09|A\n2026-10|A\n2026-11|P"},
		answerCase{"seven featured projects", `select string_agg(distinct oss_project_id, ' ' order by oss_project_id) from package_download where is_featured`,
			"hugging-face jax onnx pytorch rasa stable-diffusion tensorflow"},
		answerCase{"where from", `select distinct source_url, source_on from package_download where package = 'torch'`, "https://pypi.org/project/torch/|2026-11-24"},
		answerCase{"the packages are a list of codes", `select count(*), min(name_en) from code where list = 'package'`, "37|Accelerate"},
	)
	s.day = s.day.AddDate(0, 0, 1)
	s.upstream.Revise(clickpyPath)
	s.released()
	s.expect(answerCase{"revised", `select sum(downloads)::varchar from package_download`, s.total(1)})
}

// total is the sum of all invented downloads, counted without the program.
func (s *station) total(revision int) string {
	d, _ := s.catalogue.Dataset("pypi-downloads")
	text, err := s.catalogue.Bytes(d, d.Files[0])
	if err != nil {
		s.t.Fatal(err)
	}
	sum := 0
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		name, _, _ := strings.Cut(line, ",")
		for month := 9; month <= 11; month++ {
			for place := range 30 {
				sum += 1000*len(name) + 10*place + month + revision
			}
		}
	}
	return fmt.Sprint(sum)
}

func TestPyPI_badDays(t *testing.T) {
	badDays(t, downloadStation(t), sourceTest{clickpyPath, "pypi-downloads", "monthly", change{`"downloads"`, `"count"`}, change{`"month":"2026-09-01"`, `"month":"soon"`},
		change{`"month":"2026-`, `"month":"x`}, false})
}

// A server that stops without a word, one that says so after the rows, and one that gives up at once.
func TestPyPI_cut(t *testing.T) {
	for name, one := range map[string]struct {
		fault upstreamtest.Fault
		says  string
	}{
		"silently": {func(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
			_, _ = w.Write(bytes.Join(bytes.SplitAfter(good, []byte("\n"))[:min(500, bytes.Count(good, []byte("\n")))], nil))
		}, "records were read, and there are"},
		"with an exception at the end": {func(w http.ResponseWriter, _ *http.Request, good []byte, _ int) {
			_, _ = w.Write(append(good, "Code: 159. DB::Exception: Timeout exceeded: elapsed 60.1 seconds. (TIMEOUT_EXCEEDED)\n"...))
		}, "Code: 159"},
		"at once": {func(w http.ResponseWriter, _ *http.Request, _ []byte, _ int) {
			w.Header().Set("X-ClickHouse-Exception-Code", "241")
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte("Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)\n"))
		}, "500"},
	} {
		t.Run(name, func(t *testing.T) {
			s := downloadStation(t)
			s.released()
			before := s.receipt("pypi-downloads", "monthly").SHA256
			s.upstream.Revise(clickpyPath)
			s.upstream.Break(clickpyPath, one.fault)
			s.day = s.day.AddDate(0, 0, 1)
			l := s.look("pypi-downloads")["pypi-downloads/monthly"]
			if l.Outcome != Stale || !strings.Contains(l.Reason, one.says) || s.receipt("pypi-downloads", "monthly").SHA256 != before {
				t.Errorf("%v", l)
			}
			if m, err := s.build(); err == nil {
				t.Errorf("a look that failed made release %s", m.ID)
			}
			s.expect(answerCase{"the former rows stand", `select sum(downloads)::varchar from package_download`, s.total(0)})
		})
	}
}

// hubStation is on the fifth of a month.
func hubStation(t *testing.T) *station {
	s := newStationOf(t, "hugging-face-hub")
	s.day = time.Date(2026, 11, 5, 6, 0, 0, 0, time.UTC)
	return s
}

// Three snapshots: what is gone from the Hub stays in the release, and readings of earlier months stay beside the newest.
func TestHub_rows(t *testing.T) {
	s := hubStation(t)
	s.released()
	s.expect(
		answerCase{"models by account", `select publisher, economy, count(*), sum(downloads)::varchar from hub_model group by all order by 1`,
			"Qwen|CN|120|28860000\nblack-forest-labs|DE|1|300000\nmeta-llama|US|250|43875000\nmistralai|FR|4|1194000\nstabilityai|GB|2|599000"},
		answerCase{"terms", `select hub_model_id, licence, licence_tag, openness, gated from hub_model where publisher = 'mistralai' order by 1`,
			"mistralai/Demo-1|Apache-2.0|apache-2.0|open|no\nmistralai/Demo-2|llama3.1|restricted|manual\nmistralai/Demo-3|other|other|auto\nmistralai/Demo-4|other|no"},
		answerCase{"days", `select hub_model_id, dated, year, quarter from hub_model where publisher = 'mistralai' order by 1`,
			"mistralai/Demo-1|2023-02-03|2023|2023-Q1\nmistralai/Demo-2|2024-02-03|2024|2024-Q1\nmistralai/Demo-3|2025-02-03|2025|2025-Q1\nmistralai/Demo-4"},
		answerCase{"task and library", `select count(*) filter (where task is null), count(*) filter (where library is null), min(source_url) from hub_model where publisher = 'mistralai'`,
			"1|1|https://huggingface.co/mistralai/Demo-1"},
	)
	s.upstream.Revise(hubPath)
	s.day = s.day.AddDate(0, 0, 20)
	if l := s.look()["hugging-face-hub/models"]; l.Outcome != Unchanged || s.upstream.Asked(hubPath) > 200 {
		t.Errorf("the same month again: %v", l)
	}
	s.day = time.Date(2026, 12, 3, 6, 0, 0, 0, time.UTC)
	s.released()
	s.upstream.Revise(hubPath)
	s.day = time.Date(2027, 1, 2, 6, 0, 0, 0, time.UTC)
	s.released()
	s.expect(
		answerCase{"readings", `select dated, is_last_of_quarter, count(*), sum(downloads)::varchar from hub_reading group by all order by 1`,
			"2026-11-05|false|377|74828000\n2026-12-03|true|372|73328372\n2027-01-02|true|377|74828754"},
		answerCase{"all are listed again", `select count(*), count(*) filter (where is_listed), sum(downloads)::varchar from hub_model`, "377|377|74828754"},
		answerCase{"bytes of every month", `select file, fetched_on::varchar from snapshot where dataset_id = 'hugging-face-hub' and file like 'models%' order by 2`,
			"models@2026-11-05|2026-11-05\nmodels@2026-12-03|2026-12-03\nmodels|2027-01-02"},
	)
	if r := s.receipt("hugging-face-hub", "models"); len(r.Earlier) != 2 || r.FetchedOn != "2027-01-02" {
		t.Errorf("the receipt has %d earlier snapshots, %s", len(r.Earlier), r.FetchedOn)
	}
}

// A model that the Hub has no more stays, and is not listed.
func TestHub_gone(t *testing.T) {
	s := hubStation(t)
	s.released()
	s.upstream.Revise(hubPath)
	s.day = s.day.AddDate(0, 1, 0)
	s.released()
	s.expect(answerCase{"gone", `select hub_model_id, is_listed, source_on from hub_model where publisher = 'mistralai' order by 1`,
		"mistralai/Demo-1|false|2026-11-05\nmistralai/Demo-2|true|2026-12-05\nmistralai/Demo-3|true|2026-12-05\nmistralai/Demo-4|true|2026-12-05"})
}

// undated makes sources that are asked once a month be asked at every look, as badDays wants it.
func (s *station) undated() *station {
	for i, d := range s.catalogue.Datasets {
		for j := range d.Live {
			s.catalogue.Datasets[i].Live[j].Dated = ""
		}
	}
	return s
}

func TestHub_badDays(t *testing.T) {
	badDays(t, hubStation(t).undated(), sourceTest{hubPath, "hugging-face-hub", "models", change{`"likes"`, `"hearts"`}, change{`"likes":20,`, `"likes":"many",`},
		change{`"likes":`, `"likes":"x",`}, false})
}

func repositoryStation(t *testing.T) *station { return newStationOf(t, "github-repositories") }

// Names that changed, licences that are lacking, a repository that is blocked; counts beside those of compilations, never with them.
func TestRepositories_rows(t *testing.T) {
	s := repositoryStation(t)
	s.released()
	s.expect(
		answerCase{"renamed", `select repository, asked, note, github_id > 0 from oss_repository where oss_project_id = 'rasa'`,
			"sample-ai/rasa-moved|RasaHQ/rasa|Renamed or moved: was RasaHQ/rasa.|true"},
		answerCase{"licences", `select oss_project_id, licence, is_archived from oss_repository where oss_project_id in ('stable-diffusion', 'keras', 'tensorflow') order by 1`,
			"keras|true\nstable-diffusion|false\ntensorflow|Apache-2.0|false"},
		answerCase{"blocked", `select count(*) from oss_repository where oss_project_id = 'comfyui'`, "0"},
		answerCase{"how many", `select count(*), min(pushed_on)::varchar, min(dated) from oss_repository`, "51|2026-11-20|2016-02-01"},
		answerCase{"metrics", `select metric, source_series, quarter, dated, count(*) from oss_metric where dataset_id = 'github-repositories' group by all order by 1`,
			"github_forks|github-api|2026-Q4|2026-11|51\ngithub_stars|github-api|2026-Q4|2026-11|51\nopen_issues|github-api|2026-Q4|2026-11|51"},
		answerCase{"compilations stay", `select count(*) > 0 from oss_metric where oss_project_id = 'tensorflow' and metric = 'github_stars' and source_series = 'best-of-ml-python'`, "true"},
	)
	stars := s.lines(`select value::integer from oss_metric where oss_metric_id = 'tensorflow-github_stars-github-api-2026-Q4'`)
	s.upstream.Revise(reposPath + "tensorflow/tensorflow")
	s.day = time.Date(2027, 1, 2, 6, 0, 0, 0, time.UTC)
	s.released()
	s.expect(answerCase{"a line over quarters", `select quarter, value::integer - ` + stars[0] + ` from oss_metric where oss_project_id = 'tensorflow' and metric = 'github_stars' and source_series = 'github-api' order by 1`,
		"2026-Q4|0\n2027-Q1|1"})
}

func TestRepositories_badDays(t *testing.T) {
	badDays(t, repositoryStation(t).undated(), sourceTest{reposPath + "tensorflow/tensorflow", "github-repositories", "facts", change{}, change{}, change{`"stargazers_count":`, `"stargazers_count":"x",`}, false})
}

// Without a key there are sixty questions an hour: the server says when there are more, and is waited for.
func TestRepositories_limits(t *testing.T) {
	s := repositoryStation(t)
	s.upstream.Break(reposPath+"tensorflow/tensorflow", func(w http.ResponseWriter, r *http.Request, good []byte, n int) {
		if n == 1 {
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset", fmt.Sprint(s.day.Add(30*time.Second).Unix()))
			w.WriteHeader(http.StatusForbidden)
			return
		}
		upstreamtest.Good(w, r, good, n)
	})
	if l := s.look()["github-repositories/facts"]; l.Outcome != Renewed || l.Rows != 51 {
		t.Errorf("%v", l)
	}
}

// The names that are asked for are those of the list of projects.
func TestRepositories_areThoseOfTheProjects(t *testing.T) {
	s := newStationOf(t, "github-repositories", "pypi-downloads", "hugging-face-hub")
	if m, err := s.build(); err != nil {
		t.Fatalf("%v\n%v", err, m.Findings)
	}
	repositories := map[string]string{}
	for _, line := range s.lines(`select oss_project_id, replace(repository, 'https://github.com/', '') from oss_project where repository is not null`) {
		id, name, _ := strings.Cut(line, "|")
		repositories[id] = name
	}
	d, _ := s.catalogue.Dataset("github-repositories")
	text, err := s.catalogue.Bytes(d, d.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	if len(lines) > 58 {
		t.Errorf("%d repositories cannot be asked for in an hour without a key", len(lines))
	}
	for _, line := range lines {
		if id, name, _ := strings.Cut(line, ","); repositories[id] != name {
			t.Errorf("%s: %s, and the list of projects has %s", id, name, repositories[id])
		}
	}
}
