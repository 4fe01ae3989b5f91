-- check: group-wider-europe   level: error
-- Wider Europe is the 27 and the rest of Europe, no more and no less.
with member as (
    select economy
    from economy_group
    where group_code = 'WIDER_EUROPE'
),
expected as (
    select economy
    from economy_group
    where group_code in ('EU27_2020', 'EUROPE_OTHER')
)
select coalesce(member.economy, expected.economy) as economy
from member
full join expected on expected.economy = member.economy
where member.economy is null or expected.economy is null
order by economy
