-- One row per chart, economy and year. The column of a chart is the one whose title says what is wanted and does not say projected; of several none is taken.
-- Of the publisher's own groups only the European Union counts; its continents, and the sums made by Our World in Data, are left out.
with charts as (
    from (values
        ('owid-cset-private-investment', 'private-investment-in-artificial-intelligence-cset', 'estimated investment|investment'),
        ('owid-cset-papers', 'annual-scholarly-publications-on-artificial-intelligence', 'article|publication|paper'),
        ('owid-cset-papers-per-million', 'scholarly-publications-on-artificial-intelligence-per-million-people', 'article|publication|paper')
    ) as chart (series_id, slug, wanted)
),
cells as (
    select 'owid-cset-private-investment' as series_id, entity, code, year::varchar as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data_cset__investment
    union all
    select 'owid-cset-papers' as series_id, entity, code, year::varchar as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data_cset__papers
    union all
    select 'owid-cset-papers-per-million' as series_id, entity, code, year::varchar as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data_cset__papers_per_million
),
abouts as (
    select 'owid-cset-private-investment' as series_id, about
    from staged.our_world_in_data_cset__investment_about
    union all
    select 'owid-cset-papers' as series_id, about
    from staged.our_world_in_data_cset__papers_about
    union all
    select 'owid-cset-papers-per-million' as series_id, about
    from staged.our_world_in_data_cset__papers_per_million_about
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
            when chosen.code = 'OWID_WRL' then 'WORLD'
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
    case when value::decimal(38, 6) = 0 then 'zero is nothing recorded' end as note,
    'https://ourworldindata.org/grapher/' || slug as source_url,
    'Our World in Data, ' || slug as source_title,
    left(updated, 10) as source_on,
    null as breakdown,
    snapshot_sha256,
    source_line
from placed
where economy not in ('WORLD', 'EUROPE')
    and not (code is null and (ends_with(entity, '(CSET)') or entity in ('Africa', 'Asia', 'Europe', 'North America', 'South America', 'Oceania')) and economy = entity)
    and (economy in (select economy from staged.codes__economy) or economy not in (select economy from staged.codes__place_name))
