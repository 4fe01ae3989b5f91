-- One row that the check contract-amount-held-back returns.
update contract set register = 'decp', note = 'Amount held back until reviewed: 999999999999.00 EUR' where contract_id = (select min(contract_id) from contract);
