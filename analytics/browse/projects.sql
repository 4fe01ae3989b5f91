-- One row per open project, those with a profile first.
select
    oss_project.oss_project_id, oss_project.label, oss_project.kind, coalesce(oss_project.origin_organisation, ''),
    coalesce(oss_project.economy, ''), coalesce(oss_project.steward, ''), coalesce(oss_project.steward_economy, ''),
    oss_project.governance, coalesce(oss_project.licence, ''),
    case when oss_project.is_osi_approved then 'yes' when not oss_project.is_osi_approved then 'no' else '' end as osi_approved,
    coalesce(oss_project.repository, ''), coalesce(oss_project.package_registry, ''), coalesce(oss_project.package_name, ''),
    oss_project.is_featured, coalesce(oss_project.dated, ''), coalesce(oss_project.topic, ''),
    coalesce(organisation.organisation_id, ''), coalesce(organisation.label, ''),
    oss_project.obs_status, coalesce(oss_project.note, ''), oss_project.dataset_id, oss_project.source_url,
    coalesce(oss_project.source_title, ''), coalesce(oss_project.source_on, ''), oss_project.snapshot_sha256, oss_project.source_line
from oss_project
left join organisation on organisation.organisation_id = oss_project.organisation_id
where cast($id as varchar) in ('', oss_project.oss_project_id)
order by oss_project.is_featured desc, oss_project.label, oss_project.oss_project_id
