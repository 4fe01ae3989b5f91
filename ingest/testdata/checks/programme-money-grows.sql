-- One row that the check programme-money-grows returns.
insert into programme_amount by name
select * replace ('again' as programme_amount_id, 'disbursed' as stage, amount + 1 as amount)
from programme_amount
where stage = 'announced' and period_kind <> 'yearly'
order by programme_amount_id
limit 1;
