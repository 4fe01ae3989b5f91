-- One row per round and investor named in it, and one more for each round without a named lead: who leads stays unknown there. A view over rounds and investors; amounts stay with the round, for what each investor paid is rarely known.
create view participation (
    participation_id, -- round and investor
    label,            -- investor and round, for people
    round_id,
    investor_id,      -- null: no lead is named
    role,             -- code list investor_role
    is_lead,          -- leads, and its home is known; or the home of no lead of the round is known
    is_party,         -- leads or joins, and its home is known; or the home of nobody in the round is known
    origin,           -- bloc of the investor; UNKNOWN if its home is not known
    investor_economy, -- null is unknown
    investor_kind,    -- code list investor_kind; null is unknown
    organisation_id,
    economy,          -- of the company
    founding_economy, -- of the company
    sector,           -- of the company
    open_source,      -- of the company
    round_type,
    instrument,
    size_class,       -- code list round_size
    is_counted,       -- as the round
    dated,
    year,
    quarter,
    obs_status,
    note,
    dataset_id,
    snapshot_sha256,
    source_line,      -- of the round
    source_url,
    source_title
) as
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
    round.round_id || '/' || coalesce(party.investor_id, 'unknown'), party.label || ' in ' || round.label, round.round_id,
    party.investor_id, party.role,
    party.role = 'lead' and (
        party.economy is not null
        or not exists (select 1 from named where named.round_id = round.round_id and named.role = 'lead' and named.economy is not null)
    ),
    party.economy is not null
        or not exists (select 1 from named where named.round_id = round.round_id and named.economy is not null),
    party.origin, party.economy, party.kind, round.organisation_id, round.economy, round.founding_economy, round.sector,
    round.open_source, round.round_type, round.instrument, round.size_class, round.is_counted, round.dated, round.year, round.quarter,
    round.obs_status, round.note, round.dataset_id, round.snapshot_sha256, round.source_line, round.source_url, round.source_title
from party
join round on round.round_id = party.round_id;
