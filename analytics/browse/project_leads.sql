-- One row per open project and investor that led a round of the company behind it, the one that led most first.
select oss_project.oss_project_id, investor.investor_id, investor.label, coalesce(investor.economy, '') as economy
from oss_project
join round on round.organisation_id = oss_project.organisation_id
join round_investor on round_investor.round_id = round.round_id
join investor on investor.investor_id = round_investor.investor_id
where oss_project.is_featured and cast($id as varchar) in ('', oss_project.oss_project_id) and round.instrument = 'equity'
  and round.is_counted and round_investor.role = 'lead'
group by oss_project.oss_project_id, investor.investor_id, investor.label, investor.economy
order by oss_project.oss_project_id, count(*) desc, investor.investor_id
