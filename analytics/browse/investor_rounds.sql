-- One row per round that an investor leads or joins, the latest first; those without a date come last.
select
    round.round_id, round.label, round.economy, coalesce(round.dated, ''), round_investor.role, cast(round.amount_eur as double precision),
    cast(round.amount as double precision), coalesce(round.currency, ''), cast(round.fx_rate as double precision), round.is_counted,
    round.obs_status, coalesce(round.note, ''), round.dataset_id, round.source_url, coalesce(round.source_title, ''), round.snapshot_sha256,
    round.source_line, round.organisation_id
from round_investor
join round on round.round_id = round_investor.round_id
where round_investor.investor_id = $id
order by round.dated desc nulls last, round.round_id
