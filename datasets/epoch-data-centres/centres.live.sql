-- One row per data centre, then one per cluster that is not marked as a duplicate. Countries come in long names, one per partner
-- and thus repeated; a name that no list knows stays as it is, so that the list of economies refuses it. Names of owners and users
-- carry a mark of how sure they are; doubtful ones are dropped. Clusters without a name of their own share one: what else tells them
-- apart makes their id.
with sites as (
    select
        'data-centre' as kind,
        place_slug(name) as data_centre_id,
        name,
        owners,
        users,
        country,
        coordinate(latitude) as latitude,
        coordinate(longitude) as longitude,
        case when power_mw > 0 then 'operational' else 'planned' end as status,
        null as certainty,
        false as is_anonymised,
        power_mw,
        h100_equivalents,
        chip_types,
        cost_usd_2025_bn,
        null as operational_on,
        'https://epoch.ai/data/data-centers' as source_url,
        'Epoch AI, Frontier Data Centers' as source_title,
        snapshot_sha256,
        source_line
    from staged.epoch_data_centres__data_centers
    union all
    select
        'gpu-cluster' as kind,
        'cluster-' || case
            when starts_with(name, 'Anonymized') then 'anonymised-' || left(sha256(concat_ws('|', name, operational_on, computing, country, h100_equivalents, chips)), 12)
            else place_slug(name)
        end as data_centre_id,
        name,
        owners,
        null as users,
        country,
        null as latitude,
        null as longitude,
        case status when 'Existing' then 'operational' when 'Planned' then 'planned' when 'Decommissioned' then 'decommissioned' else status end as status,
        certainty,
        starts_with(name, 'Anonymized') as is_anonymised,
        power_mw,
        h100_equivalents,
        chip_types,
        null as cost_usd_2025_bn,
        operational_on,
        'https://epoch.ai/data/gpu-clusters' as source_url,
        'Epoch AI, GPU Clusters (ended in 2025)' as source_title,
        snapshot_sha256,
        source_line
    from staged.epoch_data_centres__gpu_clusters
    where certainty is distinct from 'Unlikely'
        and coalesce(lower(possible_duplicate), 'false') not in ('true', 'yes', '1')
),
countries as (
    select
        *,
        list_sort(list_distinct(list_transform(string_split(country, ','), lambda part: trim(part)))) as names
    from sites
    where country is not null
),
placed as (
    select countries.*, coalesce(place.economy, array_to_string(countries.names, ', ')) as economy
    from countries
    left join staged.codes__place_name as place
        on len(countries.names) = 1 and place_key(place.name) = place_key(countries.names[1])
)
select
    data_centre_id,
    trim(name, ' "') as name,
    kind,
    sure_names(owners) as owner,
    sure_names(users) as users,
    economy,
    case when longitude is not null then latitude end as latitude,
    case when latitude is not null then longitude end as longitude,
    status,
    certainty,
    is_anonymised,
    power_mw,
    h100_equivalents,
    sure_names(chip_types) as chip_types,
    cost_usd_2025_bn,
    operational_on,
    source_url,
    source_title,
    snapshot_sha256,
    source_line
from placed
where economy in (select economy from staged.codes__economy)
    or economy not in (select economy from staged.codes__place_name)
