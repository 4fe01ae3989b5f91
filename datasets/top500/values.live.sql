-- One row per list, economy and measure: systems, performance, and share of the performance of the list. The lists themselves may not be
-- handed on: nothing of a single system is kept. Names of places that no list knows stay as they are, so that the list of economies
-- refuses them.
with systems as (
    select '2022-Q2' as period, '2022/06' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202206
    union all
    select '2022-Q4' as period, '2022/11' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202211
    union all
    select '2023-Q2' as period, '2023/06' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202306
    union all
    select '2023-Q4' as period, '2023/11' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202311
    union all
    select '2024-Q2' as period, '2024/06' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202406
    union all
    select '2024-Q4' as period, '2024/11' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202411
    union all
    select '2025-Q2' as period, '2025/06' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202506
    union all
    select '2025-Q4' as period, '2025/11' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202511
    union all
    select '2026-Q2' as period, '2026/06' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202606
    union all
    select '2026-Q4' as period, '2026/11' as list, country, rmax_tflops, snapshot_sha256, source_line
    from staged.top500__list_202611
),
placed as (
    select systems.*, coalesce(place.economy, systems.country) as economy
    from systems
    left join staged.codes__place_name as place on place_key(place.name) = place_key(systems.country)
),
totals as (
    select period, sum(rmax_tflops) as rmax_tflops
    from systems
    group by period
),
sums as (
    select
        placed.period,
        placed.list,
        placed.economy,
        count(*) as systems,
        sum(placed.rmax_tflops) as rmax_tflops,
        sum(placed.rmax_tflops)::double / max(totals.rmax_tflops)::double * 100 as share,
        min(placed.snapshot_sha256) as snapshot_sha256,
        min(placed.source_line) as source_line
    from placed
    join totals on totals.period = placed.period
    where placed.economy in (select economy from staged.codes__economy)
        or placed.economy not in (select economy from staged.codes__place_name)
    group by placed.period, placed.list, placed.economy
),
measures as (
    select 'top500-systems' as series_id, systems::decimal(38, 6) as value, period, list, economy, snapshot_sha256, source_line
    from sums
    union all
    select 'top500-rmax-tflops' as series_id, round(rmax_tflops, 1)::decimal(38, 6) as value, period, list, economy, snapshot_sha256, source_line
    from sums
    union all
    select 'top500-performance-share' as series_id, round(share, 2)::decimal(38, 6) as value, period, list, economy, snapshot_sha256, source_line
    from sums
)
select
    series_id,
    economy,
    period,
    value,
    null as edition,
    null as note,
    'https://www.top500.org/lists/top500/' || list || '/' as source_url,
    'TOP500 list of ' || replace(list, '/', '-') as source_title,
    replace(list, '/', '-') as source_on,
    null as breakdown,
    snapshot_sha256,
    source_line
from measures
