-- check: company-event-without-status   level: warning
-- A counted acquisition of a company that counts as active.
select round.round_id, round.dated, organisation.status
from round
join organisation using (organisation_id)
where round.instrument = 'acquisition' and round.is_counted and organisation.status = 'active'
order by round.round_id
