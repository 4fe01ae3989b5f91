package analytics

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// A GapAnswer says how far Europe is from each other economy in one indicator.
type GapAnswer struct {
	Query     GapQuery
	Indicator Indicator
	Subject   Code  // the Europe that is compared; empty if none has a figure
	Frame     Frame // its figures and those of the others, of all years
	Sides     []GapSide
	Divided   []GapDivided // the latest ratio undivided, per head, per GDP, as far as the indicator has them
	CatchUp   CatchUp
}

// A GapSide is Europe beside one other economy.
type GapSide struct {
	Other        Code
	Why          string // why there is no ratio: a word of the Why constants; empty if there is one
	Gap          Gap
	Ours, Theirs Observation // at Gap.Period
	Difference   Value       // ours less theirs, in the unit of the frame
	Growth       PairGrowth
}

// A GapDivided is the latest ratio by one divisor.
type GapDivided struct {
	Per    string // "", "capita" or "gdp"
	Ratios map[Code]Value
}

// Gap answers how far Europe is from the others in one indicator. The same query on the same release gives the same answer. A year of
// catch-up that is not after the last year with figures is an *InvalidError.
func (r *Release) Gap(ctx context.Context, q GapQuery) (GapAnswer, error) {
	a := GapAnswer{Query: q}
	var err error
	if a.Indicator, err = r.catalogue.Indicator(q.Query.Indicators); err != nil {
		return a, err
	}
	if err = r.askGap(ctx, &a); err != nil {
		return a, err
	}
	a.Sides = gapSides(a.Frame, a.Indicator, a.Subject, q.From, q.To)
	if a.Divided, err = r.divided(ctx, a); err != nil {
		return a, err
	}
	a.CatchUp, err = a.catchUp()
	return a, err
}

// askGap asks for the figures of a Europe and the others: of the one that was wanted, or of the first that has a figure. Where none has
// one, the frame is that of the first.
func (r *Release) askGap(ctx context.Context, a *GapAnswer) error {
	wanted := gapSubjects
	if a.Query.Group != "" {
		wanted = []Code{a.Query.Group}
	}
	for n, europe := range wanted {
		q := a.Query.Query
		q.Economies = gapEconomies(europe)
		f, err := r.Eval(ctx, q)
		if err != nil {
			return err
		}
		if a.Subject = subjectOf(f); a.Subject != "" || n == 0 {
			a.Frame = f
		}
		if a.Subject != "" {
			return nil
		}
	}
	return nil
}

// subjectOf is the first Europe of a frame with a final figure.
func subjectOf(f Frame) Code {
	at := slices.IndexFunc(gapSubjects, func(c Code) bool { return len(final(f, c)) > 0 })
	if at < 0 {
		return ""
	}
	return gapSubjects[at]
}

// gapSides compares the subject of a frame with every other economy.
func gapSides(f Frame, i Indicator, subject Code, from, to string) []GapSide {
	var sides []GapSide
	gapsOf := gaps(f, map[string][]Code{i.ID: i.Compared})
	for _, other := range gapOthers {
		s := GapSide{Other: other}
		at := slices.IndexFunc(gapsOf, func(g Gap) bool { return g.Other == other && g.Subject == subject })
		switch {
		case !slices.Contains(i.Compared, other):
			s.Why = WhyNotCompared
		case subject == "":
			s.Why = WhyNoEurope
		case len(final(f, other)) == 0:
			s.Why = WhyNoOther
		case at < 0:
			s.Why = WhyNoYear
		default:
			s.Gap = gapsOf[at]
			s.Ours, s.Theirs = observed(f, subject, s.Gap.Period), observed(f, other, s.Gap.Period)
			s.Difference = Value{Float: s.Ours.Value.Float - s.Theirs.Value.Float, Known: true}
			s.Growth = growth(f, subject, other, from, to)
		}
		sides = append(sides, s)
	}
	return sides
}

// Observed is an economy's figure of a period.
func (a GapAnswer) Observed(economy Code, period Period) Observation {
	return observed(a.Frame, economy, period)
}

func observed(f Frame, economy Code, period Period) Observation {
	for _, o := range f.Observations {
		if o.Economy == economy && o.Period == period && o.By == "" {
			return o
		}
	}
	return Observation{}
}

// divided are the latest ratios by every divisor of the indicator.
func (r *Release) divided(ctx context.Context, a GapAnswer) ([]GapDivided, error) {
	if a.Subject == "" || len(a.Indicator.Per) == 0 {
		return nil, nil
	}
	asked := a.Query.Query.Per
	here, err := r.gapDivisors(ctx, asked, a.Subject)
	if err != nil {
		return nil, err
	}
	var list []GapDivided
	for _, per := range append([]string{""}, a.Indicator.Per...) {
		there := here
		if per != asked {
			if there, err = r.gapDivisors(ctx, per, a.Subject); err != nil {
				return nil, err
			}
		}
		one := GapDivided{Per: per, Ratios: map[Code]Value{}}
		for _, s := range a.Sides {
			if one.Ratios[s.Other] = s.Gap.Ratio; per != asked {
				one.Ratios[s.Other] = redivided(s, a.Subject, here, there, r.AsOf())
			}
		}
		list = append(list, one)
	}
	return list, nil
}

// gapDivisors reads what Europe and the others are divided by; nil if by nothing. Of the product any one currency does: the exchange
// rate of a year is the same on both sides of a ratio.
func (r *Release) gapDivisors(ctx context.Context, per string, europe ...Code) (divisors, error) {
	if per == "" {
		return nil, nil
	}
	return readDivisors(ctx, r.data, Query{Per: per, Currency: currencies[0]}, append(slices.Clone(europe), gapOthers...))
}

// yearOr is the year of a period; of the whole range it is that of the release.
func (p Period) yearOr(asOf string) Period {
	if p == freqAll {
		p = Period(asOf)
	}
	return p[:4]
}

// redivided is the ratio of a side by other divisors than its own: ours/theirs times a quotient of the divisors.
func redivided(s GapSide, subject Code, from, to divisors, asOf string) Value {
	if !s.Gap.Ratio.Known {
		return Value{}
	}
	ratio, year := s.Gap.Ratio.Float, yearNumber(s.Gap.Period.yearOr(asOf))
	for n, d := range []divisors{from, to} {
		if d == nil {
			continue
		}
		ours, _, ok := d.of(subject, year)
		theirs, _, both := d.of(s.Other, year)
		if !ok || !both {
			return Value{}
		}
		if n == 0 {
			ours, theirs = theirs, ours
		}
		ratio *= theirs / ours
	}
	return Value{Float: ratio, Known: true}
}

// Side returns Europe beside one of the others.
func (a GapAnswer) Side(other Code) GapSide {
	at := slices.IndexFunc(a.Sides, func(s GapSide) bool { return s.Other == other })
	if at < 0 {
		return GapSide{Other: other, Why: WhyNotCompared}
	}
	return a.Sides[at]
}

// RatioSeries is the id of the series of a frame of ratios.
const RatioSeries = "gap-ratio"

// Ratio is Europe's figure of a period divided by another's; missing if one of them is, or the other's is zero.
func (a GapAnswer) Ratio(other Code, p Period) Value {
	ours, theirs := observed(a.Frame, a.Subject, p).Value, observed(a.Frame, other, p).Value
	if !ours.Known || !theirs.Known || theirs.Float == 0 {
		return Value{}
	}
	return Value{Float: ours.Float / theirs.Float, Known: true}
}

// Ratios is the frame of Europe's figure as a percentage of each other's, over all periods that have both. A ratio is as final as the less
// final of its two figures, and it is a break where one of them is: editions may draw Europe differently, so no line crosses them. n is
// the number of facts behind the thinner side.
func (a GapAnswer) Ratios() Frame {
	f := a.Frame
	f.Series = []Series{{Indicator: RatioSeries, Title: a.Indicator.Title, Unit: Unit{Code: "percent"}, Kind: Ratio}}
	f.Economies, f.Observations, f.Gaps = nil, nil, nil
	for _, s := range a.Sides {
		if s.Why != "" {
			continue
		}
		f.Economies = append(f.Economies, s.Other)
		for _, p := range f.Periods {
			f.Observations = append(f.Observations, a.percentage(s.Other, p))
		}
	}
	return f
}

// percentage is an observation of the frame of ratios.
func (a GapAnswer) percentage(other Code, p Period) Observation {
	ours, theirs := observed(a.Frame, a.Subject, p), observed(a.Frame, other, p)
	o := Observation{Indicator: RatioSeries, Economy: other, Period: p, Value: percentOf(a.Ratio(other, p)), Status: StatusNormal,
		N: min(ours.N, theirs.N), Missing: ours.Missing + theirs.Missing}
	if !o.Value.Known {
		o.Status = StatusMissing
		return o
	}
	for _, status := range []Status{StatusProvisional, StatusForecast, StatusBreak, StatusEstimated, StatusUncertain} {
		if ours.Status == status || theirs.Status == status {
			o.Status = status
			return o
		}
	}
	return o
}

// invalidYear refuses a year of catch-up that is over.
func invalidYear(byYear int, last Period) error {
	return &InvalidError{Param: "by_year", Value: strconv.Itoa(byYear), Reason: fmt.Sprintf("not after %s, the last year with figures", last),
		Allowed: []string{"2030", "2035", "2040", "2050"}}
}
