package ingest

import (
	"database/sql"
	"strconv"
	"testing"

	"sextant/internal/warehouse"
)

// relevance are texts that are about AI, or only look like it: title, body, language, score, reasons.
var relevance = []struct{ title, body, language, score, reasons string }{
	{"Deep learning for moss", "", "en", "70", "title:deep learning"},
	{"Moss", "We use machine\nlearning on <br/>moss.", "en", "50", "text:machine learning"},
	{"Machine-learning of moss", "Artificial<br/>intelligence", "en", "70", "title:machine-learning; text:artificial intelligence"},
	{"AI for moss", "", "en", "70", "title:AI"},
	{"Moss (AI)", "", "en", "70", "title:AI"},
	{"AI-enabled moss", "", "en", "70", "title:AI"},
	{"Two AIs", "", "en", "70", "title:AIs"},
	{"ML/AI", "AI/ML", "en", "70", "title:AI; text:AI"},
	{"ai for moss", "", "en", "0", ""},
	{"Maia and the AIR quality of MAINE", "AID, PAID, AI2D", "en", "0", ""},
	{"AI/AN TRIBAL OPIOID RESPONSE", "", "en", "0", ""},
	{"Health of AI/ANs and AI and AN people", "AN/AI elders", "en", "0", ""},
	{"AI in AI/AN communities", "", "en", "70", "title:AI"},
	{"Support to A.I.D. missions", "U.S. A.I.D.", "en", "0", ""},
	{"AI vaccines for ducks", "Highly pathogenic avian influenza (AI) in poultry", "en", "0", ""},
	{"AI in cattle", "Artificial insemination", "en", "0", ""},
	{"Logos as PDF and AI", "Files of Adobe Illustrator", "en", "0", ""},
	{"Machine learning against avian influenza", "AI", "en", "70", "title:machine learning"},
	{"Moss", "An LLM, not an LL.M.", "en", "50", "text:LLM"},
	{"Master of laws llm", "", "en", "0", ""},
	{"Foundation models of moss", "", "en", "70", "title:foundation models"},
	{"A foundation modelled on moss", "", "en", "0", ""},
	{"Robotics with big data", "Algorithms", "en", "30", "weak:algorithm, big data, robotic"},
	{"Robotics for robotics", "", "en", "0", ""},
	{"KI-gestützte Moospflege", "", "de", "70", "title:KI"},
	{"KI-gestützte Moospflege", "", "en", "0", ""},
	{"Moos", "Maschinelles Lernen und Künstliche Intelligenz", "de", "50", "text:maschinelles lernen"},
	{"L’IA au service des mousses", "", "fr", "70", "title:IA"},
	{"DAVENPORT, IA", "", "en", "0", ""},
	{"MÉDIA, PIA, CIA", "", "fr", "0", ""},
	{"Reseaux de neurones", "", "fr", "70", "title:reseaux de neurones"},
	{"INTELLIGENCE ARTIFICIELLE", "Intelligence\u00a0artificielle", "fr", "70", "title:intelligence artificielle; text:intelligence artificielle"},
	{"Re\u0301seaux de neurones", "", "fr", "70", "title:réseaux de neurones"},
	{"Ku\u0308nstliche Intelligenz", "", "de", "70", "title:künstliche intelligenz"},
	{"Inteligência artificial", "", "pt", "70", "title:inteligência artificial"},
	{"Aprendizaje automático", "", "es", "70", "title:aprendizaje automático"},
	{"L'intelligenza artificiale", "", "it", "70", "title:intelligenza artificiale"},
	{"Kunstmatige intelligentie", "", "nl", "70", "title:kunstmatige intelligentie"},
	{"Sztucznej inteligencji", "", "pl", "70", "title:sztucznej inteligencj"},
	{"Artificiell intelligens", "", "sv", "70", "title:artificiell intelligens"},
	{"Kunstig intelligens", "", "da", "70", "title:kunstig intelligens"},
	{"Tekoälyn käyttö", "", "fi", "70", "title:tekoäly"},
	{"Umělá inteligence", "", "cs", "70", "title:umělá inteligence"},
	{"Inteligență artificială", "", "ro", "70", "title:inteligență artificial"},
	{"Mesterséges intelligencia", "", "hu", "70", "title:mesterséges intelligenci"},
	{"ΤΕΧΝΗΤΗ ΝΟΗΜΟΣΥΝΗ", "Τεχνητή νοημοσύνη", "el", "70", "title:τεχνητη νοημοσυνη; text:τεχνητή νοημοσύνη"},
	{"", "", "en", "0", ""},
}

// withModel is an empty database with the model in it.
func withModel(t *testing.T) *warehouse.DB {
	t.Helper()
	db, err := warehouse.Create(t.Context(), ":memory:", warehouse.Options{MemoryMB: 1000})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	files, err := model()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range files {
		if err := db.Exec(t.Context(), s.text); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
	}
	return db
}

func TestRelevance(t *testing.T) {
	db := withModel(t)
	if err := db.Exec(t.Context(), "create table texts (n integer, title varchar, body varchar, language varchar)"); err != nil {
		t.Fatal(err)
	}
	for n, one := range relevance {
		err := db.Exec(t.Context(), "insert into texts select $n::integer, $title, nullif($body, ''), $language",
			sql.Named("n", strconv.Itoa(n)), sql.Named("title", one.title), sql.Named("body", one.body), sql.Named("language", one.language))
		if err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	err := db.Each(t.Context(), `
		with judged as (select n, ai_text_reasons(title, body, language) as reasons from texts)
		select ai_score(reasons)::varchar, ai_reasons(reasons) from judged order by n`,
		func(_ []string, row []*string) error {
			if one := relevance[n]; *row[0] != one.score || *row[1] != one.reasons {
				t.Errorf("%q, %q (%s): score %s, reasons %q; want %s, %q", one.title, one.body, one.language, *row[0], *row[1], one.score, one.reasons)
			}
			n++
			return nil
		})
	if err != nil || n != len(relevance) {
		t.Fatalf("%d texts judged of %d: %v", n, len(relevance), err)
	}
}

func TestRelevanceOfCodesAndAll(t *testing.T) {
	db := withModel(t)
	for query, want := range map[string]string{
		`ai_code('HORIZON-CL4-2025-AI-01')`:                                            "AI",
		`ai_code('digital-genai-2025')`:                                                "GENAI",
		`ai_code('HORIZON-AIR-2025')`:                                                  "",
		`ai_reasons([ai_reason(80, 'topic', 'b'), null, ai_reason(100, 'flag', 'a')])`: "flag:a; topic:b",
		`ai_score([ai_reason(80, 'topic', 'b'), ai_reason(100, 'flag', null)])`:        "80",
		`ai_score([])`: "0",
	} {
		err := db.Each(t.Context(), "select coalesce("+query+"::varchar, '')", func(_ []string, row []*string) error {
			if *row[0] != want {
				t.Errorf("%s is %q, want %q", query, *row[0], want)
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
}
