-- check: contract-without-economy   level: warning
-- The buyer of a contract sits in an economy that is not in the code list. The contract counts nowhere.
select contract_id, register, buyer
from contract
where economy is null
order by contract_id
