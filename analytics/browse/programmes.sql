-- One row per public programme, by name.
select
    programme_id, label, coalesce(name_local, ''), sponsor, economy, level, instrument, focus,
    start_year, end_year, coalesce(parent_id, ''), is_open_source, is_ai_only, coalesce(broader_reason, ''),
    obs_status, coalesce(note, ''), dataset_id, source_url, coalesce(source_title, ''), coalesce(source_on, ''), snapshot_sha256, source_line
from programme
order by label, programme_id
