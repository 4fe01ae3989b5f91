-- One row per measure, economy and year, and per field of AI in a series of its own. Names of fields differ in case between rows of
-- one field: such rows add up, but for the estimates, where they repeat. Millions become dollars. Groups that the publisher makes are
-- left out, but the European Union; incomplete years are, too, but for the estimates, where they are projections.
with readings as (
    select 'eto-papers' as series_id, 1 as factor, year, country, field, value, complete, snapshot_sha256, source_line
    from staged.eto__papers
    union all
    select 'eto-patent-applications' as series_id, 1 as factor, year, country, field, value, complete, snapshot_sha256, source_line
    from staged.eto__applications
    union all
    select 'eto-patents-granted' as series_id, 1 as factor, year, country, field, value, complete, snapshot_sha256, source_line
    from staged.eto__granted
    union all
    select 'eto-disclosed-investment' as series_id, 1000000 as factor, year, country, field, value, complete, snapshot_sha256, source_line
    from staged.eto__disclosed
    union all
    select 'eto-estimated-investment' as series_id, 1000000 as factor, year, country, field, value, complete, snapshot_sha256, source_line
    from staged.eto__estimated
),
folded as (
    select
        series_id,
        year,
        country,
        lower(field) as field,
        case when series_id = 'eto-estimated-investment' then max(value) else sum(value) end * max(factor) as value,
        bool_and(complete = 'True') as is_complete,
        min(snapshot_sha256) as snapshot_sha256,
        min(source_line) as source_line
    from readings
    where value is not null
    group by series_id, year, country, lower(field)
),
placed as (
    select
        folded.*,
        case folded.country when 'EU' then 'EU27_2020' else coalesce(place.economy, folded.country) end as economy
    from folded
    left join staged.codes__place_name as place on place_key(place.name) = place_key(folded.country)
    where folded.country not in (
        'ASEAN', 'Five Eyes', 'Global Partnership on Artificial Intelligence', 'International Bureau of WIPO', 'NATO', 'OECD', 'Quad',
        'World Intellectual Property Organization (WIPO)', 'Africa', 'Asia', 'Europe', 'North America and the Caribbean', 'Oceania',
        'South and Central America', 'European Patent Organization', 'Eurasian Patent Organization'
    )
        and (folded.is_complete or folded.series_id = 'eto-estimated-investment')
)
select
    series_id || case when field = 'all' then '' else '-by-field' end as series_id,
    economy,
    year::varchar as period,
    value::decimal(38, 6) as value,
    null as edition,
    case when not is_complete then 'projection of the publisher: the year is not complete' end as note,
    'https://zenodo.org/records/13984221' as source_url,
    'ETO Country AI Activity Metrics' as source_title,
    null as source_on,
    case when field <> 'all' then place_slug(field) end as breakdown,
    snapshot_sha256,
    source_line
from placed
where economy in (select economy from staged.codes__economy)
    or economy not in (select economy from staged.codes__place_name)
