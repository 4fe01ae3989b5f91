-- One row per thing with a page of its own, by kind and id.
select 'organisation' as kind, organisation_id as id, label, coalesce(economy, '') as economy, concat_ws(' ', city, acquirer, website) as more
from organisation
union all
select 'programme', programme_id, label, economy, concat_ws(' ', name_local, sponsor)
from programme
union all
select 'project', oss_project_id, label, coalesce(economy, ''), concat_ws(' ', origin_organisation, steward, licence, package_name)
from oss_project
union all
select 'investor', investor_id, label, coalesce(economy, ''), ''
from investor
order by 1, 2
