-- check: programme-parent-missing   level: error
-- A part names a whole that is not in the list.
select part.programme_id, part.parent_id
from programme as part
left join programme as whole on whole.programme_id = part.parent_id
where part.parent_id is not null and whole.programme_id is null
order by part.programme_id
