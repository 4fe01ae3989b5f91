-- One row per economy and day of a wave, then one per kind of affiliation and year in the world. The column of a chart is the one whose
-- title says what is wanted and does not say projected; of several none is taken.
with charts as (
    from (values
        ('owid-generative-ai-users', 'estimated-share-people-generative-ai', 'share|generative'),
        ('owid-systems-by-affiliation', 'affiliation-researchers-building-artificial-intelligence-systems-all', 'system|number')
    ) as chart (series_id, slug, wanted)
),
cells as (
    select 'owid-generative-ai-users' as series_id, entity, code, strftime(day, '%Y') || '-Q' || quarter(day) as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data__generative_ai
    union all
    select 'owid-systems-by-affiliation' as series_id, entity, code, year::varchar as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data__affiliation
),
abouts as (
    select 'owid-generative-ai-users' as series_id, about
    from staged.our_world_in_data__generative_ai_about
    union all
    select 'owid-systems-by-affiliation' as series_id, about
    from staged.our_world_in_data__affiliation_about
),
names as (
    select series_id, about, unnest(json_keys(about)) as short_name
    from abouts
),
titled as (
    select
        charts.series_id,
        charts.slug,
        names.short_name,
        chart_text(names.about, names.short_name, 'lastUpdated') as updated
    from charts
    join names on names.series_id = charts.series_id
    where chart_text(names.about, names.short_name, 'type') in ('Numeric', 'Integer')
        and regexp_matches(concat_ws(' ', chart_text(names.about, names.short_name, 'titleShort'), chart_text(names.about, names.short_name, 'titleLong')), charts.wanted, 'i')
        and not regexp_matches(concat_ws(' ', names.short_name, chart_text(names.about, names.short_name, 'titleShort'), chart_text(names.about, names.short_name, 'titleLong')), 'projected', 'i')
    qualify count(*) over (partition by charts.series_id) = 1
),
chosen as (
    select cells.*, titled.slug, titled.updated
    from cells
    join titled on titled.series_id = cells.series_id and titled.short_name = cells.short_name
    where try_cast(cells.value as decimal(38, 6)) is not null
),
placed as (
    select
        chosen.*,
        case
            when chosen.series_id = 'owid-systems-by-affiliation' or chosen.code = 'OWID_WRL' then 'WORLD'
            when chosen.code = 'OWID_EU27' then 'EU27_2020'
            when chosen.code is not null then known.economy
            else coalesce(named.economy, chosen.entity)
        end as economy
    from chosen
    left join staged.codes__economy as known on known.iso3 = chosen.code and not known.is_aggregate
    left join staged.codes__place_name as named on chosen.code is null and place_key(named.name) = place_key(chosen.entity)
)
select
    series_id,
    economy,
    period,
    value::decimal(38, 6) as value,
    null as edition,
    null as note,
    'https://ourworldindata.org/grapher/' || slug as source_url,
    'Our World in Data, ' || slug as source_title,
    left(updated, 10) as source_on,
    case when series_id = 'owid-systems-by-affiliation' then place_slug(entity) end as breakdown,
    snapshot_sha256,
    source_line
from placed
where (economy in (select economy from staged.codes__economy) or economy not in (select economy from staged.codes__place_name))
    and not (code is null and economy in ('Africa', 'Asia', 'North America', 'South America', 'Oceania'))
