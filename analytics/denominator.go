package analytics

import (
	"context"
	"database/sql"
	_ "embed"
	"strconv"
	"strings"
)

//go:embed sql/denominators.sql
var denominatorsSQL string

// maxCarried is how many years a denominator may be older than the figure that it divides.
const maxCarried = 2

// divisors are what economies are divided by: population, or GDP in the query's currency, by year.
type divisors map[Code]map[int]float64

func readDivisors(ctx context.Context, d database, q Query, economies []Code) (divisors, error) {
	codes := make([]string, len(economies))
	for n, e := range economies {
		codes[n] = string(e)
	}
	all := divisors{}
	_, err := ask(ctx, d, denominatorsSQL, func(r *sql.Rows) (struct{}, error) {
		var economy Code
		var year int
		var people, eur, usd, cny sql.NullFloat64
		err := r.Scan(&economy, &year, &people, &eur, &usd, &cny)
		if all[economy] == nil {
			all[economy] = map[int]float64{}
		}
		value := people
		if q.Per == perGDP {
			value = map[string]sql.NullFloat64{"eur": eur, "usd": usd, "cny": cny}[q.Currency]
		}
		if value.Valid && value.Float64 > 0 {
			all[economy][year] = value.Float64
		}
		return struct{}{}, err
	}, sql.Named("economies", strings.Join(codes, ",")))
	return all, err
}

// of returns the divisor of an economy in a year, carried forward for at most two years, and how many years it was carried.
func (d divisors) of(economy Code, year int) (value float64, carried int, ok bool) {
	for carried = 0; carried <= maxCarried; carried++ {
		if value, ok = d[economy][year-carried]; ok {
			return value, carried, true
		}
	}
	return 0, 0, false
}

// divisor is what the figure at a place is divided by, people or money, and how many years it was carried. Figures over all years
// use the last year.
func (a *answer) divisor(at place, asOf string) (value float64, carried int, ok bool) {
	return a.divisors.of(at.economy, a.yearOf(at.period, asOf))
}

// scale makes the quotient money per inhabitant, a count per million inhabitants, or a percentage of GDP.
func (a *answer) scale() float64 {
	switch {
	case a.q.Per == perGDP:
		return 100
	case a.i.IsMoney():
		return 1
	}
	return 1e6
}

func (a *answer) yearOf(p Period, asOf string) int {
	text := string(p)
	if p == freqAll {
		text = min(orElse(a.q.To, asOf), asOf)
	}
	year, _ := strconv.Atoi(text[:4]) // periods and dates begin with a year
	return year
}

func (a *answer) divided(v Value, at place, asOf string) (Value, bool) {
	divisor, carried, ok := a.divisor(at, asOf)
	if !ok {
		a.lacking[at.economy] = true
		return Value{}, false
	}
	if carried > 0 {
		a.carried[at.economy] = true
	}
	return Value{Float: v.Float * a.scale() / divisor, Known: true}, carried > 0
}
