package upstreamtest

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"strings"
)

const (
	reposPath   = "/repos/"
	renamedPath = "/repositories/900000099"
)

func init() {
	register(publisher{paths: []string{reposPath + "tensorflow/tensorflow"}, under: reposPath, answer: repository})
	register(publisher{paths: []string{renamedPath}, answer: repository})
}

// repository answers as the API of GitHub does for one repository: one that was renamed is moved to its number; there is one
// without a licence, one with a licence that is not recognised and that is archived, and one that is blocked.
func repository(r *http.Request, revision int) (answer, bool) {
	name := strings.TrimPrefix(r.URL.Path, reposPath)
	limits := http.Header{"X-Ratelimit-Limit": {"60"}, "X-Ratelimit-Remaining": {"59"}, "X-Ratelimit-Resource": {"core"}}
	switch {
	case r.Header.Get("X-GitHub-Api-Version") != "2022-11-28":
		return answer{body: []byte(`{"message":"Unsupported API version"}`), kind: "application/json", status: http.StatusBadRequest}, true
	case name == "RasaHQ/rasa":
		limits.Set("Location", "http://"+r.Host+renamedPath)
		return answer{body: []byte(`{"message":"Moved Permanently"}`), kind: "application/json; charset=utf-8", status: http.StatusMovedPermanently, header: limits}, true
	case name == "comfyanonymous/ComfyUI":
		return answer{body: []byte(`{"message":"Repository access blocked"}`), kind: "application/json; charset=utf-8", status: http.StatusUnavailableForLegalReasons, header: limits}, true
	case r.URL.Path == renamedPath:
		name = "sample-ai/rasa-moved"
	case strings.Count(name, "/") != 1:
		return answer{}, false
	}
	licence := any(map[string]string{"key": "apache-2.0", "spdx_id": "Apache-2.0"})
	switch name {
	case "CompVis/stable-diffusion":
		licence = nil
	case "keras-team/keras":
		licence = map[string]string{"key": "other", "spdx_id": "NOASSERTION"}
	}
	size := int(crc32.ChecksumIEEE([]byte(name)) % 100_000)
	owner, _, _ := strings.Cut(name, "/")
	text, err := json.Marshal(map[string]any{"id": 900_000_000 + size, "node_id": fmt.Sprint("R_", size), "full_name": name, "html_url": "https://github.com/" + name,
		"owner": map[string]string{"login": owner, "type": "Organization"}, "description": "An invented repository", "fork": false, "archived": name == "keras-team/keras",
		"created_at": "2016-02-01T00:00:00Z", "pushed_at": "2026-11-20T00:00:00Z", "stargazers_count": size + revision, "forks_count": size / 10, "open_issues_count": size / 100,
		"subscribers_count": 111, "language": "Python", "license": licence, "topics": []string{"ai"}, "default_branch": "main"})
	if err != nil {
		panic(err) // plain values
	}
	return answer{body: text, kind: "application/json; charset=utf-8", header: limits}, true
}
