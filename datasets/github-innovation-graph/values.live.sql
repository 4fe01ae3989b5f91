-- One row per series, economy, quarter and topic. The graph's own European Union is the group of 27. Places that are not in
-- the list of economies and topics that are not in the list of topics are left out.
with readings as (
    select 'github-developers' as series_id, 'developers' as file, null as breakdown, economy, year, quarter, value, snapshot_sha256, source_line
    from staged.github_innovation_graph__developers
    union all
    select 'github-git-pushes' as series_id, 'git_pushes' as file, null as breakdown, economy, year, quarter, value, snapshot_sha256, source_line
    from staged.github_innovation_graph__git_pushes
    union all
    select 'github-repositories' as series_id, 'repositories' as file, null as breakdown, economy, year, quarter, value, snapshot_sha256, source_line
    from staged.github_innovation_graph__repositories
    union all
    select 'github-organizations' as series_id, 'organizations' as file, null as breakdown, economy, year, quarter, value, snapshot_sha256, source_line
    from staged.github_innovation_graph__organizations
    union all
    select 'github-topic-developers' as series_id, 'topics' as file, topic as breakdown, economy, year, quarter, value, snapshot_sha256, source_line
    from staged.github_innovation_graph__topics
    where topic in (select code from staged.codes__topic)
),
placed as (
    select
        *,
        case economy when 'EU' then 'EU27_2020' else economy end as place
    from readings
)
select
    placed.series_id,
    placed.place as economy,
    placed.year::varchar || '-Q' || placed.quarter::varchar as period,
    placed.value,
    null as edition,
    null as note,
    'https://github.com/github/innovationgraph/blob/main/data/' || placed.file || '.csv' as source_url,
    'GitHub Innovation Graph ' || placed.file || '.csv' as source_title,
    null as source_on,
    placed.breakdown,
    placed.snapshot_sha256,
    placed.source_line
from placed
join staged.codes__economy as economy on economy.economy = placed.place
