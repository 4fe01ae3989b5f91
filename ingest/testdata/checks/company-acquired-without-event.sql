-- One row that the check company-acquired-without-event returns.
insert into organisation by name
select * replace (organisation_id || '-again' as organisation_id, 'acquired' as status)
from organisation
order by organisation_id
limit 1;
