-- check: programme-counted-by-role   level: error
-- Only public money for AI alone, dated and convertible, is counted.
select amount.programme_amount_id, amount.money_role, amount.amount_eur, programme.is_ai_only
from programme_amount as amount
join programme using (programme_id)
where amount.is_counted
    and (amount.money_role <> 'total' or amount.amount_eur is null or not programme.is_ai_only)
order by amount.programme_amount_id
