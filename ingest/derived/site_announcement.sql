-- One row per compute site whose announcement has a date, dated by it.
insert into site_announcement by name
select
    site.compute_site_id as site_announcement_id,
    site.label,
    site.economy,
    site.owner_economy,
    site.owner_bloc,
    site.ownership,
    site.kind,
    site.status,
    site.power_mw,
    site.latitude,
    site.longitude,
    site.announced_on as dated,
    cast(left(site.announced_on, 4) as integer) as year,
    cast(null as varchar) as quarter,
    site.obs_status,
    site.note,
    site.dataset_id,
    site.snapshot_sha256,
    site.source_line,
    site.source_url,
    site.source_title
from compute_site as site
where site.is_counted and site.announced_on is not null
order by site_announcement_id;
