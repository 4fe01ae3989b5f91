-- One row per site, dated by the start of operation or, before that, by the announcement; money converts at the
-- announcement's rate. A row whose amount is a whole programme's names no single site and is shown, not counted.
insert into compute_site by name
select
    sites.site_id as compute_site_id,
    sites.name as label,
    sites.operator,
    sites.economy,
    sites.owner_economy,
    coalesce(owner.bloc, 'UNKNOWN') as owner_bloc,
    ownership(sites.economy, host.bloc, sites.owner_economy, owner.bloc) as ownership,
    sites.city,
    sites.latitude,
    sites.longitude,
    sites.kind,
    sites.status,
    sites.announced_on,
    sites.operational_on,
    sites.accelerators,
    sites.accelerator_model,
    sites.peak_exaflops,
    sites.power_mw,
    sites.funding,
    not coalesce(sites.note like '%programme total, do not sum%', false) as is_counted,
    sites.amount is not null and coalesce(sites.power_mw > 0, false) and unlike.site_id is null and not coalesce(sites.note like '%programme total, do not sum%', false) as is_priced,
    coalesce(sites.operational_on, sites.announced_on) as dated,
    partial_year(coalesce(sites.operational_on, sites.announced_on)) as year,
    partial_quarter(coalesce(sites.operational_on, sites.announced_on)) as quarter,
    sites.amount::decimal(18, 2) as amount,
    sites.currency,
    own.units_per_eur as fx_rate,
    to_eur(sites.amount, own.units_per_eur) as amount_eur,
    in_currency(sites.amount, sites.currency, to_eur(sites.amount, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(sites.amount, sites.currency, to_eur(sites.amount, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case when doubts(sites.note) then 'U' when own.obs_status = 'P' then 'P' else 'A' end as obs_status,
    sites.note,
    sites.dataset_id,
    sites.snapshot_sha256,
    sites.source_line,
    sites.source_url,
    sites.source_title,
    sites.source_on
from staged.compute_sites__sites as sites
join economy as host on host.economy = sites.economy
left join staged.compute_sites__unlike as unlike using (site_id)
left join economy as owner on owner.economy = sites.owner_economy
left join exchange_rate as own
    on own.currency = sites.currency and own.year = partial_year(coalesce(sites.announced_on, sites.operational_on))
left join exchange_rate as dollar
    on dollar.currency = 'USD' and dollar.year = partial_year(coalesce(sites.announced_on, sites.operational_on))
left join exchange_rate as yuan
    on yuan.currency = 'CNY' and yuan.year = partial_year(coalesce(sites.announced_on, sites.operational_on))
order by sites.site_id;
