-- At most one row: the public id under which a page lives on, after a move, or because the id asked for is made of an identifier of the organisation.
select new_id
from redirect
where kind = $kind and old_id = $id
union
select organisation.organisation_id
from organisation_identifier
join organisation on organisation.organisation_id = organisation_identifier.organisation_id
where $kind = 'organisation' and organisation_identifier.scheme || '-' || lower(organisation_identifier.identifier) = $id
order by 1
limit 1
