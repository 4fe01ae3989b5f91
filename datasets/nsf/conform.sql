-- One row per award that is about AI, at least a little. The amount is what was obligated; what is intended stands in the note.
insert into award by name
with plain as (
    select
        *,
        replace(replace(replace(replace(replace(regexp_replace(abstract, '<[^<>]{0,80}>', ' ', 'g'),
            '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#039;', ''''), '&amp;', '&') as body,
        try_strptime(date, '%m/%d/%Y')::date::varchar as signed,
        try_cast(nullif(replace(obligated, ',', ''), '') as decimal(18, 2)) as amount,
        try_cast(nullif(replace(estimated_total, ',', ''), '') as decimal(18, 2)) as intended
    from staged.nsf__awards
),
judged as (
    select
        *,
        ai_text_reasons(title, body, 'en')
        || [
            ai_reason(80, 'programme', nullif(regexp_extract(reference_codes, '\b075Z\b'), '')),
            ai_reason(80, 'programme', nullif(regexp_extract(element_codes, '\b(7495|7364)(?:00)?\b', 1), '')),
            ai_reason(80, 'programme', nullif(regexp_extract(concat_ws(' ', programme, title), 'National AI Research Institutes|ExLENT|NAIRR'), ''))
        ] as reasons
    from plain
)
select
    'nsf-' || judged.id as award_id,
    coalesce(judged.awardee || ': ', '') || judged.title as label,
    judged.id as project_key,
    judged.title,
    'National Science Foundation' as funder,
    'US' as funder_economy,
    place.economy,
    coalesce(place.bloc, 'UNKNOWN') as recipient_bloc,
    'us-federal' as scheme,
    judged.programme,
    'nsf' as agency,
    coalesce(listing.code, 'other') as listing,
    judged.awardee as recipient,
    judged.uei as recipient_key,
    'beneficiary' as role,
    judged.city,
    'obligation' as amount_kind,
    ai_score(judged.reasons) >= 50 as is_counted,
    case when ai_score(judged.reasons) < 50 then 'below-threshold' end as counted_reason,
    ai_score(judged.reasons) as ai_score,
    ai_reasons(judged.reasons) as ai_reasons,
    judged.kind as status,
    try_strptime(judged.start_date, '%m/%d/%Y')::date::varchar as start_on,
    try_strptime(judged.end_date, '%m/%d/%Y')::date::varchar as end_on,
    judged.signed as dated,
    partial_year(judged.signed) as year,
    partial_quarter(judged.signed) as quarter,
    judged.amount,
    case when judged.amount is not null then 'USD' end as currency,
    case when judged.amount is not null then dollar.units_per_eur end as fx_rate,
    to_eur(judged.amount, dollar.units_per_eur) as amount_eur,
    judged.amount::decimal(28, 8) as amount_usd,
    in_currency(judged.amount, 'USD', to_eur(judged.amount, dollar.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when dollar.obs_status = 'P' then 'P' else 'A' end as obs_status,
    'Intended total: ' || judged.intended || ' USD' as note,
    judged.dataset_id,
    judged.snapshot_sha256,
    judged.source_line,
    'https://www.nsf.gov/awardsearch/showAward?AWD_ID=' || judged.id as source_url,
    'NSF Award Search, award ' || judged.id as source_title,
    judged.signed as source_on
from judged
left join economy as place on place.economy = judged.country and not place.is_aggregate
left join code as listing on listing.list = 'us_listing' and listing.code = judged.listing
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(judged.signed)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(judged.signed)
where ai_score(judged.reasons) >= 30
order by award_id;
