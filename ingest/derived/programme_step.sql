-- One row per programme, pair of stages and amount. Money of two stages may be compared only within one programme: side 'earlier' is
-- what the programme named first, side 'later' what is known of it at the later stage. Both sides carry the programme's own codes and
-- the date of the earlier amount, and convert at its rate, so that no ratio moves with exchange rates.
--
-- reported, code list programme_reported: 'both', another entry says what this very programme became; 'parts', entries inside it are
-- at the later stage; 'earlier-only' and 'later-only', nothing to compare with. Amounts that hold private money, are for more than AI
-- or cannot be converted are on neither side; nor is a programme inside another that is compared at the same stages.
with recursive step as (
    select earlier.code as earlier, later.code as later, earlier.code || '-' || later.code as step
    from (values ('announced', 1), ('committed', 2), ('contracted', 3), ('disbursed', 4)) as earlier (code, place)
    join (values ('announced', 1), ('committed', 2), ('contracted', 3), ('disbursed', 4)) as later (code, place) on later.place > earlier.place
),
ancestor as (
    select programme_id, parent_id as ancestor_id
    from programme
    where parent_id is not null
    union
    select ancestor.programme_id, programme.parent_id as ancestor_id
    from ancestor
    join programme on programme.programme_id = ancestor.ancestor_id
    where programme.parent_id is not null
),
money as (
    select programme_amount_id, programme_id, stage, is_counted
    from programme_amount
    where money_role = 'total' and amount_eur is not null
),
became as (
    select step.step, money.programme_amount_id as earlier_key, grown.programme_amount_id as later_key, money.programme_id
    from programme
    join programme_amount as grown on grown.programme_id = programme.programme_id
    join money on money.programme_id = programme.earlier_id
    join step on step.earlier = money.stage and step.later = grown.stage
    where grown.money_role in ('total', 'split') and grown.amount_eur is not null
),
whole as (
    select became.*
    from became
    where not exists (
        select 1
        from ancestor
        join became as above on above.programme_id = ancestor.ancestor_id
        where ancestor.programme_id = became.programme_id and above.step = became.step
    )
),
part as (
    select step.step, money.programme_amount_id as earlier_key, inner_money.programme_amount_id as later_key, money.programme_id, inner_money.programme_id as part_id
    from money
    join step on step.earlier = money.stage
    join ancestor on ancestor.ancestor_id = money.programme_id
    join money as inner_money on inner_money.programme_id = ancestor.programme_id and inner_money.stage = step.later
    where money.is_counted
        and not exists (select 1 from whole where whole.programme_id = money.programme_id and whole.step = step.step)
),
topmost as (
    select part.*
    from part
    where not exists (
        select 1
        from ancestor
        join part as above on above.part_id = ancestor.ancestor_id
        where ancestor.programme_id = part.part_id and above.programme_id = part.programme_id and above.step = part.step
    )
),
pair as (
    select step, earlier_key, later_key, 'both' as reported from whole
    union all
    select step, earlier_key, later_key, 'parts' as reported from topmost
),
side as (
    select distinct step, reported, earlier_key as base_key, 'earlier' as side, earlier_key as amount_key from pair
    union all
    select step, reported, earlier_key as base_key, 'later' as side, later_key as amount_key from pair
    union all
    select step.step, 'earlier-only' as reported, money.programme_amount_id as base_key, 'earlier' as side, money.programme_amount_id as amount_key
    from money
    join step on step.earlier = money.stage
    where money.is_counted and not exists (select 1 from pair where pair.step = step.step and pair.earlier_key = money.programme_amount_id)
    union all
    select step.step, 'later-only' as reported, money.programme_amount_id as base_key, 'later' as side, money.programme_amount_id as amount_key
    from money
    join step on step.later = money.stage
    where money.is_counted and not exists (select 1 from pair where pair.step = step.step and pair.later_key = money.programme_amount_id)
),
converted as (
    select distinct
        side.base_key,
        side.amount_key,
        case when reported.currency = base.currency then to_eur(reported.amount, base.fx_rate) else reported.amount_eur end as amount_eur
    from side
    join programme_amount as base on base.programme_amount_id = side.base_key
    join programme_amount as reported on reported.programme_amount_id = side.amount_key
)
insert into programme_step by name
select
    side.step || '/' || base.programme_id || '/' || reported.programme_id || '/' || side.side as programme_step_id,
    base.programme_id,
    reported.programme_id as reported_id,
    side.step, -- code list programme_step
    side.side, -- earlier, later
    side.reported, -- code list programme_reported
    reported.label,
    base.economy,
    base.instrument,
    base.focus,
    base.level,
    base.open_source,
    base.dated,
    base.year,
    base.quarter,
    reported.amount,
    reported.currency,
    case when reported.currency = base.currency then base.fx_rate else reported.fx_rate end as fx_rate,
    converted.amount_eur,
    case when reported.currency = base.currency then in_currency(reported.amount, reported.currency, converted.amount_eur, 'USD', dollar.units_per_eur) else reported.amount_usd end as amount_usd,
    case when reported.currency = base.currency then in_currency(reported.amount, reported.currency, converted.amount_eur, 'CNY', yuan.units_per_eur) else reported.amount_cny end as amount_cny,
    reported.obs_status,
    reported.note,
    reported.dataset_id,
    reported.snapshot_sha256,
    reported.source_line,
    reported.source_url,
    reported.source_title
from side
join programme_amount as base on base.programme_amount_id = side.base_key
join programme_amount as reported on reported.programme_amount_id = side.amount_key
join converted on converted.base_key = side.base_key and converted.amount_key = side.amount_key
left join exchange_rate as dollar on dollar.currency = 'USD' and dollar.year = base.year
left join exchange_rate as yuan on yuan.currency = 'CNY' and yuan.year = base.year
order by programme_step_id;
