-- One row that the check amount-not-converted returns.
update contract set amount_eur = null where contract_id = (select min(contract_id) from contract where amount_eur is not null);
