package dashboard

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/locale"
)

// A metadata is /charts/{id}.metadata.json: what a computer must know to use the CSV.
type metadata struct {
	Chart      metadataChart      `json:"chart"`
	Release    string             `json:"release"`
	AsOf       string             `json:"as_of"`
	Filters    map[string]string  `json:"active_filters"`
	Indicators []metadataSeries   `json:"indicators"`
	Columns    []metadataColumn   `json:"columns"`
	Coverage   analytics.Coverage `json:"coverage"`
	Notes      []string           `json:"notes"`
	IsNot      []string           `json:"is_not"`
	Sources    []analytics.Source `json:"sources"`
	NotLoaded  []analytics.Lack   `json:"not_loaded,omitempty"`
	Files      map[string]string  `json:"files"`
}

type metadataChart struct {
	ID            string `json:"id"`
	Title         string `json:"title"`
	Question      string `json:"question"`
	Statement     string `json:"statement"`
	URL           string `json:"url"`
	CitationShort string `json:"citation_short"`
	CitationLong  string `json:"citation_long"`
}

type metadataSeries struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Question string `json:"question"`
	Kind     string `json:"kind"`
	Unit     string `json:"unit"`
	Per      string `json:"per,omitempty"`
	Interval string `json:"interval,omitempty"`
	URL      string `json:"url"`
}

type metadataColumn struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

func (s *Server) metadata(q *request, f figure, values url.Values) metadata {
	p, at := q.printer, q.place()
	page := s.config.BaseURL + at.page("/charts/"+f.spec.ID, values)
	m := metadata{Release: f.frame.Release, AsOf: f.frame.AsOf, Filters: map[string]string{}, Notes: f.notes(p), IsNot: f.isNot(p),
		Columns: f.columns(), Files: map[string]string{},
		Chart: metadataChart{ID: f.spec.ID, Title: chartTitle(p, f.spec), Question: chartQuestion(p, f.spec), Statement: f.plainStatement(p),
			URL: page, CitationShort: citationShort(p, f), CitationLong: s.citation(p, f, page)}}
	for name := range values {
		m.Filters[name] = values.Get(name)
	}
	for _, form := range chartForms {
		m.Files[strings.TrimPrefix(form.suffix, ".")] = s.config.BaseURL + fileOf(at, f.spec.ID, form.suffix, values)
	}
	for _, series := range f.frame.Series {
		one := metadataSeries{ID: series.Indicator, Title: f.seriesTitle(p, series.Indicator), Kind: string(series.Kind),
			Unit: series.Unit.Code, Per: series.Unit.Per, Interval: series.Interval, URL: s.config.BaseURL + "/indicators/" + series.Indicator + ".json"}
		if i, err := s.content.catalogue.Indicator(series.Indicator); err == nil {
			one.Question = p.Text("indicator."+i.ID+".question", i.Question)
		}
		m.Indicators = append(m.Indicators, one)
	}
	m.Coverage, m.Sources, m.NotLoaded = f.frame.Coverage, append([]analytics.Source{}, f.frame.Sources...), f.frame.Lacks
	return m
}

// columns describes the columns of the CSV.
func (f figure) columns() []metadataColumn {
	list := []metadataColumn{
		{"indicator", "string", "Id of the indicator."},
		{"economy", "string", "Code of the economy or group: ISO 3166 alpha-2, or EU27_2020 and the like."},
		{"economy_name", "string", "English name of the economy."},
		{"period", "string", "Year, quarter (2025-Q1) or all."},
	}
	if f.frame.Dimension != "" {
		list = append(list, metadataColumn{f.frame.Dimension, "string", "Code of the breakdown."})
	}
	list = append(list,
		metadataColumn{"value", "number", "The figure; empty is missing, which is not zero."})
	if f.frame.HasIntervals() {
		list = append(list, metadataColumn{"low", "number", "Lower bound of the value; what the bounds are says interval of the indicator."},
			metadataColumn{"high", "number", "Upper bound of the value."})
	}
	return append(list,
		metadataColumn{"unit", "string", "What the value is counted in."},
		metadataColumn{"obs_status", "string", "SDMX observation status: A normal, B break, E estimated, F forecast, M missing, P provisional, U low reliability."},
		metadataColumn{"n", "integer", "Facts behind the figure."},
		metadataColumn{"missing", "integer", "Facts among them without a value (undisclosed)."},
		metadataColumn{"release", "string", "Release that the figure was read from."},
		metadataColumn{"sources", "string", "Ids of datasets, joined by semicolons."})
}

func citationShort(p *locale.Printer, f figure) string {
	if len(f.frame.Sources) == 0 {
		return "Sextant, " + p.Text("ui.cite.release", "release {0}", f.frame.Release)
	}
	return fmt.Sprintf("Sextant, %s (%s)", p.Text("ui.cite.release", "release {0}", f.frame.Release), strings.Join(producers(f), "; "))
}

// citation is the long form: what, release, sources, address.
func (s *Server) citation(p *locale.Printer, f figure, page string) string {
	if len(f.frame.Sources) == 0 {
		return p.Text("ui.cite.bare", "Sextant, “{0}”, release {1}. {2}", chartTitle(p, f.spec), f.frame.Release, pinnedAddress(page, f.frame.Release))
	}
	return p.Text("ui.cite.long", "Sextant, “{0}”, release {1}, with data of: {2}. {3}", chartTitle(p, f.spec), f.frame.Release,
		strings.Join(producers(f), "; "), pinnedAddress(page, f.frame.Release))
}

func producers(f figure) []string {
	var names []string
	for _, source := range f.frame.Sources {
		names = append(names, source.Producer)
	}
	return unique(names)
}

// pinnedAddress is an address that shows the same numbers for ever.
func pinnedAddress(page, release string) string {
	u, err := url.Parse(page)
	if err != nil {
		return page
	}
	return u.Scheme + "://" + u.Host + address(u.Path, with(u.Query(), "release", release))
}

// datasetLD describes the chart's data as schema.org has it.
func (s *Server) datasetLD(p *locale.Printer, f figure, page string, values url.Values) map[string]any {
	at := place{lang: p.Lang(), release: f.frame.Release}
	var based []string
	open := len(f.frame.Sources) > 0
	for _, source := range f.frame.Sources {
		if web(source.URL) && !slices.Contains(based, source.URL) {
			based = append(based, source.URL)
		}
		open = open && source.Redistribution == "open"
	}
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset", "name": chartTitle(p, f.spec), "description": longEnough(f.plainStatement(p) + " " + chartQuestion(p, f.spec)),
		"url": page, "inLanguage": p.Lang(), "version": f.frame.Release, "dateModified": f.frame.AsOf, "isAccessibleForFree": true,
		"creator": map[string]any{"@type": "Organization", "name": "Sextant", "url": s.config.BaseURL},
		"distribution": []any{
			map[string]any{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": s.config.BaseURL + at.file("/charts/"+f.spec.ID+".csv", values)},
			map[string]any{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": s.config.BaseURL + at.file("/charts/"+f.spec.ID+".json", values)},
		},
	}
	if len(based) > 0 {
		ld["isBasedOn"] = based
	}
	if n := len(f.frame.Periods); n > 0 && f.frame.Periods[0] != "all" {
		ld["temporalCoverage"] = string(f.frame.Periods[0]) + "/" + string(f.frame.Periods[n-1])
	}
	return ld
}

func longEnough(s string) string { return s[:min(len(s), 4000)] }

// economyList joins the names of a frame's economies.
func (f figure) economyList(p *locale.Printer, codes []analytics.Code) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = f.economyName(p, code)
	}
	return strings.Join(names, ", ")
}
