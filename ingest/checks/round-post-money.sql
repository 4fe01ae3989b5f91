-- check: round-post-money   level: warning
-- A valuation below the amount raised is wrong, or is a valuation before the money.
select round_id, amount, valuation, currency
from round
where valuation_currency = currency and valuation < amount
order by round_id
