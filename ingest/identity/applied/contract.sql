-- One row changed per contract whose supplier is known to be an organisation.
update contract
set organisation_id = match.organisation_id
from organisation_match as match
where match.dataset_id = contract.dataset_id
    and match.source_key = coalesce(contract.supplier_key, contract.supplier || coalesce(', ' || contract.supplier_economy, ''))
