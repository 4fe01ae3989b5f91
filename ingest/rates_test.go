package ingest

import "testing"

// The rate of a day is the last one at most seven days back; of an event known by month or year, and before the daily rates, the
// mean of the year.
func TestDailyRates(t *testing.T) {
	s := newStationOf(t, "exchange-rates")
	s.built()
	s.answers(map[string]string{
		"select count(*) from exchange_rate_day": "0",
		"select rate_of('USD', '2025-03-14') = units_per_eur, rate_day_of('USD', '2025-03-14') is null from exchange_rate where currency = 'USD' and year = 2025": "true|true",
	})
	s.day = s.day.AddDate(0, 0, 1)
	s.look()
	s.built()
	s.answers(map[string]string{
		"select count(distinct currency), min(day), max(day) from exchange_rate_day":                                                                                      "4|2023-01-02|2026-11-25",
		"select units_per_eur::varchar, fixed_on from exchange_rate_day where currency = 'USD' and day = date '2025-03-14'":                                               "1.133000|2025-03-14",
		"select units_per_eur::varchar, fixed_on from exchange_rate_day where currency = 'USD' and day = date '2025-03-16'":                                               "1.133000|2025-03-14",
		"select rate_of('USD', '2025-03-15')::varchar, rate_day_of('USD', '2025-03-15'), rate_of('EUR', '2025-03-15')::varchar, rate_day_of('EUR', '2025-03-15') is null": "1.133000|2025-03-14|1.000000|true",
		"select rate_of('USD', '2025-03') = units_per_eur and rate_of('USD', '2025') = units_per_eur from exchange_rate where currency = 'USD' and year = 2025":           "true",
		"select rate_of('USD', '2015-06-01') = units_per_eur from exchange_rate where currency = 'USD' and year = 2015":                                                   "true",
		"select rate_of('XTS', '2025-03-14') is null, rate_of('USD', null) is null":                                                                                       "true|true",
		"select count(*) from (select unnest(['2025-03-14', '2025-03-15', '2024']) as dated) as event where rate_of('CNY', event.dated) > 7":                              "3",
		"select max(day - fixed_on) from exchange_rate_day":                                                                                                               "5",
	})
}
