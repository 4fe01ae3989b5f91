-- One row per project: its repository as the newest snapshot shows it. A rename answers with the new name. NOASSERTION is
-- GitHub's word for a licence that it does not recognise.
with ranked as (
    select *, row_number() over (partition by asked order by fetched_on desc, source_line) as newest
    from staged.github_repositories__facts
)
insert into oss_repository by name
select
    repositories.project_id as oss_repository_id,
    oss_project.label || ', ' || ranked.full_name as label,
    repositories.project_id as oss_project_id,
    ranked.github_id,
    ranked.full_name as repository,
    ranked.asked,
    nullif(ranked.licence, 'NOASSERTION') as licence,
    ranked.language,
    ranked.archived as is_archived,
    ranked.fork as is_fork,
    try_cast(left(ranked.pushed_at, 10) as date) as pushed_on,
    left(ranked.created_at, 10) as dated,
    partial_year(left(ranked.created_at, 10)) as year,
    partial_quarter(left(ranked.created_at, 10)) as quarter,
    'A' as obs_status,
    case when lower(ranked.full_name) <> lower(ranked.asked) then 'Renamed or moved: was ' || ranked.asked || '.' end as note,
    ranked.dataset_id,
    ranked.snapshot_sha256,
    ranked.source_line,
    ranked.url as source_url,
    'GitHub, ' || ranked.full_name as source_title,
    ranked.fetched_on::varchar as source_on
from ranked
join staged.github_repositories__repositories as repositories on repositories.repository = ranked.asked
join oss_project on oss_project.oss_project_id = repositories.project_id
where ranked.newest = 1
order by oss_repository_id;

-- One row per project, metric and quarter: the last reading of the quarter. Compilations have lines of their own.
with counts as (
    select asked, full_name, url, 'github_stars' as metric, stars as value, dataset_id, snapshot_sha256, source_line, fetched_on
    from staged.github_repositories__facts
    union all
    select asked, full_name, url, 'github_forks' as metric, forks as value, dataset_id, snapshot_sha256, source_line, fetched_on
    from staged.github_repositories__facts
    union all
    select asked, full_name, url, 'open_issues' as metric, open_issues as value, dataset_id, snapshot_sha256, source_line, fetched_on
    from staged.github_repositories__facts
),
ranked as (
    select
        counts.*,
        repositories.project_id,
        strftime(counts.fetched_on, '%Y-%m') as month,
        partial_quarter(counts.fetched_on::varchar) as quarter,
        row_number() over (partition by repositories.project_id, counts.metric, partial_quarter(counts.fetched_on::varchar) order by counts.fetched_on desc) as newest
    from counts
    join staged.github_repositories__repositories as repositories on repositories.repository = counts.asked
)
insert into oss_metric by name
select
    ranked.project_id || '-' || ranked.metric || '-github-api-' || ranked.quarter as oss_metric_id,
    oss_project.label || ', ' || code.name_en || ', ' || ranked.month as label,
    ranked.project_id as oss_project_id,
    ranked.metric,
    'github-api' as source_series,
    ranked.value,
    ranked.month as dated,
    partial_year(ranked.month) as year,
    ranked.quarter,
    'A' as obs_status,
    null as note,
    ranked.dataset_id,
    ranked.snapshot_sha256,
    ranked.source_line,
    ranked.url as source_url,
    'GitHub, ' || ranked.full_name as source_title,
    ranked.fetched_on::varchar as source_on
from ranked
join oss_project on oss_project.oss_project_id = ranked.project_id
join code on code.list = 'project_metric' and code.code = ranked.metric
where ranked.newest = 1
order by oss_metric_id;
