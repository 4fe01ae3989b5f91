-- One row that the check project-approved-without-licence returns.
insert into oss_project by name
select * replace (oss_project_id || '-again' as oss_project_id, null as licence, true as is_osi_approved)
from oss_project
order by oss_project_id
limit 1;
