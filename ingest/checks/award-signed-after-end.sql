-- check: award-signed-after-end   level: warning
-- A grant is signed before its project ends.
select award_id, dated, end_on
from award
where length(dated) = 10 and dated > end_on
order by award_id
