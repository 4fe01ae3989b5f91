-- One row per participation, as a contract between the EU institutions and the participant.
insert into contract by name
select
    rows.participation_id as contract_id,
    'compiled' as register,
    rows.name as label,
    'European Commission' as buyer,
    'EU' as economy,
    rows.short_name as supplier,
    rows.country as supplier_economy,
    coalesce(supplier.bloc, 'UNKNOWN') as supplier_bloc,
    'award' as stage,
    'no' as open_source,
    true as is_counted,
    rows.updated_on as dated,
    partial_year(rows.updated_on) as year,
    partial_quarter(rows.updated_on) as quarter,
    rows.net_ec_contribution::decimal(18, 2) as amount,
    case when rows.net_ec_contribution is not null then 'EUR' end as currency,
    own.units_per_eur as fx_rate,
    to_eur(rows.net_ec_contribution, own.units_per_eur) as amount_eur,
    in_currency(rows.net_ec_contribution, 'EUR', to_eur(rows.net_ec_contribution, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(rows.net_ec_contribution, 'EUR', to_eur(rows.net_ec_contribution, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    'A' as obs_status,
    null as note,
    rows.dataset_id,
    rows.snapshot_sha256,
    rows.source_line,
    rows.organisation_url as source_url,
    null as source_title,
    rows.updated_on as source_on
from staged.participations__participations as rows
left join economy as supplier on supplier.economy = rows.country
left join exchange_rate as own on own.currency = 'EUR' and own.year = partial_year(rows.updated_on)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(rows.updated_on)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(rows.updated_on);
