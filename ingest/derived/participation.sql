-- One row per round and investor named in it, and one for each round without a named lead.
insert into participation by name
with named as (
    select
        round_investor.round_id, round_investor.investor_id, round_investor.role, investor.label, investor.kind,
        home.economy, coalesce(home.bloc, 'UNKNOWN') as origin
    from round_investor
    join investor on investor.investor_id = round_investor.investor_id
    left join economy as home on home.economy = investor.economy
),
party as (
    select named.round_id, named.investor_id, named.role, named.label, named.kind, named.economy, named.origin from named
    union all
    select round.round_id, null, 'lead', 'Lead unknown', null, null, 'UNKNOWN'
    from round
    where not exists (select 1 from named where named.round_id = round.round_id and named.role = 'lead')
)
select
    round.round_id || '/' || coalesce(party.investor_id, 'unknown') as participation_id,
    party.label || ' in ' || round.label as label,
    round.round_id,
    party.investor_id,
    party.role,
    party.role = 'lead' and (
        party.economy is not null
        or not exists (select 1 from named where named.round_id = round.round_id and named.role = 'lead' and named.economy is not null)
    ) as is_lead,
    party.economy is not null
        or not exists (select 1 from named where named.round_id = round.round_id and named.economy is not null) as is_party,
    party.origin,
    party.economy as investor_economy,
    party.kind as investor_kind,
    round.organisation_id,
    round.economy,
    round.founding_economy,
    round.sector,
    round.open_source,
    round.round_type,
    round.instrument,
    round.size_class,
    round.is_counted,
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
from party
join round on round.round_id = party.round_id
order by 1;
