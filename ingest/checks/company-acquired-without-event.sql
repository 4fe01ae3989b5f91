-- check: company-acquired-without-event   level: warning
-- A company counts as acquired, but no acquisition is among its events.
select organisation.organisation_id, organisation.acquirer, organisation.acquired_on
from organisation
where organisation.status = 'acquired'
    and not exists (
        select 1
        from round
        where round.organisation_id = organisation.organisation_id and round.instrument = 'acquisition'
    )
order by organisation.organisation_id
