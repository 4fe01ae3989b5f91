-- One row per metric, compilation and quarter of a project, in order of time.
select
    oss_metric.metric, oss_metric.source_series, oss_metric.quarter, oss_metric.dated, cast(oss_metric.value as double precision),
    oss_metric.obs_status, coalesce(oss_metric.note, ''), oss_metric.source_url, oss_metric.dataset_id
from oss_metric
left join code on code.list = 'project_metric' and code.code = oss_metric.metric
where oss_metric.oss_project_id = $id
order by code.position, oss_metric.metric, oss_metric.source_series, oss_metric.quarter
