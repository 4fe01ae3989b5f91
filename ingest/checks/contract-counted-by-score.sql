-- check: contract-counted-by-score   level: error
-- A contract of a register counts from a score of 50 on, and has a reason if it does not count. Changes of a contract never count.
select contract_id, register, stage, ai_score, is_counted, counted_reason
from contract
where register <> 'compiled'
    and (ai_score is null or is_counted <> (counted_reason is null) or is_counted and (ai_score < 50 or stage = 'change'))
order by contract_id
