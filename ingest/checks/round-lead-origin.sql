-- check: round-lead-origin   level: error
-- The origin of a round is the bloc that its known lead investors share.
with lead as (
    select
        round_investor.round_id,
        count(distinct economy.bloc) as blocs,
        min(economy.bloc) as bloc
    from round_investor
    join investor using (investor_id)
    left join economy on economy.economy = investor.economy
    where round_investor.role = 'lead'
    group by round_investor.round_id
)
select round.round_id, round.lead_origin, lead.blocs, lead.bloc
from round
join lead using (round_id)
where round.lead_origin <> case lead.blocs when 0 then 'UNKNOWN' when 1 then lead.bloc else 'MIXED' end
order by round.round_id
