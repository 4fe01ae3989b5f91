-- One row that the check share-out-of-range returns.
update observation set value = 101
where observation_id = (select min(observation_id) from observation join series using (series_id) where series.unit like 'percent%');
