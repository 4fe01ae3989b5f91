-- One row that the check published-group-below-member returns.
update observation set value = 0
where observation_id = (select min(observation_id) from observation where series_id = 'github-developers' and economy = 'EU27_2020');
