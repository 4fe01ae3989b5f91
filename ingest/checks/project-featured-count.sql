-- check: project-featured-count   level: error
-- Seven projects have a profile of their own.
select count(*) as featured
from oss_project
where is_featured
having count(*) <> 7
order by featured
