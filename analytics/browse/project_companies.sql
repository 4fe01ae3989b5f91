-- One row per open project with a company behind it: where that has its headquarters.
select oss_project.oss_project_id, organisation.economy
from oss_project
join organisation on organisation.organisation_id = oss_project.organisation_id
where oss_project.is_featured and cast($id as varchar) in ('', oss_project.oss_project_id)
order by oss_project.oss_project_id
