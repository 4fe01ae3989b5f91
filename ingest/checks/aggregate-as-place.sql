-- check: aggregate-as-place   level: error
-- A company, site, project or model stands in an economy, not in a published total.
with placed as (
    select 'organisation' as table_name, organisation_id as key, economy
    from organisation
    union all
    select 'programme' as table_name, programme_id as key, economy
    from programme
    union all
    select 'compute_site' as table_name, compute_site_id as key, economy
    from compute_site
    union all
    select 'hub_model' as table_name, hub_model_id as key, economy
    from hub_model
    union all
    select 'package_download' as table_name, package_download_id as key, economy
    from package_download
    union all
    select 'ai_model' as table_name, ai_model_id as key, economy
    from ai_model
    union all
    select 'contract' as table_name, contract_id as key, economy
    from contract
    union all
    select 'policy_event' as table_name, policy_event_id as key, economy
    from policy_event
)
select key, table_name, economy
from placed
where economy in ('EU27_2020', 'WORLD')
order by key, table_name, economy
