-- One row that the check event-of-the-future returns.
update contract set dated = '2099' where contract_id = (select min(contract_id) from contract);
