-- One row per data centre or cluster. Owners are placed by the list of owners: where those that are on it have one home, it is the
-- site's; what the source says of power and computing are estimates.
insert into data_centre by name
with names as (
    select data_centre_id, unnest(string_split(owner, ';')) as name
    from staged.epoch_data_centres__centres
),
homes as (
    select names.data_centre_id, min(owners.economy) as economy
    from names
    join staged.epoch_data_centres__owners as owners on lower(owners.owner) = lower(names.name)
    group by names.data_centre_id
    having count(distinct owners.economy) = 1
),
latest as (
    select place_slug(timelines.name) as data_centre_id, max(timelines.read_on)::varchar as read_on
    from staged.epoch_data_centres__timelines as timelines
    join dataset on dataset.dataset_id = timelines.dataset_id
    where timelines.read_on <= dataset.as_of
    group by place_slug(timelines.name)
)
select
    centres.data_centre_id,
    centres.name as label,
    centres.kind,
    centres.owner,
    centres.users,
    centres.economy,
    homes.economy as owner_economy,
    coalesce(home.bloc, 'UNKNOWN') as owner_bloc,
    ownership(centres.economy, host.bloc, homes.economy, home.bloc) as ownership,
    centres.latitude,
    centres.longitude,
    centres.status,
    centres.certainty,
    centres.is_anonymised,
    centres.kind = 'data-centre' as is_counted,
    centres.power_mw,
    centres.h100_equivalents,
    centres.chip_types,
    centres.cost_usd_2025_bn,
    centres.cost_usd_2025_bn::double * 1000000000 / nullif(centres.power_mw::double, 0) as cost_per_mw,
    coalesce(centres.operational_on, latest.read_on) as dated,
    partial_year(coalesce(centres.operational_on, latest.read_on)) as year,
    partial_quarter(coalesce(centres.operational_on, latest.read_on)) as quarter,
    case when centres.certainty = 'Likely' then 'U' else 'E' end as obs_status,
    case when centres.kind = 'gpu-cluster' then 'from a list that ended in 2025, as it stood on ' || dataset.as_of::varchar end as note,
    centres.dataset_id,
    centres.snapshot_sha256,
    centres.source_line,
    centres.source_url,
    centres.source_title,
    dataset.as_of::varchar as source_on
from staged.epoch_data_centres__centres as centres
join dataset on dataset.dataset_id = centres.dataset_id
join economy as host on host.economy = centres.economy
left join homes on homes.data_centre_id = centres.data_centre_id
left join economy as home on home.economy = homes.economy
left join latest on latest.data_centre_id = centres.data_centre_id
order by centres.data_centre_id;

-- One row per data centre and year, from the year of its first reading to the last one that any has. Readings after today count for
-- years to come only.
insert into data_centre_year by name
with readings as (
    select
        place_slug(timelines.name) as data_centre_id,
        timelines.read_on,
        extract(year from timelines.read_on)::integer as year,
        extract(year from dataset.as_of)::integer as this_year,
        timelines.read_on <= dataset.as_of as is_past,
        timelines.construction,
        timelines.power_mw,
        timelines.h100_equivalents,
        timelines.snapshot_sha256,
        timelines.source_line
    from staged.epoch_data_centres__timelines as timelines
    join dataset on dataset.dataset_id = timelines.dataset_id
),
years as (
    select unnest(range(min(year), greatest(max(year), max(this_year)) + 1))::integer as year
    from readings
),
stood as (
    select
        readings.*,
        years.year as stands_in,
        row_number() over (partition by readings.data_centre_id, years.year order by readings.read_on desc, readings.source_line) as place
    from readings
    join years on readings.year <= years.year and (readings.is_past or years.year > readings.this_year)
)
select
    stood.data_centre_id || '/' || stood.stands_in as data_centre_year_id,
    stood.data_centre_id,
    site.label || ', ' || stood.stands_in as label,
    site.economy,
    site.owner_economy,
    site.owner_bloc,
    site.ownership,
    stood.power_mw,
    stood.h100_equivalents,
    stood.read_on::varchar as read_on,
    stood.stands_in::varchar as dated,
    stood.stands_in as year,
    site.latitude,
    site.longitude,
    case when stood.stands_in > stood.this_year then 'F' when stood.stands_in = stood.this_year then 'P' else 'E' end as obs_status,
    concat_ws('; ', 'as read on ' || stood.read_on::varchar, left(stood.construction, 400)) as note,
    site.dataset_id,
    stood.snapshot_sha256,
    stood.source_line,
    site.source_url,
    site.source_title
from stood
join data_centre as site on site.data_centre_id = stood.data_centre_id and site.kind = 'data-centre'
where stood.place = 1
order by 1;
