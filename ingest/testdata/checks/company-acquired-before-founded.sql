-- One row that the check company-acquired-before-founded returns.
insert into organisation by name
select * replace (organisation_id || '-again' as organisation_id, '1900' as acquired_on)
from organisation
where year is not null
order by organisation_id
limit 1;
