-- One row per investor of a company, those that led most rounds first.
select investor.investor_id, investor.label
from round_investor
join round on round.round_id = round_investor.round_id
join investor on investor.investor_id = round_investor.investor_id
where round.organisation_id = $id
group by investor.investor_id, investor.label
order by count(*) filter (where round_investor.role = 'lead') desc, count(*) desc, investor.investor_id
