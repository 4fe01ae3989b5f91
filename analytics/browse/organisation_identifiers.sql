-- One row per identifier of a company, with one source that gives it.
select scheme, identifier, min(dataset_id)
from organisation_identifier
where organisation_id = $id
group by scheme, identifier
order by scheme, identifier
