-- One row that the check award-duplicate-counted returns.
insert into award by name
select
    made.*, 'x' as label, 'x' as title, 'x' as funder, 'EU' as funder_economy, 'UNKNOWN' as recipient_bloc, 'h2020' as scheme, 70 as ai_score, 'title:AI' as ai_reasons,
    'A' as obs_status, snapshot.dataset_id, snapshot.snapshot_sha256, 2 as source_line, 'https://example.org/x' as source_url
from (values ('x-1', 'p', 'commitment', 'project-total', true, null, 'EU', 102, null, null)) as made (award_id, project_key, amount_kind, role, is_counted, counted_reason, economy, amount, dated, end_on)
cross join (select dataset_id, snapshot_sha256 from snapshot order by dataset_id, snapshot_sha256 limit 1) as snapshot;
