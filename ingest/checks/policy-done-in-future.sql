-- check: policy-done-in-future   level: warning
-- An event after the day of the release counts as done.
select policy_event_id, dated, status
from policy_event
where status in ('held', 'withdrawn', 'in-force', 'adopted')
    and dated > left((select max(as_of) from dataset)::varchar, length(dated))
order by policy_event_id
