-- One row per round and instrument. A round whose amounts are unknown is one row of equity without an amount. Valuations stand with the equity.
with reported as (
    select
        rounds.*,
        coalesce(
            rounds.id,
            concat_ws('/', rounds.company, coalesce(rounds.closed_on, rounds.reported_on, 'undated'), coalesce(rounds.equity::decimal(18, 0)::varchar, 'undisclosed'))
        ) as round_key,
        coalesce(rounds.closed_on, rounds.reported_on) as dated
    from staged.epoch_company_rounds__rounds as rounds
),
parts as (
    select round_key, 'equity-round' as amount_kind, equity as raised
    from reported
    where equity is not null or debt is null
    union all
    select round_key, 'debt-round' as amount_kind, debt as raised
    from reported
    where debt is not null
)
insert into round_report by name
select
    'epoch/' || reported.round_key || case when parts.amount_kind = 'debt-round' then '/debt' else '' end as round_report_id,
    concat_ws(', ', reported.company, reported.kind, case when parts.amount_kind = 'debt-round' then 'debt' end) as label,
    reported.company,
    reported.company as company_key,
    null as organisation_id,
    null as economy,
    null as city,
    reported.kind as round_type,
    parts.amount_kind,
    case
        when lower(reported.status) = 'closed' then 'closed'
        when lower(reported.status) like '%discussion%' or lower(reported.status) like 'rumo%' then 'in-discussion'
        when lower(reported.status) in ('cancelled', 'canceled', 'withdrawn') then 'cancelled'
        else 'announced'
    end as status,
    reported.confidence,
    case when parts.amount_kind = 'equity-round' then reported.valuation::decimal(18, 2) end as valuation,
    null as filings,
    reported.dated,
    partial_year(reported.dated) as year,
    partial_quarter(reported.dated) as quarter,
    parts.raised::decimal(18, 2) as amount,
    case when parts.raised is not null then 'USD' end as currency,
    case when parts.raised is not null then dollar.units_per_eur end as fx_rate,
    to_eur(parts.raised, dollar.units_per_eur) as amount_eur,
    in_currency(parts.raised, 'USD', to_eur(parts.raised, dollar.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(parts.raised, 'USD', to_eur(parts.raised, dollar.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when lower(reported.confidence) in ('confident', 'confirmed') and dollar.obs_status = 'P' then 'P' when lower(reported.confidence) in ('confident', 'confirmed') then 'A' else 'U' end as obs_status,
    concat_ws('; ', 'confidence: ' || lower(reported.confidence), case when lower(reported.excluded) = 'true' then 'the source leaves it out of its own graph' end) as note,
    reported.dataset_id,
    reported.snapshot_sha256,
    reported.source_line,
    'https://epoch.ai/data/ai-companies' as source_url,
    'Epoch AI, AI Companies' as source_title,
    reported.reported_on as source_on
from parts
join reported using (round_key)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(reported.dated)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(reported.dated)
qualify row_number() over (partition by round_report_id order by reported.source_line) = 1
order by round_report_id;
