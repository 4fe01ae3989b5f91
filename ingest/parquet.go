package ingest

import (
	"context"
	"fmt"
	"strings"

	"sextant/datasets"
	"sextant/ingest/reshape"
	"sextant/internal/warehouse"
)

// parquet lets the engine read the answers of a source that are tables already: the declared columns as text, and the number of
// each row in its answer.
func (s *stager) parquet(ctx context.Context, g *staging, l datasets.Live, parts []reshape.Part) (report reshape.Report, err error) {
	var queries []string
	for _, p := range parts {
		hash, err := warehouse.HashFile(p.Path)
		if err != nil {
			return report, err
		}
		if hash != p.SHA256 {
			return report, &reshape.FileError{Reason: "the stored bytes have hash " + hash + ", the receipt says " + p.SHA256 + "; the next fetch brings them anew"}
		}
		query, extra, err := s.parquetPart(ctx, l, p)
		if err != nil {
			return report, err
		}
		report.Extra = extra
		queries = append(queries, query)
	}
	g.columns = strings.Join(queries, " union all ")
	if err := s.db.Scan(ctx, "select count(*) from "+g.raw(), []any{&report.Records}); err != nil {
		return report, unreadable(ctx, err)
	}
	if report.Records == 0 {
		return report, &reshape.FileError{Reason: "there is no record in it"}
	}
	g.scan = &scan{records: report.Records}
	return report, nil
}

// unreadable takes an error of the engine for one of the bytes, unless the work was called off.
func unreadable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return &reshape.FileError{Reason: "no table that can be read: " + err.Error()}
}

// parquetPart returns the query for one answer, and the columns of it that are not taken.
func (s *stager) parquetPart(ctx context.Context, l datasets.Live, p reshape.Part) (string, []string, error) {
	from := "read_parquet(" + literal(p.Path) + ", file_row_number = true)"
	var header []string
	err := s.db.Each(ctx, "select column_name from (describe select * exclude (file_row_number) from "+from+")", func(_ []string, row []*string) error {
		header = append(header, text(row[0]))
		return nil
	})
	if err != nil {
		return "", nil, unreadable(ctx, err)
	}
	places, extra, err := reshape.Columns(l, header)
	if err != nil {
		return "", nil, err
	}
	missing := []string{"''"}
	for _, token := range l.Missing {
		missing = append(missing, literal(token))
	}
	var columns []string
	for i, c := range l.Columns {
		cell := "null::varchar"
		switch name, filled := strings.CutPrefix(c.From, "@"); {
		case filled:
			cell = literal(p.Values[name])
		case places[i] >= 0:
			cell = quote(header[places[i]]) + "::varchar"
			cell = fmt.Sprintf("case when trim(%[1]s) not in (%[2]s) then %[1]s end", cell, strings.Join(missing, ", "))
		}
		columns = append(columns, cell+" as "+quote(c.Name))
	}
	return fmt.Sprintf("select %s, (file_row_number + 1)::varchar as %s from %s", strings.Join(columns, ", "), datasets.LiveLine, from), extra, nil
}
