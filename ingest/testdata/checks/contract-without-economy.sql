-- One row that the check contract-without-economy returns.
update contract set economy = null where contract_id = (select min(contract_id) from contract);
