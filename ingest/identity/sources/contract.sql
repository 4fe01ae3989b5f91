-- One row per supplier of contracts, by the register's own number of it, else by its name. Cells that hold several suppliers, or speak of
-- all, are left out.
select
    contract.dataset_id,
    coalesce(contract.supplier_key, contract.supplier || coalesce(', ' || contract.supplier_economy, '')) as source_key,
    arg_min(contract.supplier, contract.contract_id) as name,
    min(contract.supplier_economy) as economy,
    null as city,
    null as website,
    case
        when contract.supplier_key is null then null
        when contract.dataset_id = 'decp' then 'siret:' || contract.supplier_key
        when contract.dataset_id = 'usaspending' then 'uei:' || contract.supplier_key
    end as identifiers,
    null as public_id,
    dataset.is_curated as is_roster
from contract
join dataset on dataset.dataset_id = contract.dataset_id
where contract.supplier is not null and contract.supplier not like '%;%' and not regexp_matches(contract.supplier, '[0-9] awards\)$')
group by contract.dataset_id, source_key, contract.supplier_key, dataset.is_curated
