-- check: reading-of-the-future   level: warning
-- Nothing was downloaded in a month, created or read on a day, that begins after the day of the release.
with dated_row as (
    select 'package_download' as table_name, package_download_id as key, dated, dataset_id
    from package_download
    union all
    select 'hub_model' as table_name, hub_model_id as key, dated, dataset_id
    from hub_model
    union all
    select 'hub_reading' as table_name, hub_reading_id as key, dated, dataset_id
    from hub_reading
    union all
    select 'oss_repository' as table_name, oss_repository_id as key, dated, dataset_id
    from oss_repository
    union all
    select 'oss_metric' as table_name, oss_metric_id as key, dated, dataset_id
    from oss_metric
)
select key, table_name, dated, dataset_id
from dated_row
where rpad(dated, 10, '-01') > (select max(as_of) from dataset)::varchar
order by key, table_name
