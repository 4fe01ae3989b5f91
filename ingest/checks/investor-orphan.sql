-- check: investor-orphan   level: warning
-- An investor whom no round names.
select investor.investor_id, investor.label
from investor
left join round_investor using (investor_id)
where round_investor.round_id is null
order by investor.investor_id
