-- One row per economy or published aggregate.
insert into economy by name
select
    economy,
    iso3,
    name_en,
    name_fr,
    bloc,
    currency,
    eu_member_from,
    eu_member_to,
    latitude,
    longitude,
    is_aggregate
from staged.codes__economy
order by economy;

-- One row per group and member.
insert into economy_group by name
select group_code, economy
from staged.codes__economy_group
order by group_code, economy;

-- One row per code of a list, in the order of the file.
insert into code
select 'aggregation', code, source_line - 1, name_en, name_fr from staged.codes__aggregation
union all
select 'amount_qualifier', code, source_line - 1, name_en, name_fr from staged.codes__amount_qualifier
union all
select 'award_amount_kind', code, source_line - 1, name_en, name_fr from staged.codes__award_amount_kind
union all
select 'award_organisation_kind', code, source_line - 1, name_en, name_fr from staged.codes__award_organisation_kind
union all
select 'award_role', code, source_line - 1, name_en, name_fr from staged.codes__award_role
union all
select 'award_scheme', code, source_line - 1, name_en, name_fr from staged.codes__award_scheme
union all
select 'bloc', code, source_line - 1, name_en, name_fr from staged.codes__bloc
union all
select 'capital_side', code, source_line - 1, name_en, name_fr from staged.codes__capital_side
union all
select 'company_status', code, source_line - 1, name_en, name_fr from staged.codes__company_status
union all
select 'contract_stage', code, source_line - 1, name_en, name_fr from staged.codes__contract_stage
union all
select 'data_centre_kind', code, source_line - 1, name_en, name_fr from staged.codes__data_centre_kind
union all
select 'data_centre_status', code, source_line - 1, name_en, name_fr from staged.codes__data_centre_status
union all
select 'economy_group_name', code, source_line - 1, name_en, name_fr from staged.codes__economy_group_name
union all
select 'focus', code, source_line - 1, name_en, name_fr from staged.codes__focus
union all
select 'funding_instrument', code, source_line - 1, name_en, name_fr from staged.codes__funding_instrument
union all
select 'funding_stage', code, source_line - 1, name_en, name_fr from staged.codes__funding_stage
union all
select 'governance', code, source_line - 1, name_en, name_fr from staged.codes__governance
union all
select 'government_level', code, source_line - 1, name_en, name_fr from staged.codes__government_level
union all
select 'hub_openness', code, source_line - 1, name_en, name_fr from staged.codes__hub_openness
union all
select 'identifier_scheme', code, source_line - 1, name_en, name_fr from staged.codes__identifier_scheme
union all
select 'identity_decision', code, source_line - 1, name_en, name_fr from staged.codes__identity_decision
union all
select 'investor_kind', code, source_line - 1, name_en, name_fr from staged.codes__investor_kind
union all
select 'investor_role', code, source_line - 1, name_en, name_fr from staged.codes__investor_role
union all
select 'leverage_certainty', code, source_line - 1, name_en, name_fr from staged.codes__leverage_certainty
union all
select 'match_method', code, source_line - 1, name_en, name_fr from staged.codes__match_method
union all
select 'metric_source', code, source_line - 1, name_en, name_fr from staged.codes__metric_source
union all
select 'model_domain', code, source_line - 1, name_en, name_fr from staged.codes__model_domain
union all
select 'model_openness', code, source_line - 1, name_en, name_fr from staged.codes__model_openness
union all
select 'money_role', code, source_line - 1, name_en, name_fr from staged.codes__money_role
union all
select 'notice_stage', code, source_line - 1, name_en, name_fr from staged.codes__notice_stage
union all
select 'notice_value', code, source_line - 1, name_en, name_fr from staged.codes__notice_value
union all
select 'obs_status', code, source_line - 1, name_en, name_fr from staged.codes__obs_status
union all
select 'openness', code, source_line - 1, name_en, name_fr from staged.codes__openness
union all
select 'period_kind', code, source_line - 1, name_en, name_fr from staged.codes__period_kind
union all
select 'policy_kind', code, source_line - 1, name_en, name_fr from staged.codes__policy_kind
union all
select 'policy_status', code, source_line - 1, name_en, name_fr from staged.codes__policy_status
union all
select 'programme_reported', code, source_line - 1, name_en, name_fr from staged.codes__programme_reported
union all
select 'programme_standing', code, source_line - 1, name_en, name_fr from staged.codes__programme_standing
union all
select 'programme_step', code, source_line - 1, name_en, name_fr from staged.codes__programme_step
union all
select 'project_kind', code, source_line - 1, name_en, name_fr from staged.codes__project_kind
union all
select 'project_metric', code, source_line - 1, name_en, name_fr from staged.codes__project_metric
union all
select 'redistribution', code, source_line - 1, name_en, name_fr from staged.codes__redistribution
union all
select 'report_amount_kind', code, source_line - 1, name_en, name_fr from staged.codes__report_amount_kind
union all
select 'report_status', code, source_line - 1, name_en, name_fr from staged.codes__report_status
union all
select 'round_instrument', code, source_line - 1, name_en, name_fr from staged.codes__round_instrument
union all
select 'round_size', code, source_line - 1, name_en, name_fr from staged.codes__round_size
union all
select 'round_type', code, source_line - 1, name_en, name_fr from staged.codes__round_type
union all
select 'sector', code, source_line - 1, name_en, name_fr from staged.codes__sector
union all
select 'site_funding', code, source_line - 1, name_en, name_fr from staged.codes__site_funding
union all
select 'site_kind', code, source_line - 1, name_en, name_fr from staged.codes__site_kind
union all
select 'site_ownership', code, source_line - 1, name_en, name_fr from staged.codes__site_ownership
union all
select 'site_status', code, source_line - 1, name_en, name_fr from staged.codes__site_status
union all
select 'sme', code, source_line - 1, name_en, name_fr from staged.codes__sme
union all
select 'topic', code, source_line - 1, name_en, name_fr from staged.codes__topic
union all
select 'us_agency', code, source_line - 1, name_en, name_fr from staged.codes__us_agency
union all
select 'us_listing', code, source_line - 1, name_en, name_fr from staged.codes__us_listing
union all
select 'yes_no', code, source_line - 1, name_en, name_fr from staged.codes__yes_no;
