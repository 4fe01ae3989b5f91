-- check: programme-parts-exceed-whole   level: warning
-- The parts of a whole, in one currency and at one stage, add up to more than the whole.
select
    whole.programme_id,
    whole.stage,
    whole.amount,
    sum(part.amount) as parts,
    whole.currency
from programme_amount as part
join programme on programme.programme_id = part.programme_id
join programme_amount as whole
    on whole.programme_id = programme.parent_id and whole.stage = part.stage and whole.currency = part.currency
where part.money_role in ('total', 'broader', 'mobilised')
group by whole.programme_id, whole.stage, whole.amount, whole.currency
having sum(part.amount) > whole.amount
order by whole.programme_id, whole.stage
