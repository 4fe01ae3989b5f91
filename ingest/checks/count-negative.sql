-- check: count-negative   level: warning
-- A number of downloads, likes or stars is not negative.
with counted as (
    select 'package_download' as table_name, package_download_id as key, downloads as value, dataset_id
    from package_download
    union all
    select 'hub_model' as table_name, hub_model_id as key, downloads as value, dataset_id
    from hub_model
    union all
    select 'hub_reading' as table_name, hub_reading_id as key, least(downloads, likes) as value, dataset_id
    from hub_reading
    union all
    select 'oss_metric' as table_name, oss_metric_id as key, value, dataset_id
    from oss_metric
)
select key, table_name, value, dataset_id
from counted
where value < 0
order by key, table_name
