-- One row that the check company-twice returns.
insert into organisation by name
select * replace (organisation_id || '-again' as organisation_id)
from organisation
order by organisation_id
limit 1;
