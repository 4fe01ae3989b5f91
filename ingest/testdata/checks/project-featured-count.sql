-- One row that the check project-featured-count returns.
insert into oss_project by name
select * replace (oss_project_id || '-again' as oss_project_id, true as is_featured)
from oss_project
order by oss_project_id
limit 1;
