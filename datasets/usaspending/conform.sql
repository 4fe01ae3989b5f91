-- One row per grant whose description speaks of AI, at least a little. Those that the register of the National Science Foundation
-- has too are duplicates of its rows.
insert into award by name
with judged as (
    select
        *,
        case when upper(recipient) in ('MULTIPLE RECIPIENTS', 'REDACTED DUE TO PII', 'MISCELLANEOUS FOREIGN AWARDEES') then null else recipient end as named,
        coalesce(obligated_on, start_on)::varchar as signed,
        ai_text_reasons(null, description, 'en') as reasons
    from staged.usaspending__grants
),
-- Projects that the foundation's own register has.
research as (
    select distinct project_key
    from award
    where dataset_id = 'nsf'
)
select
    'usaspending-' || judged.award_key as award_id,
    coalesce(judged.named || ': ', '') || judged.description as label,
    judged.award_id as project_key,
    judged.description as title,
    judged.agency as funder,
    'US' as funder_economy,
    place.economy,
    coalesce(place.bloc, 'UNKNOWN') as recipient_bloc,
    'us-federal' as scheme,
    coalesce(judged.listing, judged.sub_agency) as programme,
    coalesce(agency.code, 'other') as agency,
    coalesce(listing.code, 'other') as listing,
    case when upper(judged.recipient) = 'REDACTED DUE TO PII' then 'Natural person' else judged.named end as recipient,
    case when judged.named is not null then judged.uei end as recipient_key,
    'beneficiary' as role,
    case when upper(judged.recipient) = 'REDACTED DUE TO PII' then 'person' end as organisation_kind,
    'obligation' as amount_kind,
    ai_score(judged.reasons) >= 50 and research.project_key is null as is_counted,
    case
        when research.project_key is not null then 'duplicate'
        when ai_score(judged.reasons) < 50 then 'below-threshold'
    end as counted_reason,
    research.project_key as duplicate_of,
    ai_score(judged.reasons) as ai_score,
    ai_reasons(judged.reasons) as ai_reasons,
    judged.award_type as status,
    judged.start_on::varchar as start_on,
    judged.end_on::varchar as end_on,
    judged.signed as dated,
    partial_year(judged.signed) as year,
    partial_quarter(judged.signed) as quarter,
    judged.amount::decimal(18, 2) as amount,
    case when judged.amount is not null then 'USD' end as currency,
    case when judged.amount is not null then dollar.units_per_eur end as fx_rate,
    to_eur(judged.amount, dollar.units_per_eur) as amount_eur,
    judged.amount::decimal(18, 2)::decimal(28, 8) as amount_usd,
    in_currency(judged.amount, 'USD', to_eur(judged.amount, dollar.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when dollar.obs_status = 'P' then 'P' else 'A' end as obs_status,
    judged.dataset_id,
    judged.snapshot_sha256,
    judged.source_line,
    'https://www.usaspending.gov/award/' || judged.award_key as source_url,
    'USAspending, award ' || judged.award_id as source_title
from judged
left join economy as place on place.iso3 = judged.country and not place.is_aggregate
left join code as agency on agency.list = 'us_agency' and agency.name_en = judged.agency
left join code as listing on listing.list = 'us_listing' and listing.code = judged.listing
left join research on judged.agency = 'National Science Foundation' and research.project_key = judged.award_id
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(judged.signed)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(judged.signed)
where ai_score(judged.reasons) >= 30
order by award_id;

-- One row per contract whose description speaks of AI, at least a little.
insert into contract by name
with judged as (
    select
        *,
        case when upper(recipient) in ('MULTIPLE RECIPIENTS', 'REDACTED DUE TO PII', 'MISCELLANEOUS FOREIGN AWARDEES') then null else recipient end as named,
        coalesce(obligated_on, start_on)::varchar as signed,
        ai_text_reasons(null, description, 'en') as reasons
    from staged.usaspending__contracts
)
select
    'usaspending-' || judged.award_key as contract_id,
    'usaspending' as register,
    judged.description as label,
    coalesce(judged.agency, 'United States, agency not named') as buyer,
    'US' as economy,
    judged.named as supplier,
    case when judged.named is not null then judged.uei end as supplier_key,
    case when judged.named is not null then place.economy end as supplier_economy,
    case when judged.named is not null then coalesce(place.bloc, 'UNKNOWN') else 'UNKNOWN' end as supplier_bloc,
    'award' as stage,
    says_open_source(judged.description) as open_source,
    ai_score(judged.reasons) >= 50 as is_counted,
    case when ai_score(judged.reasons) < 50 then 'below-threshold' end as counted_reason,
    ai_score(judged.reasons) as ai_score,
    ai_reasons(judged.reasons) as ai_reasons,
    coalesce(agency.code, 'other') as agency,
    judged.signed as dated,
    partial_year(judged.signed) as year,
    partial_quarter(judged.signed) as quarter,
    case when judged.amount is not null then 'obligation' end as value_kind,
    judged.amount::decimal(18, 2) as amount,
    case when judged.amount is not null then 'USD' end as currency,
    case when judged.amount is not null then dollar.units_per_eur end as fx_rate,
    to_eur(judged.amount, dollar.units_per_eur) as amount_eur,
    judged.amount::decimal(18, 2)::decimal(28, 8) as amount_usd,
    in_currency(judged.amount, 'USD', to_eur(judged.amount, dollar.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when dollar.obs_status = 'P' then 'P' else 'A' end as obs_status,
    judged.dataset_id,
    judged.snapshot_sha256,
    judged.source_line,
    'https://www.usaspending.gov/award/' || judged.award_key as source_url,
    'USAspending, award ' || judged.award_id as source_title
from judged
left join economy as place on place.iso3 = judged.country and not place.is_aggregate
left join code as agency on agency.list = 'us_agency' and agency.name_en = judged.agency
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(judged.signed)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(judged.signed)
where ai_score(judged.reasons) >= 30
order by contract_id;
