-- check: company-acquired-before-founded   level: error
-- A company cannot be bought before it exists.
select organisation_id, dated, acquired_on
from organisation
where left(acquired_on, 4)::integer < year
order by organisation_id
