-- One row that the check programme-parent-missing returns.
insert into programme by name
select * replace (programme_id || '-again' as programme_id, 'no-such-programme' as parent_id)
from programme
order by programme_id
limit 1;
