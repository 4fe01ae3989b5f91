-- One row per policy event, latest first.
select
    policy_event_id, label, economy, kind, status, coalesce(dated, ''),
    obs_status, coalesce(note, ''), dataset_id, source_url, coalesce(source_title, ''), coalesce(source_on, ''), snapshot_sha256, source_line
from policy_event
order by dated desc nulls last, policy_event_id
