package upstreamtest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
)

// A CordisEdition says how an archive of CORDIS is laid out. The zero one is that of 2026.
type CordisEdition struct {
	H2020    bool
	Old      bool   // as in 2023: cells without quotes, projectID first, legalBasis ninth, paths of the taxonomy that begin with a slash
	Folder   string // that the members are in
	Without  string // member that is left out
	Projects int    // beside the ones that are written out
	Words    int    // of an objective
	Revision int
}

func init() {
	for _, h2020 := range []bool{false, true} {
		e := CordisEdition{H2020: h2020, Projects: 120, Words: 30}
		register(publisher{paths: []string{e.Path()}, answer: always("application/zip", func(revision int) []byte {
			e.Revision = revision
			return e.archive()
		})})
	}
}

// Path is the address of the archive, without its host.
func (e CordisEdition) Path() string {
	if e.H2020 {
		return "/data/cordis-h2020projects-csv.zip"
	}
	return "/data/cordis-HORIZONprojects-csv.zip"
}

// Answer answers with this edition, whatever would have been good.
func (e CordisEdition) Answer(w http.ResponseWriter, r *http.Request, _ []byte, n int) {
	Good(w, r, e.archive(), n)
}

func (e CordisEdition) archive() []byte {
	var out bytes.Buffer
	if err := e.Write(&out); err != nil {
		panic(err) // memory only
	}
	return out.Bytes()
}

// Write writes the archive, project by project.
func (e CordisEdition) Write(out io.Writer) error {
	z := zip.NewWriter(out)
	for _, m := range cordisMembers {
		if m.name == e.Without {
			continue
		}
		w, err := z.Create(path.Join(e.Folder, m.name))
		if err != nil {
			return err
		}
		if err := e.member(w, m); err != nil {
			return err
		}
	}
	w, err := z.Create(path.Join(e.Folder, "information.zip"))
	if err != nil {
		return err
	}
	if _, err := w.Write(pack("readme.txt", []byte("Invented."))); err != nil {
		return err
	}
	return z.Close()
}

// A cordisMember is a file of the archive: its columns in 2023 and those of 2026.
type cordisMember struct {
	name     string
	old, now []string
	rows     func(cordisProject) []map[string]string
}

var cordisMembers = []cordisMember{
	{"project.csv",
		strings.Fields("id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics ecSignatureDate frameworkProgramme masterCall subCall fundingScheme nature objective contentUpdateDate rcn grantDoi"),
		strings.Fields("id acronym status title startDate endDate totalCost ecMaxContribution topics ecSignatureDate frameworkProgramme masterCall subCall fundingScheme nature objective contentUpdateDate rcn grantDoi keywords portalUrl legalBasis"),
		func(p cordisProject) []map[string]string { return []map[string]string{p.cells} }},
	{"organization.csv", organizationColumns, organizationColumns, func(p cordisProject) []map[string]string { return p.partners }},
	{"euroSciVoc.csv", strings.Fields("projectID euroSciVocCode euroSciVocPath euroSciVocTitle euroSciVocDescription"), strings.Fields("euroSciVocCode euroSciVocPath euroSciVocTitle euroSciVocDescription projectID"),
		cordisProject.sciences},
	{"topics.csv", strings.Fields("projectID topic title"), strings.Fields("topic title projectID"), func(p cordisProject) []map[string]string {
		return []map[string]string{{"topic": p.cells["topics"], "title": p.topic}}
	}},
	{"legalBasis.csv", strings.Fields("projectID legalBasis title uniqueProgrammePart"), strings.Fields("legalBasis title uniqueProgrammePart projectID"), func(p cordisProject) []map[string]string {
		return []map[string]string{{"legalBasis": p.cells["legalBasis"], "title": "Part " + p.cells["legalBasis"], "uniqueProgrammePart": "true"},
			{"legalBasis": p.cells["legalBasis"] + ".9", "title": "Another part", "uniqueProgrammePart": "false"}}
	}},
	{"policyPriorities.csv", strings.Fields("projectID ai biodiversity cleanAir climate digitalAgenda"), strings.Fields("ai biodiversity cleanAir climate digitalAgenda projectID"), func(p cordisProject) []map[string]string {
		return []map[string]string{{"ai": p.mark, "biodiversity": "0", "cleanAir": "0", "climate": "0", "digitalAgenda": "1"}}
	}},
	{"webLink.csv", strings.Fields("projectID physUrl"), strings.Fields("projectID physUrl"), func(cordisProject) []map[string]string { return nil }},
}

var organizationColumns = strings.Fields("projectID projectAcronym organisationID vatNumber name shortName SME activityType street postCode city country nutsCode geolocation organizationURL contactForm contentUpdateDate rcn order role ecContribution netEcContribution totalCost endOfParticipation active")

// member writes one file.
func (e CordisEdition) member(out io.Writer, m cordisMember) error {
	columns := m.now
	if e.Old {
		columns = m.old
	}
	if err := e.row(out, columns, nil); err != nil {
		return err
	}
	return e.each(func(p cordisProject) error {
		for _, cells := range m.rows(p) {
			if _, ok := cells["id"]; !ok {
				cells["projectID"] = p.cells["id"]
			}
			if err := e.row(out, columns, cells); err != nil {
				return err
			}
		}
		return nil
	})
}

// row writes the cells of some columns, or without cells their names. Cells of 2023 have quotes only where they need them.
func (e CordisEdition) row(out io.Writer, columns []string, cells map[string]string) error {
	line := make([]string, len(columns))
	for i, c := range columns {
		cell := c
		if cells != nil {
			cell = cells[c]
		}
		if !e.Old || strings.ContainsAny(cell, ";\"\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		line[i] = cell
	}
	_, err := io.WriteString(out, strings.Join(line, ";")+"\n")
	return err
}

// A cordisProject is an invented project.
type cordisProject struct {
	cells    map[string]string
	partners []map[string]string
	paths    []string // of the taxonomy
	topic    string   // title
	mark     string   // the Commission's own, for AI
}

func (p cordisProject) sciences() []map[string]string {
	var all []map[string]string
	for i, one := range p.paths {
		all = append(all, map[string]string{"euroSciVocCode": fmt.Sprintf("/23/47/%d", 900+i), "euroSciVocPath": one, "euroSciVocTitle": path.Base(one)})
	}
	return all
}

// each makes all projects, one after the other.
func (e CordisEdition) each(do func(cordisProject) error) error {
	told := cordisStories
	if e.H2020 {
		told = cordisOldStories
	}
	for i, s := range slices.Concat(told, make([]cordisStory, e.Projects)) {
		p := e.project(i, s)
		if e.Old {
			for at := range p.paths {
				p.paths[at] = "/" + p.paths[at]
			}
		}
		if err := do(p); err != nil {
			return err
		}
	}
	return nil
}

// project makes the project of a number: the one that a story tells, or one of many.
func (e CordisEdition) project(n int, s cordisStory) cordisProject {
	id := fmt.Sprint(101999001 + n)
	framework, basis, call := "HORIZON", "HORIZON.2.4", "HORIZON-CL4-2025-99"
	if e.H2020 {
		id, framework, basis, call = fmt.Sprint(899001+n), "H2020", "H2020-EU.2.1.1.", "H2020-ICT-2018-20"
	}
	if s.acronym == "" {
		s = cordisOneOfMany(n, e.H2020)
	}
	p := cordisProject{paths: slices.Clone(s.paths), topic: s.topic, mark: s.mark}
	p.cells = map[string]string{
		"id": id, "acronym": s.acronym, "status": "SIGNED", "title": s.title, "startDate": s.start, "endDate": s.end, "ecMaxContribution": s.most, "topics": s.code,
		"ecSignatureDate": s.signed, "frameworkProgramme": framework, "masterCall": call, "subCall": call, "fundingScheme": "RIA", "objective": s.objective + strings.Repeat(" moss", e.Words),
		"contentUpdateDate": fmt.Sprintf("2026-06-%02d 12:20:56", 1+e.Revision%28), "rcn": fmt.Sprint(260001 + n), "keywords": s.keywords, "legalBasis": basis,
	}
	for i, one := range s.partners {
		p.partners = append(p.partners, map[string]string{
			"projectAcronym": s.acronym, "organisationID": one.pic, "vatNumber": one.vat, "name": one.name, "SME": one.sme, "activityType": one.kind, "street": one.street,
			"city": "Testville", "country": one.country, "contactForm": "https://contact.example/" + one.pic, "contentUpdateDate": "2026-06-03 12:20:56", "order": fmt.Sprint(i + 1), "role": one.role,
			"ecContribution": one.gross, "netEcContribution": one.net, "totalCost": "1000,5", "endOfParticipation": one.ended,
		})
	}
	return p
}
