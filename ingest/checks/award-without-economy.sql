-- check: award-without-economy   level: warning
-- Money to a place that is not in the list of economies is in no sum by economy.
select award_id, amount, note
from award
where economy is null and is_counted and amount <> 0
order by award_id
