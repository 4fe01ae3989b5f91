-- Which exchange rate money converts at.

-- rate_of(currency, dated): units of a currency for one euro on the day of an event, by exchange_rate_day; where the event is known by month or year
-- only, or the day has no rate, the mean of its year. Null if there is neither.
create macro rate_of(wanted, dated) as coalesce(
    case when wanted = 'EUR' then 1 end,
    (select daily.units_per_eur from exchange_rate_day as daily
        where daily.currency = wanted and daily.day = try_cast(case when length(dated) = 10 then dated end as date)),
    (select yearly.units_per_eur from exchange_rate as yearly where yearly.currency = wanted and yearly.year = partial_year(dated))
);

-- rate_day_of(currency, dated): the day of the rate that rate_of takes; null for a mean of a year, and for the euro.
create macro rate_day_of(wanted, dated) as (
    select daily.fixed_on from exchange_rate_day as daily
    where daily.currency = wanted and wanted <> 'EUR' and daily.day = try_cast(case when length(dated) = 10 then dated end as date)
);
