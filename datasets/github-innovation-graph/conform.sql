-- One row per pair of economies and quarter. The graph's European Union is the group of 27.
with pairs as (
    select
        replace(source_economy, 'EU', 'EU27_2020') as economy,
        replace(destination_economy, 'EU', 'EU27_2020') as destination_economy,
        period,
        weight,
        dataset_id,
        snapshot_sha256,
        source_line
    from staged.github_innovation_graph__collaboration
)
insert into collaboration
select
    pairs.economy || '-' || pairs.destination_economy || '-' || pairs.period as collaboration_id,
    origin.name_en || ' to ' || destination.name_en || ', ' || pairs.period as label,
    pairs.economy,
    pairs.destination_economy,
    destination.bloc as destination_bloc,
    pairs.weight,
    pairs.period as dated,
    partial_year(pairs.period) as year,
    pairs.period as quarter,
    'A' as obs_status,
    null as note,
    pairs.dataset_id,
    pairs.snapshot_sha256,
    pairs.source_line,
    dataset.url as source_url,
    null as source_title,
    null as source_on
from pairs
join economy as origin on origin.economy = pairs.economy
join economy as destination on destination.economy = pairs.destination_economy
join dataset on dataset.dataset_id = pairs.dataset_id
order by collaboration_id;
