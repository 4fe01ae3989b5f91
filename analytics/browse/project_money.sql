-- One row per open project and home of those who led the equity rounds of the company behind it; only rounds that count.
select
    oss_project.oss_project_id, round.lead_origin, count(*) as rounds, count(*) - count(round.amount_eur) as undisclosed,
    cast(sum(round.amount_eur) as double precision) as amount_eur
from oss_project
join round on round.organisation_id = oss_project.organisation_id
where oss_project.is_featured and cast($id as varchar) in ('', oss_project.oss_project_id) and round.instrument = 'equity' and round.is_counted
group by oss_project.oss_project_id, round.lead_origin
order by oss_project.oss_project_id, sum(round.amount_eur) desc nulls last, round.lead_origin
