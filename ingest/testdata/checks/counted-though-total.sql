-- One row that the check counted-though-total returns.
update contract set is_counted = true where contract_id = (select min(contract_id) from contract where note like '%do not sum%');
