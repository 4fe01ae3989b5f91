package main

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// archives are the two files that the publisher has, and the share of the projects in each.
var archives = []struct {
	path, scheme string
	first        int
	share        float64
}{
	{"data/cordis-HORIZONprojects-csv.zip", "HORIZON", 101_000_000, 0.4},
	{"data/cordis-h2020projects-csv.zip", "H2020", 600_000, 0.6},
}

// perProject is how many participations a project has at most; on average it has seven.
const perProject = 13

// fetched measures the projects of the Union's research programmes from the publisher's archives to a published release,
// against the engine's own reading of the files in them into tables.
func (b bench) fetched(ctx context.Context, projects int) (result, error) {
	dir := filepath.Join(b.dir, fmt.Sprint("cordis-", projects))
	files, size, err := b.publisher(dir, projects)
	if err != nil {
		return result{}, fmt.Errorf("archives: %w", err)
	}
	theirs, err := readCSV(ctx, filepath.Join(dir, "theirs.duckdb"), files)
	if err != nil {
		return result{}, err
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			return result{}, err
		}
	}
	tree := filepath.Join(dir, "datasets")
	if err := b.liveTree(tree); err != nil {
		return result{}, err
	}
	ours, peak, err := timed(ctx, b.program, "ingest", "cordis", "--quiet", "--datasets", tree, "--data", filepath.Join(dir, "data"), "--base-url", "cordis=file://"+dir)
	if err != nil {
		return result{}, err
	}
	what := fmt.Sprintf("%d projects and their participations (%d MB of CSV in archives) fetched, staged, conformed, published", projects, size>>20)
	measured := fmt.Sprintf("%s, %d MB", seconds(ours), peak>>20)
	return result{what, "1.5 × read_csv, 2000 MB", measured, seconds(theirs) + " read_csv into tables", ours.Seconds() / theirs.Seconds()}, os.RemoveAll(dir)
}

// liveTree makes a tree of datasets with the projects, what they need, and room for many of them.
func (b bench) liveTree(tree string) error {
	for _, id := range []string{"codes", "exchange-rates", "oss-projects", "cordis"} {
		if err := os.CopyFS(filepath.Join(tree, id), os.DirFS(filepath.Join(b.datasets, id))); err != nil {
			return err
		}
	}
	file := filepath.Join(tree, "cordis", "dataset.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(strings.ReplaceAll(string(text), "00000000}", "000000000}")), 0o644)
}

// publisher lays out a folder as the publisher's server, and leaves the files of its archives beside them.
func (b bench) publisher(dir string, projects int) (files []string, size int64, err error) {
	for _, a := range archives {
		c := corpus{dir: filepath.Join(dir, a.scheme), scheme: a.scheme, first: a.first, random: rand.New(rand.NewPCG(1, uint64(a.first)))}
		if err := os.MkdirAll(c.dir, 0o755); err != nil {
			return nil, 0, err
		}
		names, err := c.write(int(float64(projects) * a.share))
		if err != nil {
			return nil, 0, err
		}
		n, err := pack(filepath.Join(dir, a.path), names)
		if err != nil {
			return nil, 0, err
		}
		files, size = append(files, names...), size+n
	}
	return files, size, nil
}

// pack puts files into an archive, and returns their size.
func pack(path string, files []string) (size int64, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return 0, err
	}
	out, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	z := zip.NewWriter(out)
	for _, file := range files {
		in, err := os.Open(file)
		if err != nil {
			return 0, err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: filepath.Base(file), Method: zip.Deflate, Modified: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return 0, err
		}
		n, err := io.Copy(w, in)
		if err := errors.Join(err, in.Close()); err != nil {
			return 0, err
		}
		size += n
	}
	return size, errors.Join(z.Close(), out.Close())
}

// corpus writes the invented files of one archive: the same number gives the same bytes.
type corpus struct {
	dir, scheme string
	first       int
	random      *rand.Rand
	out         map[string]*bufio.Writer
	err         error
}

// headers are the columns of the publisher's files.
var headers = []struct{ file, columns string }{
	{"project.csv", "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;topics;ecSignatureDate;frameworkProgramme;masterCall;subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi;keywords;legalBasis"},
	{"organization.csv", "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;nutsCode;geolocation;organizationURL;contactForm;contentUpdateDate;rcn;order;role;ecContribution;netEcContribution;totalCost;endOfParticipation;active"},
	{"euroSciVoc.csv", "euroSciVocCode;euroSciVocPath;euroSciVocTitle;euroSciVocDescription;projectID"},
	{"topics.csv", "topic;title;projectID"},
	{"legalBasis.csv", "legalBasis;title;uniqueProgrammePart;projectID"},
	{"policyPriorities.csv", "ai;biodiversity;cleanAir;climate;digitalAgenda;projectID"},
}

func (c *corpus) write(projects int) (names []string, err error) {
	c.out = map[string]*bufio.Writer{}
	for _, h := range headers {
		name := filepath.Join(c.dir, h.file)
		f, err := os.Create(name)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		names, c.out[h.file] = append(names, name), bufio.NewWriterSize(f, 1<<20)
		c.record(h.file, strings.Split(h.columns, ";")...)
	}
	for i := range projects {
		c.project(c.first + i)
	}
	for _, w := range c.out {
		c.err = errors.Join(c.err, w.Flush())
	}
	return names, c.err
}

// record writes a line with every field in quotes.
func (c *corpus) record(file string, cells ...string) {
	w := c.out[file]
	for i, cell := range cells {
		if i > 0 {
			w.WriteByte(';')
		}
		w.WriteByte('"')
		w.WriteString(strings.ReplaceAll(cell, `"`, `""`))
		w.WriteByte('"')
	}
	if err := w.WriteByte('\n'); c.err == nil {
		c.err = err // a buffered writer keeps its first error
	}
}

func (c *corpus) project(id int) {
	n, key := c.random.IntN(1000), fmt.Sprint(id)
	signed := fmt.Sprintf("%d-%02d-%02d", 2015+id%11, 1+n%12, 1+n%28)
	topic := fmt.Sprintf("%s-CL4-2025-%02d", c.scheme, id%90)
	title := c.words(9)
	if n < 60 {
		title += " with machine learning"
	}
	amount := fmt.Sprint(150_000 + c.random.IntN(5_000_000))
	c.record("project.csv", key, fmt.Sprintf("ACRO%d", id), []string{"SIGNED", "CLOSED", "TERMINATED"}[n%3], title, signed, "2029-12-31", amount+",5", amount, topic, signed,
		c.scheme, topic, topic, "RIA", "", c.words(150)+`; "phase 1".`+"\n"+c.words(140), "2026-06-03 12:20:56", key, "10.3030/"+key, c.words(6), c.scheme+".2.4")
	for i := range 1 + c.random.IntN(perProject) {
		c.participation(key, i)
	}
	for i := range 1 + n%3 {
		path := "natural sciences/" + vocabulary[i%5] + "/" + vocabulary[n%len(vocabulary)]
		if n < 50 && i == 0 {
			path = "/natural sciences/computer and information sciences/artificial intelligence/machine learning"
		}
		c.record("euroSciVoc.csv", fmt.Sprintf("/23/%d/%d", i, n), path, path, "", key)
	}
	c.record("topics.csv", topic, c.words(7), key)
	c.record("legalBasis.csv", c.scheme+".2.4", "Digital, Industry and Space", "true", key)
	c.record("policyPriorities.csv", map[bool]string{true: "1", false: "0"}[n < 40], "0", "0", "1", "0", key)
}

func (c *corpus) participation(project string, i int) {
	pic := 900_000_000 + c.random.IntN(60_000)
	country := countries[pic%len(countries)]
	amount := 20_000 + c.random.IntN(90_000_000)
	gross := fmt.Sprintf("%d.%02d", amount/100, amount%100)
	role := "participant"
	if i == 0 {
		role = "coordinator"
	}
	c.record("organization.csv", project, "ACRO"+project, fmt.Sprint(pic), fmt.Sprintf("%s%09d", country, pic), strings.ToUpper(nouns[pic%len(nouns)]+" "+subjects[pic%len(subjects)]),
		fmt.Sprint("ORG", pic%5000), fmt.Sprint(pic%3 == 0), activities[pic%5], fmt.Sprintf("RUE DE LA SCIENCE %d", pic%200), fmt.Sprintf("%05d", pic%99_999), fmt.Sprint("VILLE ", pic%4000), country,
		fmt.Sprintf("%s%03d", country, pic%300), fmt.Sprintf("%d.%06d,%d.%06d", 35+pic%30, pic%999_999, pic%30, pic%888_888), fmt.Sprintf("http://www.organisation-%d.example", pic),
		fmt.Sprintf("https://projects.example/person/form?organisation=%d&project=%s", pic, project), "2026-06-03 12:20:56", fmt.Sprint(pic), fmt.Sprint(i+1), role, gross, gross,
		strings.Replace(gross, ".", ",", 1), fmt.Sprint(i%40 == 39), "")
}

var vocabulary = strings.Fields(`research innovation project will develop novel methods for the analysis of complex systems in energy health climate materials
	society and industry across partners that combine expertise from universities companies public bodies with advanced experimental approaches to sustainable
	production biology quantum sensors transport safety water marine soils food security data models training networks early stage researchers policy makers
	demonstration pilot sites integration validation exploitation standards regulation citizens engagement ethics gender open science infrastructure access`)

// words are a sentence of invented prose.
func (c *corpus) words(n int) string {
	var out strings.Builder
	for i := range n {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(vocabulary[c.random.IntN(len(vocabulary))])
	}
	return out.String()
}
