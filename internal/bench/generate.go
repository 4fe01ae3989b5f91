package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
)

// header names the columns of the large set: those of the list of participants that the EU's research programmes publish.
const header = "participation_id,project_id,project_acronym,organisation_id,vat_number,name,short_name,sme,activity_type,street,post_code,city," +
	"country,nuts_code,geolocation,organisation_url,contact_form,updated_on,position,role,ec_contribution,net_ec_contribution,total_cost,end_of_participation,active\n"

var (
	countries  = []string{"DE", "FR", "IT", "ES", "NL", "BE", "AT", "SE", "FI", "PL", "GR", "PT", "DK", "IE", "CZ", "HU", "GB", "CH", "NO", "US"}
	activities = []string{"HES", "REC", "PRC", "PUB", "OTH"}
	nouns      = []string{"Institut", "Université", "Forschungszentrum", "Consiglio", "Fundación", "Stichting", "Akademie", "Laboratory", "Polytechnic", "Centre"}
	subjects   = []string{"de Recherche en Informatique et en Automatique", "für Angewandte Mathematik", "Nazionale delle Ricerche", "of Applied Sciences and Technology", "voor Wetenschappelijk Onderzoek"}
)

// generate writes a set of participations to a file: the same rows give the same bytes. One row in five hundred has no
// amount, and names hold commas, quotes and letters of several languages, as in the original.
func generate(path string, rows int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	random := rand.New(rand.NewPCG(1, 2))
	if _, err := w.WriteString(header); err != nil {
		return err
	}
	for i := range rows {
		if err := participation(w, random, i); err != nil {
			return err
		}
	}
	return w.Flush()
}

func participation(w *bufio.Writer, random *rand.Rand, i int) error {
	project, organisation := 100_000_000+i/14, 990_000_000+random.IntN(60_000)
	country := countries[random.IntN(len(countries))]
	amount := fmt.Sprintf("%.2f", 20_000+random.Float64()*900_000)
	if i%500 == 0 {
		amount = ""
	}
	role := "participant"
	if i%14 == 0 {
		role = "coordinator"
	}
	name := fmt.Sprintf(`"%s ""%d"" %s, %s"`, nouns[random.IntN(len(nouns))], organisation%977, subjects[random.IntN(len(subjects))], country)
	_, err := fmt.Fprintf(w,
		"%d-%d,%d,ACRONYM-%05d,%d,%s%011d,%s,ORG-%d,%t,%s,\"Rue de la Science %d, bâtiment %d\",%05d,Ville-%d,%s,%s%02d,\"%.6f,%.6f\","+
			"https://www.organisation-%d.example/about/research-and-innovation,https://projects.example/research-and-innovation/participants/contact/person/form/questions?language=en&organisation=%d&project=%d,%d-%02d-%02d,%d,%s,%s,%s,%s,,true\n",
		project, i%14, project, project%100_000, organisation, country, organisation, name, organisation%5000, organisation%3 == 0,
		activities[organisation%5], organisation%200, organisation%9, organisation%99_999, organisation%4000, country, country, organisation%90,
		35+random.Float64()*30, -10+random.Float64()*40, organisation, organisation, project,
		2014+project%12, 1+project%12, 1+project%28, i%14, role, amount, amount, amount)
	return err
}
