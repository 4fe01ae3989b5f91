-- One row that the check award-counted-twice returns.
insert into award by name
select
    dataset_id as award_id, 'A grant' as label, 'one' as project_key, 'A grant' as title, 'Agency' as funder, 'US' as funder_economy, 'UNKNOWN' as recipient_bloc,
    'us-federal' as scheme, 'beneficiary' as role, 'obligation' as amount_kind, true as is_counted, 50 as ai_score, 'text:AI' as ai_reasons, 'A' as obs_status,
    dataset_id, min(snapshot_sha256) as snapshot_sha256, 1 as source_line, 'https://example.org/grant' as source_url
from snapshot
group by dataset_id
order by dataset_id
limit 2;
