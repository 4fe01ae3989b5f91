-- One row per round of a company as another source reports it, in order of time; those without a date come last.
select
    round_report_id, label, coalesce(economy, ''), coalesce(dated, ''), amount_kind, cast(amount_eur as double precision), cast(amount as double precision),
    coalesce(currency, ''), cast(fx_rate as double precision), status,
    obs_status, coalesce(note, ''), dataset_id, source_url, coalesce(source_title, ''), snapshot_sha256, source_line
from round_report
where organisation_id = $id
order by dated nulls last, round_report_id
