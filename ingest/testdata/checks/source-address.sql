-- One row that the check source-address returns.
update contract set source_url = 'http://not an address' where contract_id = (select min(contract_id) from contract);
