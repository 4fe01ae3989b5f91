-- One row that the check converted-without-date returns.
update contract set fx_rate = null where contract_id = (select min(contract_id) from contract where amount_eur is not null);
