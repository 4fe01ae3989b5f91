-- One row per supplier of contracts, by its name and economy. Cells that hold several suppliers, or speak of all, are left out.
select
    contract.dataset_id,
    contract.supplier || coalesce(', ' || contract.supplier_economy, '') as source_key,
    contract.supplier as name,
    contract.supplier_economy as economy,
    null as city,
    null as website,
    null as identifiers,
    null as public_id,
    dataset.is_curated as is_roster
from contract
join dataset on dataset.dataset_id = contract.dataset_id
where contract.supplier is not null and contract.supplier not like '%;%' and not regexp_matches(contract.supplier, '[0-9] awards\)$')
group by contract.dataset_id, contract.supplier, contract.supplier_economy, dataset.is_curated
