-- check: denominator-missing   level: warning
-- In a year that others have, members of the 27, the United States or China have no population or no product.
with wanted as (
    select economy_group.economy, year.year
    from economy_group
    cross join (select distinct year from denominator) as year
    where economy_group.group_code in ('EU27_2020', 'US', 'CN')
)
select
    wanted.year,
    count(*) as economies,
    string_agg(wanted.economy, ' ' order by wanted.economy) as missing
from wanted
left join denominator on denominator.economy = wanted.economy and denominator.year = wanted.year
where denominator.population is null or denominator.gdp_eur is null
group by wanted.year
order by wanted.year
