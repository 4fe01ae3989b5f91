-- One row per company and stage, from its first round of the stage.
insert into transition by name
with ranked as (
    select
        round.round_id, round.organisation_id, round.round_type, round.label, round.dated, round.year,
        case when length(round.dated) >= 7 then cast(substr(round.dated, 1, 4) as integer) * 12 + cast(substr(round.dated, 6, 2) as integer) end as month,
        case round.round_type
            when 'pre-seed' then 0 when 'seed' then 1 when 'series-a' then 2 when 'series-b' then 3 when 'series-c' then 4
            when 'series-d' then 5 when 'series-e-plus' then 6 when 'growth' then 6
        end as rank
    from round
    where round.instrument = 'equity' and round.is_counted and round.round_type not in ('corporate', 'undisclosed')
),
first_round as (
    select
        ranked.round_id, ranked.organisation_id, ranked.round_type, ranked.rank, ranked.month, ranked.year,
        row_number() over (partition by ranked.organisation_id, ranked.round_type order by ranked.dated nulls last, ranked.round_id) as place
    from ranked
    where ranked.rank <= 4
),
-- A listing or a sale ends the watch; of one whose year alone is known, the beginning of the year does, until which it is certain.
leaving as (
    select
        organisation.organisation_id,
        organisation.status in ('acquired', 'closed', 'public') as is_gone,
        min(cast(substr(gone.dated, 1, 4) as integer) * 12 + case when length(gone.dated) >= 7 then cast(substr(gone.dated, 6, 2) as integer) else 1 end) as month
    from organisation
    left join (
        select sold.organisation_id, sold.acquired_on as dated from organisation as sold
        union all
        select listed.organisation_id, listed.dated from round as listed where listed.instrument in ('ipo', 'acquisition') and listed.is_counted
    ) as gone on gone.organisation_id = organisation.organisation_id
    group by organisation.organisation_id, organisation.status
),
followed as (
    select
        first_round.round_id,
        first_round.organisation_id,
        first_round.round_type,
        first_round.month as began,
        min(later.month) as month,
        bool_or(later.month < first_round.month or later.month is null and later.year < first_round.year) as is_late,
        count(later.round_id) - count(later.month) > 0 as is_vague,
        min(case when later.month is null and later.year is null then 0 when later.month is null then later.year * 12 + 1 end) as vague_from
    from first_round
    left join ranked as later on later.organisation_id = first_round.organisation_id and later.rank > first_round.rank
    where first_round.place = 1
    group by first_round.round_id, first_round.organisation_id, first_round.round_type, first_round.month
),
ended as (
    select
        followed.round_id,
        followed.organisation_id,
        followed.round_type,
        followed.began,
        followed.month is not null and (leaving.month is null or followed.month <= leaving.month) as is_event,
        case
            when followed.is_vague and (followed.month is null or followed.vague_from <= followed.month) then null
            when followed.month is not null and (leaving.month is null or followed.month <= leaving.month) then followed.month
            when leaving.month is not null then case when leaving.month < followed.began then followed.began else leaving.month end
            when leaving.is_gone then null
            else cast(extract(year from dataset.as_of) * 12 + extract(month from dataset.as_of) as integer)
        end as month
    from followed
    join round on round.round_id = followed.round_id
    join dataset on dataset.dataset_id = round.dataset_id
    join leaving on leaving.organisation_id = followed.organisation_id
    where not coalesce(followed.is_late, false)
),
next_round as (
    select
        ended.round_id, ranked.round_id as next_id, ranked.label,
        row_number() over (partition by ended.round_id order by ranked.month, ranked.rank, ranked.round_id) as place
    from ended
    join ranked on ranked.organisation_id = ended.organisation_id and ranked.month = ended.month and ended.is_event
    join ranked as beginning on beginning.round_id = ended.round_id and beginning.rank < ranked.rank
)
select
    round.round_id as transition_id,
    round.label || case when ended.is_event and ended.month is not null then ', then ' || next_round.label else '' end as label,
    round.organisation_id,
    round.economy,
    round.founding_economy,
    round.sector,
    round.open_source,
    round.round_type as stage,
    ended.month - ended.began as months,
    ended.is_event and ended.month is not null as is_event,
    next_round.next_id as next_round_id,
    round.dated,
    round.year,
    round.quarter,
    round.obs_status,
    case
        when ended.began is null then 'month of the round unknown'
        when ended.month is null then 'month of the end unknown'
        when ended.is_event then 'later round in month ' || cast(ended.month - ended.began as varchar)
        else 'no later round on the list in ' || cast(ended.month - ended.began as varchar) || ' months'
    end as note,
    round.dataset_id,
    round.snapshot_sha256,
    round.source_line,
    round.source_url,
    round.source_title
from ended
join round on round.round_id = ended.round_id
left join next_round on next_round.round_id = ended.round_id and next_round.place = 1
order by 1;
