-- One row that the check date-form returns.
update contract set dated = '2025-13' where contract_id = (select min(contract_id) from contract);
