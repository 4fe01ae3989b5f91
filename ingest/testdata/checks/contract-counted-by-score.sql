-- One row that the check contract-counted-by-score returns.
update contract set register = 'ted', ai_score = 40, is_counted = true where contract_id = (select min(contract_id) from contract);
