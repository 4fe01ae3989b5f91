-- One row per metric, compilation and quarter of a project and of those that stand for it, in order of time.
select
    case when oss_project.oss_project_id = $id then '' else oss_project.label end as project,
    oss_metric.metric, oss_metric.source_series, oss_metric.quarter, oss_metric.dated, cast(oss_metric.value as double precision),
    oss_metric.obs_status, coalesce(oss_metric.note, ''), oss_metric.source_url, oss_metric.dataset_id
from oss_metric
join oss_project on oss_project.oss_project_id = oss_metric.oss_project_id
left join code on code.list = 'project_metric' and code.code = oss_metric.metric
where oss_project.oss_project_id = $id or oss_project.proxy_for = $id
order by project, code.position, oss_metric.metric, oss_metric.source_series, oss_metric.quarter
