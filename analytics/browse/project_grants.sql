-- One row per open project and grant to open source whose recipient or purpose names it. A project is named by its label without what
-- stands in brackets, as whole words.
select
    oss_project.oss_project_id, oss_grant.label, oss_grant.funder, oss_grant.economy, coalesce(oss_grant.dated, '') as dated,
    cast(oss_grant.amount_eur as double precision) as amount_eur, oss_grant.source_url
from oss_project
join oss_grant on position(lower(' ' || split_part(oss_project.label, ' (', 1) || ' ') in lower(' ' || translate(oss_grant.label, ':,;()', '     ') || ' ')) > 0
where oss_project.is_featured and cast($id as varchar) in ('', oss_project.oss_project_id)
order by oss_project.oss_project_id, oss_grant.dated nulls last, oss_grant.oss_grant_id
