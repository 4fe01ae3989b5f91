-- check: award-without-supplier   level: warning
-- An award of the compiled list was made to somebody: the supplier is not known here. Registers often leave it out.
select contract_id, buyer, dated
from contract
where register = 'compiled' and stage = 'award' and is_counted and supplier is null
order by contract_id
