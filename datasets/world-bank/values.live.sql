-- One row per series, economy and year that the World Bank gives a value for. Its own code EU is the group of 27, 1W the world;
-- its other aggregates, and places that are not in the list of economies, are left out. GDP is rounded to whole dollars.
with readings as (
    select 'population' as series_id, 'SP.POP.TOTL' as code, country, year, value, snapshot_sha256, source_line
    from staged.world_bank__population
    union all
    select 'gdp-current-usd' as series_id, 'NY.GDP.MKTP.CD' as code, country, year, value, snapshot_sha256, source_line
    from staged.world_bank__gdp
),
placed as (
    select
        *,
        case country when 'EU' then 'EU27_2020' when '1W' then 'WORLD' else country end as place
    from readings
    where value is not null
)
select
    placed.series_id,
    placed.place as economy,
    placed.year::varchar as period,
    round(placed.value, 0) as value,
    null as edition,
    null as note,
    'https://data.worldbank.org/indicator/' || placed.code as source_url,
    'World Bank, World Development Indicators ' || placed.code as source_title,
    null as source_on,
    null as breakdown,
    placed.snapshot_sha256,
    placed.source_line
from placed
join staged.codes__economy as economy on economy.economy = placed.place
