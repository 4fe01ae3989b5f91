-- check: contract-amount-held-back   level: warning
-- A register says an amount that is more likely mistyped than meant. It stays out until somebody has looked at it.
select contract_id, buyer, note
from contract
where register <> 'compiled' and note like 'Amount held back%'
order by contract_id
