package dashboard

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sextant/analytics"
	"sextant/dashboard/plot"
)

// chartFile answers /charts/{id}.{form}: one frame in another form. Without a known form there is nothing.
func (s *Server) chartFile(q *request) (*plan, error) {
	if len(q.params) == 0 {
		return nil, analytics.ErrNotFound
	}
	id, suffix, _ := strings.Cut(q.params[0], ".")
	if !idPattern.MatchString(id) {
		return nil, analytics.ErrNotFound
	}
	forms := map[string]func(*request, string) (*plan, error){
		"csv": s.chartCSV, "json": s.chartJSON, "svg": s.chartPicture(".svg"), "png": s.chartPicture(".png"),
		"metadata.json": s.chartMetadata, "option.json": s.chartOption,
	}
	form, ok := forms[suffix]
	if !ok {
		return nil, analytics.ErrNotFound
	}
	return form(q, id)
}

// fileAnswer wraps a machine form with its row count and hash, so that a reader can tell a whole file from a part.
func fileAnswer(suffix string, body []byte, release string, rows int) *answer {
	kind := typeJSON
	if suffix == ".csv" {
		kind = typeCSV
	}
	sum := sha256.Sum256(body)
	return newAnswer(kind, body, "X-Rows", strconv.Itoa(rows), "X-Sha256", hex.EncodeToString(sum[:]), "X-Release", release)
}

func (s *Server) chartCSV(q *request, id string) (*plan, error) {
	dialect, err := q.dialect(".csv")
	if err != nil {
		return nil, err
	}
	c, err := s.chartOf(q, id)
	if err != nil {
		return nil, err
	}
	if dialect != "" {
		c.values["dialect"] = []string{dialect}
	}
	p := &plan{values: c.values, download: id + ".csv"}
	p.links = []link{{Rel: "describedby", Href: q.place().file("/charts/"+id+".metadata.json", withoutDialect(c.values)), Type: "application/json"}}
	p.render = func(ctx context.Context, r *analytics.Release) (*answer, error) {
		f, err := exportable(ctx, r, c)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := analytics.WriteCSV(&b, f.frame, analytics.Dialect(dialect)); err != nil {
			return nil, err
		}
		return dialectAnswer(".csv", b.Bytes(), r.ID(), f.frame.Lines(), analytics.Dialect(dialect)), nil
	}
	return p, nil
}

// dialect takes the CSV dialect out of an address; other forms have none.
func (q *request) dialect(suffix string) (string, error) {
	if suffix != ".csv" {
		return "", nil
	}
	return q.choose("dialect", "", "excel", "excel-eu")
}

// isRestricted says whether a source forbids to hand its figures on.
func isRestricted(sources []analytics.Source) bool {
	return slices.ContainsFunc(sources, func(one analytics.Source) bool { return one.Redistribution == "restricted" })
}

// dialectAnswer is fileAnswer with the character set of a CSV dialect.
func dialectAnswer(suffix string, body []byte, release string, rows int, dialect analytics.Dialect) *answer {
	a := fileAnswer(suffix, body, release, rows)
	if dialect == "excel" {
		a.kind = "text/csv; charset=utf-16le; header=present"
	}
	return a
}

func withoutDialect(values url.Values) url.Values { return with(values, "dialect", "") }

// exportable answers a chart's question unless a source forbids to hand it on.
func exportable(ctx context.Context, r *analytics.Release, c chartRequest) (figure, error) {
	f, err := answerChart(ctx, r, c)
	if err == nil && len(f.restricted()) > 0 {
		err = errRestricted
	}
	return f, err
}

func (s *Server) chartJSON(q *request, id string) (*plan, error) {
	c, err := s.chartOf(q, id)
	if err != nil {
		return nil, err
	}
	return &plan{values: c.values, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		f, err := exportable(ctx, r, c)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := analytics.WriteJSON(&b, f.frame); err != nil {
			return nil, err
		}
		return fileAnswer(".json", b.Bytes(), r.ID(), f.frame.Lines()), nil
	}}, nil
}

// size limits of pictures, and their usual width; the usual height is what the drawing needs.
const (
	pictureWidth     = 1200
	minSide, maxSide = 60, 2000
)

// takeSize takes width and height.
func takeSize(q *request, values map[string][]string, width int) (int, int, error) {
	size := [2]int{width, 0}
	for i, name := range []string{"width", "height"} {
		text, err := q.single(name)
		if err != nil {
			return 0, 0, err
		}
		if text = q.take(name, ""); text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < minSide || n > maxSide {
			return 0, 0, &analytics.InvalidError{Param: name, Value: text, Reason: "a whole number of pixels from 60 to 2000"}
		}
		if n != size[i] {
			values[name] = []string{strconv.Itoa(n)}
		}
		size[i] = n
	}
	return size[0], size[1], nil
}

// pictureOf understands the address of a picture or option.
func (s *Server) pictureOf(q *request, id string, width int) (chartRequest, int, int, error) {
	size := map[string][]string{}
	w, h, err := takeSize(q, size, width)
	if err != nil {
		return chartRequest{}, 0, 0, err
	}
	c, err := s.chartOf(q, id)
	if err != nil {
		return chartRequest{}, 0, 0, err
	}
	for name, list := range size {
		c.values[name] = list
	}
	return c, w, h, nil
}

func (s *Server) chartOption(q *request, id string) (*plan, error) {
	c, w, h, err := s.pictureOf(q, id, wideWidth)
	if err != nil {
		return nil, err
	}
	p := &plan{values: c.values, languaged: true, themed: true}
	p.render = func(ctx context.Context, r *analytics.Release) (*answer, error) {
		f, err := answerChart(ctx, r, c)
		if err != nil {
			return nil, err
		}
		if h == 0 {
			h = plot.Height(f.spec, f.frame, f.rows, q.printer, w)
		}
		option, err := f.option(q.printer, q.theme, w, h)
		if err != nil {
			return nil, emptyAsMissing(err)
		}
		return newAnswer(typeJSON, option, "X-Release", r.ID()), nil
	}
	return p, nil
}

func (s *Server) chartPicture(suffix string) func(*request, string) (*plan, error) {
	return func(q *request, id string) (*plan, error) {
		c, w, h, err := s.pictureOf(q, id, pictureWidth)
		if err != nil {
			return nil, err
		}
		p := &plan{values: c.values, languaged: true, themed: true}
		p.render = func(ctx context.Context, r *analytics.Release) (*answer, error) {
			f, err := answerChart(ctx, r, c)
			if err != nil {
				return nil, err
			}
			return s.picture(ctx, q, r, f, suffix, w, h)
		}
		return p, nil
	}
}

// picture draws a file of its own: with title, source and release in it.
func (s *Server) picture(ctx context.Context, q *request, r *analytics.Release, f figure, suffix string, w, h int) (*answer, error) {
	sh, err := s.poster(q.printer, f, q.theme, w, h)
	if err != nil {
		return nil, emptyAsMissing(err)
	}
	b, err := s.studio.framed(ctx, sh, q.theme)
	if err != nil {
		return nil, err
	}
	if suffix == ".svg" {
		return newAnswer(typeSVG, b, "X-Release", r.ID()), nil
	}
	b, err = s.studio.raster(ctx, b, map[string]string{"Title": sh.title, "Description": sh.desc, "Source": sh.source,
		"Software": "Sextant", "Release": r.ID()})
	if err != nil {
		return nil, err
	}
	return newAnswer(typePNG, b, "X-Release", r.ID()), nil
}

// emptyAsNothing lets a page go on without a drawing that has no values.
func emptyAsNothing(err error) error {
	if isEmptyPlot(err) {
		return nil
	}
	return err
}

// emptyAsMissing says that there is no picture of a selection without values.
func emptyAsMissing(err error) error {
	if isEmptyPlot(err) {
		return analytics.ErrNotFound
	}
	return err
}

// chartMetadata says in a file what the chart's page says around the numbers.
func (s *Server) chartMetadata(q *request, id string) (*plan, error) {
	c, err := s.chartOf(q, id)
	if err != nil {
		return nil, err
	}
	values := url.Values(c.values)
	return &plan{values: values, render: func(ctx context.Context, r *analytics.Release) (*answer, error) {
		f, err := answerChart(ctx, r, c)
		if err != nil {
			return nil, err
		}
		b, err := json.MarshalIndent(s.metadata(q, f, values), "", "  ")
		if err != nil {
			return nil, err
		}
		return fileAnswer(".json", append(b, '\n'), r.ID(), f.frame.Lines()), nil
	}}, nil
}

// colours returns the palette of a theme's name.
func colours(theme string) plot.Palette { return plot.Colours(plot.Theme(theme)) }
