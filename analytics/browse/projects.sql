-- One row per open project, those with a profile first.
select
    oss_project_id, label, kind, coalesce(origin_organisation, ''), coalesce(economy, ''), coalesce(steward, ''),
    coalesce(steward_economy, ''), governance, coalesce(licence, ''),
    case when is_osi_approved then 'yes' when not is_osi_approved then 'no' else '' end as osi_approved,
    coalesce(repository, ''), coalesce(package_registry, ''), coalesce(package_name, ''), is_featured, coalesce(dated, ''),
    coalesce(topic, ''), coalesce(organisation_id, ''),
    obs_status, coalesce(note, ''), dataset_id, source_url, coalesce(source_title, ''), coalesce(source_on, ''), snapshot_sha256, source_line
from oss_project
where cast($id as varchar) in ('', oss_project_id)
order by is_featured desc, label, oss_project_id
