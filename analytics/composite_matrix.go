package analytics

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"
	"time"

	"sextant/analytics/index"
)

const (
	redistributionOpen  = "open"
	membersByPopulation = "population"

	// covered is the share of a group's population that must live in members with a figure.
	covered = 0.9
	// lookBack is how many years before the release a figure may be from.
	lookBack = 3
	// makingTime is how long the matrix of a release may take.
	makingTime = time.Minute
)

// A Composite is the matrix of the index on a release, with what stands behind it. It does not change.
type Composite struct {
	Definition CompositeDefinition
	Release    string
	AsOf       string
	Matrix     index.Matrix // economies by code; the group, its members and all others; pillars and indicators in order of definition
	Names      map[Code]Name
	Columns    []CompositeColumn
	Years      []CompositeYear // oldest first; empty if no indicator has a history
	Sources    []Source
}

// A CompositeColumn tells of one indicator of the matrix.
type CompositeColumn struct {
	Indicator Indicator
	Pillar    string
	Unit      Unit
	Period    Period // the year that all figures are of; empty if there is none
	Economies int    // that make the scale
	Quoted    bool   // its source may be quoted and not combined: it has no part in the index
	Estimated bool   // the group's figure is a mean of its members
}

// A CompositeYear is a year of the history: the same economies, those indicators that have figures in all years.
type CompositeYear struct {
	Period Period
	Matrix index.Matrix
}

// A compositeMemo makes the matrix of a release once.
type compositeMemo struct {
	mu   sync.Mutex
	made *Composite
}

// Composite returns the matrix of the composite index. It is made once per release and shared. Who asks first may run out of time: the
// making has a deadline of its own, so that whoever asks next finds it done.
func (r *Release) Composite(ctx context.Context) (*Composite, error) {
	memo := &r.words.composite
	memo.mu.Lock()
	defer memo.mu.Unlock()
	if memo.made != nil {
		return memo.made, nil
	}
	making, cancel := context.WithTimeout(context.WithoutCancel(ctx), makingTime)
	defer cancel()
	c, err := r.makeComposite(making)
	if err == nil {
		memo.made = c
	}
	return c, err
}

// A series of the index: the figures of an indicator by year and economy.
type compositeSeries struct {
	pillar  int
	def     CompositeIndicator
	column  CompositeColumn
	sources []Source
	figures map[Period]map[Code]float64
}

func (r *Release) makeComposite(ctx context.Context) (*Composite, error) {
	c := &Composite{Definition: r.catalogue.composite, Release: r.id, AsOf: r.AsOf(), Names: maps.Clone(r.words.names)}
	all, err := r.compositeAll(ctx, c.Definition)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		c.addSources(one.sources)
	}
	economies := economiesOf(all)
	c.Matrix = r.compositeMatrix(c.Definition, economies, all, func(s compositeSeries) Period { return s.column.Period })
	for _, one := range all {
		c.Columns = append(c.Columns, one.column)
	}
	c.Years = r.compositeYears(c.Definition, economies, all)
	return c, nil
}

// compositeAll asks for all indicators, in the order of the definition.
func (r *Release) compositeAll(ctx context.Context, d CompositeDefinition) ([]compositeSeries, error) {
	var all []compositeSeries
	for n, p := range d.Used() {
		for _, i := range p.Indicators {
			all = append(all, compositeSeries{pillar: n, def: i, column: CompositeColumn{Pillar: p.ID}, figures: map[Period]map[Code]float64{}})
		}
	}
	for n := range all {
		if err := r.fillSeries(ctx, d, &all[n]); err != nil {
			return nil, fmt.Errorf("index: indicator %s: %w", all[n].def.ID, err)
		}
	}
	return all, nil
}

func (c *Composite) addSources(list []Source) {
	for _, s := range list {
		if !slices.ContainsFunc(c.Sources, func(have Source) bool { return have.Dataset == s.Dataset }) {
			c.Sources = append(c.Sources, s)
		}
	}
}

// fillSeries asks for all single economies and for the group.
func (r *Release) fillSeries(ctx context.Context, d CompositeDefinition, s *compositeSeries) error {
	for _, economies := range []string{allEconomies, d.Group} {
		f, err := r.compositeFrame(ctx, s.def, economies)
		if err != nil {
			return err
		}
		if !combinable(f.Sources) {
			s.figures, s.column.Quoted = nil, true
			break
		}
		if economies == allEconomies {
			s.sources, s.column.Unit = f.Sources, f.Series[0].Unit
		}
		s.add(f)
	}
	s.column.Indicator, _ = r.catalogue.Indicator(s.def.ID) // Load has looked
	if s.column.Quoted {
		return nil
	}
	if s.def.Members != "" {
		if err := r.fromMembers(ctx, d, s); err != nil {
			return err
		}
	}
	s.column.Period = s.latest(d, r.AsOf())
	s.column.Economies = s.singles(d, s.column.Period)
	_, isKnown := s.figures[s.column.Period][Code(d.Group)]
	s.column.Estimated = s.def.Members != "" && isKnown
	return nil
}

// combinable says whether the licences of all sources let their figures become part of an index. What may be quoted may not.
func combinable(sources []Source) bool {
	return !slices.ContainsFunc(sources, func(s Source) bool { return s.Redistribution != redistributionOpen })
}

func (r *Release) compositeFrame(ctx context.Context, i CompositeIndicator, economies string) (Frame, error) {
	q, err := r.catalogue.Parse(nil, Query{Indicators: i.ID, Economies: economies, Per: i.Per, Frequency: freqYear})
	if err != nil {
		return Frame{}, err
	}
	return r.Eval(ctx, q)
}

// add takes the figures of whole years: those of a running year and forecasts stay out.
func (s *compositeSeries) add(f Frame) {
	for _, o := range f.Observations {
		if !o.Value.Known || o.Status == StatusProvisional || o.Status == StatusForecast {
			continue
		}
		if s.figures[o.Period] == nil {
			s.figures[o.Period] = map[Code]float64{}
		}
		s.figures[o.Period][o.Economy] = o.Value.Float
	}
}

// singles counts the economies other than the group that have a figure of a year.
func (s *compositeSeries) singles(d CompositeDefinition, p Period) int {
	n := len(s.figures[p])
	if _, ok := s.figures[p][Code(d.Group)]; ok {
		n--
	}
	return n
}

// latest is the last year, of the last three that are over, that has figures of at least half as many economies as the fullest of them:
// a source that has just begun to print a year does not make the scale.
func (s *compositeSeries) latest(d CompositeDefinition, asOf string) Period {
	year, _ := strconv.Atoi(asOf[:4])
	fullest := 0
	var best Period
	for n := lookBack; n >= 1; n-- {
		fullest = max(fullest, s.singles(d, Period(strconv.Itoa(year-n))))
	}
	for n := lookBack; n >= 1; n-- {
		p := Period(strconv.Itoa(year - n))
		if have := s.singles(d, p); have > 0 && 2*have >= fullest {
			best = p
		}
	}
	return best
}

// fromMembers estimates the group's figure of each year as the mean of its members by population.
func (r *Release) fromMembers(ctx context.Context, d CompositeDefinition, s *compositeSeries) error {
	var members []Code
	for _, g := range r.words.groups {
		if g.Code == Code(d.Group) {
			members = g.Members
		}
	}
	people, err := readDivisors(ctx, r.data, Query{Per: perCapita}, members)
	if err != nil {
		return err
	}
	for period, figures := range s.figures {
		if _, printed := figures[Code(d.Group)]; printed {
			continue
		}
		year, _ := strconv.Atoi(string(period))
		if v, ok := meanOfMembers(members, figures, people, year); ok {
			figures[Code(d.Group)] = v
		}
	}
	return nil
}

func meanOfMembers(members []Code, figures map[Code]float64, people divisors, year int) (float64, bool) {
	sum, counted, all := 0.0, 0.0, 0.0
	for _, m := range members {
		heads, _, ok := people.of(m, year)
		if !ok {
			return 0, false
		}
		all += heads
		if v, ok := figures[m]; ok {
			sum += float64(v * heads)
			counted += heads
		}
	}
	if all == 0 || counted < covered*all {
		return 0, false
	}
	return sum / counted, true
}

func economiesOf(all []compositeSeries) []Code {
	seen := map[Code]bool{}
	for _, s := range all {
		for _, figures := range s.figures {
			for code := range figures {
				seen[code] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// compositeMatrix lays the figures of one year per indicator side by side. Single economies make the scale; the group and those outside
// of it are ranked.
func (r *Release) compositeMatrix(d CompositeDefinition, economies []Code, all []compositeSeries, year func(compositeSeries) Period) index.Matrix {
	m := index.Matrix{Least: d.Least, Enough: d.Enough}
	for _, p := range d.Used() {
		m.Pillars = append(m.Pillars, p.ID)
	}
	for _, s := range all {
		m.Indicators = append(m.Indicators, index.Indicator{ID: s.def.ID, Pillar: s.pillar, Falling: s.def.Falling})
	}
	for _, code := range economies {
		row, known := make([]float64, len(all)), false
		for n, s := range all {
			v, ok := s.figures[year(s)][code]
			if row[n] = v; !ok {
				row[n] = math.NaN()
			}
			known = known || ok
		}
		if !known {
			continue
		}
		m.Economies, m.Values = append(m.Economies, string(code)), append(m.Values, row)
		m.Reference = append(m.Reference, string(code) != d.Group)
		m.Ranked = append(m.Ranked, !r.isMember(d, code))
	}
	return m
}

func (r *Release) isMember(d CompositeDefinition, code Code) bool {
	return slices.ContainsFunc(r.words.groups, func(g Group) bool {
		return g.Code == Code(d.Group) && len(g.Members) > 1 && slices.Contains(g.Members, code)
	})
}

// compositeYears are the years up to the last one that all indicators of it have. An indicator takes part if each of the years has enough
// economies and the group.
func (r *Release) compositeYears(d CompositeDefinition, economies []Code, all []compositeSeries) []CompositeYear {
	last := Period("9999")
	for _, s := range all {
		if s.column.Period != "" && len(s.figures) >= d.History {
			last = min(last, s.column.Period)
		}
	}
	year, err := strconv.Atoi(string(last))
	if err != nil || last == "9999" {
		return nil
	}
	var periods []Period
	for n := d.History - 1; n >= 0; n-- {
		periods = append(periods, Period(strconv.Itoa(year-n)))
	}
	lasting := slices.DeleteFunc(slices.Clone(all), func(s compositeSeries) bool {
		return slices.ContainsFunc(periods, func(p Period) bool {
			_, group := s.figures[p][Code(d.Group)]
			return !group || s.singles(d, p) < d.Least
		})
	})
	if len(lasting) == 0 {
		return nil
	}
	var list []CompositeYear
	for _, p := range periods {
		list = append(list, CompositeYear{Period: p, Matrix: r.compositeMatrix(d, economies, lasting, func(compositeSeries) Period { return p })})
	}
	return list
}
