-- One row per open project and purchase or listing of the company behind it, in order of time, also those that no sum holds.
select
    oss_project.oss_project_id, round.label, coalesce(round.dated, '') as dated, round.instrument, coalesce(round.acquirer_economy, '') as acquirer_economy,
    round.is_counted, coalesce(round.note, '') as note, round.source_url
from oss_project
join round on round.organisation_id = oss_project.organisation_id
where oss_project.is_featured and cast($id as varchar) in ('', oss_project.oss_project_id) and round.instrument in ('acquisition', 'ipo')
order by oss_project.oss_project_id, round.dated nulls last, round.round_id
