-- One row that the check quarter-of-date returns.
update contract set quarter = '1900-Q1' where contract_id = (select min(contract_id) from contract);
