-- check: award-without-supplier   level: warning
-- An award was made to somebody: the supplier is not known here.
select contract_id, buyer, dated
from contract
where stage = 'award' and is_counted and supplier is null
order by contract_id
