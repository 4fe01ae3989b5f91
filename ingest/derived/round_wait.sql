-- One row per dated equity round that follows another of the same company.
insert into round_wait by name
with dated as (
    select
        round.round_id, round.organisation_id, round.label, round.round_type, round.dated,
        case when length(round.dated) >= 7 then cast(substr(round.dated, 1, 4) as integer) * 12 + cast(substr(round.dated, 6, 2) as integer) end as month
    from round
    where round.instrument = 'equity' and round.is_counted and round.dated is not null
),
ordered as (
    select
        dated.round_id,
        dated.month,
        lag(dated.round_id) over company as previous_id,
        lag(dated.label) over company as previous_label,
        lag(dated.round_type) over company as previous_type,
        lag(dated.dated) over company as previous_dated,
        lag(dated.month) over company as previous_month
    from dated
    window company as (partition by dated.organisation_id order by dated.dated, dated.round_id)
)
select
    round.round_id as round_wait_id,
    round.label || ' after ' || ordered.previous_label as label,
    round.organisation_id,
    round.economy,
    round.founding_economy,
    round.sector,
    round.open_source,
    round.round_type,
    ordered.previous_type,
    ordered.previous_dated,
    ordered.month - ordered.previous_month as months,
    round.dated,
    round.year,
    round.quarter,
    round.obs_status,
    round.note,
    round.dataset_id,
    round.snapshot_sha256,
    round.source_line,
    round.source_url,
    round.source_title
from ordered
join round on round.round_id = ordered.round_id
where ordered.previous_id is not null
order by 1;
