-- One row: an investor named in a round. Its source is that of its rounds.
select
    investor_id, label, coalesce(economy, ''), kind,
    'A', '', dataset_id, '', '', '', snapshot_sha256, source_line
from investor
where investor_id = $id
