package analytics

import "sextant/analytics/statistics"

// A CatchUp is what it would take Europe to reach a target: arithmetic on a reader's assumptions, no forecast.
type CatchUp struct {
	Side      GapSide // whom it is about
	Why       string  // why there is no answer: a word of the Why constants; empty if there is one
	From      Period  // the last complete year with both figures: where it starts
	Years     int     // from there to the year of the target
	OtherRate Value   // at which the other is taken to grow, part of one per year; 0 if it stands still
	OtherThen Value   // the other's figure in the year of the target
	Level     Value   // the target: Europe's figure of that year
	Needed    Value   // the rate per year that leads there
	Reached   bool    // Europe's figure is no less than the target already: nothing has to grow, and no money is added up
	Own       Value   // Europe's own rate in the window; missing without one
	Projected Value   // the ratio in the year of the target if both grew as in their window
	Money     bool    // the indicator is a yearly flow of money: the amounts below are there
	Total     Value   // sum of the years after From up to the target
	Standing  Value   // sum of the same years at the figure of From
	More      Value   // what the first is above the second
}

// catchUp answers the catch-up of a query.
func (a GapAnswer) catchUp() (CatchUp, error) {
	s := a.Side(a.Query.Of)
	c := CatchUp{Side: s, Why: s.Why}
	if c.Why != "" {
		return c, nil
	}
	g := s.Growth
	switch {
	case g.Last == "":
		c.Why = g.Why
	case a.Indicator.Whole:
		c.Why = WhyWhole
	case a.Query.Other == OtherTrend && !g.Theirs.Known:
		c.Why = WhyNoRate
	}
	if c.Why != "" {
		return c, nil
	}
	c.From = g.Last
	if c.Years = a.Query.ByYear - yearNumber(c.From); c.Years <= 0 {
		return c, invalidYear(a.Query.ByYear, c.From)
	}
	c.fill(observed(a.Frame, a.Subject, c.From).Value.Float, observed(a.Frame, s.Other, c.From).Value.Float, a.Query)
	unit := a.Frame.Series[0].Unit
	if unit.Code == "percent" && (c.OtherThen.Float > 100 || c.Level.Float > 100) {
		return CatchUp{Side: s, Why: WhyBound, From: c.From, Years: c.Years}, nil
	}
	if c.Money = a.Frame.Series[0].Kind == Flow && unit.isMoney() && unit.Per == "" && !c.Reached; c.Money {
		c.money(observed(a.Frame, a.Subject, c.From).Value.Float)
	}
	return c, nil
}

// fill is the closed form: the other's figure grows by its rate for so many years, the target is a part of that, and the rate needed is
// the compound one from Europe's figure to it.
func (c *CatchUp) fill(ours, theirs float64, q GapQuery) {
	g, years := c.Side.Growth, float64(c.Years)
	c.OtherRate = Value{Known: true}
	if q.Other == OtherTrend {
		c.OtherRate = g.Theirs
	}
	c.OtherThen = finite(statistics.Grown(theirs, c.OtherRate.Float, years))
	c.Level = finite(c.OtherThen.Float * float64(q.Target) / 100)
	c.Needed = finite(statistics.GrowthRate(ours, c.Level.Float, years))
	c.Reached = ours >= c.Level.Float
	c.Own = g.Ours
	if g.Relative.Known {
		c.Projected = finite(statistics.Grown(ours/theirs, g.Relative.Float, years))
	}
}

// money sums what the path costs, year by year, beside standing still.
func (c *CatchUp) money(ours float64) {
	c.Total = finite(statistics.Cumulated(ours, c.Needed.Float, c.Years))
	c.Standing = finite(statistics.Cumulated(ours, 0, c.Years))
	c.More = finite(c.Total.Float - c.Standing.Float)
}
