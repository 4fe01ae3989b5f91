package identity

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// page is a record with a page of its own.
func page(id, name, economy, city, website string, ids ...Identifier) Record {
	return Record{Ref: Ref{"list", id}, Name: name, Economy: economy, City: city, Website: website, Identifiers: ids, Public: id, Roster: true}
}

// record is a record of a register.
func record(key, name, economy, city string, ids ...Identifier) Record {
	return Record{Ref: Ref{"register", key}, Name: name, Economy: economy, City: city, Identifiers: ids}
}

func id(scheme, value string) Identifier { return Identifier{scheme, value} }

func TestResolve_pairs(t *testing.T) {
	const joined, doubt, apart = "joined", "doubt", "apart"
	roster := func(r Record) Record { r.Roster = true; return r }
	site := func(r Record, website string) Record { r.Website = website; return r }
	for _, c := range []struct {
		title, want string
		a, b        Record
	}{
		{"equal LEI", joined, page("a", "Example AI", "FR", "", "", id("lei", "529900T8BM49AURSDO55")), record("1", "Exemple Intelligence", "", "", id("lei", "5299 00T8-BM49 AURSDO55"))},
		{"LEI that fails its check", apart, page("a", "Example AI", "FR", "", "", id("lei", "529900T8BM49AURSDO56")), record("1", "Other", "", "", id("lei", "529900T8BM49AURSDO56"))},
		{"a French VAT number and an establishment name one company", joined, page("a", "Example AI", "FR", "", "", id("siret", "73282932000074")), record("1", "Exemple", "FR", "", id("vat", "FR44732829320"))},
		{"words in the place of a VAT number", apart, page("a", "Example AI", "DE", "", "", id("vat", "NOTAPPLICABLE")), record("1", "Other", "DE", "", id("vat", "NOT APPLICABLE"))},
		{"a VAT number of a group", doubt, page("a", "Example University", "NL", "", "", id("vat", "NL123456789B01")), record("1", "Hospital of Sample", "NL", "", id("vat", "NL123456789B01"))},
		{"a VAT number with one name", joined, page("a", "Example University", "NL", "", "", id("vat", "NL123456789B01")), record("1", "Example Universty", "NL", "", id("vat", "NL 1234 56789 B01"))},
		{"equal PIC, two SIREN", doubt, page("a", "Example", "FR", "", "", id("pic", "999999999"), id("siren", "732829320")), record("1", "Example", "FR", "", id("pic", "999999999"), id("siren", "552100554"))},
		{"name and city, with legal form and accents", joined, page("a", "Société Éxemple", "FR", "Paris", ""), record("1", "EXEMPLE S.A.S.", "FR", "PARIS CEDEX 05")},
		{"city in two languages", joined, page("a", "Beispiel", "DE", "Munich", ""), record("1", "Beispiel GmbH & Co. KG", "DE", "München")},
		{"short name, other city", doubt, page("a", "Agency", "US", "Boston", ""), record("1", "Agency Inc.", "US", "Austin")},
		{"short name, no city", doubt, page("a", "Agency", "US", "", ""), record("1", "Agency, Inc.", "US", "Austin")},
		{"long name, no city", joined, page("a", "Sample Robotics Works", "US", "", ""), record("1", "SAMPLE ROBOTICS WORKS, INC.", "US", "Austin")},
		{"long name, other city", doubt, page("a", "Sample Robotics Works", "US", "Boston", ""), record("1", "SAMPLE ROBOTICS WORKS, INC.", "US", "Austin")},
		{"one name in two economies", doubt, page("a", "Sample Robotics Works", "US", "", ""), record("1", "Sample Robotics Works", "CA", "")},
		{"unknown economy, no roster", doubt, page("a", "Sample Robotics Works", "US", "", ""), record("1", "Sample Robotics Works", "", "")},
		{"unknown economy, roster", joined, page("a", "Agency", "US", "", ""), roster(record("1", "Agency", "", ""))},
		{"former name", joined, page("a", "Nieuw (formerly Oudnaam Systems)", "NL", "Delft", ""), record("1", "Oudnaam Systems B.V.", "NL", "Delft")},
		{"who stands in the brackets of a register is somebody else", apart, page("a", "Parent Systems", "NL", "Delft", ""), record("1", "Daughter (Parent Systems)", "NL", "Delft")},
		{"two towns in brackets", apart, record("2", "Beispiel (Shanghai) Robotics Company", "CN", ""), record("1", "Beispiel (Beijing) Robotics Company", "CN", "")},
		{"a town in brackets at the end", apart, record("2", "Sample Robotics Works (Weihai)", "CN", ""), record("1", "Sample Robotics Works", "CN", "")},
		{"a short word in brackets is no name", apart, page("a", "Video Example (vi)", "NL", "Delft", ""), record("1", "VI B.V.", "NL", "Delft")},
		{"website and general words", joined, page("a", "Sample", "US", "", "https://www.sample.example"), site(record("1", "Sample AI Technologies Inc", "US", ""), "sample.example/about")},
		{"website, other name", doubt, page("a", "Sample", "US", "", "https://www.sample.example"), site(record("1", "Bought Works", "US", ""), "sample.example")},
		{"website of many", apart, page("a", "Sample", "US", "", "https://github.com/sample"), site(record("1", "Bought Works", "US", ""), "https://github.com/bought")},
		{"general words alone", apart, page("a", "Scale AI", "US", "Boston", ""), record("1", "Scale Labs", "US", "Boston")},
		{"one letter in a long word, one city", joined, page("a", "Institut of Sampling", "PL", "Warsaw", ""), record("1", "Institut of Samplingg", "PL", "Warszawa")},
		{"one letter in the only word", doubt, page("a", "Synthesia", "GB", "London", ""), record("1", "Synthesis Ltd", "GB", "London")},
		{"numbers differ", apart, record("2", "Sampling Fund 10000001", "US", "Boston"), record("1", "Sampling Fund 10000002", "US", "Boston")},
		{"two pages stay two", doubt, page("a", "Agency", "US", "Boston", ""), page("b", "Agency", "US", "Boston", "")},
		{"a name in Chinese", joined, page("a", "样本智能科技", "CN", "", ""), roster(record("1", "样本智能科技", "", ""))},
		{"a name in Greek", joined, page("a", "Παράδειγμα", "GR", "Athens", ""), record("1", "ΠΑΡΑΔΕΙΓΜΑ AE", "GR", "Athina")},
	} {
		t.Run(c.title, func(t *testing.T) {
			got := Resolve([]Record{c.a, c.b}, nil)
			is := apart
			switch {
			case len(got.Matches) > 0:
				is = joined
			case len(got.Doubts) > 0:
				is = doubt
			}
			if is != c.want {
				t.Errorf("%s, want %s: %+v %+v", is, c.want, got.Matches, got.Doubts)
			}
		})
	}
}

// A record that could be either of two organisations is neither.
func TestResolve_ambiguous(t *testing.T) {
	got := Resolve([]Record{
		record("paris", "Sample Robotics Works", "FR", "Paris"), record("lyon", "Sample Robotics Works", "FR", "Lyon"),
		record("unknown", "Sample Robotics Works SAS", "FR", ""), page("a", "Sample Robotics Works", "FR", "Paris", ""),
	}, nil)
	if len(got.Matches) != 1 || got.Matches[0].Key != "paris" || len(got.Doubts) != 4 {
		t.Errorf("matches %+v, doubts %+v", got.Matches, got.Doubts)
	}
}

// Lists of this field agree with each other, whoever else has the name.
func TestResolve_restaurant(t *testing.T) {
	roster := record("1", "Agency", "", "")
	roster.Roster = true
	got := Resolve([]Record{page("a", "Agency", "US", "Boston", ""), roster, record("2", "Agency LLC", "US", "Boise", id("cik", "12")), record("3", "Agency Inc", "US", "Boston", id("cik", "13"))}, nil)
	var all []string
	for _, m := range got.Matches {
		all = append(all, m.Organisation+" "+m.Key)
	}
	if want := "a 1, a 3"; strings.Join(all, ", ") != want || len(got.Doubts) == 0 {
		t.Errorf("%v, want %s; doubts %v", all, want, got.Doubts)
	}
}

func TestResolve_decisions(t *testing.T) {
	records := []Record{page("a", "Agency", "US", "Boston", ""), page("b", "Agency Works", "US", "Boston", ""), record("1", "Agency Inc", "US", "Boston"), record("2", "Bureau", "CN", "")}
	list, register := func(key string) Ref { return Ref{"list", key} }, func(key string) Ref { return Ref{"register", key} }
	got := Resolve(records, []Decision{
		{Ref: register("1"), Other: list("a"), Reason: "another firm"},
		{Ref: register("2"), Other: list("a"), Same: true, Reason: "its Chinese branch"},
		{Ref: list("b"), Other: list("a"), Same: true, Reason: "listed twice"},
		{Ref: list("gone"), Other: list("a"), Same: true, Reason: "waits"},
	})
	want := []Match{{"a", list("b"), "decision", 1, "decided: listed twice"}, {"a", register("2"), "decision", 1, "decided: its Chinese branch"}}
	if !reflect.DeepEqual(got.Matches, want) || len(got.Doubts) != 0 {
		t.Errorf("matches %+v, doubts %+v", got.Matches, got.Doubts)
	}
	if !reflect.DeepEqual(got.Mergers, []Merger{{"b", "a", "listed twice"}}) {
		t.Errorf("mergers %+v", got.Mergers)
	}
}

// Without a page an organisation is named by its strongest identifier; with one, its identifiers lead to the page.
func TestResolve_ids(t *testing.T) {
	got := Resolve([]Record{
		record("1", "Exemple", "FR", "", id("vat", "FR44732829320"), id("pic", "999999999")), record("2", "Exemple", "FR", "", id("pic", "999999999")),
		page("a", "Agency", "US", "Boston", ""), record("3", "Agency", "US", "Boston", id("cik", "0001234567")),
	}, nil)
	var all []string
	for _, m := range got.Matches {
		all = append(all, m.Organisation+" "+m.Key)
	}
	if want := "siren-732829320 1, siren-732829320 2, a 3"; strings.Join(all, ", ") != want {
		t.Errorf("%v, want %s", all, want)
	}
	if last := got.Known[len(got.Known)-1]; last != (Found{"a", id("cik", "1234567"), Ref{"register", "3"}}) || len(got.Known) != 5 {
		t.Errorf("known are %v", got.Known)
	}
}

// The result does not depend on the order of the records, and a hundred thousand take seconds; see the benchmark.
func TestResolve_order(t *testing.T) {
	records := many(3000)
	first := Resolve(records, nil)
	if len(first.Matches) < 100 {
		t.Fatalf("only %d matches", len(first.Matches))
	}
	shuffled := slices.Clone(records)
	rand.New(rand.NewSource(1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if !reflect.DeepEqual(Resolve(shuffled, nil), first) {
		t.Error("another order of the records gives another result")
	}
	for _, m := range first.Matches {
		if want := m.Key[:strings.IndexByte(m.Key, '.')]; !strings.HasSuffix(m.Organisation, want) && m.Organisation != "page-"+want {
			t.Fatalf("record %s is taken for %s", m.Key, m.Organisation)
		}
	}
}

// many makes records of organisations of which some have several, with the habits of registers.
func many(n int) []Record {
	syllables := []string{"ba", "ko", "ri", "tel", "mun", "dor", "sa", "vex", "lin", "gra", "pho", "zet"}
	word := func(n, k int) string {
		text := ""
		for ; k > 0; k-- {
			text += syllables[n%len(syllables)]
			n /= len(syllables)
		}
		return text
	}
	economies := []string{"FR", "DE", "US", "CN", "IT", "ES", "NL", "PL"}
	kinds := []string{"University of %s %s", "%s %s Robotics", "Institut %s %s", "%s %s Labs", "Fondation %s %s"}
	var all []Record
	for i := 0; len(all) < n; i++ {
		name := fmt.Sprintf(kinds[i%len(kinds)], word(i*7919, 3), word(i*104729+17, 4))
		economy, city, key := economies[i%len(economies)], word(i%97, 2), fmt.Sprintf("%06d", i)
		pic := Identifier{"pic", fmt.Sprint(900000000 + i)}
		all = append(all, record(key+".1", name, economy, city, pic))
		switch i % 4 {
		case 0:
			all = append(all, record(key+".2", strings.ToUpper(name)+" GmbH", economy, city+" 12345"))
		case 1:
			all = append(all, record(key+".2", word(i, 5), economy, "", pic))
		case 2:
			p := page("page-"+key, name, economy, city, "")
			all = append(all, p)
		}
	}
	return all[:n]
}

func BenchmarkResolve(b *testing.B) {
	records := many(100_000)
	for b.Loop() {
		Resolve(records, nil)
	}
}
