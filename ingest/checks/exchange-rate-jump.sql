-- check: exchange-rate-jump   level: error
-- A rate more than three times, or less than a third of, that of the year before is a wrong rate or a new currency.
select
    rate.currency,
    rate.year,
    rate.units_per_eur,
    before.units_per_eur as year_before
from exchange_rate as rate
join exchange_rate as before on before.currency = rate.currency and before.year = rate.year - 1
where rate.units_per_eur not between before.units_per_eur / 3 and before.units_per_eur * 3
order by rate.currency, rate.year
