-- check: quarter-of-date   level: error
-- Year and quarter are those of the date.
with dated_row as (
    select 'round' as table_name, round_id as key, dated, year, quarter
    from round
    union all
    select 'organisation' as table_name, organisation_id as key, dated, year, quarter
    from organisation
    union all
    select 'programme_amount' as table_name, programme_amount_id as key, dated, year, quarter
    from programme_amount
    union all
    select 'policy_event' as table_name, policy_event_id as key, dated, year, quarter
    from policy_event
    union all
    select 'compute_site' as table_name, compute_site_id as key, dated, year, quarter
    from compute_site
    union all
    select 'round_report' as table_name, round_report_id as key, dated, year, quarter
    from round_report
    union all
    select 'award' as table_name, award_id as key, dated, year, quarter
    from award
    union all
    select 'contract' as table_name, contract_id as key, dated, year, quarter
    from contract
    union all
    select 'oss_grant' as table_name, oss_grant_id as key, dated, year, quarter
    from oss_grant
    union all
    select 'oss_project' as table_name, oss_project_id as key, dated, year, quarter
    from oss_project
    union all
    select 'oss_metric' as table_name, oss_metric_id as key, dated, year, quarter
    from oss_metric
    union all
    select 'hub_model' as table_name, hub_model_id as key, dated, year, quarter
    from hub_model
    union all
    select 'hub_reading' as table_name, hub_reading_id as key, dated, year, quarter
    from hub_reading
    union all
    select 'oss_repository' as table_name, oss_repository_id as key, dated, year, quarter
    from oss_repository
    union all
    select 'package_download' as table_name, package_download_id as key, dated, year, quarter
    from package_download
    union all
    select 'ai_model' as table_name, ai_model_id as key, dated, year, quarter
    from ai_model
    union all
    select 'collaboration' as table_name, collaboration_id as key, dated, year, quarter
    from collaboration
    union all
    select 'observation' as table_name, observation_id as key, dated, year, quarter
    from observation
)
select key, table_name, dated, year, quarter
from dated_row
where year is distinct from try_cast(left(dated, 4) as integer)
    or quarter is distinct from case
        when dated like '____-Q_' then dated
        when length(dated) >= 7 then left(dated, 4) || '-Q' || (((try_cast(substring(dated, 6, 2) as integer) + 2) // 3))::varchar
    end
order by key, table_name
