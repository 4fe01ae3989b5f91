-- One row per economy asked and year: what it is divided by. A group without a total of its own has the sum of all its members, or none.
with member as (
    select
        economy_group.group_code,
        economy_group.economy,
        count(*) over (partition by economy_group.group_code) as members
    from economy_group
    where economy_group.group_code in (select unnest(string_to_array($economies, ',')))
      and economy_group.group_code <> economy_group.economy
),
own as (
    select economy, year, population, gdp_eur, gdp_usd
    from denominator
    where economy in (select unnest(string_to_array($economies, ',')))
),
summed as (
    select
        member.group_code as economy,
        denominator.year,
        case when count(denominator.population) = max(member.members) then sum(denominator.population) end as population,
        case when count(denominator.gdp_eur) = max(member.members) then sum(denominator.gdp_eur) end as gdp_eur,
        case when count(denominator.gdp_usd) = max(member.members) then sum(denominator.gdp_usd) end as gdp_usd
    from denominator
    join member on member.economy = denominator.economy
    where member.group_code not in (select economy from own)
    group by member.group_code, denominator.year
),
together as (
    select economy, year, population, gdp_eur, gdp_usd from own
    union all
    select economy, year, population, gdp_eur, gdp_usd from summed
)
select
    together.economy,
    together.year,
    cast(population as double precision) as population,
    cast(gdp_eur as double precision) as gdp_eur,
    cast(gdp_usd as double precision) as gdp_usd,
    cast(gdp_eur * yuan.units_per_eur as double precision) as gdp_cny
from together
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = together.year
order by together.economy, together.year
