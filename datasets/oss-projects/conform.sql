-- One row per project. Beside an empty licence, "not approved" only means that no licence is shown.
insert into oss_project by name
select
    projects.project_id as oss_project_id,
    projects.name as label,
    projects.kind,
    projects.origin_organisation,
    projects.origin_economy as economy,
    projects.steward,
    projects.steward_economy,
    projects.governance,
    projects.licence,
    case when projects.licence is not null then projects.osi_approved end as is_osi_approved,
    projects.repository,
    projects.package_registry,
    projects.package_name,
    projects.in_brief as is_featured,
    projects.origin_year::varchar as dated,
    projects.origin_year as year,
    null as quarter,
    ties.topic,
    ties.organisation_id,
    ties.proxy_for,
    case when doubts(projects.note) then 'U' else 'A' end as obs_status,
    projects.note,
    projects.dataset_id,
    projects.snapshot_sha256,
    projects.source_line,
    projects.source_url,
    projects.source_title,
    projects.source_on
from staged.oss_projects__projects as projects
left join staged.oss_projects__ties as ties using (project_id)
order by projects.project_id;

-- One row per project, metric, quarter and compilation: the last reading of the quarter. Compilations count on different days
-- and by different means, so they are never one line.
with readings as (
    select
        metrics.*,
        partial_quarter(metrics.period) as quarter,
        case
            when metrics.source_title like 'best-of-ml-python%' then 'best-of-ml-python'
            when metrics.source_title like 'Github-Ranking-AI%' then 'github-ranking-ai'
            when metrics.source_title like 'Github-Ranking%' then 'github-ranking'
            when metrics.source_title like 'Top PyPI packages%' then 'top-pypi-packages'
            when metrics.source_title like '%git history%' then 'git-history'
            else 'article'
        end as source_series
    from staged.oss_projects__metrics as metrics
),
ranked as (
    select
        *,
        row_number() over (
            partition by project_id, metric, source_series, quarter
            order by period desc, source_on desc nulls last, source_line desc
        ) as newest
    from readings
)
insert into oss_metric by name
select
    ranked.project_id || '-' || ranked.metric || '-' || ranked.source_series || '-' || ranked.quarter as oss_metric_id,
    oss_project.label || ', ' || code.name_en || ', ' || ranked.period as label,
    ranked.project_id as oss_project_id,
    ranked.metric,
    ranked.source_series,
    ranked.value,
    ranked.period as dated,
    partial_year(ranked.period) as year,
    ranked.quarter,
    case
        when ranked.source_series = 'article' or ranked.note like '%source dips for%' then 'U'
        else 'A'
    end as obs_status,
    ranked.note,
    ranked.dataset_id,
    ranked.snapshot_sha256,
    ranked.source_line,
    ranked.source_url,
    ranked.source_title,
    ranked.source_on
from ranked
join oss_project on oss_project.oss_project_id = ranked.project_id
join code on code.list = 'project_metric' and code.code = ranked.metric
where ranked.newest = 1
order by oss_metric_id;
