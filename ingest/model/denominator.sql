-- One row per economy or group and year: what per-head and per-GDP figures divide by. A view over published observations; groups use the publisher's total.
create view denominator as
select
    coalesce(population.economy, gdp.economy) as economy,
    coalesce(population.year, gdp.year) as year,
    population.value as population,
    gdp.value / exchange_rate.units_per_eur as gdp_eur,
    gdp.value as gdp_usd
from (select economy, year, value from observation where series_id = 'population') as population
full join (select economy, year, value from observation where series_id = 'gdp-current-usd') as gdp
    on gdp.economy = population.economy and gdp.year = population.year
left join exchange_rate
    on exchange_rate.currency = 'USD' and exchange_rate.year = coalesce(population.year, gdp.year);
