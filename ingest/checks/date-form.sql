-- check: date-form   level: error
-- A date is a year, a month or a day that exists.
with dated_row as (
    select 'round' as table_name, round_id as key, dated
    from round
    union all
    select 'organisation' as table_name, organisation_id as key, dated
    from organisation
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, dated
    from programme_amount
    union all
    select 'policy_event' as table_name, policy_event_id as key, dated
    from policy_event
    union all
    select 'compute_site' as table_name, compute_site_id as key, dated
    from compute_site
    union all
    select 'round_report' as table_name, round_report_id as key, dated
    from round_report
    union all
    select 'award' as table_name, award_id as key, dated
    from award
    union all
    select 'contract' as table_name, contract_id as key, dated
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, dated
    from oss_grant
    union all
    select 'oss_project' as table_name, oss_project_id as key, dated
    from oss_project
    union all
    select 'oss_metric' as table_name, oss_metric_id as key, dated
    from oss_metric
    union all
    select 'hub_model' as table_name, hub_model_id as key, dated
    from hub_model
    union all
    select 'hub_reading' as table_name, hub_reading_id as key, dated
    from hub_reading
    union all
    select 'oss_repository' as table_name, oss_repository_id as key, dated
    from oss_repository
    union all
    select 'package_download' as table_name, package_download_id as key, dated
    from package_download
    union all
    select 'ai_model' as table_name, ai_model_id as key, dated
    from ai_model
)
select key, table_name, dated
from dated_row
where dated is not null
    and try_cast(dated || case length(dated) when 4 then '-01-01' when 7 then '-01' else '' end as date) is null
order by key, table_name
