-- One row per investor named in a round. No economy is an unknown one.
insert into investor by name
select
    investors.investor_id,
    investors.name as label,
    investors.economy,
    investors.kind,
    investors.dataset_id,
    investors.snapshot_sha256,
    investors.source_line
from staged.ai_companies__investors as investors
order by investors.investor_id;

-- One row per company. Where a company began stands in founding.csv if it differs from its headquarters; companies that a
-- single compilation names have low reliability.
insert into organisation by name
select
    organisations.organisation_id,
    organisations.name as label,
    organisations.economy,
    coalesce(founding.economy, organisations.economy) as founding_economy,
    organisations.city,
    organisations.latitude,
    organisations.longitude,
    organisations.founded_year::varchar as dated,
    organisations.founded_year as year,
    null as quarter,
    organisations.sector,
    organisations.open_source,
    organisations.status,
    organisations.acquirer,
    organisations.acquirer_economy,
    organisations.acquired_on,
    organisations.website,
    case when single_source.organisation_id is not null or doubts(organisations.note) then 'U' else 'A' end as obs_status,
    organisations.note,
    organisations.dataset_id,
    organisations.snapshot_sha256,
    organisations.source_line,
    organisations.source_url,
    organisations.source_title,
    organisations.source_on
from staged.ai_companies__organisations as organisations
left join staged.ai_companies__founding as founding using (organisation_id)
left join staged.ai_companies__single_source as single_source using (organisation_id)
order by organisations.organisation_id;

-- One row per financing or exit event; an event whose note splits it by instrument is one row per instrument (parts.csv).
-- A ceiling ("up to") is shown, not counted: nobody has said that it was raised.
with typed as (
    select
        rounds.*,
        coalesce(parts.position, 1) as position,
        coalesce(
            parts.instrument,
            case when rounds.round_type in ('acquisition', 'ipo', 'debt', 'grant') then rounds.round_type else 'equity' end
        ) as instrument,
        case when parts.round_id is null then rounds.amount else parts.amount end as raised
    from staged.ai_companies__rounds as rounds
    left join staged.ai_companies__parts as parts using (round_id)
),
lead as (
    select
        named.round_id,
        case when count(distinct economy.bloc) = 1 then min(economy.bloc) when count(distinct economy.bloc) > 1 then 'MIXED' end as origin,
        case when count(distinct investor.economy) = 1 then min(investor.economy) end as economy,
        case when count(distinct side_of(economy.economy, economy.bloc)) = 1 then min(side_of(economy.economy, economy.bloc)) end as side,
        list(distinct side_of(economy.economy, economy.bloc)) as sides
    from (
        select round_id, trim(unnest(string_split(lead_investors, ';'))) as investor_id
        from staged.ai_companies__rounds
    ) as named
    join investor using (investor_id)
    left join economy on economy.economy = investor.economy
    group by named.round_id
)
insert into round by name
select
    typed.round_id || case when typed.position > 1 then '-' || typed.instrument else '' end as round_id,
    organisation.label || ', ' || round_type.name_en
        || case when typed.position > 1 then ', ' || lower(part.name_en) else '' end as label,
    typed.organisation_id,
    organisation.economy,
    organisation.founding_economy,
    organisation.sector,
    organisation.open_source,
    organisation.city,
    typed.round_type,
    typed.instrument,
    coalesce(lead.origin, 'UNKNOWN') as lead_origin,
    case
        when lead.origin is null then 'UNKNOWN'
        when lead.side = side_of(home.economy, home.bloc) then 'home'
        when list_contains(lead.sides, side_of(home.economy, home.bloc)) then 'mixed'
        else 'abroad'
    end as lead_side,
    acquirer.economy as acquirer_economy,
    case
        when typed.instrument <> 'acquisition' then null
        when acquirer.economy is null then 'UNKNOWN'
        when side_of(acquirer.economy, acquirer.bloc) = side_of(home.economy, home.bloc) then 'home'
        else 'abroad'
    end as acquirer_side,
    size_of(in_currency(typed.raised, typed.currency, to_eur(typed.raised, own.units_per_eur), 'USD', dollar.units_per_eur)) as size_class,
    not coalesce(regexp_matches(typed.note, '(^|; )up to (this amount|[0-9.]+ ?(M|B|bn)\b)', 'i'), false) as is_counted,
    case when typed.position = 1 then typed.valuation::decimal(18, 2) end as valuation,
    case when typed.position = 1 then typed.valuation_currency end as valuation_currency,
    typed.announced_on as dated,
    partial_year(typed.announced_on) as year,
    partial_quarter(typed.announced_on) as quarter,
    typed.raised::decimal(18, 2) as amount,
    typed.currency,
    own.units_per_eur as fx_rate,
    to_eur(typed.raised, own.units_per_eur) as amount_eur,
    in_currency(typed.raised, typed.currency, to_eur(typed.raised, own.units_per_eur), 'USD', dollar.units_per_eur) as amount_usd,
    in_currency(typed.raised, typed.currency, to_eur(typed.raised, own.units_per_eur), 'CNY', yuan.units_per_eur) as amount_cny,
    case
        when single_source.organisation_id is not null or doubts(typed.note) then 'U'
        when own.obs_status = 'P' then 'P'
        else 'A'
    end as obs_status,
    typed.note,
    typed.dataset_id,
    typed.snapshot_sha256,
    typed.source_line,
    typed.source_url,
    typed.source_title,
    typed.source_on
from typed
join organisation using (organisation_id)
join economy as home on home.economy = organisation.economy
left join staged.ai_companies__single_source as single_source using (organisation_id)
join code as round_type on round_type.list = 'round_type' and round_type.code = typed.round_type
join code as part on part.list = 'round_instrument' and part.code = typed.instrument
left join lead on lead.round_id = typed.round_id
left join economy as acquirer
    on typed.instrument = 'acquisition' and acquirer.economy = coalesce(organisation.acquirer_economy, lead.economy)
left join exchange_rate as own on own.currency = typed.currency and own.year = partial_year(typed.announced_on)
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = partial_year(typed.announced_on)
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = partial_year(typed.announced_on)
order by 1;

-- One row per round and investor; who leads is not also another investor.
insert into round_investor by name
select
    round_id,
    investor_id,
    case when bool_or(role = 'lead') then 'lead' else 'other' end as role
from (
    select round_id, trim(unnest(string_split(lead_investors, ';'))) as investor_id, 'lead' as role
    from staged.ai_companies__rounds
    union all
    select round_id, trim(unnest(string_split(other_investors, ';'))) as investor_id, 'other' as role
    from staged.ai_companies__rounds
) as named
join investor using (investor_id)
join round using (round_id)
group by round_id, investor_id
order by round_id, investor_id;
