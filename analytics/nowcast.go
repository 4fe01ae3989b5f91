package analytics

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"sextant/analytics/statistics"
)

// A Nowcast is the estimate of a whole running year from what is known of it so far. It stands beside the figures of a frame and is none of
// them: no sum, gap, statement or test of robustness sees it.
type Nowcast struct {
	Observation              // of the running year, status F; its bounds are a prediction interval
	Known       Value        // what was known by Until, in the unit of the figure
	Until       string       // day up to which facts count, ISO
	Factor      float64      // whole years by what was known of them at the same day
	Years       int          // former years behind the factor
	Trials      []NowcastTry // former years by the years before them, in order
	Refused     string       // why there is no estimate
}

// A NowcastTry is what the nowcast of a former year would have said at the same day, and what the year became. Values are undivided.
type NowcastTry struct {
	Year                   int
	Value, Low, High, Real float64
	Held                   bool // the year lay within the interval
}

// The reasons why there is no nowcast.
const (
	RefusedFewYears = "few-years" // fewer than four former years of which something was known at the day
	RefusedNothing  = "nothing"   // nothing is known of the running year
	RefusedFaded    = "faded"     // the list is not kept up to the day
	RefusedOver     = "over"      // the question does not reach the running year, or its year is over
)

const (
	nowcastYes      = "yes"
	nowcastCoverage = 0.8
	nowcastWeeks    = 90 * 24 * time.Hour // how far back the latest facts reach that say whether a list is kept
	nowcastFormer   = 10                  // most former years that are looked at
)

// NowcastSuffix makes the id under which data files carry the nowcast of an indicator.
const NowcastSuffix = ".nowcast"

// The statements of a nowcast.
const (
	reach       = "reach"   // one row: the last day on which a fact became known
	nowcastRows = "nowcast" // one row per part, economy and year
)

// nowcast understands the choice of a nowcast. It is for whole years that are not broken down; of others it is dropped.
func (p *parser) nowcast() {
	allowed := p.union(func(i Indicator) []string {
		if i.def.Nowcast {
			return []string{nowcastYes}
		}
		return nil
	})
	p.q.Nowcast = p.choice("nowcast", p.q.Nowcast, "", allowed, "only facts that are dated more finely than the year, and are registered as they come, allow a nowcast")
	if p.q.By != "" || p.q.Frequency != freqYear {
		p.q.Nowcast = ""
	}
}

// A parted is what SQL says about a part of the facts of a year.
type parted struct {
	part  string // whole, known, recent
	code  Code
	year  int
	n     int
	value float64
}

// nowcasts estimates the running year of every economy of an answer. A fact is known on the last day that its source may be of, not before the first day that
// it may be dated; without a source's date, on the last day that it may be dated. The running year is taken up to the last day
// on which a fact of the list became known, and former years up to the same day of theirs: what is counted of a year so far are facts that
// were known then. If the latest weeks of the whole list, of all economies, hold so few facts that it cannot be kept up to that day, there
// is no nowcast: what nobody has read yet would be taken for what did not happen.
func (r *Release) nowcasts(ctx context.Context, a *answer) ([]Nowcast, error) {
	running := r.words.asOf[:4]
	day, err := r.reach(ctx, a)
	if err != nil {
		return nil, err
	}
	refused := ""
	switch {
	case r.words.asOf[4:] == "-12-31", a.q.To != "" && a.q.To < running, a.q.From > running:
		refused = RefusedOver
	case !strings.HasPrefix(day, running):
		refused = RefusedNothing
	}
	whole, err := r.parts(ctx, a, day, true)
	if err != nil {
		return nil, err
	}
	year, _ := strconv.Atoi(running) // a date
	if refused == "" && faded(whole, year) {
		refused = RefusedFaded
	}
	all, err := r.parts(ctx, a, day, false)
	if err != nil {
		return nil, err
	}
	var list []Nowcast
	for _, economy := range a.economies() {
		list = append(list, r.nowcast(a, economy, year, day, refused, all))
	}
	return list, nil
}

// reach is the last day up to the release's on which a fact of the whole list became known.
func (r *Release) reach(ctx context.Context, a *answer) (string, error) {
	days, err := r.askNowcast(ctx, a, reach, true, []sql.NamedArg{sql.Named("as_of", r.words.asOf)}, func(rows *sql.Rows) (parted, error) {
		var p parted
		return p, rows.Scan(&p.part)
	})
	if err != nil || len(days) == 0 {
		return "", err
	}
	return days[0].part, nil
}

func (r *Release) parts(ctx context.Context, a *answer, day string, whole bool) ([]parted, error) {
	if day == "" {
		return nil, nil
	}
	args := []sql.NamedArg{sql.Named("day", day[4:]), sql.Named("since", since(day))}
	return r.askNowcast(ctx, a, nowcastRows, whole, args, func(rows *sql.Rows) (p parted, err error) {
		var value sql.NullFloat64
		err = rows.Scan(&p.part, &p.code, &p.year, &p.n, &value)
		p.value = value.Float64
		return p, err
	})
}

// lastOf is a day that may be the 31st of any month as a day of the calendar.
func lastOf(day string) string {
	if len(day) < len("2025-01-31") {
		return ""
	}
	return day[:8] + min(day[8:], lastDay(day[:7]))
}

// since is the day of the year some weeks before a day; the first of the year if that lies in the year before.
func since(day string) string {
	year, _ := strconv.Atoi(day[:4]) // a date whose day may be the 31st of any month
	month, _ := strconv.Atoi(day[5:7])
	date, _ := strconv.Atoi(day[8:])
	before := time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC).Add(-nowcastWeeks)
	if before.Year() < year {
		return "-01-01"
	}
	return before.Format("-01-02")
}

// askNowcast asks a statement of the nowcast: of the whole list, without the reader's restrictions, or of the economies asked for.
func (r *Release) askNowcast(ctx context.Context, a *answer, kind string, whole bool, args []sql.NamedArg, scan func(*sql.Rows) (parted, error)) ([]parted, error) {
	q := a.q
	q.From, q.To, q.Frequency = "", "", freqYear
	if whole {
		q.Where = ""
	}
	s, err := compileNowcast(templates, a.i, q, kind, whole)
	if err != nil {
		return nil, err
	}
	all, err := askStrictly(ctx, r.data, s.text, scan, append(s.args, args...)...)
	if errors.Is(err, errPredates) {
		return nil, nil
	}
	return all, err
}

// compileNowcast writes a statement of the nowcast with the templates given, all but its own arguments.
func compileNowcast(from *template.Template, i Indicator, q Query, kind string, whole bool) (statement, error) {
	c := compiler{i: i, q: q, d: *i.def, frequency: freqYear}
	s := c.facts(figures)
	s.Whole = whole
	var text strings.Builder
	if err := from.ExecuteTemplate(&text, "facts-"+kind, s); err != nil {
		return statement{}, fmt.Errorf("nowcast: compile: %w", err)
	}
	return statement{text: text.String(), args: c.named(text.String(), kind)}, nil
}

// faded says whether a list is not kept up to the day: its latest weeks hold far fewer facts than those of former years did.
func faded(list []parted, running int) bool {
	recent, known, formerRecent, formerKnown := 0, 0, 0, 0
	for _, p := range list {
		former := p.year < running && p.year >= running-nowcastFormer
		switch {
		case p.part == "recent" && p.year == running:
			recent += p.n
		case p.part == "known" && p.year == running:
			known += p.n
		case p.part == "recent" && former:
			formerRecent += p.n
		case p.part == "known" && former:
			formerKnown += p.n
		}
	}
	return statistics.Faded(recent, known, formerRecent, formerKnown)
}

// nowcast estimates the running year of one economy.
func (r *Release) nowcast(a *answer, economy Code, running int, day, refused string, all []parted) Nowcast {
	period := Period(strconv.Itoa(running))
	n := Nowcast{Observation: Observation{Indicator: a.i.ID, Economy: economy, Period: period, Status: StatusForecast}, Until: lastOf(day), Refused: refused}
	former, soFar := formerYears(all, economy, running)
	for _, t := range statistics.Backtest(former, nowcastCoverage) {
		n.Trials = append(n.Trials, NowcastTry{t.Year, t.Value, t.Low, t.High, t.Whole, t.Held()})
	}
	f, err := statistics.Nowcast(former, soFar, nowcastCoverage)
	switch {
	case refused != "":
	case errors.Is(err, statistics.ErrFewYears):
		n.Refused = RefusedFewYears
	case err != nil:
		n.Refused = RefusedNothing
	}
	if n.Refused != "" {
		return n
	}
	at := place{economy: economy, period: period}
	least := a.figures[at].value.Float // what the release holds of the year, which is not taken back
	divide := func(v float64) Value {
		value := Value{Float: v, Known: true}
		if a.q.Per != "" {
			value, _ = a.divided(value, at, r.words.asOf)
		}
		return value
	}
	n.Factor, n.Years, n.N = f.Factor, f.Years, a.figures[at].n
	n.Known, n.Value, n.Low, n.High = divide(soFar), divide(max(f.Value, least)), divide(max(f.Low, least)), divide(max(f.High, least))
	return n
}

// formerYears are the years before the running one, in order without a hole, and what is known of the running one.
func formerYears(all []parted, economy Code, running int) (former []statistics.Former, soFar float64) {
	years := map[int]*statistics.Former{}
	for _, p := range all {
		if p.code != economy || p.part == "recent" {
			continue
		}
		if p.year == running && p.part == "known" {
			soFar = p.value
		}
		if p.year >= running || p.year < running-nowcastFormer {
			continue
		}
		if years[p.year] == nil {
			years[p.year] = &statistics.Former{Year: p.year}
		}
		if p.part == "known" {
			years[p.year].SoFar = p.value
		} else {
			years[p.year].Whole = p.value
		}
	}
	for year := running - nowcastFormer; year < running; year++ {
		switch y := years[year]; {
		case y != nil:
			former = append(former, *y)
		case len(former) > 0:
			former = append(former, statistics.Former{Year: year})
		}
	}
	return former, soFar
}

// Lines counts the lines of the frame's CSV: its observations and the nowcasts with a value.
func (f Frame) Lines() int {
	n := len(f.Observations)
	for _, one := range f.Nowcasts {
		if one.Value.Known {
			n++
		}
	}
	return n
}

// NowcastOf returns the nowcast of an economy in the frame, and whether there is an estimate.
func (f Frame) NowcastOf(indicator string, economy Code) (Nowcast, bool) {
	at := slices.IndexFunc(f.Nowcasts, func(n Nowcast) bool {
		return n.Indicator == indicator && n.Economy == economy && n.Refused == "" && n.Value.Known
	})
	if at < 0 {
		return Nowcast{}, false
	}
	return f.Nowcasts[at], true
}
