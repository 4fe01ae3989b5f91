-- check: source-address   level: error
-- Every row names a web address at which it can be read.
with sourced as (
    select 'round' as table_name, round_id as key, source_url
    from round
    union all
    select 'organisation' as table_name, organisation_id as key, source_url
    from organisation
    union all
    select 'programme' as table_name, programme_id as key, source_url
    from programme
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, source_url
    from programme_amount
    union all
    select 'policy_event' as table_name, policy_event_id as key, source_url
    from policy_event
    union all
    select 'compute_site' as table_name, compute_site_id as key, source_url
    from compute_site
    union all
    select 'round_report' as table_name, round_report_id as key, source_url
    from round_report
    union all
    select 'award' as table_name, award_id as key, source_url
    from award
    union all
    select 'contract' as table_name, contract_id as key, source_url
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, source_url
    from oss_grant
    union all
    select 'oss_project' as table_name, oss_project_id as key, source_url
    from oss_project
    union all
    select 'oss_metric' as table_name, oss_metric_id as key, source_url
    from oss_metric
    union all
    select 'hub_model' as table_name, hub_model_id as key, source_url
    from hub_model
    union all
    select 'hub_reading' as table_name, hub_reading_id as key, source_url
    from hub_reading
    union all
    select 'oss_repository' as table_name, oss_repository_id as key, source_url
    from oss_repository
    union all
    select 'package_download' as table_name, package_download_id as key, source_url
    from package_download
    union all
    select 'ai_model' as table_name, ai_model_id as key, source_url
    from ai_model
    union all
    select 'collaboration' as table_name, collaboration_id as key, source_url
    from collaboration
    union all
    select 'observation' as table_name, observation_id as key, source_url
    from observation
)
select key, table_name, source_url
from sourced
where not regexp_matches(source_url, '^https?://[^/\s]+\.[^\s]+$')
order by key, table_name
