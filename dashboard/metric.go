package dashboard

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"sextant/analytics"
)

// A metricCard is one count of a project over time, as one compilation has it.
type metricCard struct {
	Heading string
	Latest  string
	Period  string
	Source  string
	Href    string
	Spark   template.HTML
	Points  []metricPoint
}

type metricPoint struct{ Period, Value, Data string }

func metricCardOf(n names, m analytics.ProjectMetric) metricCard {
	c := metricCard{Heading: joined(", ", m.Project, n.code("project_metric", m.Metric)), Source: n.code("metric_source", m.Source), Spark: metricSpark(m.Points)}
	for _, point := range m.Points {
		if !point.Value.Known {
			continue
		}
		c.Latest, c.Period = n.p.Exact(point.Value.Float), n.p.Period(string(point.Period))
		c.Points = append(c.Points, metricPoint{c.Period, c.Latest, analytics.Unit{}.Digits(point.Value)})
		if web(point.SourceURL) {
			c.Href = point.SourceURL
		}
	}
	return c
}

// metricSpark draws a count over its quarters, from zero. Quarters without a reading are stepped over at their place.
func metricSpark(points []analytics.MetricPoint) template.HTML {
	most, first, last := 0.0, math.Inf(1), math.Inf(-1)
	for _, point := range points {
		at, ok := yearOf(point.Dated)
		if !ok || !point.Value.Known {
			continue
		}
		most, first, last = math.Max(most, point.Value.Float), math.Min(first, at), math.Max(last, at)
	}
	if most <= 0 || last <= first {
		return ""
	}
	var path strings.Builder
	pen := "M"
	for _, point := range points {
		at, ok := yearOf(point.Dated)
		if !ok || !point.Value.Known {
			continue
		}
		x := (at - first) / (last - first) * sparkWidth
		y := float64(sparkHeight-2) - point.Value.Float/most*float64(sparkHeight-6)
		fmt.Fprintf(&path, "%s%s %s", pen, short(x), short(y))
		pen = "L"
	}
	return template.HTML(fmt.Sprintf(`<svg class="spark" viewBox="0 0 %d %d" preserveAspectRatio="none" aria-hidden="true">`+
		`<path d="M0 %d.5H%d" stroke="var(--line)" vector-effect="non-scaling-stroke"/>`+
		`<path d="%s" fill="none" stroke="var(--ink)" stroke-width="1.75" stroke-linejoin="round" vector-effect="non-scaling-stroke"/></svg>`,
		sparkWidth, sparkHeight, sparkHeight-2, sparkWidth, path.String()))
}
