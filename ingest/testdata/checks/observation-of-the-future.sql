-- One row that the check observation-of-the-future returns.
update observation set dated = '2099', obs_status = 'A' where observation_id = (select min(observation_id) from observation);
