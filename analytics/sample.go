package analytics

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// A method makes a figure of the single values behind it, where a sum, a count or a median does not say it. Its formula is in
// analytics/statistics, its page in analytics/methods/<id>.yaml.
type method struct {
	id       string
	interval string // what its bounds are; empty if it gives none
	mark     string // column that says something about each value, such as whether a wait has ended; empty if none
	fold     func(s sample, option func(id string) string) estimate
}

// A sample is what a method sees: the entities of one place that have a value, in order of entity.
type sample struct {
	values []float64 // an entity's facts, added up
	marks  []float64 // the largest mark of an entity's facts, true being 1; nil without a mark
}

// An estimate is a figure with its bounds. The zero estimate is: not known.
type estimate struct{ value, low, high Value }

// knownEstimate is an estimate without bounds.
func knownEstimate(value float64) estimate { return estimate{value: Value{Float: value, Known: true}} }

// boundedEstimate is an estimate with bounds.
func boundedEstimate(value, low, high float64) estimate {
	return estimate{Value{value, true}, Value{low, true}, Value{high, true}}
}

var methods = map[string]method{}

// register makes a method known. Each file method_<id>.go registers its own when the program starts.
func register(m method) {
	if _, twice := methods[m.id]; twice || m.fold == nil {
		panic("method " + m.id + " is registered twice or has no formula")
	}
	methods[m.id] = m
}

// A sampled is what SQL says about an entity at a place.
type sampled struct {
	place
	entity      sql.NullString
	value, mark sql.NullFloat64
	n, missing  int
	statuses    int
}

func scanSampled(rows *sql.Rows) (s sampled, err error) {
	return s, rows.Scan(&s.economy, &s.period, &s.code, &s.entity, &s.value, &s.mark, &s.n, &s.missing, &s.statuses)
}

// sampled are the figures of an indicator with a method. Broken down by an option, each of its values gives figures of its own
// from the same facts.
func (r *Release) sampled(ctx context.Context, i Indicator, q Query) ([]figure, error) {
	if o, ok := i.Option(q.By); ok && len(o.columns) > 0 {
		return r.sampledAmong(ctx, i, q, o)
	}
	all, err := askCompiled(ctx, r.data, i, q, samples, scanSampled)
	if err != nil {
		return nil, err
	}
	how, ok := methods[i.Method]
	if !ok {
		return nil, fmt.Errorf("no method %q", i.Method)
	}
	var found []figure
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].place == all[from].place {
			to++
		}
		one, base := gather(all[from:to], how.mark != "")
		if o, ok := i.Option(q.By); ok {
			for _, value := range o.Values {
				found = append(found, base.at(Code(value)).estimated(how.fold(one, q.with(o.ID, value).Option)))
			}
		} else {
			found = append(found, base.estimated(how.fold(one, q.Option)))
		}
		from = to
	}
	return found, nil
}

// sampledAmong are the figures broken down by what the entities are: the same facts, put together in different ways.
func (r *Release) sampledAmong(ctx context.Context, i Indicator, q Query, o Option) ([]figure, error) {
	var found []figure
	q.By = ""
	for _, value := range o.Values {
		some, err := r.sampled(ctx, i, q.with(o.ID, value))
		if err != nil {
			return nil, err
		}
		for _, f := range some {
			found = append(found, f.at(Code(value)))
		}
	}
	return found, nil
}

// gather puts the entities of a place together.
func gather(all []sampled, marked bool) (sample, figure) {
	var one sample
	f := figure{place: all[0].place, complete: true}
	for _, s := range all {
		f.n, f.missing, f.statuses = f.n+s.n, f.missing+s.missing, f.statuses|s.statuses
		switch {
		case !s.entity.Valid:
			f.missing += s.n - s.missing
		case s.value.Valid:
			one.values = append(one.values, s.value.Float64)
			if marked {
				one.marks = append(one.marks, s.mark.Float64)
			}
		}
	}
	return one, f
}

func (f figure) at(code Code) figure {
	f.code = code
	return f
}

func (f figure) estimated(e estimate) figure {
	f.value, f.low, f.high = e.value, e.low, e.high
	return f
}

// byOption says whether a question is broken down by an option of the indicator instead of a column.
func (i Indicator) byOption(q Query) bool { return slices.Contains(i.optionIDs(), q.By) }
