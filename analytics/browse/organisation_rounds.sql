-- One row per financing or exit event of a company, in order of time; those without a date come last.
select
    round_id, label, economy, coalesce(dated, ''), instrument, cast(amount_eur as double precision), cast(amount as double precision),
    coalesce(currency, ''), cast(fx_rate as double precision), is_counted,
    obs_status, coalesce(note, ''), dataset_id, source_url, coalesce(source_title, ''), snapshot_sha256, source_line
from round
where organisation_id = $id
order by dated nulls last, round_id
