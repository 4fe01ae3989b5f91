-- One row that the check amount-without-currency returns.
update contract set currency = null where contract_id = (select min(contract_id) from contract where amount is not null);
