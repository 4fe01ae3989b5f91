package dashboard_test

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestComposite_page(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := get(t, "/"+lang+"/index", 200).document(t)
		if n := d.Find(`form input[type="number"]`).Length(); n != 4 {
			t.Errorf("%s: %d weights", lang, n)
		}
		if n := d.Find("form select").Length(); n != 3 {
			t.Errorf("%s: %d choices", lang, n)
		}
		if n := d.Find(".pillars tbody tr").Length(); n != 8 {
			t.Errorf("%s: %d pillars", lang, n)
		}
		for _, part := range []string{"#method dt", "#figures tbody tr", "#sources tbody tr", `a[href="/index.csv"]`, `a[href="/index.json"]`} {
			if d.Find(part).Length() == 0 {
				t.Errorf("%s: no %s", lang, part)
			}
		}
	}
}

// The same address gives the same bytes, and what is usual leads to the address without it.
func TestComposite_address(t *testing.T) {
	const path = "/en/index?aggregation=geometric&missing=mean&normalisation=rank&weight.models=40"
	first := get(t, path, 200)
	if again := ask(t, server(t), "GET", path); again.Body != first.Body || again.Header.Get("ETag") != first.Header.Get("ETag") {
		t.Error("the same address gives other bytes")
	}
	d := first.document(t)
	if v, _ := d.Find(`input[name="weight.models"]`).Attr("value"); v != "40" {
		t.Errorf("weight %q", v)
	}
	if v, _ := d.Find(`select[name="normalisation"] option[selected]`).Attr("value"); v != "rank" {
		t.Errorf("normalisation %q", v)
	}
	long := get(t, "/en/index?aggregation=arithmetic&missing=available&normalisation=rank&weight.models=10", 302)
	if to := long.Header.Get("Location"); to != "/en/index?normalisation=rank" {
		t.Errorf("leads to %s", to)
	}
	for _, wrong := range []string{"missing=zero", "weight.models=101", "weight.capital=10", "economies=US"} {
		name, _, _ := strings.Cut(wrong, "=")
		if r := get(t, "/index.json?"+wrong, 400); !strings.Contains(r.Body, name) {
			t.Errorf("%s: %s", wrong, r.Body)
		}
	}
	if to := get(t, "/index?normalisation=rank", 302).Header.Get("Location"); to != "/en/index?normalisation=rank" {
		t.Errorf("without a language: %s", to)
	}
}

func TestComposite_files(t *testing.T) {
	r := get(t, "/index.csv", 200)
	head, _, _ := strings.Cut(r.Body, "\n")
	if head != "indicator,economy,economy_name,period,measure,value,unit,obs_status,n,missing,release,sources" {
		t.Errorf("header %s", head)
	}
	if r.Header.Get("X-Sha256") == "" || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/csv") {
		t.Errorf("headers %v", r.Header)
	}
	get(t, "/index.csv?dialect=excel-eu", 200)
	if r := get(t, "/index.json", 200); !strings.Contains(r.Body, `"pillars"`) {
		t.Errorf("json: %.200s", r.Body)
	}
}

// What may be quoted and not combined has no part in the index.
func TestComposite_sourcesAreOpen(t *testing.T) {
	var j struct {
		Sources []struct{ Dataset, Redistribution string }
	}
	if err := json.Unmarshal([]byte(get(t, "/index.json", 200).Body), &j); err != nil {
		t.Fatal(err)
	}
	for _, s := range j.Sources {
		if s.Redistribution != "open" {
			t.Errorf("%s is %s", s.Dataset, s.Redistribution)
		}
	}
}
