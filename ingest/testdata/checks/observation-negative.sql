-- One row that the check observation-negative returns.
update observation set value = -1
where observation_id = (select min(observation_id) from observation where series_id = 'github-developers');
