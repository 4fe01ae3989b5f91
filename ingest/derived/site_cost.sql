-- One row per compute site of which cost and power are known and of the same thing: money for each megawatt. Quotients of
-- decimals go through floating point, so they are made of two doubles and rounded once.
insert into site_cost by name
select
    site.compute_site_id as site_cost_id,
    site.label,
    site.economy,
    site.owner_economy,
    site.owner_bloc,
    site.kind,
    site.status,
    site.latitude,
    site.longitude,
    site.dated,
    site.year,
    site.quarter,
    round(cast(site.amount as double precision) / cast(site.power_mw as double precision), 2) as amount,
    site.currency,
    site.fx_rate,
    round(cast(site.amount_eur as double precision) / cast(site.power_mw as double precision), 2) as amount_eur,
    round(cast(site.amount_usd as double precision) / cast(site.power_mw as double precision), 2) as amount_usd,
    round(cast(site.amount_cny as double precision) / cast(site.power_mw as double precision), 2) as amount_cny,
    site.obs_status,
    site.note,
    site.dataset_id,
    site.snapshot_sha256,
    site.source_line,
    site.source_url,
    site.source_title
from compute_site as site
where site.is_priced
order by site_cost_id;
