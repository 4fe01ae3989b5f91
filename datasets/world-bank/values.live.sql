-- One row per series, economy and year that the World Bank gives a value for. Its own code EU is the group of 27, 1W the world;
-- its other aggregates, and places that are not in the list of economies, are left out. Values are rounded to the digits
-- that mean something: whole dollars and people, thousandths of shares.
with readings as (
    select 'population' as series_id, 'SP.POP.TOTL' as code, country, year, round(value, 0)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__population
    union all
    select 'gdp-current-usd' as series_id, 'NY.GDP.MKTP.CD' as code, country, year, round(value, 0)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__gdp
    union all
    select 'research-spending-share' as series_id, 'GB.XPD.RSDV.GD.ZS' as code, country, year, round(value, 3)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__research_spending
    union all
    select 'researchers-per-million' as series_id, 'SP.POP.SCIE.RD.P6' as code, country, year, round(value, 1)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__researchers
    union all
    select 'gdp-purchasing-power' as series_id, 'NY.GDP.MKTP.PP.KD' as code, country, year, round(value, 0)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__gdp_purchasing_power
    union all
    select 'purchasing-power-factor' as series_id, 'PA.NUS.PPP' as code, country, year, round(value, 6)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__purchasing_power
    union all
    select 'consumer-prices' as series_id, 'FP.CPI.TOTL' as code, country, year, round(value, 3)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__consumer_prices
    union all
    select 'internet-users' as series_id, 'IT.NET.USER.ZS' as code, country, year, round(value, 3)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__internet_users
    union all
    select 'high-technology-exports' as series_id, 'TX.VAL.TECH.MF.ZS' as code, country, year, round(value, 3)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__high_technology_exports
    union all
    select 'patent-applications-residents' as series_id, 'IP.PAT.RESD' as code, country, year, round(value, 0)::decimal(38, 6) as value, snapshot_sha256, source_line
    from staged.world_bank__patents_residents
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
    placed.value,
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
