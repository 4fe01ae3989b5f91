-- One row that the check programme-parent-cycle returns.
insert into programme by name
select * replace (programme_id || '-again' as programme_id, programme_id || '-again' as parent_id)
from programme
order by programme_id
limit 1;
