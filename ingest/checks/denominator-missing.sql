-- check: denominator-missing   level: warning
-- A member of the 27, the United States or China has no population or no product in a year that others have.
with wanted as (
    select economy_group.economy, year.year
    from economy_group
    cross join (select distinct year from denominator) as year
    where economy_group.group_code in ('EU27_2020', 'US', 'CN')
)
select wanted.economy, wanted.year, denominator.population, denominator.gdp_eur
from wanted
left join denominator on denominator.economy = wanted.economy and denominator.year = wanted.year
where denominator.population is null or denominator.gdp_eur is null
order by wanted.economy, wanted.year
