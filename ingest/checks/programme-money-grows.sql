-- check: programme-money-grows   level: warning
-- More is said to be paid out than was committed, or more committed than announced, in one programme or its whole.
with ranked as (
    select
        amount.programme_id,
        programme.parent_id,
        amount.programme_amount_id,
        amount.amount,
        amount.currency,
        case amount.stage when 'announced' then 1 when 'committed' then 2 when 'contracted' then 3 else 4 end as step
    from programme_amount as amount
    join programme using (programme_id)
    where amount.period_kind <> 'yearly'
)
select later.programme_amount_id, later.amount, earlier.programme_amount_id as earlier, earlier.amount as earlier_amount
from ranked as later
join ranked as earlier
    on earlier.programme_id in (later.programme_id, later.parent_id)
    and earlier.currency = later.currency
    and earlier.step < later.step
where later.amount > earlier.amount
order by later.programme_amount_id, earlier.programme_amount_id
