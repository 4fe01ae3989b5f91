-- check: event-of-the-future   level: warning
-- A round or a contract is dated after the day of the release.
with event as (
    select 'round' as table_name, round_id as key, dated
    from round
    union all
    select 'contract' as table_name, contract_id as key, dated
    from contract
)
select key, table_name, dated
from event
where left(dated, 10) > left((select max(as_of) from dataset)::varchar, length(dated))
order by key, table_name
