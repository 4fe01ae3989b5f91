-- check: policy-planned-in-past   level: warning
-- An event counts as planned although its day has passed: its outcome was not read.
select policy_event_id, dated, label
from policy_event
where status = 'planned' and dated < left((select max(as_of) from dataset)::varchar, length(dated))
order by policy_event_id
