-- check: exchange-rate-day-jump   level: error
-- A rate that doubles or halves from one fixing to the next within a week is a wrong rate or a new currency.
with fixings as (
    select
        currency,
        day,
        units_per_eur,
        lag(units_per_eur) over (partition by currency order by day) as units_before,
        lag(day) over (partition by currency order by day) as day_before
    from exchange_rate_day
    where day = fixed_on
)
select currency, day, units_per_eur, units_before, day_before
from fixings
where day_before >= day - 7
    and units_per_eur not between units_before / 2 and units_before * 2
order by currency, day
