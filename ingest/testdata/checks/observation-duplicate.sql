-- One row that the check observation-duplicate returns.
insert into observation by name
select * replace (observation_id || '-again' as observation_id)
from observation
order by observation_id
limit 1;
