-- One row that the check conversion-by-rate returns.
update contract set amount_eur = amount_eur + 1 where contract_id = (select min(contract_id) from contract where amount_eur is not null);
