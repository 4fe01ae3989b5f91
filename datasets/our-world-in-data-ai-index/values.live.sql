-- One row per chart, area and year; the parts of corporate investment are kinds of deal in the world. The column of a chart is the one
-- whose title says what is wanted and does not say projected; of several none is taken.
with charts as (
    from (values
        ('owid-ai-index-private-investment', 'private-investment-in-artificial-intelligence', 'investment'),
        ('owid-ai-index-corporate-investment', 'corporate-investment-in-artificial-intelligence-by-type', 'investment')
    ) as chart (series_id, slug, wanted)
),
cells as (
    select 'owid-ai-index-private-investment' as series_id, entity, code, year::varchar as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data_ai_index__private_investment
    union all
    select 'owid-ai-index-corporate-investment' as series_id, entity, code, year::varchar as period, short_name, value, snapshot_sha256, source_line
    from staged.our_world_in_data_ai_index__corporate_investment
),
abouts as (
    select 'owid-ai-index-private-investment' as series_id, about
    from staged.our_world_in_data_ai_index__private_investment_about
    union all
    select 'owid-ai-index-corporate-investment' as series_id, about
    from staged.our_world_in_data_ai_index__corporate_investment_about
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
        *,
        case
            when series_id = 'owid-ai-index-corporate-investment' or entity = 'World' then 'WORLD'
            when entity = 'United States' then 'US'
            when entity = 'China' then 'CN'
            when entity = 'Europe' then 'EUROPE'
            when entity = 'United Kingdom' then 'GB'
            else entity
        end as economy,
        case when series_id = 'owid-ai-index-corporate-investment' and entity not in ('Total', 'World') then place_slug(entity) end as breakdown
    from chosen
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
    breakdown,
    snapshot_sha256,
    source_line
from placed
