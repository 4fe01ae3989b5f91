-- check: round-before-founding   level: warning
-- A round is older than its company: one of the two years is wrong.
select round.round_id, round.dated, organisation.year as founded
from round
join organisation using (organisation_id)
where round.year < organisation.year
order by round.round_id
