-- One row that the check zero-amount returns.
update contract set amount = 0 where contract_id = (select min(contract_id) from contract where amount is not null);
