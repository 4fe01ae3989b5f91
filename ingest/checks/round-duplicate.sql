-- check: round-duplicate   level: warning
-- Two counted rounds of one company with the same amount within 45 days are probably one.
with dated_round as (
    select
        round_id,
        organisation_id,
        amount,
        currency,
        instrument,
        (dated || case length(dated) when 4 then '-01-01' when 7 then '-01' else '' end)::date as day
    from round
    where is_counted and amount is not null and dated is not null
)
select first.round_id, second.round_id as other_round_id, first.amount, first.currency
from dated_round as first
join dated_round as second
    on second.organisation_id = first.organisation_id
    and second.amount = first.amount
    and second.currency = first.currency
    and second.instrument = first.instrument
    and second.round_id > first.round_id
where abs(second.day - first.day) <= 45
order by first.round_id, second.round_id
