-- check: unknown-code   level: error
-- A coded column holds only codes of its list.
with coded as (
    select 'organisation' as table_name, 'sector' as column_name, organisation_id as key, 'sector' as list, sector as code
    from organisation
    union all
    select 'organisation' as table_name, 'open_source' as column_name, organisation_id as key, 'openness' as list, open_source as code
    from organisation
    union all
    select 'organisation' as table_name, 'status' as column_name, organisation_id as key, 'company_status' as list, status as code
    from organisation
    union all
    select 'round' as table_name, 'sector' as column_name, round_id as key, 'sector' as list, sector as code
    from round
    union all
    select 'round' as table_name, 'open_source' as column_name, round_id as key, 'openness' as list, open_source as code
    from round
    union all
    select 'round' as table_name, 'round_type' as column_name, round_id as key, 'round_type' as list, round_type as code
    from round
    union all
    select 'round' as table_name, 'instrument' as column_name, round_id as key, 'round_instrument' as list, instrument as code
    from round
    union all
    select 'round' as table_name, 'lead_origin' as column_name, round_id as key, 'bloc' as list, lead_origin as code
    from round
    union all
    select 'round' as table_name, 'lead_side' as column_name, round_id as key, 'capital_side' as list, lead_side as code
    from round
    union all
    select 'round' as table_name, 'acquirer_side' as column_name, round_id as key, 'capital_side' as list, acquirer_side as code
    from round
    union all
    select 'round' as table_name, 'size_class' as column_name, round_id as key, 'round_size' as list, size_class as code
    from round
    union all
    select 'round' as table_name, 'obs_status' as column_name, round_id as key, 'obs_status' as list, obs_status as code
    from round
    union all
    select 'investor' as table_name, 'kind' as column_name, investor_id as key, 'investor_kind' as list, kind as code
    from investor
    union all
    select 'programme' as table_name, 'level' as column_name, programme_id as key, 'government_level' as list, level as code
    from programme
    union all
    select 'programme' as table_name, 'instrument' as column_name, programme_id as key, 'funding_instrument' as list, instrument as code
    from programme
    union all
    select 'programme' as table_name, 'focus' as column_name, programme_id as key, 'focus' as list, focus as code
    from programme
    union all
    select 'programme_amount' as table_name, 'stage' as column_name, programme_amount_id as key, 'funding_stage' as list, stage as code
    from programme_amount
    union all
    select 'programme_amount' as table_name, 'money_role' as column_name, programme_amount_id as key, 'money_role' as list, money_role as code
    from programme_amount
    union all
    select 'programme_amount' as table_name, 'qualifier' as column_name, programme_amount_id as key, 'amount_qualifier' as list, qualifier as code
    from programme_amount
    union all
    select 'programme_amount' as table_name, 'period_kind' as column_name, programme_amount_id as key, 'period_kind' as list, period_kind as code
    from programme_amount
    union all
    select 'policy_event' as table_name, 'kind' as column_name, policy_event_id as key, 'policy_kind' as list, kind as code
    from policy_event
    union all
    select 'policy_event' as table_name, 'status' as column_name, policy_event_id as key, 'policy_status' as list, status as code
    from policy_event
    union all
    select 'compute_site' as table_name, 'kind' as column_name, compute_site_id as key, 'site_kind' as list, kind as code
    from compute_site
    union all
    select 'compute_site' as table_name, 'status' as column_name, compute_site_id as key, 'site_status' as list, status as code
    from compute_site
    union all
    select 'compute_site' as table_name, 'funding' as column_name, compute_site_id as key, 'site_funding' as list, funding as code
    from compute_site
    union all
    select 'compute_site' as table_name, 'owner_bloc' as column_name, compute_site_id as key, 'bloc' as list, owner_bloc as code
    from compute_site
    union all
    select 'compute_site' as table_name, 'ownership' as column_name, compute_site_id as key, 'site_ownership' as list, ownership as code
    from compute_site
    union all
    select 'data_centre' as table_name, 'ownership' as column_name, data_centre_id as key, 'site_ownership' as list, ownership as code
    from data_centre
    union all
    select 'programme_entry' as table_name, 'standing' as column_name, programme_entry_id as key, 'programme_standing' as list, standing as code
    from programme_entry
    union all
    select 'programme_step' as table_name, 'step' as column_name, programme_step_id as key, 'programme_step' as list, step as code
    from programme_step
    union all
    select 'programme_step' as table_name, 'reported' as column_name, programme_step_id as key, 'programme_reported' as list, reported as code
    from programme_step
    union all
    select 'programme_leverage' as table_name, 'certainty' as column_name, programme_leverage_id as key, 'leverage_certainty' as list, certainty as code
    from programme_leverage
    union all
    select 'data_centre' as table_name, 'kind' as column_name, data_centre_id as key, 'data_centre_kind' as list, kind as code
    from data_centre
    union all
    select 'data_centre' as table_name, 'status' as column_name, data_centre_id as key, 'data_centre_status' as list, status as code
    from data_centre
    union all
    select 'data_centre' as table_name, 'owner_bloc' as column_name, data_centre_id as key, 'bloc' as list, owner_bloc as code
    from data_centre
    union all
    select 'package_download' as table_name, 'package' as column_name, package_download_id as key, 'package' as list, package as code
    from package_download
    union all
    select 'package_download' as table_name, 'bloc' as column_name, package_download_id as key, 'bloc' as list, bloc as code
    from package_download
    union all
    select 'package_download' as table_name, 'origin_bloc' as column_name, package_download_id as key, 'bloc' as list, origin_bloc as code
    from package_download
    union all
    select 'hub_model' as table_name, 'openness' as column_name, hub_model_id as key, 'hub_openness' as list, openness as code
    from hub_model
    union all
    select 'hub_reading' as table_name, 'openness' as column_name, hub_reading_id as key, 'hub_openness' as list, openness as code
    from hub_reading
    union all
    select 'oss_project' as table_name, 'kind' as column_name, oss_project_id as key, 'project_kind' as list, kind as code
    from oss_project
    union all
    select 'oss_project' as table_name, 'governance' as column_name, oss_project_id as key, 'governance' as list, governance as code
    from oss_project
    union all
    select 'oss_metric' as table_name, 'metric' as column_name, oss_metric_id as key, 'project_metric' as list, metric as code
    from oss_metric
    union all
    select 'oss_metric' as table_name, 'source_series' as column_name, oss_metric_id as key, 'metric_source' as list, source_series as code
    from oss_metric
    union all
    select 'award' as table_name, 'scheme' as column_name, award_id as key, 'award_scheme' as list, scheme as code
    from award
    union all
    select 'award' as table_name, 'role' as column_name, award_id as key, 'award_role' as list, role as code
    from award
    union all
    select 'award' as table_name, 'organisation_kind' as column_name, award_id as key, 'award_organisation_kind' as list, organisation_kind as code
    from award
    union all
    select 'award' as table_name, 'sme' as column_name, award_id as key, 'sme' as list, sme as code
    from award
    union all
    select 'award' as table_name, 'recipient_bloc' as column_name, award_id as key, 'bloc' as list, recipient_bloc as code
    from award
    union all
    select 'award' as table_name, 'amount_kind' as column_name, award_id as key, 'award_amount_kind' as list, amount_kind as code
    from award
    union all
    select 'round_report' as table_name, 'status' as column_name, round_report_id as key, 'report_status' as list, status as code
    from round_report
    union all
    select 'round_report' as table_name, 'amount_kind' as column_name, round_report_id as key, 'report_amount_kind' as list, amount_kind as code
    from round_report
    union all
    select 'identity_decision' as table_name, 'decision' as column_name, identity_decision_id as key, 'identity_decision' as list, decision as code
    from identity_decision
    union all
    select 'organisation_identifier' as table_name, 'scheme' as column_name, organisation_id as key, 'identifier_scheme' as list, scheme as code
    from organisation_identifier
    union all
    select 'organisation_match' as table_name, 'method' as column_name, source_key as key, 'match_method' as list, method as code
    from organisation_match
    union all
    select 'award' as table_name, 'agency' as column_name, award_id as key, 'us_agency' as list, agency as code
    from award
    union all
    select 'award' as table_name, 'listing' as column_name, award_id as key, 'us_listing' as list, listing as code
    from award
    union all
    select 'contract' as table_name, 'stage' as column_name, contract_id as key, case register when 'compiled' then 'contract_stage' else 'notice_stage' end as list, stage as code
    from contract
    union all
    select 'contract' as table_name, 'value_kind' as column_name, contract_id as key, 'notice_value' as list, value_kind as code
    from contract
    union all
    select 'contract' as table_name, 'agency' as column_name, contract_id as key, 'us_agency' as list, agency as code
    from contract
    union all
    select 'contract' as table_name, 'open_source' as column_name, contract_id as key, 'yes_no' as list, open_source as code
    from contract
    union all
    select 'contract' as table_name, 'supplier_bloc' as column_name, contract_id as key, 'bloc' as list, supplier_bloc as code
    from contract
    union all
    select 'ai_model' as table_name, 'openness' as column_name, ai_model_id as key, 'model_openness' as list, openness as code
    from ai_model
    union all
    select 'ai_model' as table_name, 'domain' as column_name, ai_model_id as key, 'model_domain' as list, domain as code
    from ai_model
    union all
    select 'collaboration' as table_name, 'destination_bloc' as column_name, collaboration_id as key, 'bloc' as list, destination_bloc as code
    from collaboration
    union all
    select 'observation' as table_name, 'breakdown' as column_name, observation_id as key, 'topic' as list, breakdown as code
    from observation
    where series_id = 'github-topic-developers'
)
select coded.key, coded.table_name, coded.column_name, coded.code
from coded
left join code on code.list = coded.list and code.code = coded.code
where coded.code is not null and code.code is null
order by coded.key, coded.table_name, coded.column_name
