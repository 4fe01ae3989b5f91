-- One row per grant. Totals that contain other rows, plans and a withdrawn award are shown, never counted.
insert into oss_grant by name
select
    grants.grant_id as oss_grant_id,
    grants.recipient || ': ' || grants.purpose as label,
    grants.funder,
    grants.funder_economy as economy,
    grants.recipient,
    grants.recipient_economy,
    not coalesce(grants.note like '%do not sum%' or grants.note like 'WITHDRAWN%', false) as is_counted,
    grants.year::varchar as dated,
    grants.year,
    null as quarter,
    grants.amount::decimal(18, 2) as amount,
    grants.currency,
    own.units_per_eur as fx_rate,
    to_eur(grants.amount, own.units_per_eur) as amount_eur,
    in_currency(grants.amount, grants.currency, to_eur(grants.amount, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(grants.amount, grants.currency, to_eur(grants.amount, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when doubts(grants.note) then 'U' when own.obs_status = 'P' then 'P' else 'A' end as obs_status,
    grants.note,
    grants.dataset_id,
    grants.snapshot_sha256,
    grants.source_line,
    grants.source_url,
    grants.source_title,
    grants.source_on
from staged.oss_grants__grants as grants
left join exchange_rate as own on own.currency = grants.currency and own.year = grants.year
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = grants.year
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = grants.year
order by grants.grant_id;
