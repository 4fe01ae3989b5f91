-- One row that the check award-without-supplier returns.
update contract set supplier = null where contract_id = (select min(contract_id) from contract where register = 'compiled' and stage = 'award' and is_counted and supplier is not null);
