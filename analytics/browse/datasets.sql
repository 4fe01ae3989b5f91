-- One row per dataset.
select
    dataset_id, title, producer, url, citation, licence, redistribution, cadence,
    cast(as_of as varchar) as as_of, is_curated, coverage, caveats
from dataset
order by dataset_id
