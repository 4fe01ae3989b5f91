-- One row per notice. Aggregates and cumulative spending are no notices: shown, never counted.
insert into contract by name
select
    notices.notice_id as contract_id,
    'compiled' as register,
    notices.title as label,
    notices.buyer,
    notices.buyer_economy as economy,
    notices.supplier,
    notices.supplier_economy,
    coalesce(supplier.bloc, 'UNKNOWN') as supplier_bloc,
    notices.stage,
    case when notices.open_source then 'yes' else 'no' end as open_source,
    not coalesce(notices.note like '%do not sum%' or notices.note like 'aggregate%', false) as is_counted,
    notices.published_on as dated,
    partial_year(notices.published_on) as year,
    partial_quarter(notices.published_on) as quarter,
    notices.amount::decimal(18, 2) as amount,
    notices.currency,
    own.units_per_eur as fx_rate,
    to_eur(notices.amount, own.units_per_eur) as amount_eur,
    in_currency(notices.amount, notices.currency, to_eur(notices.amount, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(notices.amount, notices.currency, to_eur(notices.amount, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when doubts(notices.note) then 'U' when own.obs_status = 'P' then 'P' else 'A' end as obs_status,
    notices.note,
    notices.dataset_id,
    notices.snapshot_sha256,
    notices.source_line,
    notices.source_url,
    notices.source_title,
    notices.source_on
from staged.procurement_notices__notices as notices
left join economy as supplier on supplier.economy = notices.supplier_economy
left join exchange_rate as own on own.currency = notices.currency and own.year = partial_year(notices.published_on)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(notices.published_on)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(notices.published_on)
order by notices.notice_id;
