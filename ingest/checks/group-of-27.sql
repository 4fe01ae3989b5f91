-- check: group-of-27   level: error
-- The group of the European Union has 27 members.
select group_code, count(*) as members
from economy_group
where group_code = 'EU27_2020'
group by group_code
having count(*) <> 27
order by group_code
