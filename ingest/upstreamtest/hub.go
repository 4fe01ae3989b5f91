package upstreamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

const hubPath = "/api/models"

func init() {
	register(publisher{paths: []string{hubPath}, answer: hub})
}

// A hubModel is one record of the Hub.
type hubModel struct {
	Key       string   `json:"_id"`
	ID        string   `json:"id"`
	Likes     int      `json:"likes"`
	Private   bool     `json:"private"`
	Gated     any      `json:"gated"`
	Downloads int      `json:"downloads"`
	AllTime   int      `json:"downloadsAllTime"`
	Tags      []string `json:"tags"`
	Task      string   `json:"pipeline_tag,omitempty"`
	Library   string   `json:"library_name,omitempty"`
	Created   string   `json:"createdAt"`
}

// hubAccounts are the accounts that have models, and how many. Others have none, which is no error.
var hubAccounts = map[string]int{"mistralai": 4, "black-forest-labs": 1, "stabilityai": 2, "meta-llama": 250, "Qwen": 120}

// hub answers as the search for models does: a hundred at a time, the next ones under the address in a header, nothing for an
// account that it does not know, and with each look somewhat more downloads. The first model of an account is gone at the
// second look.
func hub(r *http.Request, revision int) (answer, bool) {
	q := r.URL.Query()
	all := hubModels(q.Get("author"), revision)
	size, _ := strconv.Atoi(q.Get("limit"))
	from, _ := strconv.Atoi(q.Get("cursor"))
	size, from = min(max(size, 1), 100), min(max(from, 0), len(all))
	to := min(len(all), from+size)
	a := answer{kind: "application/json; charset=utf-8", header: http.Header{"RateLimit-Policy": {`"fixed window";"api";q=500;w=300`}}}
	if to < len(all) {
		q.Set("cursor", strconv.Itoa(to))
		a.header.Set("Link", fmt.Sprintf(`<http://%s%s?%s>; rel="next"`, r.Host, hubPath, q.Encode()))
	}
	text, err := json.Marshal(all[from:to])
	if err != nil {
		panic(err) // plain values
	}
	a.body = text
	return a, true
}

// hubModels are the models of an account: licences with and without a name of SPDX, and none; open and gated ones; some from
// before the Hub kept days. The region is where the repository lies.
func hubModels(author string, revision int) []hubModel {
	all := []hubModel{}
	tags := []string{"license:apache-2.0", "license:llama3.1", "license:other", "", "license:cc-by-nc-4.0"}
	for n := range hubAccounts[author] {
		if n == 0 && revision%2 == 1 {
			continue
		}
		m := hubModel{Key: fmt.Sprintf("65%022d", n), ID: fmt.Sprintf("%s/Demo-%d", author, n+1), Likes: 10 * n, Gated: false, Downloads: 1000*(300-n) + revision,
			AllTime: 9000 * (300 - n), Tags: []string{"transformers", "safetensors", "en"}, Task: "text-generation", Library: "transformers",
			Created: fmt.Sprintf("202%d-02-03T10:00:00.000Z", 3+n%4)}
		if tag := tags[n%len(tags)]; tag != "" {
			m.Tags = append(m.Tags, tag)
		}
		m.Tags = append(m.Tags, "region:us")
		switch n % 4 {
		case 1:
			m.Gated, m.Task = "manual", ""
		case 2:
			m.Gated, m.Library = "auto", ""
		case 3:
			m.Created = "2022-03-02T23:29:04.000Z"
		}
		all = append(all, m)
	}
	return all
}
