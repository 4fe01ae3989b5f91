-- check: project-approved-without-licence   level: error
-- Without a licence nothing is known about its approval.
select oss_project_id, licence, is_osi_approved
from oss_project
where licence is null and is_osi_approved is not null
order by oss_project_id
