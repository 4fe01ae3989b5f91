package dashboard

import (
	"context"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"sextant/analytics"
)

// A releasesPage lists the releases that can be read.
type releasesPage struct {
	chrome
	Heading string
	List    []choice
}

// A releasePage says what one release is made of.
type releasePage struct {
	chrome
	Crumb   choice
	Summary analytics.Summary
	Heading string
	Bulk    []bulkFile
	Inputs  int
	Rows    int64
	Checks  int
}

// A bulkFile is a file of a release that anybody may take.
type bulkFile struct{ Href, Name, Size string }

// releaseIDs lists the folders of releases, newest first.
func (s *Server) releaseIDs(current string) []string {
	var ids []string
	entries, err := os.ReadDir(s.config.Releases)
	if err == nil {
		for _, e := range entries {
			if e.IsDir() && releasePattern.MatchString(e.Name()) {
				ids = append(ids, e.Name())
			}
		}
	}
	if !slices.Contains(ids, current) {
		ids = append(ids, current)
	}
	slices.SortFunc(ids, compareReleases)
	slices.Reverse(ids)
	return ids
}

// compareReleases orders ids by date, then by serial as a number.
func compareReleases(a, b string) int {
	dayA, serialA, _ := strings.Cut(a, ".")
	dayB, serialB, _ := strings.Cut(b, ".")
	if dayA != dayB {
		return strings.Compare(dayA, dayB)
	}
	if len(serialA) != len(serialB) {
		return len(serialA) - len(serialB)
	}
	return strings.Compare(serialA, serialB)
}

func (s *Server) releasesHTML(q *request) (*plan, error) {
	if err := q.done(); err != nil {
		return nil, err
	}
	links := []link{{Rel: "alternate", Href: "/releases.json", Type: "application/json"}}
	return &plan{themed: true, links: links, render: func(_ context.Context, r *analytics.Release) (*answer, error) {
		page := &releasesPage{Heading: q.printer.Text("ui.releases", "Releases")}
		for _, id := range s.releaseIDs(r.ID()) {
			page.List = append(page.List, choice{Href: q.place().page("/releases/"+id, nil), Text: id, Active: id == r.ID()})
		}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/releases", active: "data", title: page.Heading, links: links,
			description: q.printer.Text("ui.releases.text", "Every release stays as it was published. An address with release= shows the same numbers for ever.")})
		return s.html(q, "releases", page)
	}}, nil
}

// releaseHTML is the page of one release. The address names it, so the release is taken from there.
func (s *Server) releaseHTML(q *request) (*plan, error) {
	if !releasePattern.MatchString(q.params[0]) {
		return nil, analytics.ErrNotFound
	}
	if err := q.done(); err != nil {
		return nil, err
	}
	id := q.params[0]
	return &plan{themed: true, render: func(_ context.Context, _ *analytics.Release) (*answer, error) {
		r, done, err := s.config.Engine.Acquire(id)
		if err != nil {
			return nil, err
		}
		defer done()
		p := q.printer
		page := &releasePage{Summary: r.Manifest(), Heading: p.Text("ui.release.title", "Release {0}", id),
			Crumb: choice{Href: q.place().page("/releases", nil), Text: p.Text("ui.releases", "Releases")}}
		page.Inputs, page.Checks = len(page.Summary.Inputs), len(page.Summary.Checks)
		for _, table := range page.Summary.Tables {
			page.Rows += table.Rows
		}
		if page.Bulk, err = s.bulkFiles(id); err != nil {
			return nil, err
		}
		page.chrome = s.chrome(q, editionOf(r), subject{path: "/releases/" + id, active: "data", title: page.Heading, description: page.Heading})
		return s.html(q, "release", page)
	}}, nil
}

// bulkFiles lists the files of a release's bulk folder.
func (s *Server) bulkFiles(id string) ([]bulkFile, error) {
	if s.config.Releases == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(path.Join(s.config.Releases, id, "bulk"))
	if err != nil {
		return nil, nil // a release without bulk files has none
	}
	var list []bulkFile
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || e.IsDir() {
			continue
		}
		list = append(list, bulkFile{Href: "/releases/" + id + "/bulk/" + e.Name(), Name: e.Name(), Size: bytesText(s.printers["en"], info.Size())})
	}
	return list, nil
}

// bulkTypes are the forms of files that a release hands out.
var bulkTypes = map[string]string{".csv": typeCSV, ".parquet": "application/vnd.apache.parquet", ".json": typeJSON, ".txt": "text/plain; charset=utf-8", ".gz": "application/gzip"}

// bulkFile sends a file of a release as it lies in its folder. It never changes.
func (s *Server) bulkFile(c *fiber.Ctx) error {
	id, folder, file := c.Params("id"), "bulk", c.Params("file")
	if !strings.Contains(c.Path(), "/bulk/") {
		folder = "."
		if file != "manifest.json" {
			return analytics.ErrNotFound
		}
	}
	kind, known := bulkTypes[path.Ext(file)]
	if !known && file != "SHA256SUMS" || !releasePattern.MatchString(id) || !bulkName(file) {
		return analytics.ErrNotFound
	}
	if kind == "" {
		kind = bulkTypes[".txt"]
	}
	tag := s.tag(id + "\x00" + folder + "\x00" + file)
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	if matches(c.Get(fiber.HeaderIfNoneMatch), tag) {
		return c.SendStatus(http.StatusNotModified)
	}
	body, err := s.releaseFile(id, folder, file)
	if err != nil {
		undescribe(c)
		return err
	}
	return send(c, &answer{kind: kind, body: body, header: [][2]string{{"X-Release", id}}})
}

func bulkName(file string) bool { return file == "SHA256SUMS" || idPattern.MatchString(file) }

// releaseJSON is the list of releases, or what one is made of.
func (s *Server) releaseJSON(q *request) (*plan, error) {
	id, ok := strings.CutSuffix(q.params[0], ".json")
	if !ok || !releasePattern.MatchString(id) {
		return nil, analytics.ErrNotFound
	}
	return s.jsonOf(q, func(*analytics.Release) (any, error) {
		r, done, err := s.config.Engine.Acquire(id)
		if err != nil {
			return nil, err
		}
		defer done()
		return summaryView(r.Manifest()), nil
	})
}

func summaryView(m analytics.Summary) map[string]any {
	tables := []map[string]any{}
	for _, t := range m.Tables {
		tables = append(tables, map[string]any{"name": t.Name, "rows": t.Rows, "sha256": t.SHA256})
	}
	inputs := []map[string]any{}
	for _, i := range m.Inputs {
		inputs = append(inputs, map[string]any{"dataset": i.Dataset, "file": i.File, "url": i.URL, "sha256": i.SHA256, "bytes": i.Bytes,
			"fetched_on": i.Fetched, "rows": i.Rows, "staged": i.Staged, "rejected": i.Rejected})
	}
	return map[string]any{"id": m.ID, "as_of": m.AsOf, "program": m.Program, "tables": tables, "inputs": inputs,
		"findings": map[string]int{"errors": m.Errors, "warnings": m.Warnings}, "manifest": "/releases/" + m.ID + "/manifest.json"}
}

func (s *Server) releaseListJSON(q *request) (*plan, error) {
	return s.jsonOf(q, func(r *analytics.Release) (any, error) {
		return map[string]any{"current": r.ID(), "releases": s.releaseIDs(r.ID())}, nil
	})
}

func (s *Server) datasetsJSON(q *request) (*plan, error) {
	return s.jsonOf(q, func(r *analytics.Release) (any, error) {
		list := []map[string]any{}
		for _, d := range r.Datasets() {
			list = append(list, datasetView(d))
		}
		return map[string]any{"release": r.ID(), "datasets": list}, nil
	})
}

func (s *Server) indicatorsJSON(q *request) (*plan, error) {
	return s.jsonOf(q, func(*analytics.Release) (any, error) {
		list := []map[string]any{}
		for _, i := range s.content.catalogue.Indicators() {
			list = append(list, indicatorView(s.content.catalogue, i))
		}
		return map[string]any{"indicators": list}, nil
	})
}

// hasSuffix says whether the last part of an address names a form.
func hasSuffix(file string) bool { return strings.Contains(file, ".") }
