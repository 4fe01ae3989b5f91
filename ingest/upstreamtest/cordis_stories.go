package upstreamtest

import (
	"fmt"
	"strings"
)

// A cordisStory is a project with something to look out for.
type cordisStory struct {
	acronym, title, objective, keywords, code, topic, mark string
	start, end, signed, most                               string
	paths                                                  []string
	partners                                               []cordisPartner
}

type cordisPartner struct{ pic, vat, name, sme, kind, street, country, role, gross, net, ended string }

const cordisAI = "natural sciences/computer and information sciences/artificial intelligence"

// cordisStories are of Horizon Europe: a title with quotes and a semicolon, line breaks of both kinds and a byte of another
// encoding; people among the organisations; money that goes on to a third party; one organisation twice; countries in other
// spellings; texts that only look like AI.
var cordisStories = []cordisStory{
	{"LUMENAI", `Light-weight "trusted" learning; phase 1`, "First line.\r\nSecond line.\nThird; line, \xe9t\xe9.", "machine learning, edge", "HORIZON-CL4-2025-99-DATA-01", "Data spaces", "1",
		"2026-01-01", "2028-12-31", "2025-11-20", "870625,75", []string{cordisAI + "/machine learning", cordisAI, "social sciences/law"}, []cordisPartner{
			{"900000001", "FR00900000001", "INSTITUT EXEMPLE", "false", "REC", "1 RUE DU TEST", "FR", "coordinator", "520625", "520625", "false"},
			{"900000002", "EL099000002", "PARADEIGMA AE", "true", "PRC", "ODOS 2", "EL", "participant", "200000.75", "150000.25", "false"},
			{"900000003", "", "SAMPLE SWISS AG", "", "PRC", "", "CH", "associatedPartner", "", "0", "true"},
			{"900000004", "GB1", "Example Third Ltd", "true", "PRC", "9 Lane", "UK", "thirdParty", "0", "50000.5", "false"},
		}},
	{"GRAECIA", "Old stones", "Nothing of note.", "", "HORIZON-CL2-2024-99-AI-02", "Heritage", "0", "2025-01-01", "2027-12-31", "2024-10-01", "300000", []string{"humanities/arts"}, []cordisPartner{
		{"900000001", "FR00900000001", "INSTITUT EXEMPLE", "false", "REC", "1 RUE DU TEST", "FR", "Coordinator", "100000", "100000", "false"},
		{"900000001", "FR00900000001", "INSTITUT EXEMPLE", "false", "REC", "1 RUE DU TEST", "FR", "participant", "100000", "100000", "true"},
		{"900000005", "", "CORDOVA Trey Christian", "", "OTH", "", "US", "participant", "50000", "", "false"},
		{"900000006", "XK1", "Shembull", "false", "HES", "Rruga 1", "XK", "participant", "50000", "50000", "false"},
	}},
	{"TWOLANDS", "Deep learning between countries", "Two.", "", "HORIZON-CL5-2024-99-01", "Energy", "0", "2024-06-01", "2024-12-31", "2025-02-01", "100", []string{"engineering and technology/robotics/autonomous robots"}, []cordisPartner{
		{"900000007", "DE1", "Muster Universität", "false", "HES", "Weg 3", "DE;HU", "coordinator", "90.10", "90.1", "false"},
		{"900000008", "", "VAN DER BERG Anna-Maria J.", "", "", "", "NL", "participant", "9.9", "9.9", "false"},
		{"900000009", "", "O’HARA Jo", "", "", "", "IE", "participant", "10", "10", "false"},
		{"900000010", "", "IBM Beispiel GmbH", "", "", "", "DE", "somethingNew", "0.01", "0.01", "false"},
	}},
	{"DUCKS", "AI in wild birds", "Avian influenza (AI) in poultry.", "", "HORIZON-CL6-2024-99-01", "Animal health", "0", "2024-06-01", "2027-12-31", "2024-05-02", "1000000", []string{"medical sciences/virology"}, []cordisPartner{
		{"900000011", "IT1", "Istituto Campione", "false", "REC", "Via 1", "IT", "coordinator", "1000000", "1000000", "false"},
	}},
	{"WEAKLING", "Robotics", "Algorithms and big data.", "", "HORIZON-EIC-2024-99-01", "Open", "0", "2024-06-01", "2027-12-31", "2024-05-03", "2000000.55", nil, []cordisPartner{
		{"900000012", "ES1", "Ejemplo SL", "true", "PRC", "Calle 1", "ES", "coordinator", "2000000.55", "2000000.55", "false"},
	}},
	{"UNSIGNED", "Large language models for all", "", "", "HORIZON-JU-2026-01", "Open", "", "", "", "", "", nil, []cordisPartner{
		{"900000013", "CN1", "Shili Daxue", "false", "HES", "Lu 1", "CN", "internationalPartner", "", "", "false"},
	}},
}

// cordisOldStories are of Horizon 2020, where the Commission marked nothing: the taxonomy decides.
var cordisOldStories = []cordisStory{
	{"OLDSTYLE", "Robust eyes", "…", "", "ICT-26-2018-2020", "System modelling", "0", "2018-01-01", "2020-12-31", "2017-11-02", "2463412", []string{cordisAI + "/computer vision"}, []cordisPartner{
		{"900000001", "FR00900000001", "INSTITUT EXEMPLE", "false", "REC", "1 RUE DU TEST", "FR", "coordinator", "2463412", "2463412", "false"},
	}},
	{"NOTAI", "Alpine moss survey", "…", "", "ERC-2017-STG", "Starting grants", "0", "2018-03-01", "", "2017-12-01", "1000000.5", []string{"natural sciences/biological sciences/botany"}, []cordisPartner{
		{"900000014", "AT1", "Muster Moos", "false", "HES", "Weg 1", "AT", "coordinator", "1000000.5", "1000000.5", "false"},
	}},
}

// cordisOneOfMany is a project like most: every third is about AI, by its title.
func cordisOneOfMany(n int, h2020 bool) cordisStory {
	year := 2021 + n%5
	if h2020 {
		year = 2014 + n%7
	}
	s := cordisStory{
		acronym: fmt.Sprintf("MANY%d", n), title: fmt.Sprintf("Machine learning of moss %d", n), objective: "Much is said.", code: fmt.Sprintf("TOPIC-%d", n%40), topic: fmt.Sprintf("Moss %d", n%40), mark: "0",
		start: fmt.Sprintf("%d-03-01", year+1), end: fmt.Sprintf("%d-02-28", year+4), signed: fmt.Sprintf("%d-%02d-%02d", year, 1+n%12, 1+n%28), paths: []string{"natural sciences/biological sciences/botany"},
	}
	if n%3 > 0 {
		s.title = fmt.Sprintf("A survey of moss %d", n)
	}
	total := 0
	for i := range 2 + n%10 {
		cents := 100_000_00 + (n*7919+i*104729)%400_000_00
		total += cents
		at := (n + i) % len(cordisCountries)
		one := cordisPartner{pic: fmt.Sprint(910000000 + (n*11+i)%90000), vat: "X1", name: fmt.Sprintf("Sample %d", (n*11+i)%90000), sme: []string{"false", "true", ""}[(n+i)%3],
			kind: []string{"HES", "PRC", "REC", "PUB", "OTH"}[(n+i)%5], street: "Street 1", country: cordisCountries[at], role: "participant", gross: fmt.Sprintf("%d.%02d", cents/100, cents%100), ended: "false"}
		if i == 0 {
			one.role = "coordinator"
		}
		one.net = one.gross
		s.partners = append(s.partners, one)
	}
	s.most = fmt.Sprintf("%d,%02d", total/100, total%100)
	return s
}

var cordisCountries = strings.Fields("DE FR IT ES NL BE EL PL SE AT UK CH NO IL US CN")
