package dashboard

import (
	"math"
	"strconv"
	"strings"

	"sextant/analytics"
)

// marks stand for the parts of a sentence until the language has put them in order.
func marks(n int) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = "\x00" + strconv.Itoa(i) + "\x00"
	}
	return list
}

// sentence puts parts where their marks are.
func sentence(text string, parts ...phrase) []phrase {
	var list []phrase
	for i, piece := range strings.Split(text, "\x00") {
		if i%2 == 0 {
			if piece != "" {
				list = append(list, phrase{Text: piece})
			}
		} else if n, err := strconv.Atoi(piece); err == nil && n < len(parts) {
			list = append(list, parts[n])
		}
	}
	return list
}

// strong is a number of a sentence.
func strong(text string) phrase { return phrase{Text: text, Num: true} }

// short is what an economy is called in the table and in sentences.
func (v gapView) short(names map[analytics.Code]analytics.Name, code analytics.Code) string {
	if code == "WIDER_EUROPE" {
		return v.p.Text("ui.gap.short.wider", "Wider Europe")
	}
	return figure{frame: analytics.Frame{EconomyNames: names}}.shortName(v.p, code)
}

// whyText says why there is no figure. Europe and the other are called as in the table.
func (v gapView) whyText(why, europe, other string) string {
	switch why {
	case analytics.WhyNotCompared:
		return v.p.Text("ui.gap.why.not-compared", "not compared: the lists differ in fullness")
	case analytics.WhyNoEurope:
		return v.p.Text("ui.gap.why.none", "{0} not covered", europe)
	case analytics.WhyNoOther:
		return v.p.Text("ui.gap.why.none", "{0} not covered", other)
	case analytics.WhyNoYear:
		return v.p.Text("ui.gap.why.no-year", "no complete year in common")
	case analytics.WhyBreak:
		return v.p.Text("ui.gap.why.break", "no growth: each year is of another edition")
	case analytics.WhyOnce:
		return v.p.Text("ui.gap.why.once", "no growth: one year in common")
	case analytics.WhyNoYears:
		return v.p.Text("ui.gap.why.no-years", "no growth: as of the release")
	case analytics.WhyWhole:
		return v.p.Text("ui.gap.why.whole", "These are shares of one whole: what one side gains the others lose, so neither can stand still while the other grows. No catch-up is calculated; the absolute figures of the theme have one.")
	case analytics.WhyBound:
		return v.p.Text("ui.gap.why.bound", "At this rate a share would pass 100 %. There is no such path: choose an earlier year, a lower target, or an other side that stands still.")
	case analytics.WhyNoRate:
		return v.p.Text("ui.gap.why.no-rate", "The growth of {0} is not known, because no window of two complete years lies within one edition of the source. Choose an other side that stands still.", other)
	}
	return ""
}

// share prints a ratio as a percentage of three significant digits.
func (v gapView) share(ratio analytics.Value) string { return v.percent(100 * ratio.Float) }

func (v gapView) percent(x float64) string {
	if math.Abs(x) >= 100 {
		x = math.Round(x)
	}
	if math.Abs(x) >= 1000 {
		x = math.Round(x/10) * 10
	}
	return v.p.Percent(x)
}

// perYear prints a rate: 0.123 is "+12.3%". Less than nothing has its minus.
func (v gapView) perYear(rate analytics.Value) string {
	if !rate.Known {
		return "–"
	}
	text := v.percent(math.Abs(100 * rate.Float))
	if rate.Float < 0 {
		return "−" + text
	}
	return "+" + text
}

// span prints a number of years: one decimal below ten.
func (v gapView) span(n analytics.Value) string {
	digits := 0
	if n.Float < 10 {
		digits = 1
	}
	return v.p.Fixed(n.Float, digits)
}

// yearAfter is the year in which so many years after another have gone by.
func (v gapView) yearAfter(p analytics.Period, n analytics.Value) string {
	year, err := strconv.Atoi(string(p))
	if err != nil {
		return ""
	}
	return v.p.Period(strconv.Itoa(year + int(math.Ceil(n.Float))))
}

// far is how many years ahead arithmetic on today's rates still says something.
const far = 50

// amount prints a value in the unit of a series.
func (v gapView) amount(x analytics.Value, unit analytics.Unit) string {
	if !x.Known {
		return v.p.Text("ui.missing.none", "no data")
	}
	return v.p.Quantity(x.Float, unit.Code, unit.Per)
}

// difference prints how much one side has more, without a sign; of percentages it is in points.
func (v gapView) difference(x analytics.Value, unit analytics.Unit) string {
	x.Float = math.Abs(x.Float)
	if unit.Code == "percent" {
		return v.p.Text("ui.gap.points", "{0} points", v.p.Number(x.Float, 3))
	}
	return v.amount(x, unit)
}

// plusMinus is difference with its sign.
func (v gapView) plusMinus(x analytics.Value, unit analytics.Unit) string {
	sign := "+"
	if x.Float < 0 {
		sign = "−"
	}
	return sign + v.difference(x, unit)
}
