-- Published statistical series: series.csv and values.csv of a dataset, which the build shows as staged.series_rows and
-- staged.value_rows. One row per series, then one row per series, economy, period, edition and breakdown.
insert into series by name
select
    series_id,
    label,
    unit,
    definition,
    aggregation,
    may_divide,
    note,
    dataset_id
from staged.series_rows
order by series_id;

-- The status comes from what the publisher's period and note say: a year to come or a projection is a forecast, a period
-- that is not over, or that the note says was read before its end, is provisional, a changed definition is a break.
insert into observation by name
select
    concat_ws('/', value_rows.series_id, value_rows.economy, value_rows.period, value_rows.edition, value_rows.breakdown) as observation_id,
    concat_ws(', ', series.label, value_rows.breakdown, economy.name_en, value_rows.period, value_rows.edition) as label,
    value_rows.series_id,
    value_rows.economy,
    value_rows.breakdown,
    coalesce(value_rows.edition, '') as edition,
    value_rows.value::decimal(38, 6) as value,
    value_rows.period as dated,
    partial_year(value_rows.period) as year,
    partial_quarter(value_rows.period) as quarter,
    case
        when partial_year(value_rows.period) > extract(year from dataset.as_of) then 'F'
        when regexp_matches(value_rows.note, '\b(projection|projected|forecast)\b', 'i') then 'F'
        when period_end(value_rows.period) > dataset.as_of then 'P'
        when regexp_matches(value_rows.note, '; (data )?to (about |[0-9])', 'i') then 'P'
        when regexp_matches(value_rows.note, 'list is longer|new wording|suggests a break', 'i') then 'B'
        when doubts(value_rows.note) then 'U'
        when regexp_matches(value_rows.note, '\bestimated?\b', 'i') then 'E'
        else 'A'
    end as obs_status,
    value_rows.note,
    value_rows.dataset_id,
    value_rows.snapshot_sha256,
    value_rows.source_line,
    coalesce(value_rows.source_url, series_rows.provider_url) as source_url,
    value_rows.source_title,
    value_rows.source_on
from staged.value_rows as value_rows
join staged.series_rows as series_rows using (series_id)
join series using (series_id)
join economy on economy.economy = value_rows.economy
join dataset on dataset.dataset_id = value_rows.dataset_id
order by 1;
